// Regularized reverse flows of a mixture as sources of Taylor coefficients, for the integrator.
//
// Times are s with the noise variance v = v0 e^{-2s}, y = 1/v; positions are relative to the origin
// of the atoms.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/series_field.hpp"
#include "model/mixture_atoms.hpp"

namespace rigor {

/// Tikhonov's flow: dz/ds = (m(z, v) - z) g, g = v / (v + c) = 1 / (1 + c y), c >= 0; for c = 0 the
/// exact flow. With the coefficients g_k and m_k along a solution,
///   z_{k+1} = sum_{i<=k} g_i (m - z)_{k-i} / (k+1),
/// and the derivatives Z by z_0 have Z' = g (Cov / v - 1) Z. Analytic for all z and s.
template <IntervalNumber I>
class TikhonovField final : public SeriesField<I> {
 public:
  /// v0 > 0, c >= 0.
  TikhonovField(MixtureAtoms<I> atoms, const I& v0, const I& c);

  std::size_t dimension() const override { return atoms_.dimension(); }
  bool expand(const I& s, const std::vector<I>& z, int order, bool with_tangents,
              SolutionCoefficients<I>& result) override;

  const MixtureAtoms<I>& atoms() const { return atoms_; }
  I inverse_variance(const I& s) const;

 private:
  MixtureAtoms<I> atoms_;
  I inverse_start_;  // 1 / v0
  I strength_;
};

/// S = sum_j exp(-|zeta - zeta_j|^2 / 2), zeta_j = z_j sqrt(y), over a box of zeta, for any sqrt(y)
/// in its interval.
template <IntervalNumber I>
I enclose_evidence(const MixtureAtoms<I>& atoms, const std::vector<I>& zeta, const I& root);

/// The empirical-Bayes flow dz/ds = sum_j e_j (z_j - z) / max(S, tau), e_j = exp(-|z - z_j|^2 y /
/// 2), S = sum e_j, for zeta = z sqrt(y): near the origin S then hardly depends on s. It has a kink
/// where S = tau; the field here is one side of it, and expand() gives false for boxes that aren't
/// proved to be on this side:
///   strong evidence, S > tau: the exact flow, zeta' = sqrt(y) m, with the derivatives Z' = Cov / v
///   Z by zeta_0;
///   weak evidence, S < tau: zeta' = zeta + sum e_j u_j / tau, u_j = zeta_j - zeta, with Z' = (1 +
///   sum e_j (u_j u_j^T - 1) / tau) Z.
template <IntervalNumber I>
class EvidenceField final : public SeriesField<I> {
 public:
  /// v0, tau > 0. Equal weights, no heights.
  EvidenceField(MixtureAtoms<I> atoms, const I& v0, const I& tau, bool is_strong);

  std::size_t dimension() const override { return atoms_.dimension(); }
  bool expand(const I& s, const std::vector<I>& zeta, int order, bool with_tangents,
              SolutionCoefficients<I>& result) override;

 private:
  void expand_strong(const I& root, const std::vector<I>& zeta, int order, bool with_tangents,
                     SolutionCoefficients<I>& result) const;
  void expand_weak(const I& root, const std::vector<I>& zeta, int order, bool with_tangents,
                   SolutionCoefficients<I>& result) const;

  MixtureAtoms<I> atoms_;
  I inverse_root_;  // 1 / sqrt(v0)
  I tau_;
  bool is_strong_;
};

}  // namespace rigor
