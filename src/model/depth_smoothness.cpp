#include "model/depth_smoothness.hpp"

#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"

namespace rigor {
namespace {

// (e^x - 1) / x for x >= 0, between 1 and e^x.
template <IntervalNumber I>
I mean_growth(const I& x) {
  if (certainly(x > 0)) return expm1(x) / x;
  return hull(enclose<I>(1L, precision_of(x)), exp(x));
}

}  // namespace

template <IntervalNumber I>
DepthSmoothness<I> depth_smoothness(const DepthSizes<I>& sizes, const I& distance,
                                    const I& root_loss) {
  const auto& [kap, chi, v_2, w_2, v_0, w_0, A, B, largest_input, jump] = sizes;
  const I& r = distance;
  const I growth = kap * (v_2 * w_2 + r * sqrt(sqr(v_2) + sqr(w_2)) + sqr(r) / 2);
  const I H = exp(growth) * A * largest_input;
  const I P = 2 * exp(growth) * B * root_loss;
  const I g = kap * H * P;
  const I v = v_0 * cosh(g) + w_0 * sinh(g), w = w_0 * cosh(g) + v_0 * sinh(g);
  const I z = sqrt(sqr(v) + sqr(w)), bend = chi * v * H;
  const I rate = kap * H * (1 + bend) * P;
  const I source = sqr(kap) * H * v * w * (2 * z + bend * w) * P;
  return {growth, H, v, w, rate, source, jump * exp(rate) + source * mean_growth(rate)};
}

template DepthSmoothness<Interval> depth_smoothness(const DepthSizes<Interval>&, const Interval&,
                                                    const Interval&);
template DepthSmoothness<BigInterval> depth_smoothness(const DepthSizes<BigInterval>&,
                                                       const BigInterval&, const BigInterval&);

}  // namespace rigor
