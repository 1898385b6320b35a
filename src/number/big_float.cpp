#include "number/big_float.hpp"

namespace rigor {
namespace {

std::size_t limb_count(int bits) {
  return (static_cast<std::size_t>(bits) + GMP_NUMB_BITS - 1) / GMP_NUMB_BITS;
}

}  // namespace

void BigFloat::allocate(int bits) {
  set_zero(bits, take_limbs(limb_count(bits)));
}

void BigFloat::allocate_copy(const BigFloat& other) {
  allocate(other.precision().bits);
  mpfr_set(value_, other.value_, MPFR_RNDN);
}

void BigFloat::free() noexcept {
  give_back_limbs(static_cast<mp_limb_t*>(mpfr_custom_get_significand(value_)),
                  limb_count(precision().bits));
}

}  // namespace rigor
