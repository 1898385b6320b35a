#include "function/normal.hpp"

#include <algorithm>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/error_function_double.hpp"
#include "function/monotone.hpp"

namespace rigor {
namespace {

// Relative errors of the argument are magnified about x^2 times in the tail, so the working
// precision grows with the exponent of x; beyond 2^64 everything underflows anyway.
Precision working_precision(const BigInterval& x) {
  const auto exponent = [](const BigFloat& end) {
    return end.sign() == 0 || end.is_infinite()
               ? 0L
               : std::clamp<long>(mpfr_get_exp(end.get()), 0L, 64L);
  };
  const long growth = std::max(exponent(x.lower()), exponent(x.upper()));
  return {x.precision().bits + 8 + 2 * static_cast<int>(growth)};
}

}  // namespace

BigInterval normal_cdf(const BigInterval& x) {
  if (is_empty(x)) return x;
  const Precision work = working_precision(x);
  const BigInterval root2 = sqrt(enclose<BigInterval>(2, work));
  const BigInterval phi = scale2(erfc(-convert<BigInterval>(x, work) / root2), -1);
  return convert<BigInterval>(phi, x.precision());
}

BigInterval normal_pdf(const BigInterval& x) {
  if (is_empty(x)) return x;
  const Precision work = working_precision(x);
  const BigInterval square = sqr(convert<BigInterval>(x, work));
  const BigInterval scale = sqrt(scale2(big_pi(work), 1));
  return convert<BigInterval>(exp(-scale2(square, -1)) / scale, x.precision());
}

Interval normal_cdf(const Interval& x) {
  return hull_of_ends(normal_cdf_at, x);
}

// The density decreases in |x|.
Interval normal_pdf(const Interval& x) {
  return hull_of_ends(normal_pdf_at, abs(x));
}

}  // namespace rigor
