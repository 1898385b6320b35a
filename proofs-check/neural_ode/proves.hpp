// Hypotheses of refutations.
#pragma once

#include <string>

#include "number/truth.hpp"
#include "verdict/outcome.hpp"

namespace rigor::neural_ode {

/// Adds the hypothesis of a refutation that is decided by arithmetic. False where it is not proved:
/// the outcome then asks for precision.
inline bool proves(Outcome& outcome, const std::string& text, Truth holds) {
  if (certainly(holds)) {
    outcome.hypotheses.push_back({text, Verdict::verified});
    return true;
  }
  outcome.hypotheses.push_back({text, Verdict::inconclusive});
  outcome.reason = "precision: the hypothesis \"" + text + "\" is not proved yet";
  outcome.wants_precision = true;
  return false;
}

}  // namespace rigor::neural_ode
