// Published digits: each enclosure meets [d - u, d + u], u one unit of the last printed digit.
//
// The digits were computed with mpmath at 50 digits, the integrals by two methods, for the data
//   A: x = (-1, 1), mu = 1/2, sigma = 1/4;   B: x = (0, 5/8, 5/2), mu = 4/5, sigma = 1/4;
//   C: ten points, mu = 99/101, sigma = 20/101;   TINY: x_i = i / 10^4, mu = 1, sigma = 10^-6.
#include <gtest/gtest.h>

#include "model/gap_weight.hpp"
#include "model/mixture_integrals.hpp"
#include "model/posterior.hpp"
#include "model/printed_digits.hpp"

namespace rigor {
namespace {

using test::expect_meets;
using test::expect_meets_tightly;
using test::printed;

constexpr Precision k128{128};

struct Data {
  Mixture mixture;
  Rational sigma;
};

Data data(char name) {
  const auto line = [](const std::vector<const char*>& texts) {
    std::vector<std::vector<Rational>> points;
    for (const char* text : texts) points.push_back({*parse_rational(text)});
    return points;
  };
  if (name == 'A') return {Mixture(line({"-1", "1"}), Rational(1, 2)), Rational(1, 4)};
  if (name == 'B') return {Mixture(line({"0", "5/8", "5/2"}), Rational(4, 5)), Rational(1, 4)};
  if (name == 'C') {
    const auto points =
        line({"0", "2.1", "4.4", "6.2", "8.2", "10.4", "12.1", "14", "16.1", "18.4"});
    return {Mixture(points, Rational(99, 101)), Rational(20, 101)};
  }
  std::vector<std::vector<Rational>> points;
  for (int i = 0; i < 10000; ++i) points.push_back({Rational(i, 10000)});
  return {Mixture(points, 1), Rational(1, 1000000)};
}

// A wrong last digit but one must not pass: the band is as narrow as it is meant to be.
TEST(PrintedDigits, BandIsOneUnit) {
  EXPECT_EQ(printed("-1.250e-3").first, Rational(-1, 800));
  EXPECT_EQ(printed("-1.250e-3").second, Rational(1, 1000000));
  EXPECT_EQ(printed("127").second, 1);
  const auto third = enclose<BigInterval>(Rational(1, 3), k128);
  const auto [value, unit] = printed("0.3335");
  EXPECT_FALSE(overlaps(third, hull_of<BigInterval>(value - unit, value + unit, k128)));
}

struct Point {
  char data;
  const char* y;
  const char *score, *dscore, *d2score, *log_density, *pi, *g_minus, *g_plus;
};

constexpr Point kPoints[] = {
    {'A', "1/10", "3.712294162142791709478757251", "19.77953073486361462668760611",
     "-380.1427844940491404110985811", "-1.321890611756388602655602403",
     "0.07281779613381681283927159277", "0.1586885324925570540243851052",
     "0.09688685680068790848968290501"},
    {'A', "-3/5", "1.601083586393916323334707607", "-15.98266379185681190722612228",
     "0.277341759732477364411990887", "-0.305723626201723895732883555", "0",
     "0.00496286555016521151436909591", "0.5204670286979533687268034549"},
    {'A', "2", "-24.0000000000002026266487855", "-15.99999999999675797361943197",
     "-5.187242208908711607814014861e-11", "-18.22579135264471476819754852", "0",
     "1.999999999032956977402290172", "9.64124151786930761957484153e-21"},
    {'B', "9/10", "-6.438514570806323669318194183", "-15.52165457479802476016898988",
     "0.3377901007365096065680532902", "-1.905531448210682572643759354",
     "0.1133237584772000008144970024", "0.2822091513726388679706606164",
     "0.1296209660866603116272345606"},
    {'C', "31/5", "-3.130999999999999988956624212", "-25.5024999999999993495277231",
     "2.809466239975859196372138113e-14", "-1.794335382911449968084733172",
     "0.4645804866404261950615596856", "0.4622098464499948431851094004",
     "2.536134026236280585610512104"},
};

template <class I>
class Reference : public ::testing::Test {};
using Kinds = ::testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(Reference, Kinds);

TYPED_TEST(Reference, PointValues) {
  using I = TypeParam;
  for (const Point& p : kPoints) {
    const Data d = data(p.data);
    const Rational y = *parse_rational(p.y);
    const auto sigma = enclose<I>(d.sigma, k128);
    const std::string where = std::string(1, p.data) + ", y = " + p.y;
    const Posterior<I> posterior(d.mixture, sigma);
    expect_meets_tightly(posterior.score(y), p.score, where);
    expect_meets_tightly(posterior.score_derivative(y), p.dscore, where);
    expect_meets_tightly(posterior.score_second_derivative(y), p.d2score, where);
    expect_meets_tightly(posterior.log_density(y), p.log_density, where);
    const auto t = enclose<I>(y - d.mixture.first(), k128);
    const NoisyGapWeight<I> g(d.mixture, sigma);
    expect_meets(g.lower_side(t), p.g_minus, where);
    expect_meets(g.upper_side(t), p.g_plus, where);
    // The indicator of [c_0, c_{n-1}] in pi is the caller's matter.
    if (y < d.mixture.first() || y > d.mixture.last()) continue;
    const GapProfile profile(d.mixture);
    expect_meets_tightly(SmoothedProfile<I>(profile, sigma).value(t), p.pi, where);
  }
}

TYPED_TEST(Reference, WeightsBeyondTheLastTwoAtomsOfC) {
  using I = TypeParam;
  const Data d = data('C');
  const GapProfile profile(d.mixture);
  const SmoothedProfile<I> weight(profile, enclose<I>(d.sigma, k128));
  const auto at = [&](std::size_t i) {
    return weight.value(enclose<I>(d.mixture.centre(i) - d.mixture.first(), k128));
  };
  expect_meets_tightly(at(9), "0.0007899847136662033226533585346", "pi(c_10)");
  expect_meets_tightly(at(8), "0.03618678582416692679964325237", "pi(c_9)");
}

TYPED_TEST(Reference, TenThousandAtomsAtTinySigma) {
  using I = TypeParam;
  const Data d = data('T');
  const Posterior<I> posterior(d.mixture, enclose<I>(d.sigma, k128));
  const Rational a = *parse_rational("0.12345678"), b = *parse_rational("0.123450001"),
                 c = *parse_rational("0.12345003");
  expect_meets_tightly(posterior.score(a), "43220000", "a");
  expect_meets_tightly(posterior.score_derivative(a), "-1000000000000", "a");
  expect_meets(posterior.score_second_derivative(a), "-3.534608110042673391628396652e-271", "a");
  expect_meets_tightly(posterior.log_density(a), "-930.2979683472165813737443468", "a");
  expect_meets(posterior.score(b), "2496918.74789399860991931826", "b");
  expect_meets(posterior.score_derivative(b), "2492760401928919.678215181956", "b");
  expect_meets(posterior.score_second_derivative(b), "-12458421721467843516934.41018", "b");
  expect_meets_tightly(posterior.log_density(b), "-1245.619372187143010478914248", "b");
  expect_meets(posterior.score(c), "45227412.68224332191211518482", "c");
  expect_meets(posterior.score_derivative(c), "450766597309121.3264936002844", "c");
  expect_meets(posterior.score_second_derivative(c), "-40891574660943478616430.30843", "c");
}

struct Integrals {
  char data;
  const char *risk, *slope, *inner, *under_pi, *under_g;
};

constexpr Integrals kIntegrals[] = {
    {'A', "4.39023416260728409752343563577", "280.034266283881650318300345459",
     "127.82835831257268519936381198", "8.90144996753357584994653447096",
     "11.60107508437469624136780346"},
    {'B', "5.19441199567296573805728943998", "175.125511592223140014262534694",
     "312.410765189874244895758174312", "25.2774248605911249675664822408",
     "25.60483170896863482051898619"},
    {'C', "0.00563993999848028881595272104587", "651.514593725535686470131962586",
     "11866.3763686874999470139543243", "4012.29163628377560550120072279",
     "4041.022200713715644874313636"},
};

TYPED_TEST(Reference, IntegralsOverTheLaw) {
  using I = TypeParam;
  for (const Integrals& x : kIntegrals) {
    const Data d = data(x.data);
    const MixtureIntegrals<I> integrals(d.mixture, enclose<I>(d.sigma, k128), 10, [] {});
    const std::string where(1, x.data);
    expect_meets(integrals.minimal_risk(), x.risk, where);
    expect_meets(integrals.slope_second_moment(), x.slope, where);
    expect_meets(integrals.inner_variation(), x.inner, where);
  }
}

// Fifteen digits, in BigInterval only: the slowest of the quick tests.
TEST(ReferenceIntegrals, WeightedVariations) {
  for (const Integrals& x : kIntegrals) {
    const Data d = data(x.data);
    const MixtureIntegrals<BigInterval> integrals(d.mixture, enclose<BigInterval>(d.sigma, k128),
                                                  15, [] {});
    const std::string where(1, x.data);
    expect_meets_tightly(integrals.variation_under_pi(), x.under_pi, where);
    expect_meets_tightly(integrals.variation_under_g(), x.under_g, where);
    expect_meets_tightly(integrals.minimal_risk(), x.risk, where);
  }
}

}  // namespace
}  // namespace rigor
