// BigFloat: an MPFR number as a C++ value.
#pragma once

#include <mpfr.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "number/big_limb_cache.hpp"
#include "number/precision.hpp"

namespace rigor {

/// A nonzero number of 128 bits, (-1)^is_negative * (high * 2^64 + low) * 2^(exponent - 128), with
/// high >= 2^63.
struct Regular128 {
  // Not an aggregate: BigFloat({53}) means a precision.
  Regular128(mp_limb_t l, mp_limb_t h, mpfr_exp_t e, std::uint64_t negative)
      : low(l), high(h), exponent(e), is_negative(negative) {}

  mp_limb_t low;
  mp_limb_t high;
  mpfr_exp_t exponent;
  std::uint64_t is_negative;  // 0 or 1
};

/// Owns an mpfr_t. Copies keep the precision and are exact; moves steal. A moved-from BigFloat may
/// only be assigned to or destroyed. Initial value 0.
///
/// The significand is storage of our own, through MPFR's custom interface: inside the object up to
/// kInlineBits, beyond in a block of limbs that is used again. So the precision of get() must never
/// be changed (mpfr_set_prec, mpfr_prec_round, mpfr_swap): assign a BigFloat of another precision
/// instead.
class BigFloat {
 public:
  static constexpr int kInlineBits = 256;

  explicit BigFloat(Precision precision = {2}) {
    if (precision.bits <= kInlineBits) {
      set_zero(precision.bits < 2 ? 2 : precision.bits, limbs_.data());
    } else {
      allocate(precision.bits);
    }
  }
  BigFloat(const BigFloat& other) {
    if (other.is_inline()) {
      copy_inline(other);
    } else {
      allocate_copy(other);
    }
  }
  BigFloat(BigFloat&& other) noexcept { take(other); }
  BigFloat& operator=(const BigFloat& other) {
    if (is_inline() && other.is_inline()) {
      copy_inline(other);
    } else if (precision().bits == other.precision().bits) {
      mpfr_set(value_, other.value_, MPFR_RNDN);
    } else {
      *this = BigFloat(other);
    }
    return *this;
  }
  BigFloat& operator=(BigFloat&& other) noexcept {
    if (this != &other) {
      release();
      take(other);
    }
    return *this;
  }
  ~BigFloat() { release(); }

  mpfr_ptr get() { return value_; }
  mpfr_srcptr get() const { return value_; }
  Precision precision() const { return {static_cast<int>(mpfr_get_prec(value_))}; }
  int sign() const { return mpfr_sgn(value_); }
  /// Of a number that is not 0.
  bool is_negative() const { return mpfr_signbit(value_) != 0; }
  bool is_infinite() const { return mpfr_inf_p(value_) != 0; }

  /// The parts of a nonzero finite number of 128 bits; the exponent tells the others, which lie
  /// below all of MPFR's exponents.
  mpfr_exp_t exponent() const { return mpfr_get_exp(value_); }
  Regular128 regular128() const { return {limbs_[0], limbs_[1], exponent(), is_negative()}; }

  /// Becomes x; the precision is 128.
  void set(const Regular128& x) {
    mpfr_custom_init_set(value_, MPFR_REGULAR_KIND, x.exponent, 128, limbs_.data());
    MPFR_SIGN(value_) = 1 - 2 * static_cast<int>(x.is_negative);
    set_alone(limbs_[0], x.low);
    set_alone(limbs_[1], x.high);
  }

  /// Becomes x, where both have the same precision of at most 128 bits.
  void copy_short(const BigFloat& other) {
    value_->_mpfr_sign = other.value_->_mpfr_sign;
    value_->_mpfr_exp = other.value_->_mpfr_exp;
    set_alone(limbs_[0], alone(other.limbs_[0]));
    set_alone(limbs_[1], alone(other.limbs_[1]));
  }

  /// x rounded to the precision in the direction.
  static BigFloat rounded(mpfr_srcptr x, Precision precision, mpfr_rnd_t direction) {
    BigFloat result(precision);
    mpfr_set(result.value_, x, direction);
    return result;
  }

 private:
  static_assert(GMP_NUMB_BITS == 64 && GMP_NAIL_BITS == 0);
  static constexpr int kInlineLimbs = kInlineBits / GMP_NUMB_BITS;

  bool is_inline() const { return mpfr_get_prec(value_) <= kInlineBits; }

  void set_zero(int bits, mp_limb_t* significand) {
    mpfr_custom_init_set(value_, MPFR_ZERO_KIND, 0, bits, significand);
  }
  // Loads and stores of their own: gathered into a wide one, a load would wait for what was just
  // stored in parts.
  static mp_limb_t alone(const volatile mp_limb_t& limb) { return limb; }
  static void set_alone(volatile mp_limb_t& limb, mp_limb_t value) { limb = value; }
  void copy_inline(const BigFloat& other) {
    const mpfr_prec_t bits = mpfr_get_prec(other.value_);
    value_->_mpfr_prec = bits;
    mpfr_custom_move(value_, limbs_.data());
    copy_short(other);
    if (bits > 128) {
      limbs_[2] = other.limbs_[2];
      limbs_[3] = other.limbs_[3];
    }
  }
  void take(BigFloat& other) noexcept {
    if (other.is_inline()) {
      copy_inline(other);
    } else {
      value_[0] = other.value_[0];
      other.set_zero(2, other.limbs_.data());
    }
  }
  void release() {
    if (!is_inline()) free();
  }
  void allocate(int bits);
  void allocate_copy(const BigFloat& other);
  void free() noexcept;

  mpfr_t value_;
  std::array<mp_limb_t, kInlineLimbs> limbs_;
};

}  // namespace rigor
