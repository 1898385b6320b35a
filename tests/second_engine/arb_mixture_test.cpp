// Reference values: 50-digit quadrature and closed forms in an unrelated system.
#include "second_engine/arb_mixture.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace rigor::second_engine {
namespace {

Rational rational(std::string_view text) {
  return parse_rational(text).value();
}

Instance instance(const std::vector<std::string>& points, std::string_view mu,
                  std::string_view sigma) {
  Instance result{{}, rational(sigma)};
  for (const std::string& point : points) {
    result.centres.push_back(rational(mu) * rational(point));
  }
  return result;
}

Instance two_points() {
  return instance({"-1", "1"}, "1/2", "1/4");
}
Instance three_points() {
  return instance({"0", "5/8", "5/2"}, "4/5", "1/4");
}
Instance ten_points() {
  return instance({"0", "2.1", "4.4", "6.2", "8.2", "10.4", "12.1", "14", "16.1", "18.4"}, "99/101",
                  "20/101");
}

Instance equispaced(int n, std::string_view sigma) {
  Instance result{{}, rational(sigma)};
  for (int i = 0; i < n; ++i) result.centres.push_back(i);
  return result;
}

// One unit of the last printed digit.
Rational unit_of_last_digit(std::string_view digits) {
  const std::size_t e = digits.find('e');
  std::string unit(digits.substr(0, e));
  for (char& ch : unit) {
    if (ch >= '0' && ch <= '9') ch = '0';
    if (ch == '-') ch = '+';
  }
  unit.back() = '1';
  if (e != std::string_view::npos) unit += digits.substr(e);
  return rational(unit);
}

// The bounds meet [d - u, d + u] for printed digits d and a unit u of the last one, and are at most
// `tolerance` |d| wide.
void expect_digits(const Bounds& bounds, std::string_view digits, std::string_view tolerance) {
  const Rational d = rational(digits), u = unit_of_last_digit(digits);
  const Rational size = d < 0 ? Rational(-d) : d;
  EXPECT_LE(bounds.lower, bounds.upper);
  EXPECT_LE(bounds.lower, d + u) << digits;
  EXPECT_GE(bounds.upper, d - u) << digits;
  EXPECT_LE(bounds.upper - bounds.lower, rational(tolerance) * size) << digits;
}

void expect_point(const Instance& at, std::string_view y_text, std::string_view first,
                  std::string_view second, std::string_view third) {
  const Rational y = rational(y_text);
  expect_digits(score(at, y), first, "1e-20");
  expect_digits(score_derivative(at, y), second, "1e-20");
  expect_digits(score_second_derivative(at, y), third, "1e-20");
}

TEST(ArbMixture, ScoreAndDerivativesMeetTheReferenceDigits) {
  expect_point(two_points(), "1/10", "3.712294162142791709478757251",
               "19.77953073486361462668760611", "-380.1427844940491404110985811");
  expect_point(two_points(), "-3/5", "1.601083586393916323334707607",
               "-15.98266379185681190722612228", "0.277341759732477364411990887");
  expect_point(two_points(), "2", "-24.0000000000002026266487855", "-15.99999999999675797361943197",
               "-5.187242208908711607814014861e-11");
  expect_point(three_points(), "9/10", "-6.438514570806323669318194183",
               "-15.52165457479802476016898988", "0.3377901007365096065680532902");
  expect_point(ten_points(), "31/5", "-3.130999999999999988956624212",
               "-25.5024999999999993495277231", "2.809466239975859196372138113e-14");
}

TEST(ArbMixture, WeightsThatUnderflowDoubles) {
  Instance tiny{{}, rational("1/1000000")};
  for (int i = 0; i < 10000; ++i) tiny.centres.push_back(Rational(i) / 10000);
  expect_digits(score_second_derivative(tiny, rational("0.12345678")),
                "-3.534608110042673391628396652e-271", "1e-20");
  expect_point(tiny, "0.123450001", "2496918.74789399860991931826", "2492760401928919.678215181956",
               "-12458421721467843516934.41018");
}

TEST(ArbMixture, PosteriorMomentsOfTwoAtoms) {
  const Instance a = two_points();
  expect_digits(posterior_variance(a, 0), "0.25", "1e-20");
  const Bounds mean = posterior_mean(a, 0), third = third_cumulant(a, 0);
  for (const Bounds& zero : {mean, third}) {
    EXPECT_LE(zero.lower, 0);
    EXPECT_GE(zero.upper, 0);
    EXPECT_LE(zero.upper - zero.lower, rational("1e-1000"));
  }
  const Instance one{{rational("2/7")}, rational("1/3")};
  EXPECT_EQ(posterior_mean(one, 5).upper - posterior_mean(one, 5).lower < rational("1e-20"), true);
  EXPECT_EQ(posterior_variance(one, 5).upper, 0);
  EXPECT_EQ(minimal_risk(one).upper, 0);
  EXPECT_EQ(score_curvature(one).upper, 0);
  EXPECT_EQ(variation_under_pi(one).upper, 0);
  EXPECT_EQ(weight_pi(one, rational("2/7")).upper, 0);
}

TEST(ArbMixture, AValueBelowAnySensibleSizeHasASensibleEnclosure) {
  const Bounds v = posterior_variance(instance({"-1", "1"}, "1/2", "1e-9"), rational("1/2"));
  EXPECT_LE(v.lower, 0);
  EXPECT_GE(v.upper, 0);
  EXPECT_LE(v.upper, rational("1e-1000"));
}

TEST(ArbMixture, WeightsMeetTheReferenceDigits) {
  expect_digits(weight_pi(two_points(), rational("1/10")), "0.07281779613381681283927159277",
                "1e-20");
  expect_digits(weight_pi(three_points(), rational("9/10")), "0.1133237584772000008144970024",
                "1e-20");
  expect_digits(weight_pi(ten_points(), rational("31/5")), "0.4645804866404261950615596856",
                "1e-20");
  EXPECT_EQ(weight_pi(two_points(), 2).upper, 0);
  expect_digits(weight_g(two_points(), rational("1/10")), "0.09688685680068790848968290501",
                "1e-20");
  expect_digits(weight_g(two_points(), rational("-3/5")), "0.00496286555016521151436909591",
                "1e-20");
  expect_digits(weight_g(two_points(), 2), "9.64124151786930761957484153e-21", "1e-20");
  expect_digits(weight_g(three_points(), rational("9/10")), "0.1296209660866603116272345606",
                "1e-20");
  const Instance c = ten_points();
  expect_digits(weight_pi(c, c.centres[9]), "0.0007899847136662033226533585346", "1e-20");
  expect_digits(weight_pi(c, c.centres[8]), "0.03618678582416692679964325237", "1e-20");
}

TEST(ArbMixture, MinimalRiskMeetsTheReferenceDigits) {
  expect_digits(minimal_risk(two_points()), "4.39023416260728409752343563577", "1e-12");
  expect_digits(minimal_risk(three_points()), "5.19441199567296573805728943998", "1e-12");
  expect_digits(minimal_risk(ten_points()), "0.00563993999848028881595272104587", "1e-12");
}

TEST(ArbMixture, MinimalRiskOfNoisesFarApart) {
  // sigma -> infinity: R_n(s*) -> Var(c_I) / sigma^4.
  const Bounds wide = minimal_risk(instance({"-1", "1"}, "1", "1000"));
  EXPECT_LE(wide.lower, rational("1e-12"));
  EXPECT_GE(wide.lower, rational("0.99e-12"));
  // The bound sqrt(pi/2) (c_2 - c_1) exp(-(c_2 - c_1)^2 / (8 sigma^2)) / (2 sigma^3), exact as
  // sigma -> 0.
  const Bounds narrow = minimal_risk(instance({"0", "1"}, "1", "1/200"));
  const Rational scale = exponential(-5000).lower * 4000000 * square_root_of_pi_over_2().lower;
  EXPECT_LE(narrow.upper, scale);
  EXPECT_GE(narrow.lower, rational("0.999") * scale);
  EXPECT_LE(narrow.upper - narrow.lower, rational("1e-12") * narrow.lower);
}

TEST(ArbMixture, CurvatureOfTheScore) {
  expect_digits(score_curvature(two_points()), "128.000", "1e-3");
  // Nearly one atom: V rises to (c_2 - c_1)^2 / 4 and falls.
  expect_digits(score_curvature(instance({"0", "1"}, "1", "10")), "0.0000500", "1e-3");
}

TEST(ArbMixture, VariationUnderPi) {
  expect_digits(variation_under_pi(two_points()), "8.90144996753357584994653447096", "0.05");
  expect_digits(variation_under_pi(three_points()), "25.2774248605249911675664822408", "0.05");
  expect_digits(variation_under_pi(ten_points()), "4012.29163628377560550120072279", "0.05");
}

TEST(ArbMixture, VariationUnderPiRefutesLargerConstants) {
  const Instance two = instance({"-1", "1"}, "1/2", "1/100");
  EXPECT_LT(variation_under_pi(two).upper * rational("1e-8"), rational("1/8"));
  // At small noise V rises to 1/4 within a width ~ sigma^2 about the middle, where pi = 1/8.
  const Bounds small = variation_under_pi(instance({"-1", "1"}, "1/2", "1e-9"));
  EXPECT_LE(small.lower * rational("1e-36"), rational("1/16"));
  EXPECT_GE(small.upper * rational("1e-36"), rational("0.9999") / 16);
  EXPECT_LE(small.upper, rational("1.05") * small.lower);
  const Instance many = equispaced(32, "1/8");
  EXPECT_LT(variation_under_pi(many).upper / 4096 * 2048, 32 * 32 * 32);
}

TEST(ArbMixture, Elementary) {
  expect_digits(density_ratio_h(rational("1/2")), "0.04668391940313160916360899", "1e-20");
  expect_digits(density_ratio_h(rational("3/5")), "-0.01226873138683907979", "1e-20");
  EXPECT_LE(density_ratio_h(0).lower, 0);
  EXPECT_GE(density_ratio_h(0).upper, 0);
  expect_digits(exponential(1), "2.718281828459045235360287471", "1e-20");
  expect_digits(error_function(1), "0.8427007929497148693412206350826", "1e-20");
  expect_digits(square_root_of_pi_over_2(), "1.253314137315500251207882642406", "1e-20");
  EXPECT_THROW(exponential(rational("1e7")), std::range_error);
  EXPECT_GT(exponential(rational("-1e7")).upper, 0);
  EXPECT_EQ(exponential(rational("-1e7")).lower, 0);
}

TEST(ArbMixture, RefusesInvalidInstances) {
  EXPECT_THROW(score(Instance{{}, 1}, 0), std::invalid_argument);
  EXPECT_THROW(score(Instance{{0, 0}, 1}, 0), std::invalid_argument);
  EXPECT_THROW(minimal_risk(Instance{{0, 1}, 0}), std::invalid_argument);
  EXPECT_THROW(weight_g(Instance{{1, 0}, 1}, 0), std::invalid_argument);
}

}  // namespace
}  // namespace rigor::second_engine
