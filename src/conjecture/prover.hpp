// Settles a closed formula, with a proof that a certificate can carry.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "conjecture/proof.hpp"
#include "verdict/outcome.hpp"

namespace rigor {

struct ProverOptions {
  /// Boxes that the search may look at, refutation and proof together.
  std::size_t max_boxes = 400000;
  int max_bits = 1024;
  /// 0: one thread a core. The result is the same for any number.
  int threads = 0;
  /// The outer limit: asked between rounds, from one thread; true ends the search.
  std::function<bool()> stop;
  /// Nodes of the formula that say "a hypothesis fails": if one of them is proved everywhere, the
  /// statement is vacuous.
  std::vector<std::size_t> failed_hypotheses;
};

/// Why a statement is not settled.
enum class Obstacle {
  none,
  precision,        ///< more bits than allowed
  dependency,       ///< variables that occur several times
  singularity,      ///< an operand reaches a pole, or the border of a function's domain
  unbounded_input,  ///< infinite ends of ranges
  domain,           ///< a term is not defined everywhere in the range
  budget,           ///< boxes
  interrupted,      ///< `stop`
  quantifiers       ///< no value was found for a variable under `exists`
};

/// Where and why the search came to its end.
struct Reason {
  Obstacle obstacle = Obstacle::none;
  Box box;                             ///< the box on which it is stuck
  std::vector<Rational> point;         ///< a point of it
  std::optional<Atom> atom;            ///< what isn't proved there
  std::optional<Enclosure> enclosure;  ///< of that atom's term, on the box
  std::optional<TermId> loss;          ///< the subterm whose enclosure is the most pessimistic
  /// A subterm that isn't shown to be defined on the box; `undefined_at_point`: it is proved that
  /// it has no value at `point`.
  std::optional<TermId> undefined;
  bool undefined_at_point = false;
  std::string suggestion;
};

struct ProverResult {
  /// `verified`, `violated` or `inconclusive`.
  Verdict verdict = Verdict::inconclusive;
  bool vacuous = false;
  /// What `proof` proves: the formula, or its negation if violated; with abs, min, max, sign, floor
  /// and ceil written out by cases if that was needed.
  ClosedFormula proved;
  std::optional<Proof> proof;
  /// Of `proved`: the values of the variables under `exists` that it begins with; not thin where a
  /// value is irrational.
  Box witness;
  /// If violated at a rational witness: an atom of the conclusion that fails there, and its term's
  /// value. None where the conclusion has alternatives.
  std::optional<Atom> failed;
  std::optional<Enclosure> margin;
  Reason reason;
  std::size_t boxes = 0;
  std::size_t leaves = 0;
  int bits = 53;
};

/// Settles the formula. Adds terms. Requires a formula without free variables.
ProverResult prove(Terms& terms, const ClosedFormula& formula, const ProverOptions& options = {});

/// One short phrase, such as "variables that occur several times".
std::string describe(Obstacle obstacle);

}  // namespace rigor
