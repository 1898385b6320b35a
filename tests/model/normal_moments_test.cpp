#include "model/normal_moments.hpp"

#include <gtest/gtest.h>

#include "model/sample_quadrature.hpp"
#include "support/sampling.hpp"

namespace rigor::test {
namespace {

template <class I>
std::optional<I> end(const std::optional<Rational>& x, Precision precision) {
  return x ? std::optional<I>(enclose<I>(*x, precision)) : std::nullopt;
}

TEST(NormalMoments, AgreeWithQuadrature) {
  Sampler random(41);
  for (int sample = 0; sample < sample_count(300, 3000); ++sample) {
    std::optional<Rational> from, to;
    if (random.integer(0, 4) != 0) from = to_rational(random.uniform(-6, 6));
    if (random.integer(0, 4) != 0) to = to_rational(random.uniform(-6, 6));
    if (from && to && *from > *to) std::swap(from, to);
    const double a = from ? static_cast<double>(*from) : -12;
    const double b = to ? static_cast<double>(*to) : 12;
    const auto narrow = normal_moments(end<Interval>(from, {}), end<Interval>(to, {}), 6, {});
    const Precision p{128};
    const auto big = normal_moments(end<BigInterval>(from, p), end<BigInterval>(to, p), 6, p);
    for (int k = 0; k <= 6; ++k) {
      const double expected = sample_mean(
          {0}, 1, {a, b}, [&](double, double z) { return z > a && z < b ? std::pow(z, k) : 0; });
      const auto index = static_cast<std::size_t>(k);
      EXPECT_TRUE(subset(to_interval(big[index]), narrow[index])) << k;
      EXPECT_NEAR(midpoint(to_interval(big[index])).lower(), expected, 1e-11) << k;
      EXPECT_TRUE(
          certainly(width(narrow[index]) <= enclose<Interval>(Rational(1, 1000000000), {})));
    }
  }
}

TEST(NormalMoments, TailsKeepTheirRelativeAccuracy) {
  const Precision p{128};
  const auto tail = normal_moments<BigInterval>(enclose<BigInterval>(40L, p), std::nullopt, 0, p);
  const auto mirrored =
      normal_moments<BigInterval>(std::nullopt, enclose<BigInterval>(-40L, p), 0, p);
  EXPECT_TRUE(identical(tail[0], mirrored[0]));
  EXPECT_TRUE(certainly(tail[0] > 0));
  EXPECT_TRUE(certainly(width(tail[0]) <= scale2(tail[0], -100)));
  const auto piece =
      normal_moments<BigInterval>(enclose<BigInterval>(40L, p), enclose<BigInterval>(41L, p), 0, p);
  EXPECT_TRUE(certainly(piece[0] > 0));
}

TEST(NormalMoments, AnInvertedIntervalGivesTheSignedIntegral) {
  const Interval a = enclose<Interval>(-1L, {}), b = enclose<Interval>(2L, {});
  const auto forward = normal_moments<Interval>(a, b, 4, {});
  const auto backward = normal_moments<Interval>(b, a, 4, {});
  for (std::size_t k = 0; k <= 4; ++k) EXPECT_TRUE(contains_zero(forward[k] + backward[k])) << k;
}

}  // namespace
}  // namespace rigor::test
