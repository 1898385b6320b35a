#include "function/error_function.hpp"

#include "function/error_function_double.hpp"
#include "function/error_function_point.hpp"
#include "function/monotone.hpp"

namespace rigor {

BigInterval erf(const BigInterval& x) {
  return hull_of_ends(erf_at, x);
}

BigInterval erfc(const BigInterval& x) {
  return hull_of_ends(erfc_at, x);
}

Interval erf(const Interval& x) {
  return hull_of_ends(erf_at, x);
}
Interval erfc(const Interval& x) {
  return hull_of_ends(erfc_at, x);
}

}  // namespace rigor
