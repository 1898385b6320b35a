#include "model/kernel_density.hpp"

#include "analysis/roots.hpp"
#include "function/elementary.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {

template <IntervalNumber I>
std::optional<BestBandwidth<I>> enclose_best_bandwidth(const I& N,
                                                       const std::function<void()>& step) {
  const Precision p = precision_of(N);
  const DensityError<I> error{N};
  const I a = lower_point(exp(-log(N) / 5) / 4), b = enclose<I>(4L, p);
  const I shortest = scale2(a, -p.bits / 2);
  const Minima<I> minima = enclose_minima(error, a, b, shortest, step);
  if (!minima.global) return std::nullopt;
  const I least = minima.global->value;
  if (!certainly(error.variance(a) > least) || !certainly(error.bias(b) > least)) {
    return std::nullopt;
  }
  return BestBandwidth<I>{minima.global->place, least};
}

template std::optional<BestBandwidth<Interval>> enclose_best_bandwidth(
    const Interval&, const std::function<void()>&);
template std::optional<BestBandwidth<BigInterval>> enclose_best_bandwidth(
    const BigInterval&, const std::function<void()>&);

}  // namespace rigor
