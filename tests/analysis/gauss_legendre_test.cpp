#include "analysis/gauss_legendre.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "function/elementary.hpp"

namespace rigor {
namespace {

constexpr Precision k128{128};

template <class I>
class GaussRules : public ::testing::Test {};
using Kinds = ::testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(GaussRules, Kinds);

template <class I>
I apply(int N, const auto& f) {
  const GaussRule<I>& rule = gauss_rule<I>(N, k128);
  I sum = enclose<I>(0L, k128);
  for (std::size_t k = 0; k < rule.nodes.size(); ++k) sum += rule.weights[k] * f(rule.nodes[k]);
  return sum;
}

TYPED_TEST(GaussRules, MonomialsBelowTwiceTheNodesAreExact) {
  using I = TypeParam;
  for (const int N : {1, 2, 3, 4, 5, 7, 8, 12, 16, 20, 31, 32, 48, 64}) {
    ASSERT_EQ(gauss_rule<I>(N, k128).nodes.size(), static_cast<std::size_t>(N));
    for (int k = 0; k < 2 * N; ++k) {
      const I sum = apply<I>(N, [k](const I& x) { return pown(x, k); });
      const Rational exact = k % 2 == 0 ? Rational(2, k + 1) : Rational(0);
      EXPECT_TRUE(contains(sum, exact)) << N << " " << k << " " << sum;
      const double allowed = std::same_as<I, Interval> ? 1e-13 : 1e-34;
      EXPECT_LT(to_interval(width(sum)).upper(), allowed) << N << " " << k;
    }
    // Degree 2N is the first that fails.
    if (N <= 20 && !std::same_as<I, Interval>) {
      EXPECT_FALSE(
          contains(apply<I>(N, [N](const I& x) { return pown(x, 2 * N); }), Rational(2, 2 * N + 1)))
          << N;
    }
  }
}

TYPED_TEST(GaussRules, NodesIncreaseAndWeightsArePositive) {
  using I = TypeParam;
  for (const int N : {1, 2, 9, 64, 128}) {
    const GaussRule<I>& rule = gauss_rule<I>(N, k128);
    for (std::size_t k = 0; k < rule.nodes.size(); ++k) {
      EXPECT_TRUE(certainly(rule.weights[k] > 0));
      EXPECT_TRUE(certainly(abs(rule.nodes[k]) < 1));
      if (k > 0) {
        EXPECT_TRUE(certainly(rule.nodes[k - 1] < rule.nodes[k]));
      }
    }
  }
}

// Integral of 1/(x + 2) over [-1, 1]: log 3, |f| <= 1/(2 - a) in the ellipse of semi-axis a.
// Integral of exp: e - 1/e, |f| <= exp(a).
TYPED_TEST(GaussRules, RemainderCoversTheError) {
  using I = TypeParam;
  const I one = enclose<I>(1L, k128), three = enclose<I>(3L, k128);
  for (int N = 1; N <= 40; ++N) {
    for (const Rational& r : {Rational(3, 2), Rational(2), Rational(3), Rational(7, 2)}) {
      const I rho = enclose<I>(r, k128), a = (rho + recip(rho)) / 2;
      const I error = gauss_remainder(N, one, rho, 1 / (2 - a));
      EXPECT_TRUE(overlaps(
          apply<I>(N, [](const I& x) { return recip(x + 2); }) + hull(-error, error), log(three)))
          << N;
      const I error_exp = gauss_remainder(N, one, rho, exp(a));
      EXPECT_TRUE(
          overlaps(apply<I>(N, [](const I& x) { return exp(x); }) + hull(-error_exp, error_exp),
                   exp(one) - exp(-one)))
          << N;
    }
  }
}

// Teeth: with a bound that is 1000 times too small, or with the exponent of N + 2 nodes, the
// enclosure of log 3 misses it. (The optimal ellipse has rho = 2 + sqrt 3, the true error is about
// pi rho^-2N times 2.)
TEST(GaussRemainder, TooSmallABoundFails) {
  const BigInterval one = enclose<BigInterval>(1L, k128);
  const BigInterval rho = enclose<BigInterval>(Rational(37, 10), k128), a = (rho + recip(rho)) / 2;
  const BigInterval truth = log(enclose<BigInterval>(3L, k128));
  int missed = 0;
  for (int N = 2; N <= 20; ++N) {
    const BigInterval rule =
        apply<BigInterval>(N, [](const BigInterval& x) { return recip(x + 2); });
    const BigInterval good = gauss_remainder(N, one, rho, 1 / (2 - a));
    const BigInterval bad = gauss_remainder(N, one, rho, 1 / (2 - a) / 1000);
    EXPECT_TRUE(overlaps(rule + hull(-good, good), truth)) << N;
    if (!overlaps(rule + hull(-bad, bad), truth)) ++missed;
  }
  EXPECT_GT(missed, 10);
}

TEST(GaussRemainder, ScalesWithTheIntervalAndTheBound) {
  const auto one = enclose<BigInterval>(1L, k128), two = enclose<BigInterval>(2L, k128);
  const BigInterval unit = gauss_remainder(3, one, two, one);
  // (16/3) / 64 / (1 - 1/4) = 1/9.
  EXPECT_TRUE(certainly(unit * 9 >= 1));
  EXPECT_TRUE(certainly(unit * 9 <= one + scale2(one, -100)));
  EXPECT_TRUE(
      certainly(gauss_remainder(3, two, two, two) >= 4 * lower_point(unit) - scale2(one, -100)));
}

TEST(GaussRule, RefusesImpossibleSizes) {
  EXPECT_THROW(gauss_rule<Interval>(0, {}), std::invalid_argument);
  EXPECT_THROW(gauss_rule<Interval>(129, {}), std::invalid_argument);
  EXPECT_THROW(gauss_rule<BigInterval>(-1, k128), std::invalid_argument);
}

}  // namespace
}  // namespace rigor
