#include "analysis/defect_flow.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "analysis/series_evaluation.hpp"
#include "analysis/step_guess.hpp"
#include "function/elementary.hpp"
#include "linear/eigenvalues.hpp"

namespace rigor {
namespace {

/// sqrt(x_1^2 + ...), rounded up.
template <IntervalNumber I>
I length_of(const std::vector<I>& x) {
  I sum = enclose<I>(0L, precision_of(x[0]));
  for (const I& component : x) sum += sqr(component);
  return upper_point(sqrt(sum));
}

template <IntervalNumber I>
bool are_proper(const std::vector<I>& x) {
  return std::all_of(x.begin(), x.end(), [](const I& component) { return is_proper(component); });
}

template <IntervalNumber I>
I value(const std::vector<I>& polynomial, const I& s) {
  I sum = polynomial.back();
  for (std::size_t k = polynomial.size() - 1; k-- > 0;) sum = sum * s + polynomial[k];
  return sum;
}

/// The coefficients of P(s + h) in powers of h, by repeated division.
template <IntervalNumber I>
std::vector<I> shifted(std::vector<I> polynomial, const I& s) {
  for (std::size_t i = 0; i + 1 < polynomial.size(); ++i) {
    for (std::size_t k = polynomial.size() - 1; k-- > i;) polynomial[k] += s * polynomial[k + 1];
  }
  return polynomial;
}

template <IntervalNumber I>
Taylor<Decorated<I>> as_series(const std::vector<I>& coefficients, int order) {
  auto series = Taylor<Decorated<I>>::zeros(order);
  for (int k = 0; k <= order; ++k) {
    series[k] = decorate(coefficients[static_cast<std::size_t>(k)]);
  }
  return series;
}

}  // namespace

template <IntervalNumber I>
std::vector<I> DefectPiece<I>::at(const I& time) const {
  const I all = hull(start, end);
  std::vector<I> x;
  for (const std::vector<I>& component : polynomial) {
    x.push_back(subset(time, all) ? value(component, I(time - start)) + hull(-tube, tube)
                                  : entire<I>(precision_of(start)));
  }
  return x;
}

template <IntervalNumber I>
DefectFlow<I>::DefectFlow(DefectField<I> field, const I& t0, const std::vector<I>& x0,
                          const OdeSettings& settings)
    : field_(std::move(field)), settings_(settings), time_(t0), radius_(t0), growth_(t0) {
  if (x0.empty() || field_.solutions->dimension() != x0.size()) {
    throw std::invalid_argument("a start of another dimension than the differential equation");
  }
  if ((settings.order != 0 && settings.order < 2) || !(settings.tolerance >= 0) ||
      !(settings.longest_step >= 0)) {
    throw std::invalid_argument("an order below 2, or a negative tolerance or step");
  }
  const Precision p = precision_of(x0[0]);
  if (settings_.order == 0) settings_.order = std::max(8, 2 + p.bits * 2 / 5);
  if (settings_.tolerance == 0) settings_.tolerance = std::ldexp(1.0, -std::min(p.bits, 900) - 2);
  std::vector<I> radii;
  for (const I& component : x0) {
    centre_.push_back(midpoint(component));
    radii.push_back(radius(component));
  }
  radius_ = are_proper(x0) ? length_of(radii) : entire<I>(p);
  growth_ = enclose<I>(0L, p);
  start_size_ = are_proper(x0) ? guess_size(length_of(centre_)) : 0;
  piece_ = {time_, time_, {}, radius_};
}

template <IntervalNumber I>
std::vector<I> DefectFlow<I>::state() const {
  std::vector<I> box;
  for (const I& component : centre_) box.push_back(component + hull(-radius_, radius_));
  return box;
}

template <IntervalNumber I>
bool DefectFlow<I>::propose_polynomial(int direction) {
  const int order = settings_.order;
  SolutionCoefficients<I> c;
  if (!field_.solutions->expand(midpoint(time_), centre_, order, false, c)) return false;
  polynomial_.assign(centre_.size(), {});
  for (std::size_t i = 0; i < centre_.size(); ++i) {
    for (int k = 0; k <= order; ++k) {
      const I coefficient = k == 0 ? centre_[i] : midpoint(c.value(k, i));
      if (!is_proper(coefficient)) return false;
      polynomial_[i].push_back(direction < 0 && k % 2 == 1 ? -coefficient : coefficient);
    }
  }
  return true;
}

template <IntervalNumber I>
double DefectFlow<I>::guess_length(double tolerance) const {
  double last = 0, before_last = 0;
  for (const std::vector<I>& component : polynomial_) {
    last = std::max(last, guess_size(component.back()) / tolerance);
    before_last = std::max(before_last, guess_size(component[component.size() - 2]) / tolerance);
  }
  return propose_length(before_last, last, settings_.order);
}

/// The time as a series about `s` in the direction of the step.
template <IntervalNumber I>
typename DefectFlow<I>::Series DefectFlow<I>::times(const I& s, int degree, int direction) const {
  const Precision p = precision_of(s);
  std::vector<I> t(static_cast<std::size_t>(degree) + 1, enclose<I>(0L, p));
  const I forward = enclose<I>(static_cast<long>(direction), p);
  t[0] = time_ + forward * s;
  t[1] = forward;
  return as_series(t, degree);
}

/// The coefficients of the defect at the start of a step, which don't depend on its length.
template <IntervalNumber I>
bool DefectFlow<I>::expand_start_defect(int direction) {
  const int order = settings_.order;
  const Precision p = precision_of(time_);
  const I forward = enclose<I>(static_cast<long>(direction), p);
  std::vector<Series> at_start;
  for (const std::vector<I>& component : polynomial_) {
    at_start.push_back(as_series(component, order - 1));
  }
  const std::vector<Series> slopes =
      field_.along(times(enclose<I>(0L, p), order - 1, direction), at_start);
  start_defect_.assign(polynomial_.size(), {});
  for (std::size_t i = 0; i < polynomial_.size(); ++i) {
    for (int k = 0; k < order; ++k) {
      const I& next = polynomial_[i][static_cast<std::size_t>(k) + 1];
      start_defect_[i].push_back(magnitude((k + 1) * next - forward * slopes[i][k].value));
      if (!is_proper(start_defect_[i].back())) return false;
    }
  }
  return true;
}

/// D of the header for the step times `span`, from 0 to `length`.
template <IntervalNumber I>
std::optional<I> DefectFlow<I>::defect(const I& length, const I& span, int direction) const {
  const int order = settings_.order;
  std::vector<Series> on_step;
  for (const std::vector<I>& component : polynomial_) {
    on_step.push_back(as_series(shifted(component, span), order));
  }
  const std::vector<Series> rest = field_.along(times(span, order, direction), on_step);
  const I h = upper_point(length);
  std::vector<I> sizes;
  for (std::size_t i = 0; i < polynomial_.size(); ++i) {
    // The last coefficient over the step; the flag says that f along P is smooth there.
    if (rest[i][order].domain != Domain::continuous) return std::nullopt;
    I sum = magnitude(rest[i][order].value);
    for (std::size_t k = static_cast<std::size_t>(order); k-- > 0;) {
      sum = sum * h + start_defect_[i][k];
    }
    if (!is_proper(sum)) return std::nullopt;
    sizes.push_back(sum);
  }
  return length_of(sizes);
}

/// N of the header.
template <IntervalNumber I>
std::optional<I> DefectFlow<I>::growth_on(const I& times, const std::vector<I>& box,
                                          int direction) const {
  SolutionCoefficients<I> c;
  const bool with_jacobian = !field_.logarithmic_norm;
  // Smoothness on the tube, and the Jacobian.
  if (!field_.solutions->expand(times, box, 1, with_jacobian, c)) return std::nullopt;
  I bound = enclose<I>(0L, precision_of(times));
  if (with_jacobian) {
    const std::size_t n = box.size();
    Matrix<I> symmetric(n, n, bound);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        const I entry = scale2(c.tangent(1, i, j) + c.tangent(1, j, i), -1);
        if (!is_proper(entry)) return std::nullopt;
        symmetric(i, j) = symmetric(j, i) = direction < 0 ? -entry : entry;
      }
    }
    bound = largest_eigenvalue(symmetric);
  } else {
    bound = field_.logarithmic_norm(times, box, direction);
  }
  if (!is_proper(bound)) return std::nullopt;
  return upper_point(bound);
}

template <IntervalNumber I>
bool DefectFlow<I>::try_step(const I& next, int direction, double allowed) {
  const Precision p = precision_of(time_);
  const I length = direction < 0 ? time_ - next : next - time_;
  excess_ = 0;
  if (!certainly(length > 0)) return false;
  const I zero = enclose<I>(0L, p), h = upper_point(length), span = hull(zero, h);
  const std::optional<I> D = defect(length, span, direction);
  if (!D) return false;
  excess_ = guess_size(*D * h) / allowed;
  if (excess_ > 1) return false;
  excess_ = 0;
  std::vector<I> path;
  for (const std::vector<I>& component : polynomial_) path.push_back(value(component, span));
  const I times = hull(time_, next);
  const I least = enclose<I>(to_rational(std::ldexp(1 + guess_size(length_of(path)), -p.bits)), p);
  I tube = upper_point(2 * (radius_ + *D * h) + least);
  for (int attempt = 0; attempt < 4; ++attempt) {
    std::vector<I> box = path;
    for (I& component : box) component += hull(-tube, tube);
    const std::optional<I> N = growth_on(times, box, direction);
    if (!N) return false;
    const I needed = upper_point(exp(max(*N, zero) * h) * (radius_ + *D * h));
    if (!certainly(needed < tube)) {
      tube = 2 * needed + least;
      if (!is_proper(tube)) return false;
      continue;
    }
    // (e^x - 1) / x increases with x; at most e^max(x, 0), the mean of e^y between 0 and x.
    const I x = *N * length;
    I mean = exp(max(x, zero));
    if (certainly(abs(x) > scale2(enclose<I>(1L, p), -10))) mean = expm1(x) / x;
    std::vector<I> end, errors;
    for (const std::vector<I>& component : polynomial_) {
      end.push_back(value(component, length));
      errors.push_back(radius(end.back()));
    }
    const I error = upper_point(exp(x) * radius_ + *D * length * mean + length_of(errors));
    if (!are_proper(end) || !is_proper(error)) return false;
    piece_ = {time_, next, polynomial_, needed};
    for (std::vector<I>& component : piece_.polynomial) {
      for (std::size_t k = 1; direction < 0 && k < component.size(); k += 2) {
        component[k] = -component[k];
      }
    }
    for (std::size_t i = 0; i < end.size(); ++i) centre_[i] = midpoint(end[i]);
    radius_ = error;
    growth_ = *N;
    time_ = next;
    return true;
  }
  return false;
}

template <IntervalNumber I>
bool DefectFlow<I>::step(const I& t_end) {
  const bool forward = certainly(t_end > time_);
  if (!forward && !certainly(t_end < time_)) {
    stop_ = OdeStop::reached;
    return false;
  }
  const int direction = forward ? 1 : -1;
  stop_ = OdeStop::left_domain;
  if (!is_proper(radius_) || !is_proper(time_) || !is_proper(t_end)) return false;
  if (!propose_polynomial(direction) || !expand_start_defect(direction)) return false;
  const Precision p = precision_of(time_);
  const double size = guess_size(length_of(centre_)), error = guess_size(radius_);
  // The defect need not be far below the radius that is there already.
  const double tolerance = std::max(settings_.tolerance * std::max(size, 1e-100), error * 1e-4);
  const double promised = guess_length(tolerance);
  double length = promised * std::min(1.0, 1.1 * share_);
  if (settings_.longest_step > 0) length = std::min(length, settings_.longest_step);
  const double left = guess_size(t_end - time_);
  const double now = to_interval(midpoint(time_)).lower();
  length = std::min(length, left);
  const double shortest = std::ldexp(std::max(left, std::abs(now)), -std::min(p.bits, 900) + 4);
  stop_ = OdeStop::step_underflow;
  // What rounding adds to the defect does not go away with shorter steps: so more is allowed.
  double allowed = 100 * tolerance;
  const auto shorter = [&] {
    // The defect is about of the order of the step, times a power p + 1 of its length.
    if (!(excess_ > 0 && excess_ < 1e100)) return 0.5;
    return std::clamp(0.9 * guess_root(1 / excess_, settings_.order + 1), 0.5, 0.95);
  };
  for (; length > shortest; length *= shorter(), allowed *= 4) {
    I next = t_end;
    if (length < 0.999 * left) {
      next = enclose<I>(to_rational(propose_time(now, direction * length)), p);
      if (!certainly(direction > 0 ? next < t_end : next > t_end)) next = t_end;
    }
    if (try_step(next, direction, allowed)) {
      stop_ = OdeStop::reached;
      if (length < 0.999 * left && promised > 0) share_ = std::min(1.0, length / promised);
      return true;
    }
  }
  const double far = 1e6 * (1 + start_size_);
  if (size > far || error > far) stop_ = OdeStop::blow_up;
  return false;
}

template <IntervalNumber I>
OdeStop DefectFlow<I>::run(const I& t_end, const std::function<void()>& tick,
                           const OdeEvent<I>& event,
                           const std::function<void(const DefectPiece<I>&)>& see) {
  for (;;) {
    if (tick) tick();
    if (!step(t_end)) return stop_;
    if (see) see(piece_);
    if (event && certainly(event(time_, state()))) return stop_ = OdeStop::event;
  }
}

template struct DefectPiece<Interval>;
template struct DefectPiece<BigInterval>;
template class DefectFlow<Interval>;
template class DefectFlow<BigInterval>;

}  // namespace rigor
