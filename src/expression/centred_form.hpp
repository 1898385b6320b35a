// Polynomials inside terms, rewritten as sums of powers of the differences to a centre.
#pragma once

#include <optional>
#include <span>

#include "expression/term.hpp"

namespace rigor {

/// An equal term in which the largest polynomial subterms, of degree 2 and more, are expanded: in
/// x^g - c^g for each variable x, where c is its entry of `centre`, and g divides all exponents of
/// x in that subterm. Near the centre cancellation has taken place before any interval does it: on
/// boxes the ranges are narrower than those of a polynomial as it is typed. nullopt if nothing
/// changes, or an expansion has more than `most_monomials`.
///
/// The identity holds at all points: expansions of polynomials only, and division by numbers.
std::optional<TermId> centred_form(Terms& terms, TermId term, std::span<const Rational> centre,
                                   std::size_t most_monomials = 160);

}  // namespace rigor
