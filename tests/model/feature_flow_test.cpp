// Training of linear features: reference digits, and the flow by matrix exponentials.
#include "model/feature_flow.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "linear/matrix_exponential.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

constexpr Precision k256{256};

BigInterval near(const std::string& digits) {
  const Rational q = *parse_rational(digits);
  const Rational unit = *parse_rational("1e-30");
  return hull_of<BigInterval>(q - unit, q + unit, k256);
}

void expect_digits(const BigInterval& x, const std::string& digits) {
  EXPECT_TRUE(overlaps(x, near(digits))) << x << " is not " << digits;
  EXPECT_LT(to_interval(width(x)).upper(), 1e-40);
}

LinearFeatures features_a() {
  return linear_features({1, 3}, Rational(1, 4), {-1, 1});
}
LinearFeatures features_c() {
  return linear_features({0, 1, 2}, Rational(1, 2), {Rational(-1, 2), 1});
}

TEST(FeatureFlow, OfTwoOddPowers) {
  const LinearFeatures f = features_a();
  const auto flow = feature_flow<BigInterval>(f, k256);
  ASSERT_TRUE(flow);
  const BigInterval bayes = enclose<BigInterval>(1 / (2 * (1 + f.variance)), k256);
  expect_digits(flow->modes[0].rate, "0.28810406372768567826098250671759");
  expect_digits(flow->modes[1].rate, "8.7587709362723143217390174932824");
  const BigInterval one = enclose<BigInterval>(1L, k256);
  expect_digits(flow->test.value(one) + bayes, "2.1462734614941330929126904735631");
  expect_digits(flow->test.limit() + bayes, "4.6857307172502372303003000124606");
  expect_digits(flow->train.limit() + 1 / (2 * enclose<BigInterval>(f.variance, k256)),
                "0.96594427244582043343653250773994");
  const auto critical = flow->test.critical_points([] {});
  ASSERT_TRUE(critical.is_complete());
  ASSERT_EQ(critical.points.size(), 1U);
  expect_digits(critical.points[0].time, "0.039506536884547523006173296259834");
  expect_digits(flow->test.value(critical.points[0].time) + bayes,
                "0.14773152501406811141617027199321");
  EXPECT_TRUE(certainly(flow->early_stopping_gain() > 0));
}

TEST(FeatureFlow, OfThreePowers) {
  const LinearFeatures f = features_c();
  const auto flow = feature_flow<BigInterval>(f, k256);
  ASSERT_TRUE(flow);
  const BigInterval bayes = enclose<BigInterval>(1 / (2 * (1 + f.variance)), k256);
  // The eigenvalue 1/2 of A does not occur: theta_oo is orthogonal to its eigenvector.
  ASSERT_EQ(flow->modes.size(), 2U);
  expect_digits(flow->modes[0].rate, "0.88664265614585754206874998479980");
  expect_digits(flow->modes[1].rate, "3.8946073438541424579312500152002");
  const BigInterval one = enclose<BigInterval>(1L, k256);
  expect_digits(flow->test.value(one) + bayes, "0.015940995815313821648149262088641");
  expect_digits(flow->test.limit() + bayes, "0.084198385236447520184544405997693");
  expect_digits(flow->train.limit() + 1, "0.52941176470588235294117647058824");
  const auto critical = flow->test.critical_points([] {});
  ASSERT_TRUE(critical.is_complete());
  std::vector<CriticalTime<BigInterval>> minima;
  for (const auto& point : critical.points) {
    if (point.is_minimum) minima.push_back(point);
  }
  ASSERT_EQ(minima.size(), 1U);
  expect_digits(minima[0].time, "1.3229521423606463842520974609140");
  expect_digits(flow->test.value(minima[0].time) + bayes, "0.0078914135513325701349495296097952");
}

// A = 1: the eigenvalue 1 has multiplicity 2, and only one mode occurs.
TEST(FeatureFlow, WithARepeatedEigenvalue) {
  const LinearFeatures f =
      linear_features({0, 1}, Rational(3, 4), {Rational(-1, 2), Rational(1, 2)});
  EXPECT_EQ(f.train.gram(0, 0), 1);
  EXPECT_EQ(f.train.gram(1, 1), 1);
  const auto flow = feature_flow<Interval>(f, Precision{53});
  ASSERT_TRUE(flow);
  ASSERT_EQ(flow->modes.size(), 1U);
  EXPECT_TRUE(contains(flow->modes[0].rate, 1));
}

// Both risks along theta(t) from the matrix exponential, which shares no code with the modes.
TEST(FeatureFlow, AgreesWithMatrixExponentials) {
  Sampler sampler(1101);
  constexpr Precision p{200};
  const auto exact = [&](const Rational& q) { return enclose<BigInterval>(q, p); };
  for (int index = 0; index < test::sample_count(100, 1000); ++index) {
    std::vector<int> powers;
    for (int k = 0; k <= 4; ++k) {
      if (sampler.integer(0, 1) == 1) powers.push_back(k);
    }
    if (powers.empty()) powers.push_back(1);
    std::vector<Rational> points;
    for (int k = sampler.integer(1, 4); k > 0; --k) {
      points.emplace_back(sampler.integer(-20, 20), 7);
    }
    const LinearFeatures f = linear_features(powers, Rational(sampler.integer(1, 9), 8), points);
    const std::size_t m = powers.size();
    if (f.limit == std::vector<Rational>(m)) continue;
    const auto flow = feature_flow<BigInterval>(f, p);
    ASSERT_TRUE(flow) << index;
    Matrix<BigInterval> a(m, m, exact(0));
    std::vector<BigInterval> b, zero(m, exact(0));
    for (std::size_t k = 0; k < m; ++k) {
      for (std::size_t l = 0; l < m; ++l) a(k, l) = -exact(f.train.gram(k, l));
      b.push_back(exact(f.train.slope[k]));
    }
    const BigInterval t = exact(Rational(sampler.integer(1, 300), 64));
    const auto theta = linear_flow(a, b, zero, t);
    const auto risk = [&](const QuadraticRisk& r) {
      BigInterval sum = exact(0);
      for (std::size_t k = 0; k < m; ++k) {
        for (std::size_t l = 0; l < m; ++l) sum += theta[k] * theta[l] * exact(r.gram(k, l)) / 2;
        sum -= theta[k] * exact(r.slope[k]);
      }
      return sum;
    };
    const BigInterval train = risk(f.train), test = risk(f.test);
    ASSERT_TRUE(overlaps(train, flow->train.value(t))) << index;
    ASSERT_TRUE(overlaps(test, flow->test.value(t))) << index;
    EXPECT_LT(to_interval(width(test)).upper(), 1e-15) << index;
    EXPECT_LT(to_interval(width(flow->test.value(t))).upper(), 1e-15) << index;
  }
}

TEST(LinearFeatures, ExactLinearAlgebra) {
  Matrix<Rational> a(2, 2, Rational(1));
  EXPECT_EQ(exact_rank(a), 1U);
  EXPECT_TRUE(exact_solution(a, {1, 2}).empty());
  a(0, 0) = 0;  // needs a pivot
  EXPECT_EQ(exact_rank(a), 2U);
  EXPECT_EQ(exact_solution(a, {1, 3}), (std::vector<Rational>{2, 1}));
  EXPECT_EQ(noisy_moments(0, 2, 6), (std::vector<Rational>{1, 0, 2, 0, 12, 0, 120}));
  EXPECT_THROW(linear_features({1, 1}, 1, {0}), std::invalid_argument);
  EXPECT_THROW(linear_features({-1}, 1, {0}), std::invalid_argument);
  EXPECT_THROW(linear_features({1}, 0, {0}), std::invalid_argument);
}

}  // namespace
}  // namespace rigor
