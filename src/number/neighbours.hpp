// The doubles next to a double.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>

namespace rigor {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLargest = std::numeric_limits<double>::max();
constexpr double kSmallest = std::numeric_limits<double>::denorm_min();

/// The next double above x; +inf stays.
constexpr double next_up(double x) {
  if (x == kInfinity) return x;
  if (x == 0) return kSmallest;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  return std::bit_cast<double>(x > 0 ? bits + 1 : bits - 1);
}

/// The next double below x; -inf stays.
constexpr double next_down(double x) {
  return -next_up(-x);
}

}  // namespace rigor
