// Solutions of equations: known ones are found and enclosed, none is proved where there is none.
#include "conjecture/solution.hpp"

#include <gtest/gtest.h>

#include "analysis/seeded_random.hpp"

namespace rigor {
namespace {

Side closed(const Rational& lower, const Rational& upper) {
  return {lower, upper};
}

// An `and` of atoms.
std::vector<FormulaNode> conjunction(const std::vector<Atom>& atoms) {
  std::vector<FormulaNode> nodes;
  FormulaNode root;
  root.connective = Connective::both;
  for (const Atom& atom : atoms) {
    root.parts.push_back(nodes.size());
    nodes.push_back({Connective::atom, atom, {}});
  }
  nodes.push_back(root);
  return nodes;
}

std::vector<std::size_t> all_of(const Box& box) {
  std::vector<std::size_t> variables;
  for (std::size_t v = 0; v < box.size(); ++v) variables.push_back(v);
  return variables;
}

struct Found {
  std::optional<ProposedSolution> simple;
  std::optional<Proof> proof;
};

Found find(const Terms& terms, const std::vector<Atom>& atoms, const Box& box) {
  const auto nodes = conjunction(atoms);
  Found found;
  for (const ProposedSolution& s :
       propose_solutions(terms, nodes, nodes.size() - 1, box, all_of(box))) {
    if (s.solved.empty() && !found.simple) found.simple = s;
    if (!s.solved.empty() && !found.proof) found.proof = prove_root(terms, s, box, {53});
  }
  return found;
}

TEST(Solution, TheFixedPointOfTheCosine) {
  Terms t;
  const TermId x = t.variable(0);
  const Box box = {closed(0, 1)};
  const Found found = find(t, {{t.subtract(t.apply(Op::cos, x), x), Relation::equal}}, box);
  ASSERT_TRUE(found.proof);
  EXPECT_FALSE(found.simple);
  EXPECT_EQ(found.proof->rule, Rule::root);
  ASSERT_EQ(found.proof->solution_box.size(), 2U);
  const Rational digits = *parse_rational("0.73908513321516064165531208767387340401");
  const Rational last = *parse_rational("1e-38");
  EXPECT_LT(found.proof->solution_box[0], digits);
  EXPECT_GT(found.proof->solution_box[1], digits + last);
  EXPECT_LT(found.proof->solution_box[1] - found.proof->solution_box[0], Rational(1, 1000000));
  const Box narrowed = with_solution(box, *found.proof);
  EXPECT_EQ(*narrowed[0].lower, found.proof->solution_box[0]);
}

// A circle, a line, and an inequality that only one of the two points satisfies.
TEST(Solution, InequalitiesChooseAmongSolutions) {
  Terms t;
  const TermId x = t.variable(0);
  const TermId y = t.variable(1);
  const TermId circle = t.subtract(t.add(t.power(x, 2), t.power(y, 2)), t.number(1));
  const TermId line = t.subtract(t.subtract(y, x), t.number(Rational(1, 3)));
  const Found found = find(
      t, {{circle, Relation::equal}, {line, Relation::equal}, {t.negate(x), Relation::greater}},
      {Side{}, Side{}});
  ASSERT_TRUE(found.proof);
  // x = (-1 - sqrt(17))/6
  EXPECT_LT(found.proof->solution_box[0], *parse_rational("-0.85385093760294342"));
  EXPECT_GT(found.proof->solution_box[1], *parse_rational("-0.85385093760294343"));
}

// One equation for three unknowns, one of them an integer.
TEST(Solution, FreeUnknownsGetSimpleValues) {
  Terms t;
  Side integers = closed(2, 9);
  integers.integer = true;
  const Box box = {closed(0, 4), closed(1, 5), integers};
  const TermId sum =
      t.add(t.apply(Op::exp, t.variable(0)), t.multiply(t.variable(1), t.variable(2)));
  const Found found = find(t, {{t.subtract(sum, t.number(20)), Relation::equal}}, box);
  ASSERT_TRUE(found.proof);
  EXPECT_EQ(found.proof->solved.size(), 1U);
  EXPECT_NE(found.proof->solved[0], 2U);
}

TEST(Solution, ExactSolutionsComeFirst) {
  Terms t;
  const TermId x = t.variable(0);
  // (x - 2/3)^2 = 0: a double zero.
  const TermId square = t.power(t.subtract(x, t.number(Rational(2, 3))), 2);
  const Found found = find(t, {{square, Relation::equal}}, {closed(0, 1)});
  ASSERT_TRUE(found.simple);
  EXPECT_EQ(found.simple->chosen[0].second, Rational(2, 3));
  EXPECT_FALSE(found.proof);
}

TEST(Solution, NothingIsProvedWhereThereIsNone) {
  Terms t;
  const TermId x = t.variable(0);
  const auto is_proved = [&](TermId equation, double near) {
    ProposedSolution s;
    s.solved = {0};
    s.equations = {equation};
    s.near = {near};
    return prove_root(t, s, {closed(-2, 2)}, {53}) || prove_root(t, s, {closed(-2, 2)}, {128});
  };
  const TermId one = t.number(1);
  const TermId tiny = t.number(Rational(1, 1000000000000));
  EXPECT_FALSE(is_proved(t.add(t.power(x, 2), tiny), 1e-7));
  EXPECT_FALSE(is_proved(t.power(x, 2), 0));
  EXPECT_FALSE(is_proved(t.add(t.apply(Op::abs, x), tiny), 0));
  EXPECT_FALSE(is_proved(t.apply(Op::abs, x), 0));
  EXPECT_FALSE(is_proved(t.divide(one, x), 0.1));
  EXPECT_FALSE(is_proved(t.root(x, 2), 0));
  EXPECT_FALSE(is_proved(t.subtract(t.apply(Op::floor, x), t.number(Rational(1, 2))), 1));
  EXPECT_FALSE(is_proved(t.subtract(t.power(x, 2), t.number(9)), 2));  // outside of the side
  EXPECT_FALSE(is_proved(t.add(x, t.number(2)), -2));                  // at its end
  EXPECT_TRUE(is_proved(t.subtract(t.power(x, 2), t.number(2)), 1.4));
}

// For all p of a side: x^2 = p.
TEST(Solution, WithParameters) {
  Terms t;
  const TermId equation = t.subtract(t.power(t.variable(1), 2), t.variable(0));
  ProposedSolution s;
  s.solved = {1};
  s.equations = {equation};
  s.near = {0, 1.1};
  const Rational low(12, 10);
  const Rational high(125, 100);
  const auto proof = prove_root(t, s, {closed(low, high), closed(0, 3)}, {53});
  ASSERT_TRUE(proof);
  EXPECT_LT(proof->solution_box[0] * proof->solution_box[0], low);
  EXPECT_GT(proof->solution_box[1] * proof->solution_box[1], high);
  EXPECT_FALSE(prove_root(t, s, {closed(-1, 2), closed(0, 3)}, {53}));
}

// Random systems of two to four quadratic equations with a rational solution that is planted.
TEST(Solution, PlantedSolutionsAreEnclosed) {
  SeededRandom random(71);
  int proved = 0;
  constexpr int kCount = 200;
  for (int i = 0; i < kCount; ++i) {
    Terms t;
    const auto size = static_cast<std::size_t>(random.integer(2, 4));
    std::vector<Rational> planted;
    ProposedSolution s;
    Box box;
    for (std::size_t v = 0; v < size; ++v) {
      planted.emplace_back(random.integer(-30, 30), 16);
      s.solved.push_back(v);
      s.near.push_back(planted[v].convert_to<double>() + random.uniform(-1e-3, 1e-3));
      box.push_back(closed(-3, 3));
    }
    for (std::size_t r = 0; r < size; ++r) {
      TermId sum = t.number(0);
      Rational value = 0;
      for (std::size_t v = 0; v < size; ++v) {
        for (std::size_t w = 0; w <= v; ++w) {
          const Rational c(random.integer(-6, 6), 4);
          sum = t.add(sum, t.multiply(t.number(c), t.multiply(t.variable(v), t.variable(w))));
          value += c * planted[v] * planted[w];
        }
        const Rational c(random.integer(-6, 6));
        sum = t.add(sum, t.multiply(t.number(c), t.variable(v)));
        value += c * planted[v];
      }
      s.equations.push_back(t.subtract(sum, t.number(value)));
    }
    const auto proof = prove_root(t, s, box, {i % 4 == 0 ? 128 : 53});
    if (!proof) continue;
    ++proved;
    for (std::size_t v = 0; v < size; ++v) {
      ASSERT_LT(proof->solution_box[2 * v], planted[v]) << i;
      ASSERT_GT(proof->solution_box[2 * v + 1], planted[v]) << i;
    }
  }
  EXPECT_GT(proved, kCount * 3 / 4);
}

}  // namespace
}  // namespace rigor
