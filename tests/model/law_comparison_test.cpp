#include "model/law_comparison.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "function/normal.hpp"
#include "model/integrated_excess.hpp"
#include "model/printed_digits.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::expect_meets;

constexpr Precision kFine{192};

template <IntervalNumber I>
LawComparison<I> laws(std::vector<Rational> points, BaseLaw law, const Rational& v, Precision p,
                      int digits) {
  return LawComparison<I>(std::move(points), law, enclose<I>(v, p), digits, [] {});
}
LawComparison<BigInterval> normal_laws(std::vector<Rational> points, const Rational& v,
                                       int digits = 15) {
  return laws<BigInterval>(std::move(points), BaseLaw::standard_normal, v, {128}, digits);
}
bool is_close(const BigInterval& x, int digits) {
  return certainly(width(x) <= abs(x) * pown(enclose<BigInterval>(10L, precision_of(x)), -digits));
}

TEST(LawComparison, ReferenceDigits) {
  const auto fine =
      laws<BigInterval>({-1, 0, 1}, BaseLaw::standard_normal, Rational(1, 20), kFine, 28);
  const BigInterval risk = fine.test_excess();
  expect_meets(risk, "66.569346808186594653429616657348", "E_te");
  EXPECT_TRUE(is_close(risk, 27));
  const auto unit = enclose<BigInterval>(1L, {128});
  expect_meets(normal_laws({-1, 0, 1}, Rational(1, 20)).trade_off_value(unit),
               "7.3192259385887022484726089334742", "V");

  const auto three = normal_laws({-1, 0, 1}, Rational(1, 100));
  expect_meets(three.test_excess(), "1991.2953566008487528059334322755", "value");
  expect_meets(three.trade_off_value(unit), "46.339986705500922833025550185504", "value");
  const auto single = normal_laws({0}, Rational(1, 100));
  expect_meets(single.test_excess(), "9900.9900990099009900990099009901", "value");
  const BigInterval value = single.trade_off_value(unit);
  expect_meets(value, "31.863885026132978859209423234336", "value");
  EXPECT_TRUE(is_close(value, 14));

  const auto near =
                 laws<BigInterval>({-1, 1}, BaseLaw::standard_normal, Rational(1, 20), kFine, 28),
             far = laws<BigInterval>({-1, 1}, BaseLaw::standard_normal, 1, kFine, 28);
  const BigInterval excess = 2 * (near.divergence_from_truth() - far.divergence_from_truth());
  expect_meets(excess, "1.6387656487035701459503904818515", "value");
  EXPECT_TRUE(is_close(excess, 26));
  expect_meets(sqrt(excess), "1.2801428", "value");
  const auto first = normal_laws({-1, 1}, Rational(1, 20)), last = normal_laws({-1, 1}, 1);
  const BigInterval least_sum = 2 * (first.total_variation() - last.total_variation());
  expect_meets(least_sum, "0.9935848", "value");
  EXPECT_TRUE(is_close(least_sum, 14));
}

// One datum and a normal law: everything in closed form.
TEST(LawComparison, OneDatum) {
  test::Sampler sampler(711);
  const int count = test::sample_count(12, 200);
  for (int i = 0; i < count; ++i) {
    const Rational x(sampler.integer(-40, 40), 16), v(sampler.integer(1, 60), 20);
    const std::string replay =
        "seed 711, index " + std::to_string(i) + ": " + to_string(x) + ", " + to_string(v);
    const auto pair = laws<Interval>({x}, BaseLaw::standard_normal, v, {53}, 9);
    const Precision p{200};
    const auto exact = [&](const Rational& q) { return enclose<BigInterval>(q, p); };
    const auto check = [&](const Interval& value, const BigInterval& truth, double scale) {
      const auto wide = convert<BigInterval>(value, p);
      ASSERT_TRUE(overlaps(wide, truth)) << replay;
      ASSERT_LE(value.upper() - value.lower(), 1e-7 * scale) << replay;
    };
    const Rational w = 1 + v, te = x * x / (v * v) + 1 / (v * v * w);
    check(pair.test_excess(), exact(te), te.convert_to<double>());
    const Rational tr = (x * x * v * v + v) / (v * v * w * w);
    check(pair.train_excess(), exact(tr), tr.convert_to<double>());
    const BigInterval ratio = log(exact(w / v));
    check(pair.divergence_from_truth(), (exact((v + x * x) / w) - 1 + ratio) / 2, 1);
    const BigInterval reverse = (exact((w + x * x) / v) - 1 - ratio) / 2;
    check(pair.divergence_to_truth(), reverse, std::max(1.0, to_interval(reverse).upper()));
    check(pair.true_score_moment(), recip(exact(w)), 1);
    if (x == 0) continue;
    const auto zero = laws<Interval>({0}, BaseLaw::standard_normal, v, {53}, 9);
    const BigInterval c = sqrt(exact(v * w) * ratio);
    check(zero.total_variation(),
          2 * (normal_cdf(c / sqrt(exact(v))) - normal_cdf(c / sqrt(exact(w)))), 1);
  }
}

/// The integral over the line of f, by the trapezoidal rule in doubles: f is analytic and Gaussian.
double trapezoidal(const std::function<double(double)>& f, double step = 1.0 / 256) {
  double sum = 0;
  for (double y = -16; y < 16; y += step) sum += f(y);
  return sum * step;
}

struct Oracle {
  std::vector<double> points;
  BaseLaw law;
  double v;

  double p_N(double y) const {
    double sum = 0;
    for (const double x : points) sum += std::exp(-(y - x) * (y - x) / (2 * v));
    return sum / static_cast<double>(points.size()) / std::sqrt(2 * M_PI * v);
  }
  double s_N(double y) const {
    double nearest = INFINITY;
    for (const double x : points) nearest = std::min(nearest, (y - x) * (y - x));
    double sum = 0, first = 0;
    for (const double x : points) {
      const double weight = std::exp((nearest - (y - x) * (y - x)) / (2 * v));
      sum += weight;
      first += weight * (x - y);
    }
    return first / sum / v;
  }
  double p(double y) const {
    if (law == BaseLaw::standard_normal) {
      return std::exp(-y * y / (2 * (1 + v))) / std::sqrt(2 * M_PI * (1 + v));
    }
    const double z = y > 0.5 ? 1 - y : y, scale = std::sqrt(2 * v);
    return (std::erfc(-z / scale) - std::erfc((1 - z) / scale)) / 2;
  }
  double s_p(double y) const {
    if (law == BaseLaw::standard_normal) return -y / (1 + v);
    const double slope = (std::exp(-y * y / (2 * v)) - std::exp(-(1 - y) * (1 - y) / (2 * v))) /
                         std::sqrt(2 * M_PI * v);
    return slope / p(y);
  }
};

TEST(LawComparison, MeetsTheTrapezoidalRule) {
  test::Sampler sampler(712);
  const int count = test::sample_count(6, 100);
  for (int i = 0; i < count; ++i) {
    const BaseLaw law = i % 2 == 0 ? BaseLaw::standard_normal : BaseLaw::uniform;
    std::vector<Rational> points;
    for (int k = 0, at = sampler.integer(-8, 0); k < 1 + i % 4; ++k, at += sampler.integer(1, 9)) {
      points.emplace_back(at, 8);
    }
    const Rational v(sampler.integer(2, 20), 40), lambda(sampler.integer(1, 30), 10);
    const auto pair = laws<Interval>(points, law, v, {53}, 6);
    Oracle oracle{{}, law, v.convert_to<double>()};
    for (const Rational& x : points) oracle.points.push_back(x.convert_to<double>());
    const double l = lambda.convert_to<double>();
    const std::string replay = "seed 712, index " + std::to_string(i);
    const auto check = [&](const Interval& value, double expected) {
      const double slack = 1e-7 * (1 + std::fabs(expected));
      ASSERT_LE(value.lower(), expected + slack) << replay;
      ASSERT_GE(value.upper(), expected - slack) << replay;
      ASSERT_LE(value.upper() - value.lower(), 1e-4 * (1 + std::fabs(expected))) << replay;
    };
    // Where a density underflows its product is 0.
    const auto product = [](double square, double density) {
      return density < 1e-250 ? 0 : square * density;
    };
    const auto gap = [&](double y) {
      return oracle.p(y) < 1e-250 ? 0 : std::pow(oracle.s_N(y) - oracle.s_p(y), 2);
    };
    check(pair.test_excess(), trapezoidal([&](double y) { return product(gap(y), oracle.p(y)); }));
    check(pair.train_excess(),
          trapezoidal([&](double y) { return product(gap(y), oracle.p_N(y)); }));
    check(pair.empirical_score_moment(), trapezoidal([&](double y) {
            return product(oracle.s_N(y) * oracle.s_N(y), oracle.p(y));
          }));
    check(pair.true_score_moment(), trapezoidal([&](double y) {
            return oracle.p(y) < 1e-250 ? 0 : product(std::pow(oracle.s_p(y), 2), oracle.p(y));
          }));
    const auto share = [&](double y) {
      return l * oracle.p_N(y) / (l * oracle.p_N(y) + oracle.p(y));
    };
    const auto both = [&](const std::function<double(double)>& f) {
      return trapezoidal(
          [&](double y) { return oracle.p(y) < 1e-250 || oracle.p_N(y) < 1e-250 ? 0 : f(y); });
    };
    const auto best = pair.trade_off(enclose<Interval>(lambda, {53}));
    check(best.least, both([&](double y) { return gap(y) * share(y) * oracle.p(y); }));
    check(best.train,
          both([&](double y) { return gap(y) * std::pow(1 - share(y), 2) * oracle.p_N(y); }));
    check(best.test, both([&](double y) { return gap(y) * std::pow(share(y), 2) * oracle.p(y); }));
    check(pair.divergence_from_truth(),
          both([&](double y) { return oracle.p_N(y) * std::log(oracle.p_N(y) / oracle.p(y)); }));
    check(pair.divergence_to_truth(),
          both([&](double y) { return oracle.p(y) * std::log(oracle.p(y) / oracle.p_N(y)); }));
    const double distance = trapezoidal(
        [&](double y) { return std::fabs(oracle.p_N(y) - oracle.p(y)) / 2; }, 1.0 / 2048);
    const Interval tv = pair.total_variation();
    ASSERT_NEAR(tv.lower(), distance, 1e-4) << replay;
    ASSERT_LE(tv.upper() - tv.lower(), 1e-9) << replay;
  }
}

// One datum x: E_tr(s_p) = (x^2 v^2 + v) / (v^2 w^2), E_te(s_N) = x^2 / v^2 + 1 / (v^2 w), w = 1 +
// v, with the antiderivatives -x^2/w + log v - log w + 1/w and -x^2/v - 1/v - log v + log w.
TEST(IntegratedExcess, OneDatum) {
  for (const auto& [datum, from, to] :
       {std::tuple<double, Rational, Rational>{0, Rational(1, 20), 1},
        {-1.25, 1, 7},
        {2, Rational(1, 100), Rational(1, 90)}}) {
    const double x = datum;  // clang 14 captures no structured binding
    const IntegratedExcess e = integrated_excess({Rational(x)}, from, to, [] {});
    const auto train = [&](double v) {
      return -x * x / (1 + v) + std::log(v / (1 + v)) + 1 / (1 + v);
    };
    const auto test = [&](double v) { return -(x * x + 1) / v - std::log(v / (1 + v)); };
    const double a = from.convert_to<double>(), b = to.convert_to<double>();
    for (const auto& [value, expected] :
         {std::pair{e.train, train(b) - train(a)}, std::pair{e.test, test(b) - test(a)}}) {
      EXPECT_LE(value.lower(), expected + 1e-11 * expected);
      EXPECT_GE(value.upper(), expected - 1e-11 * expected);
      EXPECT_LE(value.upper() - value.lower(), 1e-5 * expected);
    }
  }
}

TEST(IntegratedExcess, IsTheDifferenceOfDivergences) {
  const std::vector<Rational> points = {Rational(-1, 2), Rational(1, 4), 1};
  const IntegratedExcess e = integrated_excess(points, Rational(1, 10), Rational(1, 2), [] {});
  const auto near = laws<Interval>(points, BaseLaw::standard_normal, Rational(1, 10), {53}, 9),
             far = laws<Interval>(points, BaseLaw::standard_normal, Rational(1, 2), {53}, 9);
  const Interval train = 2 * (near.divergence_from_truth() - far.divergence_from_truth());
  const Interval test = 2 * (near.divergence_to_truth() - far.divergence_to_truth());
  EXPECT_TRUE(subset(train, e.train)) << train << e.train;
  EXPECT_TRUE(subset(test, e.test)) << test << e.test;
  EXPECT_LE(e.train.upper() - e.train.lower(), 1e-4 * e.train.upper());
  EXPECT_THROW(integrated_excess(points, 1, 1, [] {}), std::invalid_argument);
}

// Far data are bounded where the variance is a number, and summed where it is a series.
TEST(LawPair, FarData) {
  using Series = Taylor<BigInterval, 1>;
  const Precision p{128};
  std::vector<Rational> points;
  for (int i = 0; i < 12; ++i) points.emplace_back(i * i + i, 7);
  for (const Rational& v : {Rational(1, 1000), Rational(1, 20)}) {
    const auto variance = enclose<BigInterval>(v, p);
    const LawPair<BigInterval> number(points, BaseLaw::standard_normal, variance);
    const LawPair<BigInterval, Series> series(points, BaseLaw::standard_normal,
                                              Series::variable(variance));
    for (int k = -10; k < 150; ++k) {
      const auto y = enclose<BigInterval>(Rational(k, 7), p);
      const auto a = number.empirical(y);
      const auto b = series.empirical(y);
      EXPECT_TRUE(overlaps(a.pull, b.pull[0]) && overlaps(a.log_density, b.log_density[0])) << k;
      EXPECT_TRUE(certainly(width(a.pull) <= scale2(enclose<BigInterval>(1L, p), -100))) << k;
      const auto c = number.empirical(Taylor<BigInterval>::variable(y, 12));
      EXPECT_TRUE(overlaps(a.pull, c.pull[0])) << k;
      // After y = k/7 + 2t the coefficients are multiplied by 2^j.
      const auto d = number.empirical(2 * Taylor<BigInterval>::variable(y / 2, 4));
      for (int j = 0; j <= 4; ++j) {
        EXPECT_TRUE(overlaps(scale2(c.pull[j], j), d.pull[j])) << k << " " << j;
      }
      for (int j = 0; j <= 12; ++j) {
        EXPECT_TRUE(certainly(width(c.pull[j]) <=
                              pown(1 / variance, j) * scale2(enclose<BigInterval>(1L, p), -60)))
            << k << " " << j;
      }
    }
  }
}

TEST(LawComparison, RefusesNonsense) {
  EXPECT_THROW(laws<Interval>({}, BaseLaw::uniform, 1, {53}, 6), std::invalid_argument);
  EXPECT_THROW(laws<Interval>({1, 1}, BaseLaw::uniform, 1, {53}, 6), std::invalid_argument);
  EXPECT_THROW(laws<Interval>({0}, BaseLaw::uniform, 0, {53}, 6), std::invalid_argument);
  const auto pair = laws<Interval>({0}, BaseLaw::uniform, 1, {53}, 6);
  EXPECT_THROW(pair.trade_off_value(Interval::point(0)), std::invalid_argument);
}

TEST(LawComparison, RunsOutOfSteps) {
  int left = 20;
  const LawComparison<Interval> pair({-1, 1}, BaseLaw::standard_normal, Interval::point(0.01), 9,
                                     [&left] {
                                       if (--left < 0) throw std::runtime_error("spent");
                                     });
  EXPECT_THROW(pair.test_excess(), std::runtime_error);
  EXPECT_THROW(pair.total_variation(), std::runtime_error);
}

}  // namespace
}  // namespace rigor
