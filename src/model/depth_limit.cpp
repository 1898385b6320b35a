#include "model/depth_limit.hpp"

#include "analysis/mean_exponential.hpp"
#include "function/elementary.hpp"

namespace rigor {
namespace {

template <class I>
DepthBound<I> operator+(const DepthBound<I>& a, const DepthBound<I>& b) {
  return {a.error + b.error, a.depth + b.depth};
}
template <class I>
DepthBound<I> operator*(const I& c, const DepthBound<I>& a) {
  return {c * a.error, c * a.depth};
}

}  // namespace

template <IntervalNumber I>
LimitBounds<I> limit_bounds(const LimitSizes<I>& sizes) {
  const auto& [Lam, mu, gZ, gh, jZ, jh] = sizes.block;
  const I &H = sizes.state, &P = sizes.adjoint, &K = sizes.jump, &b = sizes.B_norm;
  const I &R0 = sizes.root_loss, &MX = sizes.largest_input;
  const I G = exp(sizes.growth), S = sizes.accumulated, zero = enclose<I>(0L, precision_of(G));
  // An end that is not trained is the same in both.
  const DepthBound<I> e{1 + zero, zero}, e_A = sizes.trains_A ? e : zero * e;
  const DepthBound<I> e_B = sizes.trains_B ? e : zero * e;
  LimitBounds<I> bounds{e, e, e, e, e};
  const DepthBound<I>&eta = bounds.state, &pi = bounds.adjoint;
  bounds.state = G * MX * e_A + S * mu * e + DepthBound<I>{zero, S * (sqr(Lam) * H + mu * K) / 2};
  const DepthBound<I> residual = H * e_B + b * eta;
  bounds.adjoint = G * (2 * R0 * e_B + 2 * b * residual) + S * P * (jZ * e + jh * eta) +
                   DepthBound<I>{zero, S * P * (sqr(Lam) + jZ * K + jh * Lam * H) / 2};
  bounds.layers = mu * pi + P * (gZ * e + gh * (eta + DepthBound<I>{zero, Lam * H}));
  bounds.A = sizes.trains_A ? MX * pi : zero * e;
  bounds.B = sizes.trains_B ? 2 * H * residual + 2 * R0 * eta : zero * e;
  return bounds;
}

template <IntervalNumber I>
LimitConstant<I> limit_constant(const LimitSizes<I>& sizes, const I& T) {
  const LimitBounds<I> bounds = limit_bounds(sizes);
  LimitConstant<I> result;
  result.rate = max(max(bounds.layers.error, bounds.A.error), bounds.B.error);
  result.source = max(max(bounds.layers.depth, bounds.A.depth), bounds.B.depth);
  const I x = result.rate * T;
  result.constant = result.source * T * mean_exponential(x);
  result.logarithm = log(result.source * T) + x;
  return result;
}

template LimitBounds<Interval> limit_bounds(const LimitSizes<Interval>&);
template LimitBounds<BigInterval> limit_bounds(const LimitSizes<BigInterval>&);
template LimitConstant<Interval> limit_constant(const LimitSizes<Interval>&, const Interval&);
template LimitConstant<BigInterval> limit_constant(const LimitSizes<BigInterval>&,
                                                   const BigInterval&);

}  // namespace rigor
