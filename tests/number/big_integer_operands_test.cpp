#include <gtest/gtest.h>

#include <limits>

#include "number/big_interval.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

// Every operation with n equals the one with the interval [n, n].
template <class T>
void expect_as_interval(const BigInterval& x, T n, const std::string& replay) {
  const auto y = enclose<BigInterval>(n, precision_of(x));
  ASSERT_TRUE(is_thin(y)) << replay;
  const auto same = [](const BigInterval& a, const BigInterval& b) {
    return identical(a, b) && precision_of(a).bits == precision_of(b).bits;
  };
  ASSERT_TRUE(same(x + n, x + y) && same(n + x, y + x)) << replay;
  ASSERT_TRUE(same(x - n, x - y) && same(n - x, y - x)) << replay;
  ASSERT_TRUE(same(x * n, x * y) && same(n * x, y * x)) << replay;
  ASSERT_TRUE(same(x / n, x / y) && same(n / x, y / x)) << replay;
  ASSERT_TRUE((x < n) == (x < y) && (n < x) == (y < x)) << replay;
  ASSERT_TRUE((x <= n) == (x <= y) && (n <= x) == (y <= x)) << replay;
  ASSERT_TRUE((x > n) == (x > y) && (n > x) == (y > x)) << replay;
  ASSERT_TRUE((x >= n) == (x >= y) && (n >= x) == (y >= x)) << replay;
  BigInterval z = x;
  z += n;
  ASSERT_TRUE(same(z, x + y)) << replay;
  z = x;
  z -= n;
  ASSERT_TRUE(same(z, x - y)) << replay;
  z = x;
  z *= n;
  ASSERT_TRUE(same(z, x * y)) << replay;
  z = x;
  z /= n;
  ASSERT_TRUE(same(z, x / y)) << replay;
}

void expect_all_types(const BigInterval& x, long n, const std::string& replay) {
  expect_as_interval(x, n, replay);
  expect_as_interval(x, static_cast<unsigned long>(n), replay);
  expect_as_interval(x, static_cast<int>(n), replay);
  expect_as_interval(x, static_cast<unsigned char>(n), replay);
}

TEST(BigIntegerOperands, EqualTheOperationsWithAnInterval) {
  Sampler sampler(35);
  const int count = test::sample_count(10000, 100000);
  for (int i = 0; i < count; ++i) {
    const auto x = convert<BigInterval>(sampler.interval(), Precision{sampler.integer(2, 300)});
    const long n = static_cast<long>(sampler.bits()) >> sampler.integer(0, 63);
    expect_all_types(x, n, "seed 35, index " + std::to_string(i));
  }
}

TEST(BigIntegerOperands, TreatCornersAlike) {
  const long least = std::numeric_limits<long>::min();
  const long largest = std::numeric_limits<long>::max();
  for (const int bits : {2, 64, 128, 512}) {
    const Precision p{bits};
    const auto zero = enclose<BigInterval>(0, p);
    const auto unit = hull_of<BigInterval>(0, 1, p);
    const auto all = entire<BigInterval>(p);
    for (const BigInterval& x :
         {empty<BigInterval>(p), all, abs(all), -abs(all), zero, unit, -unit, unit - 1, unit - 2,
          unit + 2, enclose<BigInterval>(least, p), enclose<BigInterval>(largest, p)}) {
      for (const long n : {0L, 1L, -1L, 2L, -3L, least, least + 1, largest}) {
        expect_all_types(x, n, "precision " + std::to_string(bits));
      }
    }
  }
}

}  // namespace
}  // namespace rigor
