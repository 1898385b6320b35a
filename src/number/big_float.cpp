#include "number/big_float.hpp"

namespace rigor {

void BigFloat::allocate(int bits) {
  mpfr_init2(value_, bits);
  mpfr_set_zero(value_, 1);
}

void BigFloat::allocate_copy(const BigFloat& other) {
  mpfr_init2(value_, mpfr_get_prec(other.value_));
  mpfr_set(value_, other.value_, MPFR_RNDN);
}

}  // namespace rigor
