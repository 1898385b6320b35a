// The second moment of the curvature of a sample's loss along a vector.
#include <stdexcept>

#include "second_engine/network.hpp"

namespace rigor::second_engine {

// On a piece and for one atom grad s = g0 + g1 z along v, and r = A + B z; so v^T A v = 2 (g0 + g1
// z)^2 + 4 (cross / m) (A + B z) with cross = sum v_{w_l} v_{b_l} over the active neurons.
Arb PiecewiseNetwork::squared_curvature(const ArbVector& v) const {
  const std::size_t m = width();
  const long count = static_cast<long>(m);
  Arb sum = zero();
  for (std::size_t j = 0; j < pieces_.size(); ++j) {
    Arb level = zero(), slope = zero(), cross = zero();  // along v, as level + slope y
    for (std::size_t l = 0; l < m; ++l) {
      if (!is_active(l, j)) continue;
      const Arb tilt = v[l] * signs_[l];
      slope += tilt / count;
      level += (v[m + l] * weights_[l] - tilt * kinks_[l]) / count;
      cross += v[l] * v[m + l];
    }
    const Arb factor = cross * 4 / count;
    for (std::size_t i = 0; i < centres_.size(); ++i) {
      const auto [A, B] = residual_line(pieces_[j], i);
      const ArbVector& M = pieces_[j].moments[i];
      const Arb g0 = level + slope * centres_[i], g1 = slope * sigma_;
      const Arb q0 = sqr(g0) * 2 + factor * A, q1 = g0 * g1 * 4 + factor * B, q2 = sqr(g1) * 2;
      sum += sqr(q0) * M[0] + q0 * q1 * M[1] * 2 + (sqr(q1) + q0 * q2 * 2) * M[2] +
             q1 * q2 * M[3] * 2 + sqr(q2) * M[4];
    }
  }
  return sum / static_cast<long>(centres_.size());
}

Curvature sample_curvature(const NetworkInstance& network, const std::vector<Rational>& v) {
  require_valid(network);
  if (v.size() != 2 * network.signs.size()) {
    throw std::invalid_argument("second engine: a vector of another size than the parameters");
  }
  constexpr long bits = 512;
  const PiecewiseNetwork at(network, bits);
  const ArbRows H = at.matrix(NetworkMatrix::hessian_ae);
  ArbVector x;
  for (const Rational& entry : v) x.push_back(Arb(entry, bits));
  Arb mean(bits);
  for (std::size_t p = 0; p < x.size(); ++p) {
    for (std::size_t q = 0; q < x.size(); ++q) mean += x[p] * H[p][q] * x[q];
  }
  return {to_bounds(mean), to_bounds(at.squared_curvature(x))};
}

}  // namespace rigor::second_engine
