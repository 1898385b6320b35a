// The posterior moments over points and boxes against Arb, their Taylor coefficients against plain
// series arithmetic, invariant sets against closed forms.
#include "model/mixture_series.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "function/elementary.hpp"
#include "function/taylor.hpp"
#include "model/ball.hpp"
#include "model/mixture_moments.hpp"
#include "model/mixture_trap.hpp"
#include "model/printed_digits.hpp"
#include "function/quick_exp.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::Sampler;
using Points = std::vector<std::vector<Rational>>;

WeightedPoints random_data(Sampler& random, std::size_t n, std::size_t d, bool weighted) {
  Points points;
  std::vector<Rational> weights;
  for (std::size_t j = 0; j < n; ++j) {
    points.emplace_back();
    for (std::size_t k = 0; k < d; ++k) points.back().push_back({random.integer(-999, 999), 250});
    points.back()[0] += Rational(static_cast<long>(j), 100000);  // no two are equal
    if (weighted) weights.push_back({random.integer(-300, 300), 100});
  }
  return WeightedPoints(std::move(points), std::move(weights));
}

std::vector<Rational> random_point(Sampler& random, std::size_t d) {
  std::vector<Rational> x;
  for (std::size_t k = 0; k < d; ++k) x.push_back({random.integer(-1500, 1500), 300});
  return x;
}

/// sum p_j x_j exp(-|x - x_j|^2 / 2v) / sum p_j exp(-|x - x_j|^2 / 2v), as it stands.
std::vector<Arb> plain_mean(const WeightedPoints& data, const std::vector<Rational>& x,
                            const Rational& v) {
  const Precision bits{4000};
  Arb mass(0, bits);
  std::vector<Arb> sum(x.size(), Arb(0, bits));
  for (std::size_t j = 0; j < data.size(); ++j) {
    Rational square = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      square += (x[k] - data.point(j)[k]) * (x[k] - data.point(j)[k]);
    }
    const Arb weight = exp(Arb(Rational(data.log_weight(j) - square / (2 * v)), bits));
    mass += weight;
    for (std::size_t k = 0; k < x.size(); ++k) sum[k] += weight * Arb(data.point(j)[k], bits);
  }
  for (Arb& s : sum) s /= mass;
  return sum;
}

template <IntervalNumber I>
std::vector<I> enclosed(const std::vector<Rational>& x, Precision precision,
                        const Rational& by = 0) {
  std::vector<I> out;
  for (const Rational& c : x) out.push_back(hull_of<I>(c - by, c + by, precision));
  return out;
}

template <IntervalNumber I>
void expect_means_enclosed(Precision precision, int count) {
  Sampler random(11);
  for (int k = 0; k < count; ++k) {
    const auto d = static_cast<std::size_t>(random.integer(1, 4));
    const auto data =
        random_data(random, static_cast<std::size_t>(random.integer(1, 12)), d, k % 3 == 0);
    const auto x = random_point(random, d);
    const Rational v(random.integer(1, 400), k % 2 == 0 ? 100 : 100000);
    const auto exact = plain_mean(data, x, v);
    const auto at_point =
        enclose_posterior_mean(data, enclosed<I>(x, precision), enclose<I>(v, precision));
    const auto over_box = enclose_posterior_mean(data, enclosed<I>(x, precision, Rational(1, 50)),
                                                 enclose<I>(v, precision));
    for (std::size_t a = 0; a < d; ++a) {
      EXPECT_TRUE(overlaps(at_point[a], exact[a])) << k << ": " << at_point[a];
      EXPECT_TRUE(overlaps(over_box[a], exact[a])) << k << ": " << over_box[a];
      // The exponents have the relative error 2^-bits; they are up to 10^6 here.
      EXPECT_TRUE(certainly(width(at_point[a]) <= enclose<I>(Rational(1, 1000000), precision)));
    }
  }
}

TEST(MixtureMoments, EnclosePlainSumsByArb) {
  expect_means_enclosed<Interval>({53}, 300);
  expect_means_enclosed<BigInterval>({128}, 40);
}

/// Mean and covariance along z(t), y(t), by series arithmetic on the definition.
struct PlainSeries {
  using Series = Taylor<BigInterval>;
  std::vector<Series> mean;
  std::vector<std::vector<Series>> covariance;

  PlainSeries(const WeightedPoints& data, const std::vector<Series>& x, const Series& y) {
    const Precision bits{400};
    const std::size_t d = x.size();
    const auto number = [&](const Rational& q) { return enclose<BigInterval>(q, bits); };
    const Series none = Series::constant(number(0), y.order());
    Series mass = none;
    std::vector<Series> first(d, none);
    std::vector<std::vector<Series>> second(d, first);
    for (std::size_t j = 0; j < data.size(); ++j) {
      Series square = none;
      for (std::size_t k = 0; k < d; ++k) {
        const Series gap = x[k] - number(data.point(j)[k]);
        square = square + gap * gap;
      }
      const Series weight = exp(-(y * square) / number(2) + number(data.log_weight(j)));
      mass = mass + weight;
      for (std::size_t a = 0; a < d; ++a) {
        first[a] = first[a] + weight * number(data.point(j)[a]);
        for (std::size_t b = 0; b < d; ++b) {
          second[a][b] = second[a][b] + weight * number(data.point(j)[a] * data.point(j)[b]);
        }
      }
    }
    for (std::size_t a = 0; a < d; ++a) {
      mean.push_back(first[a] / mass);
      covariance.emplace_back();
    }
    for (std::size_t a = 0; a < d; ++a) {
      for (std::size_t b = 0; b < d; ++b) {
        covariance[a].push_back(second[a][b] / mass - mean[a] * mean[b]);
      }
    }
  }
};

TEST(MixtureSeries, CoefficientsAgreeWithPlainSeries) {
  constexpr int order = 8;
  Sampler random(12);
  for (int trial = 0; trial < 60; ++trial) {
    const auto d = static_cast<std::size_t>(random.integer(1, 3));
    const auto data =
        random_data(random, static_cast<std::size_t>(random.integer(1, 10)), d, trial % 3 == 0);
    const auto origin =
        static_cast<std::size_t>(random.integer(0, static_cast<int>(data.size()) - 1));
    const Rational v(random.integer(1, 100), trial % 2 == 0 ? 50 : 2000);
    std::vector<std::vector<Rational>> curve;  // coefficients, of each coordinate
    for (std::size_t k = 0; k < d; ++k) {
      curve.push_back(random_point(random, order + 1));
    }
    // The plain way, in the coordinates of the data, with 400 bits.
    using Series = Taylor<BigInterval>;
    const Precision bits{400};
    std::vector<Series> x;
    for (std::size_t k = 0; k < d; ++k) {
      x.push_back(Series::zeros(order));
      for (int i = 0; i <= order; ++i) {
        x.back()[i] = enclose<BigInterval>(curve[k][static_cast<std::size_t>(i)], bits);
      }
    }
    Series y = Series::zeros(order);
    Rational coefficient = 1 / v;
    std::vector<Rational> y_exact;
    for (int i = 0; i <= order; ++i) {
      y_exact.push_back(coefficient);
      y[i] = enclose<BigInterval>(coefficient, bits);
      coefficient = coefficient * 2 / (i + 1);
    }
    const PlainSeries plain(data, x, y);
    // Rigor's, on doubles, at the point and over a box.
    for (const Rational& radius : {Rational(0), Rational(1, 1000)}) {
      const Precision p{53};
      const MixtureAtoms<Interval> atoms(data, origin, p);
      std::vector<Interval> z;
      for (std::size_t k = 0; k < d; ++k) {
        const Rational at = curve[k][0] - data.point(origin)[k];
        z.push_back(hull_of<Interval>(at - radius, at + radius, p));
      }
      MixtureSeries<Interval> series(atoms, z, enclose<Interval>(y_exact[0], p), order, true);
      for (int i = 0; i <= order; ++i) {
        if (i > 0) {
          std::vector<Interval> yz;
          for (std::size_t k = 0; k < d; ++k) {
            Interval sum = z[k] * enclose<Interval>(y_exact[static_cast<std::size_t>(i)], p);
            for (std::size_t l = 1; l <= static_cast<std::size_t>(i); ++l) {
              sum += enclose<Interval>(
                  Rational(curve[k][l] * y_exact[static_cast<std::size_t>(i) - l]), p);
            }
            yz.push_back(sum);
          }
          series.append(yz, enclose<Interval>(y_exact[static_cast<std::size_t>(i)], p));
        }
        for (std::size_t a = 0; a < d; ++a) {
          BigInterval mean = convert<BigInterval>(series.mean(i)[a], bits);
          if (i == 0) mean = mean + enclose<BigInterval>(data.point(origin)[a], bits);
          EXPECT_TRUE(overlaps(mean, plain.mean[a][i])) << trial << " order " << i;
          if (radius == 0 && i <= 2) {
            const BigInterval scale = 1 + magnitude(plain.mean[a][i]);
            EXPECT_TRUE(certainly(1000000 * width(mean) <= scale)) << trial << " order " << i;
          }
          for (std::size_t b = 0; b < d; ++b) {
            const auto covariance = convert<BigInterval>(series.covariance(i)(a, b), bits);
            EXPECT_TRUE(overlaps(covariance, plain.covariance[a][b][i])) << trial << " order " << i;
          }
        }
      }
    }
  }
}

/// The same coefficients in balls and in intervals, with atoms of all weights: they overlap, and
/// balls are hardly wider.
TEST(MixtureSeries, BallsAgreeWithIntervals) {
  constexpr int order = 10;
  Sampler random(14);
  for (int trial = 0; trial < 60; ++trial) {
    const auto data = random_data(random, 40, 2, trial % 3 == 0);
    const Precision p{53};
    const MixtureAtoms<Interval> atoms(data, 0, p);
    const auto z = enclosed<Interval>(random_point(random, 2), p, Rational(trial % 2, 1000));
    const Interval y = enclose<Interval>(Rational(random.integer(1, 4000), 10), p);
    MixtureSeries<Interval> intervals(atoms, z, y, order, true);
    MixtureSeries<Interval, Ball> balls(atoms, z, y, order, true);
    Interval y_k = y;
    for (int k = 1; k <= order; ++k) {
      y_k = 2 * y_k / k;
      const std::vector<Interval> yz{y_k * z[0], y_k * z[1]};
      intervals.append(yz, y_k);
      balls.append({Ball(yz[0]), Ball(yz[1])}, Ball(y_k));
      for (std::size_t a = 0; a < 2; ++a) {
        const Interval in_balls = balls.mean(k)[a].interval(), plain = intervals.mean(k)[a];
        EXPECT_TRUE(overlaps(in_balls, plain)) << trial << " order " << k;
        EXPECT_LE(width(in_balls).upper(), 4 * width(plain).upper() + 1e-9) << trial << " " << k;
        EXPECT_TRUE(overlaps(balls.covariance(k)(a, 0).interval(), intervals.covariance(k)(a, 0)));
      }
    }
  }
}

/// Exact rationals in the operands: the exact result is in the result.
TEST(Ball, OperationsEnclose) {
  Sampler random(15);
  const auto ball_at = [&](const Rational& at, double radius) {
    const double middle = enclose<Interval>(at, Precision{53}).lower();
    return Ball(middle, add_up(radius, std::fabs(middle) * 0x1p-52));
  };
  for (int trial = 0; trial < 20000; ++trial) {
    const double a = random.moderate(-30, 30) * (random.integer(0, 1) == 0 ? 1 : -1);
    const double b = random.moderate(-30, 30) * (random.integer(0, 1) == 0 ? 1 : -1);
    const double r = trial % 3 == 0 ? 0 : random.moderate(-40, 20);
    const double s = trial % 2 == 0 ? 0 : random.moderate(-40, 20);
    const Ball x = trial % 5 == 0 ? ball_at(to_rational(a), r) : Ball(a, r);
    const Ball y(b, s);
    // Members, at the ends as a rule.
    const Rational u = to_rational(a) + to_rational(r) * random.integer(-1, 1);
    const Rational v = to_rational(b) + to_rational(s) * random.integer(-1, 1);
    const int n = random.integer(1, 30);
    EXPECT_TRUE(contains((x + y).interval(), u + v)) << trial;
    EXPECT_TRUE(contains((x - y).interval(), u - v)) << trial;
    EXPECT_TRUE(contains((x * y).interval(), u * v)) << trial;
    EXPECT_TRUE(contains((x * n).interval(), u * n)) << trial;
    EXPECT_TRUE(contains((x / n).interval(), u / n)) << trial;
    EXPECT_LE((x * y).radius(),
              (std::fabs(a) * s + (r + std::fabs(a) * 1e-15) * (std::fabs(b) + s)) * 1.0001 +
                  1e-300 + std::fabs(a * b) * 1e-15);
  }
}

TEST(Ball, NothingIsKnownAfterAnOverflow) {
  const Ball huge(1e200);
  EXPECT_TRUE(is_entire((huge * huge).interval()));
  EXPECT_TRUE(is_entire((huge * huge - huge * huge).interval()));
  EXPECT_TRUE(is_entire((huge * huge * 0 + Ball(1)).interval()));
  EXPECT_TRUE(is_entire(Ball(Interval::bounds(0, kInfinity)).interval()));
  EXPECT_TRUE(is_entire((Ball(Interval::nothing()) * 2).interval()));
  EXPECT_TRUE(contains((Ball(1e-200) * Ball(1e-200)).interval(),
                       to_rational(1e-200) * to_rational(1e-200)));
}

/// Against MPFR's exponential, at points and over intervals.
TEST(QuickExp, EnclosesTightly) {
  Sampler random(16);
  for (int trial = 0; trial < 5000; ++trial) {
    const double a = random.moderate(-60, trial % 10 == 0 ? 10 : 6);
    const double low = trial % 2 == 0 ? -a : a * (trial % 3 == 0 ? 1e-3 : 1);
    const Interval x = Interval::bounds(low, trial % 4 == 0 ? low + 0.5 : low);
    const Interval quick = quick_exp(x), exact = exp(x);
    EXPECT_TRUE(subset(exact, quick)) << x;
    if (std::fabs(low) > 500) continue;
    EXPECT_LE(quick.upper(), exact.upper() * (1 + 1e-15)) << x;
    EXPECT_GE(quick.lower(), exact.lower() * (1 - 1e-15)) << x;
  }
  EXPECT_TRUE(identical(quick_exp(Interval::point(0)), Interval::point(1)));
  EXPECT_TRUE(is_empty(quick_exp(Interval::nothing())));
  EXPECT_TRUE(subset(exp(Interval::everything()), quick_exp(Interval::everything())));
}

/// The sum over all j != i, by Arb.
TEST(MixtureTrap, BallsHaveTheReferenceValues) {
  const auto ball = [](const Points& points, std::size_t i, const char* r, const char* v) {
    const Precision p{256};
    const MixtureAtoms<BigInterval> atoms(WeightedPoints(points), i, p);
    const auto trap = enclose_ball_trap(atoms, i, enclose<BigInterval>(*parse_rational(r), p),
                                        enclose<BigInterval>(*parse_rational(v), p));
    return trap.value();
  };
  const auto a = ball({{-1}, {1}}, 1, "1/2", "1/4");
  test::expect_meets_tightly(a.pull, "0.036631277777468360587436042546482", "eps");
  test::expect_meets_tightly(a.drift, "0.0082910693806726673632054115130371", "K");
  const auto b = ball({{0}, {1}, {3}}, 1, "1/4", "1/10");
  test::expect_meets_tightly(b.pull, "0.082085610428539798821105417426155", "eps");
  test::expect_meets_tightly(b.drift, "0.044927015125857714302395947124047", "K");
}

TEST(MixtureTrap, ABallThatReachesTheBisectorIsNone) {
  const MixtureAtoms<Interval> atoms(WeightedPoints(Points{{-1}, {1}}), 1, {53});
  const auto trap = [&](const Rational& r, const Rational& v) {
    return enclose_ball_trap(atoms, 1, enclose<Interval>(r, {53}), enclose<Interval>(v, {53}));
  };
  EXPECT_FALSE(trap(1, Rational(1, 100)).has_value());
  EXPECT_TRUE(trap(Rational(999, 1000), Rational(1, 100)).has_value());
}

/// On the line between two data the trap has to end before the bisector, and the sets that are
/// proved invariant must be: the posterior mean over them lies in them.
TEST(MixtureTrap, SetsOfAllKindsMapIntoTheBall) {
  Sampler random(13);
  int proved = 0;
  for (int trial = 0; trial < 2000; ++trial) {
    const auto d = static_cast<std::size_t>(random.integer(1, 3));
    const auto data =
        random_data(random, static_cast<std::size_t>(random.integer(1, 8)), d, trial % 3 == 0);
    const auto i = static_cast<std::size_t>(random.integer(0, static_cast<int>(data.size()) - 1));
    const Precision p{53};
    const MixtureAtoms<Interval> atoms(data, i, p);
    const Interval v = enclose<Interval>(Rational(random.integer(1, 100), 100), p);
    std::vector<Interval> box;
    for (std::size_t k = 0; k < d; ++k) {
      const Rational at(random.integer(-100, 100), 50), half(random.integer(0, 100), 200);
      box.push_back(hull_of<Interval>(at - half, at + half, p));
    }
    const auto trap = prove_trap(atoms, i, box, v);
    if (!trap) continue;
    ++proved;
    // Points of the hull of the box and the ball, at the variance v and below.
    for (int sample = 0; sample < 10; ++sample) {
      const Interval share = enclose<Interval>(Rational(random.integer(0, 64), 64), p);
      std::vector<Interval> at;
      Interval length = enclose<Interval>(0, p);
      std::vector<Interval> direction;
      for (std::size_t k = 0; k < d; ++k) {
        direction.push_back(enclose<Interval>(random.integer(-9, 9), p));
        length += sqr(direction.back());
      }
      for (std::size_t k = 0; k < d; ++k) {
        const Interval corner =
            random.integer(0, 1) == 0 ? lower_point(box[k]) : upper_point(box[k]);
        const Interval ball = trap->pull * direction[k] / sqrt(length + 1);
        at.push_back(midpoint(share * corner + (1 - share) * ball));
      }
      const Interval lower_v = v / random.integer(1, 5);
      const auto moments = enclose_moments(atoms, at, recip(lower_v));
      Interval square = enclose<Interval>(0, p);
      for (const Interval& m : moments.mean) square += sqr(m);
      EXPECT_FALSE(certainly(sqrt(square) > trap->pull)) << trial;
    }
  }
  EXPECT_GT(proved, 100);
}

}  // namespace
}  // namespace rigor
