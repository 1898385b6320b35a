// Ends of intervals with directed rounding: doubles, and arf numbers of Arb. Private to this
// folder.
#pragma once

#include <arb.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "number/rational.hpp"

namespace rigor::second_engine {

/// A ball as scratch space.
class Ball {
 public:
  Ball() { arb_init(ball_); }
  Ball(const Ball&) = delete;
  Ball& operator=(const Ball&) = delete;
  ~Ball() { arb_clear(ball_); }
  arb_ptr get() { return ball_; }

 private:
  arb_t ball_;
};

/// A number of Arb as a value.
class Arf {
 public:
  Arf() { arf_init(number_); }
  explicit Arf(long value) : Arf() { arf_set_si(number_, value); }
  Arf(const Arf& other) : Arf() { arf_set(number_, other.number_); }
  Arf(Arf&& other) noexcept : Arf() { arf_swap(number_, other.number_); }
  Arf& operator=(const Arf& other) {
    arf_set(number_, other.number_);
    return *this;
  }
  Arf& operator=(Arf&& other) noexcept {
    arf_swap(number_, other.number_);
    return *this;
  }
  ~Arf() { arf_clear(number_); }
  arf_ptr get() { return number_; }
  arf_srcptr get() const { return number_; }
  friend bool operator<(const Arf& a, const Arf& b) { return arf_cmp(a.number_, b.number_) < 0; }
  friend bool operator==(const Arf& a, const Arf& b) {
    return arf_equal(a.number_, b.number_) != 0;
  }

 private:
  arf_t number_;
};

/// p/q rounded: to -oo if `up` is false, else to +oo.
void set_rational(arb_t ball, const Rational& value, long bits);

/// Doubles. Sums, products, quotients and square roots are IEEE's to nearest, moved one number on
/// where the exact residual (of TwoSum, or by a fused multiply-add) says that they lie on the wrong
/// side; near underflow, where residuals may be inexact, always.
struct DoubleEnds {
  using End = double;
  static constexpr double kInfinity = std::numeric_limits<double>::infinity();
  static constexpr double kLargest = std::numeric_limits<double>::max();
  static constexpr double kTiny = 1e-250;  // residuals of larger results don't underflow

  long bits() const { return 64; }
  static double integer(long value) { return static_cast<double>(value); }
  static double infinity(bool positive) { return positive ? kInfinity : -kInfinity; }
  static bool finite(double x) { return std::isfinite(x); }
  static int sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }
  static double negative(double x) { return -x; }
  static double next(double x, bool up) {
    return up ? std::nextafter(x, kInfinity) : std::nextafter(x, -kInfinity);
  }
  // The result r of finite operands, of which the exact value exceeds it by something of this sign.
  static double directed(double r, double residual, bool up) {
    if (r == kInfinity) return up ? r : kLargest;
    if (r == -kInfinity) return up ? -kLargest : r;
    if (up ? !(residual <= 0) : !(residual >= 0)) return next(r, up);
    return r;
  }
  static double add(double a, double b, bool up) {
    const double s = a + b;
    if (!finite(a) || !finite(b)) return s;
    const double part = s - a;
    return directed(s, (a - (s - part)) + (b - part), up);
  }
  static double mul(double a, double b, bool up) {
    if (a == 0 || b == 0) return 0;
    const double p = a * b;
    if (!finite(a) || !finite(b)) return p;
    if (std::fabs(p) < kTiny) return near_zero(p, (a < 0) != (b < 0), up);
    return directed(p, std::fma(a, b, -p), up);
  }
  // Requires b != 0, and one of the two finite.
  static double div(double a, double b, bool up) {
    if (a == 0 || !finite(b)) return 0;
    const double q = a / b;
    if (!finite(a)) return q;
    if (std::fabs(q) < kTiny || std::fabs(a) < kTiny) {
      if (!finite(q)) return directed(q, up ? 1 : -1, up);
      return near_zero(q, (a < 0) != (b < 0), up);
    }
    const double residual = std::fma(-q, b, a);
    return directed(q, b > 0 ? residual : -residual, up);
  }
  // Requires a >= 0.
  static double sqrt(double a, bool up) {
    if (a == 0 || !finite(a)) return a;
    const double r = std::sqrt(a);
    if (a < kTiny) return near_zero(r, false, up);
    return directed(r, std::fma(-r, r, a), up);
  }
  static void to_ball(arb_t ball, double x) { arb_set_d(ball, x); }
  static double from_arf(const arf_t x, bool up) {
    return arf_get_d(x, up ? ARF_RND_CEIL : ARF_RND_FLOOR);
  }
  static double floor(double x) { return std::floor(x); }

 private:
  static double near_zero(double r, bool negative, bool up) {
    const double moved = next(r, up);
    if (!up && !negative) return std::fmax(moved, 0.0);
    if (up && negative) return std::fmin(moved, -0.0);
    return moved;
  }
};

/// Numbers of Arb with that many bits.
struct BigEnds {
  using End = Arf;
  long precision = 128;

  long bits() const { return precision; }
  static Arf integer(long value) { return Arf(value); }
  static Arf infinity(bool positive) {
    Arf x;
    positive ? arf_pos_inf(x.get()) : arf_neg_inf(x.get());
    return x;
  }
  static bool finite(const Arf& x) { return arf_is_finite(x.get()) != 0; }
  static int sign(const Arf& x) { return arf_sgn(x.get()); }
  static Arf negative(const Arf& x) {
    Arf y;
    arf_neg(y.get(), x.get());
    return y;
  }
  static arf_rnd_t mode(bool up) { return up ? ARF_RND_CEIL : ARF_RND_FLOOR; }
  Arf add(const Arf& a, const Arf& b, bool up) const {
    Arf r;
    arf_add(r.get(), a.get(), b.get(), precision, mode(up));
    return r;
  }
  Arf mul(const Arf& a, const Arf& b, bool up) const {
    Arf r;
    if (sign(a) == 0 || sign(b) == 0) return r;
    arf_mul(r.get(), a.get(), b.get(), precision, mode(up));
    return r;
  }
  Arf div(const Arf& a, const Arf& b, bool up) const {
    Arf r;
    if (sign(a) == 0 || !finite(b)) return r;
    arf_div(r.get(), a.get(), b.get(), precision, mode(up));
    return r;
  }
  Arf sqrt(const Arf& a, bool up) const {
    Arf r;
    arf_sqrt(r.get(), a.get(), precision, mode(up));
    return r;
  }
  static void to_ball(arb_t ball, const Arf& x) { arb_set_arf(ball, x.get()); }
  Arf from_arf(const arf_t x, bool up) const {
    Arf r;
    arf_set_round(r.get(), x, precision, mode(up));
    return r;
  }
  static Arf floor(const Arf& x) {
    Arf r;
    arf_floor(r.get(), x.get());
    return r;
  }
};

}  // namespace rigor::second_engine
