// Proofs by cases of statements with abs, min, max, sign, floor and ceil.
#pragma once

#include <optional>

#include "conjecture/prover.hpp"

namespace rigor {

/// A formula that is true only where the given one is, and its proof.
struct ProofByCases {
  ClosedFormula formula;
  Proof proof;
};

/// Proves a formula without `exists` by its clauses (see kink_clauses.hpp): the range is cut where
/// conditions on one variable change; on each cell every clause holds by a condition that fails
/// there, or by tactics for one of its atoms where another one fails; or the clauses are searched
/// on the cell. Nothing if there are no kinks. Every node is checked. Deterministic. Adds terms.
std::optional<ProofByCases> prove_by_cases(Terms& terms, const ClosedFormula& formula,
                                           const ProverOptions& options);

}  // namespace rigor
