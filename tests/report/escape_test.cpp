#include "report/escape.hpp"

#include <gtest/gtest.h>

namespace rigor {
namespace {

TEST(Escape, Html) {
  EXPECT_EQ(escape_html("<a href='x'>\"&\""), "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;");
}

TEST(Escape, Latex) {
  EXPECT_EQ(escape_latex("50% of $x_1$ & {a}#b~c^d\\e"),
            "50\\% of \\$x\\_1\\$ \\& \\{a\\}\\#b\\textasciitilde{}c\\textasciicircum{}d"
            "\\textbackslash{}e");
  EXPECT_EQ(escape_latex("0 < σ ≤ 1/8"), "0 < $\\sigma$ $\\le$ 1/8");
  EXPECT_EQ(escape_latex("漢字"), "??");
}

TEST(Escape, ProseAndFormulas) {
  const auto prose = [](std::string_view text) { return "(" + std::string(text) + ")"; };
  const auto formula = [](std::string_view text) { return "<" + std::string(text) + ">"; };
  EXPECT_EQ(render_prose("a $x$ b", prose, formula), "(a )<x>( b)");
  EXPECT_EQ(render_prose("no formula", prose, formula), "(no formula)");
  EXPECT_EQ(render_prose("5 $ each", prose, formula), "(5 $ each)");
}

}  // namespace
}  // namespace rigor
