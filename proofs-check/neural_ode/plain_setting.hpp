// The setting of claims whose input is a handful of exact numbers.
#pragma once

#include <functional>
#include <type_traits>

#include "number/decorated.hpp"
#include "proofs-check/common/conclusion.hpp"
#include "verdict/claim.hpp"
#include "verdict/evidence.hpp"

namespace rigor::neural_ode {

/// Numbers at one rung of the ladder; claims decide with D.
template <IntervalNumber B>
struct PlainSetting {
  using D = Decorated<B>;

  const Effort& effort;

  Precision precision() const { return effort.precision; }
  std::function<void()> step() const {
    return [budget = effort.budget] { budget->step(); };
  }
  D exact(const Rational& q) const { return enclose<D>(q, precision()); }
  D number(long k) const { return enclose<D>(k, precision()); }
};

/// body(setting, outcome) for the interval type of the rung.
template <class Body>
Outcome on_rung(const Effort& effort, const Body& body) {
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  if (effort.is_double()) {
    body(PlainSetting<Interval>{effort}, outcome);
  } else {
    body(PlainSetting<BigInterval>{effort}, outcome);
  }
  return outcome;
}

}  // namespace rigor::neural_ode
