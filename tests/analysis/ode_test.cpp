#include "analysis/ode.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "ode_systems.hpp"
#include "support/arb.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::kDouble;
using test::Lorenz;
using test::Oscillator;
using test::points;
using test::widest;

// 100 turns: (cos t, -sin t) for t = 628.
template <class I>
void expect_turns(Precision p, double width_bound) {
  auto flow = ode_flow<I>(Oscillator{}, enclose<I>(0, p), {enclose<I>(1, p), enclose<I>(0, p)});
  ASSERT_EQ(flow.run(enclose<I>(628, p), nullptr), OdeStop::reached);
  Arb cosine(Precision{512});
  Arb sine(Precision{512});
  arb_sin_cos(sine.get(), cosine.get(), Arb(628, Precision{512}).get(), 512);
  EXPECT_TRUE(encloses(flow.state()[0], cosine));
  EXPECT_TRUE(encloses(flow.state()[1], -sine));
  EXPECT_LT(widest(flow.state()), width_bound);
}

TEST(Ode, TurnsWithoutWrapping) {
  expect_turns<Interval>({53}, 1e-12);
  expect_turns<BigInterval>({120}, 1e-31);
  // A square that turns stays as wide as its diagonal.
  auto flow = ode_flow<Interval>(Oscillator{}, Interval::point(0),
                                 {Interval::bounds(0.75, 1.25), Interval::bounds(-0.25, 0.25)});
  ASSERT_EQ(flow.run(Interval::point(628), nullptr), OdeStop::reached);
  EXPECT_LT(widest(flow.state()), 0.7072);
}

TEST(Ode, BoxOnLorenz) {
  std::vector<Interval> box;
  for (const double x : {15.0, 15.0, 36.0}) box.push_back(Interval::bounds(x - 1e-6, x + 1e-6));
  auto flow = precise_ode_flow(Lorenz{}, Interval::point(0), box);
  ASSERT_EQ(flow.run(Interval::point(5), nullptr), OdeStop::reached);
  EXPECT_LT(widest(flow.state()), 4.505e-4);
  // The corners, which are nearly the extremes.
  std::vector<Interval> corners(3, Interval::nothing());
  for (int corner = 0; corner < 8; ++corner) {
    std::vector<Interval> start;
    for (std::size_t i = 0; i < 3; ++i) {
      start.push_back((corner >> i) % 2 == 0 ? lower_point(box[i]) : upper_point(box[i]));
    }
    auto point = precise_ode_flow(Lorenz{}, Interval::point(0), start);
    ASSERT_EQ(point.run(Interval::point(5), nullptr), OdeStop::reached);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_TRUE(subset(point.state()[i], flow.state()[i]));
      corners[i] = is_empty(corners[i]) ? point.state()[i] : hull(corners[i], point.state()[i]);
    }
  }
  EXPECT_GT(widest(corners), 4.48e-4);
}

// The derivative of the flow: a rotation; and quotients of solutions of Lorenz's system.
TEST(Ode, DerivativeOfTheFlow) {
  OdeSettings settings;
  settings.with_derivative = true;
  auto turn = ode_flow<Interval>(Oscillator{}, Interval::point(0),
                                 {Interval::point(1), Interval::bounds(0, 0.5)}, settings);
  ASSERT_EQ(turn.run(Interval::point(20), nullptr), OdeStop::reached);
  EXPECT_TRUE(subset(cos(Interval::point(20)), turn.derivative()(0, 0)));
  EXPECT_TRUE(subset(sin(Interval::point(20)), turn.derivative()(0, 1)));
  EXPECT_TRUE(subset(-sin(Interval::point(20)), turn.derivative()(1, 0)));
  EXPECT_LT(width(turn.derivative()(0, 1)).upper(), 1e-12);

  const Precision p{100};
  const auto end_of = [&](int j, const Rational& shift) {
    std::vector<Rational> start{15, 15, 36};
    start[static_cast<std::size_t>(j)] += shift;
    auto flow =
        ode_flow<BigInterval>(Lorenz{}, enclose<BigInterval>(0, p), points<BigInterval>(start, p));
    EXPECT_EQ(flow.run(enclose<BigInterval>(1, p), nullptr), OdeStop::reached);
    return flow.state();
  };
  auto flow = ode_flow<Interval>(Lorenz{}, Interval::point(0),
                                 points<Interval>({15, 15, 36}, kDouble), settings);
  ASSERT_EQ(flow.run(Interval::point(1), nullptr), OdeStop::reached);
  const Rational step = to_rational(0x1p-30);
  for (int j = 0; j < 3; ++j) {
    const auto above = end_of(j, step);
    const auto below = end_of(j, -step);
    for (std::size_t i = 0; i < 3; ++i) {
      const BigInterval quotient = (above[i] - below[i]) / enclose<BigInterval>(2 * step, p);
      const Interval& own = flow.derivative()(i, static_cast<std::size_t>(j));
      EXPECT_TRUE(overlaps(own, to_interval(quotient))) << own << quotient;
      EXPECT_LT(width(own).upper(), 1e-5);
    }
  }
}

TEST(Ode, StopsWithAReason) {
  // x = 1 / (1 - t).
  auto explosion =
      ode_flow<Interval>([](const auto&, const auto& x) { return std::vector{sqr(x[0])}; },
                         Interval::point(0), {Interval::point(1)});
  EXPECT_EQ(explosion.run(Interval::point(2), nullptr), OdeStop::blow_up);
  EXPECT_LT(explosion.time().upper(), 1);
  EXPECT_GT(explosion.time().lower(), 0.99);
  EXPECT_TRUE(subset(1 / (1 - explosion.time()), explosion.state()[0]));
  // x = (1 - t / 2)^2 until it reaches 0.
  auto root =
      ode_flow<Interval>([](const auto&, const auto& x) { return std::vector{-sqrt(x[0])}; },
                         Interval::point(0), {Interval::point(1)});
  const OdeStop stop = root.run(Interval::point(3), nullptr);
  EXPECT_TRUE(stop == OdeStop::step_underflow || stop == OdeStop::left_domain);
  EXPECT_LT(root.time().upper(), 2);
  EXPECT_GT(root.time().lower(), 1.9);
  EXPECT_TRUE(subset(sqr(1 - root.time() / 2), root.state()[0]));
  // Outside from the start, and a start that is no box.
  auto outside =
      ode_flow<Interval>([](const auto&, const auto& x) { return std::vector{log(x[0])}; },
                         Interval::point(0), {Interval::bounds(-1, 1)});
  EXPECT_EQ(outside.run(Interval::point(1), nullptr), OdeStop::left_domain);
  EXPECT_TRUE(identical(outside.time(), Interval::point(0)));
  auto unbounded = ode_flow<Interval>(Oscillator{}, Interval::point(0),
                                      {Interval::everything(), Interval::point(0)});
  EXPECT_NE(unbounded.run(Interval::point(1), nullptr), OdeStop::reached);
  auto nothing = ode_flow<Interval>(Oscillator{}, Interval::point(0),
                                    {Interval::nothing(), Interval::point(0)});
  EXPECT_NE(nothing.run(Interval::point(1), nullptr), OdeStop::reached);
  auto endless = ode_flow<Interval>(Oscillator{}, Interval::point(0),
                                    {Interval::point(1), Interval::point(0)});
  EXPECT_EQ(endless.run(Interval::everything(), nullptr), OdeStop::step_underflow);
  EXPECT_FALSE(describe(OdeStop::left_domain).empty());
}

TEST(Ode, StaysAtRest) {
  auto rest = ode_flow<Interval>(Oscillator{}, Interval::point(0),
                                 {Interval::point(0), Interval::point(0)});
  ASSERT_EQ(rest.run(Interval::point(1000), nullptr), OdeStop::reached);
  EXPECT_LT(widest(rest.state()), 1e-100);
  EXPECT_TRUE(subset(Interval::point(0), rest.state()[0]));
  EXPECT_EQ(rest.run(Interval::point(1000), nullptr), OdeStop::reached);
}

struct Spent : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A budget that runs out leaves the flow where it is; it can go on.
TEST(Ode, RunsOutOfBudgetCleanly) {
  int left = 7;
  const auto tick = [&] {
    if (left-- == 0) throw Spent("spent");
  };
  auto flow = ode_flow<Interval>(Oscillator{}, Interval::point(0),
                                 {Interval::point(1), Interval::point(0)});
  EXPECT_THROW(flow.run(Interval::point(100), tick), Spent);
  EXPECT_GT(flow.time().lower(), 0);
  EXPECT_LT(flow.time().upper(), 100);
  EXPECT_TRUE(overlaps(flow.state()[0], cos(flow.time())));
  ASSERT_EQ(flow.run(Interval::point(100), nullptr), OdeStop::reached);
  EXPECT_TRUE(overlaps(flow.state()[0], cos(Interval::point(100))));
  // Short steps, as many as the budget has.
  OdeSettings settings;
  settings.longest_step = 0x1p-20;
  settings.order = 2;
  left = 20000;
  int steps = 0;
  auto slow = ode_flow<Interval>([](const auto&, const auto& x) { return std::vector{-x[0]}; },
                                 Interval::point(0), {Interval::point(1)}, settings);
  EXPECT_THROW(slow.run(Interval::point(1), tick, nullptr, [&](const auto&) { ++steps; }), Spent);
  EXPECT_EQ(steps, 20000);
  EXPECT_TRUE(overlaps(slow.state()[0], exp(-slow.time())));
}

// The first time with x >= 1/2 on the circle, t = pi / 6, of x = sin t.
TEST(Ode, EntersASet) {
  const OdeEvent<Interval> event = [](const Interval&, const std::vector<Interval>& x) {
    return 2 * x[0] >= 1;
  };
  for (const double direction : {1.0, -1.0}) {
    auto flow = ode_flow<Interval>(Oscillator{}, Interval::point(0),
                                   {Interval::point(0), Interval::point(direction)});
    ASSERT_EQ(flow.run(Interval::point(3 * direction), nullptr, event), OdeStop::event);
    const auto time = entering_time(flow.piece(), event);
    ASSERT_TRUE(time.has_value());
    const Interval exact = pi<Interval>(kDouble) / 6;
    EXPECT_TRUE(subset(exact, direction > 0 ? *time : -*time)) << *time;
    EXPECT_LT(width(*time).upper(), 1e-9);
  }
  auto flow = ode_flow<Interval>(Oscillator{}, Interval::point(0),
                                 {Interval::point(0), Interval::point(0.25)});
  EXPECT_EQ(flow.run(Interval::point(3), nullptr, event), OdeStop::reached);
  EXPECT_FALSE(entering_time(flow.piece(), event).has_value());
  const auto outside = flow.piece().at(Interval::point(100));
  EXPECT_TRUE(is_entire(outside[0]));
}

// Start and end known only as intervals, an interval parameter: everything is covered.
TEST(Ode, UncertainTimesAndParameters) {
  const Interval rate = Interval::bounds(0.5, 0.53125);
  auto flow = ode_flow<Interval>(
      [&](const auto& t, const auto& x) { return std::vector{(x[0] - t) * rate}; },
      Interval::bounds(0, 0.0625), {Interval::point(2)});
  ASSERT_EQ(flow.run(Interval::bounds(1.5, 1.5625), nullptr), OdeStop::reached);
  // (x - t)' = a (x - t) - 1: x = t + (x0 - t0) e^(a(t - t0)) - (e^(a(t - t0)) - 1) / a.
  for (const double a : {0.5, 0.515625, 0.53125}) {
    for (const double t0 : {0.0, 0.03, 0.0625}) {
      for (const double t : {1.5, 1.53, 1.5625}) {
        const Interval growth =
            exp(Interval::point(a) * (Interval::point(t) - Interval::point(t0)));
        const Interval x = Interval::point(t) + (2 - Interval::point(t0)) * growth -
                           (growth - 1) / Interval::point(a);
        EXPECT_TRUE(overlaps(x, flow.state()[0])) << a << " " << t0 << " " << t;
      }
    }
  }
  EXPECT_LT(widest(flow.state()), 1);
}

TEST(Ode, RefusesNonsense) {
  const std::vector<Interval> start{Interval::point(1), Interval::point(0)};
  const Interval zero = Interval::point(0);
  EXPECT_THROW(ode_flow<Interval>(Oscillator{}, zero, {}), std::invalid_argument);
  auto field = record_field<Interval>(Oscillator{}, 2, kDouble);
  EXPECT_THROW(OdeFlow<Interval>(field, zero, {zero}), std::invalid_argument);
  OdeSettings settings;
  settings.order = 1;
  EXPECT_THROW(ode_flow<Interval>(Oscillator{}, zero, start, settings), std::invalid_argument);
  settings.order = 5;
  settings.tolerance = -1;
  EXPECT_THROW(ode_flow<Interval>(Oscillator{}, zero, start, settings), std::invalid_argument);
  settings.tolerance = std::nan("");
  EXPECT_THROW(ode_flow<Interval>(Oscillator{}, zero, start, settings), std::invalid_argument);
}

}  // namespace
}  // namespace rigor
