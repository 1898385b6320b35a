// The same inputs give the same report, byte for byte, for any number of threads.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "report/json.hpp"

namespace rigor::test {
namespace {

TEST(Determinism, ReportIsTheSameForOneAndTwoThreads) {
  RunOptions options = quick_options();
  const auto report = [&](unsigned jobs) {
    options.jobs = jobs;
    return to_json(run_claims(std::vector<Case>{case_a(), case_b()}, options).run);
  };
  const std::string once = report(1);
  EXPECT_EQ(once, report(2));
  EXPECT_EQ(once, report(5));
}

}  // namespace
}  // namespace rigor::test
