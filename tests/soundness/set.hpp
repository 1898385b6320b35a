// Closed sets of real numbers, and what is expected of the range of a function over them.
#pragma once

#include <array>
#include <string>
#include <utility>

#include "soundness/format.hpp"

namespace rigor::soundness {

/// The empty set, or the real numbers from lower to upper; an infinite end means unbounded.
struct Set {
  bool is_empty = false;
  Real lower;
  Real upper;

  static Set nothing() { return {true, Real::infinity(1), Real::infinity(-1)}; }
  static Set everything() { return {false, Real::infinity(-1), Real::infinity(1)}; }
  static Set between(Real a, Real b) {
    return b < a ? Set{false, std::move(b), std::move(a)} : Set{false, std::move(a), std::move(b)};
  }
  static Set point(const Real& a) { return {false, a, a}; }

  bool is_thin() const { return !is_empty && lower == upper; }
  bool contains(const Real& x) const { return !is_empty && lower <= x && x <= upper; }
};

std::string text(const Set& x);

/// What an operation is applied to: sets with ends of their formats, and for pown and scale2 an
/// exponent.
struct Operands {
  std::array<Set, 3> sets;
  std::array<Format, 3> formats;
  /// Domain flags of the operands, 0 to 2 as rigor::Domain.
  std::array<int, 3> flags = {2, 2, 2};
  int exponent = 0;

  const Set& operator[](int i) const { return sets[static_cast<std::size_t>(i)]; }
};

/// The correctly rounded end lies between the two; mostly they are one number.
struct End {
  Real low;
  Real high;

  static End exactly(const Real& x) { return {x, x}; }
  bool is_known() const { return low == high; }
};

inline End least(const End& a, const End& b) {
  return {least(a.low, b.low), least(a.high, b.high)};
}
inline End greatest(const End& a, const End& b) {
  return {greatest(a.low, b.low), greatest(a.high, b.high)};
}

/// The range of a function over the members of its operands in its domain, rounded outward.
struct Range {
  bool is_empty = false;
  End lower;
  End upper;
  /// All members are in the domain; the function is continuous on them.
  bool is_inside = true;
  bool is_continuous = true;

  static Range nothing() { return {true, {}, {}, false, false}; }
};

}  // namespace rigor::soundness
