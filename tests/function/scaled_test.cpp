// Numbers of 64 digits: exact conversions, rounding of operations, and of results to doubles.
#include "function/scaled.hpp"

#include <gtest/gtest.h>

#include "number/big_interval.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

constexpr Precision kExact{1000};

BigInterval value_of(Wide n, int exponent) {
  const BigInterval high = enclose<BigInterval>(static_cast<std::uint64_t>(n >> 64U), kExact);
  const BigInterval low = enclose<BigInterval>(static_cast<std::uint64_t>(n), kExact);
  return scale2(scale2(high, 64) + low, exponent);
}

BigInterval value_of(const Scaled& x) {
  return value_of(x.digits, x.exponent);
}

Wide draw_wide(Sampler& sampler) {
  const Wide n = Wide{sampler.bits()} << 64U | sampler.bits();
  return (n >> sampler.integer(0, 127)) | 1U;
}

Scaled draw(Sampler& sampler) {
  return Scaled::of(draw_wide(sampler), sampler.integer(-200, 50));
}

bool is_truncated(const Scaled& result, const BigInterval& exact) {
  const BigInterval error = exact - value_of(result);
  return result.digits >> 63U == 1 && certainly(error >= 0) &&
         certainly(scale2(error, 63) <= exact);
}

TEST(Scaled, TakesDoublesExactly) {
  Sampler sampler(98);
  for (int i = 0; i < 10000; ++i) {
    const double x = sampler.finite();
    if (x == 0) continue;
    const Scaled size = Scaled::of_size(x);
    ASSERT_EQ(size.digits >> 63U, 1U);
    ASSERT_TRUE(identical(value_of(size), convert<BigInterval>(abs(Interval::point(x)), kExact)))
        << test::hex(x);
  }
}

TEST(Scaled, OperationsTruncate) {
  Sampler sampler(99);
  for (int i = 0; i < 10000; ++i) {
    const Scaled a = draw(sampler);
    const Scaled b = draw(sampler);
    const std::string where = "seed 99, index " + std::to_string(i);
    ASSERT_TRUE(is_truncated(a * b, value_of(a) * value_of(b))) << where;
    ASSERT_TRUE(is_truncated(a / b, value_of(a) / value_of(b))) << where;
    ASSERT_TRUE(is_truncated(a / a, enclose<BigInterval>(1, kExact))) << where;
    const Wide n = draw_wide(sampler);
    ASSERT_TRUE(is_truncated(Scaled::of(n, -100), value_of(n, -100))) << where;
    const int bits = sampler.integer(-100, 63) - a.exponent;
    const BigInterval rest = scale2(value_of(a), bits) - value_of(fixed_point(a, bits), 0);
    ASSERT_TRUE(certainly(rest >= 0) && certainly(rest < 1)) << where;
  }
}

TEST(Scaled, RoundsToTheNextDoubles) {
  Sampler sampler(100);
  for (int i = 0; i < 20000; ++i) {
    const Wide n = i % 100 == 0 ? 0 : draw_wide(sampler);
    const int exponent = i % 2 == 0 ? sampler.integer(-1250, -1000) : sampler.integer(-300, 300);
    const Interval tightest = to_interval(value_of(n, exponent));
    const std::string where = "seed 100, index " + std::to_string(i);
    ASSERT_EQ(rounded_down(n, exponent), tightest.lower()) << where;
    ASSERT_EQ(rounded_up(n, exponent), tightest.upper()) << where;
  }
  EXPECT_EQ(rounded_up(~Wide{0}, -128), 1);
  EXPECT_EQ(rounded_down(~Wide{0}, -128), next_down(1));
}

}  // namespace
}  // namespace rigor
