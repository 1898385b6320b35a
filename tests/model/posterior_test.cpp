// The mixture at points against plain sums by Arb.
#include "model/posterior.hpp"

#include <gtest/gtest.h>

#include "model/mixture_oracle.hpp"
#include "model/random_mixture.hpp"

namespace rigor {
namespace {

using test::agrees;
using test::Arb;
using test::encloses;
using test::RandomMixture;
using test::Sampler;
using test::true_mixture;
using test::TrueMixture;

constexpr Precision k128{128};

template <class I>
void expect_all_enclosed(const Mixture& mixture, const Rational& y, const I& sigma,
                         const TrueMixture& truth, const std::string& where) {
  const Posterior<I> posterior(mixture, sigma);
  const Arb extent(Rational(abs(y) + abs(mixture.first()) + abs(mixture.last())), test::kOracle);
  const Arb& s2 = truth.noise;
  const auto check = [&](const char* name, const I& x, const Arb& value, const Arb& size) {
    EXPECT_TRUE(agrees(x, value, size))
        << name << ": " << x << " against " << value.text() << where;
  };
  check("density", posterior.density(y), truth.density, truth.density);
  check("log-density", posterior.log_density(y), truth.log_density, abs(truth.log_density));
  check("mean", posterior.mean(y), truth.mean, extent);
  check("variance", posterior.variance(y), truth.variance, truth.variance);
  check("third cumulant", posterior.third_cumulant(y), truth.third, truth.absolute_third);
  check("score", posterior.score(y), truth.score, extent / s2);
  check("dscore", posterior.score_derivative(y), truth.dscore, abs(truth.dscore));
  check("d2score", posterior.score_second_derivative(y), truth.d2score,
        truth.absolute_third * pow(s2, -3));
}

// |x| has a width below 1e-25 size.
::testing::AssertionResult is_tight(const BigInterval& x, const Arb& size) {
  const Arb allowed = size * pow(Arb(10, test::kOracle), -25);
  if (surely_at_most(Arb(width(x).upper()), allowed)) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << x << " is wide against " << size.text();
}

TEST(Posterior, EnclosesPlainSumsOnRandomData) {
  constexpr int kSeed = 7;
  Sampler random(kSeed);
  const int sets = test::sample_count(300, 3000);
  int tight = 0;
  for (int set = 0; set < sets && !::testing::Test::HasFailure(); ++set) {
    // n = 1 has exact answers, which no ball is inside of: see OneAtomIsExact.
    const RandomMixture data =
        test::random_mixture(random, random.integer(2, set % 5 == 0 ? 40 : 8));
    const Mixture mixture = data.mixture();
    for (int k = 0; k < 8; ++k) {
      const Rational y = test::random_position(random, data);
      const TrueMixture truth = true_mixture(data.centres, y, data.sigma);
      const std::string where = "\nseed " + std::to_string(kSeed) + ", set " + std::to_string(set) +
                                ", y = " + to_string(y) + ", " + data.text();
      const auto big = enclose<BigInterval>(data.sigma, k128);
      expect_all_enclosed(mixture, y, big, truth, where);
      expect_all_enclosed(mixture, y, enclose<Interval>(data.sigma, {}), truth, where);
      // The exponents stay below 10^8, so 128 bits leave at least 10^-29.
      const Rational exponent = (abs(Rational(y - data.centres[0])) + mixture.range()) *
                                mixture.range() / (data.sigma * data.sigma);
      if (exponent < 100000000) {
        ++tight;
        const Posterior<BigInterval> posterior(mixture, big);
        EXPECT_TRUE(is_tight(posterior.variance(y), truth.variance)) << where;
        EXPECT_TRUE(is_tight(posterior.third_cumulant(y), truth.absolute_third)) << where;
      }
    }
  }
  EXPECT_GT(tight, sets);
}

TEST(Posterior, OneAtomIsExact) {
  const Mixture mixture({{Rational(3, 2)}}, Rational(1, 2));
  const auto sigma = enclose<BigInterval>(Rational(1, 8), k128);
  const Posterior<BigInterval> posterior(mixture, sigma);
  const Rational y(5, 4);
  EXPECT_TRUE(is_thin(posterior.mean(y)) && contains(posterior.mean(y), Rational(3, 4)));
  EXPECT_TRUE(is_thin(posterior.variance(y)) && contains(posterior.variance(y), 0));
  EXPECT_TRUE(is_thin(posterior.third_cumulant(y)) && contains(posterior.third_cumulant(y), 0));
  EXPECT_TRUE(is_thin(posterior.score(y)) && contains(posterior.score(y), -32));
  EXPECT_TRUE(is_thin(posterior.score_derivative(y)) &&
              contains(posterior.score_derivative(y), -64));
  EXPECT_TRUE(encloses(posterior.log_density(y),
                       true_mixture({Rational(3, 4)}, y, Rational(1, 8)).log_density));
}

// Weights of exp(-5e11) next to 1, and V = exp(-10^11): nothing underflows into a lie.
TEST(Posterior, TinySigmaWithGapsOfOne) {
  const std::vector<Rational> centres = {0, 1, 2, 3, 4};
  const Mixture mixture({{0}, {1}, {2}, {3}, {4}}, 1);
  const Rational sigma(1, 1000000);
  for (const char* text :
       {"0.5", "1.5", "1.50000000001", "1.4999", "2", "2.0001", "-0.00003", "1.500000001"}) {
    const Rational y = *parse_rational(text);
    const TrueMixture truth = true_mixture(centres, y, sigma);
    const auto big = enclose<BigInterval>(sigma, Precision{256});
    expect_all_enclosed(mixture, y, big, truth, text);
    expect_all_enclosed(mixture, y, enclose<Interval>(sigma, {}), truth, text);
    const Posterior<BigInterval> posterior(mixture, big);
    // MPFR's numbers end at 2^(-2^30).
    const Arb least = pow(Arb(10, test::kOracle), -300000000);
    EXPECT_TRUE(is_tight(posterior.variance(y), truth.variance + least)) << text;
    EXPECT_TRUE(is_tight(posterior.score(y), abs(truth.score) + Arb(1, test::kOracle))) << text;
  }
}

TEST(Posterior, GapsThatAreTinyAgainstSigma) {
  const Rational gap(1, 1000000), sigma(1000);
  std::vector<std::vector<Rational>> points;
  std::vector<Rational> centres;
  for (int k = 0; k < 12; ++k) {
    centres.push_back(k * k * gap);
    points.push_back({centres.back()});
  }
  const Mixture mixture(points, 1);
  for (const Rational& y :
       {Rational(0), Rational(-100000), Rational(123456789), Rational(gap * 40)}) {
    const TrueMixture truth = true_mixture(centres, y, sigma);
    const auto big = enclose<BigInterval>(sigma, k128);
    expect_all_enclosed(mixture, y, big, truth, to_string(y));
    expect_all_enclosed(mixture, y, enclose<Interval>(sigma, {}), truth, to_string(y));
    EXPECT_TRUE(is_tight(Posterior<BigInterval>(mixture, big).variance(y), truth.variance));
  }
}

// Sums over all 10^5 atoms by Arb, V and k_3 about the mean.
TEST(Posterior, HundredThousandAtoms) {
  const int n = 100000;
  std::vector<std::vector<Rational>> points;
  for (int k = 0; k < n; ++k) points.push_back({Rational(k, n)});
  const Mixture mixture(points, 1);
  const Rational sigma(1, 20000), y = Rational(1, 3) + Rational(1, 7000000);
  const Precision p{256};
  Arb mass(0, p), first(0, p), second(0, p), third(0, p);
  for (int k = 0; k < n; ++k) {
    const Rational offset = Rational(k, n) - y;
    const Arb c(offset, p), e = exp(Arb(Rational(-offset * offset / (2 * sigma * sigma)), p));
    mass += e, first += e * c, second += e * sqr(c), third += e * sqr(c) * c;
  }
  const Arb m = first / mass, V = second / mass - sqr(m);
  const Arb k3 = third / mass - Arb(3, p) * m * second / mass + Arb(2, p) * m * sqr(m);
  const Posterior<BigInterval> posterior(mixture, enclose<BigInterval>(sigma, k128));
  EXPECT_TRUE(encloses(posterior.mean(y), m + Arb(y, p)));
  EXPECT_TRUE(encloses(posterior.variance(y), V));
  EXPECT_TRUE(encloses(posterior.third_cumulant(y), k3));
  EXPECT_TRUE(is_tight(posterior.variance(y), V));
  const Posterior<Interval> quick(mixture, enclose<Interval>(sigma, {}));
  EXPECT_TRUE(encloses(quick.variance(y), V));
  EXPECT_TRUE(encloses(quick.score(y), m / Arb(Rational(sigma * sigma), p)));
}

TEST(Posterior, RefusesNonsense) {
  const Mixture line({{0}, {1}}, 1), plane({{0, 0}, {1, 0}}, 1);
  EXPECT_THROW(Posterior<Interval>(plane, Interval::point(1)), std::invalid_argument);
  EXPECT_THROW(Posterior<Interval>(line, Interval::point(0)), std::invalid_argument);
  EXPECT_THROW(Posterior<Interval>(line, Interval::bounds(-1, 1)), std::invalid_argument);
  EXPECT_THROW(Posterior<Interval>(line, Interval::nothing()), std::invalid_argument);
  const Posterior<Interval> posterior(line, Interval::point(1));
  EXPECT_THROW(posterior.mean(Interval::everything()), std::invalid_argument);
  EXPECT_THROW(posterior.mean(Interval::nothing()), std::invalid_argument);
}

}  // namespace
}  // namespace rigor
