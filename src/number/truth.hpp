// Three-valued logic: what an enclosure proves about a comparison.
#pragma once

#include <algorithm>

namespace rigor {

/// `yes`: proved for all members of the enclosures. `no`: the negation is proved for all members.
/// `unsettled`: neither is proved; that is also the value of anything that involves an empty set.
enum class Truth { no, unsettled, yes };

/// The only way to act on a comparison: unsettled never counts as proved.
constexpr bool certainly(Truth t) {
  return t == Truth::yes;
}
constexpr bool possibly(Truth t) {
  return t != Truth::no;
}

/// Kleene's strong logic. The operators && and || evaluate both sides.
constexpr Truth operator!(Truth t) {
  return t == Truth::unsettled ? t : (t == Truth::yes ? Truth::no : Truth::yes);
}
constexpr Truth operator&&(Truth a, Truth b) {
  return std::min(a, b);
}
constexpr Truth operator||(Truth a, Truth b) {
  return std::max(a, b);
}

/// `yes` or `no` for what is decided exactly.
constexpr Truth truth_of(bool b) {
  return b ? Truth::yes : Truth::no;
}

}  // namespace rigor
