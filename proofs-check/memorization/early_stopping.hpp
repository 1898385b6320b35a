// The best time to stop training, among all of them.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "model/feature_flow.hpp"
#include "number/decorated.hpp"
#include "verdict/evidence.hpp"
#include "verdict/outcome.hpp"

namespace rigor::memorization {

template <IntervalNumber B>
struct EarlyStopping {
  CriticalTimes<B> critical;  ///< of the test risk on t >= 0
  /// The minimum that is proved to be below the risk at t = 0, at all others and in the limit.
  std::optional<std::size_t> best;
};

/// A global minimum is at 0, at a critical point that is a minimum, or there is none and the
/// infimum is the limit; where some boxes are undecided, the risk on them counts too.
template <IntervalNumber B>
EarlyStopping<B> early_stopping(const FeatureFlow<B>& flow, const std::function<void()>& step) {
  EarlyStopping<B> result{flow.test.critical_points(step), std::nullopt};
  const CriticalTimes<B>& critical = result.critical;
  if (!critical.end) return result;
  B others = min(flow.test.limit(), flow.test.value(*critical.end - *critical.end));
  for (const B& box : critical.undecided) others = min(others, flow.test.value(box));
  for (std::size_t k = 0; k < critical.points.size(); ++k) {
    if (!critical.points[k].is_minimum) continue;
    const B value = flow.test.value(critical.points[k].time);
    bool is_best = certainly(value < others);
    for (std::size_t l = 0; l < critical.points.size(); ++l) {
      is_best = is_best && (l == k || certainly(value < flow.test.value(critical.points[l].time)));
    }
    if (is_best) result.best = k;
  }
  return result;
}

/// The minima and the best of them, with the excess test risk there (bayes is what it is above the
/// test risk).
template <IntervalNumber B>
void describe(Outcome& outcome, const EarlyStopping<B>& stop, const FeatureFlow<B>& flow,
              const B& bayes, int digits) {
  const auto excess = [&](const B& t) { return decorate(flow.test.value(t) + bayes); };
  const B one = enclose<B>(1L, precision_of(bayes));
  if (stop.best) {
    const B& time = stop.critical.points[*stop.best].time;
    outcome.quantities.push_back(quantity("t*, the best time to stop", decorate(time), digits));
    outcome.quantities.push_back(quantity("excess test risk at t*", excess(time), digits));
  }
  outcome.quantities.push_back(quantity("excess test risk at t = 1", excess(one), digits));
  outcome.quantities.push_back(
      quantity("excess test risk at t = oo", decorate(flow.test.limit() + bayes), digits));
  int number = 0;
  for (std::size_t k = 0; k < stop.critical.points.size(); ++k) {
    const CriticalTime<B>& point = stop.critical.points[k];
    if (!point.is_minimum) continue;
    ++number;
    if (stop.best && *stop.best == k) continue;
    outcome.quantities.push_back(
        quantity("local minimum " + std::to_string(number) + " of the test risk, t",
                 decorate(point.time), digits));
  }
  if (stop.critical.is_complete()) {
    outcome.quantities.push_back(
        bound("local minima of the test risk on t > 0, all of them", number * decorate(one)));
  }
}

}  // namespace rigor::memorization
