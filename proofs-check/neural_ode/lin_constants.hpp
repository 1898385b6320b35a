// The constants of NODE-LIN-1.c.
#pragma once

#include "number/decorated.hpp"
#include "number/truth.hpp"

namespace rigor::neural_ode {

/// The start of the linear network on the line, as the proof of lin_limit.cpp uses it.
template <IntervalNumber I>
struct LinearStart {
  I size;    ///< M >= |z|
  I slope;   ///< M' >= |z'|
  I target;  ///< y > 0
  I output;  ///< u_0 > 0
};

template <IntervalNumber I>
struct LinearLimit {
  Truth holds = Truth::unsettled;  ///< the inequalities that the proof leaves open
  I reach;                         ///< R >= |tau|
  I output_rate;                   ///< C_F
  I layer_rate;                    ///< C_Z
};

/// For all L >= 1 / eta.
template <IntervalNumber I>
LinearLimit<I> linear_limit(const LinearStart<I>& start, const I& eta);

}  // namespace rigor::neural_ode
