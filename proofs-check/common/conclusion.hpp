// From what was proved to the verdict of an outcome.
#pragma once

#include <string>

#include "number/truth.hpp"
#include "verdict/outcome.hpp"

namespace rigor {

/// For inequalities between exact numbers: a false one proves nothing.
inline Truth proved_if(bool condition) {
  return condition ? Truth::yes : Truth::unsettled;
}

/// The outcome for a case on which the hypothesis `text` is proved false; `why` says how.
Outcome inapplicable(Outcome outcome, const std::string& text, const std::string& why);

/// Appends a hypothesis that is decided exactly; true if it is false, and the outcome then is
/// inapplicable.
bool lacks(Outcome& outcome, bool holds, const std::string& text, const std::string& why);

/// `verified` if the conclusion is proved for all that `scope` covers, by a lemma whose open
/// inequalities were recomputed. The instance is there to contradict it: std::logic_error (a fault
/// of Rigor's) if it does. Sets verdict, scope, reason and wants_precision (while the verdict is
/// open or quantities lack digits).
void conclude(Outcome& outcome, Truth proved, Truth holds_at_instance, Scope scope);

}  // namespace rigor
