#include "conjecture/prover.hpp"

#include <gtest/gtest.h>

#include "tests/conjecture/typed_term.hpp"

namespace rigor {
namespace {

using testing::closed;
using testing::E;
using testing::FormulaBuilder;

ProverResult settle(Terms& terms, const ClosedFormula& formula) {
  return prove(terms, formula);
}

TEST(Prover, SettlesPolynomials) {
  Terms terms;
  FormulaBuilder f(terms);
  const E x = f.variable(closed(-10, 10));
  const E y = f.variable(closed(-10, 10));
  f.atom(x.pow(2) + y.pow(2) - x * y + 1, Relation::greater);
  EXPECT_EQ(settle(terms, f.formula).verdict, Verdict::verified);
}

TEST(Prover, Schwefel) {
  for (const Rational& bound : {Rational(-1, 100000), Rational(1, 100)}) {
    Terms terms;
    FormulaBuilder f(terms);
    const E x = f.variable(closed(-10, 10));
    const E y = f.variable(closed(-10, 10));
    const E z = f.variable(closed(-10, 10));
    f.atom((x - y.pow(2)).pow(2) + (y - Rational(1)).pow(2) + (x - z.pow(2)).pow(2) +
               (z - Rational(1)).pow(2) - bound,
           Relation::at_least);
    EXPECT_EQ(settle(terms, f.formula).verdict, bound < 0 ? Verdict::verified : Verdict::violated);
  }
}

TEST(Prover, Camel) {
  Terms terms;
  FormulaBuilder f(terms);
  const E x = f.variable(closed(-3, 3));
  const E y = f.variable(closed(-2, 2));
  f.atom((Rational(4) - Rational(21, 10) * x.pow(2) + x.pow(4) / 3) * x.pow(2) + x * y +
             (Rational(4) * y.pow(2) - Rational(4)) * y.pow(2) + Rational(10316285, 10000000),
         Relation::at_least);
  EXPECT_EQ(settle(terms, f.formula).verdict, Verdict::verified);
}

TEST(Prover, AnIrrationalWitnessIsEnclosed) {
  // x^2 != 2 on [0, 2].
  Terms terms;
  FormulaBuilder f(terms);
  f.atom(f.variable(closed(0, 2)).pow(2) - Rational(2), Relation::not_equal);
  const ProverResult result = settle(terms, f.formula);
  EXPECT_EQ(result.verdict, Verdict::violated);
  ASSERT_EQ(result.witness.size(), 1U);
  const Rational& lower = result.witness.front().lower.value();
  const Rational& upper = result.witness.front().upper.value();
  EXPECT_TRUE(lower > 0 && lower * lower < 2 && upper * upper > 2 && upper - lower < 1e-6);
}

TEST(Prover, TheMarginIsThatOfTheConclusion) {
  // x > 1 => x^2 <= 9/4, on [0, 2].
  Terms terms;
  FormulaBuilder f(terms);
  const E x = f.variable(closed(0, 2));
  const std::size_t fails = f.atom(-x + 1, Relation::at_least);
  const E conclusion = -x.pow(2) + Rational(9, 4);
  f.either({fails, f.atom(conclusion, Relation::at_least)});
  ProverOptions options;
  options.failed_hypotheses = {fails};
  const ProverResult result = prove(terms, f.formula, options);
  EXPECT_EQ(result.verdict, Verdict::violated);
  ASSERT_TRUE(result.failed && result.margin);
  EXPECT_EQ(result.failed->term, conclusion.id);
  EXPECT_EQ(result.witness.front().lower, Rational(2));
  EXPECT_EQ(result.margin->upper, "-1.75");
}

TEST(Prover, HypothesisDecidesTheDomain) {
  // x > 0 => log x <= x - 9/10, on [-1, 2].
  Terms terms;
  FormulaBuilder f(terms);
  const E x = f.variable(closed(-1, 2));
  const std::size_t fails = f.atom(-x, Relation::at_least);
  const std::size_t holds = f.atom(x - Rational(9, 10) - x.of(Op::log), Relation::at_least);
  f.either({fails, holds});
  EXPECT_EQ(settle(terms, f.formula).verdict, Verdict::verified);
}

TEST(Prover, SolvesAnEquationUnderAHypothesis) {
  // forall x in [0, 1] exists y in [-1, 2]: x < 0 or y^3 + y = x.
  Terms terms;
  FormulaBuilder f(terms);
  const E x = f.variable(closed(0, 1));
  const E y = f.variable(closed(-1, 2));
  f.formula.variables.back().quantifier = Quantifier::exists;
  const std::size_t fails = f.atom(-x, Relation::greater);
  const std::size_t holds = f.atom(y.pow(3) + y - x, Relation::equal);
  f.either({fails, holds});
  EXPECT_EQ(settle(terms, f.formula).verdict, Verdict::verified);
}

}  // namespace
}  // namespace rigor
