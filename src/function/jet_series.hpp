// The series of g(u), coefficient by coefficient: one driver for all functions and both storages.
#pragma once

#include <utility>

#include "function/jet_forms.hpp"
#include "function/power.hpp"

namespace rigor {

/// Gives the coefficients of w = g(u) in order. The first ones are intersected with the chain rule
///   w_1 = g'(u_0) u_1,   w_2 = g'(u_0) u_2 + g''(u_0) u_1^2 / 2,
/// whose closed derivatives are tighter than a recurrence when u_0 is wide. Where g has no Taylor
/// series at some member of u_0:
/// - kink: w_1 encloses the generalised gradient and is flagged `defined` at most, nothing is known
///   of w_2, w_3, ...;
/// - border: the coefficients enclose those at the other members if u_1 != 0; if u_1 may be 0, g(u)
///   may be differentiable although g isn't (sqrt(x^4) at 0), and nothing is known;
/// - jump: nothing is known.
/// What is not known is entire. All but the kink's w_1 are flagged `possibly_undefined`.
template <class F, IntervalNumber I, int N>
class FunctionSeries {
 public:
  explicit FunctionSeries(F g) : g_(std::move(g)), recurrence_(g_) {}

  /// w_k for k = w.size(), given u_0, ..., u_k and w_0, ..., w_(k-1).
  I next(Known<I> u, Known<I> w) {
    const std::size_t k = w.size();
    if (k == 0) {
      derivatives_ = g_.template at<2>(u[0]);
      return derivatives_.value;
    }
    const Derivatives<I>& d = derivatives_;
    if (k == 1) is_known_ = is_known(u[1]);
    const bool is_kink = d.regularity == Regularity::kink;
    if (!is_known_ || (is_kink && k > 1)) return undefined<I>(precision_of(d.value));
    I c = recurrence_.next(u, w, d);
    if (k == 1) c = intersection(c, d.first * u[1]);
    if (k == 2) {
      c = intersection(c, d.first * u[2] + scale2(d.second * sqr(u[1]), -1));
    }
    if (is_kink) c = lowered(std::move(c), Domain::defined);
    if (d.regularity == Regularity::border) c = lowered(std::move(c), Domain::possibly_undefined);
    return lowered_to(std::move(c), w[0]);
  }

 private:
  bool is_known(const I& u_1) const {
    switch (derivatives_.regularity) {
      case Regularity::smooth:
      case Regularity::kink:
        return true;
      case Regularity::border:
        return !contains_zero(u_1) && !is_empty(derivatives_.first);
      case Regularity::jump:
        return false;
    }
    return false;
  }

  F g_;
  Derivatives<I> derivatives_{};
  typename F::template Series<I, N> recurrence_;
  bool is_known_ = false;
};

/// w_k for w = min(u, v), k = w.size(). Where the two values may be equal, w_1 is the hull of both,
/// which contains the generalised gradient, flagged `defined` at most, and nothing is known of w_2,
/// w_3, ...
template <IntervalNumber I>
I min_coefficient(Known<I> u, Known<I> v, Known<I> w) {
  const std::size_t k = w.size();
  if (k == 0) return min(u[0], v[0]);
  if (certainly(set_of(u[0]) < set_of(v[0]))) return lowered_to(u[k], w[0]);
  if (certainly(set_of(v[0]) < set_of(u[0]))) return lowered_to(v[k], w[0]);
  if (k > 1) return undefined<I>(precision_of(w[0]));
  return lowered_to(lowered(hull(u[1], v[1]), Domain::defined), w[0]);
}

/// w_k for w = u^v, where `composed` is exp(v log u). Where u may be 0, nothing is known of w_1,
/// w_2, ...
template <IntervalNumber I>
I pow_coefficient(Known<I> u, Known<I> v, Known<I> composed, Known<I> w) {
  if (w.empty()) return pow(u[0], v[0]);
  if (contains_zero(u[0])) return undefined<I>(precision_of(w[0]));
  return lowered_to(composed[w.size()], w[0]);
}

}  // namespace rigor
