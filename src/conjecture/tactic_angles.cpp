// Sines and cosines of sums, by the addition theorems.
#include <algorithm>

#include "conjecture/tactic_parts.hpp"

namespace rigor {
namespace {

class Expansion {
 public:
  explicit Expansion(Terms& terms) : terms_(terms) {}

  /// The term with sines and cosines of sums and differences expanded.
  TermId expand(TermId term) {
    const Term t = terms_[term];
    switch (operand_count(t.op)) {
      case 0:
        return term;
      case 1: {
        const TermId a = expand(t.a);
        if (t.op == Op::sin || t.op == Op::cos) return wave(t.op, a);
        return terms_.rebuild(t, a, 0);
      }
      default:
        return terms_.rebuild(t, expand(t.a), expand(t.b));
    }
  }

  bool has_sums() const { return has_sums_; }

 private:
  TermId wave(Op op, TermId operand) {
    const Term t = terms_[operand];
    if (t.op != Op::add && t.op != Op::subtract) return terms_.apply(op, operand);
    has_sums_ = true;
    const TermId first = terms_.multiply(wave(op, t.a), wave(Op::cos, t.b));
    const TermId second =
        terms_.multiply(wave(op == Op::sin ? Op::cos : Op::sin, t.a), wave(Op::sin, t.b));
    // sin(a + b) = sin a cos b + cos a sin b, cos(a + b) = cos a cos b - sin a sin b
    const bool is_sum = (op == Op::sin) == (t.op == Op::add);
    return is_sum ? terms_.add(first, second) : terms_.subtract(first, second);
  }

  Terms& terms_;
  bool has_sums_ = false;
};

}  // namespace

std::optional<TermId> by_single_angles(AtomRules& rules, TermId term) {
  Terms& terms = rules.terms();
  NormalForms& forms = rules.forms();
  Expansion expansion(terms);
  const TermId expanded = expansion.expand(term);
  if (!expansion.has_sums()) return std::nullopt;
  const std::optional<Fraction> form = forms.of(expanded);
  if (!form || !form->is_polynomial()) return std::nullopt;
  std::map<Monomial, Polynomial, MonomialOrder> groups;
  for (const auto& [monomial, c] : form->numerator.parts()) {
    Monomial sines;
    Monomial rest;
    for (const auto& factor : monomial) {
      (forms.kernel(factor.first).kind == KernelKind::sin ? sines : rest).push_back(factor);
    }
    groups[sines].add(std::move(rest), c);
  }
  TermId sum = terms.number(0);
  for (const auto& [sines, factor] : groups) {
    sum = terms.add(sum, terms.multiply(forms.term_of(sines), forms.term_of(factor)));
  }
  return sum;
}

}  // namespace rigor
