// NODE-IID-1: reference digits, and moments against exact sums.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"

namespace rigor::neural_ode {
namespace {

using test::check;
using test::meets;
using test::quantity_of;

Case weights(const std::string& mean, const std::string& variance, const std::string& depths) {
  return named_case("random", "[random_weights]\nmean = \"" + mean + "\"\nvariance = \"" +
                                  variance + "\"\ndepth = " + depths + "\n");
}
void expect_digits(const Outcome& outcome, const std::string& name, const std::string& digits) {
  const Quantity& q = quantity_of(outcome, name);
  EXPECT_TRUE(meets(q.value, digits)) << name << " " << test::text(q.value);
  EXPECT_TRUE(q.digits_reached) << name;
}

TEST(RoughWeights, MomentsOfIndependentWeights) {
  const Outcome outcome = check(weights("0", "1", "[4, 64, 1024]"), "NODE-IID-1.a", 25);
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  EXPECT_EQ(word(outcome.scope), "unbounded");
  expect_digits(outcome, "(E |h_L - e^a|^2)^(1/2), L = 4", "0.52386002070120077068328051");
  expect_digits(outcome, "(E |h_L - e^a|^2)^(1/2), L = 64", "0.12548215617688989627518623");
  expect_digits(outcome, "(E |h_L - e^a|^2)^(1/2), L = 1024", "0.031257623490927376073289997");
  expect_digits(outcome, "E h_L, L = 64", "1.0000000000");
}

// Exact rationals for weights a +- 1/2: L = 3, a = 1, u = 4/3, root / L = 1/6.
TEST(RoughWeights, MomentsAgreeWithExactSums) {
  const Outcome outcome = check(weights("1", "1/4", "3"), "NODE-IID-1.a");
  EXPECT_EQ(word(outcome.verdict), "verified");
  const Rational more(3, 2), less(7, 6);
  Rational mean = 0, second = 0;
  for (int plus = 0; plus <= 3; ++plus) {
    Rational value = plus == 1 || plus == 2 ? Rational(3, 8) : Rational(1, 8), product = 1;
    for (int k = 0; k < 3; ++k) product *= k < plus ? more : less;
    mean += value * product;
    second += value * product * product;
  }
  const auto contains = [](const Enclosure& x, const Rational& q) {
    return test::exact(x.lower) <= q && q <= test::exact(x.upper);
  };
  EXPECT_TRUE(contains(quantity_of(outcome, "E h_L").value, mean));
  EXPECT_TRUE(contains(quantity_of(outcome, "Var h_L").value, second - mean * mean));
  // A mean that stops the first layers, and one that turns the sign.
  EXPECT_EQ(word(check(weights("-4", "1", "[4, 16]"), "NODE-IID-1.a").verdict), "verified");
  EXPECT_EQ(word(check(weights("-40", "2", "[1, 5]"), "NODE-IID-1.a").verdict), "verified");
}

TEST(RoughWeights, SignsOfRudinAndShapiro) {
  const Outcome outcome =
      check(weights("0", "1", "[4, 16, 64, 100, 256, 4096]"), "NODE-IID-1.b", 25);
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  expect_digits(outcome, "sqrt(L) (h_L - 1), L = 4", "0.9296875");
  expect_digits(outcome, "sqrt(L) (h_L - 1), L = 16", "0.97940025199993031878621663");
  expect_digits(outcome, "sqrt(L) (h_L - 1), L = 64", "0.99472470741816639070606497");
  expect_digits(outcome, "sqrt(L) (h_L - 1), L = 256", "0.99868350598005030680692203");
  expect_digits(outcome, "sqrt(L) (h_L - 1), L = 4096", "0.99991832484326048267550728");
  EXPECT_EQ(outcome.quantities.size(), 5U);
  EXPECT_EQ(word(check(weights("0", "1", "[1, 8]"), "NODE-IID-1.b").verdict), "inapplicable");
}

TEST(RoughWeights, NoLimitOfTheSigns) {
  const Outcome outcome = check(weights("0", "1", "[1, 2, 3, 1000, 1000000]"), "NODE-IID-1.c");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  expect_digits(outcome, "h_L, L = 3", "2.370370370370370");  // signs + + +: (4/3)^3
}

}  // namespace
}  // namespace rigor::neural_ode
