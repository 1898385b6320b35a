// Solutions of differential equations against known values.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "analysis/ode.hpp"
#include "linear/matrix_exponential.hpp"
#include "ode_systems.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::kDouble;
using test::LaubLoomis;
using test::Lorenz;
using test::NeuralOde;
using test::Pendulum;
using test::points;
using test::Sampler;
using test::VanDerPol;
using test::widest;

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
const Reference kNeuralOde{{Rational(1, 2), Rational(-1, 4)},
                           5,
                           {"-0.0693364601742385509663235436521298265637419",
                            "0.0727910067309929501154662366229529134695256"}};

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

TEST(OdeValues, PublishedSystems) {
  expect_reference(kVanDerPol, VanDerPol{}, 1e-12, 1e-13, 1e-26);
  expect_reference(kPendulum, Pendulum{}, 1e-10, 2e-12, 1e-24);
  expect_reference(kLaubLoomis, LaubLoomis{}, 2e-12, 2e-13, 1e-25);
  expect_reference(kLorenz, Lorenz{}, 1e-6, 1e-7, 0);
  expect_reference(kNeuralOde, NeuralOde{}, 1e-13, 1e-14, 1e-27);
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

TEST(OdeValues, ClosedForms) {
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
TEST(OdeValues, LinearSystems) {
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

}  // namespace
}  // namespace rigor
