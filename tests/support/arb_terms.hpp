// Terms evaluated by Arb at rational points: the oracle of the tests of terms.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "expression/term.hpp"
#include "support/arb.hpp"

namespace rigor::test {

/// The value of the term at the point; nullopt where a guard fails or isn't decided.
inline std::optional<Arb> arb_value(const Terms& terms, TermId term,
                                    const std::vector<Rational>& point, Precision p = {256}) {
  std::map<TermId, Arb> values;
  for (const TermId id : subterms(terms, std::span(&term, 1))) {
    const Term& t = terms[id];
    const Arb zero(0, p);
    const Arb a = operand_count(t.op) >= 1 ? values.at(t.a) : zero;
    const Arb b = operand_count(t.op) == 2 ? values.at(t.b) : zero;
    const auto apply = [&](auto f) {
      Arb r(p);
      f(r.get(), a.get(), p.bits);
      return r;
    };
    const bool positive = surely_less(zero, a);
    const bool not_negative = surely_at_most(zero, a);
    Arb value(p);
    switch (t.op) {
      case Op::number:
        value = Arb(t.number, p);
        break;
      case Op::pi:
        value = Arb::pi(p);
        break;
      case Op::variable:
        value = Arb(point.at(t.index), p);
        break;
      case Op::negate:
        value = -a;
        break;
      case Op::add:
        value = a + b;
        break;
      case Op::subtract:
        value = a - b;
        break;
      case Op::multiply:
        value = a * b;
        break;
      case Op::divide:
        if (!surely_less(zero, b) && !surely_less(b, zero)) return std::nullopt;
        value = a / b;
        break;
      case Op::power:
        value = pow(a, static_cast<int>(t.index));
        break;
      case Op::root:
        if (!not_negative) return std::nullopt;
        arb_root_ui(value.get(), a.get(), t.index, p.bits);
        break;
      case Op::exp:
        value = exp(a);
        break;
      case Op::log:
        if (!positive) return std::nullopt;
        value = log(a);
        break;
      case Op::sin:
        value = apply(arb_sin);
        break;
      case Op::cos:
        value = apply(arb_cos);
        break;
      case Op::tan:
        value = apply(arb_tan);
        break;
      case Op::asin:
      case Op::acos:
        if (!surely_at_most(a, Arb(1, p)) || !surely_at_most(Arb(-1, p), a)) return std::nullopt;
        value = t.op == Op::asin ? apply(arb_asin) : apply(arb_acos);
        break;
      case Op::atan:
        value = apply(arb_atan);
        break;
      case Op::sinh:
        value = apply(arb_sinh);
        break;
      case Op::cosh:
        value = apply(arb_cosh);
        break;
      case Op::tanh:
        value = tanh(a);
        break;
      case Op::erf:
        value = erf(a);
        break;
      case Op::erfc:
        value = erfc(a);
        break;
      case Op::abs:
        value = abs(a);
        break;
      case Op::sign:
        arb_sgn(value.get(), a.get());
        break;
      case Op::floor:
        value = apply(arb_floor);
        break;
      case Op::ceil:
        value = apply(arb_ceil);
        break;
      case Op::min:
        arb_min(value.get(), a.get(), b.get(), p.bits);
        break;
      case Op::max:
        arb_max(value.get(), a.get(), b.get(), p.bits);
        break;
    }
    values.insert_or_assign(id, value);
  }
  return values.at(term);
}

}  // namespace rigor::test
