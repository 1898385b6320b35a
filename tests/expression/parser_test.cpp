#include "expression/parser.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace rigor {
namespace {

// The tree in prefix form with all parentheses.
std::string shape(const Expression& expression, std::size_t index) {
  const Node& node = expression.nodes()[index];
  std::string head;
  switch (node.operation) {
    case Operation::literal:
      return to_string(node.value);
    case Operation::constant:
      return std::string(expression.text_of(node));
    case Operation::negate:
      head = "neg";
      break;
    case Operation::add:
      head = "+";
      break;
    case Operation::subtract:
      head = "-";
      break;
    case Operation::multiply:
      head = "*";
      break;
    case Operation::divide:
      head = "/";
      break;
    case Operation::power:
      head = "^";
      break;
    case Operation::call:
      head = "call";
      break;
  }
  std::string text = "(" + head;
  for (const std::size_t operand : node.operands) text += " " + shape(expression, operand);
  return text + ")";
}

std::string shape(const std::string& text) {
  const Expression expression = parse_expression(text, Vocabulary::of_case(1));
  return shape(expression, expression.nodes().size() - 1);
}

std::string error_of(const std::string& text,
                     const Vocabulary& vocabulary = Vocabulary::of_case(1)) {
  try {
    parse_expression(text, vocabulary);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

void expect_error(const std::string& text, const std::string& begin) {
  const std::string error = error_of(text);
  EXPECT_EQ(error.substr(0, begin.size()), begin) << "whole message: " << error;
}

TEST(Parser, KnowsHowOperatorsBind) {
  EXPECT_EQ(shape("1+2*3"), "(+ 1 (* 2 3))");
  EXPECT_EQ(shape("1-2-3"), "(- (- 1 2) 3)");
  EXPECT_EQ(shape("12/2/3"), "(/ (/ 12 2) 3)");
  EXPECT_EQ(shape("2^3^2"), "(^ 2 (^ 3 2))");
  EXPECT_EQ(shape("-2^2"), "(neg (^ 2 2))");
  EXPECT_EQ(shape("2^-1"), "(^ 2 (neg 1))");
  EXPECT_EQ(shape("2^-3^2"), "(^ 2 (neg (^ 3 2)))");
  EXPECT_EQ(shape("2^-1*5"), "(* (^ 2 (neg 1)) 5)");
  EXPECT_EQ(shape("-2*3"), "(* (neg 2) 3)");
  EXPECT_EQ(shape("2*-3"), "(* 2 (neg 3))");
  EXPECT_EQ(shape("--1"), "(neg (neg 1))");
  EXPECT_EQ(shape("+1 - +2"), "(- 1 2)");
  EXPECT_EQ(shape("(1+2)*3"), "(* (+ 1 2) 3)");
}

TEST(Parser, TakesLiteralsExactly) {
  EXPECT_EQ(shape("0.1"), "1/10");
  EXPECT_EQ(shape("1e-3"), "1/1000");
  EXPECT_EQ(shape(".5"), "1/2");
  EXPECT_EQ(shape("2.50E+1"), "25");
  EXPECT_EQ(shape("22/7"), "(/ 22 7)");
  EXPECT_EQ(shape("0.1234567890123456789012345"),
            "246913578024691357802469/2000000000000000000000000");
}

TEST(Parser, UnderstandsMathematicalCharacters) {
  EXPECT_EQ(shape("σ·μ×π"), "(* (* σ μ) π)");
  EXPECT_EQ(shape("2\u2212 1"), "(- 2 1)");
  EXPECT_EQ(shape("Φ(0)\u00A0⋅ 1"), "(* (call 0) 1)");
}

TEST(Parser, TakesCalls) {
  EXPECT_EQ(shape("min(1, 2, 3)"), "(call 1 2 3)");
  EXPECT_EQ(shape("exp(-(1/2)^2)"), "(call (neg (^ (/ 1 2) 2)))");
  EXPECT_EQ(shape("score(0.1)"), "(call 1/10)");
}

TEST(Parser, SpansCoverTheirSource) {
  const Expression expression = parse_expression(" 1 + log( (2) )", Vocabulary::elementary());
  const auto& nodes = expression.nodes();
  EXPECT_EQ(expression.text_of(nodes[1]), "(2)");
  EXPECT_EQ(expression.text_of(nodes[2]), "log( (2) )");
  EXPECT_EQ(expression.text_of(nodes[3]), "1 + log( (2) )");
}

TEST(Parser, ShowsThePlaceOfAnError) {
  EXPECT_EQ(error_of("1 + )"),
            "expression:1:5: error: expected a number, a name or \"(\", found \")\"\n"
            "  1 + )\n"
            "      ^");
  EXPECT_EQ(error_of("π * §"),
            "expression:1:5: error: unexpected character \"§\"\n"
            "  π * §\n"
            "      ^");
}

TEST(Parser, SaysWhatItExpected) {
  expect_error("", "expression:1:1: error: expected a number, a name or \"(\", found the end");
  expect_error("2 pi",
               "expression:1:3: error: expected an operator or the end, found \"pi\"; write * for");
  expect_error("2(3)",
               "expression:1:2: error: expected an operator or the end, found \"(\"; write * for");
  expect_error("1)", "expression:1:2: error: expected an operator or the end, found \")\"");
  expect_error("(1, 2)", "expression:1:3: error: expected an operator or \")\", found \",\"");
  expect_error("exp(1 2)",
               "expression:1:7: error: expected an operator or \",\" or \")\", found \"2\"");
  expect_error(
      "(1+2",
      "expression:1:5: error: expected \")\" for the \"(\" at line 1, column 1, found the end");
  expect_error("exp 1",
               "expression:1:5: error: exp is a function: expected \"(\" after it, found \"1\"");
  expect_error("pi(3)", "expression:1:3: error: pi is a number, not a function");
  expect_error("2**3", "expression:1:2: error: unexpected \"**\"; write ^ for a power");
  expect_error("1.2.3", "expression:1:4: error: expected an operator");
  expect_error("2e", "expression:1:2: error: expected an operator or the end, found \"e\"");
  expect_error("1e999999", "expression:1:1: error: expected a number");
}

TEST(Parser, ChecksNamesAndArguments) {
  expect_error("sqr(2)", "expression:1:1: error: unknown name \"sqr\"; did you mean \"sqrt\"?");
  expect_error("scoer(0)",
               "expression:1:1: error: unknown name \"scoer\"; did you mean \"score\"?");
  expect_error("ln(2)",
               "expression:1:1: error: unknown name \"ln\"; write log for the natural logarithm");
  expect_error("1 + exp(1, 2)", "expression:1:5: error: exp takes 1 argument, found 2");
  expect_error("min()", "expression:1:1: error: min takes at least 1 argument, found 0");
  EXPECT_NE(error_of("score(0)", Vocabulary::elementary()).find("--case FILE"), std::string::npos);
  EXPECT_NE(error_of("sigma", Vocabulary::elementary()).find("--case FILE"), std::string::npos);
  EXPECT_NE(error_of("score(1, 2)", Vocabulary::of_case(2)).find("write score_1(y1, ...)"),
            std::string::npos);
  EXPECT_NE(error_of("d2score(1, 2)", Vocabulary::of_case(2)).find("dimension 1"),
            std::string::npos);
  EXPECT_NE(error_of("density(1)", Vocabulary::of_case(2)).find("takes 2 arguments, found 1"),
            std::string::npos);
  EXPECT_EQ(error_of("score_2(1, 2) + variance(1, 2)", Vocabulary::of_case(2)), "");
}

TEST(Parser, RefusesDeepNesting) {
  const std::string deep(100'000, '(');
  expect_error(deep, "expression:1:1001: error: nested deeper than 1000");
  expect_error(std::string(100'000, '-') + "1",
               "expression:1:1001: error: nested deeper than 1000");
  std::string powers = "1";
  for (int i = 0; i < 100'000; ++i) powers += "^1";
  EXPECT_NE(error_of(powers).find("nested deeper than 1000"), std::string::npos);
  EXPECT_EQ(error_of(std::string(900, '(') + "1" + std::string(900, ')')), "");
}

TEST(Parser, TakesLongSums) {
  std::string sum = "1";
  for (int i = 0; i < 100'000; ++i) sum += "+1";
  EXPECT_EQ(error_of(sum), "");
}

// Random bytes and random words of the language give a tree or an InputError, nothing else.
TEST(Parser, SurvivesAnything) {
  std::mt19937 random(20260101);
  const std::vector<std::string> words = {"1", "0.5", "e",   "pi", "σ", "(",    ")",    ",",
                                          "+", "-",   "*",   "/",  "^", "exp(", "min(", "score(",
                                          " ", "\n",  "1e5", ".",  "x", "\xFF"};
  const auto pick = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  int parsed = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const std::size_t length = pick(20);
    for (std::size_t i = 0; i < length; ++i) {
      if (round % 2 == 0) {
        text += words[pick(words.size())];
      } else {
        text += static_cast<char>(pick(256));
      }
    }
    try {
      parse_expression(text, Vocabulary::of_case(1));
      ++parsed;
    } catch (const InputError&) {
    }
  }
  EXPECT_GT(parsed, 100);
}

}  // namespace
}  // namespace rigor
