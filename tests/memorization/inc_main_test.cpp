// INC-MAIN-1 on its reference inputs and on random data, its lemmas and its false variants.
#include <gtest/gtest.h>

#include "memorization/truth_cases.hpp"
#include "proofs-check/memorization/inc_lemmas.hpp"
#include "support/sampling.hpp"
#include "verdict/evidence.hpp"

namespace rigor::test {
namespace {

TEST(IncMain, ReferenceDigits) {
  const Case input = truth_case({"-1", "1"}, TrueLaw::standard_normal, "1/20", "1");
  const Outcome exclusion = check(input, "INC-MAIN-1.b");
  EXPECT_EQ(word(exclusion.verdict), "verified") << exclusion.reason;
  EXPECT_EQ(word(exclusion.scope), "unbounded");
  EXPECT_TRUE(meets(value(exclusion, "sqrt(E_tr(s_p))"), "1.2801428"));
  EXPECT_TRUE(meets(value(exclusion, "sqrt(E_tr) + sqrt(E_te)"), "0.9935848"));
  EXPECT_TRUE(has_all_digits(exclusion));
  const Outcome identity = check(input, "INC-MAIN-1.c");
  EXPECT_EQ(word(identity.verdict), "verified") << identity.reason;
  EXPECT_TRUE(meets(value(identity, "E_tr(s_p), integrated"), "1.6387656487035701459503904818515"));
  EXPECT_TRUE(meets(value(identity, "E_tr(s_p) as a double integral"), "1.63876"));
  EXPECT_EQ(
      word(check(truth_case({"-1", "1"}, TrueLaw::standard_normal, "1/20", ""), "INC-MAIN-1.b")
               .verdict),
      "inapplicable");
}

TEST(IncMain, Copies) {
  std::vector<std::string> points;
  for (int i = 0; i < 10; ++i) points.push_back(std::to_string(2 * i + 1) + "/20");
  const Case input = truth_case(points, TrueLaw::uniform, "1e-8", "");
  const Outcome outcome = check(input, "INC-MAIN-1.a", 6);
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  // The sharpest rho does better than rho = 5/10000.
  const Enclosure& least = value(outcome, "TV(q, p) + sqrt(E_tr) / 2");
  EXPECT_GT(exact(least.lower), exact("0.98999942669685624121"));
  EXPECT_LT(exact(value(outcome, "sharpest rho").upper), exact("5e-4"));
  EXPECT_GE(exact(outcome.margin->upper), 0);
  // Any dimension, and a delta at which the bound says nothing.
  Case space = truth_case({}, TrueLaw::standard_normal, "1/1000", "");
  for (int k = 0; k < 5; ++k) space.points.push_back({k, 1, 2 * k, 0});
  const Outcome far = check(space, "INC-MAIN-1.a");
  EXPECT_EQ(word(far.verdict), "verified") << far.reason;
  EXPECT_GT(exact(value(far, "TV(q, p) + sqrt(E_tr) / 2").lower), exact("0.99"));
  space.truth->variance = 10;
  const Outcome nothing = check(space, "INC-MAIN-1.a");
  EXPECT_EQ(word(nothing.verdict), "verified") << nothing.reason;
  EXPECT_EQ(exact(value(nothing, "TV(q, p) <= 1/10 forces").upper), 0);
}

TEST(IncMain, RandomData) {
  Sampler sampler(741);
  const int count = sample_count(3, 60);
  for (int i = 0; i < count; ++i) {
    std::vector<std::string> points;
    for (int k = 0, at = sampler.integer(-8, 0); k < 1 + i % 4; ++k, at += sampler.integer(1, 9)) {
      points.push_back(std::to_string(at) + "/8");
    }
    const TrueLaw law = i % 3 == 0 ? TrueLaw::uniform : TrueLaw::standard_normal;
    const Case input = truth_case(points, law, std::to_string(sampler.integer(1, 20)) + "/80",
                                  std::to_string(sampler.integer(3, 20)) + "/10");
    for (const char* claim : {"INC-MAIN-1.a", "INC-MAIN-1.b", "INC-MAIN-1.c"}) {
      const Outcome outcome = check(input, claim, 4);
      EXPECT_EQ(word(outcome.verdict), "verified")
          << claim << ", seed 741, index " << i << ": " << outcome.reason;
    }
  }
}

TEST(IncMain, LemmasFailWithWorseConstants) {
  using namespace memorization;
  const Rational more(1000001, 1000000), less(999999, 1000000), half(1, 2);
  EXPECT_TRUE(certainly(girsanov_pinsker(half)));
  EXPECT_FALSE(certainly(girsanov_pinsker(half * less)));
  EXPECT_TRUE(certainly(de_bruijn(2)));
  EXPECT_FALSE(certainly(de_bruijn(2 * less)) || certainly(de_bruijn(2 * more)));
}

TEST(IncMain, FalseVariants) {
  RunOptions options = quick_options();
  options.false_variants = true;
  options.claims = {"INC-MAIN-1.a/false-a", "INC-MAIN-1.b/false-a"};
  const ClaimsRun ran = run_claims(std::vector<Case>{}, options);
  ASSERT_EQ(ran.run.results.size(), 2U);
  for (const Result& result : ran.run.results) {
    ASSERT_EQ(word(result.outcome.verdict), "violated") << result.outcome.reason;
    EXPECT_TRUE(result.outcome.witness->confirmed);
  }
  EXPECT_TRUE(meets(ran.run.results[0].outcome.witness->right, "25600"));
  EXPECT_TRUE(meets(ran.run.results[1].outcome.witness->left, "1.2801428"));
  EXPECT_TRUE(meets(ran.run.results[1].outcome.witness->right, "1.9871696"));
}

}  // namespace
}  // namespace rigor::test
