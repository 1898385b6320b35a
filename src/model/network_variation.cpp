#include "model/network_variation.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <vector>

#include "model/cut_moments.hpp"
#include "model/gap_weight.hpp"
#include "model/local_mixture.hpp"
#include "model/sorted_kinks.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

/// A jump of the slope at a place between two numbers, which are one where it is known exactly; an
/// interval around both; and the weights there.
template <IntervalNumber I>
struct Jump {
  Rational low, high;
  I kink, size, pi, g, tail;
};

/// Kinks that are equal for certain become one jump.
template <IntervalNumber I>
std::vector<Jump<I>> jumps_of(const NetworkBox<I>& network, const I& zero) {
  const auto m = static_cast<long>(network.width());
  std::vector<std::size_t> order(network.width());
  for (std::size_t l = 0; l < order.size(); ++l) order[l] = l;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const I &x = network.kinks[a], &y = network.kinks[b];
    const I low = lower_point(x), other = lower_point(y);
    return certainly(low < other) || (!certainly(other < low) && is_thin(x) && !is_thin(y));
  });
  std::vector<Jump<I>> jumps;
  for (const std::size_t l : order) {
    const I& tau = network.kinks[l];
    const I size = network.weights[l] / m;
    const bool is_known = !jumps.empty() && is_thin(tau) && identical(jumps.back().kink, tau);
    if (is_known) {
      jumps.back().size += size;
    } else {
      jumps.push_back({lower_rational(tau), upper_rational(tau), tau, size, zero, zero, zero});
    }
  }
  return jumps;
}

/// g = min(P(Y < y) E (y - Y)_+, P(Y > y) E (Y - y)_+) and min(F, 1 - F), all of whose factors are
/// monotone: the ends of a kink tell their ranges.
template <IntervalNumber I>
void weigh_by_tails(const NoisyAtoms<I>& atoms, std::vector<Jump<I>>& jumps,
                    const std::function<void()>& step) {
  std::vector<I> ends;
  for (const Jump<I>& jump : jumps) {
    ends.push_back(lower_point(jump.kink));
    ends.push_back(upper_point(jump.kink));
  }
  const SortedKinks<I> sorted(std::vector<int>(ends.size(), 1), ends);
  const CutMoments<I> cut = cut_moments(atoms, sorted.points, step);
  const auto over = [&](const std::vector<TailMoments<I>>& side, std::size_t k, const auto& value) {
    return hull(value(side[sorted.place[2 * k]]), value(side[sorted.place[2 * k + 1]]));
  };
  const auto mass = [](const TailMoments<I>& t) { return t.mass; };
  const auto gap = [](const TailMoments<I>& t) { return t.mass * t.first; };
  for (std::size_t k = 0; k < jumps.size(); ++k) {
    jumps[k].g = min(over(cut.below, k, gap), over(cut.above, k, gap));
    jumps[k].tail = min(over(cut.below, k, mass), over(cut.above, k, mass));
  }
}

template <IntervalNumber I>
void weigh_by_profile(const Mixture& mixture, const I& sigma, std::vector<Jump<I>>& jumps,
                      const std::function<void()>& step) {
  if (mixture.size() == 1) return;
  const Precision p = precision_of(sigma);
  const GapProfile profile(mixture);
  const SmoothedProfile<I> pi(profile, sigma);
  const I zero = enclose<I>(0L, p), limits = hull_of<I>(0, profile.maximum(), p);
  const Rational origin = lower_rational(midpoint(enclose<I>(mixture.first(), p)));
  const I coarse = enclose<I>(origin, p), rest = enclose<I>(origin - mixture.first(), p);
  for (Jump<I>& jump : jumps) {
    if (step) step();
    if (jump.high < mixture.first() || jump.low > mixture.last()) continue;
    const I t = (jump.kink - coarse) + rest;
    jump.pi = is_nearly_thin(jump.kink) ? intersection(pi.value_once(t), limits) : pi.over(t);
    if (jump.low < mixture.first() || jump.high > mixture.last()) {
      jump.pi = hull(jump.pi, zero);
    }
  }
}

/// The sum of |jump| weight over jumps that may coincide in any way: it is largest where all are
/// apart, and at least |sum of the jumps| times the least weight.
template <IntervalNumber I>
I cluster_sum(const std::vector<Jump<I>>& jumps, std::size_t first, std::size_t last,
              I Jump<I>::*weight) {
  I apart = abs(jumps[first].size) * (jumps[first].*weight);
  if (last - first == 1) return apart;
  I sum = jumps[first].size, least = jumps[first].*weight;
  for (std::size_t k = first + 1; k < last; ++k) {
    apart += abs(jumps[k].size) * (jumps[k].*weight);
    sum += jumps[k].size;
    least = min(least, jumps[k].*weight);
  }
  return hull(abs(sum) * least, apart);
}

template <IntervalNumber I>
NetworkVariation<I> variation_of(const Mixture& mixture, const I& sigma, std::vector<Jump<I>> jumps,
                                 const std::function<void()>& step) {
  const NoisyAtoms<I> atoms(mixture, sigma);
  const I zero = enclose<I>(0L, precision_of(sigma));
  weigh_by_tails(atoms, jumps, step);
  weigh_by_profile(mixture, sigma, jumps, step);

  NetworkVariation<I> result{zero, zero, zero};
  for (std::size_t first = 0, last = 0; first < jumps.size(); first = last) {
    Rational high = jumps[first].high;
    for (last = first + 1; last < jumps.size() && !(high < jumps[last].low); ++last) {
      high = std::max(high, jumps[last].high);
    }
    result.under_pi += cluster_sum(jumps, first, last, &Jump<I>::pi);
    result.under_g += cluster_sum(jumps, first, last, &Jump<I>::g);
    result.under_tail += cluster_sum(jumps, first, last, &Jump<I>::tail);
  }
  return result;
}

}  // namespace

template <IntervalNumber I>
NetworkVariation<I> network_variation(const Mixture& mixture, const I& sigma,
                                      const NetworkBox<I>& network,
                                      const std::function<void()>& step) {
  for (const I& tau : network.kinks) {
    if (is_empty(tau) || !is_bounded(tau)) throw std::invalid_argument("a kink without bounds");
  }
  return variation_of(mixture, sigma, jumps_of(network, enclose<I>(0L, precision_of(sigma))), step);
}

template <IntervalNumber I>
NetworkVariation<I> network_variation(const Mixture& mixture, const I& sigma,
                                      const Network& network, const std::function<void()>& step) {
  const Precision p = precision_of(sigma);
  const I zero = enclose<I>(0L, p);
  std::map<Rational, Rational> sizes;
  for (std::size_t l = 0; l < network.width(); ++l) sizes[network.kinks[l]] += network.weights[l];
  std::vector<Jump<I>> jumps;
  for (const auto& [kink, size] : sizes) {
    jumps.push_back({kink, kink, enclose<I>(kink, p),
                     enclose<I>(Rational(size / network.width()), p), zero, zero, zero});
  }
  return variation_of(mixture, sigma, std::move(jumps), step);
}

template NetworkVariation<Interval> network_variation(const Mixture&, const Interval&,
                                                      const NetworkBox<Interval>&,
                                                      const std::function<void()>&);
template NetworkVariation<Interval> network_variation(const Mixture&, const Interval&,
                                                      const Network&, const std::function<void()>&);
template NetworkVariation<BigInterval> network_variation(const Mixture&, const BigInterval&,
                                                         const Network&,
                                                         const std::function<void()>&);
template NetworkVariation<BigInterval> network_variation(const Mixture&, const BigInterval&,
                                                         const NetworkBox<BigInterval>&,
                                                         const std::function<void()>&);

}  // namespace rigor
