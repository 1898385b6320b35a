#include "model/atom_risk.hpp"

#include "model/cut_moments.hpp"
#include "model/sorted_kinks.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

/// A network with thin parameters, and the moments of one atom between its kinks.
template <IntervalNumber I>
class OnOneAtom {
 public:
  OnOneAtom(const NoisyAtoms<I>& atom, const std::vector<int>& signs, const std::vector<I>& weights,
            const std::vector<I>& positions)
      : kinks_(signs, positions), cut_(cut_moments(atom, kinks_.points)) {
    const auto m = static_cast<long>(signs.size());
    // Left of all kinks the downward neurons are active; at each kink the slope grows by its
    // weights.
    I value = enclose<I>(0L, atom.precision()), slope = value;
    mean_slope_ = second_moment_ = value;
    std::vector<I> jumps(kinks_.points.size(), value);
    for (std::size_t l = 0; l < signs.size(); ++l) {
      jumps[kinks_.place[l]] += weights[l] / m;
      if (signs[l] > 0) continue;
      value += weights[l] * (positions[l] - kinks_.points.front()) / m;
      slope -= weights[l] / m;
    }
    const TailMoments<I>& left = cut_.below.front();
    add(value, slope, left.mass, -left.first, left.second);
    for (std::size_t k = 0; k < cut_.segments.size(); ++k) {
      const SegmentMoments<I>& s = cut_.segments[k];
      slope += jumps[k];
      add(value, slope, s.mass, s.from_left, s.length * s.from_left - s.between);
      value += slope * s.length;
    }
    const TailMoments<I>& right = cut_.above.back();
    add(value, slope + jumps.back(), right.mass, right.first, right.second);
  }

  const I& mean_slope() const { return mean_slope_; }        ///< E s'
  const I& second_moment() const { return second_moment_; }  ///< E s^2
  /// E phi_l^2.
  const I& ramp_square(std::size_t l, int sign) const {
    return (sign > 0 ? cut_.above : cut_.below)[kinks_.place[l]].second;
  }

 private:
  /// s = value + slope (Y - t) on an event with the moments P, E (Y - t), E (Y - t)^2.
  void add(const I& value, const I& slope, const I& mass, const I& first, const I& second) {
    mean_slope_ += slope * mass;
    second_moment_ += sqr(value) * mass + 2 * value * slope * first + sqr(slope) * second;
  }

  SortedKinks<I> kinks_;
  CutMoments<I> cut_;
  I mean_slope_, second_moment_;
};

}  // namespace

template <IntervalNumber I>
I atom_risk(const Mixture& mixture, const I& sigma, const NetworkBox<I>& network, std::size_t i) {
  const Mixture alone({{mixture.centre(i)}}, 1);
  const NoisyAtoms<I> atom(alone, sigma);
  const std::size_t m = network.width();
  std::vector<I> weights, kinks;
  for (std::size_t l = 0; l < m; ++l) {
    weights.push_back(midpoint(network.weights[l]));
    kinks.push_back(midpoint(network.kinks[l]));
  }
  const OnOneAtom<I> middle(atom, network.signs, weights, kinks);
  const I zero = enclose<I>(0L, atom.precision());
  const I risk =
      max(sqr(atom.inverse_sigma()) + 2 * middle.mean_slope() + middle.second_moment(), zero);

  I distance = zero;
  bool is_thin_box = true;
  for (std::size_t l = 0; l < m; ++l) {
    is_thin_box = is_thin_box && is_thin(network.weights[l]) && is_thin(network.kinks[l]);
    distance += magnitude(network.weights[l]) * radius(network.kinks[l]) +
                radius(network.weights[l]) * sqrt(middle.ramp_square(l, network.signs[l]));
  }
  if (is_thin_box) return risk;
  distance = upper_point(distance / static_cast<long>(m));
  const I root = sqrt(risk);
  return sqr(max(root + hull(-distance, distance), zero));
}

template Interval atom_risk(const Mixture&, const Interval&, const NetworkBox<Interval>&,
                            std::size_t);
template BigInterval atom_risk(const Mixture&, const BigInterval&, const NetworkBox<BigInterval>&,
                               std::size_t);

}  // namespace rigor
