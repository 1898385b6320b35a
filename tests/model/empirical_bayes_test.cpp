// The flow of one datum under the empirical-Bayes score: reference digits, Arb's integral, starts
// next to the pole, and the flow itself in steps.
#include "model/empirical_bayes.hpp"

#include <acb_calc.h>
#include <gtest/gtest.h>

#include <cmath>

#include "function/elementary.hpp"
#include "model/printed_digits.hpp"
#include "number/big_interval.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::encloses;
using test::Sampler;

const std::function<void()> kFree = [] {};

template <IntervalNumber I>
DepartureLimit<I> limit_of(const Rational& z, const Rational& tau, Precision p, int digits) {
  return departure_limit(enclose<I>(z, p), enclose<I>(1L, p), enclose<I>(tau, p), digits, kFree);
}

TEST(EmpiricalBayes, ReferenceDigits) {
  const Precision p{160};
  struct Row {
    Rational z, tau;
    const char* digits;
  };
  for (const Row& row : {Row{1, 2, "0.83889107899560349648105807976687"},
                         Row{1, 1, "0.61217116545714215593244980356855"},
                         Row{2, Rational(1, 2), "1.8867578082347523498068694960636"}}) {
    test::expect_meets_tightly(limit_of<BigInterval>(row.z, row.tau, p, 34).distance, row.digits,
                               row.digits);
    const Interval rough = limit_of<Interval>(row.z, row.tau, Precision{53}, 15).distance;
    test::expect_meets(rough, row.digits, row.digits);
    EXPECT_LT(width(rough).upper(), 1e-13);
  }
}

int integrand(acb_ptr result, const acb_t l, void* tau, slong, slong bits) {
  acb_t value;
  acb_init(value);
  acb_exp(value, l, bits);
  acb_mul_arb(value, value, static_cast<Arb*>(tau)->get(), bits);
  acb_sub_ui(value, value, 1, bits);
  acb_mul(value, value, l, bits);
  acb_inv(result, value, bits);
  acb_clear(value);
  return 0;
}

// The integral over [l0, l0 + 250 + 1 / tau], and e^-80 for the rest.
Arb oracle(const Arb& l0, Arb tau) {
  const Precision p{200};
  acb_t a, b, value;
  acb_init(a), acb_init(b), acb_init(value);
  acb_set_arb(a, l0.get());
  acb_set_arb(b, (l0 + Arb(250, p) + Arb(1, p) / tau).get());
  mag_t tolerance;
  mag_init(tolerance);
  mag_set_ui_2exp_si(tolerance, 1, -110);
  acb_calc_integrate(value, integrand, &tau, a, b, 110, tolerance, nullptr, 200);
  Arb result(p);
  arb_set(result.get(), acb_realref(value));
  arb_add_error_2exp_si(result.get(), -110);
  mag_clear(tolerance);
  acb_clear(a), acb_clear(b), acb_clear(value);
  return result;
}

TEST(EmpiricalBayes, AgreesWithArbAlsoNextToThePole) {
  Sampler sampler(11);
  const Precision p{128}, oracle_precision{200};
  const int count = test::sample_count(100, 2000);
  for (int i = 0; i < count; ++i) {
    const Rational tau(sampler.integer(1, 400), 100);
    const double pole = std::log(std::fmax(1.0, 1 / tau.convert_to<double>()));
    const Rational l0(pole + std::pow(10.0, sampler.uniform(tau < 1 ? -6 : -2, 1)));
    const Arb expected = oracle(Arb(l0, oracle_precision), Arb(tau, oracle_precision));
    const BigInterval big =
        departure_exponent(enclose<BigInterval>(l0, p), enclose<BigInterval>(tau, p), 25, kFree);
    EXPECT_TRUE(test::overlaps(big, expected)) << tau << " " << l0 << ": " << big;
    EXPECT_TRUE(
        certainly(width(big) <= enclose<BigInterval>(Rational(1, 1000000000000), p) * (1 + big)))
        << tau << " " << l0 << ": " << big;
    const Interval rough =
        departure_exponent(enclose<Interval>(l0, p), enclose<Interval>(tau, p), 12, kFree);
    EXPECT_TRUE(test::overlaps(rough, expected)) << tau << " " << l0 << ": " << rough;
  }
}

TEST(EmpiricalBayes, SidesOfTheCriticalRadius) {
  // R = sqrt(2 log 2) = 1.17741002251547469...
  const auto at = [](const char* z) {
    return limit_of<BigInterval>(*parse_rational(z), Rational(1, 2), Precision{128}, 10);
  };
  EXPECT_EQ(at("1.17741").is_memorized, Truth::yes);
  EXPECT_EQ(at("1.17742").is_memorized, Truth::no);
  EXPECT_TRUE(certainly(at("1.17742").distance > 0));
  EXPECT_TRUE(certainly(100 * at("1.17742").distance < 1));
  const auto box = departure_limit(hull_of<Interval>(1, 2, Precision{53}), Interval::point(1),
                                   Interval::point(0.5), 12, kFree);
  EXPECT_EQ(box.is_memorized, Truth::unsettled);
  EXPECT_TRUE(box.is_settled);
  EXPECT_EQ(box.distance.lower(), 0);
  EXPECT_NEAR(box.distance.upper(), 1.88675780823475, 1e-10);
  // Where doubles can't tell the sides they say so: the enclosure holds for both.
  const auto near = departure_limit(sqrt(2 * log(Interval::point(2))), Interval::point(1),
                                    Interval::bounds(0.4999999, 0.5000001), 12, kFree);
  EXPECT_FALSE(near.is_settled);
  EXPECT_EQ(near.distance.lower(), 0);
  EXPECT_GT(near.distance.upper(), 1);
  // tau = 1: the datum itself is returned, and nothing else.
  EXPECT_EQ(limit_of<Interval>(0, 1, Precision{53}, 12).is_memorized, Truth::yes);
  EXPECT_EQ(limit_of<Interval>(Rational(1, 10), 1, Precision{53}, 12).is_memorized, Truth::no);
}

// The flow in s with the midpoint rule: an approximation that knows nothing of the formula.
TEST(EmpiricalBayes, TheFlowInStepsTendsThere) {
  Sampler sampler(12);
  for (int i = 0; i < 30; ++i) {
    const double tau = sampler.uniform(0.2, 3), start = sampler.uniform(0.8, 3);
    const auto limit = limit_of<Interval>(Rational(start), Rational(tau), Precision{53}, 10);
    double z = start;
    const double h = 1e-3;
    const auto slope = [&](double s, double x) {
      return -x * std::fmin(1, std::exp(-x * x * std::exp(2 * s) / 2) / tau);
    };
    for (int k = 0; k < 12000; ++k) {
      const double s = k * h;
      z += h * slope(s + h / 2, z + h / 2 * slope(s, z));
    }
    EXPECT_NEAR(z, midpoint(limit.distance).lower(), 1e-4) << tau << " " << start;
  }
}

TEST(EmpiricalBayes, BudgetEndsTheWork) {
  int left = 3;
  const auto step = [&left] {
    if (left-- == 0) throw std::runtime_error("spent");
  };
  EXPECT_THROW(departure_exponent(Interval::point(1e-3), Interval::point(1), 15, step),
               std::runtime_error);
}

}  // namespace
}  // namespace rigor
