#include "analysis/step_guess.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rigor {

// log2(m 2^e) is about e + (m - 1) for 1 <= m < 2, and likewise back.
double guess_root(double x, int n) {
  int exponent = 0;
  const double fraction = std::frexp(x, &exponent);
  const double logarithm = (exponent - 1 + (2 * fraction - 1)) / n;
  const double whole = std::floor(logarithm);
  return std::ldexp(1 + (logarithm - whole), static_cast<int>(whole));
}

double propose_length(double before_last, double last, int order) {
  double length = 0;
  if (before_last > 0 && std::isfinite(before_last)) {
    length = 1 / guess_root(before_last, order - 1);
  }
  if (last > 0 && std::isfinite(last)) length = std::max(length, 1 / guess_root(last, order));
  return length > 0 ? length : std::numeric_limits<double>::infinity();
}

double propose_time(double start, double length) {
  const double grid = std::ldexp(1.0, std::ilogb(length) - 10);
  return std::nearbyint((start + length) / grid) * grid;
}

}  // namespace rigor
