// Working precision as a value.
#pragma once

#include <compare>

namespace rigor {

/// Binary digits of a significand. It is passed along, never kept in a global. 53 is that of
/// double.
struct Precision {
  int bits = 53;

  friend constexpr auto operator<=>(const Precision&, const Precision&) = default;
};

}  // namespace rigor
