// REG-TIK-2: reference digits, closed forms, random data, what fails, and the second engine.
#include <gtest/gtest.h>

#include <cmath>

#include "claims/claims_run.hpp"
#include "proofs-check/second_engine/tikhonov.hpp"
#include "support/sampling.hpp"

namespace rigor::test {
namespace {

Case tikhonov_case(const std::vector<std::vector<std::string>>& points, const std::string& variance,
                   const std::vector<std::string>& from, const std::vector<std::string>& to,
                   const std::string& strength) {
  Case input;
  input.name = "tikhonov";
  const auto position = [](const std::vector<std::string>& texts) {
    std::vector<Rational> x;
    for (const std::string& coordinate : texts) x.push_back(exact(coordinate));
    return x;
  };
  for (const auto& x : points) input.points.push_back(position(x));
  FlowInput flow;
  flow.variance = exact(variance);
  flow.start_from = position(from);
  flow.start_to = position(to);
  flow.regularization = Regularization::tikhonov;
  flow.strength = exact(strength);
  flow.question = Question::distance;
  input.flow = flow;
  return input;
}
Case tikhonov_case(const std::vector<std::string>& points, const std::string& start,
                   const std::string& strength) {
  std::vector<std::vector<std::string>> data;
  for (const std::string& x : points) data.push_back({x});
  return tikhonov_case(data, "1", {start}, {start}, strength);
}

TEST(RegTik, ReferenceDigits) {
  const Case A = tikhonov_case({"-1", "1"}, "1/2", "1/10");
  const ClaimsRun ran = run_claims(A, {"REG-TIK-2"});
  for (const char* part : {"a", "b", "c", "d", "e"}) {
    const Outcome& outcome = ran.of(std::string("REG-TIK-2.") + part, A.name);
    EXPECT_EQ(word(outcome.verdict), "verified") << part << ": " << outcome.reason;
    for (const Quantity& q : outcome.quantities) EXPECT_TRUE(q.digits_reached) << part << q.name;
  }
  const Outcome& c = ran.of("REG-TIK-2.c", A.name);
  EXPECT_TRUE(meets(quantity_of(c, "x(0)").value, "0.79784248190019560800330060025454"));
  EXPECT_TRUE(meets(quantity_of(c, "|x(0) - x_2|").value, "0.20215751809980439199669939974546"));
  EXPECT_TRUE(meets(quantity_of(ran.of("REG-TIK-2.d", A.name), "x(v0) that ends in x_2").value,
                    "1.0436814533169727647324151323446"));
  EXPECT_TRUE(meets(quantity_of(ran.of("REG-TIK-2.e", A.name), "p(v) / p(v0)").value,
                    "0.000031622776601683793319988935444327"));
  const Outcome B = check(tikhonov_case({"0", "1", "3"}, "2", "1/20"), "REG-TIK-2.c");
  EXPECT_EQ(word(B.verdict), "verified") << B.reason;
  EXPECT_TRUE(meets(quantity_of(B, "x(0)").value, "1.4164675720544555514238050306027"));
}

TEST(RegTik, OneDatum) {
  const Outcome outcome = check(tikhonov_case({"0"}, "1", "1/10"), "REG-TIK-2.b");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  EXPECT_TRUE(
      meets(quantity_of(outcome, "|x(0) - x_1|").value, "0.30151134457776362264681206697006"));
  EXPECT_TRUE(meets(quantity_of(outcome, "variance of x(0) by the flow").value,
                    "0.090909090909090909090909090909091"));
  EXPECT_TRUE(meets(quantity_of(outcome, "variance of x(0) by the SDE").value,
                    "0.099173553719008264462809917355372"));
}

// The ball about 1 of radius 1/2 from v1 = 1/4: eps and the bracket in the notes of the claim. The
// start x(1/4) lies on the trajectory of DS-A from x(1) = 1/2.
TEST(RegTik, TheBallAloneBoundsTheDistance) {
  const Case late = tikhonov_case({{"-1"}, {"1"}}, "1/4", {"0.655"}, {"0.656"}, "1/10");
  const Outcome outcome = check(late, "REG-TIK-2.c");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  EXPECT_EQ(word(outcome.scope), "box");
  const Enclosure& bracket = quantity_of(outcome, "|x(0) - x_2| from the ball alone").value;
  const Enclosure& distance = quantity_of(outcome, "|x(0) - x_2| over the starts").value;
  EXPECT_LT(exact(bracket.lower), exact(distance.lower));
  EXPECT_GT(exact(bracket.upper), exact(distance.upper));
  EXPECT_GT(exact(bracket.lower), 0);
}

TEST(RegTik, BoxesAndBisectors) {
  const Outcome box = check(tikhonov_case({{"0", "0"}, {"2", "0"}, {"1/2", "3/2"}}, "1",
                                          {"1.9", "0.4"}, {"1.95", "0.45"}, "1/2"),
                            "REG-TIK-2.c");
  EXPECT_EQ(word(box.verdict), "verified") << box.reason;
  EXPECT_EQ(word(box.scope), "box");
  // On the bisector the flow ends in the middle, in no ball about a datum.
  const Outcome middle = check(tikhonov_case({"-1", "1"}, "0", "1/10"), "REG-TIK-2.c");
  EXPECT_EQ(word(middle.verdict), "inconclusive");
  EXPECT_TRUE(meets(quantity_of(middle, "x(0)").value, "0.0"));
  const Outcome astride =
      check(tikhonov_case({{"-1"}, {"1"}}, "1", {"-1/10"}, {"1/10"}, "1/10"), "REG-TIK-2.c");
  EXPECT_EQ(word(astride.verdict), "inconclusive");
  EXPECT_NE(astride.reason.find("straddles"), std::string::npos) << astride.reason;
  EXPECT_EQ(word(check(tikhonov_case({"-1", "1"}, "0", "1/10"), "REG-TIK-2.b").verdict),
            "verified");
}

TEST(RegTik, HypothesesThatFail) {
  EXPECT_EQ(word(check(tikhonov_case({"0", "1", "3"}, "2", "1/20"), "REG-TIK-2.e").verdict),
            "inapplicable");
  Case exact_flow = tikhonov_case({"-1", "1"}, "1/2", "1/10");
  exact_flow.flow->regularization = Regularization::none;
  EXPECT_EQ(word(check(exact_flow, "REG-TIK-2.c").verdict), "inapplicable");
  Case labelled = tikhonov_case({"-1", "1"}, "1/2", "1/10");
  labelled.flow->condition = Condition{{{0}, {1}}, {Rational(1, 4)}, 1};
  EXPECT_EQ(word(check(labelled, "REG-TIK-2.e").verdict), "inapplicable");
  EXPECT_EQ(word(check(labelled, "REG-TIK-2.c").verdict), "verified");
}

TEST(RegTik, FalseVariantsAreRefuted) {
  RunOptions options = quick_options();
  options.false_variants = true;
  options.claims = {"REG-TIK-2.b/false-b", "REG-TIK-2.c/false-a", "REG-TIK-2.d/false-c"};
  const ClaimsRun ran = run_claims(std::vector<Case>{}, options);
  for (const std::string& id : options.claims) {
    EXPECT_EQ(word(ran.of(id, "A, c = 1/10").verdict), "violated") << id;
  }
  EXPECT_TRUE(meets(ran.of("REG-TIK-2.c/false-a", "A, c = 1/10").witness->left, "0.79784248190"));
}

// The second engine's own integration, on random data and by the digits.
TEST(RegTik, SecondEngineAgrees) {
  const auto A = second_engine::tikhonov_end({{-1, 1}, Rational(1, 10), 1, Rational(1, 2)});
  const Rational x = exact("0.7978424819001956080033006");
  EXPECT_LT(A.lower, x);
  EXPECT_GT(A.upper, x);
  EXPECT_LT(A.upper - A.lower, Rational(1, 100));
  Sampler sampler(51);
  for (int i = 0; i < 5; ++i) {
    const Rational right(sampler.integer(20, 40), 8), c(sampler.integer(1, 8), 16);
    const Rational start(sampler.integer(-8, 8), 8);
    second_engine::TikhonovStart given{{-1, right}, c, Rational(1, 2), start};
    if (start == (right - 1) / 2) continue;
    const auto bounds = second_engine::tikhonov_end(given);
    const Outcome outcome =
        check(tikhonov_case({{"-1"}, {to_string(right)}}, "1/2", {to_string(start)},
                            {to_string(start)}, to_string(c)),
              "REG-TIK-2.c");
    const Enclosure& end = quantity_of(outcome, "x(0)").value;
    EXPECT_LE(bounds.lower, exact(end.upper)) << i;
    EXPECT_GE(bounds.upper, exact(end.lower)) << i;
  }
  const auto half = second_engine::kernel_cdf({-1, 1}, 1, {0, 0});
  EXPECT_LE(half.lower, Rational(1, 2));
  EXPECT_GE(half.upper, Rational(1, 2));
}

}  // namespace
}  // namespace rigor::test
