// A slowly varying entire function, evaluated many times: Taylor polynomials on a grid of blocks.
#pragma once

#include <cmath>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

/// The Taylor polynomial at `centre` of a function f = f_1 + f_2 on the real line. f_1 is entire
/// and |f_1| <= bound on the complex disc of `radius` about the centre; f_2 stays within `rest` on
/// the real points of that disc that the block serves. By Cauchy's estimate |c_j| <= bound /
/// radius^j.
template <IntervalNumber I>
struct TaylorBlock {
  I centre;
  std::vector<I> coefficients;  ///< c_0 ... c_{K-1} of f_1
  I radius;
  I bound;
  I rest;

  /// f(t), for |t - centre| <= radius / 2.
  I value(const I& t) const {
    const I x = t - centre;
    I sum = enclose<I>(0L, precision_of(t));
    for (std::size_t j = coefficients.size(); j-- > 0;) sum = sum * x + coefficients[j];
    // sum_{j >= K} bound (|x| / radius)^j, a geometric series of ratio at most 1/2.
    const I ratio = magnitude(x) / radius;
    const I tail =
        upper_point(bound * pown(ratio, static_cast<int>(coefficients.size())) / (1 - ratio));
    return sum + hull(-tail, tail) + rest;
  }
};

/// The Taylor coefficients in x of phi(z + x / sigma) and Phi(z + x / sigma), given sigma and z.
/// phi' = -z phi gives (j + 1) f_{j+1} = -(z f_j + f_{j-1}) in powers of x / sigma, and Phi' = phi.
template <IntervalNumber I>
struct NormalSeries {
  std::vector<I> pdf, cdf;
};
template <IntervalNumber I>
NormalSeries<I> normal_series(const I& z, const I& sigma, std::size_t terms);

/// Blocks of one length, made when first asked for. The choice of the block for a point is a
/// heuristic that can't do harm: a block's value is an enclosure wherever it serves.
template <IntervalNumber I>
class BlockCache {
 public:
  /// make(centre) makes the block that serves [centre - length, centre + length].
  using Make = std::function<TaylorBlock<I>(const I& centre)>;
  BlockCache(double length, Make make) : length_(length), make_(std::move(make)) {}

  /// f(t); the entire line where t is wider than a block.
  I value(const I& t) const {
    const Precision precision = precision_of(t);
    if (is_empty(t)) return t;
    if (!is_bounded(t)) return entire<I>(precision);
    const I length = enclose<I>(to_rational(length_), precision);
    const auto serves = [&](const TaylorBlock<I>& block) {
      return certainly(abs(t - block.centre) <= length);
    };
    const double index = std::round(to_interval(midpoint(t)).lower() / length_);
    if (std::fabs(index) < 0x1p53) {
      const auto key = static_cast<long>(index);
      auto place = blocks_.find(key);
      if (place == blocks_.end()) {
        const I centre = enclose<I>(to_rational(length_) * key, precision);
        place = blocks_.emplace(key, make_(midpoint(centre))).first;
      }
      if (serves(place->second)) return place->second.value(t);
    }
    const TaylorBlock<I> own = make_(midpoint(t));
    return serves(own) ? own.value(t) : entire<I>(precision);
  }

 private:
  double length_;
  Make make_;
  mutable std::unordered_map<long, TaylorBlock<I>> blocks_;
};

}  // namespace rigor
