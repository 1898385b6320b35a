#include "report/bernstein_form.hpp"

#include <gtest/gtest.h>

#include <random>

namespace rigor {
namespace {

Rational raised(const Rational& base, std::size_t power) {
  Rational result = 1;
  for (std::size_t i = 0; i < power; ++i) result *= base;
  return result;
}

Rational value(const BernsteinForm& form, const std::vector<Rational>& point) {
  Rational sum = form.least;
  for (const BernsteinTerm& part : form.terms) {
    Rational product = part.coefficient;
    for (const BernsteinFactor& factor : part.factors) {
      const Rational& x = point[factor.variable];
      product *= raised(factor.is_above ? Rational(x - factor.end) : Rational(factor.end - x),
                        factor.power);
    }
    sum += product;
  }
  return sum;
}

Side between(const Rational& lower, const Rational& upper) {
  Side side;
  side.lower = lower;
  side.upper = upper;
  return side;
}

TEST(BernsteinForm, OfAParabola) {
  // 1 - x on [0, 2] of degree 1: (2 - x)/2 * 1 - x/2 * 1; the least coefficient is negative.
  Terms terms;
  const TermId term = terms.subtract(terms.number(1), terms.variable(0));
  const BernsteinForm form = bernstein_form(terms, term, {between(0, 2)});
  EXPECT_EQ(form.least, 0);
  ASSERT_EQ(form.terms.size(), 2U);
  EXPECT_EQ(form.terms[0].coefficient, Rational(1, 2));
  EXPECT_EQ(form.terms[1].coefficient, Rational(-1, 2));
  // x^2 - x + 1 on [0, 1]: coefficients 1, 1/2, 1 of the Bernstein basis.
  const TermId x = terms.variable(0);
  const TermId square = terms.add(terms.subtract(terms.power(x, 2), x), terms.number(1));
  EXPECT_EQ(bernstein_form(terms, square, {between(0, 1)}).least, Rational(1, 2));
}

TEST(BernsteinForm, EqualsThePolynomialEverywhere) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> small(-4, 4);
  for (int repeat = 0; repeat < 100; ++repeat) {
    Terms terms;
    const TermId x = terms.variable(0);
    const TermId y = terms.variable(1);
    const TermId z = terms.variable(2);
    TermId sum = terms.number(small(random));
    std::vector<std::pair<Rational, std::array<int, 3>>> monomials;
    const Rational constant = terms[sum].number;
    for (int m = 0; m < 4; ++m) {
      const std::array<int, 3> powers = {std::abs(small(random)) % 4, std::abs(small(random)) % 3,
                                         std::abs(small(random)) % 3};
      const Rational c(small(random), 3);
      TermId product = terms.number(c);
      for (const auto& [letter, power] :
           {std::pair(x, powers[0]), std::pair(y, powers[1]), std::pair(z, powers[2])}) {
        if (power > 0) {
          product = terms.multiply(product, terms.power(letter, static_cast<std::size_t>(power)));
        }
      }
      sum = m % 2 == 0 ? terms.add(sum, product) : terms.subtract(sum, terms.negate(product));
      monomials.emplace_back(c, powers);
    }
    Side half;
    half.lower = Rational(small(random));
    Side down;
    down.upper = Rational(small(random), 2);
    const Box box = {between(Rational(-1, 3), Rational(5, 2)), half, down};
    const BernsteinForm form = bernstein_form(terms, sum, box);
    for (int trial = 0; trial < 5; ++trial) {
      const std::vector<Rational> point = {Rational(small(random), 7), Rational(small(random), 5),
                                           Rational(small(random), 3)};
      Rational expected = constant;
      for (const auto& [c, powers] : monomials) {
        Rational product = c;
        for (std::size_t i = 0; i < 3; ++i) {
          product *= raised(point[i], static_cast<std::size_t>(powers[i]));
        }
        expected += product;
      }
      ASSERT_EQ(value(form, point), expected);
    }
  }
}

TEST(BernsteinForm, ThinSidesAreValues) {
  Terms terms;
  const TermId term = terms.multiply(terms.variable(0), terms.variable(1));
  const BernsteinForm form = bernstein_form(terms, term, {thin_side(3), between(0, 1)});
  EXPECT_EQ(value(form, {3, Rational(1, 4)}), Rational(3, 4));
}

TEST(BernsteinForm, RefusesOtherTerms) {
  Terms terms;
  const TermId x = terms.variable(0);
  EXPECT_THROW(bernstein_form(terms, terms.apply(Op::exp, x), {between(0, 1)}),
               std::invalid_argument);
  EXPECT_THROW(bernstein_form(terms, x, {Side{}}), std::invalid_argument);
}

}  // namespace
}  // namespace rigor
