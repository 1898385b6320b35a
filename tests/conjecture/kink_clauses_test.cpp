#include "conjecture/kink_clauses.hpp"

#include <gtest/gtest.h>

#include <random>

#include "conjecture/kink_course.hpp"
#include "tests/conjecture/truth.hpp"

namespace rigor {
namespace {

/// Random statements about x and y in [-2, 2] with kinks.
class RandomKinks {
 public:
  explicit RandomKinks(unsigned seed) : random_(seed) {}

  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  std::string term(int depth) {
    if (depth == 0) {
      static const char* const kLeaves[] = {"x", "y", "1", "1/2", "(x - y)", "(x + y)", "2"};
      return kLeaves[below(7)];
    }
    const std::string a = term(depth - 1);
    switch (below(13)) {
      case 0:
        return "abs(" + a + ")";
      case 1:
        return "max(" + a + ", " + term(depth - 1) + ")";
      case 2:
        return "min(" + a + ", " + term(depth - 1) + ")";
      case 3:
        return "sign(" + a + ")";
      case 4:
        return "floor(" + a + ")";
      case 5:
        return "ceil(" + a + ")";
      case 6:
        return "(" + a + " - " + term(depth - 1) + ")";
      case 7:
        return "(" + a + " + " + term(depth - 1) + ")";
      case 8:
        return "(" + a + ")*(" + term(depth - 1) + ")";
      case 9:
        return "exp(" + a + ")";
      case 10:
        return "sqrt(" + a + ")";
      case 11:
        return "(" + a + ")/(1 + abs(" + term(depth - 1) + "))";
      default:
        return "log(" + a + ")";
    }
  }

  std::string relation() {
    static const char* const kRelations[] = {" < ", " <= ", " = ", " > "};
    return term(2) + kRelations[below(4)] + term(2);
  }

  std::string statement() {
    static const char* const kWords[] = {" => ", " or ", " and "};
    const std::string range = "forall x, y in [-2, 2]: ";
    return below(3) > 0 ? range + relation() : range + relation() + kWords[below(3)] + relation();
  }

 private:
  std::mt19937 random_;
};

/// For all values of the integer variables that floor and ceil became.
std::optional<bool> truth_for_all_integers(const Statement& statement,
                                           std::vector<Rational> point) {
  if (point.size() == statement.formula.variables.size()) return truth_at(statement, point);
  const Side& range = statement.formula.variables[point.size()].range;
  if (!is_bounded(range) || *range.upper - *range.lower > 30) return std::nullopt;
  std::optional<bool> all = true;
  for (Rational n = *range.lower; n <= *range.upper; n += 1) {
    point.push_back(n);
    const auto truth = truth_for_all_integers(statement, point);
    point.pop_back();
    if (truth == false) return false;
    if (!truth) all.reset();
  }
  return all;
}

TEST(KinkClauses, AreTrueExactlyWhereTheFormulaIs) {
  RandomKinks random(5);
  int written = 0;
  int compared = 0;
  for (int k = 0; k < 150; ++k) {
    const std::string text = random.statement();
    for (const Differences differences : {Differences::written_out, Differences::kept}) {
      Statement statement = read_statement(text);
      if (statement.formula.variables.size() != 2) continue;
      const auto clauses = write_out_kinks(statement.terms, statement.formula, differences);
      if (!clauses) continue;
      ++written;
      Statement other = statement;
      other.formula = formula_of(*clauses);
      if (other.formula.variables.size() > 4) continue;
      for (int i = 0; i < 8; ++i) {
        const std::vector<Rational> point = {Rational(random.below(9) - 4, 2),
                                             Rational(random.below(17) - 8, 4)};
        const auto before = truth_at(statement, point);
        const auto after = truth_for_all_integers(other, point);
        if (!before || !after) continue;
        ++compared;
        EXPECT_EQ(*before, *after) << text << " at " << point[0] << ", " << point[1];
      }
    }
  }
  EXPECT_GT(written, 90);
  EXPECT_GT(compared, 400);
}

std::size_t count_of(const char* text, Differences differences = Differences::written_out) {
  Statement statement = read_statement(text);
  const auto clauses = write_out_kinks(statement.terms, statement.formula, differences);
  return clauses ? clauses->clauses.size() : 0;
}

TEST(KinkClauses, OnlyWhereThereIsSomethingToDo) {
  EXPECT_EQ(count_of("forall x in [-1, 1]: x^2 >= 0"), 0U);
  // Of one sign in the whole range.
  EXPECT_EQ(count_of("forall x in [1, 2]: abs(x) >= x"), 1U);
  // No condition is needed.
  EXPECT_EQ(count_of("forall x in [-1, 1]: abs(x) <= 1"), 2U);
  EXPECT_EQ(count_of("forall x, y in [-1, 1]: max(x, y) >= x"), 1U);
  // One condition for all kinks at x = y.
  EXPECT_EQ(count_of("forall x, y in [-1, 1]: max(x, y) - min(x, y) = abs(y - x)"), 2U);
  // The operand is not defined everywhere.
  EXPECT_EQ(count_of("forall x in [-1, 1]: max(x, sqrt(x)) = x"), 0U);
}

TEST(KinkCourse, IsReadOffFromTheTerm) {
  Terms t;
  NormalForms forms(t);
  AtomRules rules(t, forms, 2);
  const TermId x = t.variable(0);
  const TermId kink = t.apply(Op::abs, x);
  const TermId y = t.variable(1);
  const Box box = {Side{-1, 1}, Side{1, 2}};
  const auto course = [&](TermId term) { return course_of(rules, term, kink, box); };
  EXPECT_EQ(course(t.power(x, 2)), Course::constant);
  EXPECT_EQ(course(t.subtract(y, kink)), Course::falling);
  EXPECT_EQ(course(t.multiply(y, t.apply(Op::exp, kink))), Course::rising);
  EXPECT_EQ(course(t.multiply(x, kink)), Course::unknown);
  EXPECT_EQ(course(t.apply(Op::erfc, t.divide(kink, t.negate(y)))), Course::rising);
  EXPECT_EQ(course(t.subtract(t.power(kink, 3), kink)), Course::unknown);
  EXPECT_EQ(course(t.apply(Op::log, t.add(y, kink))), Course::rising);
  // The logarithm may lose its value as the kink grows.
  EXPECT_EQ(course(t.negate(t.apply(Op::log, t.subtract(y, kink)))), Course::unknown);
}

}  // namespace
}  // namespace rigor
