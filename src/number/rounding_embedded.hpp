// Directed rounding by instructions that carry their own rounding direction (AVX-512), where the
// build is for x86-64-v4. They obey neither the rounding mode nor any reordering of the compiler,
// which treats them as opaque. Contract: see rounding.hpp.
#pragma once

#if defined(__AVX512F__) && defined(__AVX512VL__) && defined(__AVX512DQ__)
#define RIGOR_EMBEDDED_ROUNDING

#include <immintrin.h>

namespace rigor::embedded {

constexpr int kUpward = _MM_FROUND_TO_POS_INF | _MM_FROUND_NO_EXC;
constexpr int kDownward = _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC;

inline double add_up(double a, double b) {
  return _mm_cvtsd_f64(_mm_add_round_sd(_mm_set_sd(a), _mm_set_sd(b), kUpward));
}
inline double mul_up(double a, double b) {
  return _mm_cvtsd_f64(_mm_mul_round_sd(_mm_set_sd(a), _mm_set_sd(b), kUpward));
}
inline double div_up(double a, double b) {
  return _mm_cvtsd_f64(_mm_div_round_sd(_mm_set_sd(a), _mm_set_sd(b), kUpward));
}
inline double sqrt_up(double a) {
  return _mm_cvtsd_f64(_mm_sqrt_round_sd(_mm_set_sd(a), _mm_set_sd(a), kUpward));
}
inline double sqrt_down(double a) {
  return _mm_cvtsd_f64(_mm_sqrt_round_sd(_mm_set_sd(a), _mm_set_sd(a), kDownward));
}
inline double fma_up(double a, double b, double c) {
  return _mm_cvtsd_f64(_mm_fmadd_round_sd(_mm_set_sd(a), _mm_set_sd(b), _mm_set_sd(c), kUpward));
}

}  // namespace rigor::embedded

#endif
