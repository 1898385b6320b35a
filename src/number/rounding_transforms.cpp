#include "number/rounding_transforms.hpp"

#include <mpfr.h>

#include "number/big_float.hpp"

namespace rigor::transforms {

// |p| < 2^-969, a and b finite and not 0. With a = ma 2^ea, b = mb 2^eb, 1/2 <= |ma|, |mb| < 1, the
// exact product is (high + low) 2^(ea+eb) with high = RN(ma mb) and low its exact error. Scaling p
// by 2^-(ea+eb) is exact. As |p - ab| <= 2^-1075, either p = 0 or p and ab are within a factor of
// 2, so high - scaled p is exact (Sterbenz), and its sum with low, all of size O(1) or exactly
// cancelling, has the right sign after rounding.
Nearest mul_nearest_small(double a, double b, double p) {
  int ea = 0;
  int eb = 0;
  const double ma = std::frexp(a, &ea);
  const double mb = std::frexp(b, &eb);
  const double high = ma * mb;
  const double low = std::fma(ma, mb, -high);
  return {p, (high - std::ldexp(p, -(ea + eb))) + low};
}

// As in div_nearest with significands: a/b = (ma/mb) 2^(ea-eb), and q 2^-(ea-eb) is exact and of
// size O(1) or 0, so that the fused multiply-add cannot underflow.
Nearest div_nearest_scaled(double a, double b, double q) {
  if (a == 0) return {0, 0};
  if (std::isinf(b)) return {0, 0};
  if (std::isinf(a)) return {q, 0};
  if (std::isinf(q)) return infinite_result(q, false);
  int ea = 0;
  int eb = 0;
  const double ma = std::frexp(a, &ea);
  const double mb = std::frexp(b, &eb);
  const double r = std::fma(-std::ldexp(q, eb - ea), mb, ma);
  return {q, b > 0 ? r : -r};
}

// The rare cases: zero, tiny, huge or infinite products. MPFR rounds to 53 bits with an exponent
// range that holds every product of doubles, and then to double; both times upward, which is one
// rounding upward since every double is a number of 53 bits.
double fma_up_by_mpfr(double a, double b, double c) {
  const auto exact = [](double x) {
    BigFloat big(Precision{53});
    mpfr_set_d(big.get(), x, MPFR_RNDN);
    return big;
  };
  BigFloat sum(Precision{53});
  mpfr_fma(sum.get(), exact(a).get(), exact(b).get(), exact(c).get(), MPFR_RNDU);
  return mpfr_get_d(sum.get(), MPFR_RNDU);
}

}  // namespace rigor::transforms
