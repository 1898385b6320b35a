#include "model/normal_quantile.hpp"

#include "analysis/increasing_zero.hpp"
#include "function/normal.hpp"

namespace rigor {
namespace {

/// The z with Phi(z) = mass, for a thin positive mass. Accurate where mass <= 1/2.
template <IntervalNumber I>
I quantile_at(const I& mass, const std::function<void()>& step) {
  const Precision p = precision_of(mass);
  // Phi(-2^31) is below the least positive number of either type.
  I low = enclose<I>(-1, p), high = enclose<I>(1, p);
  for (int k = 1; k < 32 && !certainly(normal_cdf(low) <= mass); ++k) low = scale2(low, 1);
  for (int k = 1; k < 32 && !certainly(normal_cdf(high) >= mass); ++k) high = scale2(high, 1);
  if (!certainly(normal_cdf(low) <= mass)) return entire<I>(p);
  if (!certainly(normal_cdf(high) >= mass)) return entire<I>(p);
  return enclose_increasing_zero([&](const I& z) { return normal_cdf(z) - mass; },
                                 [](const I& z) { return normal_pdf(z); }, hull(low, high), step);
}

}  // namespace

template <IntervalNumber I>
I enclose_normal_quantile(const I& lower_mass, const I& upper_mass,
                          const std::function<void()>& step) {
  if (!certainly(lower_mass > 0) || !certainly(upper_mass > 0)) {
    return entire<I>(precision_of(lower_mass));
  }
  // Phi(z) = a, 1 - Phi(z) = b; which of the two is smaller decides on the accuracy only.
  const auto at = [&](const I& a, const I& b) {
    return certainly(a <= b) ? quantile_at(a, step) : -quantile_at(b, step);
  };
  return hull(at(lower_point(lower_mass), upper_point(upper_mass)),
              at(upper_point(lower_mass), lower_point(upper_mass)));
}

template Interval enclose_normal_quantile(const Interval&, const Interval&,
                                          const std::function<void()>&);
template BigInterval enclose_normal_quantile(const BigInterval&, const BigInterval&,
                                             const std::function<void()>&);

}  // namespace rigor
