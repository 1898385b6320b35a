// Centred forms: equal to the terms at random points, exactly; and what is left alone.
#include "expression/centred_form.hpp"

#include <gtest/gtest.h>

#include "expression/normal_form.hpp"
#include "support/random_terms.hpp"

namespace rigor {
namespace {

const std::vector<Rational> kCentre = {Rational(5, 2), Rational(-1, 3), Rational(0)};

TEST(CentredForm, PolynomialsKeepTheirValues) {
  Terms t;
  const TermId x = t.variable(0);
  const TermId y = t.variable(1);
  const TermId z = t.variable(2);
  const TermId sum = t.subtract(t.multiply(x, t.add(y, z)), t.power(t.subtract(x, z), 3));
  const TermId squares = t.multiply(t.subtract(t.power(x, 2), t.power(y, 4)),
                                    t.add(t.number(Rational(1, 7)), t.power(y, 2)));
  for (const TermId term : {sum, squares, t.divide(sum, t.number(Rational(-3, 5)))}) {
    const auto centred = centred_form(t, term, kCentre);
    ASSERT_TRUE(centred);
    EXPECT_NE(*centred, term);
    test::Sampler random(5);
    for (int k = 0; k < 20; ++k) {
      TermId difference = t.subtract(term, *centred);
      for (std::size_t v = 0; v < 3; ++v) {
        difference = substitute(t, difference, v, t.number(test::small_rational(random)));
      }
      EXPECT_EQ(t[difference].op, Op::number);
      EXPECT_EQ(t[difference].number, 0);
    }
  }
}

TEST(CentredForm, InsideOfFunctions) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Terms t;
    test::Sampler random(seed);
    const TermId term = test::random_term(t, random, 12, 3, false);
    const auto centred = centred_form(t, term, kCentre);
    if (!centred) continue;
    for (int k = 0; k < 4; ++k) {
      std::vector<Rational> point;
      for (int v = 0; v < 3; ++v) point.push_back(test::small_rational(random, 1));
      const auto value = test::value_by_arb(t, term, point);
      const auto other = test::value_by_arb(t, *centred, point);
      if (!value || !other) continue;
      EXPECT_TRUE(overlaps(*value, *other)) << seed;
    }
  }
}

TEST(CentredForm, LeavesAlone) {
  Terms t;
  const TermId x = t.variable(0);
  const TermId y = t.variable(1);
  EXPECT_FALSE(centred_form(t, t.add(x, y), kCentre));
  EXPECT_FALSE(centred_form(t, t.multiply(t.power(x, 3), y), kCentre));
  EXPECT_FALSE(centred_form(t, t.apply(Op::exp, t.subtract(x, y)), kCentre));
  // Too large.
  EXPECT_FALSE(centred_form(t, t.power(t.add(t.add(x, y), t.variable(2)), 20), kCentre));
}

}  // namespace
}  // namespace rigor
