// INC-LAW-1 against printed digits, on other data, and where it doesn't apply.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "proofs-check/memorization/named_inputs.hpp"

namespace rigor::test {
namespace {

using memorization::named_data;

void expect(const Outcome& outcome, std::string_view name, std::string_view digits) {
  const Enclosure& value = quantity_of(outcome, name).value;
  EXPECT_TRUE(meets(value, digits)) << name << " " << text(value) << " misses " << digits;
}
Case against(Case input, TrueLaw law, const std::string& variance) {
  input.truth = TruthInput{law, exact(variance), std::nullopt};
  return input;
}
ClaimsRun run_law(const std::vector<Case>& cases) {
  RunOptions options = quick_options();
  options.claims = {"INC-LAW-1"};
  return run_claims(cases, options);
}

TEST(CopyingClaims, PrintedDigits) {
  const ClaimsRun ran =
      run_law({against(named_data("2", {"3/4", "1/4"}), TrueLaw::uniform, "1/400"),
               against(named_data("4", {"1/8", "3/8", "5/8", "7/8"}), TrueLaw::uniform, "1/1600")});
  for (const Result& result : ran.run.results) {
    EXPECT_EQ(word(result.outcome.verdict), "verified") << result.claim->id();
    EXPECT_EQ(word(result.outcome.scope), "unbounded");
    for (const Quantity& q : result.outcome.quantities) EXPECT_TRUE(q.digits_reached) << q.name;
  }
  expect(ran.of("INC-LAW-1.a", "2"), "TV(p, q_sigma)", "0.57108789585326321843");
  expect(ran.of("INC-LAW-1.a", "4"), "TV(p, q_sigma)", "0.57108775252747729797");
  expect(ran.of("INC-LAW-1.b", "2"), "KL(p | q_sigma)", "2.7747954365430525922");
  expect(ran.of("INC-LAW-1.b", "4"), "KL(p | q_sigma)", "2.7706831013759320262");
  expect(ran.of("INC-LAW-1.b", "2"), "lower bound B", "2.0898729263173484150");
  expect(ran.of("INC-LAW-1.b", "4"), "lower bound B", "1.3967257457574031056");
  expect(ran.of("INC-LAW-1.c", "2"), "W2(p_emp, p)", "0.14433756729740644113");
  expect(ran.of("INC-LAW-1.c", "4"), "W2(p_emp, p)", "0.072168783648703220564");
}

TEST(CopyingClaims, OtherData) {
  const ClaimsRun ran = run_law(
      {against(named_data("x", {"0.03", "1.2", "0.47", "0.41"}), TrueLaw::uniform, "1/900"),
       against(named_data("n", {"-1", "0.2", "1"}), TrueLaw::standard_normal, "1/10000"),
       against(named_data("wide", {"-3", "0.2"}), TrueLaw::uniform, "4"),
       against(named_data("one", {"0.3"}), TrueLaw::uniform, "1/1000000"),
       against(named_data("c", {"0 0", "2 0", "1/2 3/2"}), TrueLaw::standard_normal, "1/100")});
  for (const Result& result : ran.run.results) {
    const bool applies =
        result.claim->part == "a" || (result.case_name != "n" && result.case_name != "c");
    EXPECT_EQ(word(result.outcome.verdict), applies ? "verified" : "inapplicable")
        << result.claim->id() << " " << result.case_name << ": " << result.outcome.reason;
  }
  // mpmath's digits.
  expect(ran.of("INC-LAW-1.a", "x"), "TV(p, q_sigma)", "0.70966766526990170464");
  expect(ran.of("INC-LAW-1.b", "x"), "KL(p | q_sigma)", "14.324247950844565855");
  expect(ran.of("INC-LAW-1.c", "x"), "W2(q_sigma, p)", "0.19054839522273626072");
  // With much noise the bound says nothing; with little it is near 1.
  expect(ran.of("INC-LAW-1.a", "wide"), "lower bound of TV", "0");
  EXPECT_GT(exact(quantity_of(ran.of("INC-LAW-1.a", "one"), "lower bound of TV").value.lower),
            exact("0.99"));
  EXPECT_GT(exact(quantity_of(ran.of("INC-LAW-1.a", "c"), "lower bound of TV").value.lower),
            exact("0.7"));
}

}  // namespace
}  // namespace rigor::test
