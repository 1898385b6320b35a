// Checks on named numbers, not on a case.
#pragma once

#include "number/decorated.hpp"
#include "verdict/claim.hpp"

namespace rigor::neural_ode {

/// body(exact, outcome), where exact(q) encloses the rational q at the rung of the effort.
template <class Body>
Outcome with_numbers(const Effort& effort, const Body& body) {
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  if (effort.is_double()) {
    body([&](const Rational& q) { return enclose<Decorated<Interval>>(q, effort.precision); },
         outcome);
  } else {
    body([&](const Rational& q) { return enclose<Decorated<BigInterval>>(q, effort.precision); },
         outcome);
  }
  return outcome;
}

}  // namespace rigor::neural_ode
