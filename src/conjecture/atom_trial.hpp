// One box, one atom: what the leaf rules and the reductions make of it.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "conjecture/leaf_rules.hpp"

namespace rigor {

/// A node of a proof that is being built: its children come later.
struct Rung {
  Rule rule = Rule::interval;
  End end = End::lower;
  Owner owner = Owner::both;
  int bits = 53;
  std::size_t variable = 0;
  Rational at;
  std::vector<TermId> terms;  ///< multiply: 1 and an equal term; the rungs below are of that
  /// A whole proof from elsewhere, in place of the members above.
  std::shared_ptr<const Proof> whole;
};

/// What a range proves of the relation to 0 at all points where the term is defined.
template <IntervalNumber I>
Truth truth_on(const I& range, bool is_nonzero, Relation relation);

/// About the width of a side's image under x/(1 + |x|), which maps the line to (-1, 1).
double compact_width(const Interval& side);

/// What became of an atom on a box.
struct Trial {
  enum class Outcome { proved, fails, open };
  /// `fails`: it holds at no point of the box.
  Outcome outcome = Outcome::open;
  std::vector<Rung> rungs;           ///< reductions, from the outside in; then the leaf
  std::vector<Box> rests;            ///< if not proved: what the reductions leave; two after `ends`
  std::vector<Relation> relations;   ///< to prove on each rest
  TermId term = 0;                   ///< of which
  std::optional<std::size_t> split;  ///< the variable whose width costs most
  /// Bounds of the term on the box (after reductions: its lower bound is that of the box).
  double lower = 0;
  double upper = 0;
  bool fails_at_midpoint = false;
  bool is_defined = true;        ///< on the box, by ranges: derivative rules need it
  bool lacks_precision = false;  ///< the midpoint's enclosure is as wide as the box's
};

/// `has_guards`: see LeafRules::enter.
/// Tries to prove the atom `rules.term REL 0` on the box by the rules interval, face, mean, taylor,
/// ends of docs/certificates.md, in this order, at the precision of the rules.
template <IntervalNumber I>
Trial try_atom(LeafRules<I>& rules, EnclosedBox<I>& enclosed, Relation relation, Box box,
               bool has_guards);

}  // namespace rigor
