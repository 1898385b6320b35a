#include "model/empirical_bayes.hpp"

#include "analysis/quadrature.hpp"
#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/exponential_integral.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

// The sum over k >= 1 of ratio^k E_1(k l), where ratio = 1 / tau and q = ratio e^-l < 1.
template <IntervalNumber I>
I departure_series(const I& l, const I& ratio, int digits, const std::function<void()>& step) {
  const Precision precision = precision_of(l);
  const I q = ratio * exp(-l);
  if (!certainly(q < 1)) return entire<I>(precision);
  const I negligible = pown(enclose<I>(10L, precision), -digits - 2);
  I sum = enclose<I>(0L, precision), power = enclose<I>(1L, precision), remainder = q;
  for (long k = 1;; ++k) {
    step();
    power *= ratio;
    sum += power * expint1(k * l);
    remainder *= q;  // q^{k+1}
    const I rest = upper_point(remainder / ((k + 1) * l * (1 - q)));
    if (!is_bounded(rest)) return entire<I>(precision);
    if (certainly(rest <= negligible) || certainly(2 * rest <= width(sum))) {
      return sum + hull(enclose<I>(0L, precision), rest);
    }
  }
}

// 1 / (lambda - log(1 - e^u)).
template <IntervalNumber I>
struct InverseExponent {
  I lambda;

  template <class T>
  T operator()(const T& u) const {
    return recip(lambda - log1p(-exp(u)));
  }
};

}  // namespace

template <IntervalNumber I>
I departure_exponent(const I& l0, const I& tau, int digits, const std::function<void()>& step) {
  const Precision precision = precision_of(l0);
  if (!certainly(tau > 0) || !certainly(l0 > 0)) return entire<I>(precision);
  const I ratio = recip(tau), lambda = log(ratio), gone = -expm1(lambda - l0);  // 1 - q
  if (!certainly(gone > 0)) return entire<I>(precision);
  if (certainly(4 * gone >= 1)) return departure_series(l0, ratio, digits, step);
  const I half = -ln2<I>(precision);
  const I near = integrate(InverseExponent<I>{lambda}, log(gone), half,
                           IntegrationGoal{.digits = digits + 1, .step = step})
                     .value;
  return near + departure_series(lambda - half, ratio, digits, step);
}

template <IntervalNumber I>
DepartureLimit<I> departure_limit(const I& distance, const I& v0, const I& tau, int digits,
                                  const std::function<void()>& step) {
  const I zero = enclose<I>(0L, precision_of(distance)), lambda = -log(tau);
  const auto at_end = [&](const I& z) -> DepartureLimit<I> {
    const I l0 = sqr(z) / (2 * v0);
    if (certainly(z <= 0) || certainly(l0 <= lambda)) return {Truth::yes, zero, true};
    if (!certainly(l0 > lambda)) return {Truth::unsettled, hull(zero, z), false};
    const I limit = z * exp(departure_exponent(l0, tau, digits, step) / -2);
    return {Truth::no, intersection(limit, hull(zero, z)), true};
  };
  const DepartureLimit<I> low = at_end(lower_point(distance)), high = at_end(upper_point(distance));
  const bool is_settled = low.is_settled && high.is_settled;
  const bool is_uniform = is_settled && low.is_memorized == high.is_memorized;
  return {is_uniform ? low.is_memorized : Truth::unsettled, hull(low.distance, high.distance),
          is_settled};
}

template Interval departure_exponent(const Interval&, const Interval&, int,
                                     const std::function<void()>&);
template BigInterval departure_exponent(const BigInterval&, const BigInterval&, int,
                                        const std::function<void()>&);
template DepartureLimit<Interval> departure_limit(const Interval&, const Interval&, const Interval&,
                                                  int, const std::function<void()>&);
template DepartureLimit<BigInterval> departure_limit(const BigInterval&, const BigInterval&,
                                                     const BigInterval&, int,
                                                     const std::function<void()>&);

}  // namespace rigor
