// Rules on boxes: known atoms that each rule proves, and false atoms that none may prove.
#include "conjecture/leaf_rules.hpp"

#include <gtest/gtest.h>

#include "support/random_terms.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::Sampler;

Side side(const Rational& lower, const Rational& upper, const char* ends = "[]") {
  return {lower, upper, ends[0] == '(', ends[1] == ')', false};
}

/// One term on one box.
struct Case {
  Case(const Terms& terms, TermId term, Box the_box, bool has_guards = false)
      : box(std::move(the_box)), rules(terms, term, box.size(), {53}) {
    enclosed.enter(box);
    rules.enter(enclosed, has_guards);
  }
  Box box;
  EnclosedBox<Interval> enclosed{{53}};
  LeafRules<Interval> rules;
};

TEST(LeafRules, IntervalUsesOpenEnds) {
  Terms t;
  const TermId x = t.variable(0);
  const TermId sum = t.add(x, t.power(x, 3));
  EXPECT_TRUE(Case(t, sum, {side(0, 1, "(]")}).rules.prove_by_interval(Relation::greater));
  EXPECT_FALSE(Case(t, sum, {side(0, 1)}).rules.prove_by_interval(Relation::greater));
  EXPECT_TRUE(Case(t, sum, {side(0, 1)}).rules.prove_by_interval(Relation::at_least));
  EXPECT_TRUE(Case(t, sum, {side(-1, 0, "[)")}).rules.prove_by_interval(Relation::not_equal));
  EXPECT_FALSE(Case(t, sum, {side(0, 1, "(]")}).rules.prove_by_interval(Relation::equal));
  // Nowhere defined.
  const TermId log = t.apply(Op::log, x);
  for (const Relation r : {Relation::greater, Relation::at_least, Relation::not_equal}) {
    EXPECT_FALSE(Case(t, log, {side(-2, -1)}).rules.prove_by_interval(r));
  }
}

TEST(LeafRules, MeanValueAndTaylor) {
  Terms t;
  const TermId x = t.variable(0);
  // x - x^2 + 1/100 on [0, 1/4]: 1/8 + ... by the mean value form.
  const TermId first = t.add(t.subtract(x, t.power(x, 2)), t.number(Rational(1, 20)));
  Case mean(t, t.subtract(t.add(first, t.number(1)), x), {side(0, Rational(1, 4))});
  EXPECT_TRUE(mean.rules.prove_by_mean_value(Relation::greater));
  // exp(x) - x > 0 on [-1/2, 1/2] by the second order, not by the first.
  const TermId second = t.subtract(t.apply(Op::exp, x), t.add(x, t.number(Rational(3, 4))));
  Case taylor(t, second, {side(Rational(-1, 2), Rational(1, 2))});
  EXPECT_FALSE(taylor.rules.prove_by_mean_value(Relation::greater));
  EXPECT_TRUE(taylor.rules.prove_by_taylor(Relation::greater));
  // Unbounded sides and kinks.
  Case half_line(t, t.add(t.number(1), x), {{Rational(0), std::nullopt, false, false, false}});
  EXPECT_FALSE(half_line.rules.prove_by_mean_value(Relation::greater));
  Case kink(t, t.add(t.apply(Op::abs, x), t.number(1)), {side(-1, 1)});
  EXPECT_FALSE(kink.rules.prove_by_taylor(Relation::greater));
  EXPECT_TRUE(kink.rules.prove_by_mean_value(Relation::at_least));
}

TEST(LeafRules, Faces) {
  Terms t;
  const TermId x = t.variable(0);
  const TermId rising = t.subtract(t.apply(Op::exp, x), t.number(1));
  Case closed(t, rising, {side(0, 1)});
  EXPECT_EQ(closed.rules.prove_face(Relation::greater, 0, End::lower), Relation::greater);
  EXPECT_EQ(closed.rules.prove_face(Relation::at_least, 0, End::lower), Relation::at_least);
  EXPECT_EQ(closed.rules.prove_face(Relation::greater, 0, End::upper), std::nullopt);
  Case open(t, rising, {side(0, 1, "(]")});
  EXPECT_EQ(open.rules.prove_face(Relation::greater, 0, End::lower), Relation::at_least);
  // x^3 has the derivative 0 at 0.
  Case cube(t, t.power(x, 3), {side(0, 1, "(]")});
  EXPECT_EQ(cube.rules.prove_face(Relation::greater, 0, End::lower), std::nullopt);
  EXPECT_EQ(cube.rules.prove_face(Relation::at_least, 0, End::lower), Relation::at_least);
  // log x isn't defined at the end; a guard that holds inside doesn't help.
  Case log(t, t.apply(Op::log, x), {side(0, 1, "(]")}, true);
  EXPECT_EQ(log.rules.prove_face(Relation::at_least, 0, End::lower), std::nullopt);
  // floor jumps; a pole between integers.
  Case jump(t, t.subtract(t.add(x, x), t.apply(Op::floor, x)), {side(0, 1, "[)")});
  EXPECT_EQ(jump.rules.prove_face(Relation::at_least, 0, End::lower), std::nullopt);
  const TermId pole = t.negate(t.divide(t.number(1), t.subtract(x, t.number(Rational(3, 2)))));
  Side integers = side(1, 2);
  integers.integer = true;
  Case between(t, pole, {integers}, true);
  EXPECT_EQ(between.rules.prove_face(Relation::at_least, 0, End::lower), std::nullopt);
  EXPECT_FALSE(between.rules.prove_by_mean_value(Relation::at_least));
  // The face is real: 1/2 is no integer, but a point of the face.
  integers.lower = Rational(1, 2);
  EXPECT_FALSE(is_empty(face_of({integers}, 0, End::lower)));
}

TEST(LeafRules, Ends) {
  Terms t;
  const TermId x = t.variable(0);
  const TermId root = t.subtract(t.root(x, 2), x);  // concave, 0 at both ends
  using Pair = std::pair<Relation, Relation>;
  const auto ends = [&](TermId term, const char* type, Relation relation) {
    Case it(t, term, {side(0, 1, type)}, true);
    return it.rules.prove_ends(relation, 0);
  };
  EXPECT_EQ(ends(root, "[]", Relation::at_least), Pair(Relation::at_least, Relation::at_least));
  EXPECT_EQ(ends(root, "()", Relation::greater), Pair(Relation::at_least, Relation::at_least));
  EXPECT_EQ(ends(root, "(]", Relation::greater), Pair(Relation::at_least, Relation::greater));
  EXPECT_EQ(ends(root, "[]", Relation::greater), Pair(Relation::greater, Relation::greater));
  EXPECT_EQ(ends(t.negate(root), "[]", Relation::at_least), std::nullopt);
  // Linear: with both ends open, 0 >= 0 at the ends says nothing about > inside.
  EXPECT_EQ(ends(t.multiply(t.number(2), x), "()", Relation::greater), std::nullopt);
  EXPECT_EQ(ends(t.apply(Op::log, x), "(]", Relation::at_least), std::nullopt);
  // Concave on both sides of a kink.
  Case kink(t, t.apply(Op::abs, x), {side(-1, 1)});
  EXPECT_EQ(kink.rules.prove_ends(Relation::at_least, 0), std::nullopt);
}

std::optional<Arb> at(const Terms& t, TermId term, const std::vector<Rational>& point) {
  return test::value_by_arb(t, term, point, {300});
}

bool is_positive(const Arb& x) {
  return arb_is_positive(x.get()) != 0;
}

// T - q with q just above the value of T at a point of the box: a false atom, hardly.
TEST(LeafRules, NeverProveWhatAPointRefutes) {
  int tried = 0;
  int proved_after_all = 0;
  for (int k = 0; k < test::sample_count(1500, 20000); ++k) {
    Terms t;
    Sampler random(static_cast<std::uint64_t>(k) + 7000);
    const int variables = random.integer(1, 3);
    const TermId term =
        test::random_term(t, random, random.integer(1, 8), variables, random.integer(0, 3) != 0);
    const Box box = test::random_box(random, variables);
    const auto point = test::random_point(random, box);
    const auto value = at(t, term, point);
    if (!value || !surely_less(abs(*value), Arb(1e9))) continue;
    // The next multiple of 2^-60 but one.
    fmpz_t ceiling;
    fmpz_init(ceiling);
    arb_t scaled;
    arb_init(scaled);
    arb_mul_2exp_si(scaled, value->get(), 60);
    arf_get_fmpz(ceiling, arb_midref(scaled), ARF_RND_CEIL);
    Integer steps;
    fmpz_get_mpz(steps.backend().data(), ceiling);
    fmpz_clear(ceiling);
    arb_clear(scaled);
    const Rational above = Rational(Integer(steps + 1), Integer(1) << 60U);
    const TermId false_term = t.subtract(term, t.number(above));
    const auto negative = at(t, false_term, point);
    if (!negative || arb_is_negative(negative->get()) == 0) continue;
    ++tried;
    Case it(t, false_term, box);
    for (const Relation r : {Relation::greater, Relation::at_least}) {
      EXPECT_FALSE(it.rules.prove_by_interval(r)) << k;
      EXPECT_FALSE(it.rules.prove_by_mean_value(r)) << k;
      EXPECT_FALSE(it.rules.prove_by_taylor(r)) << k;
    }
    // Reductions: what they promise, compared at the point and at the faces below and above it.
    for (std::size_t v = 0; v < box.size(); ++v) {
      const auto on_face = [&](End end) {
        auto moved = point;
        moved[v] = end == End::lower ? *box[v].lower : *box[v].upper;
        return at(t, false_term, moved);
      };
      const auto lower = on_face(End::lower);
      const auto upper = on_face(End::upper);
      for (const Relation r : {Relation::greater, Relation::at_least}) {
        for (const End end : {End::lower, End::upper}) {
          const auto left = it.rules.prove_face(r, v, end);
          const auto& face = end == End::lower ? lower : upper;
          if (!left || !face) continue;
          ++proved_after_all;
          EXPECT_FALSE(is_positive(*face)) << k << ' ' << v;
        }
        const auto both = it.rules.prove_ends(r, v);
        if (!both || !lower || !upper) continue;
        ++proved_after_all;
        EXPECT_FALSE(is_positive(*lower) && is_positive(*upper)) << k << ' ' << v;
      }
    }
  }
  EXPECT_GT(tried, 500);
  EXPECT_GT(proved_after_all, 100);
}

}  // namespace
}  // namespace rigor
