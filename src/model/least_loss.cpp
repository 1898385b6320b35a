#include "model/least_loss.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/trigonometric.hpp"
#include "model/mixture_integrals.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

constexpr double most_terms = 4e5;  // nodes times points

/// A dyadic rational of 20 bits that is at most x, near it.
Rational shortened(double x) {
  int exponent = 0;
  const double mantissa = std::frexp(x, &exponent);
  return to_rational(std::ldexp(std::floor(std::ldexp(mantissa, 20)), exponent - 20));
}

/// The nodes k h, first <= k <= last, of one axis.
struct Axis {
  Rational h;
  long first, last;
};

template <IntervalNumber I>
class TensorRule {
 public:
  TensorRule(const WeightedPoints& data, const I& v, const std::function<void()>& step)
      : data_(data), v_(v), step_(step), precision_(precision_of(v)) {
    for (const auto& x : data.points()) {
      points_.emplace_back();
      for (const Rational& q : x) points_.back().push_back(enclose<I>(q, precision_));
    }
  }

  /// J v^2, or nothing. `least` is a positive lower bound of it.
  std::optional<I> integral(const I& least, int digits) {
    const I zero = enclose<I>(0L, precision_), one = zero + 1;
    const I small = pown(one * 10, -digits - 1);
    Rational widest = 0;
    for (std::size_t i = 0; i < data_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) widest = std::max(widest, data_.squared_distance(i, j));
    }
    const auto d = static_cast<long>(data_.dimension());
    const I scale = enclose<I>(widest, precision_) / 2 * d * pown(one * 2, static_cast<int>(d) - 1);
    const double K =
        1 + std::sqrt(std::max(0.0, 2 * log(to_interval(scale / (least * small))).upper()));
    const I reach = one * enclose<I>(shortened(K + 1), precision_);  // between K and K + 1
    const I tail = upper_point(scale * exp(-sqr(reach - 1) / 2));
    I all = one;  // the product of the 1 + e
    double terms = static_cast<double>(data_.size());
    for (std::size_t a = 0; a < data_.dimension(); ++a) {
      const auto e = add_axis(a, reach, digits);
      if (!e) return std::nullopt;
      all *= 1 + *e;
      terms *= static_cast<double>(axes_.back().last - axes_.back().first + 1);
    }
    const I error = upper_point(all - 1);
    if (!(terms < most_terms) || !certainly(2 * error < 1)) return std::nullopt;
    sum_ = zero;
    std::vector<I> x;
    visit(x);
    I cells = one;
    for (const Axis& axis : axes_) cells *= enclose<I>(axis.h, precision_);
    const I n = enclose<I>(static_cast<long>(data_.size()), precision_);
    const I norm = n * pown(sqrt(2 * pi<I>(precision_) * v_), static_cast<int>(d));
    const I total = cells * sum_ / norm + hull(zero, tail);
    return total / hull(1 - error, 1 + error);
  }

 private:
  /// Chooses the step of an axis and its nodes; its relative error e.
  std::optional<I> add_axis(std::size_t a, const I& reach, int digits) {
    std::vector<Rational> places;
    for (const auto& x : data_.points()) places.push_back(x[a]);
    const auto [least, most] = std::minmax_element(places.begin(), places.end());
    const double v = to_interval(v_).lower(), L = 2.31 * (digits + 2);
    const double R = to_interval(enclose<I>(*most - *least, precision_)).upper();
    const double height = std::min(R > 0 ? 2.8 * v / R : 1e300, std::sqrt(2 * v * L));
    if (!(height > 1e-300) || !(height < 1e300)) return std::nullopt;
    const Rational y_exact = shortened(height);
    const I y = enclose<I>(y_exact, precision_);
    const I range = enclose<I>(*most - *least, precision_);
    const I Q = exp(sqr(y) / (2 * v_)) / cos(y * range / (2 * v_));
    const I angle = y * range;
    if (!certainly(angle < pi<I>(precision_) * v_) || !certainly(Q > 0) || !is_bounded(Q)) {
      return std::nullopt;
    }
    const double wanted = 6.2831 * height / (L + log(to_interval(2 * Q)).upper());
    const Rational h = shortened(std::min(wanted, 0.99 * std::sqrt(v)));
    const I step = enclose<I>(h, precision_), edge = reach * sqrt(v_);
    if (!(h > 0) || !certainly(sqr(step) <= v_)) return std::nullopt;
    const double first = to_interval((enclose<I>(*least, precision_) - edge) / step).lower();
    const double last = to_interval((enclose<I>(*most, precision_) + edge) / step).upper();
    if (!(std::abs(first) < most_terms) || !(std::abs(last) < most_terms)) return std::nullopt;
    axes_.push_back({h, static_cast<long>(std::floor(first)), static_cast<long>(std::ceil(last))});
    return upper_point(2 * Q / expm1(2 * pi<I>(precision_) * y / step));
  }

  void visit(std::vector<I>& x) {
    if (x.size() == data_.dimension()) {
      step_();
      sum_ += term(x);
      return;
    }
    const Axis& axis = axes_[x.size()];
    const I h = enclose<I>(axis.h, precision_);
    for (long k = axis.first; k <= axis.last; ++k) {
      x.push_back(k * h);
      visit(x);
      x.pop_back();
    }
  }

  /// N p_N tr Cov without the factor (2 pi v)^(-d/2): with r the nearest point, g_k = x_k - x_r and
  /// E_k = exp((2 <x - x_r, g_k> - |g_k|^2) / 2v), exp(-|x - x_r|^2 / 2v) (S_2 - |S_1|^2 / S_0).
  I term(const std::vector<I>& x) const {
    const std::size_t d = x.size();
    std::size_t r = 0;
    double nearest = INFINITY;
    for (std::size_t k = 0; k < points_.size(); ++k) {
      double squared = 0;
      for (std::size_t a = 0; a < d; ++a) {
        const double t = to_interval(x[a] - points_[k][a]).lower();
        squared += t * t;
      }
      if (squared < nearest) {
        nearest = squared;
        r = k;
      }
    }
    std::vector<I> offset;
    I square = enclose<I>(0L, precision_);
    for (std::size_t a = 0; a < d; ++a) {
      offset.push_back(x[a] - points_[r][a]);
      square += sqr(offset[a]);
    }
    I S0 = enclose<I>(1L, precision_), S2 = enclose<I>(0L, precision_);
    std::vector<I> S1(d, S2);
    for (std::size_t k = 0; k < points_.size(); ++k) {
      if (k == r) continue;
      I along = enclose<I>(0L, precision_), length = along;
      for (std::size_t a = 0; a < d; ++a) {
        const I g = points_[k][a] - points_[r][a];
        along += offset[a] * g;
        length += sqr(g);
      }
      const I E = exp((2 * along - length) / (2 * v_));
      S0 += E;
      S2 += E * length;
      for (std::size_t a = 0; a < d; ++a) S1[a] += E * (points_[k][a] - points_[r][a]);
    }
    I mean = enclose<I>(0L, precision_);
    for (std::size_t a = 0; a < d; ++a) mean += sqr(S1[a]);
    return exp(-square / (2 * v_)) * (S2 - mean / S0);
  }

  const WeightedPoints& data_;
  I v_;
  const std::function<void()>& step_;
  Precision precision_;
  std::vector<std::vector<I>> points_;
  std::vector<Axis> axes_;
  I sum_{};
};

}  // namespace

template <IntervalNumber I>
LossBounds<I> loss_bounds(const WeightedPoints& data, const I& v,
                          const std::function<void()>& step) {
  const Precision p = precision_of(v);
  LossBounds<I> sums{enclose<I>(0L, p), enclose<I>(0L, p)};
  for (std::size_t i = 0; i < data.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      step();
      const I squared = enclose<I>(data.squared_distance(i, j), p);
      const I overlap = exp(-squared / (8 * v));
      sums.lower += squared * sqr(overlap);
      sums.upper += squared * overlap;
    }
  }
  const auto n = static_cast<long>(data.size());
  return {sums.lower / (n * n * sqr(v)), sums.upper / (2 * n * sqr(v))};
}

template <IntervalNumber I>
std::optional<I> enclose_least_loss(const WeightedPoints& data, const I& v, int digits,
                                    const std::function<void()>& step) {
  if (data.size() == 1) return enclose<I>(0L, precision_of(v));
  if (data.dimension() == 1) {
    const Mixture mixture(data.points(), 1);
    return MixtureIntegrals<I>(mixture, sqrt(v), digits, step).minimal_risk();
  }
  if (data.size() == 2) {
    const I quarter = enclose<I>(data.squared_distance(0, 1) / 4, precision_of(v));
    const Mixture mixture({{-1}, {1}}, 1);
    return MixtureIntegrals<I>(mixture, sqrt(v / quarter), digits, step).minimal_risk() / quarter;
  }
  const I least = lower_point(loss_bounds(data, v, step).lower * sqr(v));
  if (!certainly(least > 0)) return std::nullopt;
  const std::optional<I> scaled = TensorRule<I>(data, v, step).integral(least, digits);
  if (!scaled) return scaled;
  return *scaled / sqr(v);
}

template LossBounds<Interval> loss_bounds(const WeightedPoints&, const Interval&,
                                          const std::function<void()>&);
template LossBounds<BigInterval> loss_bounds(const WeightedPoints&, const BigInterval&,
                                             const std::function<void()>&);
template std::optional<Interval> enclose_least_loss(const WeightedPoints&, const Interval&, int,
                                                    const std::function<void()>&);
template std::optional<BigInterval> enclose_least_loss(const WeightedPoints&, const BigInterval&,
                                                       int, const std::function<void()>&);

}  // namespace rigor
