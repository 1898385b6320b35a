#include "expression/term.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

namespace rigor {
namespace {

// The value in floating point, of terms without a jump.
double value(const Terms& terms, TermId term, const std::vector<double>& x) {
  std::map<TermId, double> values;
  for (const TermId id : subterms(terms, std::span(&term, 1))) {
    const Term& t = terms[id];
    const double a = operand_count(t.op) >= 1 ? values.at(t.a) : 0;
    const double b = operand_count(t.op) == 2 ? values.at(t.b) : 0;
    const auto n = static_cast<double>(t.index);
    switch (t.op) {
      case Op::number:
        values[id] = t.number.convert_to<double>();
        break;
      case Op::pi:
        values[id] = M_PI;
        break;
      case Op::variable:
        values[id] = x.at(t.index);
        break;
      case Op::negate:
        values[id] = -a;
        break;
      case Op::add:
        values[id] = a + b;
        break;
      case Op::subtract:
        values[id] = a - b;
        break;
      case Op::multiply:
        values[id] = a * b;
        break;
      case Op::divide:
        values[id] = a / b;
        break;
      case Op::power:
        values[id] = std::pow(a, n);
        break;
      case Op::root:
        values[id] = std::pow(a, 1 / n);
        break;
      case Op::exp:
        values[id] = std::exp(a);
        break;
      case Op::log:
        values[id] = std::log(a);
        break;
      case Op::sin:
        values[id] = std::sin(a);
        break;
      case Op::cos:
        values[id] = std::cos(a);
        break;
      case Op::tan:
        values[id] = std::tan(a);
        break;
      case Op::asin:
        values[id] = std::asin(a);
        break;
      case Op::acos:
        values[id] = std::acos(a);
        break;
      case Op::atan:
        values[id] = std::atan(a);
        break;
      case Op::sinh:
        values[id] = std::sinh(a);
        break;
      case Op::cosh:
        values[id] = std::cosh(a);
        break;
      case Op::tanh:
        values[id] = std::tanh(a);
        break;
      case Op::erf:
        values[id] = std::erf(a);
        break;
      case Op::erfc:
        values[id] = std::erfc(a);
        break;
      case Op::abs:
        values[id] = std::abs(a);
        break;
      case Op::sign:
        values[id] = a > 0 ? 1 : a < 0 ? -1 : 0;
        break;
      case Op::floor:
        values[id] = std::floor(a);
        break;
      case Op::ceil:
        values[id] = std::ceil(a);
        break;
      case Op::min:
        values[id] = std::min(a, b);
        break;
      case Op::max:
        values[id] = std::max(a, b);
        break;
    }
  }
  return values.at(term);
}

// A random term of two variables in which every function stays in its domain for x_0, x_1 in (0,
// 1).
TermId random_term(Terms& terms, std::mt19937& random, int depth) {
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  if (depth == 0) {
    return below(3) == 0 ? terms.number(Rational(1 + below(9), 1 + below(5)))
                         : terms.variable(static_cast<std::size_t>(below(2)));
  }
  const TermId a = random_term(terms, random, depth - 1);
  const TermId one = terms.number(1);
  const TermId positive = terms.add(one, terms.power(a, 2));                        // >= 1
  const TermId small = terms.divide(a, terms.multiply(terms.number(2), positive));  // |.| <= 1/4
  switch (below(20)) {
    case 0:
      return terms.negate(a);
    case 1:
      return terms.power(small, 3);
    case 2:
      return terms.root(positive, 2);
    case 3:
      return terms.root(positive, 5);
    case 4:
      return terms.apply(Op::exp, small);
    case 5:
      return terms.apply(Op::log, positive);
    case 6:
      return terms.apply(Op::sin, a);
    case 7:
      return terms.apply(Op::cos, a);
    case 8:
      return terms.apply(Op::tan, small);
    case 9:
      return terms.apply(Op::asin, small);
    case 10:
      return terms.apply(Op::acos, small);
    case 11:
      return terms.apply(Op::atan, a);
    case 12:
      return terms.apply(Op::sinh, small);
    case 13:
      return terms.apply(Op::cosh, small);
    case 14:
      return terms.apply(Op::tanh, a);
    case 15:
      return terms.apply(below(2) == 0 ? Op::erf : Op::erfc, a);
    case 16:
      return terms.apply(Op::abs, a);
    default:
      break;
  }
  const TermId b = random_term(terms, random, depth - 1);
  switch (below(6)) {
    case 0:
      return terms.add(a, b);
    case 1:
      return terms.subtract(a, b);
    case 2:
      return terms.multiply(small, b);
    case 3:
      return terms.divide(b, positive);
    case 4:
      return terms.apply(Op::min, a, b);
    default:
      return terms.apply(Op::max, a, b);
  }
}

TEST(Term, StoresEachTermOnceAndFoldsExactArithmetic) {
  Terms terms;
  const TermId x = terms.variable(0);
  EXPECT_EQ(terms.add(x, terms.number(1)), terms.add(x, terms.number(1)));
  EXPECT_EQ(terms.add(terms.number(Rational(1, 3)), terms.number(Rational(1, 6))),
            terms.number(Rational(1, 2)));
  EXPECT_EQ(terms.root(terms.number(Rational(8, 27)), 3), terms.number(Rational(2, 3)));
  EXPECT_EQ(terms[terms.root(terms.number(2), 2)].op, Op::root);
  EXPECT_EQ(terms.negate(terms.negate(x)), x);
  EXPECT_EQ(terms.multiply(x, x), terms.power(x, 2));
  EXPECT_EQ(terms.apply(Op::floor, terms.number(Rational(-1, 2))), terms.number(-1));
  EXPECT_EQ(terms.apply(Op::ceil, terms.number(Rational(-1, 2))), terms.number(0));
  EXPECT_EQ(terms.apply(Op::exp, terms.number(0)), terms.number(1));
}

TEST(Term, FoldingNeverDefinesWhatIsUndefined) {
  Terms terms;
  const TermId x = terms.variable(0);
  const TermId undefined = terms.divide(terms.number(1), terms.number(0));
  EXPECT_EQ(terms[undefined].op, Op::divide);
  EXPECT_EQ(terms[terms.multiply(terms.number(0), terms.apply(Op::log, x))].op, Op::multiply);
  EXPECT_EQ(terms[terms.subtract(undefined, undefined)].op, Op::subtract);
  EXPECT_EQ(terms[terms.apply(Op::log, terms.number(0))].op, Op::log);
  EXPECT_EQ(terms[terms.root(terms.number(-1), 2)].op, Op::root);
}

TEST(Term, DerivativesAgreeWithDifferences) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> inside(0.1, 0.9);
  int compared = 0;
  for (int k = 0; k < 600; ++k) {
    Terms terms;
    const TermId f = random_term(terms, random, 4);
    const std::size_t i = k % 2;
    const TermId slope = derivative(terms, f, i);
    std::vector<double> x = {inside(random), inside(random)};
    const auto at = [&](double h) {
      std::vector<double> moved = x;
      moved[i] += h;
      return value(terms, f, moved);
    };
    const auto difference = [&](double h) { return (at(h) - at(-h)) / (2 * h); };
    const double coarse = difference(1e-4), fine = difference(1e-5);
    // Kinks lie near some points.
    if (!(std::abs(coarse - fine) <= 1e-5 * (1 + std::abs(fine)))) continue;
    ++compared;
    const double exact = value(terms, slope, x);
    const std::vector<std::string> names = {"x", "y"};
    EXPECT_NEAR(exact, fine, 1e-4 * (1 + std::abs(fine))) << text(terms, f, names);
  }
  EXPECT_GT(compared, 500);
}

TEST(Term, SubstitutionIsComposition) {
  std::mt19937 random(8);
  for (int k = 0; k < 200; ++k) {
    Terms terms;
    const TermId f = random_term(terms, random, 3);
    const TermId g = terms.divide(terms.number(1), terms.add(terms.number(2), terms.variable(1)));
    const TermId composed = substitute(terms, f, 0, g);
    const double y = 0.3;
    EXPECT_FALSE(depends_on(terms, composed, 0));
    EXPECT_NEAR(value(terms, composed, {99, y}), value(terms, f, {1 / (2 + y), y}), 1e-9);
  }
}

TEST(Term, TextHasTheFewestBracketsAndReadsBack) {
  Terms terms;
  const std::vector<std::string> names = {"x", "y"};
  const TermId x = terms.variable(0), y = terms.variable(1);
  const auto shown = [&](TermId t) { return text(terms, t, names); };
  EXPECT_EQ(shown(terms.subtract(x, terms.subtract(y, x))), "x - (y - x)");
  EXPECT_EQ(shown(terms.divide(x, terms.multiply(y, x))), "x/(y*x)");
  EXPECT_EQ(shown(terms.power(terms.negate(x), 2)), "(-x)^2");
  EXPECT_EQ(shown(terms.negate(terms.power(x, 2))), "-x^2");
  EXPECT_EQ(shown(terms.power(terms.number(Rational(-1, 2)), 1)), "-1/2");
  EXPECT_EQ(shown(terms.multiply(terms.number(Rational(1, 2)), x)), "1/2*x");
  EXPECT_EQ(shown(terms.divide(x, terms.number(Rational(1, 2)))), "x/(1/2)");
  EXPECT_EQ(shown(terms.root(x, 3)), "rootn(x, 3)");
  // A graph whose text would be of 2^60 letters.
  TermId doubled = x;
  for (int k = 0; k < 60; ++k) doubled = terms.add(doubled, terms.negate(doubled));
  EXPECT_LT(shown(doubled).size(), 10000U);
}

}  // namespace
}  // namespace rigor
