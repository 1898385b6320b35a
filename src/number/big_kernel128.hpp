// Sums and products of two numbers of 128 bits, rounded in a direction, without branches on their
// signs. MPFR's own fast paths end below 128 bits.
//
// Significands are read as integers X = high * 2^64 + low with 2^127 <= X < 2^128.
#pragma once

#include <bit>
#include <cstdint>

#include "number/big_float.hpp"

namespace rigor::kernel128 {

__extension__ using Wide = unsigned __int128;

/// Exponents in [-kFar, kFar) are near: sums and products of near numbers stay within MPFR's
/// default range, +-2^30, and no exponent of a zero, an infinity or NaN is near.
constexpr mpfr_exp_t kFar = mpfr_exp_t{1} << 28;

/// exponent + kFar, which is less than 2 * kFar exactly for the near ones.
[[gnu::always_inline]] inline std::uint64_t distance(mpfr_exp_t exponent) {
  return static_cast<std::uint64_t>(exponent) + static_cast<std::uint64_t>(kFar);
}

[[gnu::always_inline]] inline Wide wide(std::uint64_t high, std::uint64_t low) {
  return static_cast<Wide>(high) << 64 | low;
}
[[gnu::always_inline]] inline std::uint64_t upper_limb(Wide x) {
  return static_cast<std::uint64_t>(x >> 64);
}
[[gnu::always_inline]] inline std::uint64_t lower_limb(Wide x) {
  return static_cast<std::uint64_t>(x);
}
[[gnu::always_inline]] inline Wide significand(const Regular128& x) {
  return wide(x.high, x.low);
}

/// The result whose size is X * 2^(exponent - 128), exactly if rest = 0 and else between that and
/// the next number, rounded away from zero if `away` and towards it otherwise. A carry out of the
/// significand leaves 0, which stands for 2^128: one half at the next exponent.
[[gnu::always_inline]] inline Regular128 rounded(Wide x, std::uint64_t rest, mpfr_exp_t exponent,
                                                 std::uint64_t negative, std::uint64_t away) {
  x += static_cast<std::uint64_t>(rest != 0) & away;
  const std::uint64_t carry = x == 0;
  return {lower_limb(x), upper_limb(x) | carry << 63, exponent + static_cast<mpfr_exp_t>(carry),
          negative};
}

/// The one of the larger size.
[[gnu::always_inline]] inline const Regular128& larger(const Regular128& a, const Regular128& b) {
  const bool is_a_larger =
      a.exponent != b.exponent ? a.exponent > b.exponent : significand(a) > significand(b);
  return is_a_larger ? a : b;
}

/// An exact result before its rounding: size in [1, 2) * 2^(exponent - 1), the first 128 bits, and
/// `rest`, which is 0 exactly if nothing follows them. x = 0 stands for the result 0.
struct Exact {
  Wide x;
  std::uint64_t rest;
  mpfr_exp_t exponent;
  std::uint64_t negative;

  bool is_zero() const { return x == 0; }
  [[gnu::always_inline]] Regular128 down() const {
    return rounded(x, rest, exponent, negative, negative);
  }
  [[gnu::always_inline]] Regular128 up() const {
    return rounded(x, rest, exponent, negative, negative ^ 1);
  }
};

/// 2^254 <= X Y < 2^256: the leading bit is the first or the second.
[[gnu::always_inline]] inline Exact product(const Regular128& a, const Regular128& b) {
  const Wide low = static_cast<Wide>(a.low) * b.low;
  const Wide cross1 = static_cast<Wide>(a.high) * b.low;
  const Wide cross2 = static_cast<Wide>(a.low) * b.high;
  // (2^64 - 1)^2 + 2 (2^64 - 1) < 2^128: neither sum overflows.
  const Wide middle = cross1 + upper_limb(low);
  const Wide middle2 = cross2 + lower_limb(middle);
  const Wide high = static_cast<Wide>(a.high) * b.high + upper_limb(middle) + upper_limb(middle2);
  const std::uint64_t first = upper_limb(high);
  const std::uint64_t second = lower_limb(high);
  const std::uint64_t third = lower_limb(middle2);
  const std::uint64_t shift = first >> 63 ^ 1;
  return {wide(first << shift | (second >> 63 & shift), second << shift | (third >> 63 & shift)),
          third << shift | lower_limb(low),
          a.exponent + b.exponent - static_cast<mpfr_exp_t>(shift), a.is_negative ^ b.is_negative};
}

/// The difference whose first 64 bits cancelled, so that d <= 1 below and the frame is exact.
inline Exact cancelled(std::uint64_t second, std::uint64_t third, mpfr_exp_t exponent,
                       std::uint64_t negative) {
  if (second != 0) {
    const int zeros = std::countl_zero(second);
    return {wide(second, third) << zeros, 0, exponent - 64 - zeros, negative};
  }
  if (third == 0) return {0, 0, 0, 0};
  const int zeros = std::countl_zero(third);
  return {wide(third << zeros, 0), 0, exponent - 128 - zeros, negative};
}

/// An integer of 192 bits.
struct Frame {
  std::uint64_t high;
  std::uint64_t middle;
  std::uint64_t low;
};

/// Y / 2^(d + 1) in units of 2^-64, Y = high * 2^64 + low, d >= 0. What lies below a unit is
/// exactly 0 for d < 64; else the last bit of the frame is 1 if the frame is not exact.
[[gnu::always_inline]] inline Frame shifted(std::uint64_t high, std::uint64_t low,
                                            std::uint64_t d) {
  if (d < 64) [[likely]] {
    return {(high >> 1) >> d, (low >> 1) >> d | high << (63 - d), low << (63 - d)};
  }
  if (d < 128) {
    const std::uint64_t e = d - 64;
    const bool is_exact = low << (63 - e) == 0;
    return {0, (high >> 1) >> e, ((low >> 1) >> e | high << (63 - e)) | (is_exact ? 0 : 1)};
  }
  const bool is_exact = low == 0 && high << 63 == 0;
  // Beyond 128 the frame is not exact and less than a quarter of the last place of X in sum()
  // below: then nothing else matters.
  return {0, 0, d == 128 ? high >> 1 | (is_exact ? 0 : 1) : 1};
}

/// a + b, or a - b if `flip` is 1.
///
/// The larger number X enters a frame halved, so that the sum cannot overflow. Where the frame of
/// the other one is not exact its last bit is 1, the frame of X/2 is even, and so the sum S of the
/// frames is odd and at a distance less than 1 from the true sum: both lie strictly between the
/// same even numbers. As d >= 64 there, S >= X/2 - X/2^64 has at most two leading zeros; the first
/// 128 bits of S end above its last bit, so they are right, and what follows is rightly found not
/// to be 0.
[[gnu::always_inline]] inline Exact sum(const Regular128& a, const Regular128& b,
                                        std::uint64_t flip) {
  const std::uint64_t is_less = static_cast<std::uint64_t>(a.exponent < b.exponent) |
                                (static_cast<std::uint64_t>(a.exponent == b.exponent) &
                                 static_cast<std::uint64_t>(significand(a) < significand(b)));
  // X is b if a is less; exchanged without a branch.
  const std::uint64_t swap = -is_less;
  const std::uint64_t high_exchange = (a.high ^ b.high) & swap;
  const std::uint64_t low_exchange = (a.low ^ b.low) & swap;
  const std::uint64_t high = a.high ^ high_exchange;
  const std::uint64_t low = a.low ^ low_exchange;
  const mpfr_exp_t difference = a.exponent - b.exponent;
  const mpfr_exp_t minus = static_cast<mpfr_exp_t>(swap);
  const mpfr_exp_t exponent = a.exponent - (difference & minus);
  const auto d = static_cast<std::uint64_t>((difference ^ minus) - minus);
  const std::uint64_t opposite = a.is_negative ^ b.is_negative ^ flip;
  const std::uint64_t negative = a.is_negative ^ (opposite & is_less);

  // X/2 +- Y/2^(d + 1), the difference in two's complement.
  const Frame y = shifted(b.high ^ high_exchange, b.low ^ low_exchange, d);
  const std::uint64_t mask = -opposite;
  const Wide tail = static_cast<Wide>(low << 63) + (y.low ^ mask) + opposite;
  const Wide top = wide(high >> 1, high << 63 | low >> 1) + wide(y.high ^ mask, y.middle ^ mask) +
                   upper_limb(tail);
  const std::uint64_t first = upper_limb(top);
  const std::uint64_t second = lower_limb(top);
  const std::uint64_t third = lower_limb(tail);
  if (first == 0) [[unlikely]]
    return cancelled(second, third, exponent + 1, negative);
  const int zeros = std::countl_zero(first);
  return {wide(first << zeros | (second >> 1) >> (63 - zeros),
               second << zeros | (third >> 1) >> (63 - zeros)),
          third << zeros, exponent + 1 - zeros, negative};
}

}  // namespace rigor::kernel128
