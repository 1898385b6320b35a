#include "number/self_test.hpp"

#include <mpfr.h>

#include <cfloat>
#include <cmath>
#include <limits>

#include "number/rounding.hpp"

namespace rigor {
namespace {

// The compiler must not know the operand, or it computes the test itself.
double opaque(double x) {
  volatile double hidden = x;
  return hidden;
}

bool rounds_to_nearest() {
  const double one = opaque(1);
  const double below_half = opaque(0x1p-54);    // a quarter of the last place of 1
  const double above_half = opaque(0x1.8p-53);  // three quarters
  return one + below_half == 1 && one + above_half == 1 + 0x1p-52 && -one - below_half == -1 &&
         -one - above_half == -1 - 0x1p-52 && one + opaque(0x1p-53) == 1;
}

bool underflows_gradually() {
  const double normal = opaque(std::numeric_limits<double>::min());
  const double tiny = opaque(std::numeric_limits<double>::denorm_min());
  return normal * opaque(0.5) > 0 && tiny * opaque(0x1p52) == normal && tiny + tiny > tiny &&
         normal * opaque(1.5) - normal > 0;
}

// (1 + 2^-27)^2 = 1 + 2^-26 + 2^-54: the last term is lost when the product is rounded.
bool keeps_products_rounded() {
  const double x = opaque(1 + 0x1p-27);
  const double rounded_square = opaque(1 + 0x1p-26);
  return x * x - rounded_square == 0;
}

bool has_exact_fma() {
  const double x = opaque(1 + 0x1p-27);
  return std::fma(x, x, -opaque(1 + 0x1p-26)) == 0x1p-54 &&
         std::fma(opaque(0x1p-537), opaque(0x1p-537), opaque(0.0)) == 0x1p-1074;
}

bool keeps_order_of_sums() {
  const double large = opaque(1);
  const double small = opaque(0x1p-60);
  return (large + small) - large == 0 && (small - large) + large == 0;
}

bool has_special_values() {
  const double infinity = opaque(std::numeric_limits<double>::infinity());
  const double nan = infinity - infinity;
  return nan != nan && !(nan <= 1) && !(nan >= 1) && opaque(DBL_MAX) * 2 == infinity &&
         std::signbit(opaque(-0.0)) && !std::signbit(opaque(-0.0) + 0.0);
}

bool has_exact_sqrt() {
  return std::sqrt(opaque(2)) == 0x1.6a09e667f3bcdp+0 &&
         std::sqrt(opaque(3)) == 0x1.bb67ae8584caap+0;
}

// 1 + 2^-60, 1 - 2^-60, thirds, roots and a product, whose neighbours are known.
bool rounds_upward() {
  const double one = opaque(1);
  const double above_one = 1 + 0x1p-52;
  const double tiny = opaque(0x1p-60);
  return add_up(one, tiny) == above_one && add_up(one, -tiny) == 1 && add_down(one, tiny) == 1 &&
         add_down(one, -tiny) == 1 - 0x1p-53 &&
         mul_up(opaque(above_one), above_one) > above_one * above_one &&
         mul_down(opaque(above_one), above_one) == above_one * above_one &&
         div_up(one, opaque(3)) == 0x1.5555555555556p-2 &&
         div_down(one, opaque(3)) == 0x1.5555555555555p-2 &&
         sqrt_up(opaque(2)) == 0x1.6a09e667f3bcdp+0 &&
         sqrt_down(opaque(2)) == 0x1.6a09e667f3bccp+0 && fma_up(one, one, tiny) == above_one &&
         fma_down(one, one, tiny) == 1 && mul_up(opaque(kSmallest), opaque(0.5)) == kSmallest &&
         mul_down(opaque(kLargest), opaque(2)) == kLargest;
}

}  // namespace

std::string_view arithmetic_name() {
#ifdef RIGOR_EMBEDDED_ROUNDING
  return "avx512";
#else
  return "baseline";
#endif
}

std::optional<std::string> arithmetic_fault() {
  if (FLT_EVAL_METHOD != 0) return "double operations are evaluated in extended precision";
  if (!rounds_to_nearest()) return "the processor does not round to nearest";
  if (!underflows_gradually()) return "small numbers are flushed to zero (FTZ or DAZ is set)";
  if (!keeps_products_rounded()) return "products and sums are contracted to fused operations";
  if (!keeps_order_of_sums()) return "sums are reassociated (fast-math or extended precision)";
  if (!has_exact_fma()) return "the fused multiply-add is not exact";
  if (!has_exact_sqrt()) return "the square root is not correctly rounded";
  if (!rounds_upward()) return "directed rounding does not round as it says";
  if (!has_special_values()) return "infinities, NaN or signed zeros do not follow IEEE 754";
  if (mpfr_get_emin() > MPFR_EMIN_DEFAULT || mpfr_get_emax() < MPFR_EMAX_DEFAULT) {
    return "the exponent range of MPFR has been narrowed";
  }
  if (mpfr_buildopt_tls_p() == 0) return "MPFR was built without thread safety";
  return std::nullopt;
}

}  // namespace rigor
