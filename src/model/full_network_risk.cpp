#include "model/full_network_risk.hpp"

#include <algorithm>

#include "model/normal_moments.hpp"

namespace rigor {
namespace {

/// The set { y : w y + b > 0 }, an open interval, or nothing.
struct ActiveSet {
  std::optional<Rational> from, to;
  bool is_empty = false;
};

ActiveSet active_set(const Rational& w, const Rational& b) {
  if (w == 0) return {std::nullopt, std::nullopt, b <= 0};
  const Rational kink = -b / w;
  if (w > 0) return {kink, std::nullopt, false};
  return {std::nullopt, kink, false};
}

ActiveSet intersection(const ActiveSet& x, const ActiveSet& y) {
  ActiveSet both{x.from, x.to, x.is_empty || y.is_empty};
  if (y.from && (!both.from || *y.from > *both.from)) both.from = y.from;
  if (y.to && (!both.to || *y.to < *both.to)) both.to = y.to;
  if (both.from && both.to && *both.from >= *both.to) both.is_empty = true;
  return both;
}

}  // namespace

template <IntervalNumber I>
FullNetworkRisk<I>::FullNetworkRisk(const Mixture& mixture, const I& sigma,
                                    const FullNetwork& network, const std::function<void()>& step)
    : mixture_(&mixture),
      precision_(precision_of(sigma)),
      sigma_(sigma),
      c0_(enclose<I>(network.outer_bias, precision_)) {
  const std::size_t m = network.width();
  for (std::size_t j = 0; j < m; ++j) {
    w_.push_back(enclose<I>(network.inner_weights[j], precision_));
    a_.push_back(enclose<I>(network.outer_weights[j], precision_));
  }
  for (std::size_t j = 0; j < m; ++j) {
    gram_of_f_.emplace_back();
    for (std::size_t k = 0; k < m; ++k) {
      if (step) step();
      gram_of_f_[j].push_back(pair(network, j, k));
    }
    active_mean_.push_back(gram_of_f_[j][j].mean);
    ramp_.push_back(gram_of_f_[j][j].ramp);
  }
}

template <IntervalNumber I>
std::vector<I> FullNetworkRisk<I>::moments(const std::optional<Rational>& from,
                                           const std::optional<Rational>& to) const {
  std::vector<I> sums(3, enclose<I>(0L, precision_));
  const auto n = static_cast<long>(mixture_->size());
  for (std::size_t i = 0; i < mixture_->size(); ++i) {
    const Rational& c = mixture_->centre(i);
    std::optional<I> a, b;
    if (from) a = enclose<I>(*from - c, precision_) / sigma_;
    if (to) b = enclose<I>(*to - c, precision_) / sigma_;
    const std::vector<I> z = normal_moments(a, b, 2, precision_);
    const I centre = enclose<I>(c, precision_);
    sums[0] += z[0] / n;
    sums[1] += (centre * z[0] + sigma_ * z[1]) / n;
    sums[2] += (sqr(centre) * z[0] + 2 * centre * sigma_ * z[1] + sqr(sigma_) * z[2]) / n;
  }
  return sums;
}

template <IntervalNumber I>
typename FullNetworkRisk<I>::Pair FullNetworkRisk<I>::pair(const FullNetwork& network,
                                                           std::size_t j, std::size_t k) const {
  const I zero = enclose<I>(0L, precision_);
  const ActiveSet set = intersection(active_set(network.inner_weights[j], network.inner_biases[j]),
                                     active_set(network.inner_weights[k], network.inner_biases[k]));
  if (set.is_empty) return {zero, zero, zero, zero, zero, zero};
  const std::vector<I> y = moments(set.from, set.to);
  const I bj = enclose<I>(network.inner_biases[j], precision_);
  const I bk = enclose<I>(network.inner_biases[k], precision_);
  const I ramp = w_[j] * y[1] + bj * y[0];
  const I ramp_times_y = w_[j] * y[2] + bj * y[1];
  return {y[0], y[1], y[2], ramp, ramp_times_y, w_[k] * ramp_times_y + bk * ramp};
}

template <IntervalNumber I>
I FullNetworkRisk<I>::loss() const {
  I square = sqr(c0_), slope = enclose<I>(0L, precision_);
  for (std::size_t j = 0; j < width(); ++j) {
    square += 2 * c0_ * a_[j] * ramp_[j];
    slope += a_[j] * w_[j] * active(j);
    for (std::size_t k = 0; k < width(); ++k) square += a_[j] * a_[k] * gram_of_f_[j][k].ramps;
  }
  return (square + 2 * slope + recip(sqr(sigma_))) / 2;
}

template <IntervalNumber I>
Matrix<I> FullNetworkRisk<I>::gram() const {
  const std::size_t m = width(), last = 3 * m;
  Matrix<I> g(3 * m + 1, 3 * m + 1, enclose<I>(1L, precision_));
  const auto set = [&g](std::size_t p, std::size_t q, const I& value) {
    g(p, q) = value;
    g(q, p) = value;
  };
  for (std::size_t j = 0; j < m; ++j) {
    set(j, last, a_[j] * active_mean_[j]);
    set(m + j, last, a_[j] * active(j));
    set(2 * m + j, last, ramp_[j]);
    for (std::size_t k = 0; k < m; ++k) {
      const Pair& p = gram_of_f_[j][k];
      if (k <= j) {
        set(j, k, a_[j] * a_[k] * p.square);
        set(m + j, m + k, a_[j] * a_[k] * p.indicators);
        set(2 * m + j, 2 * m + k, p.ramps);
      }
      set(j, m + k, a_[j] * a_[k] * p.mean);
      set(2 * m + j, k, a_[k] * p.ramp_times_y);
      set(2 * m + j, m + k, a_[k] * p.ramp);
    }
  }
  return g;
}

template <IntervalNumber I>
I FullNetworkRisk<I>::ramp_variation() const {
  I sum = enclose<I>(0L, precision_);
  for (std::size_t j = 0; j < width(); ++j) sum += abs(a_[j]) * ramp_[j] * active(j);
  return sum;
}

template <IntervalNumber I>
I FullNetworkRisk<I>::sharpness_bound(long factor) const {
  I sum = enclose<I>(0L, precision_);
  for (std::size_t j = 0; j < width(); ++j) {
    sum += abs(a_[j]) * ramp_[j] * sqrt(sqr(active(j)) + sqr(active_mean_[j]));
  }
  return 1 + factor * sum;
}

template class FullNetworkRisk<Interval>;
template class FullNetworkRisk<BigInterval>;

}  // namespace rigor
