// Large systems by their defect: closed forms, matrix exponentials and references of more digits.
#include "analysis/defect_flow.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "function/elementary.hpp"
#include "linear/matrix_exponential.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

constexpr Precision k53{53};

/// u_i' = (n + 1)^2 (u_{i-1} - 2 u_i + u_{i+1}), u_0 = u_{n+1} = 0.
struct Heat {
  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& u) const {
    const long scale = static_cast<long>((u.size() + 1) * (u.size() + 1));
    std::vector<T> slopes;
    for (std::size_t i = 0; i < u.size(); ++i) {
      T sum = -2 * u[i];
      if (i > 0) sum = sum + u[i - 1];
      if (i + 1 < u.size()) sum = sum + u[i + 1];
      slopes.push_back(scale * sum);
    }
    return slopes;
  }
};

std::vector<Interval> hat(std::size_t n) {
  std::vector<Interval> u;
  for (std::size_t i = 1; i <= n; ++i) {
    u.push_back(enclose<Interval>(Rational(std::min(i, n + 1 - i), n), k53));
  }
  return u;
}

std::vector<Interval> heat_by_exponential(const std::vector<Interval>& u0, const Rational& t) {
  const std::size_t n = u0.size();
  Matrix<Interval> a(n, n, Interval());
  const Rational scale = Rational((n + 1) * (n + 1)) * t;
  for (std::size_t i = 0; i < n; ++i) {
    a(i, i) = enclose<Interval>(Rational(-2 * scale), k53);
    if (i > 0) a(i, i - 1) = a(i - 1, i) = enclose<Interval>(scale, k53);
  }
  const Matrix<Interval> flow = matrix_exponential(a);
  std::vector<Interval> u(n, Interval());
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) u[i] += flow(i, j) * u0[j];
  }
  return u;
}

TEST(DefectFlow, OfTheHeatEquation) {
  const std::size_t n = 40;
  auto flow = defect_flow<Interval>(Heat{}, Interval(), hat(n));
  const Rational t(1, 20);
  int steps = 0;
  ASSERT_EQ(flow.run(enclose<Interval>(t, k53), [&] { ++steps; }), OdeStop::reached);
  const auto exact = heat_by_exponential(hat(n), t);
  const auto state = flow.state();
  for (std::size_t i = 0; i < n; ++i) ASSERT_TRUE(overlaps(state[i], exact[i])) << i;
  EXPECT_LT(flow.error().upper(), 1e-11);
  // The slowest mode has about the rate -pi^2.
  EXPECT_LT(flow.growth().upper(), -9.8);
  EXPECT_LT(steps, 400);
}

// 100 unknowns with a bound of the logarithmic norm that the user brings: 0.
TEST(DefectFlow, WithABoundOfTheUser) {
  const std::size_t n = 100;
  auto field = defect_field<Interval>(Heat{}, n, k53);
  field.logarithmic_norm = [](const Interval&, const std::vector<Interval>&, int direction) {
    EXPECT_EQ(direction, 1);
    return Interval();
  };
  DefectFlow<Interval> flow(field, Interval(), hat(n));
  const Rational t(1, 400);
  ASSERT_EQ(flow.run(enclose<Interval>(t, k53), nullptr), OdeStop::reached);
  const auto exact = heat_by_exponential(hat(n), t);
  const auto state = flow.state();
  for (std::size_t i = 0; i < n; ++i) ASSERT_TRUE(overlaps(state[i], exact[i])) << i;
  EXPECT_LT(flow.error().upper(), 1e-10);
}

/// x' = -x^3 - x / 2 + W tanh(x) / n with a symmetric W of entries in [-1, 1]; not autonomous by a
/// last term t / 10.
struct Network {
  Matrix<Rational> weights;

  template <class T>
  std::vector<T> operator()(const T& t, const std::vector<T>& x) const {
    using S = ScalarOf<T>;
    std::vector<T> active;
    for (const T& component : x) active.push_back(tanh(component));
    std::vector<T> slopes;
    for (std::size_t i = 0; i < x.size(); ++i) {
      T sum = -(x[i] * sqr(x[i])) - x[i] / 2 + t / 10;
      for (std::size_t j = 0; j < x.size(); ++j) {
        sum = sum + enclose<S>(weights(i, j), precision_of(t)) * active[j];
      }
      slopes.push_back(sum);
    }
    return slopes;
  }
};

Network random_network(Sampler& sampler, std::size_t n) {
  Network network{Matrix<Rational>(n, n, Rational(0))};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      network.weights(i, j) = network.weights(j, i) =
          Rational(sampler.integer(-64, 64), 64 * static_cast<long>(n));
    }
  }
  return network;
}

template <class I>
std::vector<I> start_of(std::size_t n, Precision p, const Rational& radius) {
  std::vector<I> x;
  for (std::size_t i = 0; i < n; ++i) {
    const Rational middle((i * 37) % 19, 19);
    x.push_back(hull_of<I>(middle - radius, middle + radius, p));
  }
  return x;
}

// The same system at 160 bits lies in the tube at all the times of every step, and the ball
// shrinks.
TEST(DefectFlow, OfANetworkEnclosesMoreDigits) {
  Sampler sampler(1501);
  const std::size_t n = 12;
  const Network f = random_network(sampler, n);
  constexpr Precision kBig{160};
  auto rough = defect_flow<Interval>(f, Interval(), start_of<Interval>(n, k53, 0));
  auto fine = defect_flow<BigInterval>(f, enclose<BigInterval>(0L, kBig),
                                       start_of<BigInterval>(n, kBig, 0));
  std::vector<DefectPiece<Interval>> pieces;
  ASSERT_EQ(rough.run(Interval::point(4), nullptr, nullptr,
                      [&](const DefectPiece<Interval>& piece) { pieces.push_back(piece); }),
            OdeStop::reached);
  EXPECT_LT(rough.error().upper(), 1e-13);
  for (const auto& piece : pieces) {
    const Interval middle = midpoint(hull(piece.start, piece.end));
    ASSERT_EQ(fine.run(convert<BigInterval>(middle, kBig), nullptr), OdeStop::reached);
    const auto inside = piece.at(middle);
    for (std::size_t i = 0; i < n; ++i) {
      ASSERT_TRUE(subset(to_interval(fine.state()[i]), inside[i])) << middle;
    }
  }
  EXPECT_TRUE(is_entire(pieces.front().at(Interval::point(5))[0]));
  ASSERT_EQ(fine.run(enclose<BigInterval>(4L, kBig), nullptr), OdeStop::reached);
  EXPECT_LT(to_interval(fine.error()).upper(), 1e-42);
  for (std::size_t i = 0; i < n; ++i) {
    EXPECT_TRUE(subset(to_interval(fine.state()[i]), rough.state()[i]));
  }
}

// A box of starts: all members stay in the ball, which contracts; Lohner's sets meet it.
TEST(DefectFlow, OfABoxContracts) {
  Sampler sampler(1502);
  const std::size_t n = 8;
  const Network f = random_network(sampler, n);
  const Rational radius(1, 1000);
  auto flow = defect_flow<Interval>(f, Interval(), start_of<Interval>(n, k53, radius));
  const double before = flow.error().upper();
  ASSERT_EQ(flow.run(Interval::point(3), nullptr), OdeStop::reached);
  EXPECT_LT(flow.error().upper(), before);
  auto lohner = ode_flow<Interval>(f, Interval(), start_of<Interval>(n, k53, radius));
  ASSERT_EQ(lohner.run(Interval::point(3), nullptr), OdeStop::reached);
  for (std::size_t i = 0; i < n; ++i) EXPECT_TRUE(overlaps(flow.state()[i], lohner.state()[i]));
  for (int index = 0; index < 10; ++index) {
    std::vector<Interval> member = start_of<Interval>(n, k53, radius);
    for (Interval& x : member) x = Interval::point(sampler.member(x));
    auto path = defect_flow<Interval>(f, Interval(), member);
    ASSERT_EQ(path.run(Interval::point(3), nullptr), OdeStop::reached);
    for (std::size_t i = 0; i < n; ++i) ASSERT_TRUE(subset(path.state()[i], flow.state()[i]));
  }
}

/// x' = A x + b.
struct Affine {
  Matrix<Rational> a;
  std::vector<Rational> b;

  template <class T>
  std::vector<T> operator()(const T& t, const std::vector<T>& x) const {
    using S = ScalarOf<T>;
    std::vector<T> slopes;
    for (std::size_t i = 0; i < x.size(); ++i) {
      T sum = enclose<S>(a(i, 0), precision_of(t)) * x[0] + enclose<S>(b[i], precision_of(t));
      for (std::size_t j = 1; j < x.size(); ++j) {
        sum = sum + enclose<S>(a(i, j), precision_of(t)) * x[j];
      }
      slopes.push_back(sum);
    }
    return slopes;
  }
};

// Members of a box of starts, taken by the matrix exponential, are in the ball; forward and
// backward, stable or not. The ball of a point is narrow.
TEST(DefectFlow, OfLinearSystemsContainsMatrixExponentials) {
  Sampler sampler(1503);
  for (int index = 0; index < test::sample_count(150, 1500); ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(1, 8));
    Affine f{Matrix<Rational>(n, n, Rational(0)), {}};
    Matrix<BigInterval> a(n, n, enclose<BigInterval>(0L, Precision{128}));
    std::vector<BigInterval> b, member;
    std::vector<Interval> start;
    const Rational radius = index % 3 == 0 ? Rational(0) : Rational(1, sampler.integer(2, 5000));
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        f.a(i, j) = Rational(sampler.integer(-32, 32), 16);
        a(i, j) = enclose<BigInterval>(f.a(i, j), Precision{128});
      }
      f.b.emplace_back(sampler.integer(-32, 32), 16);
      b.push_back(enclose<BigInterval>(f.b[i], Precision{128}));
      const Rational middle(sampler.integer(-64, 64), 32);
      start.push_back(hull_of<Interval>(middle - radius, middle + radius, k53));
      member.push_back(
          enclose<BigInterval>(to_rational(sampler.member(start.back())), Precision{128}));
    }
    const Rational t(sampler.integer(-48, 48), 16);
    // With a low order and large steps the defect matters, not rounding.
    OdeSettings settings;
    if (index % 2 == 0) {
      settings.order = sampler.integer(5, 9);
      settings.tolerance = 1e-4;
    }
    auto flow = defect_flow<Interval>(f, Interval(), start, settings);
    ASSERT_EQ(flow.run(enclose<Interval>(t, k53), nullptr), OdeStop::reached) << index;
    const auto exact = linear_flow(a, b, member, enclose<BigInterval>(t, Precision{128}));
    const auto state = flow.state();
    for (std::size_t i = 0; i < n; ++i) {
      // The exponential is 1e-30 wide, the ball may be a point.
      ASSERT_TRUE(subset(to_interval(exact[i]), state[i] + Interval::bounds(-1e-30, 1e-30)))
          << index << ' ' << state[i];
    }
    // |A|_oo <= 2n bounds the logarithmic norm of the symmetric part.
    if (radius == 0 && index % 2 == 1) {
      const double growth =
          std::exp(2 * static_cast<double>(n) * std::fabs(static_cast<double>(t)));
      EXPECT_LT(flow.error().upper(), 1e-12 * growth) << index;
    }
  }
}

struct Growth {
  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& x) const {
    return {x[0]};
  }
};

// x' = x: a ball has to grow by e^t, and backward to shrink by it.
TEST(DefectFlow, GrowsAndShrinksAsItMust) {
  const Interval start = Interval::bounds(0.999, 1.001);
  auto flow = defect_flow<Interval>(Growth{}, Interval(), {start});
  ASSERT_EQ(flow.run(Interval::point(2), nullptr), OdeStop::reached);
  EXPECT_TRUE(subset(exp(Interval::point(2)) * start, flow.state()[0]));
  EXPECT_LT(flow.error().upper(), 0.00101 * std::exp(2.0));
  ASSERT_EQ(flow.run(Interval(), nullptr), OdeStop::reached);
  EXPECT_TRUE(subset(start, flow.state()[0]));
  EXPECT_LT(flow.error().upper(), 0.00102);
  EXPECT_EQ(flow.run(Interval(), nullptr), OdeStop::reached);  // nothing to do
}

struct Explosion {
  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& x) const {
    return {sqr(x[0])};
  }
};
struct Extinction {
  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& x) const {
    return {-1 / (2 * x[0])};
  }
};

TEST(DefectFlow, StopsWithAReason) {
  // x = 1 / (1 - t).
  auto explosion = defect_flow<Interval>(Explosion{}, Interval(), {Interval::point(1)});
  EXPECT_EQ(explosion.run(Interval::point(2), nullptr), OdeStop::blow_up);
  EXPECT_LT(explosion.time().upper(), 1.0);
  EXPECT_TRUE(contains(explosion.state()[0], 1 / (1 - to_rational(explosion.time().lower()))));
  // x = sqrt(1 - t).
  auto extinction = defect_flow<Interval>(Extinction{}, Interval(), {Interval::point(1)});
  const OdeStop stop = extinction.run(Interval::point(2), nullptr);
  EXPECT_TRUE(stop == OdeStop::step_underflow || stop == OdeStop::left_domain);
  EXPECT_LT(extinction.time().upper(), 1.0);
  EXPECT_TRUE(overlaps(extinction.state()[0], sqrt(1 - extinction.time())));
  // At the pole itself, and from nowhere.
  auto pole = defect_flow<Interval>(Extinction{}, Interval(), {Interval::bounds(-1, 1)});
  EXPECT_EQ(pole.run(Interval::point(2), nullptr), OdeStop::left_domain);
  auto nowhere = defect_flow<Interval>(Growth{}, Interval(), {Interval::everything()});
  EXPECT_NE(nowhere.run(Interval::point(2), nullptr), OdeStop::reached);
  // A budget that runs out leaves the flow where it is.
  auto growth = defect_flow<Interval>(Growth{}, Interval(), {Interval::point(1)});
  int budget = 2;
  EXPECT_THROW(growth.run(Interval::point(1000),
                          [&] {
                            if (budget-- == 0) throw std::runtime_error("budget");
                          }),
               std::runtime_error);
  EXPECT_TRUE(subset(exp(growth.time()), growth.state()[0]));
  EXPECT_THROW(DefectFlow<Interval>(defect_field<Interval>(Growth{}, 1, k53), Interval(), {}),
               std::invalid_argument);
}

TEST(DefectFlow, StopsAtAnEvent) {
  auto flow = defect_flow<Interval>(Growth{}, Interval(), {Interval::point(1)});
  const auto is_large = [](const Interval&, const std::vector<Interval>& x) { return x[0] > 5; };
  EXPECT_EQ(flow.run(Interval::point(9), nullptr, is_large), OdeStop::event);
  EXPECT_LT(flow.time().upper(), 9.0);
  EXPECT_GT(flow.state()[0].lower(), 5.0);
}

}  // namespace
}  // namespace rigor
