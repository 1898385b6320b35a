#include "model/gap_weight.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/normal.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

// Taylor discs have the radius 4 sigma; a block serves points up to sigma/8 from its centre (up to
// rounding), so each coefficient gains at least 5 bits.
constexpr int radius_in_sigma = 4;

template <IntervalNumber I>
double block_length(const I& sigma) {
  const double least = to_interval(sigma).lower();
  if (!(least >= 0x1p-1000)) throw std::invalid_argument("a weight needs sigma >= 2^-1000");
  return std::ldexp(1.0, std::ilogb(least) - 3);
}

std::size_t series_terms(Precision precision) {
  return static_cast<std::size_t>(precision.bits) / 5 + 3;
}

/// A z such that Phi(-z) <= exp(-z^2/2)/2 is below 2^-(p + 40), for dropping what is further off.
template <IntervalNumber I>
I tail_reach(Precision precision) {
  return upper_point(sqrt(2 * (precision.bits + 40) * ln2<I>(precision)));
}

/// [0, exp(-z^2/2)/2], which encloses Phi(-z) for every z >= 0 in the argument.
template <IntervalNumber I>
I tail(const I& z) {
  const I most = upper_point(exp(-sqr(lower_point(z)) / 2)) / 2;
  return hull(enclose<I>(0L, precision_of(z)), most);
}

/// exp(r^2 / (2 sigma^2)) for the disc's radius r: the growth of |N(x; u + iv, sigma^2)|.
template <IntervalNumber I>
I growth(Precision precision) {
  return upper_point(exp(enclose<I>(radius_in_sigma * radius_in_sigma / 2, precision)));
}

}  // namespace

template <IntervalNumber I>
SmoothedProfile<I>::SmoothedProfile(const GapProfile& profile, const I& sigma)
    : precision_(precision_of(sigma)),
      sigma_(sigma),
      maximum_(enclose<I>(profile.maximum(), precision_)),
      reach_(tail_reach<I>(precision_) * sigma),
      blocks_(block_length(sigma),
              [this](const I& centre) { return block(centre, series_terms(precision_)); }) {
  for (const GapProfile::Piece& piece : profile.pieces()) {
    const Rational& origin = profile.pieces().front().left;
    pieces_.push_back({enclose<I>(piece.left - origin, precision_),
                       enclose<I>(piece.right - origin, precision_),
                       enclose<I>(piece.value, precision_), enclose<I>(piece.slope, precision_)});
  }
}

// Over a piece [l, r], with z_k = (y - k) / sigma: integral of (v + s (u - l)) N(u; y, sigma^2) du
//   = (v + s (y - l)) (Phi(z_l) - Phi(z_r)) + s sigma (phi(z_l) - phi(z_r)).
// Pieces that are provably out of reach are left out: 0 <= q <= max q on them.
template <IntervalNumber I>
TaylorBlock<I> SmoothedProfile<I>::block(const I& centre, std::size_t terms) const {
  const I zero = enclose<I>(0L, precision_);
  TaylorBlock<I> result{centre, std::vector<I>(terms, zero), radius_in_sigma * lower_point(sigma_),
                        maximum_ * growth<I>(precision_), zero};
  const I low = centre - reach_, high = centre + reach_;
  const auto is_left = [&](const Piece& piece) { return certainly(piece.right < low); };
  const auto is_not_right = [&](const Piece& piece) { return !certainly(piece.left > high); };
  const auto first = std::partition_point(pieces_.begin(), pieces_.end(), is_left);
  const auto last =
      std::max(first, std::partition_point(pieces_.begin(), pieces_.end(), is_not_right));
  const I serves = sigma_ / 4;
  if (first != pieces_.begin()) {
    const I z = (centre - serves - std::prev(first)->right) / sigma_;
    result.rest += maximum_ * tail(max(z, zero));
  }
  if (last != pieces_.end()) {
    const I z = (last->left - centre - serves) / sigma_;
    result.rest += maximum_ * tail(max(z, zero));
  }
  if (first == last) return result;

  NormalSeries<I> left = normal_series<I>((centre - first->left) / sigma_, sigma_, terms);
  for (auto piece = first; piece != last; ++piece) {
    NormalSeries<I> right = normal_series<I>((centre - piece->right) / sigma_, sigma_, terms);
    const I at_centre = piece->value + piece->slope * (centre - piece->left);
    const I spread = piece->slope * sigma_;
    I before = zero;
    for (std::size_t j = 0; j < terms; ++j) {
      const I mass = left.cdf[j] - right.cdf[j];
      result.coefficients[j] +=
          at_centre * mass + piece->slope * before + spread * (left.pdf[j] - right.pdf[j]);
      before = mass;
    }
    left = std::move(right);
  }
  return result;
}

// d/dy E q(y - sigma Z) = E q'(y - sigma Z) + sum over the knots of (jump of q) N(y; knot,
// sigma^2).
template <IntervalNumber I>
I SmoothedProfile<I>::derivative(const I& t) const {
  I sum = enclose<I>(0L, precision_);
  for (const Piece& piece : pieces_) {
    const I z_left = (t - piece.left) / sigma_, z_right = (t - piece.right) / sigma_;
    const I value_right = piece.value + piece.slope * (piece.right - piece.left);
    sum += piece.slope * (normal_cdf(z_left) - normal_cdf(z_right)) +
           (piece.value * normal_pdf(z_left) - value_right * normal_pdf(z_right)) / sigma_;
  }
  return sum;
}

template <IntervalNumber I>
I SmoothedProfile<I>::value(const I& t) const {
  // 0 <= pi <= max q. A t that no block serves gives the entire line.
  return intersection(blocks_.value(t), hull(enclose<I>(0L, precision_), maximum_));
}

// pi(y) is a mean of q: all but exp(-K^2/2) of the weight lies within reach = K sigma of y.
template <IntervalNumber I>
I SmoothedProfile<I>::range_of_profile(const I& t) const {
  const I zero = enclose<I>(0L, precision_);
  const I low = lower_point(t - reach_), high = upper_point(t + reach_);
  if (pieces_.empty()) return zero;
  const bool stays_inside =
      certainly(low > pieces_.front().left) && certainly(high < pieces_.back().right);
  std::optional<I> range;
  if (!stays_inside) range = zero;
  for (const Piece& piece : pieces_) {
    if (certainly(piece.right < low) || certainly(piece.left > high)) continue;
    const I part = hull(max(piece.left, low), min(piece.right, high));
    const I values = piece.value + piece.slope * (part - piece.left);
    range = range ? hull(*range, values) : values;
  }
  const I outside = maximum_ * upper_point(exp(-sqr(reach_ / sigma_) / 2));
  return *range + hull(-outside, outside);
}

template <IntervalNumber I>
I SmoothedProfile<I>::over(const I& t) const {
  const I limits = hull(enclose<I>(0L, precision_), maximum_);
  const I mid = midpoint(t);
  const I centred = value(mid) + derivative(t) * (t - mid);
  return intersection(intersection(centred, range_of_profile(t)), limits);
}

template <IntervalNumber I>
NoisyGapWeight<I>::NoisyGapWeight(const Mixture& mixture, const I& sigma)
    : precision_(precision_of(sigma)),
      sigma_(sigma),
      reach_(tail_reach<I>(precision_) * sigma),
      lower_probability_(block_length(sigma), maker(-1, Factor::probability)),
      lower_excess_(block_length(sigma), maker(-1, Factor::excess)),
      upper_probability_(block_length(sigma), maker(+1, Factor::probability)),
      upper_excess_(block_length(sigma), maker(+1, Factor::excess)) {
  Rational sum = 0;
  for (std::size_t k = 0; k < mixture.size(); ++k) {
    const Rational offset = mixture.centre(k) - mixture.first();
    offsets_.push_back(enclose<I>(offset, precision_));
    prefixes_.push_back(sum);
    sum += offset;
  }
  prefixes_.push_back(sum);
}

template <IntervalNumber I>
auto NoisyGapWeight<I>::maker(int side, Factor factor) -> typename BlockCache<I>::Make {
  return [this, side, factor](const I& centre) {
    return block(side, factor, centre, series_terms(precision_));
  };
}

template <IntervalNumber I>
I NoisyGapWeight<I>::value_once(const I& t) const {
  const I zero = enclose<I>(0L, precision_);
  const auto factor = [&](int side, Factor which) {
    return max(block(side, which, midpoint(t), 2).value(t), zero);
  };
  return min(factor(-1, Factor::probability) * factor(-1, Factor::excess),
             factor(+1, Factor::probability) * factor(+1, Factor::excess));
}

// Both factors are monotone in y and not negative, so an interval's ends suffice.
template <IntervalNumber I>
I NoisyGapWeight<I>::one_side(int side, const I& t) const {
  const auto at = [&](const I& x) {
    const I zero = enclose<I>(0L, precision_);
    const I probability = side < 0 ? lower_probability_.value(x) : upper_probability_.value(x);
    const I excess = side < 0 ? lower_excess_.value(x) : upper_excess_.value(x);
    return max(probability, zero) * max(excess, zero);
  };
  const Interval rough = to_interval(t);
  const bool nearly_thin = rough.upper() - rough.lower() <= block_length(sigma_) * 0x1p-20;
  return nearly_thin ? at(t) : hull(at(lower_point(t)), at(upper_point(t)));
}

// For side = -1, with z_k = (y - c_k) / sigma (and mirrored for side = +1):
//   n P(Y < y) = sum Phi(z_k),   n E (y - Y)_+ = sigma sum psi(z_k),  psi(z) = z Phi(z) + phi(z).
// Atoms out of reach on the heavy side count with Phi = 1 - tail and psi = z + [0, phi(z)/z^2], on
// the light side with [0, tail] and [0, phi(z)/z^2]. Proof: 0 < psi(-z) = phi(z) - z Phi(-z), and
// Phi(-z) >= phi(z) (1/z - 1/z^3); phi(z)/z^2 <= exp(-z^2/2)/2 for z >= 1.
template <IntervalNumber I>
TaylorBlock<I> NoisyGapWeight<I>::block(int side, Factor factor, const I& centre,
                                        std::size_t terms) const {
  const std::size_t n = offsets_.size();
  const auto first_where = [&](const auto& is_before) {
    const auto place = std::partition_point(offsets_.begin(), offsets_.end(), is_before);
    return static_cast<std::size_t>(place - offsets_.begin());
  };
  const I low = centre - reach_, high = centre + reach_;
  const std::size_t first = first_where([&](const I& g) { return certainly(g < low); });
  const std::size_t last =
      std::max(first, first_where([&](const I& g) { return !certainly(g > high); }));

  const I zero = enclose<I>(0L, precision_), one = enclose<I>(1L, precision_);
  const auto count = static_cast<long>(n);
  // |Phi(z)| <= growth and |sigma psi(z)| <= growth (|t - c_k| + sigma) on the disc. The atoms used
  // are the ones not provably out of reach: their distance is bounded as it is, not by the reach.
  I bound = growth<I>(precision_);
  if (factor == Factor::excess && first < last) {
    const I furthest =
        max(magnitude(centre - offsets_[first]), magnitude(centre - offsets_[last - 1]));
    bound *= furthest + (radius_in_sigma + 1) * sigma_;
  }
  TaylorBlock<I> result{centre, std::vector<I>(terms, zero), radius_in_sigma * lower_point(sigma_),
                        upper_point(bound), zero};
  const I serves = sigma_ / 4;
  const auto add_far = [&](std::size_t from, std::size_t to, bool heavy, const I& distance) {
    if (from == to) return;
    const auto far = static_cast<long>(to - from);
    const I small = tail(max((distance - serves) / sigma_, one));
    if (factor == Factor::probability) {
      if (heavy) result.coefficients[0] += far * one / count;
      result.rest += (heavy ? -far : far) * small / count;
      return;
    }
    result.rest += far * sigma_ * small / count;
    if (heavy) {
      const I offsets = enclose<I>(prefixes_[to] - prefixes_[from], precision_);
      const I excess = side < 0 ? far * centre - offsets : offsets - far * centre;
      result.coefficients[0] += excess / count;
      result.coefficients[1] += (side < 0 ? far : -far) * one / count;
    }
  };
  if (first > 0) add_far(0, first, side < 0, centre - offsets_[first - 1]);
  if (last < n) add_far(last, n, side > 0, offsets_[last] - centre);

  for (std::size_t k = first; k < last; ++k) {
    // For side = +1 the series runs in -x.
    const I z = (side < 0 ? centre - offsets_[k] : offsets_[k] - centre) / sigma_;
    const NormalSeries<I> series = normal_series<I>(z, sigma_, terms);
    I before = zero;
    for (std::size_t j = 0; j < terms; ++j) {
      I term = series.cdf[j];
      if (factor == Factor::excess) {
        term = sigma_ * (z * series.cdf[j] + series.pdf[j]) + before;
        before = series.cdf[j];
      }
      result.coefficients[j] += (side > 0 && j % 2 == 1 ? -term : term) / count;
    }
  }
  return result;
}

template class SmoothedProfile<Interval>;
template class SmoothedProfile<BigInterval>;
template class NoisyGapWeight<Interval>;
template class NoisyGapWeight<BigInterval>;

}  // namespace rigor
