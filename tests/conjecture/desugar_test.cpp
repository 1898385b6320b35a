// What desugaring makes of terms has the value that rigor eval computes by other code.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <random>

#include "conjecture/case_functions.hpp"
#include "conjecture/evaluate.hpp"
#include "conjecture/statement.hpp"
#include "conjecture/truth.hpp"
#include "expression/exact_values.hpp"
#include "expression/parser.hpp"

namespace rigor {
namespace {

int rounds(int quick) {
  return std::getenv("RIGOR_TEST_LONG") == nullptr ? quick : 10 * quick;
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t pick(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_);
  }
  Rational rational() {
    return Rational(static_cast<int>(pick(25)) - 12, static_cast<int>(pick(4)) + 1);
  }

 private:
  std::mt19937 engine_;
};

// Expressions in x and y.
std::string expression(Random& random, int depth) {
  const std::vector<std::string> leaves = {"x", "y", "x", "y", "2", "0.5", "pi", "e", "3/7", "0"};
  if (depth == 0) return leaves[random.pick(leaves.size())];
  const auto part = [&] { return expression(random, depth - 1); };
  const std::vector<std::string> functions = {
      "abs",   "sign", "sqrt", "exp2", "expm1", "log",   "log2", "log1p", "sin",
      "cos",   "tan",  "asin", "acos", "atan",  "sinh",  "cosh", "tanh",  "asinh",
      "acosh", "erf",  "erfc", "Phi",  "cbrt",  "floor", "ceil", "exp",   "atanh"};
  switch (random.pick(12)) {
    case 0:
      return fmt::format("({} + {})", part(), part());
    case 1:
      return fmt::format("({} - {})", part(), part());
    case 2:
      return fmt::format("({} * {})", part(), part());
    case 3:
      return fmt::format("({} / {})", part(), part());
    case 4:
      return fmt::format("({})^{}", part(),
                         std::vector<std::string>{"2", "3", "(-1)", "0", "(1/2)", "(2/3)",
                                                  "(-3/2)"}[random.pick(7)]);
    case 5:
      return fmt::format("(abs({}) + 0.5)^({})", part(), part());
    case 6:
      return fmt::format("{}({}, {})",
                         std::vector<std::string>{"min", "max", "hypot", "atan2"}[random.pick(4)],
                         part(), part());
    case 7:
      return fmt::format("rootn({}, {})", part(), random.pick(4) + 2);
    case 8:
      return fmt::format("(1 - {}({}))",
                         std::vector<std::string>{"Phi", "erf", "erfc"}[random.pick(3)], part());
    default:
      return fmt::format("{}({})", functions[random.pick(functions.size())], part());
  }
}

std::string at_point(std::string text, const Rational& x, const Rational& y) {
  // "x" and "y" as names of one letter.
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto is_letter = [&](std::size_t k) {
      return k < text.size() && (std::isalnum(static_cast<unsigned char>(text[k])) != 0);
    };
    const bool alone = !is_letter(i + 1) && (i == 0 || !is_letter(i - 1));
    if (alone && text[i] == 'x') {
      result += "(" + to_string(x) + ")";
    } else if (alone && text[i] == 'y') {
      result += "(" + to_string(y) + ")";
    } else {
      result += text[i];
    }
  }
  return result;
}

struct Expected {
  bool undefined = false;
  std::optional<BigInterval> value;
};

// By evaluation of the expression.
Expected expected(const std::string& text) {
  try {
    const Expression parsed = parse_expression(text, Vocabulary::elementary());
    const auto exact = exact_values(parsed, {});
    const auto found = evaluate<BigInterval>(parsed, exact, nullptr, {128});
    if (found.empty) return {true, {}};
    if (found.not_shown_defined || !is_bounded(found.value)) return {};
    return {false, found.value};
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("not defined"), std::string::npos) << error.what();
    return {true, {}};
  }
}

struct Range {
  const char* text;
  Rational lower, upper;
};

TEST(Desugar, TermsHaveTheValueOfTheExpression) {
  Random random(7);
  const std::vector<Range> ranges = {
      {"in [-12, 12]", -12, 12}, {"in [0, 12]", 0, 12}, {"in (0, oo)", Rational(1, 4), 12},
      {"in [-12, 0]", -12, 0},   {": ", -12, 12},       {"< 0", -12, Rational(-1, 4)}};
  int defined = 0;
  int undefined = 0;
  for (int round = 0; round < rounds(400); ++round) {
    const std::string text = expression(random, 1 + static_cast<int>(random.pick(3)));
    const Range& range = ranges[random.pick(ranges.size())];
    const Rational y = random.rational();
    Rational x = random.rational();
    if (x < range.lower) x = range.lower;
    if (x > range.upper) x = range.upper;
    const Expected value = expected(at_point(text, x, y));
    if (!value.undefined && !value.value) continue;
    const bool on_line = range.text[0] == ':';
    const auto holds = [&](const std::string& relation) {
      const Statement statement =
          read_statement(fmt::format("forall y: forall x{}{}: {} {}", on_line ? "" : " ",
                                     on_line ? "" : range.text, text, relation));
      return truth_at(statement, {y, x});
    };
    const std::string where = fmt::format("{} at x = {}, y = {}", text, to_string(x), to_string(y));
    if (value.undefined) {
      ++undefined;
      EXPECT_NE(holds("<= 1"), true) << where;
      EXPECT_NE(holds("> 1"), true) << where;
      continue;
    }
    ++defined;
    const Rational slack = abs(upper_rational(*value.value)) / 1000000000 + Rational(1, 1000000000);
    const std::string below = to_string(lower_rational(*value.value) - slack);
    const std::string above = to_string(upper_rational(*value.value) + slack);
    EXPECT_NE(holds("> " + below), false) << where;
    EXPECT_NE(holds("< " + above), false) << where;
    EXPECT_NE(holds("< " + below), true) << where;
    EXPECT_NE(holds("> " + above), true) << where;
    EXPECT_NE(holds("= " + above), true) << where;
    EXPECT_NE(holds("!= " + above), false) << where;
  }
  EXPECT_GT(defined, 100);
  EXPECT_GT(undefined, 10);
}

// The truth of many statements at points where it is clear.
struct Fact {
  const char* text;
  std::vector<Rational> point;
  bool truth;
};

TEST(Desugar, FormulasAreTrueWhereTheyShould) {
  const Rational half(1, 2);
  const std::vector<Fact> facts = {
      {"forall x: x < 1 and x > 0", {half}, true},
      {"forall x: x < 1 and x > 0", {2}, false},
      {"forall x: x < 0 or x > 1", {half}, false},
      {"forall x: not (x < 0 or x > 1)", {half}, true},
      {"forall x: x > 0 => x > 1", {half}, false},
      {"forall x: x > 0 => x > 1", {-1}, true},
      {"forall x: x > 0 <=> x > 1", {half}, false},
      {"forall x: x > 0 <=> x > 1", {-1}, true},
      {"forall x: not (x > 0 <=> x > 1)", {half}, true},
      {"forall x: 0 <= x < 1 <= 2", {half}, true},
      {"forall x: 0 <= x < 1 <= 2", {1}, false},
      // Undefined points make relations and their negations fail.
      {"forall x: log(x) < 0", {-1}, false},
      {"forall x: not log(x) < 0", {-1}, false},
      {"forall x: log(x) < 0 => x = 7", {-1}, false},
      {"forall x: x < 0 or log(x) < 0", {-1}, true},
      {"forall x: 1/x = 1/x", {0}, false},
      {"forall x: 0/x = 0", {0}, false},
      {"forall x: (1/x)^0 = 1", {0}, false},
      {"forall x: (1/x)^0 = 1", {1}, true},
      // Cases.
      {"forall x: piecewise(x < 0, -x, x) = 2", {-2}, true},
      {"forall x: piecewise(x < 0, -x, x) = 2", {2}, true},
      {"forall x: piecewise(x < 0, -x, x) = -2", {-2}, false},
      {"forall x: piecewise(x < 0, log(x), x) = 2", {2}, true},
      {"forall x: piecewise(x < 0, log(x), x) = 2", {-2}, false},
      {"forall x: piecewise(x < 0, 1, x > 5, 2) > 0", {3}, false},
      {"forall x: not piecewise(x < 0, 1, x > 5, 2) > 0", {3}, false},
      {"forall x: piecewise(x < 0, 1, x > 5, 2) = 2", {6}, true},
      {"forall x: piecewise(log(x) < 0, 1, otherwise, 2) > 0", {-1}, false},
      {"forall x: not piecewise(log(x) < 0, 1, otherwise, 2) > 3", {-1}, false},
      {"forall x: piecewise(x < 0, 1, x < 2, 2, otherwise, 3) = 3", {2}, true},
      {"forall x: piecewise(x < 0, piecewise(x < -1, 1, 2), 3) = 2", {-half}, true},
      {"forall x: let f(t) = piecewise(t < 0, 0, t) in f(x) - f(-x) = x", {-3}, true},
      // Powers.
      {"forall x, y in [0, 1]: x^y = 0", {0, half}, true},
      {"forall x, y in [0, 1]: x^y > -1", {0, 0}, false},
      {"forall x, y: x^y > -1", {-1, 2}, false},
      {"forall x: x^(-2) = 1/4", {-2}, true},
      {"forall x: x^(2/3) = 4", {8}, true},
      {"forall x: x^(2/3) = 4", {-8}, false},
      {"forall x: rootn(x, 3)^2 = 4", {-8}, true},
      {"forall x: 2^x * 2^(-x) > 99/100", {3}, true},
      // Derivatives.
      {"forall x: diff(x^3, x) = 12", {2}, true},
      {"forall x: diff(x^3, x, 2) = 12", {2}, true},
      {"forall x: diff(x^3, x, 0) = 8", {2}, true},
      {"forall x: let f = x^2 in diff(f, x) = 6", {3}, true},
      {"forall x: let g(t) = diff(t*x, t) in g(x) = x", {3}, true},
      {"forall x: let g(t) = diff(t^2, t) in g(2*x) = 12", {3}, true},
      {"let f(x) = x^2 in forall y: diff(f, y) = 6", {3}, true},
      {"forall x: diff(abs(x), x) = -1", {-1}, true},
      {"forall x: diff(abs(x), x) <= 1", {0}, false},
      {"forall x: diff(max(x, 0), x) <= 1", {0}, false},
      {"forall x: diff(floor(x), x) = 0", {half}, true},
      {"forall x: diff(floor(x), x) = 0", {1}, false},
      {"forall x: diff(log(x), x) < 1", {-1}, false},
      {"forall x: diff(sqrt(x), x) > 0", {0}, false},
      {"forall x: diff(piecewise(x <= 0, 0, x^2), x) = 0", {0}, false},
      {"forall x: diff(piecewise(x <= 0, 0, x^2), x) = 0", {-1}, true},
      {"forall x, y: diff(piecewise(y <= 0, x, 2*x), x) = 1", {3, 0}, true},
      {"forall x: diff(diff(piecewise(x <= 0, 0, x^2), x), x) = 2", {1}, true},
      {"forall x: diff(diff(piecewise(x <= 0, 0, x^2), x), x) = 2", {0}, false},
      {"forall x: let f(t) = piecewise(t > 1, t^2, 2*t) in diff(f(3*x), x) = 18", {1}, true},
      // Angles.
      {"forall x, y: atan2(y, x) = pi", {-1, 0}, false},  // not decided: pi - pi encloses 0
      {"forall x, y: atan2(y, x) > 3", {-1, 0}, true},
      {"forall x, y: atan2(y, x) > -4", {0, 0}, false},
      {"forall x, y: atan2(y, x) < -3", {-1, Rational(-1, 1000)}, true},
      {"forall x, y: -1.58 < atan2(y, x) < -1.57", {0, -1}, true},
      {"forall x >= 0, y: -1.58 < atan2(y, x) < -1.57", {0, -1}, true},
      // Sums and definitions.
      {"forall x: sum(i, 1, 3, i*x) = 12", {2}, true},
      {"forall x: prod(i, 1, 3, i*x) = 48", {2}, true},
      {"forall x: sum(i, 1, 0, i*x) = 0", {2}, true},
      {"forall n in {1..4}: sum(i, 1, n, i) = n*(n + 1)/2", {}, true},
      {"forall x in [0, 9], n in {1..4}: x^n >= x - 1", {3}, true},
      {"exists n in {1..4}: sum(i, 1, n, i) = 10", {}, true},
      {"exists n in {1..4}: sum(i, 1, n, i) = 9", {}, false},
      {"let a = 3/2, f(t) = a*t in let P(t) = f(t) > 4 in forall x: P(x)", {3}, true},
      {"let a = 3/2, f(t) = a*t in let P(t) = f(t) > 4 in forall x: not P(x)", {3}, false},
      // Ranges that depend on other variables.
      {"forall x in [0, 1], y in [0, x]: y > 5", {half, 1}, true},
      {"forall x in [0, 1], y in [0, x]: y > 5", {half, half}, false},
      {"forall x in [0, 1], y in [0, x): y > 5", {half, half}, true},
      {"exists x in [0, 1], y in [0, x]: y < 5", {half, 1}, false},
      {"exists x in [0, 1], y in [0, x]: y < 5", {half, half}, true},
  };
  bool denied_anywhere = false;
  for (const Fact& fact : facts) {
    const Statement statement = read_statement(fact.text);
    const std::optional<bool> found = truth_at(statement, fact.point);
    if (std::string(fact.text).find("= pi") != std::string::npos) {
      EXPECT_NE(found, false);
      continue;
    }
    EXPECT_EQ(found, fact.truth) << fact.text;
    // The negation that a refutation proves is never true together with the statement.
    Statement denied = statement;
    denied.formula = negation(denied.terms, statement.formula);
    const std::optional<bool> opposite = truth_at(denied, fact.point);
    EXPECT_FALSE(found == true && opposite == true) << fact.text;
    denied_anywhere = denied_anywhere || opposite == true;
  }
  EXPECT_TRUE(denied_anywhere);
}

// Where a term has no value, neither the statement nor its negation is true.
TEST(Desugar, UndefinedValuesRefuteNothing) {
  const std::vector<std::pair<const char*, std::vector<Rational>>> undefined = {
      {"forall x: diff(abs(x), x) >= 1/2", {0}},
      {"forall x: diff(max(x, 0), x) = 7", {0}},
      {"forall x: diff(log(x), x) > 0", {-1}},
      {"forall x: diff(sqrt(x), x) > 7", {0}},
      {"forall x: diff(floor(x), x) > 7", {1}},
      {"forall x: diff(piecewise(x <= 0, 0, x^2), x) > 7", {0}},
      {"forall x: diff(piecewise(floor(x) > 0, 1, 0), x) = 7", {1}},
      {"forall x: diff(piecewise(sign(x) > -1/2, x, 0), x) = 7", {0}},
      {"forall x: diff(piecewise(sqrt(x) > -1, x, 0), x) = 7", {0}},
      {"forall x: piecewise(x < 0, 1, x > 5, 2) > 7", {3}},
      {"forall x: piecewise(log(x) < 0, 1, otherwise, 2) > 7", {-1}},
      {"forall x: piecewise(x < 0, log(x), 2) > 7", {-1}},
      {"forall x: (1/x)^0 = 7", {0}},
      {"forall x, y in [0, 1]: x^y > 7", {0, 0}},
      {"forall x >= 0, y: x^y > 7", {0, -1}},
      {"forall x, y: x^y > 7", {-1, 2}},
      {"forall x, y: atan2(y, x) > 7", {0, 0}},
      {"forall x: sqrt(x) > 7", {-1}}};
  for (const auto& [text, point] : undefined) {
    Statement statement = read_statement(text);
    EXPECT_NE(truth_at(statement, point), true) << text;
    statement.formula = negation(statement.terms, statement.formula);
    EXPECT_NE(truth_at(statement, point), true) << "not " << text;
  }
}

TEST(Desugar, CaseFunctionsAreThoseOfTheCase) {
  Random random(11);
  for (int round = 0; round < rounds(12); ++round) {
    Case data;
    data.name = "test";
    const std::size_t dimension = round % 3 == 2 ? 2 : 1;
    const std::size_t count = round % 4 == 3 ? 14 : 1 + random.pick(4);
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<Rational> point = {Rational(3 * static_cast<int>(i)) / 4 +
                                     random.rational() / 99};
      if (dimension == 2) point.push_back(random.rational() / 4);
      data.points.push_back(std::move(point));
    }
    data.mu = Rational(1 + static_cast<int>(random.pick(4)), 4);
    const Rational sigma(1 + static_cast<int>(random.pick(6)), 4);
    data.sigma = {sigma, sigma};
    const CaseFunctions functions(data, data.mu, sigma);
    std::vector<Rational> y;
    for (std::size_t k = 0; k < dimension; ++k) y.push_back(random.rational() / 2);
    std::vector<Argument<BigInterval>> arguments;
    for (const Rational& x : y) arguments.push_back({x, enclose<BigInterval>(x, {160})});
    const std::vector<std::string> names =
        dimension == 1 ? std::vector<std::string>{"density", "logdensity", "mean",   "variance",
                                                  "score",   "dscore",     "d2score"}
                       : std::vector<std::string>{"density",  "logdensity", "mean_1", "mean_2",
                                                  "variance", "score_1",    "score_2"};
    const Vocabulary words = Vocabulary::of_case(dimension);
    for (const std::string& name : names) {
      const FunctionName& function = *words.function(name);
      const BigInterval value =
          functions.value(function.function, function.component, arguments, {160});
      const Rational slack(1, 1000000000);
      const std::string below = to_string(lower_rational(value) - slack);
      const std::string above = to_string(upper_rational(value) + slack);
      const std::string list = dimension == 1 ? "y" : "y, z";
      StatementContext context;
      context.data = &data;
      // With sigma of the case, as an argument, and as a quantified variable.
      const std::vector<std::string> forms = {
          fmt::format("forall {0}: {1} < {2}({0}) < {3}", list, below, name, above),
          fmt::format("forall {0}: {1} < {2}({0}, {4}) < {3}", list, below, name, above,
                      to_string(sigma)),
          fmt::format("forall {0}: forall sigma > 0: {1} < {2}({0}) < {3}", list, below, name,
                      above)};
      for (const std::string& text : forms) {
        std::vector<Rational> point = y;
        if (text.find("sigma") != std::string::npos) point.push_back(sigma);
        EXPECT_EQ(truth_at(read_statement(text, context), point), true) << text;
      }
    }
  }
}

TEST(Desugar, DataOfTheCaseAreNumbers) {
  Case data;
  data.points = {{Rational(1, 3)}, {2}, {5}};
  data.mu = Rational(1, 2);
  data.sigma = {0, 1};
  StatementContext context;
  context.data = &data;
  const auto truth = [&](const std::string& text) {
    return truth_at(read_statement(text, context), {});
  };
  EXPECT_EQ(truth("sum(i, 1, count, data(i)) = 22/3 and mu = 1/2"), true);
  EXPECT_EQ(truth("forall i in {1..count}: data(i) <= 5"), true);
  EXPECT_EQ(truth("density(0, 1) > 0"), true);
  EXPECT_THROW(truth("density(0) > 0"), InputError);
  EXPECT_THROW(truth("data(4) > 0"), InputError);
  EXPECT_THROW(truth("data(0) > 0"), InputError);
}

}  // namespace
}  // namespace rigor
