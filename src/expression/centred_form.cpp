#include "expression/centred_form.hpp"

#include <map>
#include <numeric>
#include <utility>

#include "expression/kernel_polynomial.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostDegree = 24;

class Rewriter {
 public:
  Rewriter(Terms& terms, std::span<const Rational> centre, std::size_t most_monomials)
      : terms_(terms), centre_(centre), most_(most_monomials) {}

  TermId rewritten(TermId id) {
    if (const auto known = results_.find(id); known != results_.end()) return known->second;
    const Term term = terms_[id];
    TermId result = id;
    if (const std::optional<Polynomial> p = polynomial(id)) {
      if (has_sum(id) && degree(*p) >= 2) result = expanded(*p).value_or(id);
    } else if (operand_count(term.op) > 0) {
      const TermId a = rewritten(term.a);
      const TermId b = operand_count(term.op) == 2 ? rewritten(term.b) : term.b;
      if (a != term.a || b != term.b) result = terms_.rebuild(term, a, b);
    }
    results_[id] = result;
    return result;
  }

 private:
  static std::size_t degree(const Polynomial& p) {
    std::size_t most = 0;
    for (const auto& [monomial, coefficient] : p.parts()) {
      std::size_t sum = 0;
      for (const auto& [v, e] : monomial) sum += static_cast<std::size_t>(e.num());
      most = std::max(most, sum);
    }
    return most;
  }

  /// In the variables, as kernels of the same numbers; nullopt if the term is none, or too large.
  std::optional<Polynomial> polynomial(TermId id) {
    const auto known = polynomials_.find(id);
    if (known != polynomials_.end()) return known->second;
    std::optional<Polynomial> result = make(terms_[id]);
    if (result && (result->parts().size() > most_ || degree(*result) > kMostDegree)) result.reset();
    polynomials_[id] = result;
    return result;
  }

  std::optional<Polynomial> make(const Term& term) {
    if (term.op == Op::number) return Polynomial(term.number);
    if (term.op == Op::variable) return Polynomial(Monomial{{term.index, Exponent(1)}}, 1);
    switch (term.op) {
      case Op::negate:
      case Op::power:
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
        break;
      default:
        return std::nullopt;
    }
    const std::optional<Polynomial> a = polynomial(term.a);
    if (!a) return std::nullopt;
    if (term.op == Op::negate) return -*a;
    if (term.op == Op::power) return power(*a, term.index);
    const std::optional<Polynomial> b = polynomial(term.b);
    if (!b) return std::nullopt;
    if (term.op == Op::add) return *a + *b;
    if (term.op == Op::subtract) return *a - *b;
    if (term.op == Op::multiply) return *a * *b;
    const std::optional<Rational> divisor = b->constant();
    if (!divisor || *divisor == 0) return std::nullopt;
    return *a * Rational(1 / *divisor);
  }

  std::optional<Polynomial> power(const Polynomial& a, std::size_t n) const {
    if (n > kMostDegree) return std::nullopt;
    Polynomial result(Rational(1));
    for (std::size_t k = 0; k < n; ++k) {
      result = result * a;
      if (result.parts().size() > most_) return std::nullopt;
    }
    return result;
  }

  bool has_sum(TermId id) const {
    for (const TermId part : subterms(terms_, std::span(&id, 1))) {
      if (terms_[part].op == Op::add || terms_[part].op == Op::subtract) return true;
    }
    return false;
  }

  std::optional<TermId> expanded(const Polynomial& p) {
    std::map<KernelId, std::int64_t> steps;  // the g of each variable
    for (const auto& [monomial, coefficient] : p.parts()) {
      for (const auto& [v, e] : monomial) steps[v] = std::gcd(steps[v], e.num());
    }
    std::map<KernelId, Polynomial> units;  // x^g = t + c^g, t as the kernel of x
    for (const auto& [v, g] : steps) {
      Rational c = 1;
      for (std::int64_t k = 0; k < g; ++k) c *= centre_[v];
      units[v] = Polynomial(Monomial{{v, Exponent(1)}}, 1) + Polynomial(c);
    }
    Polynomial sum;
    for (const auto& [monomial, coefficient] : p.parts()) {
      Polynomial product(coefficient);
      for (const auto& [v, e] : monomial) {
        for (std::int64_t k = 0; k < e.num(); k += steps[v]) product = product * units[v];
        if (product.parts().size() > most_) return std::nullopt;
      }
      sum += product;
      if (sum.parts().size() > most_) return std::nullopt;
    }
    return term_of(sum, steps);
  }

  TermId term_of(const Polynomial& p, const std::map<KernelId, std::int64_t>& steps) {
    TermId sum = terms_.number(0);
    for (const auto& [monomial, coefficient] : p.parts()) {
      std::optional<TermId> product;
      for (const auto& [v, e] : monomial) {
        const auto g = static_cast<std::size_t>(steps.at(v));
        Rational c = 1;
        for (std::size_t k = 0; k < g; ++k) c *= centre_[v];
        const TermId t = terms_.subtract(terms_.power(terms_.variable(v), g), terms_.number(c));
        const TermId factor = terms_.power(t, static_cast<std::size_t>(e.num()));
        product = product ? terms_.multiply(*product, factor) : factor;
      }
      const TermId number = terms_.number(coefficient);
      sum = terms_.add(sum, product ? terms_.multiply(number, *product) : number);
    }
    return sum;
  }

  Terms& terms_;
  std::span<const Rational> centre_;
  std::size_t most_;
  std::map<TermId, std::optional<Polynomial>> polynomials_;
  std::map<TermId, TermId> results_;
};

}  // namespace

std::optional<TermId> centred_form(Terms& terms, TermId term, std::span<const Rational> centre,
                                   std::size_t most_monomials) {
  try {
    const TermId result = Rewriter(terms, centre, most_monomials).rewritten(term);
    if (result == term) return std::nullopt;
    return result;
  } catch (const NormalFormLimit&) {
    return std::nullopt;
  }
}

}  // namespace rigor
