// Polynomials over the rationals in numbered kernels, with rational exponents.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "number/rational.hpp"

namespace rigor {

/// A normal form became too large, or has no value: nothing can be said.
struct NormalFormLimit : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An exponent num/den in lowest terms, den >= 1. Operations throw NormalFormLimit where a part
/// would pass 2^40.
class Exponent {
 public:
  Exponent(std::int64_t value = 0) : num_(value) {}  // NOLINT: numbers are exponents
  Exponent(std::int64_t num, std::int64_t den);
  /// nullopt where a part passes 2^40.
  static std::optional<Exponent> from(const Rational& value);

  std::int64_t num() const { return num_; }
  std::int64_t den() const { return den_; }
  bool is_integer() const { return den_ == 1; }
  int sign() const { return (num_ > 0) - (num_ < 0); }
  std::int64_t floor() const;
  Rational rational() const { return Rational(num_, den_); }

  friend Exponent operator+(const Exponent& a, const Exponent& b);
  friend Exponent operator-(const Exponent& a) { return {-a.num_, a.den_}; }
  friend Exponent operator*(const Exponent& a, const Exponent& b);
  friend bool operator==(const Exponent& a, const Exponent& b) = default;
  friend bool operator<(const Exponent& a, const Exponent& b);

 private:
  std::int64_t num_ = 0;
  std::int64_t den_ = 1;
};

using KernelId = std::size_t;

/// A product of kernels to powers other than 0, by increasing kernel.
using Monomial = std::vector<std::pair<KernelId, Exponent>>;

/// The lexicographic order, in which products keep the order: the first kernel with different
/// exponents (0 if absent) decides.
struct MonomialOrder {
  bool operator()(const Monomial& a, const Monomial& b) const;
};

Monomial product(const Monomial& a, const Monomial& b);
Monomial power(const Monomial& a, const Exponent& e);
/// 0 if absent.
Exponent exponent_of(const Monomial& a, KernelId kernel);

/// A sum of monomials with coefficients other than 0. At most kMostMonomials of them: operations
/// throw NormalFormLimit beyond.
class Polynomial {
 public:
  static constexpr std::size_t kMostMonomials = 2500;
  using Parts = std::map<Monomial, Rational, MonomialOrder>;

  Polynomial() = default;
  explicit Polynomial(const Rational& value) { add({}, value); }
  Polynomial(Monomial monomial, const Rational& coefficient) {
    add(std::move(monomial), coefficient);
  }

  const Parts& parts() const { return parts_; }
  bool is_zero() const { return parts_.empty(); }
  bool is_monomial() const { return parts_.size() == 1; }
  /// A number, if it is one.
  std::optional<Rational> constant() const;
  bool is_one() const;
  /// Of a polynomial other than 0: the greatest monomial.
  const Monomial& leading_monomial() const { return parts_.rbegin()->first; }
  const Rational& leading_coefficient() const { return parts_.rbegin()->second; }

  void add(Monomial monomial, const Rational& coefficient);
  Polynomial& operator+=(const Polynomial& other);
  friend Polynomial operator+(Polynomial a, const Polynomial& b) { return a += b; }
  friend Polynomial operator-(const Polynomial& a) { return a * Rational(-1); }
  friend Polynomial operator-(const Polynomial& a, const Polynomial& b) { return a + (-b); }
  friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator*(const Polynomial& a, const Rational& c);
  Polynomial times(const Monomial& monomial) const;
  friend bool operator==(const Polynomial& a, const Polynomial& b) { return a.parts_ == b.parts_; }

 private:
  Parts parts_;
};

/// The quotient, if b divides a with non-negative exponents; by the division with the greatest
/// monomials. Requires b other than 0. May give up.
std::optional<Polynomial> exact_quotient(const Polynomial& a, const Polynomial& b);

/// The greatest c > 0 such that all coefficients are integer multiples of c.
Rational content(const Polynomial& a);

}  // namespace rigor
