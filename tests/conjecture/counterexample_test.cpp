#include "conjecture/counterexample.hpp"

#include <gtest/gtest.h>

namespace rigor {
namespace {

Side side(const Rational& lower, const Rational& upper) {
  return {lower, upper, false, false, false};
}

std::vector<FormulaNode> atom(TermId term, Relation relation) {
  return {{Connective::atom, {term, relation}, {}}};
}

TEST(Counterexample, FindsANarrowPeakAndItsSimplestPoint) {
  // 1/100 - (x - 1/3)^2 - (y - 2/7)^2 > 0: a disk of radius 1/10.
  Terms terms;
  const auto square = [&](std::size_t i, const Rational& centre) {
    return terms.power(terms.subtract(terms.variable(i), terms.number(centre)), 2);
  };
  const TermId f = terms.subtract(terms.number(Rational(1, 100)),
                                  terms.add(square(0, Rational(1, 3)), square(1, Rational(2, 7))));
  const Box box = {side(-20, 20), side(-20, 20)};
  const auto points = propose_points(terms, atom(f, Relation::greater), box);
  ASSERT_FALSE(points.empty());
  ASSERT_GT(points.front().satisfaction, 0);
  const auto holds = [](const std::vector<Rational>& p) {
    const Rational x = p[0] - Rational(1, 3), y = p[1] - Rational(2, 7);
    return x * x + y * y < Rational(1, 100);
  };
  const auto simplest = simplest_point(points.front().point, box, holds);
  ASSERT_TRUE(simplest.has_value());
  EXPECT_TRUE(holds(*simplest));
  EXPECT_LE(denominator((*simplest)[0]), 4);
  EXPECT_LE(denominator((*simplest)[1]), 4);
}

TEST(Counterexample, LooksAtIntegersHalfLinesAndOpenEnds) {
  Terms terms;
  const TermId n = terms.variable(0);
  // n^2 - 50 n - 100 > 0 for an integer n in [1, oo): n >= 52.
  const TermId f = terms.subtract(
      terms.subtract(terms.power(n, 2), terms.multiply(terms.number(50), n)), terms.number(100));
  const Box box = {{Rational(1), std::nullopt, false, false, true}};
  const auto points = propose_points(terms, atom(f, Relation::greater), box);
  ASSERT_GT(points.front().satisfaction, 0);
  const auto simplest =
      simplest_point(points.front().point, box, [](const std::vector<Rational>& p) {
        return denominator(p[0]) == 1 && p[0] * p[0] - 50 * p[0] - 100 > 0;
      });
  ASSERT_TRUE(simplest.has_value());
  EXPECT_EQ(simplest->front(), 52);
  // (0, 1): the simplest number is 1/2, not an end.
  const Box open = {{Rational(0), Rational(1), true, true, false}};
  const auto inside = simplest_point(
      {0.3}, open, [](const std::vector<Rational>& p) { return p[0] > 0 && p[0] < 1; });
  ASSERT_TRUE(inside.has_value());
  EXPECT_EQ(inside->front(), Rational(1, 2));
}

TEST(Counterexample, ProposesNothingWhereTheFormulaFails) {
  Terms terms;
  const TermId x = terms.variable(0);
  // log x > 0 on [-1, 1]: undefined or at most 0.
  const auto points =
      propose_points(terms, atom(terms.apply(Op::log, x), Relation::greater), {side(-1, 1)});
  for (const ProposedPoint& point : points) EXPECT_LE(point.satisfaction, 0);
  EXPECT_FALSE(simplest_point({0.5}, {side(-1, 1)}, [](const auto&) { return false; }).has_value());
}

}  // namespace
}  // namespace rigor
