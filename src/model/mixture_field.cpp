#include "model/mixture_field.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <utility>

#include "function/elementary.hpp"
#include "model/ball.hpp"
#include "model/mixture_series.hpp"

namespace rigor {

template <IntervalNumber I>
MixtureField<I>::MixtureField(MixtureAtoms<I> atoms, const I& v0)
    : atoms_(std::move(atoms)), inverse_start_(recip(v0)) {}

template <IntervalNumber I>
I MixtureField<I>::inverse_variance(const I& s) const {
  return inverse_start_ * exp(2 * s);
}

namespace {

/// The coefficients in the arithmetic T.
template <class T, IntervalNumber I>
void expand_in(const MixtureAtoms<I>& atoms, const std::vector<I>& z, const I& start, int order,
               bool with_tangents, SolutionCoefficients<I>& result) {
  const std::size_t d = atoms.dimension(), count = static_cast<std::size_t>(order) + 1;
  const T zero = converted<T>(enclose<I>(0, atoms.precision()));
  const T one = converted<T>(enclose<I>(1, atoms.precision()));
  std::vector<T> values(count * d, zero), tangents, y{converted<T>(start)}, yz(d, zero);
  for (std::size_t a = 0; a < d; ++a) values[a] = converted<T>(z[a]);
  if (with_tangents) {
    tangents.assign(count * d * d, zero);
    for (std::size_t a = 0; a < d; ++a) tangents[a * d + a] = one;
  }
  MixtureSeries<I, T> series(atoms, z, start, order, with_tangents);
  std::vector<Matrix<T>> slope;  // the coefficients of Cov / v
  for (int k = 0; k < order; ++k) {
    const auto at = static_cast<std::size_t>(k);
    if (k > 0) {
      y.push_back(2 * y.back() / k);  // y_k = y_0 2^k / k!
      for (std::size_t a = 0; a < d; ++a) {
        yz[a] = zero;
        for (std::size_t i = 0; i <= at; ++i) yz[a] += y[i] * values[(at - i) * d + a];
      }
      series.append(yz, y[at]);
    }
    for (std::size_t a = 0; a < d; ++a) {
      values[(at + 1) * d + a] = (series.mean(k)[a] - values[at * d + a]) / (k + 1);
    }
    if (!with_tangents) continue;
    slope.emplace_back(d, d, zero);
    for (std::size_t i = 0; i <= at; ++i) {
      const Matrix<T>& covariance = series.covariance(k - static_cast<int>(i));
      for (std::size_t a = 0; a < d; ++a) {
        for (std::size_t b = 0; b <= a; ++b) slope[at](a, b) += y[i] * covariance(a, b);
      }
    }
    for (std::size_t a = 0; a < d; ++a) {
      for (std::size_t b = 0; b < a; ++b) slope[at](b, a) = slope[at](a, b);
    }
    for (std::size_t a = 0; a < d; ++a) {
      for (std::size_t b = 0; b < d; ++b) {
        T sum = -tangents[(at * d + a) * d + b];
        for (std::size_t i = 0; i <= at; ++i) {
          for (std::size_t c = 0; c < d; ++c) {
            sum += slope[i](a, c) * tangents[((at - i) * d + c) * d + b];
          }
        }
        tangents[((at + 1) * d + a) * d + b] = sum / (k + 1);
      }
    }
  }
  result.values = z;
  for (std::size_t n = d; n < values.size(); ++n) result.values.push_back(interval_of(values[n]));
  result.tangents.clear();
  for (const T& t : tangents) result.tangents.push_back(interval_of(t));
}

/// Whether products of ranges that contain no zero hardly depend on where in the box they are
/// formed: then balls serve as well as intervals.
bool is_narrow(const std::vector<Interval>& z, const Interval& y) {
  constexpr double kNarrow = 0.05;
  double width = 0;
  for (const Interval& c : z) width = std::max(width, c.upper() - c.lower());
  return width * std::sqrt(y.upper()) < kNarrow && y.upper() - y.lower() < 2 * kNarrow * y.lower();
}

}  // namespace

template <IntervalNumber I>
bool MixtureField<I>::expand(const I& s, const std::vector<I>& z, int order, bool with_tangents,
                             SolutionCoefficients<I>& result) {
  const I y = inverse_variance(s);
  const auto is_usable = [](const I& x) { return is_bounded(x) && !is_empty(x); };
  if (!is_usable(y) || !std::all_of(z.begin(), z.end(), is_usable)) return false;
  result.dimension = dimension();
  result.order = order;
  if constexpr (std::is_same_v<I, Interval>) {
    if (is_narrow(z, y)) {
      expand_in<Ball>(atoms_, z, y, order, with_tangents, result);
      return true;
    }
  }
  expand_in<I>(atoms_, z, y, order, with_tangents, result);
  return true;
}

template class MixtureField<Interval>;
template class MixtureField<BigInterval>;

}  // namespace rigor
