// What can't be said of a network is said to be so, each with its own reason.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "proofs-check/big_step/named_inputs.hpp"
#include "proofs-check/big_step/named_networks.hpp"

namespace rigor::test {
namespace {

using namespace big_step;

const Outcome& outcome_of(const ClaimsRun& ran, std::string_view id) {
  return ran.of(id, ran.run.cases.front().name);
}

void expect_reason(const ClaimsRun& ran, std::string_view id, const std::string& part) {
  const Outcome& outcome = outcome_of(ran, id);
  EXPECT_EQ(word(outcome.verdict), "inconclusive") << id;
  EXPECT_NE(outcome.reason.find(part), std::string::npos) << id << ": " << outcome.reason;
}

// The gradient depends on sigma: what is proved at one noise level is not proved of a range.
TEST(NetworkLimits, ACriticalPointBelongsToOneNoiseLevel) {
  Case input = input_NET_A();
  input.sigma = {exact("1/8"), exact("1/4")};
  input.eta = exact("1/200");
  const ClaimsRun ran = run_claims(input, {"CRIT-1", "STAB-1", "GD-1.a", "SGD-MS-1.a",
                                           "SHARP-TRANS-1.a", "MAIN-2.ii", "MAIN-3.a"});
  for (const char* id : {"CRIT-1", "STAB-1", "GD-1.a", "SGD-MS-1.a", "SHARP-TRANS-1.a"}) {
    expect_reason(ran, id, "belongs to one noise level");
  }
  EXPECT_EQ(word(outcome_of(ran, "MAIN-2.ii").verdict), "verified");
  EXPECT_EQ(word(outcome_of(ran, "MAIN-3.a").verdict), "verified");
}

TEST(NetworkLimits, NumbersOverARangeOfNoiseLevelsNameTheirs) {
  Case input = input_NET_1();
  input.sigma = {exact("1/8"), exact("1/4")};
  const ClaimsRun ran = run_claims(input, {"SHARP-TRANS-1.a", "TVLB-1.c"});
  const Outcome& outcome = outcome_of(ran, "SHARP-TRANS-1.a");
  EXPECT_EQ(word(outcome.verdict), "verified");
  EXPECT_EQ(quantity_of(outcome, "lambda_max(H_ae)").name, "lambda_max(H_ae) at sigma = 1/4");
  expect_reason(ran, "TVLB-1.c", "not settled below");
}

// From these numbers Newton's method goes to NET-A and to a saddle, more than a sigma away.
TEST(NetworkLimits, ACriticalPointFarFromTheNumbersIsNotTheOneMeant) {
  for (const std::string weight : {"1", "31"}) {
    const Case input = with_network(input_A(), {1, -1}, {"-" + weight, weight}, {"0", "0"}, true);
    const ClaimsRun ran = run_claims(input, {"CRIT-1", "STAB-1"});
    expect_reason(ran, "CRIT-1", "is not near the numbers");
    expect_reason(ran, "STAB-1", "is not near the numbers");
  }
}

TEST(NetworkLimits, ANetworkWithoutAnyOuterWeight) {
  Case input = make_case("zero", {"0"}, "1", "1/4");
  input.full_network = FullNetwork{{exact("1/3")}, {10}, {0}, 0};
  const ClaimsRun ran = run_claims(input, {"EXT-1"});
  EXPECT_EQ(word(outcome_of(ran, "EXT-1").verdict), "verified");
}

TEST(NetworkLimits, CoincidingKinksOfACriticalPoint) {
  Case input = input_MEM1();
  input.network->critical = true;
  input.eta = exact("1/1000");
  const ClaimsRun ran = run_claims(input, {"SGD-MS-1", "STAB-1"});
  expect_reason(ran, "SGD-MS-1.a", "kinks of the critical point may coincide");
  EXPECT_EQ(word(outcome_of(ran, "SGD-MS-1.c").verdict), "verified");
  EXPECT_EQ(word(outcome_of(ran, "STAB-1").verdict), "verified");
}

}  // namespace
}  // namespace rigor::test
