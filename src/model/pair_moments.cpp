#include "model/pair_moments.hpp"

#include <stdexcept>

#include "model/sorted_kinks.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

/// Two neurons of one sign: phi_o >= phi_i > 0 where the inner one is active, and there
/// phi_o = phi_i + d, d the distance of the kinks.
template <IntervalNumber I>
void fill_equal_signs(const SortedKinks<I>& kinks, const std::vector<int>& signs,
                      const std::vector<const TailMoments<I>*>& tails, PairMoments<I>& m) {
  for (std::size_t l = 0; l < signs.size(); ++l) {
    for (std::size_t k = 0; k <= l; ++k) {
      if (signs[l] != signs[k]) continue;
      const bool l_is_inner = (kinks.place[l] >= kinks.place[k]) == (signs[l] > 0);
      const std::size_t inner = l_is_inner ? l : k, outer = l_is_inner ? k : l;
      const TailMoments<I>& tail = *tails[inner];
      const I d = abs(kinks.points[kinks.place[l]] - kinks.points[kinks.place[k]]);
      m.ramps(l, k) = m.ramps(k, l) = tail.second + d * tail.first;
      m.ramp_active(outer, inner) = tail.first + d * tail.mass;
      m.ramp_active(inner, outer) = tail.first;
      m.actives(l, k) = m.actives(k, l) = tail.mass;
    }
  }
}

/// A kink a with sign +1 and kinks b > a with sign -1: both are active on (a, b), which grows
/// segment by segment, each step adding what is positive. (For b <= a the moments are 0.)
template <IntervalNumber I>
void fill_opposite_signs(const SortedKinks<I>& kinks,
                         const std::vector<SegmentMoments<I>>& segments, PairMoments<I>& m) {
  for (std::size_t i = 0; i + 1 < kinks.points.size(); ++i) {
    if (kinks.upward[i].empty()) continue;
    SegmentMoments<I> sum = segments[i];
    for (std::size_t j = i + 1;; ++j) {
      for (const std::size_t l : kinks.upward[i]) {
        for (const std::size_t k : kinks.downward[j]) {
          m.ramps(l, k) = m.ramps(k, l) = sum.between;
          m.ramp_active(l, k) = sum.from_left;
          m.ramp_active(k, l) = sum.from_right;
          m.actives(l, k) = m.actives(k, l) = sum.mass;
        }
      }
      if (j + 1 == kinks.points.size()) break;
      const SegmentMoments<I>& next = segments[j];
      // On the next segment Y - a = length + (Y - b); on the old one b' - Y = (b - Y) +
      // next.length.
      sum.between += next.length * sum.from_left + sum.length * next.from_right + next.between;
      sum.from_left += sum.length * next.mass + next.from_left;
      sum.from_right += next.length * sum.mass + next.from_right;
      sum.mass += next.mass;
      sum.length = kinks.points[j + 1] - kinks.points[i];
    }
  }
}

template <IntervalNumber I>
PairMoments<I> at_thin_kinks(const NoisyAtoms<I>& atoms, const std::vector<int>& signs,
                             const std::vector<I>& positions, const std::function<void()>& step) {
  const SortedKinks<I> kinks(signs, positions);
  const CutMoments<I> cut = cut_moments(atoms, kinks.points, step);
  const std::size_t m = signs.size();
  const I zero = enclose<I>(0L, atoms.precision());
  PairMoments<I> result{
      {}, {}, {}, Matrix<I>(m, m, zero), Matrix<I>(m, m, zero), Matrix<I>(m, m, zero)};
  std::vector<const TailMoments<I>*> tails;
  for (std::size_t l = 0; l < m; ++l) {
    tails.push_back(&(signs[l] > 0 ? cut.above : cut.below)[kinks.place[l]]);
    result.active.push_back(tails[l]->mass);
    result.ramp.push_back(tails[l]->first);
    result.density.push_back(cut.density[kinks.place[l]]);
  }
  fill_equal_signs(kinks, signs, tails, result);
  fill_opposite_signs(kinks, cut.segments, result);
  return result;
}

template <IntervalNumber I>
void join(Matrix<I>& a, const Matrix<I>& b) {
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) a(i, j) = hull(a(i, j), b(i, j));
  }
}
template <IntervalNumber I>
void join(std::vector<I>& a, const std::vector<I>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = hull(a[i], b[i]);
}

}  // namespace

template <IntervalNumber I>
PairMoments<I> pair_moments(const NoisyAtoms<I>& atoms, const NetworkBox<I>& network,
                            const std::function<void()>& step) {
  bool is_exact = true;
  std::vector<I> most, least;  // the kinks with the largest and the least domains
  for (std::size_t l = 0; l < network.width(); ++l) {
    const I& tau = network.kinks[l];
    if (is_empty(tau) || !is_bounded(tau)) throw std::invalid_argument("a kink without bounds");
    is_exact = is_exact && is_thin(tau);
    most.push_back(network.signs[l] > 0 ? lower_point(tau) : upper_point(tau));
    least.push_back(network.signs[l] > 0 ? upper_point(tau) : lower_point(tau));
  }
  PairMoments<I> result = at_thin_kinks(atoms, network.signs, most, step);
  if (is_exact) return result;
  const PairMoments<I> other = at_thin_kinks(atoms, network.signs, least, step);
  for (std::size_t l = 0; l < network.width(); ++l) {
    result.density[l] = density_jet(atoms, network.kinks[l]);
  }
  join(result.active, other.active);
  join(result.ramp, other.ramp);
  join(result.ramps, other.ramps);
  join(result.ramp_active, other.ramp_active);
  join(result.actives, other.actives);
  return result;
}

template PairMoments<Interval> pair_moments(const NoisyAtoms<Interval>&,
                                            const NetworkBox<Interval>&,
                                            const std::function<void()>&);
template PairMoments<BigInterval> pair_moments(const NoisyAtoms<BigInterval>&,
                                               const NetworkBox<BigInterval>&,
                                               const std::function<void()>&);

}  // namespace rigor
