// Arithmetic in a loop allocates nothing, at any usual precision. The counters below see every call
// of malloc and its kin in the process, also those of libgmp and libmpfr.
#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "number/big_interval.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define RIGOR_OWN_MALLOC 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define RIGOR_OWN_MALLOC 0
#endif
#endif
#ifndef RIGOR_OWN_MALLOC
#define RIGOR_OWN_MALLOC 1
#endif

namespace {

constinit std::atomic<long> allocations{0};

}  // namespace

#if RIGOR_OWN_MALLOC  // a sanitizer has one already
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);

void* malloc(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  return __libc_calloc(count, size);
}
void* realloc(void* block, std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  return __libc_realloc(block, size);
}
}
#endif

namespace rigor {
namespace {

template <class Body>
long allocations_in(Body body) {
  const long before = allocations.load();
  body();
  return allocations.load() - before;
}

class BigAllocation : public testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    if (RIGOR_OWN_MALLOC == 0) GTEST_SKIP() << "the sanitizer owns malloc";
  }
};

// Every shape of a loop: results by value, assigned, in place, mixed with integers.
void compute(const std::vector<BigInterval>& x, std::vector<BigInterval>& y) {
  BigInterval sum = x[0];
  for (int round = 0; round < 20; ++round) {
    for (std::size_t i = 1; i < x.size(); ++i) {
      const BigInterval& a = x[i - 1];
      const BigInterval& b = x[i];
      y[i] = a + b;
      y[i] = a * b - y[i];
      y[i] = y[i] / b;
      y[i] *= a;
      y[i] /= b;
      y[i] -= a;
      sum += a * b;
      sum = sqrt(sqr(a) + sqr(b)) + abs(sum / 2);
      y[i - 1] = fma(a, b, y[i]);
      y[i] = recip(b) + 3 * a - 1;
      y[i] = hull(min(a, b), max(a, b)) + width(a);
    }
  }
}

TEST_P(BigAllocation, LoopsAllocateNothing) {
  const Precision p{GetParam()};
  std::vector<BigInterval> x;
  for (int i = 1; i < 30; ++i) {
    x.push_back(hull_of<BigInterval>(Rational(i, 7), Rational(i * i + 1, 6), p));
    x.push_back(-enclose<BigInterval>(Rational(i, 3), p));
  }
  std::vector<BigInterval> y = x;
  compute(x, y);  // warm
  EXPECT_EQ(allocations_in([&] { compute(x, y); }), 0);
}

INSTANTIATE_TEST_SUITE_P(Bits, BigAllocation,
                         testing::Values(53, 100, 128, 129, 192, 256, 257, 320, 512, 1000, 1024,
                                         2048, 4096));

// What would be an allocation is counted.
TEST_F(BigAllocation, CountersSeeAllocations) {
  EXPECT_GE(allocations_in([] {
              mpfr_t x;
              mpfr_init2(x, 1000);
              mpfr_clear(x);
            }),
            1);
  EXPECT_GE(allocations_in([] { std::make_unique<std::vector<int>>(100)->push_back(1); }), 2);
  // More numbers at a time than a thread keeps.
  EXPECT_GE(allocations_in([] { std::vector<BigFloat> many(1000, BigFloat(Precision{1000})); }),
            500);
}

// Blocks may be given back in another thread, or after the other thread-local objects are gone.
TEST(BigLimbCache, ServesAllThreads) {
  struct Late {
    BigFloat x{Precision{2}};
    ~Late() { x = BigFloat(Precision{3000}); }
  };
  std::vector<BigFloat> numbers;
  for (int round = 0; round < 3; ++round) {
    std::thread([&] {
      thread_local Late late;  // destroyed after the blocks that the thread has kept
      late.x = BigFloat(Precision{700});
      for (int i = 0; i < 100; ++i) numbers.emplace_back(Precision{300 + 50 * i});
    }).join();
    for (BigFloat& x : numbers) mpfr_set_ui(x.get(), 7, MPFR_RNDN);
    for (const BigFloat& x : numbers) ASSERT_EQ(mpfr_cmp_ui(x.get(), 7), 0);
    std::thread([moved = std::move(numbers)]() mutable { moved.clear(); }).join();
    numbers.clear();
  }
}

TEST(BigLimbCache, KeepsBlocksApart) {
  std::vector<std::pair<mp_limb_t*, std::size_t>> blocks;
  for (std::size_t count = 1; count < 400000; count = count * 3 / 2 + 1) {
    mp_limb_t* const block = take_limbs(count);
    for (std::size_t k = 0; k < count; ++k) block[k] = count;
    blocks.emplace_back(block, count);
  }
  for (const auto& [block, count] : blocks) {
    for (std::size_t k = 0; k < count; ++k) ASSERT_EQ(block[k], count);
    give_back_limbs(block, count);
  }
}

}  // namespace
}  // namespace rigor
