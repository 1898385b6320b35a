// Statements about quotients that are 0/0 where two variables meet.
#pragma once

#include <optional>
#include <vector>

#include "conjecture/tactics.hpp"

namespace rigor {

/// Proves the last node of the formula on the whole box if it is an `or`, or an `and` of such, in
/// which an atom that may be assumed to fail keeps a denominator from 0: with U = y - x > 0 given,
/// T = N/D, where D (such as y - x or log y - log x) and N vanish on U = 0 to orders that exact
/// derivatives tell, D and N have the signs of their leading derivatives near U = 0 (rule `zero`),
/// so T has that of N (rule `multiply`). Elsewhere enclosures decide: the box is split. nullopt at
/// once where no denominator may be 0. Every node is checked by `rules`. Deterministic. Adds terms.
std::optional<Proof> prove_difference_quotients(AtomRules& rules,
                                                const std::vector<FormulaNode>& nodes,
                                                const Box& box, const TacticOptions& options);

}  // namespace rigor
