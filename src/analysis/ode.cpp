#include "analysis/ode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "analysis/series_evaluation.hpp"
#include "analysis/step_guess.hpp"
#include "linear/product.hpp"

namespace rigor {
namespace {

/// Step lengths tried before a step is given up.
constexpr int kMostAttempts = 200;

/// The order up to which the centre's coefficients are wanted at the higher precision: the terms
/// beyond are small.
constexpr int kFineOrder = 6;
constexpr Precision kFinePrecision{128};

/// Encloses sum over k <= order of D c_k h^k.
template <IntervalNumber I>
Matrix<I> evaluate_tangents(const SolutionCoefficients<I>& c, int order, const I& h) {
  const std::size_t n = c.dimension;
  Matrix<I> slope(n, n, h);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      I sum = c.tangent(order, i, j);
      for (int k = order - 1; k >= 0; --k) sum = sum * h + c.tangent(k, i, j);
      slope(i, j) = sum;
    }
  }
  return slope;
}

}  // namespace

std::string describe(OdeStop stop) {
  switch (stop) {
    case OdeStop::reached:
      return "the end of the integration is reached";
    case OdeStop::event:
      return "the state has entered the set";
    case OdeStop::left_domain:
      return "the right-hand side isn't proved smooth around the state";
    case OdeStop::blow_up:
      return "the enclosure of the state grows beyond all bounds";
    case OdeStop::step_underflow:
      return "no step that is long enough to move on could be proved";
  }
  return {};
}

template <IntervalNumber I>
OdeFlow<I>::OdeFlow(std::shared_ptr<SeriesField<I>> field, const I& t0, const std::vector<I>& x0,
                    const OdeSettings& settings, std::shared_ptr<SeriesField<BigInterval>> fine)
    : field_(std::move(field)),
      fine_field_(std::move(fine)),
      settings_(settings),
      time_(t0),
      state_(x0) {
  if (x0.empty() || field_->dimension() != x0.size()) {
    throw std::invalid_argument(fmt::format("{} equations, but {} components of the start",
                                            field_->dimension(), x0.size()));
  }
  if ((settings.order != 0 && settings.order < 2) || !(settings.tolerance >= 0) ||
      !(settings.longest_step >= 0)) {
    throw std::invalid_argument("the settings of an integration");
  }
  const Precision p = precision_of(x0[0]);
  highest_order_ = settings.order == 0 ? std::max(8, 2 + p.bits * 2 / 5) : settings.order;
  order_ = highest_order_;
  if (settings_.tolerance == 0) settings_.tolerance = std::ldexp(1.0, -std::min(p.bits, 900) - 2);
  set_ = LohnerSet<I>(x0);
  derivative_ = Matrix<I>(x0.size(), x0.size(), enclose<I>(0, p));
  for (std::size_t i = 0; i < x0.size(); ++i) derivative_(i, i) = enclose<I>(1, p);
  start_size_ = guess_size(x0);
}

template <IntervalNumber I>
I OdeFlow<I>::proposed_end(double now, double length, const I& t_end) const {
  const double remaining = guess_of(t_end - time_);
  if (!(length < std::abs(remaining))) return t_end;
  if (2 * length > std::abs(remaining)) length = std::abs(remaining) / 2;
  const double next = propose_time(now, remaining < 0 ? -length : length);
  return convert<I>(Interval::point(next), precision_of(time_));
}

/// Order and tolerance for a state of this width. A coefficient over a wide set is less known the
/// higher it is, and digits far below the width are worth nothing.
template <IntervalNumber I>
void OdeFlow<I>::propose_order() {
  double widest = 0;
  for (const I& x : state_) widest = std::max(widest, guess_size(width(x)));
  const double ratio = widest / std::max(guess_size(state_), 0x1p-900);
  tolerance_ = std::max(settings_.tolerance, std::min(ratio, 1.0) * 0x1p-24);
  order_ = highest_order_;
  if (settings_.with_derivative) tolerance_ = settings_.tolerance;
  if (settings_.order != 0 || settings_.with_derivative || !(ratio > 0)) return;
  order_ = std::clamp(2 - std::ilogb(ratio) / 2, std::min(8, highest_order_), highest_order_);
}

/// The length that the last coefficients promise, and the scale of the step: the size of the state,
/// or how far it moves within the radius of convergence.
template <IntervalNumber I>
double OdeFlow<I>::promised_length(double remaining) {
  const auto largest = [&](int k) {
    double size = 0;
    for (std::size_t i = 0; i < state_.size(); ++i) {
      size = std::max(size, guess_size(centre_.value(k, i)));
    }
    return size;
  };
  const double first = largest(1);
  const double last = largest(order_);
  const double before_last = largest(order_ - 1);
  const double ratio = first / last;
  double radius = remaining;
  if (ratio > 0 && std::isfinite(ratio)) {
    radius = std::min(radius, guess_root(ratio, order_ - 1));
  }
  scale_ = std::max({guess_size(state_), first * radius, 0x1p-900});
  const double tolerance = tolerance_ * scale_;
  const double length = propose_length(before_last / tolerance, last / tolerance, order_);
  return std::isfinite(length) ? length : 2 * remaining;
}

template <IntervalNumber I>
bool OdeFlow<I>::try_step(const I& t_end) {
  propose_order();
  const int order = order_;
  const std::size_t n = state_.size();
  const std::vector<I>& middle = set_.centre();
  // A convex set with the centre, which the mean value theorem needs; `state_` is narrowed without
  // regard to it.
  std::vector<I> convex = state_;
  for (std::size_t i = 0; i < n; ++i) convex[i] = hull(convex[i], middle[i]);
  // The derivative of the flow needs derivatives, the set itself only slopes.
  const bool is_defined = settings_.with_derivative
                              ? field_->expand(time_, middle, order, false, centre_) &&
                                    field_->expand(time_, convex, order, true, box_)
                              : field_->expand_about(time_, middle, convex, order, centre_, box_);
  if (!is_defined || !expand_fine()) {
    stop_ = OdeStop::left_domain;
    return false;
  }
  const double now = guess_of(time_);
  const double remaining = std::abs(guess_of(t_end - time_));
  const double promised = promised_length(remaining);
  const double least = 0x1p-46 * std::max(std::abs(now), remaining);
  double length = std::min(promised * share_, remaining);
  if (settings_.longest_step > 0) length = std::min(length, settings_.longest_step);
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    if (!(length > least || length == remaining)) break;
    I next = proposed_end(now, length, t_end);
    I h = next - time_;
    length = std::abs(guess_of(h));
    if (!rough_.enclose(*field_, box_, h, hull(time_, next), settings_.with_derivative)) {
      length /= 2;
      continue;
    }
    const double excess = rough_.guess_excess(length, tolerance_ * scale_);
    if (!(excess <= 2)) {
      length /= std::min(excess, 8.0);
      continue;
    }
    if (excess > 1) {
      next = proposed_end(now, 0.95 * length / excess, t_end);
      h = next - time_;
    }
    if (!rough_.proves(h, hull(time_, next))) {
      length /= 2;
      continue;
    }
    if (excess > 0) share_ = std::clamp(0.95 * length / (excess * promised), 0x1p-10, 1.0);
    if (settings_.with_derivative && !advance_derivative(h)) break;
    accept(next, h);
    return true;
  }
  stop_ = guess_size(state_) > 0x1p20 * std::max(1.0, start_size_) ? OdeStop::blow_up
                                                                   : OdeStop::step_underflow;
  return false;
}

template <IntervalNumber I>
bool OdeFlow<I>::expand_fine() {
  if (!fine_field_) return true;
  std::vector<BigInterval> middle;
  for (const I& x : set_.centre()) middle.push_back(convert<BigInterval>(x, kFinePrecision));
  return fine_field_->expand(convert<BigInterval>(time_, kFinePrecision), middle,
                             std::min(kFineOrder, order_ - 1), false, fine_);
}

/// A new centre near x(t + h) for x(t) = m, and an enclosure of the difference.
template <IntervalNumber I>
void OdeFlow<I>::map_centre(const I& next, const I& h, std::vector<I>& centre,
                            std::vector<I>& fresh) {
  const int order = order_;
  const I power = pown(h, order + 1);
  for (std::size_t i = 0; i < state_.size(); ++i) {
    const I remainder = power * rough_.remainder(i);
    if (!fine_field_) {
      const I value = evaluate(centre_, order, i, h) + remainder;
      centre.push_back(midpoint(value));
      fresh.push_back(value - centre.back());
      continue;
    }
    const BigInterval fine_h =
        convert<BigInterval>(next, kFinePrecision) - convert<BigInterval>(time_, kFinePrecision);
    const BigInterval head = evaluate(fine_, fine_.order, i, fine_h);
    const I tail = evaluate(centre_, order, i, h, fine_.order + 1) * pown(h, fine_.order + 1);
    const Precision p = precision_of(h);
    centre.push_back(midpoint(convert<I>(head, p) + tail));
    fresh.push_back(convert<I>(head - convert<BigInterval>(centre.back(), kFinePrecision), p) +
                    tail + remainder);
  }
}

/// The proved step.
template <IntervalNumber I>
void OdeFlow<I>::accept(const I& next, const I& h) {
  const int order = order_;
  const std::size_t n = state_.size();
  piece_.set = set_;
  piece_.start = time_;
  piece_.end = next;
  piece_.rough = rough_.box();
  piece_.remainder.clear();
  for (std::size_t i = 0; i < n; ++i) piece_.remainder.push_back(rough_.remainder(i));
  std::vector<I> centre;
  std::vector<I> fresh;
  map_centre(next, h, centre, fresh);
  set_.map(centre, std::move(fresh), evaluate_tangents(box_, order, h));
  const std::vector<I> reached = set_.hull();
  for (std::size_t i = 0; i < n; ++i) state_[i] = intersection(reached[i], rough_.box()[i]);
  std::swap(piece_.centre, centre_);
  std::swap(piece_.box, box_);
  piece_.final_state = state_;
  time_ = next;
}

/// The derivative of the step is sum over k <= p of D c_k(X) h^k + D c_(p+1)(W) V h^(p+1): V
/// encloses the derivatives of the solution at the times of the step by the state at its start.
/// They solve V' = Df V, V = 1 at first, hence ||V - 1||_oo <= exp(L h) - 1 with L the largest row
/// sum of |Df(W)|.
template <IntervalNumber I>
bool OdeFlow<I>::advance_derivative(const I& length) {
  const int order = order_;
  const std::size_t n = state_.size();
  const Precision p = precision_of(state_[0]);
  I norm = enclose<I>(0, p);
  for (std::size_t i = 0; i < n; ++i) {
    I row = enclose<I>(0, p);
    for (std::size_t j = 0; j < n; ++j) row += abs(rough_.coefficients().tangent(1, i, j));
    norm = max(norm, row);
  }
  const I growth = upper_point(expm1(upper_point(norm * abs(length))));
  if (!is_proper(growth)) return false;
  const I deviation = hull(-growth, growth);
  const I power = pown(length, order + 1);
  Matrix<I> slope = evaluate_tangents(box_, order, length);
  for (std::size_t i = 0; i < n; ++i) {
    I row = enclose<I>(0, p);
    for (std::size_t j = 0; j < n; ++j) row += abs(rough_.coefficients().tangent(order + 1, i, j));
    for (std::size_t j = 0; j < n; ++j) {
      slope(i, j) += power * (rough_.coefficients().tangent(order + 1, i, j) + row * deviation);
    }
  }
  derivative_ = multiply(slope, derivative_);
  return true;
}

template <IntervalNumber I>
bool OdeFlow<I>::step(const I& t_end) {
  if (identical(t_end, time_)) {
    stop_ = OdeStop::reached;
    return false;
  }
  for (const I& component : state_) {
    if (!is_proper(component)) {
      stop_ = OdeStop::blow_up;
      return false;
    }
  }
  if (!is_proper(time_) || !is_proper(t_end)) {
    stop_ = OdeStop::step_underflow;
    return false;
  }
  return try_step(t_end);
}

template <IntervalNumber I>
OdeStop OdeFlow<I>::run(const I& t_end, const std::function<void()>& tick, const OdeEvent<I>& event,
                        const std::function<void(const OdePiece<I>&)>& see) {
  while (true) {
    if (tick) tick();
    if (!step(t_end)) return stop_;
    if (see) see(piece_);
    if (event && certainly(event(time_, state_))) return stop_ = OdeStop::event;
  }
}

template class OdeFlow<Interval>;
template class OdeFlow<BigInterval>;

}  // namespace rigor
