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

/// W (F(x) - Pi_k) = excess, for all members of the enclosures.
template <IntervalNumber I>
struct LevelEquation {
  const std::vector<I>& at;
  const std::vector<I>& weights;
  std::size_t k;
  I excess, sigma;

  /// Left side less right side; it increases in x.
  I value(const I& x) const {
    I above = enclose<I>(0, precision_of(sigma)), below = above;
    for (std::size_t j = 0; j < at.size(); ++j) {
      const I u = (x - at[j]) / sigma;
      if (j < k) {
        below += weights[j] * normal_cdf(-u);
      } else {
        above += weights[j] * normal_cdf(u);
      }
    }
    return above - below - excess;
  }
  I slope(const I& x) const {
    I density = enclose<I>(0, precision_of(sigma));
    for (std::size_t j = 0; j < at.size(); ++j) {
      density += weights[j] * normal_pdf((x - at[j]) / sigma);
    }
    return density / sigma;
  }
  /// The entire line if no bounds were found: beyond 2^31 sigma all tails are below the least
  /// positive number.
  I solve(const std::function<void()>& step) const {
    const I reach = upper_point(sigma);
    I low = lower_point(at.front() - reach), high = upper_point(at.back() + reach);
    for (int j = 0; j < 32 && !certainly(value(low) <= 0); ++j) {
      low = lower_point(low - scale2(reach, j));
    }
    for (int j = 0; j < 32 && !certainly(value(high) >= 0); ++j) {
      high = upper_point(high + scale2(reach, j));
    }
    if (!certainly(value(low) <= 0) || !certainly(value(high) >= 0)) {
      return entire<I>(precision_of(sigma));
    }
    return enclose_increasing_zero([this](const I& x) { return value(x); },
                                   [this](const I& x) { return slope(x); }, hull(low, high), step);
  }
};

std::vector<Interval> on_doubles(const std::vector<BigInterval>& x) {
  std::vector<Interval> out;
  for (const BigInterval& c : x) out.push_back(to_interval(c));
  return out;
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
    at_.push_back(enclose<I>(points_.back(), precision));
    log_weights_.push_back(data.log_weight(i));
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
  for (const I& at : at_) out.push_back(x - at);
  return out;
}

template <IntervalNumber I>
typename QuantileFlow<I>::Tails QuantileFlow<I>::tails(const std::vector<I>& offsets,
                                                       const I& v) const {
  const I sigma = sqrt(v);
  Tails tails;
  for (std::size_t k = 0; k < size(); ++k) {
    step_();
    const I u = offsets[k] / sigma;
    tails.left.push_back(weights_[k] * normal_cdf(-u));
    tails.right.push_back(weights_[k] * normal_cdf(u));
  }
  return tails;
}

template <IntervalNumber I>
QuantileLevel<I> QuantileFlow<I>::level_of(const Tails& tail) const {
  const std::size_t N = size();
  QuantileLevel<I> level{std::vector<I>(N + 1, enclose<I>(0, precision_))};
  I sum = level.excess[0];
  for (std::size_t k = N; k-- > 0;) level.excess[k] = sum += tail.right[k];
  sum = level.excess[N];
  for (std::size_t k = 0; k < N; ++k) level.excess[k + 1] -= sum += tail.left[k];
  return level;
}

template <IntervalNumber I>
QuantileLevel<I> QuantileFlow<I>::level(const Rational& x, const I& v) const {
  // mirror[i] is the point that the reflection at x makes of point i, with the same weight; N if
  // there is none.
  const std::size_t N = size();
  std::vector<std::size_t> mirror(N, N);
  bool has_pairs = false;
  for (std::size_t i = 0; i < N; ++i) {
    const Rational image = 2 * x - points_[i];
    const auto at = std::lower_bound(points_.begin(), points_.end(), image);
    if (at == points_.end() || *at != image) continue;
    const auto j = static_cast<std::size_t>(at - points_.begin());
    if (log_weights_[i] == log_weights_[j]) mirror[i] = j;
    has_pairs = has_pairs || (mirror[i] != N && i != j);
  }
  const std::vector<I> from = offsets(x);
  if (!has_pairs) return level_of(tails(from, v));
  const Tails tail = tails(from, v);
  QuantileLevel<I> level{std::vector<I>(N + 1, enclose<I>(0, precision_))};
  for (std::size_t k = 0; k <= N; ++k) {
    I& excess = level.excess[k];
    I below = excess;
    for (std::size_t i = 0; i < k; ++i) {
      if (mirror[i] == N || mirror[i] < k) below += tail.left[i];
    }
    for (std::size_t i = k; i < N; ++i) {
      if (mirror[i] >= k) excess += tail.right[i];  // also where there is none
    }
    excess -= below;
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
  const LevelEquation<I> equation{at_, weights_, k, excess, sigma};
  if constexpr (std::same_as<I, BigInterval>) {
    // What doubles prove is kept; the rest are a few steps of Newton's.
    const std::vector<Interval> at = on_doubles(at_), weights = on_doubles(weights_);
    const LevelEquation<Interval> rough{at, weights, k, to_interval(excess), to_interval(sigma)};
    const Interval x = rough.solve(step_);
    if (is_bounded(x)) {
      return enclose_increasing_zero([&](const I& y) { return equation.value(y); },
                                     [&](const I& y) { return equation.slope(y); },
                                     convert<I>(x, precision_), step_);
    }
  }
  return equation.solve(step_);
}

template class QuantileFlow<Interval>;
template class QuantileFlow<BigInterval>;

}  // namespace rigor
