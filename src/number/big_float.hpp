// BigFloat: an MPFR number as a C++ value.
#pragma once

#include <mpfr.h>

#include <array>
#include <utility>

#include "number/precision.hpp"

namespace rigor {

/// Owns an mpfr_t. Copies keep the precision and are exact; moves steal. A moved-from BigFloat may
/// only be assigned to or destroyed. Initial value 0.
///
/// Up to kInlineBits the significand lies inside the object, through MPFR's custom interface, and
/// nothing is allocated; beyond, on the heap. So the precision of get() must never be changed
/// (mpfr_set_prec, mpfr_prec_round, mpfr_swap): assign a BigFloat of another precision instead.
class BigFloat {
 public:
  static constexpr int kInlineBits = 256;

  explicit BigFloat(Precision precision = {2}) {
    if (precision.bits <= kInlineBits) {
      set_inline_zero(precision.bits < 2 ? 2 : precision.bits);
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
  bool is_infinite() const { return mpfr_inf_p(value_) != 0; }

  /// x rounded to the precision in the direction.
  static BigFloat rounded(mpfr_srcptr x, Precision precision, mpfr_rnd_t direction) {
    BigFloat result(precision);
    mpfr_set(result.value_, x, direction);
    return result;
  }

 private:
  static constexpr int kInlineLimbs = kInlineBits / GMP_NUMB_BITS;
  static_assert(kInlineBits % GMP_NUMB_BITS == 0);

  bool is_inline() const { return mpfr_get_prec(value_) <= kInlineBits; }

  void set_inline_zero(int bits) {
    mpfr_custom_init_set(value_, MPFR_ZERO_KIND, 0, bits, limbs_.data());
  }
  void copy_inline(const BigFloat& other) {
    value_[0] = other.value_[0];
    limbs_ = other.limbs_;
    mpfr_custom_move(value_, limbs_.data());
  }
  void take(BigFloat& other) noexcept {
    if (other.is_inline()) {
      copy_inline(other);
    } else {
      value_[0] = other.value_[0];
      other.set_inline_zero(2);
    }
  }
  void release() {
    if (!is_inline()) mpfr_clear(value_);
  }
  void allocate(int bits);
  void allocate_copy(const BigFloat& other);

  mpfr_t value_;
  std::array<mp_limb_t, kInlineLimbs> limbs_{};
};

}  // namespace rigor
