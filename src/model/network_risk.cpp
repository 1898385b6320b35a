#include "model/network_risk.hpp"

#include <stdexcept>

#include "model/atom_risk.hpp"
#include "model/posterior.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
NetworkBox<I> checked(NetworkBox<I> network) {
  const std::size_t m = network.width();
  if (m == 0 || network.weights.size() != m || network.kinks.size() != m) {
    throw std::invalid_argument("a network needs as many weights and kinks as signs, at least one");
  }
  for (const int sign : network.signs) {
    if (sign != 1 && sign != -1) throw std::invalid_argument("an inner sign is +1 or -1");
  }
  return network;
}

}  // namespace

template <IntervalNumber I>
NetworkRisk<I>::NetworkRisk(const Mixture& mixture, const I& sigma, NetworkBox<I> network,
                            const std::function<void()>& step)
    : mixture_(&mixture),
      atoms_(mixture, sigma),
      network_(checked(std::move(network))),
      pairs_(pair_moments(atoms_, network_, step)) {
  const std::size_t m = width();
  for (std::size_t l = 0; l < m; ++l) {
    I ramp = enclose<I>(0L, atoms_.precision()), active = ramp;
    for (std::size_t k = 0; k < m; ++k) {
      ramp += network_.weights[k] * pairs_.ramps(l, k);
      active += network_.weights[k] * pairs_.ramp_active(k, l);
    }
    const int sign = network_.signs[l];
    residual_ramp_.push_back(sign * pairs_.active[l] + ramp / static_cast<long>(m));
    residual_active_.push_back(sign * pairs_.density[l].value + active / static_cast<long>(m));
  }
}

template <IntervalNumber I>
const I& NetworkRisk<I>::active(std::size_t l) const {
  return pairs_.active[l];
}
template <IntervalNumber I>
const I& NetworkRisk<I>::ramp(std::size_t l) const {
  return pairs_.ramp[l];
}
template <IntervalNumber I>
const I& NetworkRisk<I>::density_at_kink(std::size_t l) const {
  return pairs_.density[l].value;
}
template <IntervalNumber I>
const I& NetworkRisk<I>::residual_ramp(std::size_t l) const {
  return residual_ramp_[l];
}
template <IntervalNumber I>
const I& NetworkRisk<I>::residual_active(std::size_t l) const {
  return residual_active_[l];
}

template <IntervalNumber I>
I NetworkRisk<I>::network_at_kink(std::size_t l) const {
  const I zero = enclose<I>(0L, atoms_.precision());
  I sum = zero;
  for (std::size_t k = 0; k < width(); ++k) {
    if (k == l) continue;  // its own ramp starts there
    const I distance = network_.kinks[l] - network_.kinks[k];
    sum += network_.weights[k] * max(network_.signs[k] > 0 ? distance : -distance, zero);
  }
  return sum / static_cast<long>(width());
}

template <IntervalNumber I>
I NetworkRisk<I>::excess_at_kink(std::size_t l) const {
  const Posterior<I> posterior(*mixture_, atoms_.sigma());
  return network_at_kink(l) - posterior.score(network_.kinks[l]);
}

// p s* = p'.
template <IntervalNumber I>
I NetworkRisk<I>::density_times_excess(std::size_t l) const {
  return pairs_.density[l].value * network_at_kink(l) - pairs_.density[l].slope;
}

template <IntervalNumber I>
I NetworkRisk<I>::kink_term(std::size_t l) const {
  return 2 * network_.weights[l] * density_times_excess(l) / static_cast<long>(width());
}

template <IntervalNumber I>
I NetworkRisk<I>::risk() const {
  I sum = enclose<I>(0L, atoms_.precision());
  for (std::size_t l = 0; l < width(); ++l) {
    sum += network_.weights[l] * (network_.signs[l] * active(l) + residual_ramp(l));
  }
  return sqr(atoms_.inverse_sigma()) + sum / static_cast<long>(width());
}

template <IntervalNumber I>
I NetworkRisk<I>::atom_risk(std::size_t i) const {
  return rigor::atom_risk(*mixture_, atoms_.sigma(), network_, i);
}

template <IntervalNumber I>
I NetworkRisk<I>::mean_slope() const {
  I sum = enclose<I>(0L, atoms_.precision());
  for (std::size_t l = 0; l < width(); ++l) {
    sum += network_.signs[l] * network_.weights[l] * active(l);
  }
  return sum / static_cast<long>(width());
}

// (1/m^2) sum_{lk} f_l f_k moments_lk for a symmetric matrix of moments.
template <IntervalNumber I>
I NetworkRisk<I>::weighted_pairs(const Matrix<I>& moments, const std::vector<I>& factors) const {
  I sum = enclose<I>(0L, atoms_.precision());
  for (std::size_t l = 0; l < width(); ++l) {
    I row = factors[l] * moments(l, l);
    for (std::size_t k = 0; k < l; ++k) row += 2 * (factors[k] * moments(l, k));
    sum += factors[l] * row;
  }
  return sum / sqr(enclose<I>(static_cast<long>(width()), atoms_.precision()));
}

template <IntervalNumber I>
I NetworkRisk<I>::slope_second_moment() const {
  std::vector<I> slopes;
  for (std::size_t l = 0; l < width(); ++l) {
    slopes.push_back(network_.signs[l] * network_.weights[l]);
  }
  return weighted_pairs(pairs_.actives, slopes);
}

template <IntervalNumber I>
I NetworkRisk<I>::active_second_moment() const {
  std::vector<I> sizes;
  for (const I& w : network_.weights) sizes.push_back(abs(w));
  return weighted_pairs(pairs_.actives, sizes);
}

template <IntervalNumber I>
I NetworkRisk<I>::residual_noise() const {
  return atoms_.inverse_sigma() + atoms_.sigma() * mean_slope();
}

// Moving all kinks by -t moves s_theta by t: the second derivative of R along it is
// 2 E s'^2 + sum D_l, and with Y + t substituted for Y it is
// (E r^2 (z^2 - 1) - (4 / sigma) E r z + 2 / sigma^2) / sigma^2.
template <IntervalNumber I>
I NetworkRisk<I>::residual_noise_curvature() const {
  const I& s = atoms_.sigma();
  I terms = enclose<I>(0L, atoms_.precision());
  for (std::size_t l = 0; l < width(); ++l) terms += kink_term(l);
  return sqr(s) * (2 * slope_second_moment() + terms) + 4 * mean_slope() +
         2 * sqr(atoms_.inverse_sigma());
}

template <IntervalNumber I>
I NetworkRisk<I>::ramp_variation() const {
  I sum = enclose<I>(0L, atoms_.precision());
  for (std::size_t l = 0; l < width(); ++l) sum += abs(network_.weights[l]) * ramp(l) * active(l);
  return sum / static_cast<long>(width());
}

template <IntervalNumber I>
I NetworkRisk<I>::active_variation() const {
  I sum = enclose<I>(0L, atoms_.precision());
  for (std::size_t l = 0; l < width(); ++l) sum += abs(network_.weights[l]) * active(l);
  return sum / static_cast<long>(width());
}

template <IntervalNumber I>
std::vector<I> NetworkRisk<I>::gradient() const {
  std::vector<I> result;
  const auto m = static_cast<long>(width());
  for (std::size_t l = 0; l < width(); ++l) result.push_back(2 * residual_ramp(l) / m);
  for (std::size_t l = 0; l < width(); ++l) {
    result.push_back(2 * network_.weights[l] * residual_active(l) / m);
  }
  return result;
}

template <IntervalNumber I>
Matrix<I> NetworkRisk<I>::gram() const {
  const std::size_t m = width();
  const Precision p = atoms_.precision();
  const I scale = 1 / sqr(enclose<I>(static_cast<long>(m), p));
  Matrix<I> result(2 * m, 2 * m, enclose<I>(0L, p));
  for (std::size_t l = 0; l < m; ++l) {
    const I weight = network_.weights[l] * scale;
    for (std::size_t k = 0; k < m; ++k) {
      result(l, k) = pairs_.ramps(l, k) * scale;
      result(k, m + l) = result(m + l, k) = weight * pairs_.ramp_active(k, l);
      if (k <= l) {
        const I product = weight * network_.weights[k] * pairs_.actives(l, k);
        result(m + l, m + k) = result(m + k, m + l) = product;
      }
    }
  }
  return result;
}

template <IntervalNumber I>
Matrix<I> NetworkRisk<I>::hessian_ae() const {
  const std::size_t m = width();
  Matrix<I> result = gram();
  for (std::size_t i = 0; i < 2 * m; ++i) {
    for (std::size_t j = 0; j < 2 * m; ++j) result(i, j) = scale2(result(i, j), 1);
  }
  for (std::size_t l = 0; l < m; ++l) {
    const I mixed = 2 * residual_active(l) / static_cast<long>(m);
    result(l, m + l) += mixed;
    result(m + l, l) = result(l, m + l);
  }
  return result;
}

template <IntervalNumber I>
Matrix<I> NetworkRisk<I>::hessian() const {
  const std::size_t m = width();
  Matrix<I> result = hessian_ae();
  for (std::size_t l = 0; l < m; ++l) result(m + l, m + l) += kink_term(l);
  return result;
}

template class NetworkRisk<Interval>;
template class NetworkRisk<BigInterval>;

}  // namespace rigor
