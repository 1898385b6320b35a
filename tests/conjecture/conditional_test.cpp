// Conclusions that are tight where a hypothesis ends; cuts of boxes by contraction.
#include "conjecture/conditional.hpp"

#include <gtest/gtest.h>

#include "conjecture/contraction_cut.hpp"
#include "conjecture/multipliers.hpp"
#include "conjecture/statement.hpp"

namespace rigor {
namespace {

Box box_of(const ClosedFormula& formula) {
  Box box;
  for (const QuantifiedVariable& variable : formula.variables) box.push_back(variable.range);
  return box;
}

bool is_proved(const std::string& text) {
  Statement statement = read_statement(text);
  NormalForms forms(statement.terms);
  const Box box = box_of(statement.formula);
  AtomRules rules(statement.terms, forms, box.size());
  TacticOptions options;
  options.steps = 25;
  const auto proof = prove_conditional(rules, statement.formula.nodes, box, options);
  if (!proof) return false;
  EXPECT_EQ(proof->rule, Rule::atoms) << text;
  for (std::size_t i = 0; i < proof->atoms.size(); ++i) {
    const Goal goal{proof->atoms[i].atom, box, proof->atoms[i].given};
    EXPECT_TRUE(rules.proves(proof->children[i], goal)) << text;
  }
  return true;
}

TEST(Conditional, TightConclusions) {
  for (const char* text : {
           "forall x, y in [0, 5]: x + y <= 2 => x*y <= 1",
           "forall x, y in [-2, 2]: y >= x^2 => y >= 2*x - 1",
           "forall x, y in [-1, 1]: x^2 + y^2 <= 1 => x*y <= 1/2",
           "forall x, y in [0, 1]: x^2 + y^2 >= 1 => x + y >= 1",
           "forall x, y in [-3, 3]: x < y => exp(x) < exp(y)",
           "forall x, y, z in [-2, 2]: x^2 + y^2 + z^2 <= 9 => x + 2*y + 2*z <= 9",
           "forall x, y, z in [0, 1]: x + y + z = 1 => x^2 + y^2 + z^2 >= 1/3",
           "forall x, y, z in [0, 1]: x + y + z = 1 => x*y + y*z + z*x <= 1/3",
       }) {
    EXPECT_TRUE(is_proved(text)) << text;
  }
}

TEST(Conditional, AGivenFactor) {
  Statement statement =
      read_statement("forall x, y in [1, 3]: x + y = 4 => sqrt(x) + sqrt(y) <= 2.83");
  NormalForms forms(statement.terms);
  const Box box = box_of(statement.formula);
  AtomRules rules(statement.terms, forms, box.size());
  const auto attempt = [&](const Rational& factor) {
    MultiplierGuess guess;
    for (std::size_t i = 0; i < statement.formula.nodes.size(); ++i) {
      const FormulaNode& node = statement.formula.nodes[i];
      if (node.connective != Connective::atom) continue;
      (node.atom.relation == Relation::not_equal ? guess.hypothesis : guess.conclusion) = i;
    }
    guess.factor = factor;
    TacticOptions options;
    options.search = [&](const Goal& goal) { return prove_by_bisection(rules, goal, 500); };
    return prove_by_multiplier(rules, statement.formula.nodes, box, guess, options);
  };
  // The slope of sqrt(x) + sqrt(y) along x + y.
  bool proved = false;
  for (const Rational& factor : {Rational(3535, 10000), Rational(-3535, 10000)}) {
    const auto proof = attempt(factor);
    if (!proof) continue;
    proved = true;
    for (std::size_t i = 0; i < proof->atoms.size(); ++i) {
      const Goal goal{proof->atoms[i].atom, box, proof->atoms[i].given};
      EXPECT_TRUE(rules.proves(proof->children[i], goal));
    }
  }
  EXPECT_TRUE(proved);
  EXPECT_FALSE(attempt(Rational(1, 10)));
  EXPECT_FALSE(attempt(Rational(-1, 10)));
  EXPECT_FALSE(attempt(0));
}

TEST(Conditional, FalseTwinsAreNotProved) {
  for (const char* text : {
           "forall x, y in [0, 5]: x + y <= 2 => x*y <= 9999999/10000000",
           "forall x, y in [0, 5]: x + y <= 2.0000001 => x*y <= 1",
           "forall x, y in [-2, 2]: y >= x^2 => y > 2*x - 1",
           "forall x, y in [-1, 1]: x^2 + y^2 <= 1 => x*y < 1/2",
           "forall x, y in [0, 1]: x^2 + y^2 >= 0.9999999 => x + y >= 1",
           "forall x, y in [-3, 3]: x <= y => exp(x) < exp(y)",
           "forall x, y, z in [-2, 2]: x^2 + y^2 + z^2 <= 9 => x + 2*y + 2*z <= 8.9999999",
           "forall x, y, z in [0, 1]: x + y + z = 1 => x^2 + y^2 + z^2 > 1/3",
           "forall x, y, z in [0, 1]: x + y + z = 0.9999999 => x^2 + y^2 + z^2 >= 1/3",
       }) {
    EXPECT_FALSE(is_proved(text)) << text;
  }
}

TEST(Conditional, NarrowViolationsAreFound) {
  // sqrt(14) = 3.7416573...
  Statement s =
      read_statement("forall x, y, z in [-2, 2]: x^2 + y^2 + z^2 <= 1 => x + 2*y + 3*z <= 3.74165");
  const auto points = propose_narrow_violations(s.terms, s.formula.nodes, box_of(s.formula));
  ASSERT_FALSE(points.empty());
  const auto& p = points.front();
  EXPECT_LE(p[0] * p[0] + p[1] * p[1] + p[2] * p[2], 1);
  EXPECT_GT(p[0] + 2 * p[1] + 3 * p[2], 3.74165);
}

TEST(Conditional, MultipliersOfTheProductUnderASum) {
  Terms t;
  const TermId x = t.variable(0);
  const TermId y = t.variable(1);
  const TermId one = t.number(1);
  const TermId term = t.subtract(one, t.multiply(x, y));
  const TermId w = t.subtract(t.number(2), t.add(x, y));
  const Box box(2, Side{0, 5});
  NormalForms forms(t);
  // 1 - x y = (2 + x + y)/4 (2 - x - y) + (x - y)^2/4
  const TermId wanted = t.multiply(t.number(Rational(1, 4)), t.add(t.number(2), t.add(x, y)));
  bool found = false;
  for (const TermId l : propose_multipliers(t, term, w, box)) {
    found = found || forms.identical(l, wanted);
  }
  EXPECT_TRUE(found);
}

TEST(CutFinder, CutsNextToWhereAllCanFail) {
  Terms t;
  const TermId x = t.variable(0);
  const TermId y = t.variable(1);
  // Not (x >= 2) and not (y - x > 0): only for x < 2 and y <= x.
  const std::vector<Atom> atoms = {{t.subtract(x, t.number(2)), Relation::at_least},
                                   {t.subtract(y, x), Relation::greater}};
  CutFinder cuts(t);
  const Box box = {Side{0, 10}, Side{0, 10}};
  const auto cut = cuts.find(atoms, box);
  ASSERT_TRUE(cut);
  EXPECT_GE(cut->at, 2);
  EXPECT_LT(cut->at, 4);
  // Nothing falls off.
  const Box small = {Side{0, 1}, Side{0, 1}};
  EXPECT_FALSE(cuts.find(atoms, small));
}

}  // namespace
}  // namespace rigor
