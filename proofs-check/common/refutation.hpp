// Refutations: a statement proved false at a witness, by two engines.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "number/decorated.hpp"
#include "proofs-check/second_engine/arb_mixture.hpp"
#include "verdict/evidence.hpp"
#include "verdict/outcome.hpp"

namespace rigor {

/// The relation between the sides of the statement that is to be refuted.
enum class Stated { at_least, at_most, equal };

/// Both sides at the witness, by the second engine (Arb).
struct SecondOpinion {
  second_engine::Bounds left;
  second_engine::Bounds right;
};

inline second_engine::Bounds exact_bounds(const Rational& q) {
  return {q, q};
}
inline second_engine::Bounds scaled(const second_engine::Bounds& x, const Rational& factor) {
  return factor >= 0 ? second_engine::Bounds{x.lower * factor, x.upper * factor}
                     : second_engine::Bounds{x.upper * factor, x.lower * factor};
}
/// `violated` if the negation of "left relation right" is proved at the witness; the second engine
/// then has to prove it as well, or the run stops: one of the two engines is wrong.
template <IntervalNumber D>
void refute(Outcome& outcome, std::vector<std::pair<std::string, std::string>> witness,
            const D& left, Stated relation, const D& right,
            const std::function<SecondOpinion()>& second) {
  outcome.scope = Scope::instance;
  outcome.margin = to_enclosure(relation == Stated::at_least  ? left - right
                                : relation == Stated::at_most ? right - left
                                                              : -abs(left - right));
  const auto is_false = [relation](const Truth below, const Truth above) {
    return relation == Stated::at_least  ? certainly(below)
           : relation == Stated::at_most ? certainly(above)
                                         : certainly(below) || certainly(above);
  };
  if (!is_false(left<right, left> right)) {
    outcome.verdict = Verdict::inconclusive;
    outcome.reason = "precision: the statement is not refuted yet";
    outcome.wants_precision = true;
    return;
  }
  const SecondOpinion opinion = second();
  const Truth below = opinion.left.upper < opinion.right.lower ? Truth::yes : Truth::unsettled;
  const Truth above = opinion.left.lower > opinion.right.upper ? Truth::yes : Truth::unsettled;
  if (!is_false(below, above)) {
    throw std::logic_error("the second engine does not confirm a witness");
  }
  outcome.verdict = Verdict::violated;
  outcome.witness = Witness{std::move(witness), to_enclosure(left), to_enclosure(right), true};
  outcome.rests_on.push_back("Arb re-evaluated both sides at the witness");
}

}  // namespace rigor
