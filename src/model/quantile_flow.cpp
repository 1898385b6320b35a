#include "model/quantile_flow.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "analysis/increasing_zero.hpp"
#include "function/elementary.hpp"
#include "function/normal.hpp"
#include "model/normal_quantile.hpp"

namespace rigor {
namespace {

std::optional<Rational> centre_of_symmetry(const WeightedPoints& data,
                                           const std::vector<std::size_t>& order) {
  const std::size_t N = order.size();
  const Rational sum = data.point(order.front())[0] + data.point(order.back())[0];
  for (std::size_t i = 0; i < N; ++i) {
    const std::size_t left = order[i], right = order[N - 1 - i];
    if (data.point(left)[0] + data.point(right)[0] != sum) return std::nullopt;
    if (data.log_weight(left) != data.log_weight(right)) return std::nullopt;
  }
  return sum / 2;
}

}  // namespace

template <IntervalNumber I>
QuantileFlow<I>::QuantileFlow(const WeightedPoints& data, Precision precision,
                              std::function<void()> step)
    : precision_(precision), step_(step ? std::move(step) : [] {}), index_(data.size()) {
  if (data.dimension() != 1) throw std::invalid_argument("quantiles are for data on a line");
  std::iota(index_.begin(), index_.end(), std::size_t{0});
  std::sort(index_.begin(), index_.end(),
            [&](std::size_t a, std::size_t b) { return data.point(a)[0] < data.point(b)[0]; });
  Rational largest = data.log_weight(0);
  for (std::size_t i = 1; i < data.size(); ++i) largest = std::max(largest, data.log_weight(i));
  total_ = enclose<I>(0, precision);
  for (const std::size_t i : index_) {
    points_.push_back(data.point(i)[0]);
    weights_.push_back(exp(enclose<I>(Rational(data.log_weight(i) - largest), precision)));
    total_ += weights_.back();
  }
  centre_ = centre_of_symmetry(data, index_);
}

template <IntervalNumber I>
I QuantileFlow<I>::cumulative_weight(std::size_t k) const {
  I sum = enclose<I>(0, precision_);
  for (std::size_t i = 0; i < k; ++i) sum += weights_[i];
  return sum / total_;
}

template <IntervalNumber I>
std::vector<I> QuantileFlow<I>::offsets(const Rational& x) const {
  std::vector<I> out;
  for (const Rational& point : points_) out.push_back(enclose<I>(Rational(x - point), precision_));
  return out;
}

template <IntervalNumber I>
std::vector<I> QuantileFlow<I>::offsets(const I& x) const {
  std::vector<I> out;
  for (const Rational& point : points_) out.push_back(x - enclose<I>(point, precision_));
  return out;
}

template <IntervalNumber I>
QuantileLevel<I> QuantileFlow<I>::level_at(const std::vector<I>& offsets, const I& v) const {
  const I sigma = sqrt(v), zero = enclose<I>(0, precision_);
  const std::size_t N = size();
  QuantileLevel<I> level{std::vector<I>(N + 1, zero)};
  I above = zero, below = zero;
  for (std::size_t k = N; k-- > 0;) {
    step_();
    above += weights_[k] * normal_cdf(offsets[k] / sigma);
    level.excess[k] = above;
  }
  for (std::size_t k = 0; k < N; ++k) {
    step_();
    below += weights_[k] * normal_cdf(-offsets[k] / sigma);
    level.excess[k + 1] -= below;
  }
  return level;
}

template <IntervalNumber I>
std::pair<std::size_t, std::size_t> QuantileFlow<I>::data_in_reach(
    const QuantileLevel<I>& level) const {
  // q > Pi_0 = 0 and q < Pi_N = 1 always.
  std::size_t first = 0, last = size() - 1;
  while (first < last && certainly(level.excess[first + 1] > 0)) ++first;
  while (last > first && certainly(level.excess[last] < 0)) --last;
  return {first, last};
}

template <IntervalNumber I>
std::optional<std::size_t> QuantileFlow<I>::datum(const QuantileLevel<I>& level) const {
  const auto [first, last] = data_in_reach(level);
  return first == last ? std::optional(first) : std::nullopt;
}

template <IntervalNumber I>
I QuantileFlow<I>::zeta(const QuantileLevel<I>& level, std::size_t i) const {
  return enclose_normal_quantile<I>(level.excess[i] / weights_[i],
                                    -level.excess[i + 1] / weights_[i], step_);
}

template <IntervalNumber I>
I QuantileFlow<I>::position(const QuantileLevel<I>& level, const I& v) const {
  // Any k is right; the one that is known best gives the narrowest result.
  std::size_t best = 0;
  for (std::size_t k = 1; k <= size(); ++k) {
    if (certainly(width(level.excess[k]) < width(level.excess[best]))) best = k;
  }
  return solve(best, level.excess[best], v);
}

template <IntervalNumber I>
I QuantileFlow<I>::separatrix(std::size_t k, const I& v) const {
  if (k == 0 || k >= size()) throw std::invalid_argument("there is no such separatrix");
  if (centre_ && 2 * k == size()) return enclose<I>(*centre_, precision_);
  return solve(k, enclose<I>(0, precision_), v);
}

template <IntervalNumber I>
I QuantileFlow<I>::solve(std::size_t k, const I& excess, const I& v) const {
  const I sigma = sqrt(v);
  // Newton's step serves a narrow set of levels at once; the ends of a wide one are sharper.
  const bool is_narrow =
      certainly(width(excess) <= scale2(upper_point(total_), -precision_.bits / 2));
  if (is_narrow) return solve_levels(k, excess, sigma);
  return hull(solve_levels(k, lower_point(excess), sigma),
              solve_levels(k, upper_point(excess), sigma));
}

template <IntervalNumber I>
I QuantileFlow<I>::solve_levels(std::size_t k, const I& excess, const I& sigma) const {
  const auto value = [&](const I& x) {
    I above = enclose<I>(0, precision_), below = above;
    const std::vector<I> from = offsets(x);
    for (std::size_t j = 0; j < size(); ++j) {
      if (j < k) {
        below += weights_[j] * normal_cdf(-from[j] / sigma);
      } else {
        above += weights_[j] * normal_cdf(from[j] / sigma);
      }
    }
    return above - below - excess;
  };
  const auto slope = [&](const I& x) {
    I density = enclose<I>(0, precision_);
    const std::vector<I> from = offsets(x);
    for (std::size_t j = 0; j < size(); ++j) density += weights_[j] * normal_pdf(from[j] / sigma);
    return density / sigma;
  };
  // Beyond 2^31 sigma all tails are below the least positive number.
  const I reach = upper_point(sigma);
  I low = lower_point(enclose<I>(points_.front(), precision_) - reach);
  I high = upper_point(enclose<I>(points_.back(), precision_) + reach);
  for (int j = 0; j < 32 && !certainly(value(low) <= 0); ++j) {
    low = lower_point(low - scale2(reach, j));
  }
  for (int j = 0; j < 32 && !certainly(value(high) >= 0); ++j) {
    high = upper_point(high + scale2(reach, j));
  }
  if (!certainly(value(low) <= 0) || !certainly(value(high) >= 0)) return entire<I>(precision_);
  return enclose_increasing_zero(value, slope, hull(low, high), step_);
}

template class QuantileFlow<Interval>;
template class QuantileFlow<BigInterval>;

}  // namespace rigor
