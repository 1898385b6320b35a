// Formulas at rational points.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "conjecture/proof.hpp"
#include "verdict/outcome.hpp"

namespace rigor {

/// The part of a proof of `exists x: F` after the choice of rational values for all variables: a
/// node `atoms` that proves the formula (its last node) there, arithmetic of numbers being exact.
/// nullopt: not proved with at most max_bits bits.
std::optional<Proof> prove_at_point(const Terms& terms, const std::vector<FormulaNode>& nodes,
                                    const std::vector<Rational>& point, int max_bits);

/// The nodes `choose` for these values, above the proof that needs them. Adds numbers.
Proof choose_values(Terms& terms, const std::vector<Rational>& point, Proof proof);

/// The values that a proof gives to the variables under `exists` at the beginning of its formula:
/// a thin side for a number, the box of a solution of equations otherwise. Empty if the proof
/// distinguishes cases before it chooses.
Box leading_values(const Terms& terms, const ClosedFormula& formula, const Proof& proof);

/// The point of a box with thin sides; nullopt for any other.
std::optional<std::vector<Rational>> point_of(const Box& box);

/// The value of a term at a point, if it is defined there, to about 20 digits.
std::optional<Enclosure> enclose_at_point(const Terms& terms, TermId term,
                                          const std::vector<Rational>& point);

/// The values of a term on a box, where it is defined, to about 20 digits.
std::optional<Enclosure> enclose_on_box(const Terms& terms, TermId term, const Box& box);

/// An operation of the term (itself or a part of it) that has no value at the point, provably.
std::optional<TermId> undefined_part(const Terms& terms, TermId term,
                                     const std::vector<Rational>& point);

/// The atom of the conclusion of `forall x: formula` that provably fails at the point, of several
/// under `and` the first; none where the conclusion has alternatives. `opposite` is the negation of
/// the formula, node by node; `failed_hypotheses` are the nodes that say that a hypothesis fails.
std::optional<Atom> failed_atom(const Terms& terms, const ClosedFormula& formula,
                                const ClosedFormula& opposite,
                                std::span<const std::size_t> failed_hypotheses,
                                const std::vector<Rational>& point);

}  // namespace rigor
