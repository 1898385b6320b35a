// Random terms and boxes, and their values by Arb.
#pragma once

#include <optional>
#include <vector>

#include "analysis/box.hpp"
#include "expression/term.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor::test {

inline Rational small_rational(Sampler& random, int size = 6) {
  return Rational(random.integer(-4 * size, 4 * size)) / random.integer(1, 8);
}

/// A term of about `operations` operations over the variables 0 ... variables - 1. `smooth`: made
/// of analytic functions only (which may have poles and borders of their domains).
inline TermId random_term(Terms& terms, Sampler& random, int operations, int variables,
                          bool smooth) {
  if (operations <= 0) {
    if (random.integer(0, 3) != 0) {
      return terms.variable(static_cast<std::size_t>(random.integer(0, variables - 1)));
    }
    return random.integer(0, 5) == 0 ? terms.pi() : terms.number(small_rational(random, 2));
  }
  const auto one = [&] { return random_term(terms, random, operations - 1, variables, smooth); };
  if (random.integer(0, 2) != 0) {
    const int left = random.integer(0, operations - 1);
    const TermId a = random_term(terms, random, left, variables, smooth);
    const TermId b = random_term(terms, random, operations - 1 - left, variables, smooth);
    switch (random.integer(0, smooth ? 8 : 10)) {
      case 0:
      case 1:
        return terms.add(a, b);
      case 2:
      case 3:
        return terms.subtract(a, b);
      case 4:
      case 5:
      case 6:
        return terms.multiply(a, b);
      case 7:
      case 8:
        return terms.divide(a, b);
      case 9:
        return terms.apply(Op::min, a, b);
      default:
        return terms.apply(Op::max, a, b);
    }
  }
  constexpr Op kSmooth[] = {Op::negate, Op::exp,  Op::log,  Op::sin,  Op::cos,  Op::tan, Op::asin,
                            Op::acos,   Op::atan, Op::sinh, Op::cosh, Op::tanh, Op::erf, Op::erfc};
  constexpr Op kRough[] = {Op::abs, Op::sign, Op::floor, Op::ceil};
  const int choice = random.integer(0, smooth ? 17 : 21);
  if (choice < 14) return terms.apply(kSmooth[choice], one());
  if (choice >= 18) return terms.apply(kRough[choice - 18], one());
  const auto n = static_cast<std::size_t>(random.integer(2, 4));
  return choice < 16 ? terms.power(one(), n) : terms.root(one(), n);
}

/// Sides with small rational ends: open and closed ones, and thin ones.
inline Box random_box(Sampler& random, int variables) {
  Box box;
  for (int v = 0; v < variables; ++v) {
    const Rational lower = random.integer(0, 3) == 0 ? Rational(0) : small_rational(random, 1);
    const Rational widths[] = {Rational(0), Rational(1, 64), Rational(1, 7), Rational(1),
                               Rational(3)};
    const Rational width = widths[random.integer(0, 4)];
    Side side{lower, lower + width, random.integer(0, 2) == 0, random.integer(0, 2) == 0, false};
    if (width == 0) side.lower_open = side.upper_open = false;
    box.push_back(side);
  }
  return box;
}

/// A point of the box; its corners, among others.
inline std::vector<Rational> random_point(Sampler& random, const Box& box) {
  std::vector<Rational> point;
  for (const Side& side : box) {
    Rational part = Rational(random.integer(1, 63)) / 64;
    if (random.integer(0, 2) == 0 && !side.lower_open) part = 0;
    if (random.integer(0, 2) == 0 && !side.upper_open) part = 1;
    if (random.integer(0, 4) == 0) part = Rational(1, 1L << random.integer(10, 50));
    if (*side.lower == *side.upper) part = 0;
    point.push_back(*side.lower + part * (*side.upper - *side.lower));
  }
  return point;
}

/// The value of the term at a point; nullopt where it isn't certainly defined, or Arb doesn't know
/// (at a jump).
inline std::optional<Arb> value_by_arb(const Terms& terms, TermId root,
                                       const std::vector<Rational>& point,
                                       Precision precision = {512}) {
  std::vector<std::optional<Arb>> values(root + 1);
  const slong bits = precision.bits;
  for (const TermId id : subterms(terms, std::span(&root, 1))) {
    const Term& term = terms[id];
    Arb r(precision);
    const int operands = operand_count(term.op);
    const Arb a = operands >= 1 ? *values[term.a] : r;
    const Arb b = operands == 2 ? *values[term.b] : r;
    const Arb one(1, precision);
    switch (term.op) {
      case Op::number:
        r = Arb(term.number, precision);
        break;
      case Op::pi:
        r = Arb::pi(precision);
        break;
      case Op::variable:
        r = Arb(point[term.index], precision);
        break;
      case Op::negate:
        r = -a;
        break;
      case Op::add:
        r = a + b;
        break;
      case Op::subtract:
        r = a - b;
        break;
      case Op::multiply:
        r = a * b;
        break;
      case Op::divide:
        if (arb_contains_zero(b.get())) return std::nullopt;
        r = a / b;
        break;
      case Op::power:
        r = pow(a, static_cast<int>(term.index));
        break;
      case Op::root:
        if (!arb_is_nonnegative(a.get())) return std::nullopt;
        arb_root_ui(r.get(), a.get(), term.index, bits);
        break;
      case Op::exp:
        r = exp(a);
        break;
      case Op::log:
        if (!arb_is_positive(a.get())) return std::nullopt;
        r = log(a);
        break;
      case Op::sin:
        arb_sin(r.get(), a.get(), bits);
        break;
      case Op::cos:
        arb_cos(r.get(), a.get(), bits);
        break;
      case Op::tan:
        arb_tan(r.get(), a.get(), bits);
        break;
      case Op::asin:
      case Op::acos:
        if (!surely_at_most(abs(a), one)) return std::nullopt;
        (term.op == Op::asin ? arb_asin : arb_acos)(r.get(), a.get(), bits);
        break;
      case Op::atan:
        arb_atan(r.get(), a.get(), bits);
        break;
      case Op::sinh:
        arb_sinh(r.get(), a.get(), bits);
        break;
      case Op::cosh:
        arb_cosh(r.get(), a.get(), bits);
        break;
      case Op::tanh:
        r = tanh(a);
        break;
      case Op::erf:
        r = erf(a);
        break;
      case Op::erfc:
        r = erfc(a);
        break;
      case Op::abs:
        r = abs(a);
        break;
      case Op::sign:
        arb_sgn(r.get(), a.get());
        break;
      case Op::floor:
        arb_floor(r.get(), a.get(), bits);
        break;
      case Op::ceil:
        arb_ceil(r.get(), a.get(), bits);
        break;
      case Op::min:
        arb_min(r.get(), a.get(), b.get(), bits);
        break;
      case Op::max:
        arb_max(r.get(), a.get(), b.get(), bits);
        break;
    }
    const bool is_exact = term.op != Op::sign && term.op != Op::floor && term.op != Op::ceil;
    if (!arb_is_finite(r.get()) || (!is_exact && !arb_is_exact(r.get()))) return std::nullopt;
    values[id] = r;
  }
  return values[root];
}

}  // namespace rigor::test
