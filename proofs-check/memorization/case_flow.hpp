// The flow of a case, followed to its limit.
#pragma once

#include "model/mixture_flow.hpp"
#include "proofs-check/memorization/setting.hpp"

namespace rigor::memorization {

template <IntervalNumber B>
FlowGoal flow_goal(const Setting<B>& s) {
  FlowGoal goal;
  goal.digits = s.effort.digits;
  if (s.flow().starts_at_point()) {
    goal.exact_start = s.flow().start_from;
    goal.start_is_scaled = s.flow().schedule == Schedule::vp;
  }
  return goal;
}

template <IntervalNumber B>
FlowLimit<B> follow_case(const Setting<B>& s, const FlowGoal& goal) {
  return follow<B>(s.data, start_variance<B>(s.flow(), s.precision()),
                   start_position<B>(s.flow(), s.precision()), goal, s.step());
}

/// Decorated |x|.
template <IntervalNumber B>
Decorated<B> length(const std::vector<B>& x) {
  Decorated<B> sum = decorate(enclose<B>(0, precision_of(x.front())));
  for (const B& c : x) sum += sqr(decorate(c));
  return sqrt(sum);
}

}  // namespace rigor::memorization
