// A ball of Arb as a value that carries its working precision. Private to this folder.
#pragma once

#include <arb.h>

#include <utility>

#include "number/rational.hpp"
#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// Encloses a real. Results of operations are rounded to the larger precision of their operands,
/// and enclose the result for all members of the operands.
class Arb {
 public:
  /// Zero.
  explicit Arb(long bits) : bits_(bits) { arb_init(ball_); }
  Arb(long value, long bits) : Arb(bits) { arb_set_si(ball_, value); }
  Arb(const Rational& value, long bits);
  Arb(const Arb& other) : Arb(other.bits_) { arb_set(ball_, other.ball_); }
  Arb(Arb&& other) noexcept : Arb(other.bits_) { arb_swap(ball_, other.ball_); }
  Arb& operator=(Arb other) noexcept {
    arb_swap(ball_, other.ball_);
    std::swap(bits_, other.bits_);
    return *this;
  }
  ~Arb() { arb_clear(ball_); }

  arb_ptr get() { return ball_; }
  arb_srcptr get() const { return ball_; }
  long bits() const { return bits_; }

  Arb& operator+=(const Arb& other) { return *this = *this + other; }

  friend Arb operator+(const Arb& a, const Arb& b) { return binary(arb_add, a, b); }
  friend Arb operator-(const Arb& a, const Arb& b) { return binary(arb_sub, a, b); }
  friend Arb operator*(const Arb& a, const Arb& b) { return binary(arb_mul, a, b); }
  friend Arb operator/(const Arb& a, const Arb& b) { return binary(arb_div, a, b); }
  friend Arb operator*(const Arb& a, long b) { return a * Arb(b, a.bits_); }
  friend Arb operator/(const Arb& a, long b) { return a / Arb(b, a.bits_); }
  friend Arb operator+(const Arb& a, long b) { return a + Arb(b, a.bits_); }
  friend Arb operator-(const Arb& a, long b) { return a - Arb(b, a.bits_); }
  friend Arb operator-(const Arb& a) { return Arb(a.bits_) - a; }

  /// x < y for all members x of a and y of b.
  friend bool surely_less(const Arb& a, const Arb& b) { return arb_lt(a.ball_, b.ball_) != 0; }
  friend bool contains_zero(const Arb& a) { return arb_contains_zero(a.ball_) != 0; }

 private:
  template <typename Operation>
  static Arb binary(Operation operation, const Arb& a, const Arb& b) {
    Arb result(a.bits_ > b.bits_ ? a.bits_ : b.bits_);
    operation(result.ball_, a.ball_, b.ball_, result.bits_);
    return result;
  }

  arb_t ball_;
  long bits_;
};

Arb sqr(const Arb& x);
Arb sqrt(const Arb& x);
Arb abs(const Arb& x);
Arb exp(const Arb& x);
Arb erf(const Arb& x);
Arb erfc(const Arb& x);
/// The smaller of two reals.
Arb min(const Arb& a, const Arb& b);
/// Encloses both operands and all reals between them.
Arb hull(const Arb& a, const Arb& b);
/// Encloses the ball [-2^exponent, 2^exponent].
Arb zero_within_power_of_two(long exponent, long bits);
Arb pi(long bits);

/// The bits that the ball is accurate to, relative to its size.
inline long accurate_bits(const Arb& x) {
  return arb_rel_accuracy_bits(x.get());
}

/// For heuristics only: near the midpoint, and near the radius.
double guess_midpoint(const Arb& x);
double guess_radius(const Arb& x);

/// The ends of the ball, moved outward where they are no numbers of a sensible size: an end within
/// 2^-1000000 of 0 moves outward to 0 or to +-2^-1000000. Throws std::range_error for a ball that
/// is not finite or reaches beyond 2^1000000.
Bounds to_bounds(const Arb& x);

/// Evaluates `value(bits)` at 256, 512, ..., 4096 bits until it is accurate to 1e-20.
template <typename Function>
Bounds refined(const Function& value) {
  constexpr long kGoal = 68;  // 2^-67 < 1e-20
  for (long bits = 256;; bits *= 2) {
    const Arb ball = value(bits);
    if (bits >= 4096 || accurate_bits(ball) >= kGoal) return to_bounds(ball);
  }
}

}  // namespace rigor::second_engine
