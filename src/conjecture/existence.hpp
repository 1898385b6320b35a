// Proofs of formulas with `exists`: values, terms or solutions of equations for its variables.
#pragma once

#include <functional>
#include <optional>

#include "conjecture/proof.hpp"
#include "conjecture/search.hpp"

namespace rigor {

/// Looks for a proof of a formula whose quantifiers may alternate. For the variables of each block
/// of `exists`, these are tried: solutions of equations (`choose` and `root`), terms in the
/// variables of `forall` before it, which solve an atom for the variable, and values; the ranges of
/// those variables are split where no choice serves all of their values. A block before another
/// `forall` is tried with values against counterexamples found so far (counterexample-guided
/// synthesis: A. Solar-Lezama et al., "Combinatorial sketching for finite programs", ASPLOS 2006).
/// `effort` multiplies what is tried; the rest of the options are for the searches that follow a
/// choice. Adds terms. The same result for any number of threads.
std::optional<Proof> prove_existence(Terms& terms, const ClosedFormula& formula,
                                     const SearchOptions& options, int effort);

}  // namespace rigor
