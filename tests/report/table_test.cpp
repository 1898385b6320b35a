#include "report/table.hpp"

#include <gtest/gtest.h>

#include "report/sample.hpp"

namespace rigor {
namespace {

TEST(Table, AlignsClaimsAndCases) {
  const std::string table = verdict_table(sample::run_all(), false);
  EXPECT_TRUE(
      table.starts_with("claim     two           range & co\n"
                        "--------  ------------  ------------\n"
                        "WAVE-1.a  verified      inapplicable\n"
                        "WAVE-1.b  inconclusive  verified\n"
                        "\n"
                        "as printed        own input\n"
                        "----------------  ------------\n"
                        "WEIGHT-9/printed  violated (C)\n"
                        "\n"))
      << table;
}

TEST(Table, ExplainsWhatIsNotVerified) {
  const std::string table = verdict_table(sample::run_all(), false);
  EXPECT_NE(table.find("WAVE-1.b on two: inconclusive: budget: 1000 boxes"), std::string::npos);
  EXPECT_NE(table.find("  at y = 891/101, i = 9: left side 0.00078998471[3, 4], right side "),
            std::string::npos)
      << table;
}

TEST(Table, ColourChangesNoWord) {
  const auto run = sample::run_all();
  std::string coloured = verdict_table(run, true);
  std::string plain;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b') {
      i = coloured.find('m', i);
    } else {
      plain += coloured[i];
    }
  }
  EXPECT_NE(coloured, plain);
  EXPECT_EQ(plain, verdict_table(run, false));
}

TEST(Table, CountsByKind) {
  EXPECT_EQ(count_line(sample::run_all()),
            "2 verified, 0 violated, 1 inconclusive, 1 inapplicable; 1 of 1 printed statements "
            "refuted; 1 of 1 false variants refuted");
}

TEST(Table, SaysWhenNothingWasChecked) {
  auto run = sample::run_all();
  run.results.clear();
  EXPECT_EQ(verdict_table(run, false), "nothing was checked\n");
}

TEST(Table, WidthCountsLettersAndNotBytes) {
  EXPECT_EQ(display_width("σ ≤ 1"), 5U);
}

}  // namespace
}  // namespace rigor
