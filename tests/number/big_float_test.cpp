#include "number/big_float.hpp"

#include <gmp.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "number/big_interval.hpp"

namespace rigor {
namespace {

// 1/3 rounded down: every limb of the significand counts.
BigFloat third(int bits) {
  BigFloat x(Precision{bits});
  mpfr_set_ui(x.get(), 1, MPFR_RNDN);
  mpfr_div_ui(x.get(), x.get(), 3, MPFR_RNDD);
  return x;
}

bool is_third(const BigFloat& x, int bits) {
  return x.precision().bits == bits && mpfr_equal_p(x.get(), third(bits).get()) != 0;
}

// Precisions on both sides of the border between the object and the heap.
const std::vector<int> kPrecisions{2, 53, 64, 65, 128, 255, 256, 257, 320, 1000};

TEST(BigFloat, CopiesAndMovesKeepValueAndPrecision) {
  for (const int from : kPrecisions) {
    const BigFloat original = third(from);
    BigFloat copy = original;
    EXPECT_TRUE(is_third(copy, from));
    const BigFloat moved = std::move(copy);
    EXPECT_TRUE(is_third(moved, from));
    copy = original;  // a moved-from object may be assigned to
    EXPECT_TRUE(is_third(copy, from));
    for (const int to : kPrecisions) {
      BigFloat target = third(to);
      target = original;
      EXPECT_TRUE(is_third(target, from)) << from << ' ' << to;
      target = third(to);
      EXPECT_TRUE(is_third(target, to)) << from << ' ' << to;
      BigFloat one = third(from);
      BigFloat other = third(to);
      std::swap(one, other);
      EXPECT_TRUE(is_third(one, to) && is_third(other, from)) << from << ' ' << to;
    }
    EXPECT_TRUE(is_third(original, from));
  }
}

TEST(BigFloat, AssignmentToItselfChangesNothing) {
  for (const int bits : kPrecisions) {
    BigFloat x = third(bits);
    BigFloat& same = x;
    x = same;
    EXPECT_TRUE(is_third(x, bits));
    x = std::move(same);
    EXPECT_TRUE(is_third(x, bits));
  }
}

TEST(BigFloat, StartsAtZeroAndCopiesSpecialValues) {
  for (const int bits : kPrecisions) {
    BigFloat x(Precision{bits});
    EXPECT_EQ(x.sign(), 0);
    EXPECT_EQ(x.precision().bits, bits);
    mpfr_set_inf(x.get(), -1);
    const BigFloat infinite = x;
    EXPECT_TRUE(infinite.is_infinite() && infinite.sign() < 0);
    mpfr_set_nan(x.get());
    const BigFloat nan = x;
    EXPECT_TRUE(mpfr_nan_p(nan.get()) != 0);
  }
  EXPECT_EQ(BigFloat(Precision{0}).precision().bits, 2);
}

TEST(BigFloat, SurvivesAGrowingVector) {
  std::vector<BigFloat> numbers;
  for (int round = 0; round < 20; ++round) {
    for (const int bits : kPrecisions) numbers.push_back(third(bits));
  }
  std::size_t next = 0;
  for (int round = 0; round < 20; ++round) {
    for (const int bits : kPrecisions) EXPECT_TRUE(is_third(numbers[next++], bits));
  }
}

// Counts what MPFR allocates through GMP while it lives.
class AllocationCount {
 public:
  AllocationCount() {
    count_ = 0;
    mp_get_memory_functions(&allocate_, &reallocate_, &free_);
    mp_set_memory_functions(&counted, reallocate_, free_);
  }
  AllocationCount(const AllocationCount&) = delete;
  AllocationCount& operator=(const AllocationCount&) = delete;
  ~AllocationCount() { mp_set_memory_functions(allocate_, reallocate_, free_); }
  static int value() { return count_; }

 private:
  static void* counted(std::size_t size) {
    ++count_;
    return allocate_(size);
  }
  inline static int count_ = 0;
  inline static void* (*allocate_)(std::size_t) = nullptr;
  void* (*reallocate_)(void*, std::size_t, std::size_t) = nullptr;
  void (*free_)(void*, std::size_t) = nullptr;
};

TEST(BigFloat, ArithmeticUpTo256BitsAllocatesNothing) {
  for (const int bits : {53, 128, 192, 256}) {
    const Precision p{bits};
    const auto x = hull_of<BigInterval>(Rational(-1, 3), Rational(22, 7), p);
    const auto y = hull_of<BigInterval>(Rational(1, 7), Rational(3, 7), p);
    const AllocationCount count;
    BigInterval z = x + y - x * y / y + sqr(x) + sqrt(y) + abs(x) + hull(x, y) + min(x, y);
    z += x;
    z -= y;
    z *= y;
    z /= y;
    z = 2 * z / 3 - 1 + 7 / y + scale2(-z, 3) + width(x) + midpoint(x) + radius(x);
    const bool settled = certainly(z < x) || certainly(z >= 0);
    EXPECT_FALSE(settled);
    EXPECT_EQ(AllocationCount::value(), 0) << bits;
  }
}

}  // namespace
}  // namespace rigor
