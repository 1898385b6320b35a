// BigFloat: an MPFR number as a C++ value.
#pragma once

#include <mpfr.h>

#include <utility>

#include "number/precision.hpp"

namespace rigor {

/// Owns an mpfr_t. Copies keep the precision and are exact; moves steal. A moved-from BigFloat may
/// only be assigned to or destroyed. Initial value 0.
class BigFloat {
 public:
  explicit BigFloat(Precision precision = {2}) {
    mpfr_init2(value_, precision.bits < 2 ? 2 : precision.bits);
    mpfr_set_zero(value_, 1);
  }
  BigFloat(const BigFloat& other) {
    mpfr_init2(value_, mpfr_get_prec(other.value_));
    mpfr_set(value_, other.value_, MPFR_RNDN);
  }
  BigFloat(BigFloat&& other) noexcept {
    value_[0] = other.value_[0];
    other.value_[0]._mpfr_d = nullptr;
  }
  BigFloat& operator=(const BigFloat& other) {
    if (this == &other) return *this;
    if (value_[0]._mpfr_d == nullptr || mpfr_get_prec(value_) != mpfr_get_prec(other.value_)) {
      BigFloat copy(other);
      swap(copy);
    } else {
      mpfr_set(value_, other.value_, MPFR_RNDN);
    }
    return *this;
  }
  BigFloat& operator=(BigFloat&& other) noexcept {
    swap(other);
    return *this;
  }
  ~BigFloat() {
    if (value_[0]._mpfr_d != nullptr) mpfr_clear(value_);
  }

  void swap(BigFloat& other) noexcept { std::swap(value_[0], other.value_[0]); }

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
  mpfr_t value_;
};

}  // namespace rigor
