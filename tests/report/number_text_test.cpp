#include "report/number_text.hpp"

#include <gtest/gtest.h>

#include <random>

#include "number/rational.hpp"

namespace rigor {
namespace {

TEST(Compact, SharesTheCommonDigits) {
  EXPECT_EQ(compact({"4.3902341626072840", "4.3902341626072841"}), "4.390234162607284[0, 1]");
  EXPECT_EQ(compact({"0.1198", "0.13123456"}), "0.1[19, 32]");
  EXPECT_EQ(compact({"8888.888888888888888", "8888.888888888888889"}), "8888.888888888888[8, 9]");
  EXPECT_EQ(compact({"-3.54e-271", "-3.53e-271"}), "-3.5[4, 3]e-271");
  EXPECT_EQ(compact({"0.00078998471300000000000", "0.00078998471399999999999"}),
            "0.00078998471[3, 4]");
}

TEST(Compact, ExactValuesStandAlone) {
  EXPECT_EQ(compact({"48", "48"}), "48");
  EXPECT_EQ(compact({"0", "0"}), "0");
  EXPECT_EQ(compact({"-115.2", "-115.2"}), "-115.2");
  EXPECT_EQ(compact({"1e40", "1e40"}), "1e40");
}

TEST(Compact, WideEndsAreRoundedOutward) {
  EXPECT_EQ(compact({"1.2345678", "3.4567891"}), "[1.2345, 3.4568]");
  EXPECT_EQ(compact({"-1.2345678", "3.4567891"}), "[-1.2346, 3.4568]");
  EXPECT_EQ(compact({"0", "inf"}), "[0, inf]");
  EXPECT_EQ(compact({"-inf", "-2.00001e-9"}), "[-inf, -2e-9]");
  EXPECT_EQ(compact({"0.99999999", "1.0000001"}), "[0.99999999, 1.0000001]");
}

TEST(Compact, RepeatsWhatIsNoNumber) {
  EXPECT_EQ(compact({"?", "1"}), "[?, 1]");
}

/// The two ends that a compact text stands for.
Enclosure expand(const std::string& text) {
  const std::size_t open = text.find('[');
  if (open == text.npos) return {text, text};
  const std::size_t comma = text.find(", ");
  const std::size_t close = text.find(']');
  const std::string head = text.substr(0, open);
  const std::string tail = text.substr(close + 1);
  return {head + text.substr(open + 1, comma - open - 1) + tail,
          head + text.substr(comma + 2, close - comma - 2) + tail};
}

TEST(Compact, EnclosesWhatItsEndsEnclose) {
  std::mt19937_64 random(20250205);
  for (int i = 0; i < 20000; ++i) {
    const int digits = std::uniform_int_distribution<int>(1, 20)(random);
    std::string a;
    for (int k = 0; k < digits; ++k) {
      a += static_cast<char>('0' + std::uniform_int_distribution<int>(0, 9)(random));
    }
    std::string b = a;
    const auto from = std::uniform_int_distribution<std::size_t>(0, b.size() - 1)(random);
    for (std::size_t k = from; k < b.size(); ++k) {
      b[k] = static_cast<char>('0' + std::uniform_int_distribution<int>(0, 9)(random));
    }
    const int exponent = std::uniform_int_distribution<int>(-30, 20)(random);
    const std::string sign = random() % 2 == 0 ? "-" : "";
    std::string lower = sign + a + "e" + std::to_string(exponent);
    std::string upper = sign + b + "e" + std::to_string(exponent);
    if (*parse_rational(lower) > *parse_rational(upper)) std::swap(lower, upper);
    const std::string text = compact({lower, upper});
    const Enclosure shown = expand(text);
    ASSERT_TRUE(parse_rational(shown.lower) && parse_rational(shown.upper)) << text;
    ASSERT_LE(*parse_rational(shown.lower), *parse_rational(lower)) << text;
    ASSERT_GE(*parse_rational(shown.upper), *parse_rational(upper)) << text;
  }
}

TEST(NumberText, RendersSignsAndPowers) {
  EXPECT_EQ(number_html("-3.5[4, 3]e-271"), "−3.5[4, 3]×10<sup>−271</sup>");
  EXPECT_EQ(number_html("[1e-300, inf]"), "[1×10<sup>−300</sup>, ∞]");
  EXPECT_EQ(number_latex("[-inf, 2e5]"), "[-\\infty, 2\\times 10^{5}]");
}

}  // namespace
}  // namespace rigor
