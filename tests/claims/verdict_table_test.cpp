// The expected verdict of every claim on the named inputs A, B and C, and published digits.
//
// The verdicts follow from the hypotheses alone: every claim is a theorem. A: delta = 4 sigma, so
// delta >= 6 sigma and 16 n^3 Q <= 1 (it needs delta >= 4.405 sigma for n = 2) are false. B: delta
// = 2 sigma exactly. C: delta = 8.415 sigma, 16 n^3 Q = 0.00033.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "claims/claims_run.hpp"
#include "support/sampling.hpp"
#include "verdict/case_file.hpp"

namespace rigor::test {
namespace {

using Expected = std::map<std::string, std::string>;

/// What differs from "verified" where a hypothesis is false.
void expect_verdicts(const ClaimsRun& ran, const std::string& name, const Expected& hypotheses) {
  std::size_t seen = 0;
  for (const Result& result : ran.run.results) {
    const std::string id = result.claim->id();
    if (result.claim->own_input) continue;
    ASSERT_EQ(result.case_name, name);
    ++seen;
    const Outcome& outcome = result.outcome;
    const auto false_one = hypotheses.find(id);
    if (false_one == hypotheses.end()) {
      EXPECT_EQ(word(outcome.verdict), "verified") << id << ": " << outcome.reason;
      EXPECT_FALSE(outcome.rests_on.empty()) << id;
      for (const Hypothesis& h : outcome.hypotheses) {
        EXPECT_EQ(word(h.verdict), "verified") << id << ": " << h.text;
      }
    } else {
      EXPECT_EQ(word(outcome.verdict), "inapplicable") << id;
      EXPECT_NE(outcome.reason.find("\"" + false_one->second + "\""), std::string::npos)
          << id << ": " << outcome.reason;
      ASSERT_FALSE(outcome.hypotheses.empty()) << id;
      EXPECT_EQ(outcome.hypotheses.back().text, false_one->second) << id;
      EXPECT_EQ(word(outcome.hypotheses.back().verdict), "violated") << id;
    }
  }
  EXPECT_EQ(seen, static_cast<std::size_t>(std::count_if(
                      ran.registry.begin(), ran.registry.end(), [](const Claim& claim) {
                        return !claim.own_input && claim.subject == Subject::data;
                      })));
}

void expect_digits(const ClaimsRun& ran, const std::string& case_name, const std::string& id,
                   const std::map<std::string, std::string>& digits) {
  const Outcome& outcome = ran.of(id, case_name);
  for (const auto& [name, value] : digits) {
    const Quantity& q = quantity_of(outcome, name);
    EXPECT_TRUE(meets(q.value, value)) << name << " is " << text(q.value) << ", not " << value;
    EXPECT_TRUE(q.digits_reached) << name << " is " << text(q.value);
  }
}

TEST(VerdictTable, A) {
  const ClaimsRun ran = run_claims(case_a());
  expect_verdicts(
      ran, "a",
      {{"MAIN-1.b",
        "delta >= 6 sigma, n^2 delta sigma^2 <= 2^8 and pi n^5 delta^3 sigma^6 <= 10^10"},
       {"MAIN-2.iv", "delta >= 6 sigma"},
       {"EXT-2.b", "n >= 10"},
       {"MAIN-1.a", "rho_*^2 / sigma^2 - R_n(s*) >= the right side for A = sigma^-2"},
       {"SCORE-RISK-1.b", "delta >= 6 sigma"},
       {"SCORE-TV-1.a", "16 n^3 Q <= 1"},
       {"TVLB-1.b", "n >= 4"},
       {"SCORE-TV-1/printed", "16 n^3 Q <= 1"}});
  expect_digits(ran, "a", "RISK-ID-1.b",
                {{"R_n(s*)", "4.39023416260728409752343563577"},
                 {"E s*'^2", "280.034266283881650318300345459"}});
  expect_digits(ran, "a", "SCORE-RISK-1.a",
                {{"R_n(s*)", "4.39023416260728409752343563577"},
                 {"upper bound of R_n(s*)", "5.427763960257411795290116016"}});
  expect_digits(ran, "a", "SCORE-RISK-1/printed",
                {{"upper bound of R_n(s*)", "621.0873955457366257702907238"}});
  expect_digits(ran, "a", "SCORE-TV-1.b",
                {{"TV_pi(s*)", "8.90144996753357584994653447096"},
                 {"TV_g(s*)", "11.60107508437469624136780346"},
                 {"TV(s*'; [c_1, c_n])", "127.82835831257268519936381198"}});
  expect_digits(ran, "a", "SCORE-TVU-1", {{"integral over R", "128"}, {"right side", "18432"}});
}

TEST(VerdictTable, B) {
  const ClaimsRun ran = run_claims(case_b());
  expect_verdicts(
      ran, "b",
      {{"MAIN-1.b",
        "delta >= 6 sigma, n^2 delta sigma^2 <= 2^8 and pi n^5 delta^3 sigma^6 <= 10^10"},
       {"MAIN-2.iv", "delta >= 6 sigma"},
       {"EXT-2.b", "n >= 10"},
       {"MAIN-1.a", "rho_*^2 / sigma^2 - R_n(s*) >= the right side for A = sigma^-2"},
       {"SCORE-RISK-1.b", "delta >= 6 sigma"},
       {"SCORE-TV-1.a", "16 n^3 Q <= 1"},
       {"TVLB-1.b", "n >= 4"},
       {"SCORE-TV-1/printed", "16 n^3 Q <= 1"}});
  expect_digits(ran, "b", "RISK-ID-1.b",
                {{"R_n(s*)", "5.19441199567296573805728943998"},
                 {"E s*'^2", "175.125511592223140014262534694"}});
  expect_digits(ran, "b", "SCORE-RISK-1.a",
                {{"upper bound of R_n(s*)", "8.571993578536633782888997722"}});
  expect_digits(ran, "b", "SCORE-RISK-1/printed",
                {{"upper bound of R_n(s*)", "3614.707312986502770134598219"}});
  expect_digits(ran, "b", "SCORE-TV-1.b",
                {{"TV_pi(s*)", "25.2774248605911249675664822408"},
                 {"TV_g(s*)", "25.60483170896863482051898619"},
                 {"TV(s*'; [c_1, c_n])", "312.410765189874244895758174312"}});
}

TEST(VerdictTable, C) {
  const ClaimsRun ran = run_claims(case_c());
  expect_verdicts(ran, "c", {});
  // The bound 5.13199 of the excess risk, against 1.97e-8.
  expect_digits(ran, "c", "MAIN-1.a",
                {{"x at", "0.0015952"},
                 {"rho_*^2", "0.20145592"},
                 {"excess risk", "5.13199"},
                 {"right side for A", "1.97e-8"}});
  expect_digits(ran, "c", "RISK-ID-1.b",
                {{"R_n(s*)", "0.00563993999848028881595272104587"},
                 {"E s*'^2", "651.514593725535686470131962586"}});
  expect_digits(ran, "c", "SCORE-RISK-1.a",
                {{"upper bound of R_n(s*)", "0.005981737916981165941533450837"}});
  expect_digits(ran, "c", "SCORE-RISK-1/printed",
                {{"upper bound of R_n(s*)", "92564.89997544695940827559726"}});
  expect_digits(ran, "c", "SCORE-TV-1.b",
                {{"TV_pi(s*)", "4012.29163628377560550120072279"},
                 {"TV_g(s*)", "4041.022200713715644874313636"},
                 {"TV(s*'; [c_1, c_n])", "11866.3763686874999470139543243"}});
  // Var W(m_1) = 1.1025 = (x_2 - x_1)^2 / 4, and the other cells agree to 30 digits.
  expect_digits(ran, "c", "SCORE-VAR-1.a", {{"min over i of Var W(m_i)", "0.25"}});
  // n^2 delta^3 / 2^11 sigma^4 = 146.93..., n delta^3 / 2^12 sigma^4 = 7.346..., times sigma^4.
  const Rational v = Rational(20, 101) * Rational(20, 101);
  for (const auto& [id, value] : {std::pair{"SCORE-TV-1.a", "146.93450246795654296875"},
                                  std::pair{"SCORE-TV-1/printed", "7.3467251233978271484375"}}) {
    const Enclosure right = quantity_of(ran.of(id, "c"), "right side").value;
    EXPECT_LE(exact(right.lower), exact(value) * v * v) << id;
    EXPECT_GE(exact(right.upper), exact(value) * v * v) << id;
  }
}

TEST(VerdictTable, OrnsteinUhlenbeck) {
  const ClaimsRun ran = run_claims(case_a(), {"OU-1"});
  const std::string on = "0 < t <= 1/2";
  EXPECT_EQ(word(ran.of("OU-1", on).verdict), "verified");
  expect_digits(
      ran, on, "OU-1",
      {{"h(1/2)", "0.04668391940313160916360899"}, {"t*", "0.58162828905842402527028783569121"}});
  // What is called proved lies below t*, what is called refuted above.
  const Enclosure end = quantity_of(ran.of("OU-1", on), "t*").value;
  EXPECT_LT(exact(end.lower), exact("0.58162828905842402527028783569122"));
  EXPECT_GT(exact(end.upper), exact("0.58162828905842402527028783569120"));
}

TEST(VerdictTable, GalaxiesOnTheWholeRange) {
  // The closed statements on all 82 velocities, down to sigma -> 0; the integrals have the long
  // test.
  std::vector<std::string> claims = {"SCORE-ID-1",     "SCORE-VAR-1", "SCORE-IRREG-1",
                                     "SCORE-RISK-1.b", "WEIGHT-1",    "RISK-ID-1.c"};
  if (is_long_setting()) claims.clear();
  const ClaimsRun ran = run_claims(read_case("cases/galaxies.toml"), claims);
  for (const Result& result : ran.run.results) {
    if (result.claim->own_input) continue;
    EXPECT_EQ(word(result.outcome.verdict), "verified")
        << result.claim->id() << ": " << result.outcome.reason;
    EXPECT_EQ(word(result.outcome.scope), "unbounded") << result.claim->id();
  }
}

TEST(VerdictTable, WideNoiseNamesTheFalseHypothesis) {
  const std::map<std::string, std::string> expected = {
      {"SCORE-VAR-1.b", "delta >= 2 sigma"},   {"SCORE-IRREG-1.a", "delta >= 2 sigma"},
      {"SCORE-IRREG-1.b", "delta >= 2 sigma"}, {"SCORE-RISK-1.b", "delta >= 6 sigma"},
      {"SCORE-TV-1.a", "16 n^3 Q <= 1"},       {"SCORE-TV-1.b", "delta >= 2 sigma"}};
  std::vector<std::string> ids;
  for (const auto& [id, hypothesis] : expected) ids.push_back(id);
  const ClaimsRun ran = run_claims(read_case("cases/galaxies-wide.toml"), ids);
  for (const auto& [id, hypothesis] : expected) {
    const Outcome& outcome = ran.of(id, "galaxies-wide");
    EXPECT_EQ(word(outcome.verdict), "inapplicable") << id;
    EXPECT_NE(outcome.reason.find("\"" + hypothesis + "\""), std::string::npos) << outcome.reason;
    EXPECT_FALSE(outcome.margin) << id;
  }
}

TEST(VerdictTable, PartOfARange) {
  // On A delta = 1: delta >= 6 sigma holds for sigma <= 1/6 only.
  const ClaimsRun ran = run_claims(make_case("a", {"-1", "1"}, "1/2", "0", "1/2"),
                                   {"SCORE-RISK-1.b", "SCORE-VAR-1", "SCORE-TV-1.a"});
  const Outcome& split = ran.of("SCORE-RISK-1.b", "a");
  EXPECT_EQ(word(split.verdict), "verified");
  ASSERT_EQ(split.parts.size(), 2U);
  EXPECT_EQ(split.parts[0].range, "0 < sigma <= 1/6");
  EXPECT_EQ(word(split.parts[0].verdict), "verified");
  EXPECT_EQ(split.parts[1].range, "1/6 < sigma <= 1/2");
  EXPECT_EQ(word(split.parts[1].verdict), "inapplicable");

  // delta >= 2 sigma holds on all of it, with equality at the end.
  EXPECT_TRUE(ran.of("SCORE-VAR-1.b", "a").parts.empty());
  EXPECT_EQ(word(ran.of("SCORE-VAR-1.b", "a").verdict), "verified");

  // A threshold that is no rational: the parts meet just above delta / 2 sqrt(log 128) = 0.22699...
  const Outcome& irrational = ran.of("SCORE-TV-1.a", "a");
  EXPECT_EQ(word(irrational.verdict), "verified");
  ASSERT_EQ(irrational.parts.size(), 2U);
  EXPECT_EQ(word(irrational.parts[1].verdict), "inapplicable");
}

}  // namespace
}  // namespace rigor::test
