#include "function/quadrants.hpp"

#include <algorithm>

#include "function/constants.hpp"

namespace rigor {
namespace {

constexpr mpfr_exp_t kMostExponent = 65536;

// x < 2^exponent in size.
mpfr_exp_t exponent_of(const BigFloat& x) {
  return mpfr_regular_p(x.get()) != 0 ? mpfr_get_exp(x.get()) : 0;
}

Integer floor_of(const BigFloat& x) {
  Integer n;
  mpfr_get_z(n.backend().data(), x.get(), MPFR_RNDD);
  return n;
}

// floor(2x/pi) for x != 0. The precision grows until both ends of the quotient have the same one;
// that would not come for quotients so small that they underflow.
Integer index_below(const BigFloat& x) {
  if (exponent_of(x) <= 0) return x.sign() < 0 ? -1 : 0;
  const BigInterval twice = scale2(BigInterval::bounds(x, x), 1);
  int bits = static_cast<int>(std::max<mpfr_exp_t>(exponent_of(x), 0)) + 64;
  for (;;) {
    const BigInterval quotient = twice / big_pi({bits});
    const Integer below = floor_of(quotient.lower());
    if (below == floor_of(quotient.upper())) return below;
    bits += bits / 2;
  }
}

}  // namespace

bool is_reducible(const BigInterval& x) {
  return is_bounded(x) && exponent_of(x.lower()) <= kMostExponent &&
         exponent_of(x.upper()) <= kMostExponent;
}

Quadrants quadrants_of(const BigInterval& x) {
  const Integer first = x.lower().sign() == 0 ? Integer(0) : index_below(x.lower()) + 1;
  const Integer last = x.upper().sign() == 0 ? Integer(0) : index_below(x.upper());
  const Integer count = std::min(Integer(last - first + 1), Integer(4));
  const Integer rest = first % 4;  // has the sign of `first`
  return {(rest.convert_to<int>() + 4) % 4, count.convert_to<int>()};
}

}  // namespace rigor
