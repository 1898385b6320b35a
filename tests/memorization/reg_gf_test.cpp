// REG-GF-1, REG-GF-2 and INC-CAP-1 on the named inputs and on others.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "proofs-check/memorization/named_inputs.hpp"

namespace rigor::test {
namespace {

using memorization::named_data;

Case features_case(const std::string& name, const std::vector<std::string>& points,
                   std::vector<int> powers, const std::string& variance) {
  Case input = named_data(name, points);
  input.features = FeaturesInput{std::move(powers), exact(variance)};
  return input;
}

TEST(EarlyStopping, ReferenceDigits) {
  const auto ran = run_claims({features_case("gf_a", {"-1", "1"}, {1, 3}, "1/4"),
                               features_case("gf_c", {"-1/2", "1"}, {0, 1, 2}, "1/2")},
                              [] {
                                RunOptions options = quick_options();
                                options.claims = {"REG-GF-1.a", "REG-GF-1.b"};
                                return options;
                              }());
  const auto expect = [&](const std::string& id, const std::string& input, const std::string& name,
                          const std::string& digits) {
    const Outcome& outcome = ran.of(id, input);
    EXPECT_EQ(word(outcome.verdict), "verified") << id << input << outcome.reason;
    EXPECT_EQ(word(outcome.scope), "unbounded");
    const Quantity& q = quantity_of(outcome, name);
    EXPECT_TRUE(meets(q.value, digits)) << name << text(q.value);
    EXPECT_TRUE(q.digits_reached) << name;
  };
  expect("REG-GF-1.a", "gf_a", "rate lambda_1", "0.28810406372768567826098250671759");
  expect("REG-GF-1.a", "gf_a", "rate lambda_2", "8.7587709362723143217390174932824");
  expect("REG-GF-1.a", "gf_a", "training loss at t = oo", "0.96594427244582043343653250773994");
  expect("REG-GF-1.a", "gf_c", "training loss at t = oo", "0.52941176470588235294117647058824");
  expect("REG-GF-1.b", "gf_a", "t*", "0.039506536884547523006173296259834");
  expect("REG-GF-1.b", "gf_a", "excess test risk at t*", "0.14773152501406811141617027199321");
  expect("REG-GF-1.b", "gf_a", "excess test risk at t = 1", "2.1462734614941330929126904735631");
  expect("REG-GF-1.b", "gf_a", "excess test risk at t = oo", "4.6857307172502372303003000124606");
  expect("REG-GF-1.b", "gf_c", "t*", "1.3229521423606463842520974609140");
  expect("REG-GF-1.b", "gf_c", "excess test risk at t*", "0.0078914135513325701349495296097952");
  expect("REG-GF-1.b", "gf_c", "excess test risk at t = oo", "0.084198385236447520184544405997693");
}

TEST(EarlyStopping, WhereTheHypothesesFail) {
  RunOptions options = quick_options();
  options.claims = {"REG-GF-1.a", "REG-GF-1.b"};
  const auto ran = run_claims({features_case("constant", {"-1", "1"}, {0}, "1/4"),
                               features_case("near", {"-1/2", "1/2"}, {1}, "1"),
                               features_case("plane", {"0 0", "1 0"}, {1}, "1")},
                              options);
  EXPECT_EQ(word(ran.of("REG-GF-1.a", "constant").verdict), "inapplicable");
  EXPECT_EQ(word(ran.of("REG-GF-1.b", "constant").verdict), "inapplicable");
  EXPECT_EQ(word(ran.of("REG-GF-1.a", "plane").verdict), "inapplicable");
  // One feature y: theta_oo = -1/(1/4 + v) overshoots -1/(1 + v), so stopping helps; with data
  // farther out than the truth it does not.
  EXPECT_EQ(word(ran.of("REG-GF-1.b", "near").verdict), "verified");
  const auto far = run_claims({features_case("far", {"-2", "2"}, {1}, "1")}, options);
  EXPECT_EQ(word(far.of("REG-GF-1.a", "far").verdict), "verified");
  EXPECT_EQ(word(far.of("REG-GF-1.b", "far").verdict), "inapplicable");
}

TEST(EarlyStopping, FalseVariant) {
  RunOptions options = quick_options();
  options.false_variants = true;
  options.claims = {"REG-GF-1.b/false-a"};
  const auto ran = run_claims(std::vector<Case>{}, options);
  ASSERT_EQ(ran.run.results.size(), 1U);
  const Outcome& outcome = ran.run.results[0].outcome;
  EXPECT_EQ(word(outcome.verdict), "violated");
  ASSERT_TRUE(outcome.witness);
  EXPECT_TRUE(meets(outcome.witness->left, "2.1462734614941330929126904735631"));
}

Case cells_case(const std::string& name, const std::string& spacing, const std::string& variance,
                const std::string& level) {
  Case input;
  input.name = name;
  input.cells = CellsInput{exact(spacing), exact(variance), exact(level)};
  return input;
}

RunOptions cells_options() {
  RunOptions options = quick_options();
  options.claims = {"REG-GF-2.a", "REG-GF-2.b", "INC-CAP-1"};
  return options;
}

TEST(MemorizationTime, ReferenceDigits) {
  const auto ran =
      run_claims({cells_case("fine", "1", "1/100", "10"), cells_case("coarse", "1", "1/25", "5")},
                 cells_options());
  const auto expect = [&](const std::string& input, const std::string& name,
                          const std::string& digits) {
    const Outcome& outcome = ran.of("REG-GF-2.a", input);
    EXPECT_EQ(word(outcome.verdict), "verified") << input << outcome.reason;
    const Quantity& q = quantity_of(outcome, name);
    EXPECT_TRUE(meets(q.value, digits)) << input << ' ' << name << text(q.value);
    EXPECT_TRUE(q.digits_reached) << input << ' ' << name;
  };
  expect("fine", "g", "99.999786153378646687401842088123");
  expect("fine", "h", "99.997026560970531404584183520733");
  expect("fine", "T = tau_mem / n", "0.00081001571145779926301223578672268");
  expect("fine", "the gap", "466.64080385375380008496021615376");
  expect("coarse", "g", "23.997931410433842688726177751614");
  expect("coarse", "h", "20.617924876547007646134694212666");
  expect("coarse", "T = tau_mem / n", "0.011802668668933144964495229656986");
  expect("coarse", "the gap", "28.079541895628642304719754554651");
  for (const char* input : {"fine", "coarse"}) {
    EXPECT_EQ(word(ran.of("REG-GF-2.b", input).verdict), "verified") << input;
    EXPECT_EQ(word(ran.of("INC-CAP-1", input).verdict), "verified") << input;
  }
}

// Just below the largest gap 28.07954... a time, just above it never; small and large noise.
TEST(MemorizationTime, NeverWhenTheGapStaysBelow) {
  const auto ran = run_claims(
      {cells_case("below", "1", "1/25", "28.07954"), cells_case("above", "1", "1/25", "28.07955"),
       cells_case("tiny", "3", "1/100000", "1"),
       cells_case("vast", "1/10", "1", "1/1000000000000")},
      cells_options());
  EXPECT_EQ(word(ran.of("REG-GF-2.a", "below").verdict), "verified");
  EXPECT_TRUE(ran.of("REG-GF-2.a", "below").reason.empty());
  EXPECT_NO_THROW(quantity_of(ran.of("REG-GF-2.a", "below"), "T = tau_mem / n"));
  EXPECT_EQ(word(ran.of("REG-GF-2.a", "above").verdict), "verified");
  EXPECT_NE(ran.of("REG-GF-2.a", "above").reason.find("infinite"), std::string::npos);
  EXPECT_THROW(quantity_of(ran.of("REG-GF-2.a", "above"), "T ="), std::out_of_range);
  for (const char* input : {"below", "above", "tiny", "vast"}) {
    for (const char* claim : {"REG-GF-2.a", "REG-GF-2.b", "INC-CAP-1"}) {
      EXPECT_EQ(word(ran.of(claim, input).verdict), "verified")
          << claim << ' ' << input << ran.of(claim, input).reason;
    }
  }
}

TEST(MemorizationTime, FalseVariants) {
  RunOptions options = quick_options();
  options.false_variants = true;
  options.claims = {"REG-GF-2.a/false-a", "INC-CAP-1/false-a"};
  const auto ran = run_claims(std::vector<Case>{}, options);
  ASSERT_EQ(ran.run.results.size(), 2U);
  for (const Result& result : ran.run.results) {
    EXPECT_EQ(word(result.outcome.verdict), "violated") << result.claim->id();
  }
  const Witness& witness = *ran.of("INC-CAP-1/false-a", "K = diag(1, 0)").witness;
  EXPECT_TRUE(meets(witness.right, "0.56865581341518931374650294543864"));
  EXPECT_TRUE(meets(witness.left, "0.58875909950316189967279674574510"));
}

}  // namespace
}  // namespace rigor::test
