// Directed rounding of double operations without touching the rounding mode.
//
// The same functions twice, with the same results bit for bit: by error-free transforms on every
// processor (rounding_transforms.hpp), by instructions that carry their rounding where the build is
// for x86-64-v4 (rounding_embedded.hpp). Preconditions of all: round to nearest, gradual underflow,
// no contraction (see self_test.hpp).
#pragma once

#include "number/rounding_embedded.hpp"
#include "number/rounding_transforms.hpp"

namespace rigor {

#ifdef RIGOR_EMBEDDED_ROUNDING
namespace native_rounding = embedded;
#else
namespace native_rounding = transforms;
#endif

/// The least double that is not below the exact result; overflow gives +inf above and the lowest
/// finite double below. An infinite operand is exact. Not defined: NaN, inf - inf, 0 * inf,
/// inf / inf, x / 0 and roots of negative numbers. The sign of a zero result is not specified.
inline double add_up(double a, double b) {
  return native_rounding::add_up(a, b);
}
inline double sub_up(double a, double b) {
  return native_rounding::add_up(a, -b);
}
inline double mul_up(double a, double b) {
  return native_rounding::mul_up(a, b);
}
inline double div_up(double a, double b) {
  return native_rounding::div_up(a, b);
}
inline double sqrt_up(double a) {
  return native_rounding::sqrt_up(a);
}
/// ab + c, rounded once.
inline double fma_up(double a, double b, double c) {
  return native_rounding::fma_up(a, b, c);
}

/// The greatest double that is not above the exact result.
inline double add_down(double a, double b) {
  return -native_rounding::add_up(-a, -b);
}
inline double mul_down(double a, double b) {
  return -native_rounding::mul_up(-a, b);
}
inline double div_down(double a, double b) {
  return -native_rounding::div_up(-a, b);
}
inline double sqrt_down(double a) {
  return native_rounding::sqrt_down(a);
}
inline double fma_down(double a, double b, double c) {
  return -native_rounding::fma_up(-a, b, -c);
}

}  // namespace rigor
