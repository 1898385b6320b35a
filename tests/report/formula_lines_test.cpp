#include "report/formula_lines.hpp"

#include <gtest/gtest.h>

namespace rigor {
namespace {

using Lines = std::vector<std::string>;

TEST(FormulaLines, AreCutOnlyWhereTheyAreTooLong) {
  EXPECT_EQ(formula_lines("a = b, \\quad c = d", 10), Lines{"a = b, \\quad c = d"});
  EXPECT_EQ(formula_lines("a = b, \\quad c = d", 9), (Lines{"a = b,", "c = d"}));
  EXPECT_EQ(formula_lines("a = b, \\quad c, \\quad d + e", 9),
            (Lines{"a = b, \\quad c,", "d + e"}));
  EXPECT_EQ(formula_lines("a = b + c + d", 3), Lines{"a = b + c + d"});
  EXPECT_EQ(formula_lines("", 3), Lines{});
}

TEST(FormulaLines, KeepGroupsTogether) {
  const std::string group = "\\sqrt{a \\quad b}";
  EXPECT_EQ(formula_lines(group, 1), Lines{group});
  const std::string fence = "\\left( a \\quad b \\right)";
  EXPECT_EQ(formula_lines(fence + " \\qquad c", 2), (Lines{fence, "c"}));
}

// Braces, scripts and fractions don't count: \frac{a}{b_1} = c has the signs a, b, 1, =, c.
TEST(FormulaLines, CountWhatIsDrawn) {
  EXPECT_EQ(formula_lines("\\frac{a}{b_1} = c \\quad d", 9).size(), 1U);
  EXPECT_EQ(formula_lines("\\frac{a}{b_1} = c \\quad d", 8).size(), 2U);
  EXPECT_EQ(formula_lines("\\alpha \\le \\{ x \\} \\quad y", 9).size(), 1U);
}

}  // namespace
}  // namespace rigor
