#include "conjecture/atom_rules.hpp"

#include <gtest/gtest.h>

#include "conjecture/tactics.hpp"

namespace rigor {
namespace {

Side side(std::optional<Rational> lower, std::optional<Rational> upper, bool lower_open = false,
          bool upper_open = false, bool integer = false) {
  return {std::move(lower), std::move(upper), lower_open, upper_open, integer};
}

class AtomRulesTest : public ::testing::Test {
 protected:
  Terms terms;
  NormalForms forms{terms};
  AtomRules rules{terms, forms, 2};
  TermId x = terms.variable(0);
  TermId y = terms.variable(1);
  TermId one = terms.number(1);
  TermId zero = terms.number(0);

  TermId n(const Rational& value) { return terms.number(value); }
  TermId minus(TermId a) { return terms.negate(a); }
  static Proof node(Rule rule, std::vector<TermId> used = {}) {
    Proof proof;
    proof.rule = rule;
    proof.terms = std::move(used);
    return proof;
  }
  Goal goal(TermId term, Relation relation, const Side& a,
            const Side& b = {Rational(0), Rational(1)}) {
    return {{term, relation}, {a, b}, {}};
  }
  bool applies(const Proof& proof, const Goal& g) { return rules.children(proof, g).has_value(); }
};

TEST_F(AtomRulesTest, MultiplyNeedsAnIdentityAndDefinedTerms) {
  const Goal g = goal(x, Relation::at_least, side(1, 2));
  EXPECT_TRUE(applies(node(Rule::multiply, {x, terms.power(x, 2)}), g));
  EXPECT_FALSE(applies(node(Rule::multiply, {x, terms.power(x, 3)}), g));
  // -1 = -x/x: on x = 0 the right side says nothing.
  const Goal false_goal = goal(n(-1), Relation::at_least, side(0, 0));
  const TermId undefined = terms.negate(terms.divide(x, x));
  EXPECT_FALSE(applies(node(Rule::multiply, {one, undefined}), false_goal));
}

TEST_F(AtomRulesTest, SlopeLooksBetweenTheIntegers) {
  // (x - 1)(x - 2) - 0 >= 0 at integers; its slope 2x - 3 isn't >= 0 between them.
  const TermId t = terms.multiply(terms.subtract(x, one), terms.subtract(x, n(2)));
  const TermId s = terms.subtract(terms.multiply(n(2), x), n(3));
  Proof proof = node(Rule::slope, {s});
  proof.end = End::lower;
  const auto children =
      rules.children(proof, goal(t, Relation::at_least, side(1, 2, false, false, true)));
  ASSERT_TRUE(children.has_value());
  EXPECT_FALSE((*children)[1].box[0].integer);
  EXPECT_FALSE(rules.proves(node(Rule::positive), (*children)[1]));
}

TEST_F(AtomRulesTest, SlopeNeedsContinuity) {
  // 1/x falls on both sides of 0: no face proves it positive.
  const TermId t = terms.divide(one, x);
  Proof proof = node(Rule::slope, {terms.divide(one, terms.power(x, 2))});
  proof.end = End::upper;
  EXPECT_TRUE(applies(proof, goal(t, Relation::at_least, side(1, 2))));
  EXPECT_FALSE(applies(proof, goal(t, Relation::at_least, side(-1, 2))));
  const TermId step = terms.apply(Op::floor, x);
  Proof flat = node(Rule::slope, {zero});
  EXPECT_FALSE(applies(flat, goal(step, Relation::at_least, side(0, 2))));
}

TEST_F(AtomRulesTest, StrictSlopesAtOpenEnds) {
  // x > 0 on (0, 1]: the face gives >=, the slope 1 > 0 the rest.
  Proof proof = node(Rule::slope, {one});
  const auto open = rules.children(proof, goal(x, Relation::greater, side(0, 1, true)));
  ASSERT_TRUE(open.has_value());
  EXPECT_EQ((*open)[0].atom.relation, Relation::at_least);
  EXPECT_EQ((*open)[1].atom.relation, Relation::greater);
  const auto closed = rules.children(proof, goal(x, Relation::greater, side(0, 1)));
  ASSERT_TRUE(closed.has_value());
  EXPECT_EQ((*closed)[0].atom.relation, Relation::greater);
}

TEST_F(AtomRulesTest, LimitsAtInfinity) {
  const auto decays = [&](TermId t, TermId s) {
    Proof proof = node(Rule::limit, {s});
    proof.end = End::upper;
    return applies(proof, goal(t, Relation::at_least, side(1, std::nullopt)));
  };
  const TermId inverse = terms.divide(one, x);
  const TermId square = terms.divide(one, terms.power(x, 2));
  EXPECT_TRUE(decays(inverse, square));
  EXPECT_FALSE(decays(terms.subtract(inverse, n(Rational(1, 10))), square));  // limit -1/10
  EXPECT_FALSE(decays(terms.subtract(inverse, x), terms.add(square, one)));   // no limit
  const TermId tail = terms.apply(Op::erfc, x);
  EXPECT_TRUE(limit_at_infinity(terms, forms, tail, 0, End::upper).has_value());
  EXPECT_TRUE(forms.is_zero(*limit_at_infinity(terms, forms, tail, 0, End::upper)));
  EXPECT_TRUE(forms.identical(*limit_at_infinity(terms, forms, tail, 0, End::lower), n(2)));
  EXPECT_FALSE(limit_at_infinity(terms, forms, terms.apply(Op::sin, x), 0, End::upper).has_value());
  const TermId bell = terms.apply(Op::exp, minus(terms.power(x, 2)));
  const TermId moment = terms.multiply(terms.power(x, 9), bell);
  EXPECT_TRUE(forms.is_zero(*limit_at_infinity(terms, forms, moment, 0, End::lower)));
  const TermId fraction = terms.divide(terms.add(terms.power(x, 2), x),
                                       terms.add(terms.multiply(n(3), terms.power(x, 2)), one));
  EXPECT_TRUE(forms.identical(*limit_at_infinity(terms, forms, fraction, 0, End::upper),
                              n(Rational(1, 3))));
}

TEST_F(AtomRulesTest, PositiveByCoefficients) {
  const auto proved = [&](TermId t, Relation relation, const Side& a) {
    return prove_positive(terms, forms, goal(t, relation, a));
  };
  const TermId parabola = terms.multiply(x, terms.subtract(one, x));  // x (1 - x)
  EXPECT_TRUE(proved(parabola, Relation::at_least, side(0, 1)));
  EXPECT_FALSE(proved(parabola, Relation::greater, side(0, 1)));
  EXPECT_TRUE(proved(parabola, Relation::greater, side(0, 1, true, true)));
  EXPECT_FALSE(proved(parabola, Relation::greater, side(0, 1, true, false)));
  EXPECT_FALSE(proved(parabola, Relation::at_least, side(0, std::nullopt)));
  EXPECT_TRUE(proved(minus(x), Relation::greater, side(std::nullopt, Rational(0), false, true)));
  EXPECT_FALSE(proved(x, Relation::at_least, side(std::nullopt, std::nullopt)));
  EXPECT_TRUE(proved(one, Relation::greater, side(std::nullopt, std::nullopt)));
  EXPECT_FALSE(proved(zero, Relation::greater, side(0, 1)));
  EXPECT_TRUE(proved(zero, Relation::at_least, side(0, 1)));
  const TermId both = terms.add(x, y);
  EXPECT_FALSE(proved(both, Relation::greater, side(0, 1)));
  EXPECT_TRUE(proved(both, Relation::greater, side(0, 1, true)));
}

TEST_F(AtomRulesTest, ZerosOfAnOrder) {
  const auto proved = [&](TermId t, Relation relation, const Side& a, int order, TermId at) {
    Proof proof = node(Rule::zero);
    proof.order = order;
    proof.where = {{0, at}};
    return prove_zero(terms, forms, 2, proof, goal(t, relation, a));
  };
  const TermId bow = terms.subtract(terms.subtract(terms.apply(Op::exp, x), one), x);
  EXPECT_TRUE(proved(bow, Relation::at_least, side(-1, 1), 2, zero));
  EXPECT_FALSE(proved(bow, Relation::greater, side(-1, 1), 2, zero));
  EXPECT_TRUE(proved(bow, Relation::greater, side(0, 1, true), 2, zero));
  EXPECT_FALSE(proved(bow, Relation::at_least, side(-1, 1), 3, zero));
  EXPECT_FALSE(proved(bow, Relation::at_least, side(-1, 1), 2, one));
  EXPECT_FALSE(proved(minus(bow), Relation::at_least, side(-1, 1), 2, zero));
  const TermId cube = terms.power(x, 3);
  EXPECT_TRUE(proved(cube, Relation::at_least, side(0, 1), 3, zero));
  EXPECT_FALSE(proved(cube, Relation::at_least, side(-1, 1), 3, zero));
  EXPECT_TRUE(proved(minus(cube), Relation::greater, side(-1, 0, false, true), 3, zero));
  const TermId peak = minus(terms.apply(Op::abs, x));
  for (int order = 1; order < 4; ++order) {
    EXPECT_FALSE(proved(peak, Relation::at_least, side(0, 1), order, zero));
    EXPECT_FALSE(proved(peak, Relation::at_least, side(-1, 1), order, zero));
  }
}

TEST_F(AtomRulesTest, OrderCasesAndThrough) {
  // x - y >= 0 is false; with x = x + y it holds, with y = x + y it doesn't.
  const TermId difference = terms.subtract(x, y);
  Proof proof = node(Rule::order, {x, minus(y)});
  proof.variable = 0;
  proof.other = 1;
  const auto parts = rules.children(proof, goal(difference, Relation::at_least, side(0, 1)));
  ASSERT_TRUE(parts.has_value());
  EXPECT_TRUE(rules.proves(node(Rule::positive), (*parts)[0]));
  EXPECT_FALSE(rules.proves(node(Rule::positive), (*parts)[1]));
  const TermId size = terms.apply(Op::abs, x);
  EXPECT_TRUE(
      applies(node(Rule::cases, {size, x, minus(x)}), goal(size, Relation::at_least, side(-1, 1))));
  EXPECT_FALSE(
      applies(node(Rule::cases, {size, x, x}), goal(size, Relation::at_least, side(-1, 1))));
  const TermId logs = terms.subtract(terms.apply(Op::log, x), terms.apply(Op::log, y));
  Proof through = node(Rule::through, {x, y, difference});
  through.function = Op::log;
  EXPECT_TRUE(applies(through, {{logs, Relation::at_least}, {side(1, 2), side(1, 2)}, {}}));
  through.terms[2] = terms.subtract(y, x);
  EXPECT_FALSE(applies(through, {{logs, Relation::at_least}, {side(1, 2), side(1, 2)}, {}}));
  through.function = Op::cosh;
  EXPECT_FALSE(applies(through, {{logs, Relation::at_least}, {side(1, 2), side(1, 2)}, {}}));
}

TEST_F(AtomRulesTest, AGivenSideOfAVariableIsANewVariable) {
  // x - y >= 0 where x >= y is given, x = y + t, t in [0, 1]; > 0 where x > y is.
  const TermId difference = terms.subtract(x, y);
  Goal g = goal(difference, Relation::at_least, side(0, 1));
  Proof proof = node(Rule::shift, {y, x});
  proof.variable = 0;
  proof.solution_box = {Rational(1)};
  EXPECT_FALSE(rules.children(proof, g).has_value());
  for (const Relation given : {Relation::greater, Relation::at_least}) {
    g.given = Atom{difference, given};
    const auto parts = rules.children(proof, g);
    ASSERT_TRUE(parts && parts->size() == 1);
    EXPECT_TRUE(rules.proves(node(Rule::interval), parts->front()));
    EXPECT_FALSE(parts->front().given.has_value());
    EXPECT_EQ(parts->front().box[0].lower_open, given == Relation::greater);
  }
  // The other way round, the other end, another term, a range that is too short.
  g.given = Atom{difference, Relation::at_most};
  EXPECT_FALSE(rules.children(proof, g).has_value());
  g.given = Atom{terms.subtract(y, x), Relation::at_most};
  EXPECT_TRUE(rules.children(proof, g).has_value());
  proof.end = End::upper;
  EXPECT_FALSE(rules.children(proof, g).has_value());
  proof.end = End::lower;
  proof.terms[1] = y;
  EXPECT_FALSE(rules.children(proof, g).has_value());
  proof.terms[1] = x;
  proof.solution_box = {Rational(99, 100)};
  EXPECT_FALSE(rules.children(proof, g).has_value());
  proof.solution_box.clear();
  EXPECT_TRUE(rules.children(proof, g).has_value());
  // P must not contain the variable.
  proof.terms[0] = terms.multiply(x, y);
  EXPECT_FALSE(rules.children(proof, g).has_value());
}

TEST_F(AtomRulesTest, GivenIsLostOnFacesThatItMayMiss) {
  // x - y >= 0 where x >= y is given: not on the face x = 0.
  Proof proof = node(Rule::slope, {one});
  Goal g = goal(terms.subtract(x, y), Relation::at_least, side(0, 1));
  g.given = Atom{terms.subtract(x, y), Relation::at_least};
  const auto children = rules.children(proof, g);
  ASSERT_TRUE(children.has_value());
  EXPECT_FALSE((*children)[0].given.has_value());
  Proof combine = node(Rule::combine, {one, zero});
  EXPECT_TRUE(applies(combine, g));
  g.given.reset();
  EXPECT_FALSE(applies(combine, g));
}

TEST_F(AtomRulesTest, SumsOfSquares) {
  // x^2 - xy + y^2 is one; x^2 - 3xy + y^2 isn't.
  const auto form = [&](const Rational& c) {
    return terms.add(terms.subtract(terms.power(x, 2), terms.multiply(n(c), terms.multiply(x, y))),
                     terms.power(y, 2));
  };
  const auto squares = sum_of_squares(terms, forms, form(1));
  ASSERT_TRUE(squares.has_value());
  EXPECT_TRUE(forms.identical(*squares, form(1)));
  EXPECT_TRUE(sum_of_squares(terms, forms, form(2)).has_value());
  EXPECT_FALSE(sum_of_squares(terms, forms, form(3)).has_value());
}

}  // namespace
}  // namespace rigor
