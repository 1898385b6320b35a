// Forms of terms that tactics propose, by their normal forms.
#include <algorithm>
#include <cmath>
#include <set>

#include "conjecture/tactic_parts.hpp"

namespace rigor {
namespace {

// The least exponents of the kernels over all parts.
Monomial common_monomial(const Polynomial& a) {
  std::map<KernelId, Exponent> least;
  std::map<KernelId, std::size_t> count;
  for (const auto& [monomial, c] : a.parts()) {
    for (const auto& [kernel, e] : monomial) {
      const auto [place, added] = least.try_emplace(kernel, e);
      if (e < place->second) place->second = e;
      ++count[kernel];
    }
  }
  Monomial common;
  for (auto [kernel, e] : least) {
    if (count[kernel] < a.parts().size() && e.sign() > 0) e = 0;
    if (e.sign() != 0) common.emplace_back(kernel, e);
  }
  return common;
}

// The sign of a term on the box by intervals; 0 if not known.
int shown_sign(AtomRules& rules, TermId term, const Box& box) {
  if (rules.shown({term, Relation::greater}, box)) return 1;
  return rules.shown({term, Relation::less}, box) ? -1 : 0;
}

// The sign that samples suggest; 0 if they disagree or come near 0.
int sampled_sign(const Terms& terms, TermId term, const Box& box) {
  const GuessedTerm guess(terms, term);
  bool positive = true;
  bool negative = true;
  const std::vector<std::size_t> free = variables_of(terms, term);
  for_samples(box, free, free.size() < 3 ? 11 : 3, [&](std::span<const double> point) {
    const GuessedValue value = guess.at(point);
    positive = positive && !value.seems_negative();
    negative = negative && !value.seems_positive();
  });
  return positive == negative ? 0 : positive ? 1 : -1;
}

bool depends(const Terms& terms, const Kernel& kernel, std::size_t variable) {
  return depends_on(terms, kernel.term, variable);
}

// The quotient by a polynomial, each product of functions with a quotient of its own: intervals
// are better then where both become 0.
TermId divided_by_groups(NormalForms& forms, Terms& terms, const Fraction& form,
                         const Polynomial& divisor, int sign) {
  std::map<Monomial, Polynomial, MonomialOrder> groups;
  for (const auto& [monomial, c] : form.numerator.parts()) {
    Monomial functions;
    Monomial rest;
    for (const auto& factor : monomial) {
      const bool plain = forms.kernel(factor.first).kind == KernelKind::variable;
      (plain ? rest : functions).push_back(factor);
    }
    groups[functions].add(std::move(rest), c * Rational(sign));
  }
  TermId sum = terms.number(0);
  for (const auto& [functions, polynomial] : groups) {
    const Fraction quotient = forms.quotient(Fraction{polynomial}, Fraction{divisor});
    sum = terms.add(sum, terms.multiply(forms.term_of(quotient), forms.term_of(functions)));
  }
  return form.is_polynomial() ? sum : terms.divide(sum, forms.term_of(form.denominator));
}

// The part of a monomial made of exponentials.
Monomial exponentials(const NormalForms& forms, const Terms& terms, const Monomial& a,
                      std::size_t variable) {
  Monomial result;
  for (const auto& factor : a) {
    const Kernel& kernel = forms.kernel(factor.first);
    if (kernel.kind == KernelKind::exp && depends(terms, kernel, variable)) {
      result.push_back(factor);
    }
  }
  return result;
}

}  // namespace

std::optional<Simplified> without_positive_factors(AtomRules& rules, TermId term, const Box& box) {
  NormalForms& forms = rules.forms();
  Terms& terms = rules.terms();
  const std::optional<Fraction> form = forms.of(term);
  if (!form || form->numerator.is_zero()) return std::nullopt;
  int sign = 1;
  Monomial factors;
  for (const auto& factor : common_monomial(form->numerator)) {
    const Kernel& kernel = forms.kernel(factor.first);
    int s = kernel.is_positive() ? 1 : shown_sign(rules, kernel.term, box);
    // A denominator has a sign; D > 0 is proved later.
    if (s == 0 && factor.second.sign() < 0) s = sampled_sign(terms, kernel.term, box);
    if (s == 0) continue;
    if (s < 0 && (!factor.second.is_integer() || factor.second.num() % 2 != 0)) sign = -sign;
    factors.push_back(factor);
  }
  TermId below = terms.number(1);
  if (!form->is_polynomial()) {
    below = forms.term_of(form->denominator);
    int s = shown_sign(rules, below, box);
    if (s == 0) s = sampled_sign(terms, below, box);
    if (s == 0) return std::nullopt;
    sign *= s;
  }
  if (factors.empty() && form->is_polynomial()) {
    const TermId rest = forms.term_of(form->numerator);
    const std::size_t before = subterms(terms, std::span(&term, 1)).size();
    if (10 * subterms(terms, std::span(&rest, 1)).size() > 7 * before) return std::nullopt;
    return Simplified{terms.number(1), rest};
  }
  const Monomial inverse = power(factors, -1);
  const Rational scale = Rational(sign) / content(form->numerator);
  const Polynomial rest = form->numerator.times(inverse) * scale;
  const TermId factor =
      terms.multiply(terms.multiply(terms.number(scale), below), forms.term_of(inverse));
  return Simplified{factor, forms.term_of(rest)};
}

std::vector<Simplified> other_forms(AtomRules& rules, TermId term, const Box& box,
                                    std::size_t variable) {
  NormalForms& forms = rules.forms();
  Terms& terms = rules.terms();
  std::vector<Simplified> found;
  const std::optional<Fraction> form = forms.of(term);
  if (!form || form->numerator.parts().size() > 60) return found;
  std::set<Monomial, MonomialOrder> tried;
  for (const auto& [monomial, c] : form->numerator.parts()) {
    const Monomial e = exponentials(forms, terms, monomial, variable);
    if (e.empty() || !tried.insert(e).second || tried.size() > 4) continue;
    const Monomial inverse = power(e, -1);
    found.push_back({forms.term_of(inverse),
                     forms.term_of(Fraction{form->numerator.times(inverse), form->denominator})});
  }
  std::set<KernelId> special;
  for (const auto& [monomial, c] : form->numerator.parts()) {
    for (const auto& [id, e] : monomial) {
      const Kernel& kernel = forms.kernel(id);
      const bool is_special = kernel.kind == KernelKind::log || kernel.kind == KernelKind::root ||
                              kernel.kind == KernelKind::sin || kernel.kind == KernelKind::cos ||
                              (kernel.kind == KernelKind::function && kernel.op != Op::abs);
      if (is_special && depends(terms, kernel, variable)) special.insert(id);
    }
  }
  for (const KernelId id : special) {
    Polynomial coefficient;
    for (const auto& [monomial, c] : form->numerator.parts()) {
      const Exponent e = exponent_of(monomial, id);
      if (e.sign() == 0) continue;
      coefficient.add(product(monomial, {{id, -e}}), c);
    }
    const TermId divisor = forms.term_of(coefficient);
    if (!depends_on(terms, divisor, variable)) continue;
    int sign = shown_sign(rules, divisor, box);
    if (sign == 0) sign = sampled_sign(terms, divisor, box);
    if (sign == 0) continue;
    const TermId factor = terms.divide(terms.number(sign), divisor);
    try {
      found.push_back({factor, divided_by_groups(forms, terms, *form, coefficient, sign)});
    } catch (const NormalFormLimit&) {
    }
  }
  return found;
}

std::optional<Simplified> conjugate_of(AtomRules& rules, TermId term, const Box& box) {
  NormalForms& forms = rules.forms();
  Terms& terms = rules.terms();
  const std::optional<Fraction> form = forms.of(term);
  if (!form || !form->is_polynomial()) return std::nullopt;
  std::optional<KernelId> root;
  for (const auto& [monomial, c] : form->numerator.parts()) {
    for (const auto& [id, e] : monomial) {
      if (forms.kernel(id).kind != KernelKind::root) continue;
      if (!(e == Exponent(1, 2)) || (root && *root != id)) return std::nullopt;
      root = id;
    }
  }
  if (!root) return std::nullopt;
  Polynomial with;
  Polynomial without;
  for (const auto& [monomial, c] : form->numerator.parts()) {
    (exponent_of(monomial, *root).sign() != 0 ? with : without).add(monomial, c);
  }
  if (without.is_zero()) return std::nullopt;
  TermId factor = forms.term_of(with - without);
  const int sign = sampled_sign(terms, factor, box);
  if (sign == 0) return std::nullopt;
  try {
    const Fraction square = forms.power(Fraction{with}, 2);
    const Fraction other = forms.power(Fraction{without}, 2);
    Fraction rest = forms.sum(square, Fraction{-other.numerator, other.denominator});
    rest.numerator = rest.numerator * Rational(sign);
    if (sign < 0) factor = forms.term_of(without - with);
    return Simplified{factor, forms.term_of(rest)};
  } catch (const NormalFormLimit&) {
    return std::nullopt;
  }
}

std::optional<std::pair<TermId, TermId>> logarithm_of(AtomRules& rules, TermId term) {
  NormalForms& forms = rules.forms();
  Terms& terms = rules.terms();
  const std::optional<Fraction> form = forms.of(term);
  if (!form || !form->is_polynomial()) return std::nullopt;
  std::optional<KernelId> log;
  Rational scale = 0;
  Polynomial rest;
  for (const auto& [monomial, c] : form->numerator.parts()) {
    const bool has_log = std::any_of(monomial.begin(), monomial.end(), [&](const auto& factor) {
      const Kernel& kernel = forms.kernel(factor.first);
      return kernel.kind == KernelKind::log && kernel.op == Op::log;
    });
    if (!has_log) {
      rest.add(monomial, c);
      continue;
    }
    if (log || monomial.size() != 1 || !(monomial.front().second == Exponent(1)) || abs(c) != 1) {
      return std::nullopt;
    }
    log = monomial.front().first;
    scale = c;
  }
  if (!log) return std::nullopt;
  const TermId operand = forms.kernel(*log).term;
  const TermId a = terms[operand].a;
  // log a + rest = log a - log(exp(-rest)); -log a + rest = log(exp rest) - log a.
  if (scale > 0) return std::pair(a, terms.apply(Op::exp, forms.term_of(-rest)));
  return std::pair(terms.apply(Op::exp, forms.term_of(rest)), a);
}

int difficulty(const NormalForms& forms, const Fraction& form) {
  std::set<KernelId> special;
  for (const Polynomial* p : {&form.numerator, &form.denominator}) {
    for (const auto& [monomial, c] : p->parts()) {
      for (const auto& [id, e] : monomial) {
        const KernelKind kind = forms.kernel(id).kind;
        if (kind != KernelKind::variable && kind != KernelKind::pi && kind != KernelKind::prime) {
          special.insert(id);
        }
      }
    }
  }
  int size = static_cast<int>(form.numerator.parts().size() + form.denominator.parts().size());
  for (const KernelId id : special) {
    const KernelKind kind = forms.kernel(id).kind;
    size += kind == KernelKind::exp ? 1 : 3;
  }
  return size;
}

bool has_factor_at(AtomRules& rules, TermId term, std::size_t variable, const Rational& end) {
  const std::optional<Fraction> form = rules.forms().of(term);
  if (!form) return false;
  if (end == 0) {
    for (const auto& [id, e] : common_monomial(form->numerator)) {
      const Kernel& kernel = rules.forms().kernel(id);
      if (kernel.kind == KernelKind::variable && kernel.index == variable) return true;
    }
  }
  const std::vector<TermId> parts = subterms(rules.terms(), std::span(&term, 1));
  return std::any_of(parts.begin(), parts.end(), [&](TermId id) {
    return rules.terms()[id].op == Op::root && depends_on(rules.terms(), id, variable);
  });
}

}  // namespace rigor
