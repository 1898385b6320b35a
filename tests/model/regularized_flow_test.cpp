// Regularized flows: reference digits, closed forms for one datum, a plain integration in floating
// point on random data, and what is said where the end is not known.
#include "model/regularized_flow.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "function/elementary.hpp"
#include "model/empirical_bayes.hpp"
#include "model/printed_digits.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::expect_meets_tightly;
using test::Sampler;

const std::function<void()> kFree = [] {};
const std::vector<std::vector<Rational>> kPointsA{{-1}, {1}}, kPointsB{{0}, {1}, {3}},
    kPointsC{{0, 0}, {2, 0}, {Rational(1, 2), Rational(3, 2)}};

template <IntervalNumber I>
RegularizedEnd<I> end_of(const std::vector<std::vector<Rational>>& points, Regularization kind,
                         const Rational& strength, const Rational& v0,
                         const std::vector<Rational>& start, Precision p = {53}, int digits = 15) {
  std::vector<I> x;
  for (const Rational& q : start) x.push_back(enclose<I>(q, p));
  RegularizedGoal goal;
  goal.digits = digits;
  goal.exact_start = start;
  return follow_regularized<I>(WeightedPoints(points), kind, enclose<I>(strength, p),
                               enclose<I>(v0, p), x, goal, kFree);
}

TEST(RegularizedFlow, TikhonovReferenceDigits) {
  const auto A = end_of<BigInterval>(kPointsA, Regularization::tikhonov, Rational(1, 10), 1,
                                     {Rational(1, 2)}, {128}, 32);
  expect_meets_tightly(A.end[0], "0.79784248190019560800330060025454", "DS-A");
  EXPECT_EQ(A.nearest, std::optional<std::size_t>(1));
  const auto B =
      end_of<BigInterval>(kPointsB, Regularization::tikhonov, Rational(1, 20), 1, {2}, {160}, 33);
  expect_meets_tightly(B.end[0], "1.4164675720544555514238050306027", "DS-B");
  const auto rough =
      end_of<Interval>(kPointsA, Regularization::tikhonov, Rational(1, 10), 1, {Rational(1, 2)});
  test::expect_meets(rough.end[0], "0.79784248190019560800330060025454", "DS-A, doubles");
  EXPECT_LT(width(rough.end[0]).upper(), 1e-13);
  EXPECT_TRUE(rough.reason.empty());
  // The ball in which it is followed no more bounds the end by closed forms.
  ASSERT_TRUE(rough.entry);
  EXPECT_LE(rough.entry->pull.upper(), rough.entry->radius.lower());
  EXPECT_LE(rough.entry->distance.upper(), rough.entry->radius.upper());
}

TEST(RegularizedFlow, TheStartOfTheCopy) {
  const Precision p{128};
  const auto start =
      start_of_copy(WeightedPoints(kPointsA), 1, enclose<BigInterval>(Rational(1, 10), p),
                    enclose<BigInterval>(1L, p), 33, kFree);
  ASSERT_TRUE(start);
  expect_meets_tightly((*start)[0], "1.0436814533169727647324151323446", "DS-A");
  // From either side of it the end is on either side of the datum.
  const auto below = end_of<Interval>(kPointsA, Regularization::tikhonov, Rational(1, 10), 1,
                                      {*parse_rational("1.04368145")});
  const auto above = end_of<Interval>(kPointsA, Regularization::tikhonov, Rational(1, 10), 1,
                                      {*parse_rational("1.04368146")});
  EXPECT_TRUE(certainly(below.end[0] < 1));
  EXPECT_TRUE(certainly(above.end[0] > 1));
  // One datum: itself.
  const auto alone = start_of_copy(WeightedPoints({{3, 4}}), 0, Interval::point(0.5),
                                   Interval::point(1), 15, kFree);
  ASSERT_TRUE(alone);
  EXPECT_TRUE(contains((*alone)[0], 3));
  EXPECT_LT(width((*alone)[1]).upper(), 1e-14);
}

TEST(RegularizedFlow, OneDatumHasClosedForms) {
  Sampler sampler(41);
  for (int i = 0; i < 60; ++i) {
    const Rational c(sampler.integer(1, 40), 16), v0(sampler.integer(1, 80), 16);
    const Rational a(sampler.integer(-40, 40), 16), b(sampler.integer(-40, 40), 16);
    const std::vector<std::vector<Rational>> datum{{Rational(1, 3), -2}};
    const auto tikhonov =
        end_of<Interval>(datum, Regularization::tikhonov, c, v0, {Rational(1, 3) + a, b - 2});
    const double factor = std::sqrt((c / (c + v0)).convert_to<double>());
    EXPECT_NEAR(tikhonov.end[0].lower(), 1 / 3.0 + a.convert_to<double>() * factor, 1e-12);
    EXPECT_NEAR(tikhonov.end[1].upper(), b.convert_to<double>() * factor - 2, 1e-12);
    const auto wide =
        end_of<Interval>(datum, Regularization::bandwidth, c, v0, {Rational(1, 3) + a, b - 2});
    EXPECT_NEAR(wide.end[0].lower(), 1 / 3.0 + a.convert_to<double>() * factor, 1e-12);
    // The empirical-Bayes flow, integrated across its kink, against the integral.
    const auto bayes = end_of<Interval>(datum, Regularization::empirical_bayes, c, v0,
                                        {Rational(1, 3) + a, b - 2});
    const Interval distance = sqrt(enclose<Interval>(Rational(a * a + b * b), {53}));
    const auto limit = departure_limit(distance, enclose<Interval>(v0, {53}),
                                       enclose<Interval>(c, {53}), 15, kFree);
    ASSERT_FALSE(bayes.end.empty()) << bayes.reason;
    EXPECT_TRUE(overlaps(bayes.distance, limit.distance)) << bayes.distance << limit.distance;
    EXPECT_LT(width(bayes.distance).upper(), 1e-10);
    EXPECT_EQ(bayes.is_copy, certainly(limit.is_memorized));
  }
}

TEST(RegularizedFlow, NextToTheCriticalRadius) {
  // sqrt(2 log 2) = 1.177410...; the kink is 10^-5 away, and the digits asked for are reached.
  const Rational start = *parse_rational("1.17742");
  const std::vector<std::vector<Rational>> datum{{Rational(0)}};
  const auto end = end_of<BigInterval>(datum, Regularization::empirical_bayes, Rational(1, 2), 1,
                                       {start}, {128}, 15);
  ASSERT_FALSE(end.end.empty()) << end.reason;
  EXPECT_LT(to_interval(width(end.distance)).upper(), 1e-15);
  const Precision p{128};
  const auto limit = departure_limit(enclose<BigInterval>(start, p), enclose<BigInterval>(1L, p),
                                     enclose<BigInterval>(Rational(1, 2), p), 20, kFree);
  EXPECT_TRUE(overlaps(end.distance, limit.distance));
}

// Plain integration in s by the classical method of Runge and Kutta, in doubles.
std::vector<double> plain_end(const std::vector<std::vector<double>>& data, Regularization kind,
                              double strength, double v0, std::vector<double> x) {
  const bool is_exact = kind == Regularization::bandwidth || kind == Regularization::stopping;
  const double from = kind == Regularization::bandwidth ? v0 + strength : v0;
  const double until = is_exact ? std::log(from / strength) / 2 : 12;
  const auto slope = [&](double s, const std::vector<double>& z) {
    const double v = from * std::exp(-2 * s);
    double mass = 0, least = 1e300;
    std::vector<double> square, mean(z.size(), 0), f(z.size());
    for (const auto& datum : data) {
      double sum = 0;
      for (std::size_t k = 0; k < z.size(); ++k) sum += (z[k] - datum[k]) * (z[k] - datum[k]);
      square.push_back(sum);
      least = std::fmin(least, sum);
    }
    for (std::size_t j = 0; j < data.size(); ++j) {
      const double e = std::exp((least - square[j]) / (2 * v));
      mass += e;
      for (std::size_t k = 0; k < z.size(); ++k) mean[k] += e * data[j][k];
    }
    double factor = 1;
    if (kind == Regularization::tikhonov) factor = v / (v + strength);
    if (kind == Regularization::empirical_bayes) {
      factor = std::fmin(1, mass * std::exp(-least / (2 * v)) / strength);
    }
    for (std::size_t k = 0; k < z.size(); ++k) f[k] = factor * (mean[k] / mass - z[k]);
    return f;
  };
  const int count = 3000;
  const double h = until / count;
  const auto moved = [](std::vector<double> z, double t, const std::vector<double>& f) {
    for (std::size_t k = 0; k < z.size(); ++k) z[k] += t * f[k];
    return z;
  };
  for (int i = 0; i < count; ++i) {
    const double s = i * h;
    const auto a = slope(s, x), b = slope(s + h / 2, moved(x, h / 2, a)),
               c = slope(s + h / 2, moved(x, h / 2, b)), d = slope(s + h, moved(x, h, c));
    for (std::size_t k = 0; k < x.size(); ++k) x[k] += h / 6 * (a[k] + 2 * b[k] + 2 * c[k] + d[k]);
  }
  return x;
}

TEST(RegularizedFlow, AgreesWithPlainIntegrationOnRandomData) {
  Sampler sampler(42);
  const int count = test::sample_count(24, 400);
  int ended = 0, copies = 0;
  for (int i = 0; i < count; ++i) {
    const auto d = static_cast<std::size_t>(sampler.integer(1, 2));
    const int n = sampler.integer(2, 5);
    std::vector<std::vector<Rational>> points;
    std::vector<std::vector<double>> plain;
    for (int j = 0; j < n; ++j) {
      points.emplace_back();
      plain.emplace_back();
      for (std::size_t k = 0; k < d; ++k) {
        const int place = (k == 0 ? 16 * j : 0) + sampler.integer(-6, 6);
        points.back().push_back(Rational(place, 16));
        plain.back().push_back(place / 16.0);
      }
    }
    std::vector<Rational> start;
    std::vector<double> x;
    for (std::size_t k = 0; k < d; ++k) {
      const int place = sampler.integer(-20, 60);
      start.push_back(Rational(place, 16));
      x.push_back(place / 16.0);
    }
    const int strength = sampler.integer(1, 12), v0 = sampler.integer(8, 40);
    for (const Regularization kind : {Regularization::tikhonov, Regularization::empirical_bayes,
                                      Regularization::bandwidth, Regularization::stopping}) {
      // Near a bisector it ends far from its neighbours: doubles don't tell.
      const auto end =
          end_of<Interval>(points, kind, Rational(strength, 16), Rational(v0, 16), start);
      if (end.end.empty() || !end.reason.empty()) continue;
      ++ended;
      copies += end.is_copy ? 1 : 0;
      const auto expected = plain_end(plain, kind, strength / 16.0, v0 / 16.0, x);
      for (std::size_t k = 0; k < d; ++k) {
        EXPECT_NEAR(midpoint(end.end[k]).lower(), expected[k], 1e-3)
            << i << " kind " << static_cast<int>(kind) << " " << end.end[k];
        EXPECT_LT(width(end.end[k]).upper(), 1e-6);
      }
    }
  }
  EXPECT_GE(ended, 4 * count - count / 4);
  EXPECT_GE(copies, 3);
}

TEST(RegularizedFlow, ABoxHoldsTheEndsOfItsMembers) {
  for (const Regularization kind :
       {Regularization::tikhonov, Regularization::empirical_bayes, Regularization::stopping}) {
    const Interval strength = Interval::point(0.5);
    const RegularizedGoal goal{.digits = 10, .keeps_pieces = true, .exact_start = {}};
    const auto box = follow_regularized<Interval>(
        WeightedPoints(kPointsC), kind, strength, Interval::point(1),
        {Interval::bounds(1.9, 1.95), Interval::bounds(0.4, 0.45)}, goal, kFree);
    ASSERT_FALSE(box.end.empty()) << box.reason;
    for (const double a : {1.9, 1.925, 1.95}) {
      for (const double b : {0.4, 0.45}) {
        const auto member =
            end_of<Interval>(kPointsC, kind, Rational(1, 2), 1, {Rational(a), Rational(b)});
        EXPECT_TRUE(overlaps(box.end[0], member.end[0]) && overlaps(box.end[1], member.end[1]));
        EXPECT_TRUE(overlaps(box.distance, member.distance));
      }
    }
    ASSERT_FALSE(box.pieces.empty());
    EXPECT_TRUE(contains(box.pieces.front().s, 0));
    for (std::size_t k = 0; k + 1 < box.pieces.size(); ++k) {
      EXPECT_TRUE(overlaps(box.pieces[k].s, box.pieces[k + 1].s)) << k;
    }
  }
}

TEST(RegularizedFlow, BandwidthIsStoppingFromLargerNoise) {
  const auto wide = end_of<Interval>(kPointsC, Regularization::bandwidth, Rational(1, 100), 1,
                                     {Rational(9, 10), Rational(4, 5)});
  const auto stopped = end_of<Interval>(kPointsC, Regularization::stopping, Rational(1, 100),
                                        Rational(101, 100), {Rational(9, 10), Rational(4, 5)});
  EXPECT_TRUE(overlaps(wide.end[0], stopped.end[0]));
  EXPECT_LT(width(hull(wide.end[0], stopped.end[0])).upper(), 1e-13);
  const auto at_once =
      end_of<Interval>(kPointsC, Regularization::stopping, 2, 1, {Rational(9, 10), Rational(4, 5)});
  EXPECT_TRUE(contains(at_once.end[0], Rational(9, 10)));
}

TEST(RegularizedFlow, StartsOnABisectorOfSymmetricDataStayOnIt) {
  for (const Regularization kind :
       {Regularization::tikhonov, Regularization::bandwidth, Regularization::stopping}) {
    const auto middle = end_of<Interval>({{0, 0}, {1, 1}}, kind, Rational(1, 10), 1,
                                         {Rational(1, 3), Rational(2, 3)});
    EXPECT_TRUE(middle.reason.empty()) << middle.reason;
    EXPECT_FALSE(middle.nearest);
    ASSERT_EQ(middle.end.size(), 2U);
    // On the bisector the mean is (1/2, 1/2).
    const double factor = std::sqrt(kind == Regularization::stopping ? 1 / 10.0 : 1 / 11.0);
    EXPECT_NEAR(middle.end[0].lower(), 0.5 - factor / 6, 1e-13);
    EXPECT_NEAR(middle.end[1].upper(), 0.5 + factor / 6, 1e-13);
  }
}

TEST(RegularizedFlow, StartsAtADatum) {
  for (const Rational& tau : {Rational(1, 2), Rational(1), Rational(2)}) {
    const auto alone = end_of<Interval>({{3}}, Regularization::empirical_bayes, tau, 1, {3});
    EXPECT_TRUE(alone.is_copy) << alone.reason;
    EXPECT_EQ(alone.distance.upper(), 0);
  }
  // The evidence tends to 1 = tau: which side of the kink it is on can't be told.
  const auto at_tau = end_of<Interval>(kPointsA, Regularization::empirical_bayes, 1, 1, {1});
  EXPECT_FALSE(at_tau.is_copy);
  EXPECT_FALSE(at_tau.reason.empty());
  // A field of zeros, integrated.
  const auto still = end_of<Interval>({{3}}, Regularization::stopping, Rational(1, 10), 1, {3});
  ASSERT_EQ(still.end.size(), 1U);
  EXPECT_TRUE(contains(still.end[0], 3));
  EXPECT_LT(still.distance.upper(), 1e-15);
}

TEST(RegularizedFlow, WhatIsNotKnownIsSaid) {
  // A box across the bisector ends on both sides.
  const RegularizedGoal goal;
  const auto box = follow_regularized<Interval>(WeightedPoints(kPointsA), Regularization::tikhonov,
                                                Interval::point(0.1), Interval::point(1),
                                                {Interval::bounds(-0.1, 0.1)}, goal, kFree);
  EXPECT_FALSE(box.reason.empty());
  EXPECT_FALSE(box.nearest);
  ASSERT_EQ(box.end.size(), 1U);
  const auto member =
      end_of<Interval>(kPointsA, Regularization::tikhonov, Rational(1, 10), 1, {Rational(1, 20)});
  EXPECT_TRUE(subset(member.end[0], box.end[0]));
  const auto run = [](const Interval& strength, const Interval& v0, std::size_t d) {
    return follow_regularized<Interval>(WeightedPoints(kPointsA), Regularization::tikhonov,
                                        strength, v0, std::vector<Interval>(d, v0),
                                        RegularizedGoal{}, kFree);
  };
  EXPECT_THROW(run(Interval::point(0), Interval::point(1), 1), std::invalid_argument);
  EXPECT_THROW(run(Interval::point(1), Interval::point(-1), 1), std::invalid_argument);
  EXPECT_THROW(run(Interval::point(1), Interval::point(1), 2), std::invalid_argument);
  int left = 5;
  const auto step = [&left] {
    if (left-- == 0) throw std::runtime_error("spent");
  };
  EXPECT_THROW(follow_regularized<Interval>(WeightedPoints(kPointsB), Regularization::tikhonov,
                                            Interval::point(0.1), Interval::point(1),
                                            {Interval::point(2)}, RegularizedGoal{}, step),
               std::runtime_error);
}

}  // namespace
}  // namespace rigor
