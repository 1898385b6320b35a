#include "model/mixture_moments.hpp"

#include <algorithm>

#include "model/quick_exp.hpp"

namespace rigor {
namespace {

/// w_j over the box, from the ranges of E_j = w_j / w_r.
template <IntervalNumber I>
std::vector<I> normalized(const std::vector<I>& ratios) {
  const I zero = enclose<I>(0, precision_of(ratios.front()));
  I least = zero, most = zero;  // sums of the ends
  for (const I& e : ratios) {
    least += lower_point(e);
    most += upper_point(e);
  }
  std::vector<I> weights;
  for (const I& e : ratios) {
    const I low = lower_point(e), high = upper_point(e);
    // The others' sums; max, as rounding may have made a sum of nonnegative numbers negative.
    const I others_least = max(least - low, zero), others_most = max(most - high, zero);
    const I up = high / (high + others_least), down = low / (low + others_most);
    weights.push_back(
        is_bounded(up) && !is_empty(up) && !is_empty(down)
            ? hull(lower_point(down), min(upper_point(up), enclose<I>(1, precision_of(e))))
            : hull(zero, zero + 1));
  }
  return weights;
}

template <IntervalNumber I>
std::vector<I> weights_at(const MixtureAtoms<I>& atoms, std::size_t r, const std::vector<I>& z,
                          const I& y) {
  std::vector<I> ratios;
  for (std::size_t j = 0; j < atoms.size(); ++j) {
    ratios.push_back(j == r ? enclose<I>(1, atoms.precision())
                            : quick_exp(atoms.exponent(j, r, z, y)));
  }
  return normalized(ratios);
}

template <IntervalNumber I>
std::vector<I> weighted_mean(const MixtureAtoms<I>& atoms, std::size_t r,
                             const std::vector<I>& weights) {
  std::vector<I> mean;
  for (std::size_t k = 0; k < atoms.dimension(); ++k) {
    const I& at = atoms.position(r)[k];
    I sum = enclose<I>(0, atoms.precision()), range = at;
    for (std::size_t j = 0; j < atoms.size(); ++j) {
      if (j == r) continue;
      sum = fma(weights[j], atoms.position(j)[k] - at, sum);
      range = hull(range, atoms.position(j)[k]);
    }
    mean.push_back(intersection(at + sum, range));
  }
  return mean;
}

template <IntervalNumber I>
Matrix<I> weighted_covariance(const MixtureAtoms<I>& atoms, const std::vector<I>& weights,
                              const std::vector<I>& mean) {
  const std::size_t d = atoms.dimension();
  const I zero = enclose<I>(0, atoms.precision());
  std::vector<I> centre;
  for (const I& m : mean) centre.push_back(midpoint(m));
  Matrix<I> covariance(d, d, zero);
  for (std::size_t j = 0; j < atoms.size(); ++j) {
    for (std::size_t a = 0; a < d; ++a) {
      const I arm = atoms.position(j)[a] - centre[a];
      for (std::size_t b = 0; b <= a; ++b) {
        const I square = a == b ? sqr(arm) : arm * (atoms.position(j)[b] - centre[b]);
        covariance(a, b) = fma(weights[j], square, covariance(a, b));
      }
    }
  }
  for (std::size_t a = 0; a < d; ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      const I offset =
          a == b ? sqr(mean[a] - centre[a]) : (mean[a] - centre[a]) * (mean[b] - centre[b]);
      covariance(a, b) -= offset;
      if (a == b) covariance(a, b) = max(covariance(a, b), zero);  // a variance
      covariance(b, a) = covariance(a, b);
    }
  }
  return covariance;
}

}  // namespace

template <IntervalNumber I>
MixtureMoments<I> enclose_moments(const MixtureAtoms<I>& atoms, const std::vector<I>& z,
                                  const I& y) {
  const std::size_t r = atoms.propose_heaviest(z, y), d = atoms.dimension();
  MixtureMoments<I> moments{r, weights_at(atoms, r, z, y), {}, {}};
  moments.mean = weighted_mean(atoms, r, moments.weights);
  moments.covariance = weighted_covariance(atoms, moments.weights, moments.mean);
  if (std::all_of(z.begin(), z.end(), [](const I& c) { return is_thin(c); })) return moments;
  std::vector<I> centre;
  for (const I& c : z) centre.push_back(midpoint(c));
  const std::vector<I> middle = weighted_mean(atoms, r, weights_at(atoms, r, centre, y));
  for (std::size_t a = 0; a < d; ++a) {
    I change = enclose<I>(0, atoms.precision());
    for (std::size_t b = 0; b < d; ++b) {
      change = fma(moments.covariance(a, b), z[b] - centre[b], change);
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
