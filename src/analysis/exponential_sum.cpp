#include "analysis/exponential_sum.hpp"

#include "function/elementary.hpp"
#include "number/decorated.hpp"

namespace rigor {

void ExponentialSum::add(const Rational& coefficient, const Rational& rate) {
  const auto [place, is_new] = terms_.try_emplace(rate, coefficient);
  if (!is_new) place->second += coefficient;
}

template <IntervalNumber I>
I ExponentialSum::scaled_value(const Rational& u, Precision precision) const {
  I sum = enclose<I>(0L, precision);
  for (const auto& [rate, coefficient] : terms_) {
    const Rational exponent = (terms_.begin()->first - rate) * u;
    sum += enclose<I>(coefficient, precision) * exp(enclose<I>(exponent, precision));
  }
  return sum;
}

template <IntervalNumber I>
Truth ExponentialSum::is_nonnegative_from(const Rational& u_1, Precision precision) const {
  // All b_k may be multiplied by exp(r_0 u_1), r_0 the first rate with a coefficient other than 0.
  I partial = enclose<I>(0L, precision);
  const Rational* first_rate = nullptr;
  for (const auto& [rate, coefficient] : terms_) {
    if (coefficient == 0) continue;
    if (first_rate == nullptr) first_rate = &rate;
    const Rational exponent = (*first_rate - rate) * u_1;
    partial += enclose<I>(coefficient, precision) * exp(enclose<I>(exponent, precision));
    if (!certainly(partial >= 0)) return Truth::unsettled;
  }
  return Truth::yes;
}

template Decorated<Interval> ExponentialSum::scaled_value(const Rational&, Precision) const;
template Decorated<BigInterval> ExponentialSum::scaled_value(const Rational&, Precision) const;
template Truth ExponentialSum::is_nonnegative_from<Decorated<Interval>>(const Rational&,
                                                                        Precision) const;
template Truth ExponentialSum::is_nonnegative_from<Decorated<BigInterval>>(const Rational&,
                                                                           Precision) const;

}  // namespace rigor
