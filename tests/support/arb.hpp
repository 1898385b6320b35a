// Arb, the oracle of the tests: ball arithmetic that shares no code with Rigor's enclosures.
#pragma once

#include <arb.h>
#include <arb_hypgeom.h>

#include <string>

#include "number/big_interval.hpp"
#include "number/interval.hpp"
#include "number/rational.hpp"

namespace rigor::test {

/// A ball that contains the exact result of what was computed. Results are computed with `bits` of
/// the left operand.
class Arb {
 public:
  static constexpr slong kBits = 256;

  explicit Arb(slong bits = kBits) : bits_(bits) { arb_init(ball_); }
  Arb(const Rational& value, slong bits = kBits) : Arb(bits) {
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_mpq(q, value.backend().data());
    arb_set_fmpq(ball_, q, bits);
    fmpq_clear(q);
  }
  Arb(long value, slong bits = kBits) : Arb(bits) { arb_set_si(ball_, value); }
  Arb(int value, slong bits = kBits) : Arb(static_cast<long>(value), bits) {}
  /// The exact value of a double.
  Arb(double value, slong bits = kBits) : Arb(bits) { arb_set_d(ball_, value); }
  /// The exact value of an MPFR number.
  Arb(const BigFloat& value, slong bits = kBits) : Arb(bits) {
    arf_set_mpfr(arb_midref(ball_), value.get());
  }
  Arb(const Arb& other) : Arb(other.bits_) { arb_set(ball_, other.ball_); }
  Arb& operator=(const Arb& other) {
    arb_set(ball_, other.ball_);
    bits_ = other.bits_;
    return *this;
  }
  ~Arb() { arb_clear(ball_); }

  static Arb pi(slong bits = kBits) {
    Arb r(bits);
    arb_const_pi(r.ball_, bits);
    return r;
  }

  arb_ptr get() { return ball_; }
  arb_srcptr get() const { return ball_; }
  slong bits() const { return bits_; }

  friend Arb operator+(const Arb& a, const Arb& b) { return a.with(arb_add, b); }
  friend Arb operator-(const Arb& a, const Arb& b) { return a.with(arb_sub, b); }
  friend Arb operator*(const Arb& a, const Arb& b) { return a.with(arb_mul, b); }
  friend Arb operator/(const Arb& a, const Arb& b) { return a.with(arb_div, b); }
  friend Arb operator-(const Arb& a) { return Arb(0, a.bits_) - a; }
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
    Arb r(a.bits_);
    arb_abs(r.ball_, a.ball_);
    return r;
  }
  friend Arb sqr(const Arb& a) { return a.with(arb_sqr); }
  friend Arb pow(const Arb& a, int n) {
    Arb r(a.bits_);
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
    Arb r(bits_);
    f(r.ball_, ball_, bits_);
    return r;
  }
  template <class F>
  Arb with(F f, const Arb& b) const {
    Arb r(bits_);
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
