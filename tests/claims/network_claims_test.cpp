// The claims on networks: verdicts and published digits on the named networks.
#include <gtest/gtest.h>

#include <map>

#include "claims/claims_run.hpp"
#include "proofs-check/big_step/named_networks.hpp"

namespace rigor::test {
namespace {

const std::vector<std::string> kClaims = {"HESS-1",        "SHARP-NTK-1", "SHARP-2x2-1",
                                          "SHARP-TRANS-1", "TVUB-1",      "TVLB-1"};

using Expected = std::map<std::string, std::string>;

/// Everything is verified but what is listed with its false hypothesis, or with "" where a
/// hypothesis stays open.
ClaimsRun expect_verdicts(const Case& input, const Expected& inapplicable) {
  ClaimsRun ran = run_claims(input, kClaims);
  std::size_t seen = 0;
  for (const Result& result : ran.run.results) {
    const std::string id = result.claim->id();
    if (result.claim->own_input) continue;
    ++seen;
    const Outcome& outcome = result.outcome;
    const auto found = inapplicable.find(id);
    if (found == inapplicable.end()) {
      EXPECT_EQ(word(outcome.verdict), "verified") << id << ": " << outcome.reason;
      EXPECT_EQ(word(outcome.scope), id == "TVUB-1/printed" ? "instance" : "unbounded") << id;
      EXPECT_FALSE(outcome.rests_on.empty()) << id;
      for (const Hypothesis& h : outcome.hypotheses) {
        EXPECT_EQ(word(h.verdict), "verified") << id << ": " << h.text;
      }
      if (outcome.margin && outcome.margin->upper != "inf") {
        EXPECT_GE(exact(outcome.margin->upper), 0) << id;
      }
      for (const Quantity& q : outcome.quantities) {
        EXPECT_TRUE(q.digits_reached) << id << ": " << q.name << " is " << text(q.value);
      }
    } else if (found->second.empty()) {
      EXPECT_EQ(word(outcome.verdict), "inconclusive") << id;
    } else {
      EXPECT_EQ(word(outcome.verdict), "inapplicable") << id;
      EXPECT_NE(outcome.reason.find("\"" + found->second), std::string::npos)
          << id << ": " << outcome.reason;
    }
  }
  EXPECT_EQ(seen, 17U) << "16 claims and a printed statement speak of a network or its data";
  return ran;
}

void expect_digits(const ClaimsRun& ran, const std::string& name, const std::string& id,
                   const std::map<std::string, std::string>& digits) {
  const Outcome& outcome = ran.of(id, name);
  for (const auto& [quantity, value] : digits) {
    const Quantity& q = quantity_of(outcome, quantity);
    EXPECT_TRUE(meets(q.value, value)) << id << ": " << quantity << " is " << text(q.value);
  }
}

const Expected kOnA = {{"TVLB-1.b", "n >= 4"}};
Expected on_A_with(Expected more) {
  more.insert(kOnA.begin(), kOnA.end());
  return more;
}
const Expected kNotCritical = {{"SHARP-TRANS-1.c", "grad R_n(theta) = 0"},
                               {"TVUB-1.c", "grad R_n(theta) = 0"}};
Expected not_critical_with(Expected more) {
  more.insert(kNotCritical.begin(), kNotCritical.end());
  return more;
}
const std::string kAtomRisks = "E[r^2 | I = i] < M2(lambda)";

TEST(NetworkClaims, Net1) {
  const ClaimsRun ran =
      expect_verdicts(big_step::input_NET_1(),
                      not_critical_with({{"TVLB-1.b", "n >= 4"}, {"TVLB-1.c", kAtomRisks}}));
  expect_digits(ran, "NET-1", "HESS-1.a",
                {{"R_n(theta)", "8.44454994457896678870685291"},
                 {"rho^2", "0.5277843715361854242941783069"},
                 {"dR/dw_1", "0.07555258064048545499706047852"},
                 {"dR/dw_2", "-0.008629302825637097369220391387"},
                 {"dR/dw_3", "0.1183491719432708327407712525"},
                 {"dR/db_1", "-1.362728333504870662524962391"},
                 {"dR/db_2", "5.550646933636788177288439534"},
                 {"dR/db_3", "3.702106981785163415746953007"}});
  expect_digits(ran, "NET-1", "HESS-1.b",
                {{"lambda_max(G)", "79.81084342796890079605206306"},
                 {"lambda_max(H_ae)", "159.6256467371052732644022663"}});
  expect_digits(ran, "NET-1", "HESS-1.c",
                {{"lambda_max(H)", "179.4088716864875793008978633"},
                 {"lambda_min(H)", "-0.005134579943467459060682906127"},
                 {"H[b_1, b_1]", "170.1232332151049520007788387"},
                 {"H[b_2, b_2]", "82.28859729774983349192129575"},
                 {"H[b_3, b_3]", "26.61167682637369626879411452"}});
  expect_digits(ran, "NET-1", "SHARP-NTK-1",
                {{"T", "2.196907534767265372319256736"},
                 {"TV_pi", "1.289981445244895029206022344"},
                 {"TV_g", "1.210149485400371056290303743"}});
  expect_digits(ran, "NET-1", "SHARP-TRANS-1.a",
                {{"E s_theta'^2", "66.61134918524196224223528509"}});
  expect_digits(ran, "NET-1", "SHARP-TRANS-1.d", {{"V", "11.01398983441842743790332984"}});
}

TEST(NetworkClaims, NetA) {
  const ClaimsRun ran =
      expect_verdicts(big_step::input_NET_A(), on_A_with({{"TVLB-1.c", kAtomRisks}}));
  expect_digits(ran, "NET-A", "SHARP-TRANS-1.c",
                {{"rho^2", "0.4999396865793611181058999269"},
                 {"m lambda_max(H) sigma^4 / 2", "0.4995720687892059180602177776"},
                 {"m lambda_max(H_ae) sigma^4 / 2", "0.4998798626236763129313834563"}});
  expect_digits(ran, "NET-A", "HESS-1.c",
                {{"lambda_max(H)", "127.8904496100367150234157511"},
                 {"lambda_min(H)", "0.00283818967903104130909529785"}});
  expect_digits(ran, "NET-A", "SHARP-NTK-1",
                {{"T", "0.3992841042681878397607432004"},
                 {"TV_pi", "0.7641513240806067710956775317"},
                 {"TV_g", "0.3992841042681878397607432004"}});
  expect_digits(ran, "NET-A", "SHARP-TRANS-1.a",
                {{"E s_theta'^2", "127.9642663958650574173562937"}});
  expect_digits(ran, "NET-A", "SHARP-TRANS-1.d", {{"V", "8.000965014730222110305601169"}});
}

TEST(NetworkClaims, NetB) {
  const ClaimsRun ran = expect_verdicts(big_step::input_NET_B(), kOnA);
  expect_digits(ran, "NET-B", "SHARP-TRANS-1.c",
                {{"rho^2", "0.2748133285106719642661869106"},
                 {"m lambda_max(H) sigma^4 / 2", "13.66854418236524348900965204"},
                 {"m lambda_max(H_ae) sigma^4 / 2", "13.70921266098151215361565187"}});
  expect_digits(ran, "NET-B", "HESS-1.c",
                {{"lambda_max(H)", "1749.573655342751166593235461"},
                 {"lambda_min(H)", "0.00001113228001199500736576021809"}});
  expect_digits(ran, "NET-B", "SHARP-NTK-1",
                {{"T", "15.58200489958139944425617697"},
                 {"TV_pi", "7.811176732815423262499713621"},
                 {"TV_g", "9.806916936759255716752228232"}});
  expect_digits(ran, "NET-B", "SHARP-TRANS-1.a",
                {{"E s_theta'^2", "291.034889035679847443143429"}});
  expect_digits(ran, "NET-B", "SHARP-TRANS-1.d", {{"V", "57.64142193661857402663820149"}});
}

TEST(NetworkClaims, NetS1) {
  const ClaimsRun ran =
      expect_verdicts(big_step::input_NET_S1(), on_A_with({{"TVLB-1.c", kAtomRisks}}));
  expect_digits(ran, "NET-S1", "HESS-1.a", {{"rho^2", "0.749969843289680559052949963455"}});
  expect_digits(ran, "NET-S1", "HESS-1.b",
                {{"lambda_max(H_ae)", "127.98418146542633777448364085"},
                 {"lambda_min(H_ae)", "0.0113637022448416058974664900011"}});
  expect_digits(ran, "NET-S1", "HESS-1.c",
                {{"lambda_max(H)", "127.905395446432140875984706925"},
                 {"lambda_min(H)", "0.0113514321381966610087496801723"}});
}

TEST(NetworkClaims, P10) {
  const ClaimsRun ran = expect_verdicts(
      big_step::input_P10(), not_critical_with({{"TVLB-1.b", "n >= 4"}, {"TVLB-1.c", kAtomRisks}}));
  expect_digits(ran, "P10", "SHARP-NTK-1",
                {{"lambda_max(G)", "0.0001034872070506772582975475908"}});
}

TEST(NetworkClaims, P7) {
  const ClaimsRun ran =
      expect_verdicts(big_step::input_P7(), not_critical_with({{"TVLB-1.b", "n >= 4"}}));
  expect_digits(ran, "P7", "HESS-1.a", {{"rho^2", "0.005815154911332006842918647493"}});
  expect_digits(ran, "P7", "TVLB-1.c", {{"TV_g", "985.3399970459867461921133365"}});
}

TEST(NetworkClaims, Zig6) {
  const ClaimsRun ran = expect_verdicts(big_step::input_ZIG_6(), kNotCritical);
  expect_digits(ran, "ZIG-6", "HESS-1.a", {{"rho^2", "0.00355354778653521942280134147"}});
  expect_digits(
      ran, "ZIG-6", "TVLB-1.c",
      {{"TV_g", "566.4863812144608021075114733"}, {"sum |jump|", "1598.896059497639798192537226"}});
}

TEST(NetworkClaims, Mem1) {
  // Its gradient is 0, and only an enclosure of it is known.
  const ClaimsRun ran = expect_verdicts(big_step::input_MEM1(), {{"SHARP-TRANS-1.c", ""},
                                                                 {"TVUB-1.c", ""},
                                                                 {"TVLB-1.a", "n >= 2"},
                                                                 {"TVLB-1.b", "n >= 4"},
                                                                 {"TVLB-1.c", "n >= 2"}});
  expect_digits(ran, "MEM1", "HESS-1.c",
                {{"lambda_max(H)", "256.0099474045578480634838543"},
                 {"lambda_min(H)", "0.005677595442151936516145711394"}});
  expect_digits(ran, "MEM1", "SHARP-TRANS-1.b",
                {{"m lambda_max(H) sigma^4 / 2", "1.000038857049054093997983806"}});
}

TEST(NetworkClaims, VariationOfDataInTheFormOfTheTable) {
  const std::map<std::string, std::string> a = {
      {"B_g (kappa = 1/4, lambda = 2)", "0.0002897469251993836579647536672"},
      {"B_V (kappa = 1/4, lambda = 2)", "0.2730015952172022268557693344"}};
  expect_digits(run_claims(case_a(), {"TVLB-1"}), "a", "TVLB-1.a", a);
  const std::map<std::string, std::string> b = {
      {"B_g (kappa = 1/2, lambda = 1)", "0.09757050547551067077247282462"},
      {"B_V (kappa = 1/2, lambda = 1)", "3.577094770214912284149028992"}};
  expect_digits(run_claims(case_b(), {"TVLB-1"}), "b", "TVLB-1.a", b);
  const std::map<std::string, std::string> c = {
      {"B_g (kappa = 1/4, lambda = 2)", "68.14769145481524165007955091"},
      {"B_V (kappa = 1/4, lambda = 2)", "69.29188892986689201096792134"},
      {"B_g (kappa = 1/2, lambda = 3)", "43.7169276145200240358400369"},
      {"B_V (kappa = 1/2, lambda = 3)", "45.9217128459199263704476589"}};
  expect_digits(run_claims(case_c(), {"TVLB-1"}), "c", "TVLB-1.a", c);
}

}  // namespace
}  // namespace rigor::test
