// Factors of polynomials, exponentials on both sides: what tactics propose.
#include <algorithm>

#include "conjecture/square_free.hpp"
#include "conjecture/tactic_parts.hpp"

namespace rigor {
namespace {

class Factoring {
 public:
  Factoring(AtomRules& rules, const Box& box)
      : terms_(rules.terms()), forms_(rules.forms()), box_(box), product_(terms_.number(1)) {}

  std::optional<TermId> run(Polynomial p) {
    std::vector<std::size_t> variables;
    for (std::size_t v = 0; v < box_.size(); ++v) {
      if (has_whole_powers(p, v)) variables.push_back(v);
    }
    if (variables.size() > 4) return std::nullopt;
    for (std::size_t i = 0; i < variables.size(); ++i) {
      const Side& side = box_.at(variables[i]);
      divide_out(p, variables[i], Rational(0));
      for (const auto* end : {&side.lower, &side.upper}) {
        if (*end && **end != 0) divide_out(p, variables[i], **end);
      }
      for (std::size_t j = 0; j < i; ++j) {
        const Polynomial a = variable(variables[i]);
        const Polynomial b = variable(variables[j]);
        divide_out(p, a - b);
        divide_out(p, a + b);
      }
    }
    const auto rest = square_free(p);
    if (!rest) {
      take(forms_.term_of(p), 1);
    } else {
      if (rest->number != 1) product_ = terms_.multiply(terms_.number(rest->number), product_);
      if (!rest->monomial.empty()) take(forms_.term_of(rest->monomial), 1);
      for (const auto& [factor, power] : rest->factors) take(forms_.term_of(factor), power);
    }
    if (factors_ < 2) return std::nullopt;
    return product_;
  }

 private:
  /// The variable occurs as a kernel, to whole powers >= 0 only.
  bool has_whole_powers(const Polynomial& p, std::size_t v) const {
    bool occurs = false;
    for (const auto& [monomial, c] : p.parts()) {
      for (const auto& [id, e] : monomial) {
        const Kernel& kernel = forms_.kernel(id);
        const bool is_own =
            terms_[kernel.term].op == Op::variable && terms_[kernel.term].index == v;
        if (!is_own) continue;
        if (!e.is_integer() || e.num() < 0) return false;
        occurs = true;
      }
    }
    return occurs;
  }

  Polynomial variable(std::size_t v) { return forms_.of(terms_.variable(v))->numerator; }

  void take(TermId factor, std::size_t power) {
    product_ = terms_.multiply(product_, power == 1 ? factor : terms_.power(factor, power));
    factors_ += power;
  }

  void divide_out(Polynomial& p, std::size_t v, const Rational& zero) {
    divide_out(p, variable(v) - Polynomial(zero));
  }

  void divide_out(Polynomial& p, const Polynomial& factor) {
    std::size_t power = 0;
    while (!p.constant()) {
      auto quotient = exact_quotient(p, factor);
      if (!quotient) break;
      p = std::move(*quotient);
      ++power;
    }
    if (power > 0) take(forms_.term_of(factor), power);
  }

  Terms& terms_;
  NormalForms& forms_;
  const Box& box_;
  TermId product_;
  std::size_t factors_ = 0;
};

// Only kernels that are positive.
bool is_positive(const NormalForms& forms, const Monomial& a) {
  return std::all_of(a.begin(), a.end(),
                     [&](const auto& factor) { return forms.kernel(factor.first).is_positive(); });
}

// log(c m) for c > 0, as a sum.
TermId logarithm(Terms& terms, NormalForms& forms, const Monomial& m, const Rational& c) {
  TermId result = terms.number(0);
  Monomial constants;
  for (const auto& [id, e] : m) {
    const Kernel& kernel = forms.kernel(id);
    if (kernel.kind != KernelKind::exp) {
      constants.emplace_back(id, e);
      continue;
    }
    const TermId operand = terms[kernel.term].a;
    result = terms.add(result, terms.multiply(terms.number(e.rational()), operand));
  }
  if (!constants.empty() || c != 1) {
    result = terms.add(result, terms.apply(Op::log, forms.term_of(Polynomial(constants, c))));
  }
  return result;
}

}  // namespace

std::optional<TermId> factored_form(AtomRules& rules, TermId term, const Box& box) {
  const std::optional<Fraction> form = rules.forms().of(term);
  if (!form || !form->is_polynomial() || form->numerator.constant()) return std::nullopt;
  return Factoring(rules, box).run(form->numerator);
}

std::optional<std::pair<TermId, TermId>> exponentials_of(AtomRules& rules, TermId term,
                                                         bool of_sums) {
  NormalForms& forms = rules.forms();
  Terms& terms = rules.terms();
  const std::optional<Fraction> form = forms.of(term);
  if (!form || !form->is_polynomial()) return std::nullopt;
  const auto has_exponential = [&](const Monomial& monomial) {
    return std::any_of(monomial.begin(), monomial.end(), [&](const auto& factor) {
      return forms.kernel(factor.first).kind == KernelKind::exp;
    });
  };
  const Polynomial::Parts& parts = form->numerator.parts();
  const auto count = std::count_if(parts.begin(), parts.end(),
                                   [&](const auto& part) { return has_exponential(part.first); });
  if (count == 0) return std::nullopt;
  Polynomial sides[2];
  if (of_sums && count == 1) {
    // The exponential alone.
    const auto alone = std::find_if(parts.begin(), parts.end(),
                                    [&](const auto& part) { return has_exponential(part.first); });
    const int own = alone->second > 0 ? 0 : 1;
    sides[own] = Polynomial(alone->first, abs(alone->second));
    const Polynomial others = form->numerator - Polynomial(alone->first, alone->second);
    sides[1 - own] = own == 0 ? -others : others;
  } else {
    for (const auto& [monomial, c] : parts) sides[c > 0 ? 0 : 1].add(monomial, abs(c));
  }
  if (sides[0].is_zero() || sides[1].is_zero()) return std::nullopt;
  TermId logarithms[2];
  bool has_sum = false;
  for (const int k : {0, 1}) {
    const Polynomial& side = sides[k];
    if (side.is_monomial() && is_positive(forms, side.leading_monomial())) {
      logarithms[k] = logarithm(terms, forms, side.leading_monomial(), side.leading_coefficient());
      continue;
    }
    const TermId sum = forms.term_of(side);
    if (!of_sums || has_sum) return std::nullopt;
    has_sum = true;
    logarithms[k] = terms.apply(Op::log, sum);
  }
  if (has_sum != of_sums) return std::nullopt;
  return std::pair(logarithms[0], logarithms[1]);
}

}  // namespace rigor
