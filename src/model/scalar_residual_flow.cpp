#include "model/scalar_residual_flow.hpp"

#include <stdexcept>
#include <utility>

#include "analysis/increasing_zero.hpp"
#include "analysis/ode.hpp"
#include "function/elementary.hpp"

namespace rigor {
namespace {

/// tau' = 2 (y - F) F.
template <IntervalNumber I>
struct ClockField {
  I gain;
  I target;
  std::vector<I> squares;

  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& x) const {
    const T rise = (2 * x[0]) / static_cast<long>(squares.size());
    T product = rise + squares[0];
    for (std::size_t k = 1; k < squares.size(); ++k) product = product * (rise + squares[k]);
    const T output = sqrt(product) * gain;
    return {2 * ((target - output) * output)};
  }
};

}  // namespace

template <IntervalNumber I>
ScalarResidualFlow<I>::ScalarResidualFlow(I gain, I target, std::vector<I> layers)
    : gain_(std::move(gain)), target_(std::move(target)), layers_(std::move(layers)) {
  if (layers_.empty()) throw std::invalid_argument("a residual network without layers");
  const long L = static_cast<long>(layers_.size());
  for (const I& z : layers_) squares_.push_back(sqr(1 + z / L));
}

template <IntervalNumber I>
I ScalarResidualFlow<I>::square(std::size_t k, const I& tau) const {
  return squares_[k] + 2 * tau / static_cast<long>(depth());
}

template <IntervalNumber I>
I ScalarResidualFlow<I>::output(const I& tau) const {
  I product = square(0, tau);
  for (std::size_t k = 1; k < depth(); ++k) product *= square(k, tau);
  return gain_ * sqrt(product);
}

// With p = 1 + Z / L: Z = L (p^2 - 1) / (p + 1), L (p^2 - 1) = 2 Z(0) + Z(0)^2 / L + 2 tau.
template <IntervalNumber I>
I ScalarResidualFlow<I>::layer(std::size_t k, const I& tau) const {
  const long L = static_cast<long>(depth());
  return (2 * layers_[k] + sqr(layers_[k]) / L + 2 * tau) / (1 + sqrt(square(k, tau)));
}

template <IntervalNumber I>
I ScalarResidualFlow<I>::mean_inverse_square(const I& tau) const {
  I sum = recip(square(0, tau));
  for (std::size_t k = 1; k < depth(); ++k) sum += recip(square(k, tau));
  return sum / static_cast<long>(depth());
}

template <IntervalNumber I>
I ScalarResidualFlow<I>::largest_gap(const I& tau) const {
  const long L = static_cast<long>(depth());
  I largest = enclose<I>(0L, precision_of(gain_));
  for (std::size_t k = 0; k + 1 < depth(); ++k) {
    const I conserved = (layers_[k + 1] - layers_[k]) * (2 * L + layers_[k + 1] + layers_[k]);
    largest = max(largest, abs(conserved) / (2 * L + layer(k + 1, tau) + layer(k, tau)));
  }
  return L * largest;
}

template <IntervalNumber I>
std::optional<I> ScalarResidualFlow<I>::clock(const I& t, const std::function<void()>& step) const {
  const I zero = enclose<I>(0L, precision_of(t));
  OdeFlow<I> flow = ode_flow(ClockField<I>{gain_, target_, squares_}, zero, {zero});
  // From then on tau stays between the state and tau_oo: the rest of the time need not be followed.
  const I last = final_clock(step);
  const OdeEvent<I> has_arrived = [&](const I&, const std::vector<I>& x) {
    return width(hull(x[0], last)) <= 4 * (width(x[0]) + width(last));
  };
  const OdeStop stop = flow.run(t, step, has_arrived);
  if (stop == OdeStop::event) return hull(flow.state()[0], last);
  if (stop != OdeStop::reached) return std::nullopt;
  return flow.state()[0];
}

// With b = log(y / F(0)) and C = max c_k: (L/2) log(1 + 2 tau_oo / L C) <= b if b >= 0, as each
// factor grows at least by that; so tau_oo <= (L C / 2)(e^(2 b / L) - 1). If b < 0, each factor
// shrinks at least to 1 - 2 |tau_oo| / L C, and tau_oo >= (L C / 2)(e^(2 b / L) - 1) as well; then
// tau_oo > -(L/2) min c_k besides.
template <IntervalNumber I>
I ScalarResidualFlow<I>::final_clock(const std::function<void()>& step) const {
  const long L = static_cast<long>(depth());
  const I zero = enclose<I>(0L, precision_of(gain_)), b = log(target_ / output(zero));
  I most = squares_[0], least = squares_[0];
  for (const I& c : squares_) {
    most = max(most, c);
    least = min(least, c);
  }
  const I edge = L * most / 2 * expm1(2 * b / L);
  I bracket = hull(zero, edge);
  bracket = intersection(bracket, hull(-L * lower_point(least) / 2, upper_point(max(edge, zero))));
  return enclose_increasing_zero([&](const I& tau) { return log(output(tau) / target_); },
                                 [&](const I& tau) { return mean_inverse_square(tau); }, bracket,
                                 step);
}

template <IntervalNumber I>
I scalar_limit_output(const I& start, const I& target, const I& t,
                      const std::function<void()>& step) {
  const bool is_below = certainly(start < target);
  if (!is_below && !certainly(start > target)) return hull(start, target);
  const long sign = is_below ? -1 : 1;
  const I w0 = log(start / (is_below ? target - start : start - target));
  const I goal = w0 + sign * exp(-w0) + 2 * sqr(target) * t;
  const I bracket = hull(w0, w0 + 2 * sqr(target) * t + 1);
  const I w =
      enclose_increasing_zero([&](const I& v) { return v + sign * exp(-v) - goal; },
                              [&](const I& v) { return 1 - sign * exp(-v); }, bracket, step);
  return target / (1 - sign * exp(-w));
}

template class ScalarResidualFlow<Interval>;
template class ScalarResidualFlow<BigInterval>;
template Interval scalar_limit_output(const Interval&, const Interval&, const Interval&,
                                      const std::function<void()>&);
template BigInterval scalar_limit_output(const BigInterval&, const BigInterval&, const BigInterval&,
                                         const std::function<void()>&);

}  // namespace rigor
