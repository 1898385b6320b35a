// The two series for the moments of a cell agree, and are sharp.
#include "model/cell_features.hpp"

#include <gtest/gtest.h>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

/// By direct summation of both dual series far beyond the precision wanted, whatever v is.
struct Sums {
  BigInterval g, h;
};
Sums poisson_sums(const Rational& L, const Rational& v) {
  constexpr Precision p{400};
  const auto exact = [&](const Rational& x) { return enclose<BigInterval>(x, p); };
  const BigInterval rate = 2 * sqr(pi<BigInterval>(p)) * exact(v / (L * L));
  BigInterval g = exact(L * L / 12), h = exact(0);
  for (int k = 1; k < 200; ++k) {
    const BigInterval q = exp(-(k * k * rate));
    const BigInterval wave = q * sqr(exact(L) / (k * pi<BigInterval>(p)));
    g = k % 2 == 0 ? g + wave : g - wave;
    h = k % 2 == 0 ? h - 2 * q : h + 2 * q;
  }
  return {g / exact(v * v), h / exact(v)};
}

TEST(CellFeatures, AgreeWithPoissonSummation) {
  test::Sampler sampler(1301);
  for (int index = 0; index < test::sample_count(200, 2000); ++index) {
    const Rational L(sampler.integer(1, 40), 8);
    const Rational v = L * L * Rational(sampler.integer(8, 4000), 4000);
    const auto exact = poisson_sums(L, v);
    const auto doubles = cell_moments<Interval>(L, v, Precision{53}, [] {});
    const auto big = cell_moments<BigInterval>(L, v, Precision{192}, [] {});
    EXPECT_TRUE(overlaps(big.g, exact.g)) << index;
    EXPECT_TRUE(overlaps(big.h, exact.h)) << index;
    EXPECT_TRUE(
        overlaps(big.a, enclose<BigInterval>(L * L / (24 * v * v), Precision{400}) - exact.g / 2));
    EXPECT_TRUE(subset(to_interval(big.g), doubles.g));
    EXPECT_TRUE(subset(to_interval(big.h), doubles.h));
    EXPECT_TRUE(certainly(big.a > 0));
    EXPECT_LT(to_interval(width(big.g) / big.g).upper(), 1e-50) << index;
    EXPECT_LT(to_interval(width(big.h) / big.h).upper(), 1e-48) << index;
    EXPECT_LT(to_interval(width(doubles.g) / doubles.g).upper(), 1e-12) << index;
  }
}

}  // namespace
}  // namespace rigor
