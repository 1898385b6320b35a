#include "model/smoothed_data.hpp"

#include <algorithm>
#include <stdexcept>

#include "analysis/quadrature.hpp"
#include "function/constants.hpp"
#include "function/jet_functions.hpp"
#include "function/normal.hpp"
#include "model/normal_sum.hpp"

namespace rigor {
namespace {

constexpr std::size_t most_open_panels = 4000;

Rational cube(const Rational& x) {
  return x * x * x;
}

/// The ends of the cells of the points in [0, 1]: cell k is [ends[k], ends[k + 1]], empty where
/// these are equal.
std::vector<Rational> cell_ends(const std::vector<Rational>& points) {
  std::vector<Rational> ends = {0};
  for (std::size_t k = 0; k + 1 < points.size(); ++k) {
    const Rational middle = (points[k] + points[k + 1]) / 2;
    ends.push_back(std::clamp<Rational>(middle, 0, 1));
  }
  ends.push_back(1);
  return ends;
}

}  // namespace

Rational squared_distance_from_uniform(const std::vector<Rational>& points) {
  const std::vector<Rational> ends = cell_ends(points);
  Rational sum = 0;
  for (std::size_t k = 0; k < points.size(); ++k) {
    sum += cube(ends[k + 1] - points[k]) - cube(ends[k] - points[k]);
  }
  return sum / 3;
}

Rational squared_transport_from_uniform(const std::vector<Rational>& points) {
  const auto N = static_cast<long>(points.size());
  Rational sum = 0;
  for (long i = 0; i < N; ++i) {
    const Rational& x = points[static_cast<std::size_t>(i)];
    sum += cube(Rational(i + 1) / N - x) - cube(Rational(i) / N - x);
  }
  return sum / 3;
}

template <IntervalNumber I>
SmoothedData<I>::SmoothedData(std::vector<Rational> points, const I& v, std::function<void()> step)
    : points_(std::move(points)), v_(v), sigma_(sqrt(v)), step_(std::move(step)) {
  const bool increases =
      std::adjacent_find(points_.begin(), points_.end(), [](const Rational& a, const Rational& b) {
        return a >= b;
      }) == points_.end();
  if (points_.empty() || !increases) throw std::invalid_argument("the points must increase");
  if (!certainly(v > 0)) throw std::invalid_argument("the noise variance must be positive");
  for (const Rational& x : points_) at_.push_back(enclose<I>(x, precision_of(v)));
}

template <IntervalNumber I>
I SmoothedData<I>::cdf(const I& x) const {
  I sum = enclose<I>(0, precision_of(v_));
  for (const I& at : at_) sum += normal_cdf((x - at) / sigma_);
  return sum / static_cast<long>(at_.size());
}

// p - q; a panel wider than sigma is cut before its Taylor polynomials are any good.
template <IntervalNumber I>
PanelShape<I> SmoothedData<I>::difference(BaseLaw law, const I& a, const I& b) const {
  const I one = enclose<I>(1, precision_of(v_)), zero = one - one;
  const PanelShape<I> q = normal_sum_shape(at_, sigma_, a, b);
  if (law == BaseLaw::uniform) return {one - q.value, one - q.range, -q.slope};
  const PanelShape<I> p = normal_sum_shape({zero}, one, a, b);
  return {p.value - q.value, p.range - q.range, p.slope - q.slope};
}

template <IntervalNumber I>
std::vector<SignedPanel<I>> SmoothedData<I>::signs(BaseLaw law, int digits) const {
  const Precision p = precision_of(v_);
  const auto N = static_cast<long>(points_.size());
  const bool is_uniform = law == BaseLaw::uniform;
  const I end = enclose<I>(is_uniform ? 1 : 8 + digits, p);
  std::vector<SignedPanel<I>> start = whole_panel(is_uniform ? end - end : -end, end);
  if constexpr (std::same_as<I, BigInterval>) {
    // Signs that are proved on doubles stay.
    const SmoothedData<Interval> on_doubles(points_, to_interval(v_), step_);
    start.clear();
    for (const SignedPanel<Interval>& panel : on_doubles.signs(law, 8)) {
      start.push_back({convert<I>(panel.from, p), convert<I>(panel.to, p),
                       static_cast<typename SignedPanel<I>::Sign>(panel.sign), entire<I>(p)});
    }
  }
  const I tolerance = pown(enclose<I>(10, p), -digits - 1) / (2 * N + 2);
  return cut_by_sign<I>([&](const I& a, const I& b) { return difference(law, a, b); },
                        std::move(start), tolerance, most_open_panels, step_);
}

template <IntervalNumber I>
I SmoothedData<I>::variation(BaseLaw law, int digits) const {
  const std::vector<SignedPanel<I>> panels = signs(law, digits);
  if (law == BaseLaw::uniform) {
    return enclose_positive_part(panels, [&](const I& x) { return x - cdf(x); });
  }
  const I tails = 2 * normal_cdf(panels.front().from);
  return hull(tails - tails, upper_point(tails)) +
         enclose_positive_part(panels, [&](const I& x) { return normal_cdf(x) - cdf(x); });
}

template <IntervalNumber I>
I SmoothedData<I>::mass_near_data(const I& rho) const {
  // Neighbouring balls whose ends overlap, or may overlap, are joined over the gap: mass of the
  // gap between them, where it is not surely there, counts from 0.
  I mass = cdf(at_.back() + rho) - cdf(at_.front() - rho);
  const I zero = enclose<I>(0, precision_of(v_));
  for (std::size_t k = 0; k + 1 < at_.size(); ++k) {
    step_();
    const I from = at_[k] + rho, to = at_[k + 1] - rho;
    if (certainly(from >= to)) continue;
    const I hole = cdf(to) - cdf(from);
    mass -= certainly(from <= to) ? hole : hull(zero, max(hole, zero));
  }
  return mass;
}

// E log S over [from, to] of the cell of x_k. The exponents are affine, so their suprema are at the
// ends, exactly.
template <IntervalNumber I>
I SmoothedData<I>::log_sum_over(const Rational& from, const Rational& to, std::size_t k, int digits,
                                bool& is_reached) const {
  const Precision p = precision_of(v_);
  const I zero = enclose<I>(0, p);
  const I cut = enclose<I>(-24 - 3 * digits, p);  // exp(-3) < 1/10
  std::vector<std::size_t> near;
  long far = 0;
  for (std::size_t j = 0; j < points_.size(); ++j) {
    if (j == k) continue;
    const Rational d = points_[j] - points_[k];
    const Rational end = d > 0 ? to : from;
    const I largest = enclose<I>(Rational(d * (2 * end - points_[k] - points_[j])), p) / (2 * v_);
    if (certainly(largest <= cut)) {
      ++far;
    } else {
      near.push_back(j);
    }
  }
  const I length = enclose<I>(Rational(to - from), p);
  // log(A + b) <= log A + b for A >= 1.
  const I rest = hull(zero, upper_point(far * exp(cut) * length));
  if (near.empty()) return rest;
  const auto integrand = [&](const auto& t) {  // t = x - x_k
    using T = std::decay_t<decltype(t)>;
    T sum = t * zero;
    for (const std::size_t j : near) {
      const I d = enclose<I>(Rational(points_[j] - points_[k]), p);
      sum = sum + exp_of_affine(T(d * (t - scale2(d, -1)) / v_));
    }
    return log1p(sum);
  };
  IntegrationGoal goal{digits, step_, Rational(1)};
  for (int i = 0; i < digits + 2; ++i) goal.absolute /= 10;
  goal.absolute /= static_cast<long>(points_.size());
  const Integral<I> integral = integrate<I>(integrand, enclose<I>(Rational(from - points_[k]), p),
                                            enclose<I>(Rational(to - points_[k]), p), goal);
  is_reached = is_reached && integral.is_reached;
  return integral.value + rest;
}

template <IntervalNumber I>
Integral<I> SmoothedData<I>::uniform_divergence(int digits) const {
  const Precision p = precision_of(v_);
  const std::vector<Rational> ends = cell_ends(points_);
  const auto N = static_cast<long>(points_.size());
  I overlap = enclose<I>(0, p);
  bool is_reached = true;
  for (std::size_t k = 0; k < points_.size(); ++k) {
    // Cut at the datum, beyond which another neighbour is the nearer one.
    const Rational middle = std::clamp<Rational>(points_[k], ends[k], ends[k + 1]);
    for (const auto& [from, to] : {std::pair(ends[k], middle), std::pair(middle, ends[k + 1])}) {
      if (from < to) overlap += log_sum_over(from, to, k, digits, is_reached);
    }
  }
  const I square = enclose<I>(squared_distance_from_uniform(points_), p);
  const I value = log(N * sigma_ * sqrt(2 * pi<I>(p))) + square / (2 * v_) - overlap;
  return {value, is_reached, is_reached ? "" : "the quadrature of log S ended early"};
}

template <IntervalNumber I>
I SmoothedData<I>::squared_transport_to_uniform() const {
  const Precision p = precision_of(v_);
  const auto N = static_cast<long>(points_.size());
  const I spread = sqrt(2 * v_);
  Rational square = 0;
  for (const Rational& x : points_) square += x * x;
  I larger = enclose<I>(0, p);
  for (std::size_t i = 0; i < at_.size(); ++i) {
    step_();
    larger += at_[i] + spread * normal_pdf(enclose<I>(0, p));
    for (std::size_t j = 0; j < i; ++j) {
      const I u = enclose<I>(Rational(points_[i] - points_[j]), p) / spread;
      larger += 2 * (at_[i] * normal_cdf(u) + at_[j] * normal_cdf(-u) + spread * normal_pdf(u));
    }
  }
  return enclose<I>(Rational(square / N + Rational(1, 3)), p) + v_ - larger / (N * N);
}

template class SmoothedData<Interval>;
template class SmoothedData<BigInterval>;

}  // namespace rigor
