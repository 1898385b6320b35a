// The kernels of 128 bits at the ends of intervals.
#pragma once

#include <utility>

#include "number/big_interval.hpp"
#include "number/big_kernel128.hpp"

namespace rigor::kernel128 {

/// All four ends are nonzero, finite and near, and have 128 bits.
[[gnu::always_inline]] inline bool are_near(const BigInterval& a, const BigInterval& b) {
  const std::uint64_t distances = distance(a.lower().exponent()) | distance(a.upper().exponent()) |
                                  distance(b.lower().exponent()) | distance(b.upper().exponent());
  const int precisions = (a.precision().bits ^ 128) | (b.precision().bits ^ 128);
  return (distances / (2 * kFar) | static_cast<std::uint64_t>(precisions)) == 0;
}

/// x is thin; mostly decided by the first limb. Of ends with 128 bits that are not 0.
[[gnu::always_inline]] inline bool is_point(const BigInterval& x) {
  const Regular128 lo = x.lower().regular128();
  const Regular128 hi = x.upper().regular128();
  return lo.low == hi.low && ((lo.high ^ hi.high) | (lo.is_negative ^ hi.is_negative) |
                              static_cast<std::uint64_t>(lo.exponent ^ hi.exponent)) == 0;
}

constexpr unsigned ends_of(bool lower_a, bool lower_b, bool upper_a, bool upper_b) {
  return static_cast<unsigned>(lower_a) | static_cast<unsigned>(lower_b) << 1 |
         static_cast<unsigned>(upper_a) << 2 | static_cast<unsigned>(upper_b) << 3;
}

/// Which ends make the ends of a product: bits 0 and 1 say whether the lower one takes the upper
/// end of a and of b, bits 2 and 3 the same of the upper one. Four bits for each value of "a.lower
/// is negative" + 2 "a.upper is" + 4 "b.lower is" + 8 "b.upper is".
constexpr std::uint64_t factors_table() {
  std::uint64_t table = 0;
  for (unsigned signs = 0; signs < 16; ++signs) {
    const bool a_lower = (signs & 1) != 0;
    const bool a_upper = (signs & 2) != 0;
    const bool b_lower = (signs & 4) != 0;
    const bool b_upper = (signs & 8) != 0;
    unsigned ends = 0;
    if (!b_lower) {  // b > 0: each end of a, times the end of b that takes it further out
      ends = ends_of(false, a_lower, true, !a_upper);
    } else if (b_upper) {  // b < 0
      ends = ends_of(true, a_upper, false, !a_lower);
    } else if (!a_lower) {  // a > 0, and b has both signs
      ends = ends_of(true, false, true, true);
    } else {  // a < 0, and b has both signs
      ends = ends_of(false, true, false, false);
    }
    table |= static_cast<std::uint64_t>(ends) << (4 * signs);
  }
  return table;
}

constexpr std::uint64_t kFactors = factors_table();

/// The signs as they index kFactors.
[[gnu::always_inline]] inline unsigned signs(const BigInterval& a, const BigInterval& b) {
  return static_cast<unsigned>(a.lower().is_negative()) |
         static_cast<unsigned>(a.upper().is_negative()) << 1 |
         static_cast<unsigned>(b.lower().is_negative()) << 2 |
         static_cast<unsigned>(b.upper().is_negative()) << 3;
}
/// Both intervals reach to both sides of 0: no single product is the end of a * b.
constexpr unsigned kBothMixed = 0b0101;

/// The product of the end `which_a` of a and the end `which_b` of b (0 lower, 1 upper).
[[gnu::always_inline]] inline Exact product(const BigInterval& a, std::uint64_t which_a,
                                            const BigInterval& b, std::uint64_t which_b) {
  return product(BigIntervalEnds::end(a, which_a).regular128(),
                 BigIntervalEnds::end(b, which_b).regular128());
}

/// The ends of a * b, not both mixed.
[[gnu::always_inline]] inline Exact lower_product(const BigInterval& a, const BigInterval& b,
                                                  std::uint64_t factors) {
  return product(a, factors & 1, b, factors >> 1 & 1);
}
[[gnu::always_inline]] inline Exact upper_product(const BigInterval& a, const BigInterval& b,
                                                  std::uint64_t factors) {
  return product(a, factors >> 2 & 1, b, factors >> 3 & 1);
}

}  // namespace rigor::kernel128
