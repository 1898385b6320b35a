#include "cli/report_diff.hpp"

#include <gtest/gtest.h>

namespace rigor {
namespace {

ReportResult result(const std::string& id, Verdict verdict) {
  ReportResult r;
  r.id = id;
  r.case_name = "a";
  r.verdict = verdict;
  r.margin = Enclosure{"0.1", "0.2"};
  r.quantities = {{"V", {"1", "1.5"}, true}};
  return r;
}

TEST(ReportDiff, FindsNothingInEqualReports) {
  Report report;
  report.results = {result("X-1", Verdict::verified)};
  const ReportDiff diff = compare_reports(report, report);
  EXPECT_TRUE(diff.changes.empty());
  EXPECT_TRUE(diff.remarks.empty());
}

TEST(ReportDiff, TellsVerdictsMarginsAndQuantities) {
  Report before;
  before.results = {result("X-1", Verdict::verified)};
  Report after = before;
  after.results[0].verdict = Verdict::violated;
  after.results[0].margin = Enclosure{"-0.3", "-0.2"};
  after.results[0].quantities = {{"V", {"1.25", "1.375"}, true}, {"W", {"2", "2"}, true}};
  const std::vector<std::string> expected = {
      "X-1 on a: verified -> violated",
      "X-1 on a: margin [0.1, 0.2] -> [-0.3, -0.2] (no point in common)",
      "X-1 on a: V [1, 1.5] -> [1.25, 1.375]",
      "X-1 on a: W none -> [2, 2]",
  };
  EXPECT_EQ(compare_reports(before, after).changes, expected);
}

TEST(ReportDiff, TellsWhatCameAndWent) {
  Report before;
  before.results = {result("X-1", Verdict::verified)};
  Report after;
  after.results = {result("X-2", Verdict::inconclusive)};
  const std::vector<std::string> expected = {"X-2 on a: new, inconclusive",
                                             "X-1 on a: gone, was verified"};
  EXPECT_EQ(compare_reports(before, after).changes, expected);
}

TEST(ReportDiff, RemarksAreNoChanges) {
  Report before;
  before.version = "1";
  before.cases = {{"a", "00"}};
  Report after;
  after.version = "2";
  after.complete = false;
  after.cases = {{"a", "11"}};
  const ReportDiff diff = compare_reports(before, after);
  EXPECT_TRUE(diff.changes.empty());
  EXPECT_EQ(diff.remarks.size(), 3U);
}

}  // namespace
}  // namespace rigor
