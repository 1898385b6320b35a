// Arb, the oracle of the tests: ball arithmetic that shares no code with Rigor's enclosures.
#pragma once

#include <arb.h>
#include <arb_hypgeom.h>

#include <string>

#include "number/big_interval.hpp"
#include "number/interval.hpp"
#include "number/rational.hpp"

namespace rigor::test {

/// A ball that contains the exact result of what was computed. Results are computed with the
/// precision of the left operand.
class Arb {
 public:
  static constexpr Precision kDefault = {256};

  explicit Arb(Precision p = kDefault) : bits_(p.bits) { arb_init(ball_); }
  Arb(const Rational& value, Precision p = kDefault) : Arb(p) {
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_mpq(q, value.backend().data());
    arb_set_fmpq(ball_, q, p.bits);
    fmpq_clear(q);
  }
  Arb(long value, Precision p = kDefault) : Arb(p) { arb_set_si(ball_, value); }
  Arb(int value, Precision p = kDefault) : Arb(static_cast<long>(value), p) {}
  /// The exact value of a double.
  Arb(double value, Precision p = kDefault) : Arb(p) { arb_set_d(ball_, value); }
  /// The exact value of an MPFR number.
  Arb(const BigFloat& value, Precision p = kDefault) : Arb(p) {
    arf_set_mpfr(arb_midref(ball_), value.get());
  }
  Arb(const Arb& other) : Arb(other.precision()) { arb_set(ball_, other.ball_); }
  Arb& operator=(const Arb& other) {
    arb_set(ball_, other.ball_);
    bits_ = other.bits_;
    return *this;
  }
  ~Arb() { arb_clear(ball_); }

  static Arb pi(Precision p = kDefault) {
    Arb r(p);
    arb_const_pi(r.ball_, p.bits);
    return r;
  }

  arb_ptr get() { return ball_; }
  arb_srcptr get() const { return ball_; }
  Precision precision() const { return {static_cast<int>(bits_)}; }

  friend Arb operator+(const Arb& a, const Arb& b) { return a.with(arb_add, b); }
  friend Arb operator-(const Arb& a, const Arb& b) { return a.with(arb_sub, b); }
  friend Arb operator*(const Arb& a, const Arb& b) { return a.with(arb_mul, b); }
  friend Arb operator/(const Arb& a, const Arb& b) { return a.with(arb_div, b); }
  friend Arb operator-(const Arb& a) { return Arb(0, a.precision()) - a; }
  Arb& operator+=(const Arb& b) { return *this = *this + b; }
  Arb& operator-=(const Arb& b) { return *this = *this - b; }
  Arb& operator*=(const Arb& b) { return *this = *this * b; }
  Arb& operator/=(const Arb& b) { return *this = *this / b; }
  friend Arb exp(const Arb& a) { return a.with(arb_exp); }
  friend Arb log(const Arb& a) { return a.with(arb_log); }
  friend Arb tanh(const Arb& a) { return a.with(arb_tanh); }
  friend Arb sqrt(const Arb& a) { return a.with(arb_sqrt); }
  friend Arb erf(const Arb& a) { return a.with(arb_hypgeom_erf); }
  friend Arb erfc(const Arb& a) { return a.with(arb_hypgeom_erfc); }
  friend Arb abs(const Arb& a) {
    Arb r(a.precision());
    arb_abs(r.ball_, a.ball_);
    return r;
  }
  friend Arb sqr(const Arb& a) { return a.with(arb_sqr); }
  friend Arb pow(const Arb& a, int n) {
    Arb r(a.precision());
    fmpz_t exponent;
    fmpz_init_set_si(exponent, n);
    arb_pow_fmpz(r.ball_, a.ball_, exponent, a.bits_);
    fmpz_clear(exponent);
    return r;
  }

  /// Every number of the ball is below (at most) every number of the other.
  friend bool surely_less(const Arb& a, const Arb& b) { return arb_lt(a.ball_, b.ball_) != 0; }
  friend bool surely_at_most(const Arb& a, const Arb& b) { return arb_le(a.ball_, b.ball_) != 0; }
  friend bool overlaps(const Arb& a, const Arb& b) { return arb_overlaps(a.ball_, b.ball_) != 0; }

  std::string text(int digits = 30) const {
    char* raw = arb_get_str(ball_, digits, 0);
    std::string result(raw);
    flint_free(raw);
    return result;
  }

 private:
  template <class F>
  Arb with(F f) const {
    Arb r(precision());
    f(r.ball_, ball_, bits_);
    return r;
  }
  template <class F>
  Arb with(F f, const Arb& b) const {
    Arb r(precision());
    f(r.ball_, ball_, b.ball_, bits_);
    return r;
  }

  arb_t ball_;
  slong bits_;
};

/// Every number of the ball is in the interval: the interval encloses what Arb encloses.
inline bool encloses(const BigInterval& x, const Arb& a) {
  return !is_empty(x) && surely_at_most(Arb(x.lower()), a) && surely_at_most(a, Arb(x.upper()));
}
inline bool encloses(const Interval& x, const Arb& a) {
  return !is_empty(x) && surely_at_most(Arb(x.lower()), a) && surely_at_most(a, Arb(x.upper()));
}
/// The interval and the ball have a number in common.
inline bool overlaps(const BigInterval& x, const Arb& a) {
  return !is_empty(x) && !surely_less(a, Arb(x.lower())) && !surely_less(Arb(x.upper()), a);
}
inline bool overlaps(const Interval& x, const Arb& a) {
  return !is_empty(x) && !surely_less(a, Arb(x.lower())) && !surely_less(Arb(x.upper()), a);
}

}  // namespace rigor::test
