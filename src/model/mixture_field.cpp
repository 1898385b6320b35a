#include "model/mixture_field.hpp"

#include <utility>

#include "function/elementary.hpp"
#include "model/mixture_series.hpp"

namespace rigor {

template <IntervalNumber I>
MixtureField<I>::MixtureField(MixtureAtoms<I> atoms, const I& v0)
    : atoms_(std::move(atoms)), inverse_start_(recip(v0)) {}

template <IntervalNumber I>
I MixtureField<I>::inverse_variance(const I& s) const {
  return inverse_start_ * exp(2 * s);
}

template <IntervalNumber I>
bool MixtureField<I>::expand(const I& s, const std::vector<I>& z, int order, bool with_tangents,
                             SolutionCoefficients<I>& result) {
  const std::size_t d = dimension();
  const I zero = enclose<I>(0, atoms_.precision());
  std::vector<I> y{inverse_variance(s)};  // y_k = y_0 2^k / k!
  for (const I& c : z) {
    if (!is_bounded(c) || is_empty(c)) return false;
  }
  if (!is_bounded(y[0]) || is_empty(y[0])) return false;
  result.dimension = d;
  result.order = order;
  result.values = z;
  result.values.resize((static_cast<std::size_t>(order) + 1) * d, zero);
  result.tangents.clear();
  if (with_tangents) {
    result.tangents.resize((static_cast<std::size_t>(order) + 1) * d * d, zero);
    for (std::size_t a = 0; a < d; ++a) result.tangents[a * d + a] = zero + 1;
  }
  MixtureSeries<I> series(atoms_, z, y[0], order, with_tangents);
  std::vector<Matrix<I>> slope;  // the coefficients of Cov / v
  std::vector<I> yz(d, zero);
  for (int k = 0; k < order; ++k) {
    const auto at = static_cast<std::size_t>(k);
    if (k > 0) {
      y.push_back(2 * y.back() / k);
      for (std::size_t a = 0; a < d; ++a) {
        yz[a] = zero;
        for (std::size_t i = 0; i <= at; ++i) yz[a] += y[i] * result.values[(at - i) * d + a];
      }
      series.append(yz, y[at]);
    }
    for (std::size_t a = 0; a < d; ++a) {
      result.values[(at + 1) * d + a] = (series.mean(k)[a] - result.values[at * d + a]) / (k + 1);
    }
    if (!with_tangents) continue;
    slope.emplace_back(d, d, zero);
    for (std::size_t i = 0; i <= at; ++i) {
      for (std::size_t a = 0; a < d; ++a) {
        for (std::size_t b = 0; b < d; ++b) {
          slope[at](a, b) += y[i] * series.covariance(k - static_cast<int>(i))(a, b);
        }
      }
    }
    for (std::size_t a = 0; a < d; ++a) {
      for (std::size_t b = 0; b < d; ++b) {
        I sum = -result.tangents[(at * d + a) * d + b];
        for (std::size_t i = 0; i <= at; ++i) {
          for (std::size_t c = 0; c < d; ++c) {
            sum += slope[i](a, c) * result.tangents[((at - i) * d + c) * d + b];
          }
        }
        result.tangents[((at + 1) * d + a) * d + b] = sum / (k + 1);
      }
    }
  }
  return true;
}

template class MixtureField<Interval>;
template class MixtureField<BigInterval>;

}  // namespace rigor
