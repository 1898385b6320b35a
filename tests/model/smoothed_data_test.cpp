// Smoothed data against the law they come from: printed digits, mpmath's, and plain sums.
#include "model/smoothed_data.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "analysis/positive_part.hpp"
#include "function/elementary.hpp"
#include "model/initial_variation.hpp"
#include "model/printed_digits.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

std::vector<Rational> equispaced(long N) {
  std::vector<Rational> points;
  for (long i = 1; i <= N; ++i) points.emplace_back(2 * i - 1, 2 * N);
  return points;
}
const std::vector<Rational> irregular = {Rational(3, 100), Rational(41, 100), Rational(47, 100),
                                         Rational(6, 5)};

template <class I>
class Smoothed : public ::testing::Test {
 protected:
  static constexpr bool is_double = std::is_same_v<I, Interval>;
  Precision precision{is_double ? 53 : 160};
  int digits = is_double ? 12 : 25;

  SmoothedData<I> data(const std::vector<Rational>& points, const Rational& v) const {
    return SmoothedData<I>(points, enclose<I>(v, precision), [] {});
  }
  void expect(const I& x, const std::string& printed) const {
    test::expect_meets(x, printed, "printed");
    EXPECT_TRUE(certainly(width(x) <= pown(enclose<I>(10, precision), -digits))) << x;
  }
};
using Kinds = ::testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(Smoothed, Kinds);

TYPED_TEST(Smoothed, PrintedDigits) {
  const auto two = this->data(equispaced(2), Rational(1, 400));
  const auto four = this->data(equispaced(4), Rational(1, 1600));
  this->expect(two.variation(BaseLaw::uniform, this->digits), "0.57108789585326321843133136882994");
  this->expect(four.variation(BaseLaw::uniform, this->digits),
               "0.57108775252747729796778861920119");
  this->expect(two.uniform_divergence(this->digits).value, "2.7747954365430525922466428725547");
  this->expect(four.uniform_divergence(this->digits).value, "2.7706831013759320261554618346381");
  EXPECT_TRUE(two.uniform_divergence(this->digits).is_reached);
  for (const long N : {1L, 2L, 4L, 7L}) {
    EXPECT_EQ(squared_distance_from_uniform(equispaced(N)), Rational(1, 12 * N * N));
    EXPECT_EQ(squared_transport_from_uniform(equispaced(N)), Rational(1, 12 * N * N));
  }
}

TYPED_TEST(Smoothed, IrregularData) {  // the digits are mpmath's
  const auto data = this->data(irregular, Rational(1, 900));
  this->expect(data.variation(BaseLaw::uniform, this->digits), "0.70966766526990170463850424489");
  this->expect(data.variation(BaseLaw::standard_normal, this->digits), "0.819159836191975626022712295199");
  this->expect(data.uniform_divergence(this->digits).value, "14.3242479508445658551125135559");
  this->expect(data.squared_transport_to_uniform(), "0.03630869092196009902651696761");
  this->expect(data.mass_near_data(enclose<TypeParam>(Rational(1, 25), this->precision)), "0.826720545651622550703344277862");
}

double plain_cdf(const std::vector<Rational>& points, double sigma, double x) {
  double sum = 0;
  for (const Rational& at : points) {
    sum += std::erfc((at.convert_to<double>() - x) / (sigma * std::sqrt(2.0))) / 2;
  }
  return sum / static_cast<double>(points.size());
}

// Sums over 4000 cells: |p(cell) - q(cell)|; (x - F)^2 q(cell); -log(q(cell) / length).
TEST(SmoothedPlain, RandomData) {
  Sampler sampler(11);
  const int count = test::sample_count(60, 600);
  for (int trial = 0; trial < count; ++trial) {
    std::vector<Rational> points;
    Rational x = to_rational(sampler.uniform(-0.3, 0.4));
    for (int i = sampler.integer(1, 8); i > 0; --i) {
      points.push_back(x);
      x += to_rational(sampler.uniform(0.01, 0.3));
    }
    const double sigma = sampler.uniform(0.05, 0.5);
    const Rational v = to_rational(sigma) * to_rational(sigma);
    const SmoothedData<Interval> data(points, enclose<Interval>(v, Precision{}), [] {});
    const int cells = 4000;
    const double low = -4, high = 6, h = (high - low) / cells;
    double uniform = 0, normal = 0, transport = 0, divergence = 0;
    for (int k = 0; k < cells; ++k) {
      const double a = low + h * k, b = a + h, middle = (a + b) / 2;
      const double q = plain_cdf(points, sigma, b) - plain_cdf(points, sigma, a);
      const double inside = std::fmin(b, 1.0) - std::fmax(a, 0.0);
      uniform += std::fabs(std::fmax(inside, 0.0) - q) / 2;
      normal +=
          std::fabs((std::erf(b / std::sqrt(2.0)) - std::erf(a / std::sqrt(2.0))) / 2 - q) / 2;
      transport += std::pow(middle - plain_cdf(points, sigma, middle), 2) * q;
      if (inside > h / 2) divergence -= h * std::log(q / h);
    }
    const auto near = [&](const Interval& value, double plain, const char* what) {
      EXPECT_LE(value.lower(), plain + 2e-4) << what << " in trial " << trial;
      EXPECT_GE(value.upper(), plain - 2e-4) << what << " in trial " << trial;
      EXPECT_LE(width(value).upper(), 1e-9) << what << " in trial " << trial;
    };
    near(data.variation(BaseLaw::uniform, 11), uniform, "TV, uniform");
    near(data.variation(BaseLaw::standard_normal, 11), normal, "TV, normal");
    near(data.squared_transport_to_uniform(), transport, "W2^2");
    // The cells at the ends of [0, 1] and the curvature of log q cost accuracy.
    const Interval kl = data.uniform_divergence(11).value;
    EXPECT_NEAR(kl.lower(), divergence, 1e-3 * (1 + std::fabs(divergence))) << trial;
    EXPECT_NEAR(kl.upper(), divergence, 1e-3 * (1 + std::fabs(divergence))) << trial;
  }
}

TEST(SmoothedPlain, BadInput) {
  const Interval v = enclose<Interval>(1, Precision{});
  EXPECT_THROW(SmoothedData<Interval>({}, v, [] {}), std::invalid_argument);
  EXPECT_THROW(SmoothedData<Interval>({1, 1}, v, [] {}), std::invalid_argument);
  EXPECT_THROW(SmoothedData<Interval>({2, 1}, v, [] {}), std::invalid_argument);
  EXPECT_THROW(SmoothedData<Interval>({1}, v - v, [] {}), std::invalid_argument);
}

// max(x^2 - 2, 0) over [-2, 3], and functions whose sign stays unknown.
TEST(PositivePart, Polynomial) {
  const auto run = [](auto range, auto primitive) {
    const Interval from = enclose<Interval>(-2, Precision{}),
                   to = enclose<Interval>(3, Precision{});
    return enclose_positive_part(range, primitive, from, to,
                                 enclose<Interval>(Rational(1, 1000000000000), Precision{}), 100,
                                 [] {});
  };
  const Interval x = run([](const Interval& t) { return sqr(t) - 2; },
                         [](const Interval& t) { return pown(t, 3) / 3 - 2 * t; });
  const double root = std::sqrt(2.0), end = root * root * root / 3 - 2 * root;
  const double truth = (-end - (-8.0 / 3 + 4)) + (9 - 6 - end);
  EXPECT_LE(x.lower(), truth + 1e-14);
  EXPECT_GE(x.upper(), truth - 1e-14);
  EXPECT_LE(width(x).upper(), 1e-11);
  // f = 0, known within 1e-3 only.
  const Interval blurred = Interval::bounds(-1e-3, 1e-3);
  const Interval y =
      run([&](const Interval&) { return blurred; }, [](const Interval& t) { return t - t; });
  EXPECT_TRUE(contains_zero(y));
  EXPECT_NEAR(y.upper(), 5e-3, 1e-12);
}

// The law N(0, T) against its shift, and against data on both sides.
TYPED_TEST(Smoothed, InitialVariation) {
  const auto variation = [&](const std::vector<std::vector<Rational>>& points, const Rational& T) {
    return enclose_initial_variation<TypeParam>(WeightedPoints(points),
                                                enclose<TypeParam>(T, this->precision), [] {});
  };
  this->expect(variation({{-1}, {1}}, 1), "0.20674369061523615867229002199069");
  this->expect(variation({{0}, {1}, {3}}, 10), "0.16195680790026484898536784325799");
  const TypeParam one = enclose<TypeParam>(1, this->precision);
  // 2 Phi(|x| / 2 sqrt T) - 1 = erf(|x| / sqrt(8T))
  this->expect(variation({{3}}, 4) - erf(3 * one / sqrt(32 * one)) + one,
               "1.000000000000000000000");
  this->expect(variation({{-3}}, 4) - erf(3 * one / sqrt(32 * one)) + one,
               "1.000000000000000000000");
  EXPECT_TRUE(contains(variation({{0}}, 1), 0));
  // Large T: no digit is lost. As T -> infinity, sqrt(T) TV -> |mean| / sqrt(2 pi).
  const TypeParam far = variation({{0}, {1}, {3}}, Rational("1000000000000"));
  test::expect_meets(far * 1000000, "0.531923", "sqrt(T) TV");
  EXPECT_THROW(variation({{0}}, 0), std::invalid_argument);
  EXPECT_THROW(variation({{0, 1}}, 1), std::invalid_argument);
}

}  // namespace
}  // namespace rigor
