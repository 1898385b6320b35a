// The normal form of terms. Private to this folder.
#pragma once

#include <deque>
#include <map>
#include <unordered_map>

#include "second_engine/certificate_polynomial.hpp"

namespace rigor::second_engine {

/// over * product of factors^power; a factor is a polynomial (by its place) that isn't 0 wherever
/// the terms are defined from which the fraction comes.
struct Fraction {
  Polynomial over;
  std::map<std::size_t, int> factors;
};

enum class KernelKind { variable, pi, prime, exp, root, log, sin, cos, function, pair };

struct KernelEntry {
  KernelKind kind = KernelKind::variable;
  Word word = Word::var;
  std::size_t index = 0;  ///< of a variable
  Integer integer;        ///< of a prime
  Fraction first;         ///< operands
  Fraction second;
};

/// Every rewriting keeps the value at each point where the term is defined, so a term with the form
/// 0 is 0 wherever it is defined. Methods throw Rejected where a form would become too large.
class Normal {
 public:
  explicit Normal(Graph& graph) : graph_(graph) {}

  const Fraction& of(Id term);
  /// True only if the term is 0 wherever it is defined.
  bool is_zero(Id term);
  /// True only if both terms are equal wherever both are defined.
  bool identical(Id a, Id b);
  bool is_zero(const Fraction& a);

  const KernelEntry& kernel(Kernel kernel) const { return kernels_[kernel]; }
  const Polynomial& factor(std::size_t place) const { return factors_[place]; }

  Fraction number(const Rational& value) const { return {constant_polynomial(value), {}}; }
  Fraction plus(const Fraction& a, const Fraction& b);
  Fraction minus(const Fraction& a) const { return {scaled(a.over, -1), a.factors}; }
  Fraction times(const Fraction& a, const Fraction& b);
  Fraction inverse(const Fraction& a);
  Fraction raised(const Fraction& a, std::uint64_t n);
  Fraction kernel_power(Kernel kernel, const Power& e);
  Kernel pi_kernel();
  /// base^e for base > 0.
  Fraction rational_power(const Rational& base, const Power& e);
  /// Without factors, if they can be multiplied out.
  std::optional<Polynomial> polynomial(const Fraction& a);

  /// Forgets the forms of terms beyond.
  void shrink(std::size_t size);

 private:
  Fraction made(const Step& step, const Fraction* a, const Fraction* b);
  Fraction reduced(const Polynomial& a);
  Fraction settled(Fraction a);
  bool is_zero_polynomial(Polynomial a);

  // certificate_vanishing.cpp
  bool vanishes(const Fraction& a, int depth);
  bool has_word(Kernel k, Word word) const;
  Polynomial put(const Polynomial& p, Kernel kernel, const Fraction& value);
  Polynomial cleared(Polynomial p);
  bool waves_cancel(const Polynomial& p);
  bool logarithms_cancel(const Polynomial& p, int depth);
  bool powers_agree(const Polynomial& p, int depth);
  bool signs_agree(const Polynomial& p, int depth);

  bool equal(const Fraction& a, const Fraction& b);
  Kernel found(KernelKind kind, Word word, const Fraction& first, const Fraction& second);
  std::optional<Kernel> find(KernelKind kind, Word word, const Fraction& first,
                             const Fraction& second);
  Kernel prime_kernel(const Integer& p);
  bool is_positive(Kernel kernel) const;

  struct Parts {
    Rational number;
    Monomial positive;
    Fraction rest;
  };
  Parts without_positive_factors(const Fraction& a);
  Fraction exp_of(const Fraction& a);
  Fraction root_of(const Fraction& a, std::uint64_t n);
  Fraction log_of(const Fraction& a);
  Fraction wave_of(const Fraction& a, bool cosine);
  Fraction odd_of(Word word, const Fraction& a);
  Fraction other_of(Word word, const Fraction& a);
  Fraction pair_of(Word word, const Fraction& a, const Fraction& b);

  Graph& graph_;
  Effort effort_;
  std::deque<KernelEntry> kernels_;
  std::deque<Polynomial> factors_;
  std::unordered_map<Id, Fraction> forms_;
};

}  // namespace rigor::second_engine
