#include "function/chi_square.hpp"

#include <gtest/gtest.h>

#include "function/elementary.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;

constexpr Precision kOracle{5000};

/// The regularized incomplete gamma functions of order d/2 at r^2/2.
Arb upper_gamma(int d, const Arb& r) {
  Arb result(kOracle);
  const Arb a = Arb(d, kOracle) / Arb(2, kOracle), x = r * r / Arb(2, kOracle);
  arb_hypgeom_gamma_upper(result.get(), a.get(), x.get(), 1, kOracle.bits);
  return result;
}
Arb lower_gamma(int d, const Arb& r) {
  Arb result(kOracle);
  const Arb a = Arb(d, kOracle) / Arb(2, kOracle), x = r * r / Arb(2, kOracle);
  arb_hypgeom_gamma_lower(result.get(), a.get(), x.get(), 1, kOracle.bits);
  return result;
}

TEST(ChiSquare, EnclosesTightly) {
  test::Sampler sampler(62);
  const int count = test::sample_count(250, 6000);
  for (int i = 0; i < count; ++i) {
    const int d = i % 10 == 0 ? sampler.integer(1, 900) : sampler.integer(1, 24);
    const double r = d > 24       ? sampler.uniform(1, 60)
                     : i % 3 == 0 ? sampler.moderate(-40, 4)
                                  : sampler.uniform(0, 12);
    const Arb exact_r(r, kOracle);
    const std::string replay = "seed 62, index " + std::to_string(i) +
                               ": d = " + std::to_string(d) + ", r = " + test::hex(r);
    const Interval below = chi_cdf(d, Interval::point(r)), above = chi_tail(d, Interval::point(r));
    ASSERT_TRUE(encloses(below, lower_gamma(d, exact_r))) << replay;
    ASSERT_TRUE(encloses(above, upper_gamma(d, exact_r))) << replay;
    ASSERT_LE(below.upper(), next_up(next_up(below.lower()))) << replay;
    ASSERT_LE(above.upper(), next_up(next_up(above.lower()))) << replay;
    const auto big = convert<BigInterval>(Interval::point(r), {sampler.integer(53, 300)});
    const int bits = precision_of(big).bits;
    const BigInterval p = chi_cdf(d, big), q = chi_tail(d, big);
    ASSERT_TRUE(encloses(p, lower_gamma(d, exact_r)) && encloses(q, upper_gamma(d, exact_r)))
        << replay;
    ASSERT_TRUE(certainly(width(p) <= scale2(p, 3 - bits))) << replay;
    ASSERT_TRUE(certainly(width(q) <= scale2(q, 3 - bits))) << replay;
  }
}

TEST(ChiSquare, RangesAreThoseOfTheEnds) {
  for (int d = 1; d < 9; ++d) {
    const Interval wide = chi_cdf(d, Interval::bounds(0.5, 2));
    EXPECT_EQ(wide.lower(), chi_cdf(d, Interval::point(0.5)).lower());
    EXPECT_EQ(wide.upper(), chi_cdf(d, Interval::point(2)).upper());
    EXPECT_TRUE(identical(chi_cdf(d, Interval::everything()), Interval::bounds(0, 1)));
    EXPECT_TRUE(identical(chi_tail(d, Interval::everything()), Interval::bounds(0, 1)));
    EXPECT_TRUE(identical(chi_cdf(d, Interval::bounds(-3, -1)), Interval::point(0)));
    EXPECT_TRUE(identical(chi_tail(d, Interval::point(0)), Interval::point(1)));
    EXPECT_TRUE(is_empty(chi_cdf(d, Interval::nothing())));
    EXPECT_EQ(chi_tail(d, decorate(Interval::point(1))).domain, Domain::continuous);
  }
  EXPECT_THROW(chi_cdf(0, Interval::point(1)), std::invalid_argument);
}

// P_d decreases and Q_d increases in d, between neighbours by the term that tells them apart.
TEST(ChiSquare, NeighbouringDimensionsDifferByOneTerm) {
  const Precision p{200};
  const auto r = enclose<BigInterval>(Rational(7, 3), p);
  const BigInterval x = sqr(r) / 2;
  BigInterval term = exp(-x) * x;  // e^{-x} x^{d/2} / Gamma(d/2 + 1) at d = 2
  for (int d = 2; d < 20; d += 2) {
    const BigInterval defect = chi_cdf(d, r) - chi_cdf(d + 2, r) - term;
    EXPECT_TRUE(contains_zero(defect)) << d;
    EXPECT_TRUE(certainly(width(defect) < scale2(enclose<BigInterval>(1, p), -190)));
    term = term * x / (d / 2 + 1);
  }
}

}  // namespace
}  // namespace rigor
