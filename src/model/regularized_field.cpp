#include "model/regularized_field.hpp"

#include <utility>

#include "analysis/series_evaluation.hpp"
#include "function/elementary.hpp"
#include "linear/matrix.hpp"
#include "model/mixture_series.hpp"

namespace rigor {
namespace {

/// Coefficient 0, and room for the others.
template <IntervalNumber I>
void begin(const std::vector<I>& z, int order, bool with_tangents,
           SolutionCoefficients<I>& result) {
  const std::size_t d = z.size(), count = static_cast<std::size_t>(order) + 1;
  const I zero = enclose<I>(0L, precision_of(z[0]));
  result.dimension = d;
  result.order = order;
  result.values = z;
  result.values.resize(count * d, zero);
  result.tangents.clear();
  if (!with_tangents) return;
  result.tangents.resize(count * d * d, zero);
  for (std::size_t a = 0; a < d; ++a) result.tangents[a * d + a] = zero + 1;
}

/// Z_{k+1} = sum_{i<=k} M_i Z_{k-i} / (k+1), from Z' = M Z.
template <IntervalNumber I>
void append_tangent(const std::vector<Matrix<I>>& slopes, SolutionCoefficients<I>& result) {
  const std::size_t d = result.dimension, k = slopes.size() - 1;
  const I zero = enclose<I>(0L, precision_of(result.values[0]));
  for (std::size_t a = 0; a < d; ++a) {
    for (std::size_t b = 0; b < d; ++b) {
      I sum = zero;
      for (std::size_t i = 0; i <= k; ++i) {
        for (std::size_t c = 0; c < d; ++c) {
          sum += slopes[i](a, c) * result.tangents[((k - i) * d + c) * d + b];
        }
      }
      result.tangents[((k + 1) * d + a) * d + b] = sum / static_cast<long>(k + 1);
    }
  }
}

/// The coefficients of y e^{rate h}.
template <IntervalNumber I>
std::vector<I> exponential_coefficients(const I& y, int rate, int order) {
  std::vector<I> all{y};
  for (int k = 1; k <= order; ++k) all.push_back(rate * all.back() / k);
  return all;
}

/// The coefficients of 1 / (1 + c y).
template <IntervalNumber I>
std::vector<I> damping_coefficients(const I& c, const std::vector<I>& y) {
  const I first = 1 + c * y[0];
  std::vector<I> g{recip(first)};
  for (std::size_t k = 1; k < y.size(); ++k) {
    I sum = c * y[k] * g[0];
    for (std::size_t i = 1; i < k; ++i) sum += c * y[i] * g[k - i];
    g.push_back(-sum / first);
  }
  return g;
}

/// sum_{i<=k} a_i b(k - i).
template <IntervalNumber I, class B>
I convolve(const std::vector<I>& a, std::size_t k, const B& b) {
  I sum = a[0] * b(k);
  for (std::size_t i = 1; i <= k; ++i) sum += a[i] * b(k - i);
  return sum;
}

}  // namespace

template <IntervalNumber I>
TikhonovField<I>::TikhonovField(MixtureAtoms<I> atoms, const I& v0, const I& c)
    : atoms_(std::move(atoms)), inverse_start_(recip(v0)), strength_(c) {}

template <IntervalNumber I>
I TikhonovField<I>::inverse_variance(const I& s) const {
  return inverse_start_ * exp(2 * s);
}

template <IntervalNumber I>
bool TikhonovField<I>::expand(const I& s, const std::vector<I>& z, int order, bool with_tangents,
                              SolutionCoefficients<I>& result) {
  const std::size_t d = dimension();
  const I zero = enclose<I>(0L, atoms_.precision());
  const I start = inverse_variance(s);
  for (const I& coordinate : z) {
    if (!is_proper(coordinate)) return false;
  }
  if (!is_proper(start) || !certainly(start > 0)) return false;
  begin(z, order, with_tangents, result);
  const std::vector<I> y = exponential_coefficients(start, 2, order);
  const std::vector<I> g = damping_coefficients(strength_, y);
  MixtureSeries<I> series(atoms_, z, start, order, with_tangents);
  std::vector<I> yz(d, zero), pull;  // pull: (m - z)_k, d a coefficient
  std::vector<Matrix<I>> slopes;     // of g (y Cov - 1)
  std::vector<Matrix<I>> plain;      // of y Cov - 1
  for (std::size_t k = 0; k < static_cast<std::size_t>(order); ++k) {
    if (k > 0) {
      for (std::size_t a = 0; a < d; ++a) {
        yz[a] = convolve(y, k, [&](std::size_t i) { return result.values[i * d + a]; });
      }
      series.append(yz, y[k]);
    }
    for (std::size_t a = 0; a < d; ++a) {
      pull.push_back(series.mean(static_cast<int>(k))[a] - result.values[k * d + a]);
    }
    for (std::size_t a = 0; a < d; ++a) {
      const I sum = convolve(g, k, [&](std::size_t i) { return pull[i * d + a]; });
      result.values[(k + 1) * d + a] = sum / static_cast<long>(k + 1);
    }
    if (!with_tangents) continue;
    plain.emplace_back(d, d, zero);
    slopes.emplace_back(d, d, zero);
    for (std::size_t a = 0; a < d; ++a) {
      for (std::size_t b = 0; b < d; ++b) {
        I sum = convolve(
            y, k, [&](std::size_t i) { return series.covariance(static_cast<int>(i))(a, b); });
        if (k == 0 && a == b) sum = sum - 1;
        plain[k](a, b) = sum;
        slopes[k](a, b) = convolve(g, k, [&](std::size_t i) { return plain[i](a, b); });
      }
    }
    append_tangent(slopes, result);
  }
  return true;
}

template <IntervalNumber I>
I enclose_evidence(const MixtureAtoms<I>& atoms, const std::vector<I>& zeta, const I& root) {
  I sum = enclose<I>(0L, atoms.precision());
  for (std::size_t j = 0; j < atoms.size(); ++j) {
    I square = enclose<I>(0L, atoms.precision());
    for (std::size_t k = 0; k < zeta.size(); ++k) {
      square += sqr(zeta[k] - root * atoms.position(j)[k]);
    }
    sum += exp(-square / 2);
  }
  return sum;
}

template <IntervalNumber I>
EvidenceField<I>::EvidenceField(MixtureAtoms<I> atoms, const I& v0, const I& tau, bool is_strong)
    : atoms_(std::move(atoms)), inverse_root_(recip(sqrt(v0))), tau_(tau), is_strong_(is_strong) {}

template <IntervalNumber I>
bool EvidenceField<I>::expand(const I& s, const std::vector<I>& zeta, int order, bool with_tangents,
                              SolutionCoefficients<I>& result) {
  const I root = inverse_root_ * exp(s);
  for (const I& coordinate : zeta) {
    if (!is_proper(coordinate)) return false;
  }
  if (!is_proper(root) || !is_proper(sqr(root)) || !certainly(root > 0)) return false;
  const I evidence = enclose_evidence(atoms_, zeta, root);
  if (!certainly(is_strong_ ? evidence > tau_ : evidence < tau_)) return false;
  if (is_strong_) {
    expand_strong(root, zeta, order, with_tangents, result);
  } else {
    expand_weak(root, zeta, order, with_tangents, result);
  }
  return true;
}

template <IntervalNumber I>
void EvidenceField<I>::expand_strong(const I& start, const std::vector<I>& zeta, int order,
                                     bool with_tangents, SolutionCoefficients<I>& result) const {
  const std::size_t d = zeta.size();
  const I zero = enclose<I>(0L, atoms_.precision());
  begin(zeta, order, with_tangents, result);
  const std::vector<I> root = exponential_coefficients(start, 1, order);
  const std::vector<I> y = exponential_coefficients(sqr(start), 2, order);
  std::vector<I> z, yz(d, zero);
  for (const I& coordinate : zeta) z.push_back(coordinate / start);
  MixtureSeries<I> series(atoms_, z, y[0], order, with_tangents);
  std::vector<Matrix<I>> slopes;  // of y Cov
  for (std::size_t k = 0; k < static_cast<std::size_t>(order); ++k) {
    if (k > 0) {
      for (std::size_t a = 0; a < d; ++a) {  // y z = sqrt(y) zeta
        yz[a] = convolve(root, k, [&](std::size_t i) { return result.values[i * d + a]; });
      }
      series.append(yz, y[k]);
    }
    for (std::size_t a = 0; a < d; ++a) {
      const I sum =
          convolve(root, k, [&](std::size_t i) { return series.mean(static_cast<int>(i))[a]; });
      result.values[(k + 1) * d + a] = sum / static_cast<long>(k + 1);
    }
    if (!with_tangents) continue;
    slopes.emplace_back(d, d, zero);
    for (std::size_t a = 0; a < d; ++a) {
      for (std::size_t b = 0; b < d; ++b) {
        slopes[k](a, b) = convolve(
            y, k, [&](std::size_t i) { return series.covariance(static_cast<int>(i))(a, b); });
      }
    }
    append_tangent(slopes, result);
  }
}

// The exponent a = -|u|^2 / 2 of e = e_j has e_k = sum_{i=1..k} i a_i e_{k-i} / k.
template <IntervalNumber I>
void EvidenceField<I>::expand_weak(const I& start, const std::vector<I>& zeta, int order,
                                   bool with_tangents, SolutionCoefficients<I>& result) const {
  const std::size_t d = zeta.size(), n = atoms_.size();
  const I zero = enclose<I>(0L, atoms_.precision());
  begin(zeta, order, with_tangents, result);
  const std::vector<I> root = exponential_coefficients(start, 1, order);
  struct Atom {
    std::vector<std::vector<I>> u;  // by coordinate
    std::vector<I> exponent, e;
  };
  std::vector<Atom> all(n);
  for (Atom& atom : all) atom.u.resize(d);
  std::vector<Matrix<I>> slopes;
  for (std::size_t k = 0; k < static_cast<std::size_t>(order); ++k) {
    std::vector<I> sum(d, zero);
    Matrix<I> slope(d, d, zero);
    for (std::size_t j = 0; j < n; ++j) {
      Atom& atom = all[j];
      I square = zero;
      for (std::size_t a = 0; a < d; ++a) {
        atom.u[a].push_back(root[k] * atoms_.position(j)[a] - result.values[k * d + a]);
        square += k == 0 ? sqr(atom.u[a][0])
                         : convolve(atom.u[a], k, [&](std::size_t i) { return atom.u[a][i]; });
      }
      atom.exponent.push_back(-square / 2);
      I e = k == 0 ? exp(atom.exponent[0]) : zero;
      for (std::size_t i = 1; i <= k; ++i) {
        e += static_cast<long>(i) * atom.exponent[i] * atom.e[k - i];
      }
      atom.e.push_back(k == 0 ? e : e / static_cast<long>(k));
      for (std::size_t a = 0; a < d; ++a) {
        sum[a] += convolve(atom.e, k, [&](std::size_t i) { return atom.u[a][i]; });
      }
      if (!with_tangents) continue;
      for (std::size_t a = 0; a < d; ++a) {
        slope(a, a) -= atom.e[k];
        for (std::size_t b = 0; b < d; ++b) {
          slope(a, b) += convolve(atom.e, k, [&](std::size_t i) {
            return convolve(atom.u[a], i, [&](std::size_t l) { return atom.u[b][l]; });
          });
        }
      }
    }
    for (std::size_t a = 0; a < d; ++a) {
      const I pull = sum[a] / tau_ + result.values[k * d + a];
      result.values[(k + 1) * d + a] = pull / static_cast<long>(k + 1);
    }
    if (!with_tangents) continue;
    for (std::size_t a = 0; a < d; ++a) {
      for (std::size_t b = 0; b < d; ++b) slope(a, b) = slope(a, b) / tau_;
      if (k == 0) slope(a, a) = slope(a, a) + 1;
    }
    slopes.push_back(slope);
    append_tangent(slopes, result);
  }
}

template class TikhonovField<Interval>;
template class TikhonovField<BigInterval>;
template class EvidenceField<Interval>;
template class EvidenceField<BigInterval>;
template Interval enclose_evidence(const MixtureAtoms<Interval>&, const std::vector<Interval>&,
                                   const Interval&);
template BigInterval enclose_evidence(const MixtureAtoms<BigInterval>&,
                                      const std::vector<BigInterval>&, const BigInterval&);

}  // namespace rigor
