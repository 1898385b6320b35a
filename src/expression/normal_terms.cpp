// Terms of normal forms.
#include "expression/normal_form.hpp"

namespace rigor {

TermId NormalForms::term_of(const Monomial& a) {
  const TermId one = terms_.number(1);
  TermId above = one;
  TermId below = one;
  TermId exponent = terms_.number(0);
  for (const auto& [id, e] : a) {
    const Kernel& kernel = kernels_[id];
    if (kernel.kind == KernelKind::exp) {
      const TermId operand =
          terms_[kernel.term].op == Op::exp ? terms_[kernel.term].a : terms_.number(0);
      const TermId part = terms_.multiply(terms_.number(e.rational()), operand);
      exponent = terms_.add(exponent, part);
      continue;
    }
    const bool inverse = e.sign() < 0;
    const auto n = static_cast<std::size_t>(inverse ? -e.num() : e.num());
    TermId factor = kernel.term;
    if (e.den() != 1) factor = terms_.root(factor, static_cast<std::size_t>(e.den()));
    factor = terms_.power(factor, n);
    TermId& place = inverse ? below : above;
    place = terms_.multiply(place, factor);
  }
  above = terms_.multiply(above, terms_.apply(Op::exp, exponent));
  return terms_.divide(above, below);
}

TermId NormalForms::term_of(const Polynomial& a) {
  TermId sum = terms_.number(0);
  for (const bool positive : {true, false}) {
    for (const auto& [monomial, coefficient] : a.parts()) {
      if ((coefficient > 0) != positive) continue;
      const TermId size = terms_.number(abs(coefficient));
      const TermId part = terms_.multiply(size, term_of(monomial));
      sum = positive ? terms_.add(sum, part) : terms_.subtract(sum, part);
    }
  }
  return sum;
}

TermId NormalForms::term_of(const Fraction& a) {
  const TermId above = term_of(a.numerator);
  return a.is_polynomial() ? above : terms_.divide(above, term_of(a.denominator));
}

}  // namespace rigor
