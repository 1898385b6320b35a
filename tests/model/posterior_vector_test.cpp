// The mixture in two and three dimensions against plain sums by Arb.
#include <gtest/gtest.h>

#include "model/mixture_oracle.hpp"
#include "model/posterior.hpp"
#include "model/random_mixture.hpp"

namespace rigor {
namespace {

using test::agrees;
using test::Arb;
using test::Sampler;

using Vector = std::vector<Rational>;

struct TrueVector {
  Arb log_density, trace;
  std::vector<Arb> mean, score;
};

// The trace of the covariance over pairs: sum_{i<j} a_i a_j |c_i - c_j|^2.
TrueVector true_vector(const std::vector<Vector>& centres, const Vector& y, const Rational& sigma) {
  const Precision p{512};
  const std::size_t n = centres.size(), d = y.size();
  const auto squared = [&](const Vector& a, const Vector& b) {
    Rational sum = 0;
    for (std::size_t k = 0; k < d; ++k) sum += (a[k] - b[k]) * (a[k] - b[k]);
    return sum;
  };
  const Rational s2 = sigma * sigma;
  TrueVector r;
  std::vector<Arb> weight;
  Arb mass(0, p);
  for (const Vector& c : centres) {
    weight.push_back(exp(Arb(Rational(-squared(y, c) / (2 * s2)), p)));
    mass += weight.back();
  }
  for (std::size_t k = 0; k < d; ++k) {
    Arb sum(0, p);
    for (std::size_t i = 0; i < n; ++i) sum += weight[i] * Arb(Rational(centres[i][k] - y[k]), p);
    r.mean.push_back(Arb(y[k], p) + sum / mass);
    r.score.push_back(sum / mass / Arb(s2, p));
  }
  r.trace = Arb(0, p);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) {
      r.trace += weight[i] * weight[j] * Arb(squared(centres[i], centres[j]), p);
    }
  }
  r.trace /= sqr(mass);
  const Arb norm = pow(sqrt(Arb(2, p) * Arb::pi(p) * Arb(s2, p)), static_cast<int>(d));
  r.log_density = log(mass / (Arb(static_cast<long>(n), p) * norm));
  return r;
}

template <class I>
class PosteriorInSpace : public ::testing::Test {};
using Kinds = ::testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(PosteriorInSpace, Kinds);

TYPED_TEST(PosteriorInSpace, EnclosesPlainSums) {
  using I = TypeParam;
  constexpr Precision p{128};
  Sampler random(41);
  const int sets = test::sample_count(150, 2000);
  for (int set = 0; set < sets && !::testing::Test::HasFailure(); ++set) {
    const auto d = static_cast<std::size_t>(random.integer(1, 3));
    const int n = random.integer(2, 20);
    const double scale = random.uniform(-3, 3);
    const auto coordinate = [&]() -> Rational {
      return test::log_uniform(random, scale, scale) * to_rational(random.uniform(-10, 10));
    };
    const auto vector = [&] {
      Vector v;
      for (std::size_t k = 0; k < d; ++k) v.push_back(coordinate());
      return v;
    };
    std::vector<Vector> points, centres;
    const Rational mu(random.integer(1, 8), 8);
    for (int k = 0; k < n; ++k) {
      points.push_back(vector());
      centres.emplace_back();
      for (const Rational& x : points.back()) centres.back().push_back(mu * x);
    }
    const Mixture mixture(points, mu);
    const Rational sigma = test::log_uniform(random, scale - 1, scale + 3);
    Vector y = set % 4 == 0 ? centres[0] : vector();
    const std::string where = "set " + std::to_string(set);
    const TrueVector truth = true_vector(centres, y, sigma);
    const auto s = enclose<I>(sigma, p);
    Arb extent(1, test::kOracle);
    for (const Vector& c : centres) {
      for (std::size_t k = 0; k < d; ++k)
        extent += Arb(Rational(abs(c[k]) + abs(y[k])), test::kOracle);
    }
    const auto check = [&](const PosteriorVector<I>& x) {
      EXPECT_TRUE(agrees(x.log_density, truth.log_density, abs(truth.log_density))) << where;
      EXPECT_TRUE(agrees(x.covariance_trace, truth.trace, truth.trace)) << where;
      ASSERT_EQ(x.mean.size(), d);
      for (std::size_t k = 0; k < d; ++k) {
        EXPECT_TRUE(agrees(x.mean[k], truth.mean[k], extent)) << where;
        EXPECT_TRUE(agrees(x.score[k], truth.score[k],
                           extent / Arb(Rational(sigma * sigma), test::kOracle)))
            << where;
      }
    };
    check(posterior_vector<I>(mixture, y, s));
    std::vector<I> box;
    for (const Rational& x : y) {
      const Rational h = sigma * test::log_uniform(random, -6, 0.5);
      box.push_back(hull_of<I>(x - h * random.integer(0, 4), x + h, p));
    }
    check(posterior_vector<I>(mixture, box, s));
    check(posterior_vector<I>(mixture, box, hull_of<I>(sigma, sigma * 5 / 4, p)));
  }
}

TYPED_TEST(PosteriorInSpace, RefusesOtherDimensionsAndUnboundedBoxes) {
  using I = TypeParam;
  const Precision p{128};
  const Mixture plane({{0, 0}, {1, 0}}, 1);
  const auto s = enclose<I>(1L, p);
  EXPECT_THROW(posterior_vector<I>(plane, Vector{0}, s), std::invalid_argument);
  EXPECT_THROW(posterior_vector<I>(plane, Vector{0, 0}, enclose<I>(0L, p)), std::invalid_argument);
  EXPECT_THROW(posterior_vector<I>(plane, std::vector<I>{s, entire<I>(p)}, s),
               std::invalid_argument);
  EXPECT_THROW(posterior_vector<I>(plane, std::vector<I>{s, empty<I>(p)}, s),
               std::invalid_argument);
}

}  // namespace
}  // namespace rigor
