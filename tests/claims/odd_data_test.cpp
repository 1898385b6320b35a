// Data at the borders of the hypotheses, in extreme units, and of a kind that claims exclude.
#include <gtest/gtest.h>

#include <algorithm>

#include "claims/claims_run.hpp"
#include "function/elementary.hpp"

namespace rigor::test {
namespace {

/// The verdict of every claim that runs on the case; `inapplicable` where `allowed` says so.
void expect_verified(const ClaimsRun& ran, const std::vector<std::string>& inapplicable = {}) {
  for (const Result& result : ran.run.results) {
    if (result.claim->own_input) continue;
    const std::string id = result.claim->id();
    const bool excluded =
        std::find(inapplicable.begin(), inapplicable.end(), id) != inapplicable.end();
    EXPECT_EQ(word(result.outcome.verdict), excluded ? "inapplicable" : "verified")
        << id << " on " << result.case_name << ": " << result.outcome.reason;
  }
}

/// The claims about networks and learning rates have other hypotheses: on every data set each is
/// verified or inapplicable.
void expect_decided(const ClaimsRun& ran) {
  for (const Result& result : ran.run.results) {
    if (result.claim->own_input) continue;
    const Outcome& outcome = result.outcome;
    EXPECT_TRUE(outcome.verdict == Verdict::verified || outcome.verdict == Verdict::inapplicable)
        << result.claim->id() << " on " << result.case_name << ": " << outcome.reason;
  }
}

/// Both, on one case.
void expect_score_claims(const Case& input, const std::vector<std::string>& inapplicable = {}) {
  expect_verified(run_claims(input, score_claims), inapplicable);
  expect_decided(run_claims(input, {"TVLB-1", "MAIN-1", "MAIN-2"}));
}

const std::vector<std::string> need_separation = {"SCORE-RISK-1.b", "SCORE-TV-1.a",
                                                  "SCORE-TV-1/printed"};

TEST(OddData, OnePointAndTwoDimensionsAreNotCovered) {
  const Case one = make_case("one", {"5"}, "1", "1/4");
  Case plane = make_case("plane", {"0", "1"}, "1", "1/8");
  plane.points = {{0, 0}, {1, 1}};
  for (const auto& [input, hypothesis] : {std::pair{one, "n >= 2"}, std::pair{plane, "d = 1"}}) {
    const ClaimsRun ran = run_claims(input, score_claims);
    for (const Result& result : ran.run.results) {
      if (result.claim->own_input) continue;
      EXPECT_EQ(word(result.outcome.verdict), "inapplicable") << result.claim->id();
      EXPECT_NE(result.outcome.reason.find(hypothesis), std::string::npos) << result.outcome.reason;
    }
  }
}

TEST(OddData, NegativeData) {
  expect_score_claims(make_case("negative", {"-9", "-5", "-4", "-2"}, "1/3", "1/30"));
  expect_score_claims(make_case("mixed", {"-3", "-1", "2"}, "2/3", "1/12"));
}

TEST(OddData, UnorderedDataWithEqualGaps) {
  expect_score_claims(make_case("equal", {"3", "1", "2", "0"}, "1", "1/9"));
}

TEST(OddData, HugeAndSmallUnits) {
  expect_score_claims(make_case("nano", {"0", "1e-9", "3e-9"}, "1", "1e-10"));
  expect_score_claims(make_case("mega", {"0", "1e6", "3e6"}, "1", "1e5"));
  expect_score_claims(make_case("far", {"1e24", "1000000000000000000000001"}, "1", "1/7"));
}

TEST(OddData, UnitsChangeNothingButUnits) {
  // x -> 10^6 x, sigma -> 10^6 sigma: R_n(s*) scales like 10^-12, TV_pi(s*) like 10^-6.
  const ClaimsRun small =
      run_claims(make_case("s", {"0", "1", "3"}, "1/2", "1/8"), {"RISK-ID-1.b", "SCORE-TV-1.b"});
  const ClaimsRun large = run_claims(make_case("l", {"0", "1e6", "3e6"}, "1/2", "125000"),
                                     {"RISK-ID-1.b", "SCORE-TV-1.b"});
  const auto expect_scaled = [&](const char* id, const char* name, const Rational& scale) {
    const Enclosure a = quantity_of(small.of(id, "s"), name).value;
    const Enclosure b = quantity_of(large.of(id, "l"), name).value;
    EXPECT_LE(exact(a.lower) * scale, exact(b.upper)) << name;
    EXPECT_LE(exact(b.lower), exact(a.upper) * scale) << name;
  };
  const Rational million = 1000000;
  expect_scaled("RISK-ID-1.b", "R_n(s*)", 1 / (million * million));
  expect_scaled("SCORE-TV-1.b", "TV_pi(s*)", 1 / million);
}

TEST(OddData, ReflectionAndShiftChangeNothing) {
  const std::vector<std::string> claims = {"RISK-ID-1.b", "SCORE-TV-1.b"};
  const ClaimsRun one = run_claims(make_case("x", {"0", "1", "3"}, "1/2", "1/8"), claims);
  const ClaimsRun two = run_claims(make_case("x", {"-1", "-3", "-4"}, "1/2", "1/8"), claims);
  for (const auto& [id, name] :
       {std::pair{"RISK-ID-1.b", "R_n(s*)"}, std::pair{"RISK-ID-1.b", "E s*'^2"},
        std::pair{"SCORE-TV-1.b", "TV_pi(s*)"}, std::pair{"SCORE-TV-1.b", "TV_g(s*)"}}) {
    const Enclosure a = quantity_of(one.of(id, "x"), name).value;
    const Enclosure b = quantity_of(two.of(id, "x"), name).value;
    EXPECT_LE(exact(a.lower), exact(b.upper)) << name;
    EXPECT_LE(exact(b.lower), exact(a.upper)) << name;
  }
}

// Found by these tests: delta = k sigma with delta / k no dyadic number was never settled.
TEST(OddData, HypothesesThatHoldWithEquality) {
  expect_score_claims(make_case("two", {"0", "1/3", "1"}, "1", "1/6"), need_separation);
  expect_score_claims(make_case("six", {"-1", "1"}, "1/2", "1/6"));
  // On [1/12, 1/6] the stronger hypotheses hold on a part: sigma <= 1/18 is outside, 16 n^3 Q <= 1
  // needs sigma <= 0.0676.
  expect_score_claims(make_case("range", {"0", "1/3", "1"}, "1", "1/12", "1/6"), need_separation);
}

TEST(OddData, JustBesideEquality) {
  const std::vector<std::string> claims = {"SCORE-VAR-1.b", "SCORE-RISK-1/printed"};
  const auto check = [&](const std::string& sigma) {
    return run_claims(make_case("x", {"0", "1/3"}, "1", sigma), claims);
  };
  const std::string above =
      "1000000000000000000000000000000000000001/"
      "6000000000000000000000000000000000000000";
  for (const char* id : {"SCORE-VAR-1.b", "SCORE-RISK-1/printed"}) {
    EXPECT_EQ(word(check("1/6").of(id, "x").verdict), "verified");
    EXPECT_EQ(word(check(above).of(id, "x").verdict), "inapplicable");
    EXPECT_NE(check(above).of(id, "x").reason.find("sigma <= 1/6"), std::string::npos);
  }
}

TEST(OddData, AtTheBorderOfSixteenNCubedQ) {
  // A: 16 n^3 Q = 1 at sigma = 1 / (2 sqrt(log 128)) = 0.2269907991283...
  using D = Decorated<BigInterval>;
  const Precision p{256};
  const D border = 1 / (2 * sqrt(log(enclose<D>(128L, p))));
  const Rational parts_per_billion = Rational(1, 10000000000);
  const Rational below = lower_rational(border) * (1 - parts_per_billion);
  const Rational above = upper_rational(border) * (1 + parts_per_billion);
  const auto verdict = [](const Rational& from, const Rational& to) {
    Case input = case_a();
    input.sigma = {from, to};
    return run_claims(input, {"SCORE-TV-1.a"});
  };
  EXPECT_EQ(word(verdict(below, below).of("SCORE-TV-1.a", "a").verdict), "verified");
  EXPECT_EQ(word(verdict(above, above).of("SCORE-TV-1.a", "a").verdict), "inapplicable");
  EXPECT_TRUE(verdict(0, below).of("SCORE-TV-1.a", "a").parts.empty());
  // Found by these tests: a range that ends a hair above the border hid the part beyond it.
  const ClaimsRun hair = verdict(0, upper_rational(border) + Rational(1, 10000000000000));
  ASSERT_EQ(hair.of("SCORE-TV-1.a", "a").parts.size(), 2U);
  EXPECT_EQ(word(hair.of("SCORE-TV-1.a", "a").parts[1].verdict), "inapplicable");
}

TEST(OddData, WideNoise) {
  // Nothing is small here, and q is close to 1.
  const std::vector<std::string> closed = {"SCORE-ID-1", "SCORE-VAR-1.a", "SCORE-RISK-1.a",
                                           "WEIGHT-1", "RISK-ID-1.c"};
  for (const char* sigma : {"10", "1000", "1e9"}) {
    expect_verified(run_claims(make_case("wide", {"-1", "0", "3"}, "1/2", sigma), closed));
  }
}

TEST(OddData, GapsOfVeryDifferentSize) {
  expect_score_claims(make_case("x", {"0", "1", "1000"}, "1", "1/2"), need_separation);
}

}  // namespace
}  // namespace rigor::test
