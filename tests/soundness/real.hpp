// Real: an Arb floating-point number of any length and exponent as a C++ value; the oracle's own
// number, which shares no code with what it judges.
#pragma once

#include <arf.h>

#include <cstdint>
#include <string>

namespace rigor::soundness {

/// A dyadic number or an infinity; never NaN.
class Real {
 public:
  Real() { arf_init(x_); }
  Real(const Real& other) : Real() { arf_set(x_, other.x_); }
  Real(Real&& other) noexcept : Real() { arf_swap(x_, other.x_); }
  Real& operator=(const Real& other) {
    arf_set(x_, other.x_);
    return *this;
  }
  Real& operator=(Real&& other) noexcept {
    arf_swap(x_, other.x_);
    return *this;
  }
  ~Real() { arf_clear(x_); }

  static Real of(double x) {
    Real r;
    arf_set_d(r.x_, x);
    return r;
  }
  static Real of_integer(long n) {
    Real r;
    arf_set_si(r.x_, n);
    return r;
  }
  /// n 2^exponent.
  static Real scaled(long n, long exponent) {
    Real r = of_integer(n);
    arf_mul_2exp_si(r.x_, r.x_, exponent);
    return r;
  }
  static Real infinity(int sign) {
    Real r;
    if (sign > 0) {
      arf_pos_inf(r.x_);
    } else {
      arf_neg_inf(r.x_);
    }
    return r;
  }

  arf_ptr get() { return x_; }
  arf_srcptr get() const { return x_; }
  int sign() const { return arf_sgn(x_); }
  bool is_zero() const { return arf_is_zero(x_) != 0; }
  bool is_finite() const { return arf_is_finite(x_) != 0; }
  bool is_integer() const { return arf_is_int(x_) != 0; }

  friend bool operator==(const Real& a, const Real& b) { return arf_equal(a.x_, b.x_) != 0; }
  friend bool operator<(const Real& a, const Real& b) { return arf_cmp(a.x_, b.x_) < 0; }
  friend bool operator>(const Real& a, const Real& b) { return b < a; }
  friend bool operator<=(const Real& a, const Real& b) { return !(b < a); }
  friend bool operator>=(const Real& a, const Real& b) { return !(a < b); }
  friend Real operator-(const Real& a) {
    Real r;
    arf_neg(r.x_, a.x_);
    return r;
  }

  /// Finite numbers only; the results are exact, so the exponents must not lie far apart.
  friend Real operator+(const Real& a, const Real& b) {
    Real r;
    arf_add(r.x_, a.x_, b.x_, ARF_PREC_EXACT, ARF_RND_DOWN);
    return r;
  }
  friend Real operator-(const Real& a, const Real& b) { return a + -b; }
  friend Real operator*(const Real& a, const Real& b) {
    Real r;
    arf_mul(r.x_, a.x_, b.x_, ARF_PREC_EXACT, ARF_RND_DOWN);
    return r;
  }
  friend Real times_power_of_two(const Real& a, long exponent) {
    Real r;
    arf_mul_2exp_si(r.x_, a.x_, exponent);
    return r;
  }
  friend Real absolute(const Real& a) { return a.sign() < 0 ? -a : a; }

 private:
  arf_t x_{};
};

inline const Real& least(const Real& a, const Real& b) {
  return b < a ? b : a;
}
inline const Real& greatest(const Real& a, const Real& b) {
  return a < b ? b : a;
}

/// |x| < 2^exponent.
inline bool is_below_power(const Real& x, long exponent) {
  return arf_cmpabs_2exp_si(x.get(), exponent) < 0;
}

/// e with 2^(e-1) <= |x| < 2^e for a finite x other than 0, cut off at +-2^62.
long exponent_of(const Real& x);

/// "0x1.8p+1" where a double holds x, "0x3*2^-1200" beyond, "inf", "-inf": exact.
std::string text(const Real& x);

/// Tells numbers apart, all but surely.
std::uint64_t digest(const Real& x);

}  // namespace rigor::soundness
