// REG-UP-1 on the named inputs and on others.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/memorization/reg_up_lemmas.hpp"

namespace rigor::test {
namespace {

using memorization::named_data;
using memorization::named_flow;

Case features_case(const std::string& name, const std::vector<std::string>& points,
                   std::vector<int> powers, const std::string& variance) {
  Case input = named_data(name, points);
  input.features = FeaturesInput{std::move(powers), exact(variance)};
  return input;
}

ClaimsRun run_up(const std::vector<Case>& cases) {
  RunOptions options = quick_options();
  options.claims = {"REG-UP-1.a", "REG-UP-1.b", "REG-UP-1.c", "REG-UP-1.d"};
  return run_claims(cases, options);
}

TEST(UnderParameterization, ReferenceDigits) {
  const auto ran = run_up({features_case("line 1/4", {"-1", "1"}, {1}, "1/4"),
                           features_case("cubic 1/4", {"-1", "1"}, {1, 3}, "1/4"),
                           features_case("line 1/25", {"-1", "1"}, {1}, "1/25"),
                           features_case("cubic 1/25", {"-1", "1"}, {1, 3}, "1/25")});
  const auto expect = [&](const std::string& input, const std::string& digits) {
    const Outcome& outcome = ran.of("REG-UP-1.a", input);
    EXPECT_EQ(word(outcome.verdict), "verified") << input << outcome.reason;
    const Quantity& q = quantity_of(outcome, "least excess");
    EXPECT_TRUE(meets(q.value, digits)) << input << text(q.value);
    EXPECT_TRUE(q.digits_reached) << input;
  };
  expect("line 1/4", "2.1024414593481789756191410910574");
  expect("cubic 1/4", "0.83433000423981984249220610653726");
  expect("line 1/25", "24.037903525934730873183454951626");
  expect("cubic 1/25", "3.8323539246403342697331100412777");
  EXPECT_EQ(word(ran.of("REG-UP-1.c", "line 1/25").verdict), "verified");
  EXPECT_EQ(word(ran.of("REG-UP-1.c", "cubic 1/25").verdict), "inapplicable");
  EXPECT_EQ(word(ran.of("REG-UP-1.d", "line 1/25").verdict), "inapplicable");
  EXPECT_EQ(word(ran.of("REG-UP-1.d", "cubic 1/25").verdict), "verified");
  EXPECT_TRUE(meets(quantity_of(ran.of("REG-UP-1.a", "cubic 1/4"), "J_v").value,
                    "1.0975585406518210243808589089426"));
}

TEST(UnderParameterization, OtherData) {
  const auto ran = run_up({features_case("one", {"3/7"}, {0}, "1/9"),
                           features_case("four", {"-1", "0", "1/2", "2"}, {0, 1, 2}, "1/10"),
                           features_case("wide", {"-3", "3"}, {3, 1}, "1/2"),
                           // J is e^{-500000}
                           features_case("quiet", {"-1", "1"}, {0, 1, 2, 3}, "1/1000000"),
                           features_case("other", {"-3", "2"}, {3, 1}, "1/2")});
  for (const char* input : {"one", "four", "wide", "quiet", "other"}) {
    EXPECT_EQ(word(ran.of("REG-UP-1.a", input).verdict), "verified") << input;
  }
  EXPECT_EQ(word(ran.of("REG-UP-1.c", "one").verdict), "verified");
  EXPECT_EQ(word(ran.of("REG-UP-1.c", "four").verdict), "verified");
  EXPECT_EQ(word(ran.of("REG-UP-1.c", "wide").verdict), "inapplicable");
  EXPECT_EQ(word(ran.of("REG-UP-1.c", "other").verdict), "verified");  // 9 a^3 b != a b^3
  EXPECT_EQ(word(ran.of("REG-UP-1.d", "wide").verdict), "verified");
  EXPECT_EQ(word(ran.of("REG-UP-1.d", "other").verdict), "inapplicable");
}

// d = 1: x(0) = mu + sqrt(Sig / (Sig + T)) (x(T) - mu). DS-A, T = 3, x(T) = 1: Sig = 1, x(0) = 1/2.
// In the plane: the standard directions of DS-D have Sig = 1/2, T = 7/2: the factor is sqrt(1/8).
TEST(UnderParameterization, AffineScores) {
  const auto ran = run_up({named_flow("line", memorization::points_A(), "3", "1"),
                           named_flow("plane", memorization::points_D(), "7/2", "8 -8"),
                           named_flow("triangle", memorization::points_C(), "1/3", "1/5 7"),
                           named_flow("flat", {"0 0", "1 1"}, "1", "0 1")});
  const Outcome& line = ran.of("REG-UP-1.b", "line");
  EXPECT_EQ(word(line.verdict), "verified") << line.reason;
  EXPECT_TRUE(meets(quantity_of(line, "coordinate 1").value, "0.5000000000000000000"));
  EXPECT_TRUE(meets(quantity_of(line, "its distance").value, "0.50000000000000"));
  const Outcome& plane = ran.of("REG-UP-1.b", "plane");
  EXPECT_EQ(word(plane.verdict), "verified") << plane.reason;
  EXPECT_TRUE(meets(quantity_of(plane, "coordinate 1").value, "2.828427124746190097603"));
  EXPECT_TRUE(meets(quantity_of(plane, "coordinate 2").value, "-2.828427124746190097603"));
  EXPECT_EQ(word(ran.of("REG-UP-1.b", "triangle").verdict), "verified");
  EXPECT_EQ(word(ran.of("REG-UP-1.b", "flat").verdict), "inapplicable");
}

TEST(UnderParameterization, ConstantsCannotBeImproved) {
  EXPECT_TRUE(certainly(memorization::two_odd_powers(exact("9/2"))));
  EXPECT_FALSE(certainly(memorization::two_odd_powers(exact("4.4999"))));
}

// b^T A^-1 b at variances of the range is at most the bound for the range.
TEST(UnderParameterization, BoundOverAllSmallVariances) {
  const std::vector<Rational> points{exact("-1"), exact("1/2"), exact("2")};
  const auto most =
      memorization::learned_at_most<Interval>({0, 1, 2}, points, exact("1/1000"), Precision{53});
  ASSERT_TRUE(most);
  const auto thin = memorization::learned_at_most<Interval>({0, 1, 2}, points, 0, Precision{53});
  ASSERT_TRUE(thin);
  EXPECT_TRUE(certainly(*thin <= *most));
  EXPECT_FALSE(memorization::learned_at_most<Interval>({1, 3}, {Rational(-1), Rational(1)},
                                                       exact("1/1000"), Precision{53}));
}

TEST(UnderParameterization, FalseVariants) {
  RunOptions options = quick_options();
  options.false_variants = true;
  options.claims = {"REG-UP-1.c/false-a", "REG-UP-1.d/false-a"};
  const auto ran = run_claims(std::vector<Case>{}, options);
  ASSERT_EQ(ran.run.results.size(), 2U);
  for (const Result& result : ran.run.results) {
    EXPECT_EQ(word(result.outcome.verdict), "violated") << result.claim->id();
  }
}

}  // namespace
}  // namespace rigor::test
