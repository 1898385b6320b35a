// (-lower, upper), see interval_ends.hpp.
#pragma once

#include "number/neighbours.hpp"

namespace rigor {

using Ends = double __attribute__((vector_size(16)));

constexpr int kNegatedLower = 0;
constexpr int kUpper = 1;

inline Ends swapped(Ends x) {
  return Ends{x[kUpper], x[kNegatedLower]};
}
inline Ends empty_ends() {
  return Ends{-kInfinity, -kInfinity};
}
inline bool is_empty_pair(Ends x) {
  return x[kUpper] == -kInfinity;
}

}  // namespace rigor
