// NODE-PL-3 and NODE-PROB-1: reference digits, hypotheses that fail, perturbed constants.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/neural_ode/wide_lemmas.hpp"

namespace rigor::neural_ode {
namespace {

using test::check;
using test::meets;
using test::quantity_of;

Case wide(const std::string& activation, const std::string& sizes) {
  return named_case("wide", "[wide_network]\nactivation = \"" + activation + "\"\n" + sizes);
}
const std::string stated =
    "hermite = 3\ndata = 2\nstate_size = 4\ninput_size = 2\noutput_size = 2\n";
const std::string enough = stated + "width = 26606337\ndepth = 41266\ncorrelation = \"1/2\"\n";
const std::string modest = stated + "width = 100\ndepth = 64\ncorrelation = \"1/2\"\n";

void expect_digits(const Outcome& outcome, const std::string& name, const std::string& digits) {
  const Quantity& q = quantity_of(outcome, name);
  EXPECT_TRUE(meets(q.value, digits)) << name << " " << test::text(q.value);
  EXPECT_TRUE(q.digits_reached) << name;
}

TEST(WideNetworks, ConstantsOfTanh) {
  const Outcome outcome = check(wide("tanh", enough), "NODE-PL-3.a");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  EXPECT_EQ(word(outcome.scope), "unbounded");
  expect_digits(outcome, "eta_r", "-0.14843719078727270404525098994");
  expect_digits(outcome, "c1", "13303168.406019410926868416");
  expect_digits(outcome, "c2", "14589.4035003597928054346158");
  expect_digits(outcome, "c3", "0.00328002950581130774990577");
  expect_digits(outcome, "c4", "4.121899155557305518634e-11");
  expect_digits(outcome, "M = ", "0.00115966555302556800035352");
  expect_digits(outcome, "mu = ", "7.28655711065418662403e-12");
  expect_digits(outcome, "c3^2 c4^2", "6.97284969299332462e-32");
  // One neuron or one layer less, and a hypothesis fails.
  const Outcome narrow =
      check(wide("tanh", stated + "width = 26606336\ndepth = 41266\n"), "NODE-PL-3.a");
  EXPECT_EQ(word(narrow.verdict), "inapplicable");
  EXPECT_NE(narrow.reason.find("m >= c1 n"), std::string::npos) << narrow.reason;
  const Outcome shallow =
      check(wide("tanh", stated + "width = 26606337\ndepth = 41265\n"), "NODE-PL-3.a");
  EXPECT_NE(shallow.reason.find("L >= c2 sqrt(nq)"), std::string::npos) << shallow.reason;
}

TEST(WideNetworks, ConstantsOfErf) {
  const Outcome outcome =
      check(wide("erf", stated + "width = 100000000\ndepth = 100000\n"), "NODE-PL-3.a");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  expect_digits(outcome, "eta_r", "-0.17730768017841452352886491553");
  expect_digits(outcome, "c1", "24540865.513770110427954678");
  expect_digits(outcome, "c2", "22359.391918085611384896732");
  expect_digits(outcome, "c3", "0.003472222222222222222");
  expect_digits(outcome, "c4", "1.85630887813674980270e-11");
}

TEST(WideNetworks, HypothesesThatFailAreNamed) {
  const auto reason = [](const std::string& activation, const std::string& sizes,
                         const std::string& claim) {
    const Outcome outcome = check(wide(activation, sizes), claim);
    EXPECT_EQ(word(outcome.verdict), "inapplicable") << activation;
    return outcome.reason;
  };
  const std::string even = "hermite = 2\ndata = 2\nstate_size = 4\nwidth = 100\ndepth = 64\n";
  const auto has = [](const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
  };
  for (const char* claim : {"NODE-PL-3.a", "NODE-PL-3.b", "NODE-PROB-1.b"}) {
    for (const char* activation : {"tanh", "erf", "sin", "arctan"}) {
      has(reason(activation, even, claim), "odd and r = 2 is even");
    }
  }
  has(reason("gelu", even, "NODE-PL-3.a"), "bounded");
  has(reason("gelu", even, "NODE-PROB-1.b"), "bounded");
  has(reason("gelu", modest, "NODE-PL-3.b"), "x/2 is even and r = 3");
  has(reason("sigmoid", modest, "NODE-PL-3.a"), "0 at 0");
  has(reason("softplus", modest, "NODE-PL-3.b"), "0 at 0");
  has(reason("relu", modest, "NODE-PL-3.b"), "kink");
  has(reason("tanh", "data = 2\nstate_size = 1\nwidth = 9\ndepth = 9\n", "NODE-PL-3.a"), "d + d'");
  has(reason("tanh", "data = 9\nstate_size = 4\nwidth = 8\ndepth = 9\n", "NODE-PL-3.b"), "m >= n");
  has(reason("tanh", modest + "norm_ratio = \"1.9\"\n", "NODE-PROB-1.a"), "M^2 >= 2");
  has(reason("erf",
             "hermite = 3\ndata = 20\nstate_size = 4\nwidth = 100\ndepth = 1\n"
             "correlation = \"1/2\"\n",
             "NODE-PROB-1.b"),
      "3 / 4n");
}

TEST(WideNetworks, TrainWithTargetsThatCanBeMet) {
  for (const char* activation : {"tanh", "erf", "sin", "arctan"}) {
    const Outcome outcome = check(wide(activation, modest), "NODE-PL-3.b");
    EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
    const Rational C = test::exact(quantity_of(outcome, "C,").value.lower);
    EXPECT_GT(C, test::exact("1e-11")) << activation;
    EXPECT_LT(C, test::exact("1e-7")) << activation;
    EXPECT_GT(test::exact(quantity_of(outcome, "C over").value.lower), test::exact("1e20"));
  }
  const Outcome gelu = check(wide("gelu",
                                  "hermite = 2\ndata = 3\nstate_size = 8\nwidth = 3\n"
                                  "depth = 1\n"),
                             "NODE-PL-3.b");
  EXPECT_EQ(word(gelu.verdict), "verified") << gelu.reason;
}

// The radius is then some 10^-15, and s(rho) keeps its digits.
TEST(WideNetworks, TrainAtAnySize) {
  const std::string many = "= 1000000000000\n";
  const Outcome outcome = check(wide("tanh", "hermite = 29\ndata " + many + "state_size " + many +
                                                 "width " + many + "depth " + many),
                                "NODE-PL-3.b");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
}

TEST(WideNetworks, NormsOfGaussianMatrices) {
  const auto tail = [](const std::string& sizes) {
    return check(wide("tanh", "data = 1\ndepth = 1\n" + sizes), "NODE-PROB-1.a", 25);
  };
  const Outcome four = tail("state_size = 2\nwidth = 2\nnorm_ratio = 2\n");
  EXPECT_EQ(word(four.verdict), "verified");
  EXPECT_EQ(word(four.scope), "unbounded");
  expect_digits(four, "P(", "0.091578194443670901468590106366");
  EXPECT_TRUE(meets(quantity_of(four, "bound exp").value, "0.77880078307140486825"));
  expect_digits(four, "best constant in place", "0.153426409720027345291383939271");
  expect_digits(four, "least M^2", "1.29871203904962565042956450117");
  const Outcome twelve = tail("state_size = 3\nwidth = 4\nnorm_ratio = 4\n");
  expect_digits(twelve, "P(", "3.1256679475504103326474723e-6");
  EXPECT_TRUE(meets(quantity_of(twelve, "bound exp").value, "0.10539922456186433678"));
  expect_digits(tail("state_size = 10\nwidth = 10\nnorm_ratio = 2\n"), "P(",
                "1.1784500720979422446174542e-8");
  // Too many degrees of freedom for the sum: the bound alone.
  EXPECT_EQ(word(tail("state_size = 1000\nwidth = 1000000000000\n").verdict), "verified");
}

TEST(WideNetworks, RankOfRandomFeatures) {
  const Outcome outcome = check(wide("erf", modest), "NODE-PROB-1.b", 25);
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  expect_digits(outcome, "lambda_min of the mean, closed", "0.2482121584587545188512435266");
  EXPECT_EQ(word(check(wide("sin", modest), "NODE-PROB-1.b").verdict), "verified");
  EXPECT_EQ(word(check(wide("sigmoid", modest), "NODE-PROB-1.b").verdict), "verified");
  EXPECT_EQ(word(check(wide("arctan", enough), "NODE-PROB-1.b").verdict), "verified");
}

template <class D>
D number(const Rational& q) {
  return enclose<D>(q, {53});
}
using D = Decorated<Interval>;

TEST(WideLemmas, EveryConstantIsNeeded) {
  EXPECT_TRUE(certainly(square_norm_tail(number<D>(Rational(1, 16)))));
  EXPECT_TRUE(certainly(square_norm_tail(number<D>(Rational(3, 20)))));
  EXPECT_FALSE(certainly(square_norm_tail(number<D>(Rational(4, 25)))));
  EXPECT_TRUE(certainly(matrix_tail(Rational(1, 4), Rational(3, 64))));
  EXPECT_FALSE(certainly(matrix_tail(Rational(1, 4), Rational(5, 64))));
  EXPECT_FALSE(certainly(matrix_tail(Rational(1, 2), Rational(3, 64))));
  EXPECT_FALSE(certainly(matrix_tail(Rational(1, 5), Rational(3, 64))));
  EXPECT_TRUE(certainly(departure_is_small(number<D>(Rational(3, 4)))));
  EXPECT_FALSE(certainly(departure_is_small(number<D>(Rational(7, 10)))));
  EXPECT_TRUE(certainly(block_constant_is_enough(2, 2)));
  EXPECT_FALSE(certainly(block_constant_is_enough(2, Rational(199, 100))));
  EXPECT_FALSE(certainly(block_constant_is_enough(Rational(19, 10), 2)));
  EXPECT_TRUE(certainly(block_constant_is_enough(Rational(21, 10), 2)));

  const D K = number<D>(1), e = number<D>(Rational(148437, 1000000));
  const auto holds = [&](const WideNumbers& numbers) {
    return certainly(local_rate(K, e, wide_constants(K, e, numbers)).is_proved);
  };
  EXPECT_TRUE(holds({}));
  WideNumbers numbers;
  numbers.radius = 8;  // s_min(S_k) may vanish
  EXPECT_FALSE(holds(numbers));
  numbers = {};
  numbers.depth = Rational(1, 100000);  // a > L / 2
  EXPECT_FALSE(holds(numbers));
  numbers = {};
  numbers.rate = Rational(1, 10000);
  EXPECT_FALSE(holds(numbers));
  numbers = {};
  numbers.rate_root = 0;
  numbers.rate = 1;
  EXPECT_FALSE(holds(numbers));
}

// e <= K / sqrt r for every activation: the lemma holds over the whole range of both, K >= 1/100.
TEST(WideLemmas, TheLocalRateHoldsForAllActivations) {
  for (const char* slope : {"0.01", "0.1", "0.25", "0.5", "1", "1.13", "2", "5", "20"}) {
    for (const char* part : {"0.7", "0.1", "0.001", "0.000001"}) {
      const D K = number<D>(test::exact(slope)), e = K * number<D>(test::exact(part));
      EXPECT_TRUE(certainly(local_rate(K, e, wide_constants(K, e)).is_proved)) << slope << part;
    }
  }
}

}  // namespace
}  // namespace rigor::neural_ode
