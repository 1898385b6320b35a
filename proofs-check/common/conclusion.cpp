#include "proofs-check/common/conclusion.hpp"

#include <stdexcept>
#include <utility>

#include "verdict/evidence.hpp"

namespace rigor {

Outcome inapplicable(Outcome outcome, const std::string& text, const std::string& why) {
  outcome.hypotheses.push_back({text, Verdict::violated});
  outcome.verdict = Verdict::inapplicable;
  outcome.reason = "hypothesis \"" + text + "\" is false: " + why;
  return outcome;
}

bool lacks(Outcome& outcome, bool holds, const std::string& text, const std::string& why) {
  if (holds) {
    outcome.hypotheses.push_back({text, Verdict::verified});
    return false;
  }
  outcome = inapplicable(std::move(outcome), text, why);
  return true;
}

void conclude(Outcome& outcome, Truth proved_on_range, Truth holds_at_instance, Scope scope) {
  outcome.scope = scope;
  if (certainly(!holds_at_instance)) {
    throw std::logic_error("an instance contradicts a statement that is proved by hand");
  }
  if (certainly(proved_on_range)) {
    outcome.verdict = Verdict::verified;
  } else {
    outcome.verdict = Verdict::inconclusive;
    outcome.reason = "precision: the enclosures of the two sides overlap";
  }
  outcome.wants_precision = outcome.verdict == Verdict::inconclusive || !has_all_digits(outcome);
}

}  // namespace rigor
