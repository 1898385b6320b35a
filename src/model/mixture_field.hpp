// The reverse flow of a mixture as a source of Taylor coefficients, for the integrator.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/series_field.hpp"
#include "model/mixture_atoms.hpp"

namespace rigor {

/// dz/ds = mean(z, v) - z with v = v0 e^{-2s}, positions relative to the origin of the atoms. With
/// the coefficients m_k of the mean and G = Cov / v along a solution, z_{k+1} = (m_k - z_k) / (k+1)
/// and the derivatives Z by z_0 have Z_{k+1} = (sum_{i<=k} G_i Z_{k-i} - Z_k) / (k+1). The field is
/// analytic for all z and s.
template <IntervalNumber I>
class MixtureField final : public SeriesField<I> {
 public:
  /// v0 > 0.
  MixtureField(MixtureAtoms<I> atoms, const I& v0);

  std::size_t dimension() const override { return atoms_.dimension(); }
  bool expand(const I& s, const std::vector<I>& z, int order, bool with_tangents,
              SolutionCoefficients<I>& result) override;

  const MixtureAtoms<I>& atoms() const { return atoms_; }
  /// 1/v at the time s: e^{2s} / v0.
  I inverse_variance(const I& s) const;

 private:
  MixtureAtoms<I> atoms_;
  I inverse_start_;  // 1 / v0
};

}  // namespace rigor
