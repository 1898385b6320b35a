// Certificates that gradient flow converges: reference digits, networks that just close and just
// miss.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"

namespace rigor::test {
namespace {

using namespace neural_ode;

Case with_radius(Case input, const std::string& radius) {
  input.residual->radius = exact(radius);
  return input;
}
Case case_1() {
  return pl_1(4, "1/500 -3/2000 1/400");
}
Case case_2() {
  return pl_2(4, "3/20 -1/10", "1/10 3/20");
}

struct Row {
  Case input;
  std::string kernel, singular, rate, path;
};

TEST(Certificates, CloseForEveryDepthWithTheDigitsOfTheTable) {
  const std::vector<Row> rows = {
      {with_radius(case_1(), "0.018"), "0.2159089190531170228434247588",
       "0.2445194024880514005206597873", "0.07971965092415156991912347898",
       "0.01445911395970102529403500519"},
      {with_radius(case_2(), "0.18"), "8.396788962710023260227902163",
       "1.618912519616901117613267571", "5.241755492344686491917975061",
       "0.1574828612357453073720685665"},
      {with_radius(pl_4(4), "0.0125"), "0.1610135278745333800968347834",
       "0.2120244317574610939409547985", "0.04495435966207427646868428635",
       "0.01042962087161345127346358397"}};
  for (const Row& row : rows) {
    const Outcome outcome = check(row.input, "NODE-PL-2.a");
    EXPECT_EQ(word(outcome.verdict), "verified") << row.input.name << ": " << outcome.reason;
    EXPECT_EQ(word(outcome.scope), "unbounded");
    EXPECT_TRUE(has_all_digits(outcome));
    EXPECT_TRUE(meets(quantity_of(outcome, "least eigenvalue of the tangent").value, row.kernel));
    EXPECT_TRUE(meets(quantity_of(outcome, "least singular value").value, row.singular));
    EXPECT_TRUE(meets(quantity_of(outcome, "rate mu").value, row.rate));
    EXPECT_TRUE(meets(quantity_of(outcome, "2 sqrt(l(0) / mu)").value, row.path));
    EXPECT_NE(outcome.reason.find("for every depth L"), std::string::npos) << outcome.reason;
  }
}

}  // namespace
}  // namespace rigor::test
