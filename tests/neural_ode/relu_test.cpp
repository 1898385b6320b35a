// NODE-RELU-1: reference digits, a simulation of the whole chain, and what fails when it should.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "claims/claims_run.hpp"
#include "model/relu_chain.hpp"
#include "model/tanh_chain.hpp"

namespace rigor::test {
namespace {

Case chain_case(const std::string& factor, const std::string& point,
                std::vector<std::size_t> depths, const std::string& time) {
  Case input;
  input.name = "chain";
  input.relu = ReluInput{exact(factor), exact(point), std::move(depths), exact(time)};
  return input;
}

TEST(ReluChains, ReferenceDigits) {
  const Outcome outcome = check(chain_case("2", "1", {4, 16, 64}, "1"), "NODE-RELU-1");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  EXPECT_EQ(word(outcome.scope), "unbounded");
  const auto expect = [&](const std::string& name, const std::string& digits) {
    const Quantity& q = quantity_of(outcome, name);
    EXPECT_TRUE(meets(q.value, digits)) << name << text(q.value);
    EXPECT_TRUE(q.digits_reached) << name;
  };
  expect("L = 4: w*", "1.5136569200217685337399997645");
  expect("L = 16: w*", "1.4167610376772428903029273197");
  expect("L = 64: w*", "1.3938286146176588826124531919");
  expect("2 log C", "1.3862943611198906188344642429");
  expect("L = 4: w(T)", "1.3434676918630483497169648860");
  expect("L = 16: w(T)", "1.3072131356367799531701541689");
  expect("L = 4: 2L max", "11.747741534904386798");
  expect("tanh, L = 4", "1.0311320951184546586");
  expect("tanh, L = 16", "1.1163769");
  const Rational lower = exact(quantity_of(outcome, "lower bound").value.lower);
  EXPECT_GT(lower, exact("0.979"));  // 2 log(2 - 1/e) = 0.97976
  EXPECT_LT(lower, exact("0.980"));

  const Outcome half = check(chain_case("2", "1/2", {4}, "1"), "NODE-RELU-1", 25);
  const Quantity& w = quantity_of(half, "L = 4: w(T)");
  EXPECT_TRUE(meets(w.value, "0.58298574669584331143587502154")) << text(w.value);
  EXPECT_TRUE(w.digits_reached);
}

// Targets below, at and above the start's output, extreme factors, points and depths.
TEST(ReluChains, WhateverTheChain) {
  for (const auto& [factor, point, depth, time] :
       std::vector<std::tuple<std::string, std::string, std::size_t, std::string>>{
           {"1.000001", "1", 4, "1"},
           {"5/4", "1", 1, "2"},
           {"1.01", "3", 1, "1/3"},
           {"1000", "2", 3, "1"},
           {"2", "1/1000", 2, "1"},
           {"3", "1", 1000000, "1000000"}}) {
    const Outcome outcome = check(chain_case(factor, point, {depth}, time), "NODE-RELU-1");
    EXPECT_EQ(word(outcome.verdict), "verified") << factor << outcome.reason;
    EXPECT_TRUE(quantity_of(outcome, "L = " + std::to_string(depth) + ": w(T)").digits_reached)
        << factor;
  }
}

/// All 2L weights by the classical Runge-Kutta method.
template <class Activation, class Slope>
std::vector<double> simulate(double factor, double x, std::size_t size, double time,
                             const Activation& s, const Slope& slope) {
  const double n = static_cast<double>(size);
  const auto velocity = [&](const std::vector<double>& w) {
    std::vector<double> h{x}, v(size);
    for (std::size_t k = 0; k < size; ++k) h.push_back(h[k] + s(w[k] * h[k]) / n);
    double p = 2 * (h[size] - factor * x);
    for (std::size_t k = size; k-- > 0;) {
      const double d = slope(w[k] * h[k]);
      v[k] = -p * d * h[k];
      p += p * d * w[k] / n;
    }
    return v;
  };
  std::vector<double> w;
  for (std::size_t k = 1; k <= size; ++k) w.push_back((k % 2 == 0 ? 1 : -1) / n);
  const int steps = 2000;
  const double dt = time / steps;
  const auto moved = [&](const std::vector<double>& v, double by) {
    std::vector<double> at = w;
    for (std::size_t k = 0; k < size; ++k) at[k] += by * v[k];
    return at;
  };
  for (int i = 0; i < steps; ++i) {
    const auto a = velocity(w), b = velocity(moved(a, dt / 2)), c = velocity(moved(b, dt / 2)),
               d = velocity(moved(c, dt));
    for (std::size_t k = 0; k < size; ++k) w[k] += dt / 6 * (a[k] + 2 * b[k] + 2 * c[k] + d[k]);
  }
  return w;
}

TEST(ReluChains, TheWholeNetworkMovesSo) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> tenths(1, 20), size(1, 6);
  for (int trial = 0; trial < 60; ++trial) {
    const Rational factor = 1 + Rational(tenths(random), 10), point(tenths(random), 20),
                   time(tenths(random), 10);
    const auto depth = static_cast<std::size_t>(size(random));
    const ReluChain<Interval> chain(factor, 2 * point * point, depth, {53});
    const Interval w = chain.weight(time, [] {});
    const auto simulated = simulate(
        factor.convert_to<double>(), point.convert_to<double>(), 2 * depth,
        time.convert_to<double>(), [](double u) { return u > 0 ? u : 0; },
        [](double u) { return u > 0 ? 1.0 : 0.0; });
    for (std::size_t k = 1; k <= 2 * depth; ++k) {
      const double expected = k % 2 == 0 ? w.lower() : -0.5 / static_cast<double>(depth);
      EXPECT_NEAR(simulated[k - 1], expected, 1e-9) << factor << ' ' << point << ' ' << depth;
    }
  }
}

TEST(ReluChains, TanhStaysBelowItsBound) {
  std::mt19937 random(8);
  std::uniform_int_distribution<int> tenths(1, 10), size(1, 8);
  for (int trial = 0; trial < 100; ++trial) {
    const Rational factor = 1 + Rational(tenths(random), 10), point(tenths(random), 10),
                   time(tenths(random), 20);
    const auto length = static_cast<std::size_t>(2 * size(random));
    const auto w = simulate(
        factor.convert_to<double>(), point.convert_to<double>(), length, time.convert_to<double>(),
        [](double u) { return std::tanh(u); },
        [](double u) { return 1 - std::tanh(u) * std::tanh(u); });
    double gap = 0;
    for (std::size_t k = 1; k < length; ++k) gap = std::max(gap, std::abs(w[k] - w[k - 1]));
    const Interval bound = tanh_chain_bound<Interval>(factor, point, time, {53});
    EXPECT_LE(static_cast<double>(length) * gap, bound.lower());
    if (length <= 4) {
      const auto enclosed = enclose_tanh_chain(factor, point, length, time, [] {});
      ASSERT_TRUE(enclosed);
      for (std::size_t k = 0; k < length; ++k) {
        EXPECT_NEAR(w[k], (*enclosed)[k].lower(), 1e-9);
        EXPECT_LE((*enclosed)[k].upper() - (*enclosed)[k].lower(), 1e-11);
      }
    }
  }
}

TEST(ReluChains, Variants) {
  RunOptions options = quick_options();
  options.false_variants = true;
  options.claims = {"NODE-RELU-1/false-a", "NODE-RELU-1/printed"};
  const auto ran = run_claims(std::vector<Case>{}, options);
  ASSERT_EQ(ran.run.results.size(), 2U);
  for (const Result& result : ran.run.results) {
    EXPECT_EQ(word(result.outcome.verdict), "violated") << result.claim->id();
    ASSERT_TRUE(result.outcome.witness);
    EXPECT_TRUE(result.outcome.witness->confirmed);
  }
  const Outcome& printed = ran.of("NODE-RELU-1/printed", "C = 2, x = 1/2, L = 4");
  EXPECT_TRUE(meets(printed.witness->right, "0.94564491050321756182814761"));
  EXPECT_TRUE(
      meets(quantity_of(printed, "w(1) of dw/dt = -2L").value, "0.58298574669584331143587502154"));
  const Witness& gap = *ran.of("NODE-RELU-1/false-a", "C = 2, x = 1, L = 64").witness;
  EXPECT_GT(exact(gap.left.lower), 167);
  EXPECT_LT(exact(gap.left.upper), 168);
}

}  // namespace
}  // namespace rigor::test
