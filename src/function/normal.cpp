#include "function/normal.hpp"

#include <algorithm>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/error_function_double.hpp"
#include "function/monotone.hpp"
#include "function/tight.hpp"

namespace rigor {
namespace {

// Relative errors of the argument are magnified about x^2 times in the tail, so the working
// precision grows with the exponent of x; beyond 2^64 everything underflows anyway.
Precision working_precision(const BigFloat& x, Precision precision) {
  const auto growth = std::clamp<mpfr_exp_t>(mpfr_get_exp(x.get()), 0, 64);
  return {precision.bits + 8 + 2 * static_cast<int>(growth)};
}

// erfc(-x / sqrt 2) / 2 for a finite x that is not 0.
BigInterval cdf_of(const BigFloat& x, Precision precision) {
  const Precision work = working_precision(x, precision);
  const BigInterval root2 = sqrt(enclose<BigInterval>(2, work));
  return scale2(erfc(-BigInterval::bounds(x, x) / root2), -1);
}

BigInterval cdf_at(const BigFloat& x, Precision precision) {
  if (x.is_infinite()) return enclose<BigInterval>(x.sign() > 0 ? 1 : 0, precision);
  if (x.sign() == 0) return scale2(enclose<BigInterval>(1, precision), -1);
  return tightest([&x](Precision p) { return cdf_of(x, p); }, precision);
}

// exp(-x^2 / 2) / sqrt(2 pi) for a finite x.
BigInterval pdf_of(const BigFloat& x, Precision precision) {
  const Precision work =
      x.sign() == 0 ? Precision{precision.bits + 8} : working_precision(x, precision);
  const BigInterval square = sqr(convert<BigInterval>(BigInterval::bounds(x, x), work));
  return exp(-scale2(square, -1)) / sqrt(scale2(big_pi(work), 1));
}

BigInterval pdf_at(const BigFloat& x, Precision precision) {
  if (x.is_infinite()) return enclose<BigInterval>(0, precision);
  return tightest([&x](Precision p) { return pdf_of(x, p); }, precision);
}

}  // namespace

BigInterval normal_cdf(const BigInterval& x) {
  return hull_of_ends(cdf_at, x);
}

// The density decreases in |x|.
BigInterval normal_pdf(const BigInterval& x) {
  return hull_of_ends(pdf_at, abs(x));
}

Interval normal_cdf(const Interval& x) {
  return hull_of_ends(normal_cdf_at, x);
}

Interval normal_pdf(const Interval& x) {
  return hull_of_ends(normal_pdf_at, abs(x));
}

}  // namespace rigor
