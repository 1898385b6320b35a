// The normal form of terms, which proves identities.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "expression/kernel_polynomial.hpp"
#include "expression/term.hpp"

namespace rigor {

/// numerator / denominator, the latter not 0.
struct Fraction {
  Polynomial numerator;
  Polynomial denominator{Rational(1)};

  bool is_polynomial() const { return denominator.is_one(); }
  std::optional<Rational> constant() const {
    return is_polynomial() ? numerator.constant() : std::nullopt;
  }
};

/// What a kernel of a normal form is.
enum class KernelKind {
  variable,
  pi,
  prime,  ///< an integer >= 2 that trial division doesn't split
  exp,    ///< exp of a monomial, or of a fraction
  root,   ///< a fraction >= 0, to a power in (0, 1)
  log,    ///< of a fraction, or of a kernel of kind pi or prime
  sin,    ///< its power is at most 1; the cosine of the same operand is the next kernel
  cos,
  function,     ///< asin, atan, erf, sign, floor, ceil, abs of a fraction
  two_operands  ///< min, max of two fractions
};

struct Kernel {
  KernelKind kind = KernelKind::variable;
  Op op = Op::variable;
  Integer integer;        ///< of a prime
  std::size_t index = 0;  ///< of a variable
  Fraction operand;
  Fraction second;  ///< of min, max
  TermId term = 0;  ///< its value (of a root: its operand's)

  /// > 0 wherever it is defined.
  bool is_positive() const {
    return kind == KernelKind::pi || kind == KernelKind::prime || kind == KernelKind::exp;
  }
};

/// Rewrites terms as fractions of polynomials over the rationals in kernels, by the rules of
/// docs/certificates.md, "Normal form". Every step keeps the value at each point where the term is
/// defined; so a term whose normal form is 0 is 0 wherever it is defined. (The converse fails: not
/// all identities are found.) Results are kept: make one object for a graph. Not thread-safe.
class NormalForms {
 public:
  /// `terms` is kept by reference; terms of kernels are added to it.
  explicit NormalForms(Terms& terms) : terms_(terms) {}

  /// nullopt if it becomes too large, or if the term is nowhere defined (1/0).
  std::optional<Fraction> of(TermId term);
  /// True only if the terms are equal wherever both are defined.
  bool identical(TermId a, TermId b);
  /// True only if the term is 0 wherever it is defined.
  bool is_zero(TermId a);
  bool is_zero(const Fraction& a);

  const Kernel& kernel(KernelId id) const { return kernels_[id]; }
  std::size_t kernel_count() const { return kernels_.size(); }

  /// Terms of these values.
  TermId term_of(const Fraction& a);
  TermId term_of(const Polynomial& a);
  TermId term_of(const Monomial& a);

  // Arithmetic, with the rules of the kernels applied. Throw NormalFormLimit.

  Fraction sum(const Fraction& a, const Fraction& b);
  Fraction product(const Fraction& a, const Fraction& b);
  /// Throws NormalFormLimit if b is 0.
  Fraction quotient(const Fraction& a, const Fraction& b);
  Fraction power(const Fraction& a, std::size_t n);

 private:
  Fraction make(TermId term);
  Fraction reduced(const Polynomial& a);
  Fraction settled(Polynomial numerator, Polynomial denominator);
  bool is_zero_polynomial(Polynomial a);

  // normal_zero.cpp
  bool vanishes(const Fraction& a, int depth);
  Polynomial put(const Polynomial& p, KernelId kernel, const Fraction& value);
  Polynomial cleared(Polynomial p);
  bool waves_cancel(const Polynomial& p);
  bool logarithms_cancel(const Polynomial& p, int depth);
  bool powers_agree(const Polynomial& p, int depth);
  bool signs_agree(const Polynomial& p, int depth);

  // normal_kernels.cpp
  Fraction exp_of(const Fraction& a);
  Fraction root_of(const Fraction& a, std::int64_t n);
  Fraction log_of(const Fraction& a);
  Fraction sin_or_cos(const Fraction& a, bool sine);
  Fraction odd_function(Op op, const Fraction& a);
  Fraction other_function(Op op, const Fraction& a);
  Fraction least_or_greatest(Op op, const Fraction& a, const Fraction& b);
  Fraction rational_power(const Rational& base, const Exponent& e);
  std::vector<std::pair<Integer, std::int64_t>> factors(const Rational& value);
  Fraction kernel_power(KernelId id, const Exponent& e) {
    return reduced(Polynomial({{id, e}}, Rational(1)));
  }
  KernelId prime_kernel(const Integer& p);
  KernelId simple_kernel(KernelKind kind, std::size_t index);
  KernelId exp_kernel(const Fraction& a);
  KernelId root_kernel(const Fraction& a);
  Fraction function_kernel(Op op, const Fraction& a);
  std::optional<Fraction> exact_sine(const Rational& r);
  struct Factored {
    Rational number;
    Monomial kernels;
    Fraction rest;
  };
  Factored without_positive_factors(const Fraction& a);
  KernelId add_kernel(Kernel kernel);
  bool equal(const Fraction& a, const Fraction& b);
  /// A kernel of the kind with this operand, if there is one.
  std::optional<KernelId> find(KernelKind kind, Op op, const Fraction& a);

  Terms& terms_;
  std::deque<Kernel> kernels_;  // references stay valid
  std::unordered_map<TermId, std::optional<Fraction>> forms_;
};

}  // namespace rigor
