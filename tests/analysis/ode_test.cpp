#include "analysis/ode.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <stdexcept>

#include "linear/matrix_exponential.hpp"
#include "number/decimal.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::Sampler;

constexpr Precision kDouble{53};

template <class I>
std::vector<I> points(const std::vector<Rational>& x, Precision p) {
  std::vector<I> result;
  for (const Rational& component : x) result.push_back(enclose<I>(component, p));
  return result;
}

template <class I>
double widest(const std::vector<I>& x) {
  double result = 0;
  for (const I& component : x) result = std::max(result, to_interval(width(component)).upper());
  return result;
}

struct Oscillator {
  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& x) const {
    return {x[1], -x[0]};
  }
};
struct Lorenz {
  template <class T>
  std::vector<T> operator()(const T& t, const std::vector<T>& x) const {
    const auto beta = enclose<ScalarOf<T>>(Rational(8, 3), precision_of(t));
    return {10 * (x[1] - x[0]), x[0] * (28 - x[2]) - x[1], x[0] * x[1] - beta * x[2]};
  }
};
struct VanDerPol {
  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& x) const {
    return {x[1], (1 - sqr(x[0])) * x[1] - x[0]};
  }
};
struct Pendulum {
  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& x) const {
    return {x[1], -sin(x[0])};
  }
};
// M. T. Laub and W. F. Loomis (1998), as the ARCH competitions state it.
struct LaubLoomis {
  template <class T>
  std::vector<T> operator()(const T& t, const std::vector<T>& x) const {
    const auto c = [&](long tenths) {
      return enclose<ScalarOf<T>>(Rational(tenths, 10), precision_of(t));
    };
    return {c(14) * x[2] - c(9) * x[0],          c(25) * x[4] - c(15) * x[1],
            c(6) * x[6] - c(8) * (x[1] * x[2]),  2 - c(13) * (x[2] * x[3]),
            c(7) * x[0] - x[3] * x[4],           c(3) * x[0] - c(31) * x[5],
            c(18) * x[5] - c(15) * (x[1] * x[6])};
  }
};

/// Digits from a Taylor method in Python with 70 digits, two step sizes of which agree.
struct Reference {
  std::vector<Rational> start;
  long t_end;
  std::vector<std::string> digits;
};
const Reference kLorenz{
    {15, 15, 36},
    10,
    {"-5.90980655462388861277904234155670545704840", "-11.3414031536904291455148426653061037077044",
     "9.080177822327795439909403594805692247863041"}};
const Reference kVanDerPol{{2, 0},
                           10,
                           {"-2.00834078257971233278073014663389910965603",
                            "0.032907065863324064431471700721179724656624"}};
const Reference kPendulum{{3, 0},
                          20,
                          {"0.385453453424314801361555693036444788376706",
                           "-1.95786645888769772387898224483717776789649"}};
const Reference kLaubLoomis{
    {Rational(12, 10), Rational(105, 100), Rational(15, 10), Rational(24, 10), 1, Rational(1, 10),
     Rational(45, 100)},
    20,
    {"0.897287334549458108188101322520149816500232", "0.372040192412857885883201144353771771642521",
     "0.584910706579623761347532729249284781779126", "2.683279362808397365062841508892661891105907",
     "0.230806149713371518368437267499307343180664", "0.086341515972879722196109323126235463119241",
     "0.284728843805283194908478969936255403982580"}};

template <class I>
void expect_reference(const Reference& reference, OdeFlow<I> flow, double width_bound) {
  const Precision p = precision_of(flow.time());
  ASSERT_EQ(flow.run(enclose<I>(reference.t_end, p), nullptr), OdeStop::reached);
  for (std::size_t i = 0; i < reference.digits.size(); ++i) {
    // The digits are cut off.
    const Rational digits = *parse_rational(reference.digits[i]);
    const Rational last = *parse_rational("1e-39");
    EXPECT_TRUE(overlaps(flow.state()[i], hull_of<I>(digits - last, digits + last, p)))
        << i << " " << flow.state()[i] << reference.digits[i];
  }
  EXPECT_LT(widest(flow.state()), width_bound);
}

template <class F>
void expect_reference(const Reference& reference, const F& f, double plain, double precise,
                      double big) {
  const auto start = points<Interval>(reference.start, kDouble);
  const Interval zero = Interval::point(0);
  expect_reference<Interval>(reference, ode_flow<Interval>(f, zero, start), plain);
  expect_reference<Interval>(reference, precise_ode_flow(f, zero, start), precise);
  if (big == 0) return;
  const Precision p{100};
  expect_reference<BigInterval>(
      reference,
      ode_flow<BigInterval>(f, enclose<BigInterval>(0, p), points<BigInterval>(reference.start, p)),
      big);
}

TEST(Ode, PublishedSystems) {
  expect_reference(kVanDerPol, VanDerPol{}, 1e-12, 1e-13, 1e-26);
  expect_reference(kPendulum, Pendulum{}, 1e-10, 2e-12, 1e-24);
  expect_reference(kLaubLoomis, LaubLoomis{}, 2e-12, 2e-13, 1e-25);
  expect_reference(kLorenz, Lorenz{}, 1e-6, 1e-7, 0);
}

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

/// x' = f(t, x), x(0) = start, has the value `exact` at `t_end`.
template <class F>
void expect_value(const char* name, const F& f, const Rational& start, const Rational& t_end,
                  const std::function<Arb(const Arb& t)>& exact) {
  const Precision p{150};
  auto flow = ode_flow<Interval>(f, Interval::point(0), points<Interval>({start}, kDouble));
  auto big = ode_flow<BigInterval>(f, enclose<BigInterval>(0, p), points<BigInterval>({start}, p));
  EXPECT_EQ(flow.run(enclose<Interval>(t_end, kDouble), nullptr), OdeStop::reached) << name;
  EXPECT_EQ(big.run(enclose<BigInterval>(t_end, p), nullptr), OdeStop::reached) << name;
  const Arb value = exact(Arb(t_end, {500}));
  EXPECT_TRUE(encloses(flow.state()[0], value)) << name << flow.state()[0] << value.text();
  EXPECT_TRUE(encloses(big.state()[0], value)) << name << big.state()[0] << value.text();
  EXPECT_LT(widest(flow.state()), 1e-12) << name;
  EXPECT_LT(widest(big.state()), 1e-39) << name;
}

Arb arb_of(const Rational& q) {
  return Arb(q, {500});
}

TEST(Ode, ClosedForms) {
  expect_value(
      "t x", [](const auto& t, const auto& x) { return std::vector{t * x[0]}; }, 1, Rational(5, 2),
      [](const Arb& t) { return exp(sqr(t) / arb_of(2)); });
  expect_value(
      "exp(-x)", [](const auto&, const auto& x) { return std::vector{exp(-x[0])}; }, 0, 7,
      [](const Arb& t) { return log(t + arb_of(1)); });
  expect_value(
      "sqrt x", [](const auto&, const auto& x) { return std::vector{sqrt(x[0])}; }, Rational(1, 4),
      3, [](const Arb& t) { return sqr(t / arb_of(2) + arb_of(Rational(1, 2))); });
  expect_value(
      "1/x", [](const auto&, const auto& x) { return std::vector{1 / x[0]}; }, 1, 12,
      [](const Arb& t) { return sqrt(arb_of(1) + t * arb_of(2)); });
  expect_value(
      "x log x", [](const auto&, const auto& x) { return std::vector{x[0] * log(x[0])}; },
      Rational(1, 2), 2, [](const Arb& t) { return exp(log(arb_of(Rational(1, 2))) * exp(t)); });
  expect_value(
      "tanh x: sinh x = e^t sinh 1",
      [](const auto&, const auto& x) { return std::vector{tanh(x[0])}; }, 1, 2,
      [](const Arb& t) {
        const Arb e = exp(arb_of(1));
        const Arb s = exp(t) * (e - arb_of(1) / e) / arb_of(2);
        return log(s + sqrt(sqr(s) + arb_of(1)));
      });
  expect_value(
      "logistic", [](const auto&, const auto& x) { return std::vector{x[0] * (1 - x[0])}; },
      Rational(1, 3), 9,
      [](const Arb& t) { return arb_of(1) / (arb_of(1) + arb_of(2) * exp(-t)); });
  // An integral, of what has no elementary one.
  expect_value(
      "Gauss",
      [](const auto& t, const auto&) {
        using I = ScalarOf<decltype(t)>;
        return std::vector{exp(-sqr(t)) * (2 / sqrt(pi<I>(precision_of(t))))};
      },
      0, 3, [](const Arb& t) { return erf(t); });
  // Softmax of three numbers: p' = p (a - mean of a) for p of log-linear weights.
  expect_value(
      "softmax",
      [](const auto& t, const auto&) {
        const auto a = exp(t);
        const auto b = exp(-2 * t);
        return std::vector{(a - 2 * b) / (a + b + 1)};
      },
      0, 4,
      [](const Arb& t) { return log((exp(t) + exp(t * arb_of(-2)) + arb_of(1)) / arb_of(3)); });
}

// Linear systems against the matrix exponential.
TEST(Ode, LinearSystems) {
  Sampler sampler(75);
  for (int n = 0; n < test::sample_count(20, 200); ++n) {
    const auto d = static_cast<std::size_t>(sampler.integer(1, 4));
    Matrix<Interval> a(d, d, Interval::point(0));
    std::vector<Interval> start;
    for (std::size_t i = 0; i < d; ++i) {
      start.push_back(Interval::point(sampler.uniform(-1, 1)));
      for (std::size_t j = 0; j < d; ++j) a(i, j) = Interval::point(sampler.uniform(-2, 2));
    }
    auto flow = ode_flow<Interval>(
        [&](const auto&, const auto& x) {
          auto slopes = x;
          for (std::size_t i = 0; i < d; ++i) {
            slopes[i] = a(i, 0) * x[0];
            for (std::size_t j = 1; j < d; ++j) slopes[i] += a(i, j) * x[j];
          }
          return slopes;
        },
        Interval::point(1), start);
    ASSERT_EQ(flow.run(Interval::point(2), nullptr), OdeStop::reached);
    const Matrix<Interval> exponential = matrix_exponential(a);
    for (std::size_t i = 0; i < d; ++i) {
      Interval exact = Interval::point(0);
      for (std::size_t j = 0; j < d; ++j) exact += exponential(i, j) * start[j];
      EXPECT_TRUE(overlaps(flow.state()[i], exact)) << flow.state()[i] << exact;
      EXPECT_LT(width(flow.state()[i]).upper(), 1e-12 * (1 + magnitude(exact).upper()));
    }
  }
}

/// A polynomial field of degree 3 with coefficients that are multiples of 1/64.
class RandomField {
 public:
  RandomField(Sampler& sampler, std::size_t dimension) : dimension_(dimension) {
    for (std::size_t i = 0; i < 8 * dimension; ++i) {
      terms_.push_back(
          {Rational(sampler.integer(-64, 64), 64), pick(sampler), pick(sampler), pick(sampler)});
    }
  }
  template <class T>
  std::vector<T> operator()(const T& t, const std::vector<T>& x) const {
    using I = ScalarOf<T>;
    std::vector<T> slopes;
    for (std::size_t i = 0; i < dimension_; ++i) {
      T sum = -2 * x[i];
      for (std::size_t k = 8 * i; k < 8 * i + 8; ++k) {
        T term = constant_like(t, enclose<I>(terms_[k].factor, precision_of(t)));
        for (const std::size_t v : {terms_[k].a, terms_[k].b, terms_[k].c}) {
          if (v < dimension_) term = term * x[v];
          if (v == dimension_) term = term * t;
        }
        sum = sum + term;
      }
      slopes.push_back(sum);
    }
    return slopes;
  }

 private:
  struct Term {
    Rational factor;
    std::size_t a, b, c;
  };
  /// A component, t, or nothing.
  std::size_t pick(Sampler& sampler) const {
    return static_cast<std::size_t>(sampler.integer(0, static_cast<int>(dimension_) + 1));
  }
  std::size_t dimension_;
  std::vector<Term> terms_;
};

// Random fields: doubles against 212 bits, on the way too; forth and back; boxes keep their points.
TEST(Ode, RandomFields) {
  Sampler sampler(76);
  const Precision fine{110};
  int reached = 0;
  for (int n = 0; n < test::sample_count(16, 240); ++n) {
    const auto d = static_cast<std::size_t>(sampler.integer(1, 3));
    const RandomField field(sampler, d);
    std::vector<Interval> start;
    std::vector<Interval> box;
    std::vector<BigInterval> exact;
    for (std::size_t i = 0; i < d; ++i) {
      const double x = sampler.integer(-32, 32) / 64.0;
      start.push_back(Interval::point(x));
      box.push_back(Interval::bounds(x - 0x1p-7, x + 0x1p-6));
      exact.push_back(enclose<BigInterval>(to_rational(x), fine));
    }
    const double direction = n % 2 == 0 ? 0.75 : -0.5;
    const Interval end = Interval::point(direction);
    auto flow = ode_flow<Interval>(field, Interval::point(0), start);
    auto precise = precise_ode_flow(field, Interval::point(0), start);
    auto boxes = ode_flow<Interval>(field, Interval::point(0), box);
    auto big = ode_flow<BigInterval>(field, enclose<BigInterval>(0, fine), exact);
    std::vector<OdePiece<Interval>> pieces;
    const OdeStop stop =
        flow.run(end, nullptr, nullptr, [&](const auto& p) { pieces.push_back(p); });
    const OdeStop box_stop = boxes.run(end, nullptr);
    if (stop != OdeStop::reached) continue;  // it may be unbounded
    ++reached;
    precise.run(end, nullptr);
    // The dense output of doubles against that of many bits, at random times.
    const auto check = [&](const OdePiece<BigInterval>& piece) {
      for (int k = 0; k < 2; ++k) {
        const Interval from = to_interval(piece.start);
        const Interval to = to_interval(piece.end);
        const double time =
            sampler.uniform(std::min(from.lower(), to.lower()), std::max(from.lower(), to.lower()));
        const auto dense = piece.at(convert<BigInterval>(Interval::point(time), fine));
        for (const auto& own : pieces) {
          if (!subset(Interval::point(time), hull(own.start, own.end))) continue;
          const auto states = own.at(Interval::point(time));
          for (std::size_t i = 0; i < d; ++i) {
            EXPECT_TRUE(subset(dense[i], convert<BigInterval>(states[i], fine)))
                << n << " " << time << dense[i] << states[i];
            EXPECT_LT(width(states[i]).upper(), 1e-9);
            const auto polynomial = own.polynomial(i);
            Interval sum = polynomial.back();
            for (std::size_t j = polynomial.size() - 1; j-- > 0;) {
              sum = sum * (Interval::point(time) - own.start) + polynomial[j];
            }
            EXPECT_TRUE(subset(dense[i], convert<BigInterval>(sum, fine)));
            EXPECT_LT(width(sum).upper(), 1e-6);
          }
        }
      }
    };
    ASSERT_EQ(big.run(enclose<BigInterval>(to_rational(direction), fine), nullptr, nullptr, check),
              OdeStop::reached);
    EXPECT_LT(widest(big.state()), 1e-22);
    for (std::size_t i = 0; i < d; ++i) {
      EXPECT_TRUE(subset(big.state()[i], convert<BigInterval>(flow.state()[i], fine))) << n;
      EXPECT_TRUE(subset(big.state()[i], convert<BigInterval>(precise.state()[i], fine))) << n;
      if (box_stop == OdeStop::reached) {
        EXPECT_TRUE(subset(big.state()[i], convert<BigInterval>(boxes.state()[i], fine))) << n;
      }
    }
    auto back = ode_flow<Interval>(field, end, flow.state());
    if (back.run(Interval::point(0), nullptr) == OdeStop::reached) {
      for (std::size_t i = 0; i < d; ++i) EXPECT_TRUE(subset(start[i], back.state()[i])) << n;
      EXPECT_LT(widest(back.state()), 1e-7);
    }
    // Another point of the box.
    if (box_stop != OdeStop::reached || n % 3 != 0) continue;
    for (std::size_t i = 0; i < d; ++i) {
      start[i] = Interval::point(sampler.uniform(box[i].lower(), box[i].upper()));
    }
    auto other = ode_flow<Interval>(field, Interval::point(0), start);
    ASSERT_EQ(other.run(end, nullptr), OdeStop::reached);
    for (std::size_t i = 0; i < d; ++i) {
      EXPECT_TRUE(overlaps(other.state()[i], boxes.state()[i])) << n;
    }
  }
  EXPECT_GT(reached, 10);
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
