#include "report/latex.hpp"

#include <gtest/gtest.h>

#include "report/sample.hpp"

namespace rigor {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(Latex, IsAWholeArticle) {
  const std::string tex = to_latex(sample::run_all());
  EXPECT_TRUE(tex.starts_with("\\documentclass"));
  EXPECT_TRUE(tex.ends_with("\\end{document}\n"));
  for (const char* environment : {"document", "longtable", "itemize"}) {
    EXPECT_EQ(count(tex, std::string("\\begin{") + environment + "}"),
              count(tex, std::string("\\end{") + environment + "}"));
  }
  EXPECT_EQ(count(tex, "\\["), 4U);
  EXPECT_EQ(count(tex, "\\]"), 4U);
}

TEST(Latex, GroupsAndDollarSignsAreBalanced) {
  const std::string tex = to_latex(sample::run_all());
  int depth = 0;
  int dollars = 0;
  for (std::size_t i = 0; i < tex.size(); ++i) {
    if (tex[i] == '\\') {
      ++i;
    } else if (tex[i] == '{') {
      ++depth;
    } else if (tex[i] == '}') {
      ASSERT_GE(--depth, 0) << tex.substr(0, i);
    } else if (tex[i] == '$') {
      ++dollars;
    }
  }
  EXPECT_EQ(depth, 0);
  EXPECT_EQ(dollars % 2, 0);
}

TEST(Latex, EscapesText) {
  const std::string tex = to_latex(sample::run_all());
  EXPECT_TRUE(has(tex, "100\\% \\#1 x\\_1"));
  EXPECT_TRUE(has(tex, "range \\& co"));
  EXPECT_TRUE(has(tex, "at $m_1$"));
}

TEST(Latex, HasConstantsAndWitnesses) {
  const std::string tex = to_latex(sample::run_all());
  EXPECT_TRUE(has(tex, "1.100000000000000[0, 1]"));
  EXPECT_TRUE(has(tex, "y = 891/101"));
  EXPECT_TRUE(has(tex, "Proposition 9, as printed in arXiv:2502.03435v1"));
}

}  // namespace
}  // namespace rigor
