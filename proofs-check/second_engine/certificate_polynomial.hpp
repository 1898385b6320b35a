// Polynomials over the rationals in numbered kernels, with rational exponents. Private to this
// folder.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "second_engine/certificate_terms.hpp"

namespace rigor::second_engine {

/// p/q in lowest terms, q >= 1, parts up to 2^40; operations reject beyond.
class Power {
 public:
  __extension__ using Wide = __int128;
  Power(std::int64_t p = 0, std::int64_t q = 1);  // NOLINT: integers are powers
  /// nullopt where a part is beyond 2^40.
  static std::optional<Power> of(const Rational& value);
  std::int64_t p() const { return p_; }
  std::int64_t q() const { return q_; }
  bool whole() const { return q_ == 1; }
  std::int64_t floor() const { return p_ >= 0 ? p_ / q_ : -((-p_ + q_ - 1) / q_); }
  Rational rational() const { return Rational(p_) / q_; }
  friend Power operator+(const Power& a, const Power& b) {
    return lowest(Wide(a.p_) * b.q_ + Wide(b.p_) * a.q_, Wide(a.q_) * b.q_);
  }
  friend Power operator-(const Power& a) { return {-a.p_, a.q_}; }
  friend Power operator*(const Power& a, const Power& b) {
    return lowest(Wide(a.p_) * b.p_, Wide(a.q_) * b.q_);
  }
  friend bool operator==(const Power&, const Power&) = default;
  friend bool operator<(const Power& a, const Power& b) {
    return Wide(a.p_) * b.q_ < Wide(b.p_) * a.q_;
  }

 private:
  static Power lowest(Wide p, Wide q);

  std::int64_t p_;
  std::int64_t q_;
};

using Kernel = std::size_t;
using Monomial = std::vector<std::pair<Kernel, Power>>;  ///< by kernel; no power is 0

Monomial times(const Monomial& a, const Monomial& b);
Monomial raised(const Monomial& a, const Power& e);

/// Lexicographic: a first kernel with a smaller power is smaller (an absent kernel has power 0).
struct Lexicographic {
  bool operator()(const Monomial& a, const Monomial& b) const;
};

using Polynomial = std::map<Monomial, Rational, Lexicographic>;  ///< no coefficient is 0

/// Counts the work, and rejects when there is too much.
struct Effort {
  std::size_t left = 30'000'000;
  void spend(std::size_t steps);
};

Polynomial constant_polynomial(const Rational& value);
void add_to(Polynomial& a, const Monomial& monomial, const Rational& coefficient);
Polynomial sum(const Polynomial& a, const Polynomial& b, Effort& effort);
Polynomial product(const Polynomial& a, const Polynomial& b, Effort& effort);
Polynomial scaled(Polynomial a, const Rational& factor);
Polynomial shifted(const Polynomial& a, const Monomial& by);
/// a/b if b divides a, found by leading monomials.
std::optional<Polynomial> divided(Polynomial a, const Polynomial& b, Effort& effort);
/// The greatest c > 0 of which all coefficients are integer multiples.
Rational content(const Polynomial& a);
/// The value of a polynomial without kernels.
std::optional<Rational> constant_value(const Polynomial& a);

}  // namespace rigor::second_engine
