#include "function/elementary.hpp"
#include "model/local_mixture.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {

// |S_0| >= Re S_0 = 1 + sum_k exp(E_k(u)) cos(g_k v / sigma^2), and cos x >= max(-1, 1 - x^2/2).
template <IntervalNumber I>
std::optional<StripBounds<I>> LocalMixture<I>::strip(const I& t, const I& height) const {
  const I zero = enclose<I>(0L, precision_), one = enclose<I>(1L, precision_);
  StripBounds<I> bounds{one, {one, zero, zero, zero}};
  for (const int side : {-1, +1}) {
    const std::size_t count = atoms_on(side);
    for (std::size_t step = 1; step <= count; ++step) {
      const I g = gap(side, step);
      const I exponent = g * (2 * t - g) * inverse_;
      const I modulus = exp(exponent);
      I most = upper_point(modulus);
      I cosine = max(1 - sqr(g * height / variance_) / 2, -one);
      // The tail of this side: see LocalMixture::add_side.
      if (certainly(exponent <= -cut_) && certainly(g * (g - t) >= Moments<I>::order * variance_)) {
        most *= static_cast<long>(count - step + 1);
        cosine = -one;
        step = count;
      }
      bounds.S0_lower += certainly(cosine >= 0) ? lower_point(modulus) * cosine : most * cosine;
      I term = most;
      for (I& sum : bounds.A) {
        sum += term;
        term *= abs(g);
      }
    }
  }
  bounds.S0_lower = lower_point(bounds.S0_lower);
  if (!certainly(bounds.S0_lower > 0) || !is_bounded(bounds.A[3])) return std::nullopt;
  for (I& sum : bounds.A) sum = upper_point(sum);
  return bounds;
}

template std::optional<StripBounds<Interval>> LocalMixture<Interval>::strip(const Interval&,
                                                                            const Interval&) const;
template std::optional<StripBounds<BigInterval>> LocalMixture<BigInterval>::strip(
    const BigInterval&, const BigInterval&) const;

}  // namespace rigor
