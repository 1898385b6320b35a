// Contraction of boxes: points at which the constraints hold are never cut off.
#include "analysis/contractor.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

// An oracle of its own: doubles and libm. NaN where the term has no value.
struct PointValue {
  double value;
  double size;  // the largest intermediate value
};

PointValue value_at(const Terms& terms, TermId id, const std::vector<double>& point) {
  const Term& t = terms[id];
  if (t.op == Op::variable) return {point[t.index], std::fabs(point[t.index])};
  if (t.op == Op::number) {
    const double q = t.number.convert_to<double>();
    return {q, std::fabs(q)};
  }
  if (t.op == Op::pi) return {M_PI, M_PI};
  const PointValue a = value_at(terms, t.a, point);
  const PointValue b = operand_count(t.op) == 2 ? value_at(terms, t.b, point) : PointValue{0, 0};
  const double x = a.value;
  const double y = b.value;
  const double n = static_cast<double>(t.index);
  const double none = std::nan("");
  double result = none;
  if (std::isnan(x) || std::isnan(y)) return {none, none};
  switch (t.op) {
    case Op::negate:
      result = -x;
      break;
    case Op::add:
      result = x + y;
      break;
    case Op::subtract:
      result = x - y;
      break;
    case Op::multiply:
      result = x * y;
      break;
    case Op::divide:
      result = y == 0 ? none : x / y;
      break;
    case Op::power:
      result = std::pow(x, n);
      break;
    case Op::root:
      result = x < 0 ? none : std::pow(x, 1 / n);
      break;
    case Op::exp:
      result = std::exp(x);
      break;
    case Op::log:
      result = x <= 0 ? none : std::log(x);
      break;
    case Op::sin:
      result = std::sin(x);
      break;
    case Op::cos:
      result = std::cos(x);
      break;
    case Op::tan:
      result = std::tan(x);
      break;
    case Op::asin:
      result = std::asin(x);
      break;
    case Op::acos:
      result = std::acos(x);
      break;
    case Op::atan:
      result = std::atan(x);
      break;
    case Op::sinh:
      result = std::sinh(x);
      break;
    case Op::cosh:
      result = std::cosh(x);
      break;
    case Op::tanh:
      result = std::tanh(x);
      break;
    case Op::erf:
      result = std::erf(x);
      break;
    case Op::erfc:
      result = std::erfc(x);
      break;
    case Op::abs:
      result = std::fabs(x);
      break;
    case Op::sign:
      result = x > 0 ? 1 : x < 0 ? -1 : 0;
      break;
    case Op::floor:
      result = std::floor(x);
      break;
    case Op::ceil:
      result = std::ceil(x);
      break;
    case Op::min:
      result = x < y ? x : y;
      break;
    case Op::max:
      result = x > y ? x : y;
      break;
    default:
      break;
  }
  return {result, std::max({a.size, b.size, std::fabs(result)})};
}

TermId random_term(Terms& terms, Sampler& sampler, std::size_t variables, int depth) {
  if (depth == 0 || sampler.integer(0, 9) == 0) {
    if (sampler.integer(0, 3) == 0) return terms.number(Rational(sampler.integer(-8, 8), 4));
    return terms.variable(
        static_cast<std::size_t>(sampler.integer(0, static_cast<int>(variables) - 1)));
  }
  const TermId a = random_term(terms, sampler, variables, depth - 1);
  const int kind = sampler.integer(0, 9);
  if (kind == 0) return terms.power(a, static_cast<std::size_t>(sampler.integer(2, 5)));
  if (kind == 1) return terms.root(a, static_cast<std::size_t>(sampler.integer(2, 3)));
  if (kind <= 4) {
    const auto op =
        static_cast<Op>(sampler.integer(static_cast<int>(Op::exp), static_cast<int>(Op::ceil)));
    return terms.apply(op, a);
  }
  const TermId b = random_term(terms, sampler, variables, depth - 1);
  constexpr std::array<Op, 6> kBinary = {Op::add,    Op::subtract, Op::multiply,
                                         Op::divide, Op::min,      Op::max};
  return terms.apply(kBinary[static_cast<std::size_t>(sampler.integer(0, 5))], a, b);
}

bool holds(DemandedSign sign, const PointValue& v) {
  const double margin = 1e-9 * (1 + v.size);
  if (!std::isfinite(v.value) || v.size > 1e5) return false;
  if (sign == DemandedSign::nonnegative) return v.value > margin;
  if (sign == DemandedSign::nonpositive) return v.value < -margin;
  return sign == DemandedSign::any;
}

template <IntervalNumber I>
Ranges<I> ranges(const std::vector<Interval>& sides, Precision p) {
  Ranges<I> box;
  for (const Interval& side : sides) box.sides.push_back(convert<I>(side, p));
  box.excludes_zero.assign(sides.size(), 0);
  return box;
}

template <IntervalNumber I>
void expect_solutions_survive(std::uint64_t seed, Precision p, int count) {
  Sampler sampler(seed);
  int solutions = 0;
  int cut = 0;
  for (int i = 0; i < count; ++i) {
    Terms terms;
    const auto variables = static_cast<std::size_t>(sampler.integer(1, 3));
    std::vector<SignConstraint> constraints;
    for (int k = sampler.integer(1, 2); k > 0; --k) {
      const auto sign = static_cast<DemandedSign>(sampler.integer(0, 3));
      constraints.push_back({random_term(terms, sampler, variables, sampler.integer(1, 4)),
                             sign == DemandedSign::zero ? DemandedSign::nonnegative : sign});
    }
    std::vector<Interval> sides;
    for (std::size_t v = 0; v < variables; ++v) {
      const double a = sampler.uniform(-6, 5);
      sides.push_back(Interval::bounds(a, a + sampler.uniform(0, 1) * 8));
    }
    const Contractor<I> contractor(terms, constraints, variables, p);
    auto work = contractor.workspace();
    Ranges<I> box = ranges<I>(sides, p);
    const bool is_possible = contractor.contract(box, 10, work);
    for (std::size_t v = 0; v < variables; ++v) {
      ASSERT_TRUE(subset(to_interval(box.sides[v]), sides[v]));
      cut += identical(to_interval(box.sides[v]), sides[v]) ? 0 : 1;
    }
    for (int k = 0; k < 40; ++k) {
      std::vector<double> point;
      for (const Interval& side : sides) point.push_back(sampler.member(side));
      bool is_solution = true;
      for (const SignConstraint& constraint : constraints) {
        is_solution =
            is_solution && holds(constraint.sign, value_at(terms, constraint.term, point));
      }
      if (!is_solution) continue;
      ++solutions;
      const std::string where =
          "seed " + std::to_string(seed) + ", index " + std::to_string(i) + ": " +
          text(terms, constraints[0].term, std::vector<std::string>{"x", "y", "z"});
      ASSERT_TRUE(is_possible) << where;
      for (std::size_t v = 0; v < variables; ++v) {
        ASSERT_TRUE(contains(box.sides[v], to_rational(point[v]))) << where;
      }
    }
  }
  EXPECT_GT(solutions, 4 * count);
  EXPECT_GT(cut, count / 5);
}

TEST(Contractor, SolutionsSurviveInDoubles) {
  expect_solutions_survive<Interval>(441, {53}, 4000);
}

TEST(Contractor, SolutionsSurviveIn128Bits) {
  expect_solutions_survive<BigInterval>(442, {128}, 400);
}

// p(x, y) - p(a, b) = 0 holds exactly at (a, b).
TEST(Contractor, ZerosOfPolynomialsSurvive) {
  Sampler sampler(443);
  int cut = 0;
  for (int i = 0; i < 1000; ++i) {
    Terms terms;
    const TermId x = terms.variable(0);
    const TermId y = terms.variable(1);
    const Rational a(sampler.integer(-12, 12), 8);
    const Rational b(sampler.integer(-12, 12), 8);
    const auto polynomial = [&](TermId s, TermId t, int shift) {
      const TermId first = terms.multiply(terms.power(s, 2), terms.add(t, terms.number(shift)));
      return terms.subtract(terms.add(first, terms.power(t, 3)), terms.multiply(s, t));
    };
    const int shift = sampler.integer(-2, 2);
    const TermId value = polynomial(terms.number(a), terms.number(b), shift);
    ASSERT_EQ(terms[value].op, Op::number);
    const SignConstraint constraint{terms.subtract(polynomial(x, y, shift), value),
                                    DemandedSign::zero};
    const Contractor<Interval> contractor(terms, std::span(&constraint, 1), 2, {53});
    auto work = contractor.workspace();
    Ranges<Interval> box = ranges<Interval>(
        {hull(enclose<Interval>(a, {53}), Interval::point(sampler.uniform(-3, 3))),
         hull(enclose<Interval>(b, {53}), Interval::point(sampler.uniform(-3, 3)))},
        {53});
    const Ranges<Interval> before = box;
    ASSERT_TRUE(contractor.contract(box, 20, work)) << i;
    ASSERT_TRUE(contains(box.sides[0], a) && contains(box.sides[1], b)) << i;
    cut += identical(box.sides[0], before.sides[0]) ? 0 : 1;
  }
  EXPECT_GT(cut, 300);
}

TEST(Contractor, KnownSets) {
  Terms terms;
  const TermId x = terms.variable(0);
  const TermId y = terms.variable(1);
  // x^2 + y^2 <= 1 and x >= y + 1, in all the plane: the triangle's hull.
  const std::vector<SignConstraint> constraints = {
      {terms.subtract(terms.add(terms.power(x, 2), terms.power(y, 2)), terms.number(1)),
       DemandedSign::nonpositive},
      {terms.subtract(terms.subtract(x, y), terms.number(1)), DemandedSign::nonnegative}};
  const Contractor<Interval> contractor(terms, constraints, 2, {53});
  auto work = contractor.workspace();
  Ranges<Interval> box = ranges<Interval>({Interval::everything(), Interval::everything()}, {53});
  EXPECT_TRUE(contractor.contract(box, 10, work));
  EXPECT_TRUE(identical(box.sides[0], Interval::bounds(0, 1)));
  EXPECT_TRUE(identical(box.sides[1], Interval::bounds(-1, 0)));
  box = ranges<Interval>({Interval::bounds(0, 1), Interval::bounds(0.5, 2)}, {53});
  EXPECT_FALSE(contractor.contract(box, 10, work));
  // The domain alone: log(x) is defined.
  const SignConstraint domain{terms.apply(Op::log, x), DemandedSign::any};
  const Contractor<Interval> of_domain(terms, std::span(&domain, 1), 2, {53});
  auto domain_work = of_domain.workspace();
  box = ranges<Interval>({Interval::bounds(-1, 2), Interval::bounds(0, 1)}, {53});
  EXPECT_TRUE(of_domain.contract(box, 10, domain_work));
  EXPECT_TRUE(identical(box.sides[0], Interval::bounds(0, 2)));
}

}  // namespace
}  // namespace rigor
