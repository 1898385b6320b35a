// The risk of a two-layer network by Arb, from its definition: for each atom, r = s_theta(Y) +
// z / sigma is affine in z between the kinks, and expectations are sums over all pieces of
// truncated moments E[z^k; u < z < v].
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "model/network.hpp"
#include "support/arb.hpp"

namespace rigor::test {

inline constexpr Precision kNetworkOracle{640};

/// E[z^k; u < z < v] for k = 0 ... 4; an end that is missing is infinite.
using Truncated = std::array<Arb, 5>;

inline Truncated truncated(const std::optional<Arb>& u, const std::optional<Arb>& v) {
  const Precision p = kNetworkOracle;
  const Arb zero(0, p), root = sqrt(Arb(2, p));
  const auto pdf = [&](const std::optional<Arb>& x) {
    return x ? exp(-sqr(*x) / Arb(2, p)) / sqrt(Arb(2, p) * Arb::pi(p)) : zero;
  };
  const auto cdf = [&](const std::optional<Arb>& x, int end) {
    return x ? erfc(-*x / root) / Arb(2, p) : Arb(end, p);
  };
  const Arb left = pdf(u), right = pdf(v);
  Truncated m{cdf(v, 1) - cdf(u, 0), left - right, zero, zero, zero};
  for (std::size_t k = 2; k < 5; ++k) {
    const int e = static_cast<int>(k) - 1;
    m[k] = Arb(e, p) * m[k - 2];
    if (u) m[k] += pow(*u, e) * left;
    if (v) m[k] -= pow(*v, e) * right;
  }
  return m;
}

/// Everything that NetworkRisk computes of one network.
struct TrueNetworkRisk {
  std::vector<Arb> active, ramp, density, residual_ramp, residual_active, kink_term, atom_risk;
  std::vector<std::vector<Arb>> gram, hessian_ae, hessian;
  std::vector<Arb> gradient;
  Arb risk, mean_slope, slope_second_moment, residual_noise, residual_noise_curvature;
  Arb ramp_variation, active_variation, active_second_moment;
};

inline TrueNetworkRisk true_network_risk(const std::vector<Rational>& centres,
                                         const Rational& sigma, const Network& net) {
  const Precision p = kNetworkOracle;
  const std::size_t n = centres.size(), m = net.width();
  const Arb zero(0, p), count(static_cast<long>(n), p), width(static_cast<long>(m), p);
  std::vector<Rational> edges = net.kinks;
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  std::vector<Arb> w;
  for (const Rational& x : net.weights) w.emplace_back(x, p);

  std::vector<Arb> none(m, zero);
  std::vector<std::vector<Arb>> square(2 * m, std::vector<Arb>(2 * m, zero));
  TrueNetworkRisk t{none, none, none, none, none, none, {},   square, square, square,
                    {},   zero, zero, zero, zero, zero, zero, zero,   zero};
  // E[(f_0 + f_1 z)(g_0 + g_1 z)].
  const auto product = [](const Truncated& M, const Arb& f0, const Arb& f1, const Arb& g0,
                          const Arb& g1) {
    return f0 * g0 * M[0] + (f0 * g1 + f1 * g0) * M[1] + f1 * g1 * M[2];
  };
  for (const Rational& c : centres) {
    Arb atom = zero;
    for (std::size_t piece = 0; piece <= edges.size(); ++piece) {
      std::optional<Arb> u, v;
      if (piece > 0) u = Arb(Rational((edges[piece - 1] - c) / sigma), p);
      if (piece < edges.size()) v = Arb(Rational((edges[piece] - c) / sigma), p);
      const Truncated M = truncated(u, v);
      // On the piece, phi_l = offset_l + sign_l sigma z.
      std::vector<std::size_t> on;
      std::vector<Arb> offset(m, zero), rate(m, zero);
      Arb s0 = zero, s1 = zero, size = zero;
      for (std::size_t l = 0; l < m; ++l) {
        const bool is_on = net.signs[l] > 0 ? piece > 0 && edges[piece - 1] >= net.kinks[l]
                                            : piece < edges.size() && edges[piece] <= net.kinks[l];
        if (!is_on) continue;
        on.push_back(l);
        offset[l] = Arb(Rational(net.signs[l] * (c - net.kinks[l])), p);
        rate[l] = Arb(Rational(net.signs[l] * sigma), p);
        s0 += w[l] * offset[l] / width;
        s1 += w[l] * rate[l] / width;
        size += abs(w[l]) / width;
      }
      const Arb slope = s1 / Arb(sigma, p), r0 = s0, r1 = s1 + Arb(Rational(1 / sigma), p);
      atom += product(M, r0, r1, r0, r1);
      t.mean_slope += slope * M[0] / count;
      t.slope_second_moment += sqr(slope) * M[0] / count;
      t.active_second_moment += sqr(size) * M[0] / count;
      t.residual_noise += (r0 * M[1] + r1 * M[2]) / count;
      t.residual_noise_curvature += (sqr(r0) * (M[2] - M[0]) + Arb(2, p) * r0 * r1 * (M[3] - M[1]) +
                                     sqr(r1) * (M[4] - M[2])) /
                                    count;
      for (const std::size_t l : on) {
        t.active[l] += M[0] / count;
        t.ramp[l] += (offset[l] * M[0] + rate[l] * M[1]) / count;
        t.residual_ramp[l] += product(M, r0, r1, offset[l], rate[l]) / count;
        t.residual_active[l] += (r0 * M[0] + r1 * M[1]) / count;
        for (const std::size_t k : on) {
          const Arb scale = count * sqr(width);
          t.gram[l][k] += product(M, offset[l], rate[l], offset[k], rate[k]) / scale;
          t.gram[l][m + k] += w[k] * (offset[l] * M[0] + rate[l] * M[1]) / scale;
          t.gram[m + k][l] = t.gram[l][m + k];
          t.gram[m + l][m + k] += w[l] * w[k] * M[0] / scale;
        }
      }
    }
    t.atom_risk.push_back(atom);
    t.risk += atom / count;
  }
  const Arb two(2, p);
  for (std::size_t l = 0; l < m; ++l) {
    // p e = p s_theta - p' at the kink, p' from the Gaussian bells.
    Arb slope = zero, value = zero;
    for (std::size_t k = 0; k < m; ++k) {
      const Rational reach = net.signs[k] * (net.kinks[l] - net.kinks[k]);
      if (reach > 0) value += w[k] * Arb(reach, p) / width;
    }
    for (const Rational& c : centres) {
      const Arb x(Rational((net.kinks[l] - c) / sigma), p);
      const Arb bell = exp(-sqr(x) / two) / (sqrt(two * Arb::pi(p)) * Arb(sigma, p) * count);
      t.density[l] += bell;
      slope -= x * bell / Arb(sigma, p);
    }
    t.kink_term[l] = two * w[l] * (t.density[l] * value - slope) / width;
    t.ramp_variation += abs(w[l]) * t.ramp[l] * t.active[l] / width;
    t.active_variation += abs(w[l]) * t.active[l] / width;
    t.gradient.push_back(two * t.residual_ramp[l] / width);
  }
  for (std::size_t i = 0; i < 2 * m; ++i) {
    for (std::size_t j = 0; j < 2 * m; ++j) t.hessian_ae[i][j] = two * t.gram[i][j];
  }
  for (std::size_t l = 0; l < m; ++l) {
    t.gradient.push_back(two * w[l] * t.residual_active[l] / width);
    t.hessian_ae[l][m + l] += two * t.residual_active[l] / width;
    t.hessian_ae[m + l][l] = t.hessian_ae[l][m + l];
  }
  t.hessian = t.hessian_ae;
  for (std::size_t l = 0; l < m; ++l) t.hessian[m + l][m + l] += t.kink_term[l];
  return t;
}

}  // namespace rigor::test
