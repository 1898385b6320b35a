// Margins over a range of noise levels, very unequal gaps, very wide noise, and units beyond
// doubles.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"

namespace rigor::test {
namespace {

Enclosure margin_of(const std::string& id, const std::string& from, const std::string& to) {
  const ClaimsRun run = run_claims(make_case("x", {"0", "1", "3"}, "1", from, to), {id});
  return run.of(id, "x").margin.value();
}

TEST(Margins, OverARangeNoLargerThanAtAnyOfItsPoints) {
  for (const char* id : {"SCORE-VAR-1.a", "SCORE-IRREG-1.a", "SCORE-RISK-1.a", "SCORE-TVU-1"}) {
    const Enclosure range = margin_of(id, "0", "1/4"), point = margin_of(id, "1/8", "1/8");
    EXPECT_LE(exact(range.lower), exact(point.lower)) << id;
    EXPECT_GE(exact(range.upper), exact(range.lower)) << id;
    EXPECT_GT(exact(point.lower), 0) << id;
  }
}

// sigma^2 R_n(s*) itself is below its closed bound.
TEST(Margins, OfTheSmallRiskEnclosesTheTrueOne) {
  const ClaimsRun run =
      run_claims(make_case("x", {"0", "1", "3"}, "1", "1/8"), {"SCORE-RISK-1.a", "SCORE-RISK-1.b"});
  const Enclosure risk = quantity_of(run.of("SCORE-RISK-1.a", "x"), "R_n(s*)").value;
  const Enclosure margin = run.of("SCORE-RISK-1.b", "x").margin.value();
  EXPECT_LE(exact(margin.lower), exact("0.0836") - exact(risk.upper) / 64);
  EXPECT_GE(exact(margin.upper), exact("0.0836") - exact(risk.lower) / 64);
}

TEST(WideNoise, TheSumOfTheMidpointBoundNeedsNoManyTerms) {
  const ClaimsRun run = run_claims(make_case("x", {"0", "1", "3"}, "1", "1e9"), {"SCORE-VAR-1.a"});
  EXPECT_EQ(run.of("SCORE-VAR-1.a", "x").verdict, Verdict::verified);
  // 1 + S = sqrt(pi/2) 10^9 up to 10^-18 relative: 1 / (4 (1 + S)) = 10^-9 / sqrt(8 pi).
  const Quantity& proved = quantity_of(run.of("SCORE-VAR-1.a", "x"), "constant C in");
  EXPECT_TRUE(meets(proved.value, "1.9947114020071634e-10")) << proved.value.lower;
}

TEST(UnequalGaps, IntegralsEnd) {
  const ClaimsRun run =
      run_claims(make_case("x", {"0", "1e-30", "1"}, "1", "1e-31"), {"SCORE-RISK-1.a"});
  EXPECT_EQ(run.of("SCORE-RISK-1.a", "x").verdict, Verdict::verified);
  EXPECT_TRUE(quantity_of(run.of("SCORE-RISK-1.a", "x"), "R_n(s*)").digits_reached);
}

TEST(Units, LengthsThatNoDoubleHoldsAreNoFault) {
  const std::vector<Case> cases{make_case("small", {"0", "1"}, "1", "0", "1e-400"),
                                make_case("wide", {"0", "1"}, "1", "1e400"),
                                make_case("large", {"0", "1e400"}, "1", "1e399")};
  RunOptions options = quick_options();
  options.printed = false;
  for (const Result& result : run_claims(cases, options).run.results) {
    if (result.claim->own_input || result.outcome.verdict == Verdict::inapplicable) continue;
    EXPECT_EQ(result.outcome.verdict, Verdict::inconclusive) << result.claim->id();
    EXPECT_TRUE(result.outcome.reason.starts_with("units")) << result.outcome.reason;
  }
}

}  // namespace
}  // namespace rigor::test
