#include "expression/normal_form.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <string>

#include "support/arb_terms.hpp"

namespace rigor {
namespace {

// Terms with operators.
struct E {
  Terms* terms;
  TermId id;
  E operator()(TermId other) const { return {terms, other}; }
};
E operator+(E a, E b) {
  return a(a.terms->add(a.id, b.id));
}
E operator-(E a, E b) {
  return a(a.terms->subtract(a.id, b.id));
}
E operator*(E a, E b) {
  return a(a.terms->multiply(a.id, b.id));
}
E operator/(E a, E b) {
  return a(a.terms->divide(a.id, b.id));
}
E operator-(E a) {
  return a(a.terms->negate(a.id));
}
E operator^(E a, int n) {
  return a(a.terms->power(a.id, static_cast<std::size_t>(n)));
}
E operator+(E a, int n) {
  return a + a(a.terms->number(n));
}
E operator*(int n, E a) {
  return a(a.terms->number(n)) * a;
}
E operator-(int n, E a) {
  return a(a.terms->number(n)) - a;
}
E operator+(int n, E a) {
  return a + n;
}
E operator/(E a, int n) {
  return a / a(a.terms->number(n));
}
E operator/(int n, E a) {
  return a(a.terms->number(n)) / a;
}
E f(Op op, E a) {
  return a(a.terms->apply(op, a.id));
}
E root(E a, int n = 2) {
  return a(a.terms->root(a.id, static_cast<std::size_t>(n)));
}

struct Case {
  std::string name;
  E left;
  E right;
};

class NormalForm : public ::testing::Test {
 protected:
  Terms terms;
  E x{&terms, terms.variable(0)};
  E y{&terms, terms.variable(1)};
  E z{&terms, terms.variable(2)};
  E pi{&terms, terms.pi()};
  E n(const Rational& value) { return {&terms, terms.number(value)}; }
};

E exp(E a) {
  return f(Op::exp, a);
}
E log(E a) {
  return f(Op::log, a);
}
E sin(E a) {
  return f(Op::sin, a);
}
E cos(E a) {
  return f(Op::cos, a);
}

TEST_F(NormalForm, FindsIdentitiesOfSchool) {
  const std::vector<Case> cases = {
      {"square", (x + y) ^ 2, (x ^ 2) + 2 * x * y + (y ^ 2)},
      {"cube", ((x ^ 3) - (y ^ 3)) / (x - y), (x ^ 2) + x * y + (y ^ 2)},
      {"fractions", 1 / x + 1 / y, (x + y) / (x * y)},
      {"telescope", 1 / (x * (x + 1)), 1 / x - 1 / (x + 1)},
      {"continued", 1 / (1 + 1 / (1 + 1 / x)), (x + 1) / (2 * x + 1)},
      {"expsum", exp(x + y), exp(x) * exp(y)},
      {"exphalf", exp(x / 2) ^ 2, exp(x)},
      {"expminus", exp(x) * exp(-x), n(1)},
      {"explog", exp(log(x) + y), x * exp(y)},
      {"exphalflog", exp(log(x) / 2), root(x)},
      {"expquotient", exp(1 / (x + 1)) * exp(-2 / (2 * x + 2)), n(1)},
      {"logexp", log(8 * exp(x)), x + 3 * log(n(2))},
      {"log6", log(n(6)), log(n(2)) + log(n(3))},
      {"logquotient", log(n(Rational(9, 8))), 2 * log(n(3)) - 3 * log(n(2))},
      {"loginverse", log(1 / x), -log(x)},
      {"loginverse2", log((x + 1) / (y + 2)), -log((y + 2) / (x + 1))},
      {"logroot", log(root(x)), log(x) / 2},
      {"logpi", log(2 * pi), log(n(2)) + log(pi)},
      {"roots", root(x) * root(x), x},
      {"root12", root(n(12)), 2 * root(n(3))},
      {"roothalf", root(n(Rational(1, 2))), root(n(2)) / 2},
      {"root6", root(n(2)) * root(n(3)), root(n(6))},
      {"rootpi", root(2 * pi), root(n(2)) * root(pi)},
      {"rootexp", root(exp(x)), exp(x / 2)},
      {"rootroot", root(root(x)), root(x, 4)},
      {"threehalves", root(x) ^ 3, root(x ^ 3)},
      {"rootconjugate", (root(x + 1) - root(x)) * (root(x + 1) + root(x)), n(1)},
      {"rootbelow", 1 / root(x), root(x) / x},
      {"rootbelow2", 1 / root((x ^ 2) + 1), root((x ^ 2) + 1) / ((x ^ 2) + 1)},
      {"pythagoras", (sin(x) ^ 2) + (cos(x) ^ 2), n(1)},
      {"pythagoras4", (sin(x) ^ 4) - (cos(x) ^ 4), (sin(x) ^ 2) - (cos(x) ^ 2)},
      {"sinodd", sin(x - y), -sin(y - x)},
      {"coseven", cos(x - y), cos(y - x)},
      {"quarter", sin(pi / 2 - x), cos(x)},
      {"halfturn", cos(x + pi), -cos(x)},
      {"turn", sin(x - 2 * pi), sin(x)},
      {"sinpi6", sin(pi / 6), n(Rational(1, 2))},
      {"cospi6", cos(pi / 6), root(n(3)) / 2},
      {"cos2pi3", cos(2 * pi / 3), n(Rational(-1, 2))},
      {"sin5pi4", sin(5 * pi / 4), -root(n(2)) / 2},
      {"tan", f(Op::tan, x) * cos(x), sin(x)},
      {"tanslope", 1 + (f(Op::tan, x) ^ 2), 1 / (cos(x) ^ 2)},
      {"hyperbolic", (f(Op::cosh, x) ^ 2) - (f(Op::sinh, x) ^ 2), n(1)},
      {"tanh", f(Op::tanh, x) * f(Op::cosh, x), f(Op::sinh, x)},
      {"tanhodd", f(Op::tanh, -x), -f(Op::tanh, x)},
      {"tanhslope", 1 - (f(Op::tanh, x) ^ 2), 1 / (f(Op::cosh, x) ^ 2)},
      {"acos", f(Op::acos, x) + f(Op::asin, x), pi / 2},
      {"erfc", f(Op::erfc, x), 1 + f(Op::erf, -x)},
      {"atan1", 4 * f(Op::atan, n(1)), pi},
      {"abs", f(Op::abs, -2 * x), 2 * f(Op::abs, x)},
      {"abssquare", f(Op::abs, x) ^ 2, x ^ 2},
      {"max", f(Op::abs, x) + x(terms.apply(Op::max, x.id, y.id)),
       x(terms.apply(Op::max, y.id, x.id)) + f(Op::abs, x)},
      {"logsumexp", log(exp(x + z) + exp(y + z)), z + log(exp(x) + exp(y))},
      {"weighted", exp(log(x) / 3) ^ 3, x},
      {"sumofangles", sin(x + y), sin(x) * cos(y) + cos(x) * sin(y)},
      {"threeangles", cos(x + y + z),
       cos(x) * cos(y + z) - sin(x) * (sin(y) * cos(z) + cos(y) * sin(z))},
      {"doubleangle", sin(200 * x), 2 * sin(100 * x) * cos(100 * x)},
      {"halfangle", sin(x / 2) ^ 2, (1 - cos(x)) / 2},
      {"tripleangle", cos(3 * x), 4 * (cos(x) ^ 3) - 3 * cos(x)},
      {"tansum", f(Op::tan, x + y),
       (f(Op::tan, x) + f(Op::tan, y)) / (1 - f(Op::tan, x) * f(Op::tan, y))},
      {"eighthturn", sin(x + pi / 4) * root(n(2)), sin(x) + cos(x)},
      {"thirdturns", sin(x) + sin(x + 2 * pi / 3), -sin(x + 4 * pi / 3)},
      {"logproduct", log(x * y), log(x) + log(y)},
      {"logsquare", log(x ^ 2), 2 * log(x)},
      {"logfactors", log(1 - (x ^ 2)), log(1 - x) + log(1 + x)},
      {"logweights", x * log(x / y) + z * log(x * y), (x + z) * log(x) + (z - x) * log(y)},
      {"logsine", log(sin(2 * x)), log(n(2)) + log(sin(x)) + log(cos(x))},
      {"rootproduct", root(x * y), root(x) * root(y)},
      {"rootquotient", root(x / y, 3), root(x, 3) / root(y, 3)},
      {"rootfactors", root(1 - (x ^ 2)), root(1 - x) * root(1 + x)},
      {"rootsquare", root(x ^ 2), f(Op::abs, x)},
      {"absproduct", f(Op::abs, x * y), f(Op::abs, x) * f(Op::abs, y)},
      {"sign", (x - y) * f(Op::sign, x - y), f(Op::abs, y - x)},
      {"cuberoot", (f(Op::sign, x) * root(f(Op::abs, x), 3)) ^ 3, x},
      {"maxabs", 2 * x(terms.apply(Op::max, x.id, y.id)), x + y + f(Op::abs, x - y)},
      {"maxmin", x(terms.apply(Op::max, x.id, y.id)) * x(terms.apply(Op::min, x.id, y.id)), x * y},
  };
  NormalForms forms(terms);
  for (const Case& c : cases) {
    EXPECT_TRUE(forms.identical(c.left.id, c.right.id)) << c.name;
    EXPECT_FALSE(forms.identical(c.left.id, (c.right + n(Rational(1, 1000))).id)) << c.name;
    EXPECT_FALSE(forms.identical(c.left.id, (c.right * n(Rational(999, 1000))).id)) << c.name;
  }
}

TEST_F(NormalForm, IsNotFooledBySigns) {
  NormalForms forms(terms);
  EXPECT_FALSE(forms.identical(root(x ^ 2).id, x.id));
  EXPECT_FALSE(forms.identical(exp(log(x ^ 2) / 2).id, x.id));
  EXPECT_FALSE(forms.identical(exp(log(x ^ 2) / 2 + y).id, (x * exp(y)).id));
  EXPECT_FALSE(forms.identical(log(x * y).id, (log(x) * log(y)).id));
  EXPECT_FALSE(forms.identical(root(x * y).id, (-root(x) * root(y)).id));
  EXPECT_FALSE(forms.identical(root((x ^ 2) * y).id, (x * root(y)).id));
  EXPECT_FALSE(forms.identical((f(Op::abs, x) ^ 3).id, (x ^ 3).id));
  EXPECT_FALSE(forms.identical((y * (f(Op::sign, x - y) ^ 2)).id, y.id));
  EXPECT_FALSE(
      forms.identical((f(Op::sign, x) * f(Op::abs, y)).id, (f(Op::sign, y) * f(Op::abs, x)).id));
  EXPECT_FALSE(forms.identical(cos(x + y).id, (cos(x) * cos(y) + sin(x) * sin(y)).id));
  EXPECT_FALSE(forms.identical((sin(x) * sin(y)).id, sin(x * y).id));
  EXPECT_FALSE(forms.identical(root((x - y) ^ 2).id, (x - y).id));
  EXPECT_FALSE(forms.identical(f(Op::abs, x).id, x.id));
  EXPECT_FALSE(forms.identical(f(Op::asin, sin(x)).id, x.id));
  EXPECT_FALSE(forms.identical((f(Op::sign, x) ^ 2).id, n(1).id));
  const E size = f(Op::abs, f(Op::tan, x));
  EXPECT_FALSE(forms.is_zero((cos(y) * ((cos(x) - n(1)) / size + size * cos(x))).id));
  EXPECT_FALSE(forms.of((1 / (x - x)).id).has_value());
}

// x^2/|x| and |x| are different monomials but, after a fraction that equals both, one kernel of
// exp.
TEST_F(NormalForm, MultipliesPowersOfOneKernel) {
  NormalForms forms(terms);
  const E size = f(Op::abs, x);
  const TermId fraction = exp(((x ^ 2) + size) / (size + 1)).id;
  ASSERT_TRUE(forms.identical(fraction, exp(size).id));
  const TermId both = exp((x ^ 2) / size + 2 * size).id;
  EXPECT_FALSE(forms.identical(both, exp(size).id));
  EXPECT_FALSE(forms.identical(both, exp(2 * size).id));
  EXPECT_TRUE(forms.identical(both, exp(3 * size).id));
  EXPECT_TRUE(forms.identical(exp((x ^ 2) / size - size).id, n(1).id));
}

TEST_F(NormalForm, GivesTermsOfTheSameValue) {
  NormalForms forms(terms);
  const E a = (exp(2 * x - y) * root(x + 2, 3) - sin(x) / (y + 3)) ^ 2;
  const TermId back = forms.term_of(*forms.of(a.id));
  EXPECT_TRUE(forms.identical(a.id, back));
  for (int i = 1; i < 5; ++i) {
    const std::vector<Rational> point = {Rational(i, 7), Rational(3 - i, 5), Rational(0)};
    EXPECT_TRUE(
        overlaps(*test::arb_value(terms, a.id, point), *test::arb_value(terms, back, point)));
  }
}

TEST_F(NormalForm, GivesUpOnTheLarge) {
  NormalForms forms(terms);
  E sum = x;
  for (std::size_t i = 1; i < 12; ++i) sum = sum + x(terms.variable(i));
  EXPECT_FALSE(forms.of((sum ^ 40).id).has_value());
  EXPECT_TRUE(forms.identical((sum ^ 40).id, (sum ^ 40).id));
}

// Random terms, and what two ways of writing them, or a change of one operation, make of them.
class RandomTerms {
 public:
  RandomTerms(Terms& terms, unsigned seed) : terms_(terms), random_(seed) {}

  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  TermId make(int size) {
    if (size <= 1) {
      const int kind = below(8);
      if (kind == 0) return terms_.pi();
      if (kind < 3) return terms_.number(Rational(below(9) - 4, below(3) + 1));
      return terms_.variable(static_cast<std::size_t>(below(2)));
    }
    const int kind = below(10);
    if (kind < 6) {
      const int left = 1 + below(size - 1);
      const TermId a = make(left);
      const TermId b = make(size - left);
      if (below(8) == 0) return terms_.apply(below(2) == 0 ? Op::min : Op::max, a, b);
      static constexpr std::array<Op, 6> kOps = {Op::add,      Op::subtract, Op::multiply,
                                                 Op::multiply, Op::divide,   Op::add};
      return terms_.apply(kOps.at(static_cast<std::size_t>(kind)), a, b);
    }
    const TermId a = make(size - 1);
    if (kind == 6) return terms_.power(a, static_cast<std::size_t>(2 + below(2)));
    if (kind == 7) return terms_.root(a, static_cast<std::size_t>(2 + below(2)));
    static constexpr std::array<Op, 18> kOps = {
        Op::exp,  Op::exp,  Op::log,  Op::sin, Op::cos,  Op::tan, Op::asin, Op::acos,   Op::atan,
        Op::sinh, Op::cosh, Op::tanh, Op::erf, Op::erfc, Op::abs, Op::sign, Op::negate, Op::log};
    return terms_.apply(kOps.at(static_cast<std::size_t>(below(18))), a);
  }
  std::vector<Rational> point() {
    return {Rational(below(400) - 150, 97), Rational(below(400) - 150, 89)};
  }

 private:
  Terms& terms_;
  std::mt19937 random_;
};

// Every identity between small random terms that is accepted holds at random points.
TEST(NormalFormRandom, AcceptedIdentitiesHold) {
  int accepted = 0;
  int compared = 0;
  for (unsigned seed = 0; seed < 40; ++seed) {
    Terms terms;
    NormalForms forms(terms);
    RandomTerms random(terms, seed);
    std::vector<TermId> pool;
    for (int i = 0; i < 60; ++i) pool.push_back(random.make(2 + random.below(5)));
    for (std::size_t i = 0; i < pool.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (pool[i] == pool[j] || !forms.identical(pool[i], pool[j])) continue;
        ++accepted;
        for (int k = 0; k < 4; ++k) {
          const std::vector<Rational> point = random.point();
          const auto a = test::arb_value(terms, pool[i], point);
          const auto b = test::arb_value(terms, pool[j], point);
          if (!a || !b) continue;
          ++compared;
          EXPECT_TRUE(overlaps(*a, *b))
              << seed << ' ' << text(terms, pool[i], {}) << " and " << text(terms, pool[j], {});
        }
      }
    }
  }
  EXPECT_GT(accepted, 60);
  EXPECT_GT(compared, 100);
}

// A term and the term of its normal form agree where both are defined, and a - (its normal form's
// term) is found to be 0.
TEST(NormalFormRandom, KeepsValues) {
  int compared = 0;
  int found = 0;
  int formed = 0;
  for (unsigned seed = 100; seed < 700; ++seed) {
    Terms terms;
    NormalForms forms(terms);
    RandomTerms random(terms, seed);
    const TermId a = random.make(4 + random.below(9));
    const std::optional<Fraction> form = forms.of(a);
    if (!form) continue;
    ++formed;
    const TermId b = forms.term_of(*form);
    if (forms.identical(a, b)) ++found;
    for (int k = 0; k < 6; ++k) {
      const std::vector<Rational> point = random.point();
      const auto x = test::arb_value(terms, a, point);
      const auto y = test::arb_value(terms, b, point);
      if (!x || !y) continue;
      ++compared;
      EXPECT_TRUE(overlaps(*x, *y)) << seed;
    }
  }
  EXPECT_GT(compared, 500);
  EXPECT_GT(found, formed * 95 / 100);
}

}  // namespace
}  // namespace rigor
