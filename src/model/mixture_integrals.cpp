#include "model/mixture_integrals.hpp"

#include <algorithm>
#include <stdexcept>

#include "analysis/adaptive_quadrature.hpp"
#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "model/mixture_panels.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

/// Keeps the local mixture of the last anchor: consecutive panels mostly share it.
template <IntervalNumber I>
class LocalCache {
 public:
  LocalCache(const Mixture& mixture, const I& sigma) : mixture_(&mixture), sigma_(sigma) {}

  std::shared_ptr<const LocalMixture<I>> at(const Rational& y) { return pair_at(y).fine; }

  const LocalPair<I>& pair_at(const Rational& y) {
    const std::size_t anchor = mixture_->nearest(y);
    if (local_.fine && local_.fine->anchor() == anchor) return local_;
    local_.fine = std::make_shared<const LocalMixture<I>>(*mixture_, anchor, sigma_);
    if constexpr (!std::same_as<I, Interval>) {
      // sigma^-6 and its like stay far inside the range of doubles, and exponents up to
      // (range / sigma)^2 keep a few digits behind the point.
      const Interval s = to_interval(sigma_);
      const Interval range = enclose<Interval>(mixture_->range(), Precision{});
      if (s.lower() > 0x1p-60 && s.upper() < 0x1p+60 && certainly(range < scale2(s, 19))) {
        local_.rough = std::make_shared<const LocalMixture<Interval>>(*mixture_, anchor, s);
      }
    }
    return local_;
  }

 private:
  const Mixture* mixture_;
  I sigma_;
  LocalPair<I> local_;
};

/// A rational that is provably at least x.
template <IntervalNumber I>
Rational above(const I& x) {
  return upper_rational(convert<Interval>(x, Precision{}));
}

}  // namespace

template <IntervalNumber I>
MixtureIntegrals<I>::MixtureIntegrals(const Mixture& mixture, const I& sigma, int digits,
                                      std::function<void()> step)
    : mixture_(&mixture),
      sigma_(sigma),
      precision_(precision_of(sigma)),
      digits_(digits),
      step_(std::move(step)) {}

// First a coarse pass from a guess of the size, then one that is `digits` fine.
template <IntervalNumber I>
template <class Make>
I MixtureIntegrals<I>::refine(const Make& make_panel, const std::vector<Rational>& points,
                              const I& guess) const {
  const auto panels = static_cast<long>(64 * points.size());
  I scale = upper_point(guess);
  for (int pass = 0; pass < 40; ++pass) {
    const I coarse = integrate_absolute<I>(make_panel, points, scale / (100 * panels), {2, step_});
    scale = upper_point(coarse);
    if (certainly(2 * lower_point(coarse) >= scale)) break;
  }
  const I fine = scale * pown(enclose<I>(10L, precision_), -digits_ - 2) / panels;
  return integrate_absolute<I>(make_panel, points, fine, {digits_ + 1, step_});
}

template <IntervalNumber I>
std::vector<Rational> MixtureIntegrals<I>::breaks(const Rational& beyond) const {
  std::vector<Rational> points;
  const std::size_t n = mixture_->size();
  if (beyond > 0) points.push_back(mixture_->first() - beyond);
  for (std::size_t i = 0; i < n; ++i) {
    points.push_back(mixture_->centre(i));
    if (i + 1 < n) points.push_back(mixture_->midpoint(i));
  }
  if (beyond > 0) points.push_back(mixture_->last() + beyond);
  return points;
}

// K sigma with exp(-K^2/2) <= 2^-(p + 40).
template <IntervalNumber I>
Rational MixtureIntegrals<I>::reach() const {
  return above(sigma_ * sqrt(2 * (precision_.bits + 40) * ln2<I>(precision_)));
}

// From here on the weight of the end atom's neighbour is below 2^-(p + 40) too.
template <IntervalNumber I>
Rational MixtureIntegrals<I>::variation_reach() const {
  if (mixture_->size() == 1) return reach();
  const std::size_t n = mixture_->size();
  const Rational end_gap = std::min(mixture_->gap(0), mixture_->gap(n - 2));
  const I far =
      sqr(sigma_) * (precision_.bits + 40) * ln2<I>(precision_) / enclose<I>(end_gap, precision_);
  return std::max(reach(), above(far));
}

// Beyond c_{n-1} + T (and mirrored) the integrals of p V / sigma^4, p s*^2, p s*'^2 are bounded by
// P(Y > c_{n-1} + T) <= Phi(-K), K = T / sigma, times a bound of the rest; exp(-K^2/2) =: e.
template <IntervalNumber I>
I MixtureIntegrals<I>::minimal_risk() const {
  if (mixture_->size() == 1) return enclose<I>(0L, precision_);
  const Rational T = reach();
  I tails = enclose<I>(0L, precision_);
  I guess = tails;
  const I e = exp(-sqr(enclose<I>(T, precision_) / sigma_) / 2);
  for (const bool left : {true, false}) {
    const LocalMixture<I> local(*mixture_, left ? 0 : mixture_->size() - 1, sigma_);
    const I t = enclose<I>(left ? -T : T, precision_);
    // V <= E (c - c_a)^2 <= S_2(t), which decreases further out.
    const Moments<I> m = local.moments(t);
    tails += upper_point(e / 2 * m.w * m.T[2] / pown(sigma_, 4));
  }
  for (std::size_t i = 0; i + 1 < mixture_->size(); ++i) {
    const I d = enclose<I>(mixture_->gap(i), precision_);
    guess += d * exp(-sqr(d / sigma_) / 8) / pown(sigma_, 3);
  }
  LocalCache<I> cache(*mixture_, sigma_);
  const auto make = [&](const Rational& a, const Rational& b) {
    return RiskPanel<I>(cache.at((a + b) / 2), a, b);
  };
  return refine(make, breaks(T), guess) + hull(enclose<I>(0L, precision_), tails);
}

template <IntervalNumber I>
I MixtureIntegrals<I>::distance_to_affine(const Rational& slope, const Rational& root) const {
  const I k = enclose<I>(slope, precision_);
  if (slope < 0 || !certainly(k * sqr(sigma_) <= 1 + scale2(enclose<I>(1L, precision_), -20)) ||
      root < mixture_->first() || root > mixture_->last()) {
    throw std::invalid_argument("the affine score is outside the range of this integral");
  }
  const Rational T = reach();
  const I range = enclose<I>(mixture_->range(), precision_);
  const I K = enclose<I>(T, precision_) / sigma_;
  // |s* - s| <= (1/sigma^2 + slope) (|t| + range) <= 3 (|t| + range) / sigma^2, p <= N(.; end
  // atom), and for K >= 1 integral_K^inf phi(z) (sigma z + range)^2 dz <= exp(-K^2/2) (sigma (K +
  // 1) + range)^2.
  const I tails = 18 * exp(-sqr(K) / 2) * sqr(sigma_ * (K + 1) + range) / pown(sigma_, 4);
  LocalCache<I> cache(*mixture_, sigma_);
  const auto make = [&](const Rational& a, const Rational& b) {
    return ScorePanel<I>(cache.at((a + b) / 2), a, b, k, root);
  };
  return refine(make, breaks(T), 1 / sqr(sigma_)) +
         hull(enclose<I>(0L, precision_), upper_point(tails));
}

template <IntervalNumber I>
I MixtureIntegrals<I>::slope_second_moment() const {
  const Rational T = reach();
  const I v = sqr(sigma_);
  // V <= range^2 / 4 (Popoviciu).
  const I slope = (1 + sqr(enclose<I>(mixture_->range(), precision_)) / (4 * v)) / v;
  const I tails = exp(-sqr(enclose<I>(T, precision_) / sigma_) / 2) * sqr(slope);
  LocalCache<I> cache(*mixture_, sigma_);
  const auto make = [&](const Rational& a, const Rational& b) {
    return SlopePanel<I>(cache.at((a + b) / 2), a, b);
  };
  return refine(make, breaks(T), 1 / sqr(v)) + hull(enclose<I>(0L, precision_), upper_point(tails));
}

// Right of c_{n-1} + T, |k_3| <= 2 E |c - c_{n-1}|^3 <= 2 sum_k |g_k|^3 exp(E_k), and
// integral_T^inf exp(-|g| t / sigma^2) dt = (sigma^2 / |g|) exp(-|g| T / sigma^2): the integral of
// |s*''| there is at most (2 / sigma^4) S_2(T). The same on the left.
template <IntervalNumber I>
I MixtureIntegrals<I>::variation_tails(const Rational& beyond) const {
  I tails = enclose<I>(0L, precision_);
  for (const bool left : {true, false}) {
    const LocalMixture<I> local(*mixture_, left ? 0 : mixture_->size() - 1, sigma_);
    const Moments<I> m = local.moments(enclose<I>(left ? -beyond : beyond, precision_));
    tails += upper_point(2 * m.w * m.T[2] / pown(sigma_, 4));
  }
  return hull(enclose<I>(0L, precision_), tails);
}

template <IntervalNumber I>
I MixtureIntegrals<I>::variation() const {
  if (mixture_->size() == 1) return enclose<I>(0L, precision_);
  const Rational T = variation_reach();
  LocalCache<I> cache(*mixture_, sigma_);
  const auto make = [&](const Rational& a, const Rational& b) {
    return CurvaturePanel<I>(cache.pair_at((a + b) / 2), a, b);
  };
  const I guess = sqr(enclose<I>(mixture_->range(), precision_)) / pown(sigma_, 4);
  return refine(make, breaks(T), guess) + variation_tails(T);
}

template <IntervalNumber I>
I MixtureIntegrals<I>::inner_variation() const {
  if (mixture_->size() == 1) return enclose<I>(0L, precision_);
  LocalCache<I> cache(*mixture_, sigma_);
  const auto make = [&](const Rational& a, const Rational& b) {
    return CurvaturePanel<I>(cache.pair_at((a + b) / 2), a, b);
  };
  const I guess = sqr(enclose<I>(mixture_->range(), precision_)) / pown(sigma_, 4);
  return refine(make, breaks(0), guess);
}

template <IntervalNumber I>
I MixtureIntegrals<I>::variation_under_pi() const {
  if (mixture_->size() == 1) return enclose<I>(0L, precision_);
  const GapProfile profile(*mixture_);
  const I maximum = enclose<I>(profile.maximum(), precision_);
  LocalCache<I> cache(*mixture_, sigma_);
  const SmoothedProfile<I> weight(profile, sigma_);
  const auto make = [&](const Rational& a, const Rational& b) {
    return PiPanel<I>(cache.pair_at((a + b) / 2), a, b, weight, maximum);
  };
  const I guess = maximum * sqr(enclose<I>(mixture_->range(), precision_)) / pown(sigma_, 4);
  return refine(make, breaks(0), guess);
}

template <IntervalNumber I>
I MixtureIntegrals<I>::variation_under_g() const {
  if (mixture_->size() == 1) return enclose<I>(0L, precision_);
  const Rational T = variation_reach();
  const I range = enclose<I>(mixture_->range(), precision_);
  LocalCache<I> cache(*mixture_, sigma_);
  const NoisyGapWeight<I> weight(*mixture_, sigma_);
  const auto make = [&](const Rational& a, const Rational& b) {
    return NoisyGapPanel<I>(cache.pair_at((a + b) / 2), a, b, weight, range);
  };
  const I guess = range * sqr(range) / pown(sigma_, 4);
  // Beyond the ends g is at most E |Y - c| <= range + sigma at the end atom: g^+ decreases, g^-
  // increases.
  return refine(make, breaks(T), guess) + variation_tails(T) * (range + sigma_);
}

template class MixtureIntegrals<Interval>;
template class MixtureIntegrals<BigInterval>;

}  // namespace rigor
