// Statements that must be refuted: every false variant, and every printed statement with an input
// of its own; each at a witness that the second engine confirms.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"

namespace rigor::test {
namespace {

TEST(Variants, EachIsRefutedAtAConfirmedWitness) {
  RunOptions options = quick_options();
  options.false_variants = true;
  const Registry registry = all_claims();
  std::size_t expected = 0;
  for (const Claim& claim : registry) {
    if (!claim.own_input || claim.kind == Kind::claim) continue;
    ++expected;
    options.claims.push_back(claim.id());
  }
  const ClaimsRun ran = run_claims(std::vector<Case>{}, options);
  ASSERT_EQ(ran.run.results.size(), expected);
  EXPECT_GE(expected, 11U);
  for (const Result& result : ran.run.results) {
    const Outcome& outcome = result.outcome;
    const std::string id = result.claim->id();
    EXPECT_EQ(word(outcome.verdict), "violated") << id << ": " << outcome.reason;
    EXPECT_EQ(word(outcome.scope), "instance") << id;
    ASSERT_TRUE(outcome.witness) << id;
    EXPECT_TRUE(outcome.witness->confirmed) << id;
    EXPECT_FALSE(outcome.witness->coordinates.empty()) << id;
    ASSERT_TRUE(outcome.margin) << id;
    EXPECT_LT(exact(outcome.margin->upper), 0) << id;
    for (const Hypothesis& h : outcome.hypotheses) {
      EXPECT_EQ(word(h.verdict), "verified") << id << ": " << h.text;
    }
  }
  // The numbers of the counterexamples.
  const auto witness = [&](const std::string& id, const std::string& input) {
    return *ran.of(id, input).witness;
  };
  EXPECT_TRUE(meets(witness("WEIGHT-1/printed", "C").left, "0.0007899847136662033226533585346"));
  EXPECT_TRUE(meets(witness("WEIGHT-1/printed", "C").right, "0.008331683168"));
  EXPECT_TRUE(meets(witness("SCORE-ID-1/false-a", "A").left, "48"));
  EXPECT_TRUE(meets(witness("SCORE-ID-1/false-a", "A").right, "112"));
  EXPECT_TRUE(meets(witness("SCORE-RISK-1.a/false-a", "A").right, "4.3307"));
  EXPECT_TRUE(meets(witness("SCORE-TVU-1/false-a", "A").left, "128"));
  EXPECT_TRUE(meets(witness("SCORE-TVU-1/false-a", "A").right, "115.2"));
  EXPECT_TRUE(meets(witness("OU-1/false-a", "t = 3/5").left, "-0.01226873138683907979"));
}

}  // namespace
}  // namespace rigor::test
