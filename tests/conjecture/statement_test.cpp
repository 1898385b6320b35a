#include "conjecture/statement.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "conjecture/truth.hpp"

namespace rigor {
namespace {

// "forall x in [0, 1]; exists y in (0, oo): (x - y > 0 or y = 0)"
std::string formula(const Statement& statement, std::size_t index) {
  const FormulaNode& node = statement.formula.nodes[index];
  if (node.connective == Connective::atom) {
    return fmt::format("{} {} 0", text(statement.terms, node.atom.term, statement.names()),
                       spelling(node.atom.relation));
  }
  std::string result = "(";
  for (const std::size_t part : node.parts) {
    if (result.size() > 1) result += node.connective == Connective::both ? " and " : " or ";
    result += formula(statement, part);
  }
  return result + ")";
}

std::string shown(const Statement& statement) {
  std::string result;
  for (const QuantifiedVariable& variable : statement.formula.variables) {
    const Side& side = variable.range;
    result += fmt::format(
        "{} {}{} {}{}, {}{}; ", variable.quantifier == Quantifier::for_all ? "forall" : "exists",
        variable.name, side.integer ? " integer" : "", side.lower_open || !side.lower ? "(" : "[",
        side.lower ? to_string(*side.lower) : "-oo", side.upper ? to_string(*side.upper) : "oo",
        side.upper_open || !side.upper ? ")" : "]");
  }
  return result + formula(statement, statement.formula.nodes.size() - 1);
}

std::string read(const std::string& text, const StatementContext& context = {}) {
  return shown(read_statement(text, context));
}

std::string error_of(const std::string& text, const StatementContext& context = {}) {
  try {
    return "no error: " + shown(read_statement(text, context));
  } catch (const InputError& error) {
    return error.what();
  }
}

void expect_error(const std::string& text, const std::string& begin) {
  const std::string error = error_of(text);
  EXPECT_EQ(error.substr(0, begin.size()), begin) << "whole message: " << error;
}

TEST(Statement, ReadsRanges) {
  EXPECT_EQ(read("forall x in [0, 1]: x >= 0"), "forall x [0, 1]; x >= 0");
  EXPECT_EQ(read("forall x in (-1/2, 0.1]: x >= 0"), "forall x (-1/2, 1/10]; x >= 0");
  EXPECT_EQ(read("forall x in ]0, 1[: x > 0"), "forall x (0, 1); x > 0");
  EXPECT_EQ(read("forall x in [0, oo): x >= 0"), "forall x [0, oo); x >= 0");
  EXPECT_EQ(read("forall x in (-inf, +∞): x = x"), "forall x (-oo, oo); x - x = 0");
  EXPECT_EQ(read("forall x > 0: x > 0"), "forall x (0, oo); x > 0");
  EXPECT_EQ(read("forall 0 <= x < 2: x > 0"), "forall x [0, 2); x > 0");
  EXPECT_EQ(read("forall 2 > x: x > 0"), "forall x (-oo, 2); x > 0");
  EXPECT_EQ(read("forall x: x > 0"), "forall x (-oo, oo); x > 0");
  EXPECT_EQ(read("forall x, y in [0, 1], z: x > 0"),
            "forall x [0, 1]; forall y [0, 1]; forall z (-oo, oo); x > 0");
  EXPECT_EQ(read("forall x, y > 0: x > 0"), "forall x (0, oo); forall y (0, oo); x > 0");
  EXPECT_EQ(read("forall n in {2..100}: n > 0"), "forall n integer [2, 100]; n > 0");
  EXPECT_EQ(read("forall n in {2..}: n > 0"), "forall n integer [2, oo); n > 0");
  EXPECT_EQ(read("forall n in {1, ..., 5}: n > 0"), "forall n integer [1, 5]; n > 0");
  EXPECT_EQ(read("forall n in {1,2,…,5}: n > 0"), "forall n integer [1, 5]; n > 0");
  EXPECT_EQ(read("forall n in Z: n > 0"), "forall n integer (-oo, oo); n > 0");
  EXPECT_EQ(read("forall n in {1, 3}: n > 0"), "(1 > 0 and 3 > 0)");
  EXPECT_EQ(read("exists n in {1, 3}: n > 2"), "(-1 > 0 or 1 > 0)");
}

TEST(Statement, EndsMayBeIrrational) {
  EXPECT_EQ(read("forall x in [0, pi/2): sin(x) >= 0"), "forall u_x [0, 1/2); sin(pi*u_x) >= 0");
  EXPECT_EQ(read("forall x in (-pi, 2*pi]: x = 0"), "forall u_x (-1, 2]; pi*u_x = 0");
  EXPECT_EQ(read("forall x in [sqrt(2), 3]: x = 0"),
            "forall u_x [0, 1]; sqrt(2) + (3 - sqrt(2))*u_x = 0");
  EXPECT_EQ(read("forall x > pi: x > 3"), "forall u_x (0, oo); pi + u_x - 3 > 0");
  EXPECT_EQ(read("forall x <= pi: x < 4"), "forall u_x [0, oo); 4 - (pi - u_x) > 0");
  EXPECT_EQ(read("forall x in [pi, pi]: x > 3"), "pi - 3 > 0");
  const Statement statement = read_statement("forall x in [0, pi], y in [0, 1]: x + y >= 0");
  ASSERT_EQ(statement.originals.size(), 2U);
  EXPECT_EQ(statement.originals[0].name, "x");
  EXPECT_EQ(text(statement.terms, statement.originals[0].value, statement.names()), "pi*u_x");
  EXPECT_EQ(statement.text(statement.originals[1].place), "y");
}

TEST(Statement, ReadsQuantifiers) {
  EXPECT_EQ(read("pi < 22/7"), "22/7 - pi > 0");
  EXPECT_EQ(read("forall x in [0, 1]: exists y in [0, 1]: y = x^2"),
            "forall x [0, 1]; exists y [0, 1]; y - x^2 = 0");
  EXPECT_EQ(read("forall x in [0, 1], exists y in [0, 1] such that y = x^2"),
            "forall x [0, 1]; exists y [0, 1]; y - x^2 = 0");
  EXPECT_EQ(read("∀x∈[0, 1] ∃y∈[0, 1]: y ≠ x²"), "forall x [0, 1]; exists y [0, 1]; y - x^2 != 0");
  EXPECT_EQ(read("not forall x: x > 0"), "exists x (-oo, oo); -x >= 0");
  EXPECT_EQ(read("(forall x: x > 0) and (exists x: x < 0)"),
            "forall x (-oo, oo); exists x_2 (-oo, oo); (x > 0 and -x_2 > 0)");
  EXPECT_EQ(read("(exists x: x > 0) => (exists y: y > 1)"),
            "forall x (-oo, oo); exists y (-oo, oo); (-x >= 0 or y - 1 > 0)");
  // Written out, the universal variable is one, the existential ones are not.
  EXPECT_EQ(read("forall n in {1..2}: forall x: exists y: sum(i, 1, n, y) > x"),
            "forall x (-oo, oo); exists y (-oo, oo); exists y_2 (-oo, oo); "
            "(y - x > 0 and y_2 + y_2 - x > 0)");
  EXPECT_EQ(read("forall n in {1..2}: forall x in [0, 1]: sum(i, 1, n, i*x) >= 0"),
            "forall x [0, 1]; (x >= 0 and x + 2*x >= 0)");
  EXPECT_EQ(read("forall n in {1, 2}: forall x in [0, n]: x >= 0"),
            "forall x [0, 1]; forall x_2 [0, 2]; (x >= 0 and x_2 >= 0)");
}

TEST(Statement, ReadsFormulas) {
  EXPECT_EQ(read("forall x: 0 <= x < 1 and x != 2"),
            "forall x (-oo, oo); ((x >= 0 and 1 - x > 0) and x - 2 != 0)");
  EXPECT_EQ(read("forall x: x > 0 || x < 0 && x == 3"),
            "forall x (-oo, oo); (x > 0 or (-x > 0 and x - 3 = 0))");
  EXPECT_EQ(read("forall x: |x| > 0 || |x - |x|| < 1"),
            "forall x (-oo, oo); (abs(x) > 0 or 1 - abs(x - abs(x)) > 0)");
  EXPECT_EQ(read("forall x: x > 0 => x > 1 => x > 2"),
            "forall x (-oo, oo); (-x >= 0 or (1 - x >= 0 or x - 2 > 0))");
  EXPECT_EQ(read("forall x: not (x > 0 and x > 1)"), "forall x (-oo, oo); (-x >= 0 or 1 - x >= 0)");
  EXPECT_EQ(read("forall x: (x + 1)*(x - 1) = (x)^2 - (1)"),
            "forall x (-oo, oo); (x + 1)*(x - 1) - (x^2 - 1) = 0");
  EXPECT_EQ(read("forall x: ((x + 1) > 2)"), "forall x (-oo, oo); x + 1 - 2 > 0");
  const Statement statement = read_statement("forall x, y: x < y and x > 0 => x*y > 0 => y > 0");
  ASSERT_EQ(statement.premises.size(), 2U);
  EXPECT_EQ(statement.text(statement.premises[1].place), "x < y and x > 0");
  EXPECT_EQ(formula(statement, statement.premises[1].negated), "(x - y >= 0 or -x >= 0)");
  EXPECT_TRUE(read_statement("forall x: (x > 0 => x > 1) or x < 2").premises.empty());
}

TEST(Statement, ReadsUnicodeAndAsciiTheSame) {
  EXPECT_EQ(read("∀ x ∈ [0, π], σ ∈ (0, ∞): x·σ ≥ −1 ∧ ¬(x > 4) ⇒ x⁻² ≤ √x ∨ x ≠ 0"),
            read("forall x in [0, pi], sigma in (0, oo): "
                 "x*sigma >= -1 and not (x > 4) => x^-2 <= sqrt(x) or x != 0"));
  EXPECT_EQ(read("∀α₁ > 0: α₁ ≤ α₁² ⟺ α₁ ⩾ 1"),
            read("forall alpha_1 > 0: alpha_1 <= alpha_1^2 <=> alpha_1 >= 1"));
  EXPECT_EQ(read("forall x: x > 0 -> x > 1 # a comment\n"), read("forall x: x > 0 → x > 1"));
}

TEST(Statement, DesugarsFunctions) {
  const auto left = [](const std::string& term) {
    const std::string all = read(fmt::format("forall x in (0, 1): {} > 0", term));
    return all.substr(std::string("forall x (0, 1); ").size());
  };
  EXPECT_EQ(left("e^x"), "exp(x) > 0");
  EXPECT_EQ(left("exp(2)^x"), "exp(2*x) > 0");
  EXPECT_EQ(left("2^x"), "exp(x*log(2)) > 0");
  EXPECT_EQ(left("x^(3/2)"), "sqrt(x)^3 > 0");
  EXPECT_EQ(left("x^-2"), "1/x^2 > 0");
  EXPECT_EQ(left("x^0"), "1 > 0");
  EXPECT_EQ(left("cbrt(x)"), "rootn(x, 3) > 0");
  EXPECT_EQ(left("cbrt(-x)"), "-rootn(x, 3) > 0");
  EXPECT_EQ(left("1 - erf(x)"), "erfc(x) > 0");
  EXPECT_EQ(left("1 - Phi(x)"), "erfc(x/sqrt(2))/2 > 0");
  EXPECT_EQ(left("Phi(-x)"), "erfc(x/sqrt(2))/2 > 0");
  EXPECT_EQ(left("ln(x)"), "log(x) > 0");
  EXPECT_EQ(left("arctan(x)"), "atan(x) > 0");
  EXPECT_EQ(left("atan2(x, x)"), "atan(x/x) > 0");
  EXPECT_EQ(left("diff(sin(x)^2, x)"), left("2*sin(x)*cos(x)"));
}

TEST(Statement, TakesParameters) {
  StatementContext context;
  context.parameters["C"] = Rational(3, 2);
  EXPECT_EQ(read("forall x in [0, C]: C*x >= 0", context), "forall x [0, 3/2]; 3/2*x >= 0");
  EXPECT_NE(error_of("forall C > 0: C > 0", context).find("parameter"), std::string::npos);
  expect_error("forall x: C*x > 0", "statement:1:11: error: \"C\" is not quantified");
}

TEST(Statement, RemembersPlaces) {
  const Statement statement = read_statement("forall x > 0: log(x) <= x - 1");
  const TermId difference = statement.formula.nodes.back().atom.term;
  EXPECT_EQ(statement.text(statement.places.at(difference)), "log(x) <= x - 1");
  EXPECT_EQ(statement.text(statement.places.at(statement.terms[difference].b)), "log(x)");
}

TEST(Statement, ShowsThePlaceOfAnError) {
  EXPECT_EQ(error_of("forall x in [0, 1]: x < "),
            "statement:1:25: error: expected a number, a name or \"(\", found the end\n"
            "  forall x in [0, 1]: x < \n"
            "                          ^");
  expect_error("forall x in [0, 1: x > 0", "statement:1:18: error: expected \"]\" or \")\"");
  expect_error("forall x in [0 1]: x > 0",
               "statement:1:16: error: expected \",\" between the ends");
  expect_error("forall x in 0: x > 0", "statement:1:13: error: expected a range such as [0, 1]");
  expect_error("forall x in [0, 1] x > 0", "statement:1:20: error: expected \":\" or \",\"");
  expect_error("forall x in [1, 0]: x > 0", "statement:1:13: error: the range of x is empty");
  expect_error("forall x in (1, 1]: x > 0", "statement:1:13: error: the range of x is empty");
  expect_error("forall n in {3..2}: n > 0", "statement:1:13: error: the range of n is empty");
  expect_error("forall x in [pi, 3]: x > 0", "statement:1:13: error: the range of x is empty");
  expect_error("forall x in [0, oo): x + 1", "statement:1:27: error: expected a relation such as");
  expect_error("forall x: (x > 0) + 1 > 0", "statement:1:11: error: expected a number here");
  expect_error("forall x: x > 0 and x", "statement:1:22: error: expected a relation");
  expect_error("x > 0", "statement:1:1: error: \"x\" is not quantified");
  expect_error("forall alpha: alpah > 0",
               "statement:1:15: error: \"alpah\" is not quantified; did you mean \"alpha\"?");
  expect_error("forall x: sine(x) > 0", "statement:1:11: error: unknown function \"sine\"");
  expect_error("forall x: x(2) > 0", "statement:1:12: error: x is a number, not a function");
  expect_error("forall x: exp > 0", "statement:1:15: error: exp is a function");
  expect_error("forall x: min() > 0", "statement:1:11: error: min takes at least 1 argument");
  expect_error("forall pi > 0: pi > 0", "statement:1:8: error: expected a variable");
  expect_error("forall e in [0, 1]: e > 0",
               "statement:1:8: error: expected the name of a variable");
  expect_error("forall x: sum(i, 1, 10^9, i) > 0", "statement:1:11: error: expected at most 10000");
  expect_error("forall x: sum(i, 1, x, i) > 0", "statement:1:21: error: expected an integer");
  expect_error("forall n in {1..}: sum(i, 1, n, i) > 0",
               "statement:1:13: error: n must be written out");
  expect_error("forall x: x^1e9 > 0", "statement:1:11: error: expected an exponent of at most");
  expect_error("forall x: diff(x, 2) > 0", "statement:1:11: error: expected diff(term, x)");
  expect_error("let a = 2 in forall x: diff(a*x, a) > 0",
               "statement:1:34: error: expected a variable");
  expect_error("let f(x) = f(x) in f(1) > 0", "statement:1:12: error: unknown function \"f\"");
  expect_error("let exp = 2 in exp > 0", "statement:1:5: error: expected a name to define");
  expect_error("forall x: x = 1 = ", "statement:1:19: error: expected a number");
  expect_error("forall n in {2, 4, ..., 10}: n > 0",
               "statement:1:17: error: expected consecutive integers");
  expect_error("forall x != 0: x > 0", "statement:1:8: error: expected a range");
  expect_error("forall x: piecewise(exists y: y > x, 1, 2) > 0",
               "statement:1:21: error: expected a condition without quantifiers");
  expect_error("forall x: score(x) > 0", "statement:1:11: error: unknown function \"score\"; it");
  expect_error("forall x: x > 0; x", "statement:1:16: error: expected an operator or the end");
}

TEST(Statement, HasLimits) {
  const auto fails = [](const std::string& text) {
    EXPECT_THROW(read_statement(text), InputError);
  };
  fails(std::string(5000, '(') + "1 > 0" + std::string(5000, ')'));
  fails(std::string(5000, '|') + "1" + std::string(5000, '|') + " > 0");
  fails(std::string(300'000, ' ') + "1 > 0");
  fails("sum(i, 1, 10000, sum(j, 1, 10000, i*j)) > 0");
  fails("forall x: sum(i, 1, 9999, sum(j, 1, 50, sin(i*x + j))) > 0");
  std::string nots = "1 > 0";
  for (int i = 0; i < 5000; ++i) nots = "not " + nots;
  fails(nots);
  // Definitions that double: few terms, but 2^60 of them when read naively.
  std::string doubling = "let a0 = pi";
  for (int i = 1; i <= 60; ++i) doubling += fmt::format(", a{} = a{} + a{}", i, i - 1, i - 1);
  EXPECT_NO_THROW(read_statement(doubling + " in a60 > 0"));
  std::string calls = "let f0(x) = x + pi";
  for (int i = 1; i <= 60; ++i) calls += fmt::format(", f{0}(x) = f{1}(x) + f{1}(x + 1)", i, i - 1);
  fails(calls + " in f60(1) > 0");
  std::string steep = "forall x: ";
  for (int i = 0; i < 40; ++i) steep += fmt::format("piecewise(x < {}, 1, 2) + ", i);
  fails(steep + "1 > 0");
  std::string deep = "let f0(x) = x";
  const std::string open(100, '(');
  for (int i = 1; i <= 100; ++i) {
    deep += fmt::format(", f{}(x) = ", i);
    for (int k = 0; k < 90; ++k) deep += "-(";
    deep += fmt::format("f{}(x)", i - 1) + std::string(90, ')');
  }
  fails(deep + " in f100(1) > 0");
  // Long, but flat.
  std::string sum = "forall x: x";
  for (int i = 0; i < 20'000; ++i) sum += "+x";
  EXPECT_NO_THROW(read_statement(sum + " > 0"));
}

// Mutated statements are read, or are errors; nothing else happens.
TEST(Statement, SurvivesAnything) {
  const std::vector<std::string> seeds = {
      "forall x in [0, 1], s in (0, 1/10]: exp(-x^2/(2*s^2)) <= 1",
      "forall x in [0, pi/2]: exists y in {1..4}: sum(i, 1, y, x^i) >= y - 1 and x < 2",
      "let f(x) = x^2, a = 3/2 in forall x > 0: diff(f(x), x, 2) <= a or not (x = 1 => x < 2)",
      "∀ x ∈ (−∞, ∞): piecewise(x < 0, −x, otherwise, x²) ≥ |x − |x|| ⇒ x ≠ √2",
      "forall x, y in [-2, 2]: atan2(y, x) <= pi <=> rootn(x, 3) < cbrt(y) and floor(x)^y > 2",
      "let P(t) = t > 1; forall n in {2, 3, ..., 9}: P(n) and prod(k, 1, n, k) >= 2^(n - 1)"};
  const std::vector<std::string> words = {"forall ",    "exists ",   " in ",       "(",
                                          ")",          "[",         "]",          "{",
                                          "}",          "..",        ",",          ":",
                                          ";",          "|",         "||",         "<",
                                          "<=",         "=",         "=>",         "<=>",
                                          "!",          "not ",      " and ",      "let ",
                                          "f(",         "x",         "n",          "1",
                                          "10^9",       "oo",        "pi",         "^",
                                          "^2",         "²",         "-",          "*",
                                          "/",          "√",         "sum(",       "diff(",
                                          "piecewise(", "otherwise", "such that ", "#",
                                          "\n",         "\xFF",      "∞",          "₁",
                                          "e",          "0",         ".",          "999999999999",
                                          "atan2(",     "rootn("};
  std::mt19937 engine(20261122);
  const auto pick = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine);
  };
  int good = 0;
  const int rounds = std::getenv("RIGOR_TEST_LONG") == nullptr ? 6000 : 200'000;
  for (int round = 0; round < rounds; ++round) {
    std::string text = seeds[pick(seeds.size())];
    const std::size_t changes = 1 + pick(4);
    for (std::size_t k = 0; k < changes; ++k) {
      const std::size_t at = pick(text.size() + 1);
      const std::size_t length = std::min(pick(6), text.size() - at);
      switch (pick(4)) {
        case 0:
          text.insert(at, words[pick(words.size())]);
          break;
        case 1:
          text.erase(at, length);
          break;
        case 2:
          text.replace(at, length, words[pick(words.size())]);
          break;
        default: {
          const std::string& other = seeds[pick(seeds.size())];
          const std::size_t from = pick(other.size());
          text.insert(at, other.substr(from, pick(20)));
        }
      }
    }
    try {
      const Statement statement = read_statement(text);
      ++good;
      EXPECT_FALSE(statement.formula.nodes.empty()) << text;
      for (const QuantifiedVariable& variable : statement.formula.variables) {
        EXPECT_FALSE(is_empty(variable.range)) << text;
      }
      for (const FormulaNode& node : statement.formula.nodes) {
        if (node.connective != Connective::atom) {
          EXPECT_GE(node.parts.size(), 2U) << text;
          continue;
        }
        for (const std::size_t index : variables_of(statement.terms, node.atom.term)) {
          EXPECT_LT(index, statement.formula.variables.size()) << text;
        }
      }
    } catch (const InputError&) {
    }
  }
  EXPECT_GT(good, 100);
}

}  // namespace
}  // namespace rigor
