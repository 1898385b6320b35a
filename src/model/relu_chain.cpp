#include "model/relu_chain.hpp"

#include <vector>

#include "analysis/field_functions.hpp"
#include "analysis/ode.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"

namespace rigor {
namespace {

/// u' = (rate / 2) (C - e^u) e^{(1 - 2/L) u}.
struct LogOutputField {
  Rational factor;
  Rational rate;
  long depth;

  template <class T>
  std::vector<T> operator()(const T& t, const std::vector<T>& u) const {
    const auto exact = [&](const Rational& q) { return enclose<ScalarOf<T>>(q, precision_of(t)); };
    const Rational power = 1 - Rational(2, depth);
    return {exact(rate / 2) * (exact(factor) - exp(u[0])) * exp(exact(power) * u[0])};
  }
};

}  // namespace

template <IntervalNumber I>
ReluChain<I>::ReluChain(const Rational& factor, const Rational& rate, std::size_t depth,
                        Precision precision)
    : factor_(factor), rate_(rate), depth_(static_cast<long>(depth)), precision_(precision) {}

template <IntervalNumber I>
I ReluChain<I>::start_weight() const {
  return enclose<I>(Rational(1, 2 * depth_), precision_);
}

template <IntervalNumber I>
I ReluChain<I>::weight_of(const I& u) const {
  return 2 * depth_ * expm1(u / depth_);
}

template <IntervalNumber I>
I ReluChain<I>::limit_weight() const {
  return weight_of(log(enclose<I>(factor_, precision_)));
}

template <IntervalNumber I>
I ReluChain<I>::weight(const Rational& time, const std::function<void()>& step) const {
  const auto exact = [&](const Rational& q) { return enclose<I>(q, precision_); };
  const I start = depth_ * log1p(sqr(start_weight()));
  const I factor = exact(factor_), limit = log(factor), end = exact(time);
  const I close = scale2(exact(1), 4 - precision_.bits) * max(exact(1), limit);
  // u(t), from what the flow has reached and the decay of C - y from there on.
  const auto extrapolated = [&](const OdeFlow<I>& flow) {
    const I now = flow.state()[0], power = exact(2 - Rational(2, depth_));
    const I speed = exact(rate_ / 2) * exp(power * hull(now, limit));
    const I left = max(end - flow.time(), exact(0));
    return limit + log1p(expm1(now - limit) * exp(-(speed * left)));
  };
  OdeFlow<I> flow = ode_flow(LogOutputField{factor_, rate_, depth_}, exact(0), {start});
  for (;;) {
    step();
    const I last = extrapolated(flow);
    if (certainly(width(last) <= close)) return weight_of(last);
    if (!flow.step(end)) {
      return weight_of(flow.stop() == OdeStop::reached ? flow.state()[0] : last);
    }
  }
}

template class ReluChain<Interval>;
template class ReluChain<BigInterval>;

}  // namespace rigor
