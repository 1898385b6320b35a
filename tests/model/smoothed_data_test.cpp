// Smoothed data against the law they come from: printed digits, mpmath's, and plain sums.
#include "model/smoothed_data.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "analysis/positive_part.hpp"
#include "function/elementary.hpp"
#include "function/normal.hpp"
#include "model/initial_variation.hpp"
#include "model/normal_sum.hpp"
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
  this->expect(data.variation(BaseLaw::standard_normal, this->digits),
               "0.819159836191975626022712295199");
  this->expect(data.uniform_divergence(this->digits).value, "14.3242479508445658551125135559");
  this->expect(data.squared_transport_to_uniform(), "0.03630869092196009902651696761");
  this->expect(data.mass_near_data(enclose<TypeParam>(Rational(1, 25), this->precision)),
               "0.826720545651622550703344277862");
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
  const int count = test::sample_count(25, 600);
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

// The integral over [-2, 3] of the positive part.
Interval positive_part(const std::function<PanelShape<Interval>(const Interval&)>& shape,
                       const std::function<Interval(const Interval&)>& primitive) {
  const Precision p{};
  const auto panels =
      cut_by_sign<Interval>([&](const Interval& a, const Interval& b) { return shape(hull(a, b)); },
                            whole_panel(enclose<Interval>(-2, p), enclose<Interval>(3, p)),
                            enclose<Interval>(Rational(1, 1000000000000), p), 100, [] {});
  return enclose_positive_part(panels, primitive);
}

TEST(PositivePart, Polynomial) {
  const auto f = [](const Interval& t) { return sqr(t) - 2; };
  const auto primitive = [](const Interval& t) { return pown(t, 3) / 3 - 2 * t; };
  const double root = std::sqrt(2.0), end = root * root * root / 3 - 2 * root;
  const double truth = (-end - (-8.0 / 3 + 4)) + (9 - 6 - end);
  for (const bool has_slope : {true, false}) {
    for (const int sign : {1, -1}) {  // of f
      const Interval x = positive_part(
          [&](const Interval& t) {
            const Interval slope = has_slope ? 2 * sign * t : Interval::everything();
            return PanelShape<Interval>{sign * f(midpoint(t)), sign * f(t), slope};
          },
          [&](const Interval& t) { return sign * primitive(t); });
      const double expected = sign > 0 ? truth : truth - 5.0 / 3;  // less the integral of f
      EXPECT_LE(x.lower(), expected + 1e-14);
      EXPECT_GE(x.upper(), expected - 1e-14);
      EXPECT_LE(width(x).upper(), 1e-11);
    }
  }
}

TEST(PositivePart, UnknownSigns) {
  // f = 0, known within 1e-3 only; and f = 0 exactly.
  const auto still = [](const Interval& t) { return t - t; };
  for (const double blur : {1e-3, 0.0}) {
    const Interval zero = Interval::bounds(-blur, blur);
    const Interval y = positive_part(
        [&](const Interval&) {
          return PanelShape<Interval>{zero, zero, zero};
        },
        still);
    EXPECT_TRUE(contains_zero(y));
    EXPECT_NEAR(y.upper(), 5 * blur, 1e-12);
  }
  // A double zero: (x - 1)^2.
  const Interval z = positive_part(
      [](const Interval& t) {
        return PanelShape<Interval>{sqr(midpoint(t) - 1), sqr(t) - 2 * t + 1, 2 * (t - 1)};
      },
      [](const Interval& t) { return pown(t - 1, 3) / 3; });
  EXPECT_LE(z.lower(), 35.0 / 3);
  EXPECT_GE(z.upper(), 35.0 / 3);
  EXPECT_LE(width(z).upper(), 1e-5);
}

// Taylor polynomials of normal densities against plain values inside the panel.
TYPED_TEST(Smoothed, NormalSums) {
  Sampler sampler(31);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<TypeParam> points;
    for (int i = sampler.integer(1, 5); i > 0; --i) {
      points.push_back(enclose<TypeParam>(to_rational(sampler.uniform(-3, 3)), this->precision));
    }
    const TypeParam sigma =
        enclose<TypeParam>(to_rational(sampler.moderate(-6, 2)), this->precision);
    const Rational from = to_rational(sampler.uniform(-4, 4));
    const Rational to = from + to_rational(sampler.moderate(-30, 1));
    const auto at = [&](const Rational& share) {
      return enclose<TypeParam>(Rational(from + share * (to - from)), this->precision);
    };
    const auto shape = normal_sum_shape(points, sigma, lower_point(at(0)), upper_point(at(1)));
    for (const Rational& share : {Rational(0), Rational(1, 7), Rational(1, 2), Rational(1)}) {
      TypeParam f = at(0) - at(0), slope = f;
      for (const TypeParam& x : points) {
        const TypeParam u = (at(share) - x) / sigma;
        f += normal_pdf(u) / sigma / static_cast<long>(points.size());
        slope -= u * normal_pdf(u) / sqr(sigma) / static_cast<long>(points.size());
      }
      EXPECT_TRUE(overlaps(f, shape.range)) << trial;
      EXPECT_TRUE(overlaps(slope, shape.slope)) << trial;
      const bool is_middle = share == Rational(1, 2);
      EXPECT_TRUE(!is_middle || overlaps(f, shape.value)) << trial;
    }
  }
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
