#include "report/math.hpp"

#include <gtest/gtest.h>

namespace rigor {
namespace {

std::string inline_math(std::string_view latex) {
  const std::string all = to_mathml(latex, MathStyle::inline_text);
  const std::string head = "<math><mrow>";
  const std::string tail = "</mrow></math>";
  EXPECT_TRUE(all.starts_with(head) && all.ends_with(tail)) << all;
  return all.substr(head.size(), all.size() - head.size() - tail.size());
}

std::string error_of(std::string_view latex) {
  try {
    to_mathml(latex, MathStyle::display);
  } catch (const MathError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Math, LettersNumbersAndSigns) {
  EXPECT_EQ(inline_math("2.5x<y"), "<mn>2.5</mn><mi>x</mi><mo>&lt;</mo><mi>y</mi>");
  EXPECT_EQ(inline_math("-\\sigma \\le \\infty"), "<mo>−</mo><mi>σ</mi><mo>≤</mo><mi>∞</mi>");
}

TEST(Math, ScriptsAndPrimes) {
  EXPECT_EQ(inline_math("x_i^2"),
            "<msubsup><mi>x</mi><mrow><mi>i</mi></mrow><mrow><mn>2</mn></mrow></msubsup>");
  EXPECT_EQ(inline_math("s''"), "<msup><mi>s</mi><mrow><mo>′′</mo></mrow></msup>");
  EXPECT_EQ(inline_math("x^23"), "<msup><mi>x</mi><mrow><mn>2</mn></mrow></msup><mn>3</mn>");
}

TEST(Math, FractionsAndRoots) {
  EXPECT_EQ(inline_math("\\frac12"), "<mfrac><mn>1</mn><mn>2</mn></mfrac>");
  EXPECT_EQ(inline_math("\\frac{a}{2n}"),
            "<mfrac><mrow><mi>a</mi></mrow><mrow><mn>2</mn><mi>n</mi></mrow></mfrac>");
  EXPECT_EQ(inline_math("\\sqrt[3]{x}"),
            "<mroot><mrow><mi>x</mi></mrow><mrow><mn>3</mn></mrow></mroot>");
}

TEST(Math, LimitsStandBelowInDisplayStyleOnly) {
  EXPECT_NE(to_mathml("\\sum_{i<j}x", MathStyle::display).find("<munder>"), std::string::npos);
  EXPECT_NE(to_mathml("\\sum_{i<j}x", MathStyle::inline_text).find("<msub>"), std::string::npos);
  EXPECT_NE(to_mathml("\\int_0^1 x", MathStyle::display).find("<msubsup>"), std::string::npos);
  EXPECT_NE(to_mathml("\\max_{y}f", MathStyle::display).find("<munder>"), std::string::npos);
}

TEST(Math, TheSubsetOfTheClaims) {
  for (const char* latex :
       {"\\sum_{k=1}^{n}\\prod_i\\int_{\\mathbb{R}} |s''|\\,dy",
        "a \\ne b, \\quad c \\in [0,1), \\; x \\to y \\cdot z \\times w",
        "\\left(\\frac{1}{2}-e^{-\\delta^2/2\\sigma^2}\\right)\\min\\left(a,b\\right)",
        "\\exp(x)\\log x \\max(a,b) \\erf\\left(\\frac{\\delta}{8\\sqrt2\\sigma}\\right)",
        "\\operatorname{Var}(W \\mid Y) \\mathrm{TV}_\\pi \\text{ if } \\bar x = \\tilde{y} + "
        "\\hat z",
        "\\lvert x \\rvert \\Delta \\Phi \\left\\{ x : \\lVert x\\rVert \\le 1 \\right\\}",
        "\\mathcal{N}(0,1) \\mathbf{x} \\bigl( x \\bigr) \\left. x \\right|_{0} \\ge \\varphi'",
        "{}^{2}x \\ldots \\Rightarrow \\widetilde{xy} ~ x! \\qquad σ"}) {
    EXPECT_EQ(error_of(latex), "no error") << latex;
  }
}

TEST(Math, NamesWhatItDoesNotKnow) {
  EXPECT_EQ(error_of("x + \\foo{y}"),
            "the unknown command \\foo in the formula at character 5: x + \\foo{y}");
  EXPECT_TRUE(error_of("{x").starts_with("an unbalanced {"));
  EXPECT_TRUE(error_of("x}").starts_with("an unbalanced }"));
  EXPECT_TRUE(error_of("\\frac{1}").starts_with("a missing argument"));
  EXPECT_TRUE(error_of("x^").starts_with("a missing argument"));
  EXPECT_TRUE(error_of("\\left( x").starts_with("\\left without \\right"));
  EXPECT_TRUE(error_of("x \\right)").starts_with("\\right without \\left"));
  EXPECT_TRUE(error_of("x_1_2").starts_with("a second subscript"));
  EXPECT_TRUE(error_of("x # y").starts_with("an unknown character '#'"));
  EXPECT_TRUE(error_of("x\\").starts_with("the unknown command"));
}

TEST(Math, DeepNestingIsAnErrorAndNotACrash) {
  EXPECT_TRUE(error_of(std::string(100000, '{')).starts_with("groups nested too deeply"));
  std::string roots;
  for (int i = 0; i < 100000; ++i) roots += "\\sqrt";
  EXPECT_TRUE(error_of(roots).starts_with("groups nested too deeply"));
}

}  // namespace
}  // namespace rigor
