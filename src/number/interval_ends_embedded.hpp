// Arithmetic on pairs of ends without branches, by AVX-512 instructions that round upward.
// Contract: see interval_ends.hpp.
#pragma once

#include "number/ends.hpp"
#include "number/rounding_embedded.hpp"

#ifdef RIGOR_EMBEDDED_ROUNDING

namespace rigor::embedded {

// VFIXUPIMM replaces numbers by their class. Its table has four bits for each of the classes quiet
// NaN, signaling NaN, zero, 1, -inf, +inf, negative, positive, from the right: 0 keeps the first
// operand, 1 takes the second, whose class decides, 4 is -inf, 8 is +0.
constexpr long long kNanAndZeroToPlusZero = 0x11111888;
constexpr long long kNanToMinusInfinityZeroToPlusZero = 0x11111844;
constexpr long long kMinusInfinityOverrides = 0x00040000;

template <long long table>
Ends replaced(Ends x, Ends classes) {
  return (Ends)_mm_fixupimm_pd((__m128d)x, (__m128d)classes, _mm_set1_epi64x(table), 0);
}

inline __m512d widened(Ends x) {
  return _mm512_zextpd128_pd512((__m128d)x);
}
inline Ends least_of(Ends a, Ends b) {
  return (Ends)_mm_min_pd((__m128d)a, (__m128d)b);
}
inline Ends greatest_of(Ends a, Ends b) {
  return (Ends)_mm_max_pd((__m128d)a, (__m128d)b);
}
inline Ends low_pair(__m512d x) {
  return __builtin_shufflevector(x, x, 0, 1);
}

// The zeroing forms with nothing masked: the plain ones start from an uninitialised register, of
// which g++ 12 warns.
constexpr __mmask8 kAll = 0xff;
inline Ends sum_up(Ends x, Ends y) {
  return low_pair(_mm512_maskz_add_round_pd(kAll, widened(x), widened(y), kUpward));
}
inline Ends product_up(Ends x, Ends y) {
  return low_pair(_mm512_maskz_mul_round_pd(kAll, widened(x), widened(y), kUpward));
}
inline Ends fma_up(Ends x, Ends y, Ends z) {
  return low_pair(_mm512_fmadd_round_pd(widened(x), widened(y), widened(z), kUpward));
}

/// An empty operand makes every sum -inf or NaN, and nothing else does; the maximum, which takes
/// its second operand where the first is NaN, turns both into the empty set.
inline Ends sum(Ends a, Ends b) {
  return greatest_of(sum_up(a, b), empty_ends());
}

/// The products of a with an end y of b, as a pair: |y| (-l, u) for y >= 0 and |y| (u, -l) for
/// y <= 0. `positive` is chosen where the sign bit of `sign` is clear.
struct Factors {
  Ends a;
  Ends size;
};
inline Factors factors(Ends positive, Ends negative, Ends sign) {
  return {(Ends)_mm_blendv_pd((__m128d)positive, (__m128d)negative, (__m128d)sign),
          (Ends)_mm_andnot_pd(_mm_set1_pd(-0.0), (__m128d)sign)};
}
inline Factors factors_of_lower(Ends a, Ends b) {
  return factors(swapped(a), a, Ends{b[0], b[0]});
}
inline Factors factors_of_upper(Ends a, Ends b) {
  return factors(a, swapped(a), Ends{b[1], b[1]});
}

/// The pair of a b is the greater of the pairs of its products with the two ends of b. NaN comes
/// from 0 * inf = 0 only, unless a or b is empty.
inline Ends product(Ends a, Ends b) {
  const auto with_end = [](Factors f) {
    const Ends p = product_up(f.a, f.size);
    return replaced<kNanAndZeroToPlusZero>(p, p);
  };
  const Ends result =
      greatest_of(with_end(factors_of_lower(a, b)), with_end(factors_of_upper(a, b)));
  return replaced<kMinusInfinityOverrides>(result, least_of(a, b));
}

/// Where the product is NaN it is 0 * inf = 0, and the sum is the end of c. A NaN of the sum is
/// then -inf + inf: c is unbounded on this side, which the other end of b or this one shows, since
/// the greatest product is not -inf.
inline Ends product_sum(Ends a, Ends b, Ends c) {
  const auto with_end = [c](Factors f) {
    const __m128d p = (__m128d)product_up(f.a, f.size);
    const __mmask8 is_zero = _mm_cmp_pd_mask(p, p, _CMP_UNORD_Q);
    const Ends sum = fma_up(f.a, f.size, c);
    const Ends s = (Ends)_mm_mask_mov_pd((__m128d)sum, is_zero, (__m128d)c);
    return replaced<kNanToMinusInfinityZeroToPlusZero>(s, s);
  };
  const Ends result =
      greatest_of(with_end(factors_of_lower(a, b)), with_end(factors_of_upper(a, b)));
  return replaced<kMinusInfinityOverrides>(result, least_of(least_of(a, b), c));
}

/// a / b for a nonempty a and a b without 0. Both are negated where b < 0; then each end of the
/// pair is divided by the end of b that gives more: the lower one if it is positive.
inline Ends quotient(Ends a, Ends b) {
  const Ends sign_of_b = Ends{b[1], b[1]};
  const auto oriented = [&](Ends x) {
    return _mm_blendv_pd((__m128d)x, (__m128d)swapped(x), (__m128d)sign_of_b);
  };
  const Ends x = (Ends)oriented(a);
  const Ends y = (Ends)oriented(b);
  const Ends divisor = (Ends)_mm_blendv_pd(__m128d{-y[0], -y[0]}, __m128d{y[1], y[1]}, (__m128d)x);
  return Ends{div_up(x[0], divisor[0]), div_up(x[1], divisor[1])} + 0.0;
}

}  // namespace rigor::embedded

#endif
