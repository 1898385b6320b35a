// Reverse operations of exponentials, hyperbolic functions, their inverses, and error functions.
#include <boost/math/special_functions/erf.hpp>
#include <cmath>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/reverse.hpp"
#include "function/reverse_parts.hpp"
#include "function/trigonometric.hpp"

namespace rigor {

using reverse_parts::from;
using reverse_parts::up_to;
using reverse_parts::with_size;

namespace {

// A number L, near a guess, of which `is_below(L)` is proved; -inf if none is found.
template <class Predicate>
double proved_below(double guess, Predicate is_below) {
  constexpr int kTries = 60;
  double step = std::fabs(guess) * 0x1p-52 + kSmallest;
  double candidate = guess;
  for (int k = 0; k < kTries && std::isfinite(candidate); ++k) {
    if (is_below(Interval::point(candidate))) return candidate;
    candidate = guess - step;
    step *= 2;
  }
  return -kInfinity;
}

// NaN or an infinity outside of the domain.
using Quiet = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;

double guess_erf_inverse(double y) {
  return boost::math::erf_inv(y, Quiet());
}
double guess_erfc_inverse(double y) {
  return boost::math::erfc_inv(y, Quiet());
}

// erf(t) >= y needs t >= the result: erf increases, and erf(L) <= y.
double least_for_erf(double y) {
  if (y <= -1) return -kInfinity;
  return proved_below(guess_erf_inverse(y), [y](const Interval& t) { return erf(t).upper() <= y; });
}

// erfc(t) <= y needs t >= the result.
double least_for_erfc(double y) {
  if (y >= 2) return -kInfinity;
  return proved_below(guess_erfc_inverse(y),
                      [y](const Interval& t) { return erfc(t).lower() >= y; });
}

Interval inverse_erf(const Interval& c) {
  if (is_empty(c) || c.lower() >= 1 || c.upper() <= -1) return Interval::nothing();
  return Interval::bounds(least_for_erf(c.lower()), -least_for_erf(-c.upper()));
}

// erfc(t) >= y needs t <= U for every U with erfc(U) <= y.
Interval inverse_erfc(const Interval& c) {
  if (is_empty(c) || c.upper() <= 0 || c.lower() >= 2) return Interval::nothing();
  const double greatest =
      c.lower() <= 0 ? kInfinity
                     : -proved_below(-guess_erfc_inverse(c.lower()), [&](const Interval& t) {
                         return erfc(-t).upper() <= c.lower();
                       });
  return Interval::bounds(least_for_erfc(c.upper()), greatest);
}

}  // namespace

template <IntervalNumber I>
I exp_rev(const I& c, const I& x) {
  return intersection(log(c), x);
}

template <IntervalNumber I>
I log_rev(const I& c, const I& x) {
  return intersection(exp(c), x);
}

template <IntervalNumber I>
I asin_rev(const I& c, const I& x) {
  const I right_angle = scale2(pi<I>(precision_of(c)), -1);
  return intersection(sin(intersection(c, hull(-right_angle, right_angle))), x);
}

template <IntervalNumber I>
I acos_rev(const I& c, const I& x) {
  const Precision p = precision_of(c);
  return intersection(cos(intersection(c, hull(enclose<I>(0, p), pi<I>(p)))), x);
}

// Members of c beyond -pi/2 or pi/2 are no values.
template <IntervalNumber I>
I atan_rev(const I& c, const I& x) {
  const I least = lower_point(c);
  const I greatest = upper_point(c);
  const I right_angle = scale2(pi<I>(precision_of(c)), -1);
  if (!certainly(least < right_angle) || !certainly(greatest > -right_angle)) {
    // Next to the right angle, or beyond.
    const bool is_none =
        is_empty(c) || certainly(least > right_angle) || certainly(greatest < -right_angle);
    return is_none ? empty<I>(precision_of(x)) : x;
  }
  I result = x;
  if (certainly(least > -right_angle)) result = intersection(result, from(tan(least)));
  if (certainly(greatest < right_angle)) result = intersection(result, up_to(tan(greatest)));
  return result;
}

template <IntervalNumber I>
I sinh_rev(const I& c, const I& x) {
  return intersection(asinh(c), x);
}

template <IntervalNumber I>
I cosh_rev(const I& c, const I& x) {
  return with_size(acosh(c), x);
}

template <IntervalNumber I>
I tanh_rev(const I& c, const I& x) {
  return intersection(atanh(c), x);
}

template <IntervalNumber I>
I erf_rev(const I& c, const I& x) {
  return intersection(convert<I>(inverse_erf(to_interval(c)), precision_of(x)), x);
}

template <IntervalNumber I>
I erfc_rev(const I& c, const I& x) {
  return intersection(convert<I>(inverse_erfc(to_interval(c)), precision_of(x)), x);
}

#define RIGOR_INSTANTIATE(I)               \
  template I exp_rev(const I&, const I&);  \
  template I log_rev(const I&, const I&);  \
  template I asin_rev(const I&, const I&); \
  template I acos_rev(const I&, const I&); \
  template I atan_rev(const I&, const I&); \
  template I sinh_rev(const I&, const I&); \
  template I cosh_rev(const I&, const I&); \
  template I tanh_rev(const I&, const I&); \
  template I erf_rev(const I&, const I&);  \
  template I erfc_rev(const I&, const I&)
RIGOR_INSTANTIATE(Interval);
RIGOR_INSTANTIATE(BigInterval);
#undef RIGOR_INSTANTIATE

}  // namespace rigor
