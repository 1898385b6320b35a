#include "model/mixture_moments.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "function/quick_exp.hpp"

namespace rigor {
namespace {

/// w_j over the box, from the ranges of E_j = w_j / w_r; `rest` is the sum of those left out.
template <IntervalNumber I>
std::vector<I> normalized(const std::vector<I>& ratios, const I& rest) {
  const I zero = enclose<I>(0, precision_of(rest)), one = zero + 1;
  I least = zero, most = rest;  // sums of the ends
  for (const I& e : ratios) {
    least += lower_point(e);
    most += upper_point(e);
  }
  std::vector<I> weights;
  for (const I& e : ratios) {
    const I low = lower_point(e), high = upper_point(e);
    // The others' sums; max, as rounding may have made a sum of nonnegative numbers negative.
    const I up = high / (high + max(least - low, zero)),
            down = low / (low + max(most - high, zero));
    weights.push_back(is_bounded(up) && !is_empty(up) && !is_empty(down)
                          ? hull(lower_point(down), min(upper_point(up), one))
                          : hull(zero, one));
  }
  return weights;
}

/// The atoms of one MixtureMoments, with what its sums need.
template <IntervalNumber I>
class Posterior {
 public:
  Posterior(const MixtureAtoms<I>& atoms, const std::vector<I>& z, const I& y,
            MixtureMoments<I>& moments)
      : atoms_(atoms), moments_(moments), zero_(enclose<I>(0, atoms.precision())), far_(zero_) {
    moments_.reference = atoms.propose_heaviest(z, y);
    moments_.near = {moments_.reference};
    exponents_ = {zero_};
    // An exponent may grow along a curve by more than its atom's distance suggests; so the cut is a
    // matter of speed.
    const double cut = 0.7 * atoms.precision().bits + 12;
    const double inverse = to_interval(y).upper();
    double reach = 0;
    for (std::size_t k = 0; k < z.size(); ++k) {
      const Interval gap = to_interval(z[k] - atoms.position(moments_.reference)[k]);
      reach += to_interval(abs(gap)).upper();
    }
    for (std::size_t j = 0; j < atoms.size(); ++j) {
      if (j == moments_.reference) continue;
      I exponent = atoms.exponent(j, moments_.reference, z, y);
      const double bound = to_interval(exponent).upper();
      const double distance = guess_distance(j);
      if (bound + inverse * distance * (3 * reach + distance) / 4 < -cut && bound < -cut) {
        moments_.far.push_back(j);
        moments_.far_exponents.push_back(bound);
      } else {
        moments_.near.push_back(j);
        exponents_.push_back(std::move(exponent));
      }
    }
    if (moments_.far.empty()) return;
    const I one = zero_ + 1;
    far_ = hull(
        zero_, static_cast<long>(moments_.far.size()) * quick_exp(-(one * static_cast<long>(cut))));
    for (std::size_t k = 0; k < z.size(); ++k) {
      I range = atoms.position(moments_.far.front())[k];
      for (const std::size_t j : moments_.far) range = hull(range, atoms.position(j)[k]);
      far_box_.push_back(range);
    }
  }

  std::vector<I> weights() const {
    std::vector<I> ratios;
    for (const I& e : exponents_) ratios.push_back(quick_exp(e));
    return normalized(ratios, far_);
  }
  /// At another point, of the same near and far atoms: those far in the box are far at the point.
  std::vector<I> weights_at(const std::vector<I>& z, const I& y) const {
    std::vector<I> ratios;
    for (const std::size_t j : moments_.near) {
      ratios.push_back(j == moments_.reference
                           ? zero_ + 1
                           : quick_exp(atoms_.exponent(j, moments_.reference, z, y)));
    }
    return normalized(ratios, far_);
  }

  std::vector<I> mean(const std::vector<I>& weights) const {
    std::vector<I> mean;
    for (std::size_t k = 0; k < atoms_.dimension(); ++k) {
      const I& at = atoms_.position(moments_.reference)[k];
      I sum = zero_, range = at;
      for (std::size_t n = 1; n < weights.size(); ++n) {
        const I& other = atoms_.position(moments_.near[n])[k];
        sum += weights[n] * (other - at);
        range = hull(range, other);
      }
      if (!far_box_.empty()) {
        sum += far_ * (far_box_[k] - at);
        range = hull(range, far_box_[k]);
      }
      mean.push_back(intersection(at + sum, range));
    }
    return mean;
  }

  Matrix<I> covariance(const std::vector<I>& weights, const std::vector<I>& mean) const {
    const std::size_t d = atoms_.dimension();
    std::vector<I> centre, arm(d, zero_);
    for (const I& m : mean) centre.push_back(midpoint(m));
    Matrix<I> covariance(d, d, zero_);
    const auto add = [&](const I& weight, const I* position) {
      for (std::size_t a = 0; a < d; ++a) arm[a] = position[a] - centre[a];
      for (std::size_t a = 0; a < d; ++a) {
        for (std::size_t b = 0; b <= a; ++b) {
          covariance(a, b) += weight * (a == b ? sqr(arm[a]) : arm[a] * arm[b]);
        }
      }
    };
    for (std::size_t n = 0; n < weights.size(); ++n) {
      add(weights[n], atoms_.position(moments_.near[n]));
    }
    if (!far_box_.empty()) add(far_, far_box_.data());
    for (std::size_t a = 0; a < d; ++a) {
      for (std::size_t b = 0; b <= a; ++b) {
        const I left = mean[a] - centre[a], right = mean[b] - centre[b];
        covariance(a, b) -= a == b ? sqr(left) : left * right;
        if (a == b) covariance(a, b) = max(covariance(a, b), zero_);  // a variance
        covariance(b, a) = covariance(a, b);
      }
    }
    return covariance;
  }

 private:
  double guess_distance(std::size_t j) const {
    double square = 0;
    for (std::size_t k = 0; k < atoms_.dimension(); ++k) {
      const double gap = atoms_.near_position(j)[k] - atoms_.near_position(moments_.reference)[k];
      square += gap * gap;
    }
    return std::sqrt(square);
  }

  const MixtureAtoms<I>& atoms_;
  MixtureMoments<I>& moments_;
  std::vector<I> exponents_;  // of the near atoms
  I zero_, far_;              // far_: the sum of w_j / w_r over the far atoms
  std::vector<I> far_box_;
};

}  // namespace

template <IntervalNumber I>
MixtureMoments<I> enclose_moments(const MixtureAtoms<I>& atoms, const std::vector<I>& z,
                                  const I& y) {
  MixtureMoments<I> moments{};
  const Posterior<I> posterior(atoms, z, y, moments);
  moments.weights = posterior.weights();
  moments.mean = posterior.mean(moments.weights);
  moments.covariance = posterior.covariance(moments.weights, moments.mean);
  if (std::all_of(z.begin(), z.end(), [](const I& c) { return is_thin(c); })) return moments;
  std::vector<I> centre;
  for (const I& c : z) centre.push_back(midpoint(c));
  const std::vector<I> middle = posterior.mean(posterior.weights_at(centre, y));
  for (std::size_t a = 0; a < z.size(); ++a) {
    I change = enclose<I>(0, atoms.precision());
    for (std::size_t b = 0; b < z.size(); ++b) {
      change += moments.covariance(a, b) * (z[b] - centre[b]);
    }
    moments.mean[a] = intersection(moments.mean[a], middle[a] + y * change);
  }
  return moments;
}

template <IntervalNumber I>
std::vector<I> enclose_posterior_mean(const WeightedPoints& data, const std::vector<I>& x,
                                      const I& v) {
  const Precision precision = precision_of(v);
  const MixtureAtoms<I> atoms(data, 0, precision);
  std::vector<I> z, origin;
  for (std::size_t k = 0; k < x.size(); ++k) {
    origin.push_back(enclose<I>(data.point(0)[k], precision));
    z.push_back(x[k] - origin[k]);
  }
  std::vector<I> mean = enclose_moments(atoms, z, recip(v)).mean;
  for (std::size_t k = 0; k < x.size(); ++k) mean[k] += origin[k];
  return mean;
}

template struct MixtureMoments<Interval>;
template struct MixtureMoments<BigInterval>;
template MixtureMoments<Interval> enclose_moments(const MixtureAtoms<Interval>&,
                                                  const std::vector<Interval>&, const Interval&);
template MixtureMoments<BigInterval> enclose_moments(const MixtureAtoms<BigInterval>&,
                                                     const std::vector<BigInterval>&,
                                                     const BigInterval&);
template std::vector<Interval> enclose_posterior_mean(const WeightedPoints&,
                                                      const std::vector<Interval>&,
                                                      const Interval&);
template std::vector<BigInterval> enclose_posterior_mean(const WeightedPoints&,
                                                         const std::vector<BigInterval>&,
                                                         const BigInterval&);

}  // namespace rigor
