// Statements "hypothesis => conclusion" that are tight where the hypothesis ends.
#pragma once

#include <optional>

#include "conjecture/following.hpp"
#include "conjecture/tactics.hpp"

namespace rigor {

/// Proves the last node of the formula, which has no quantifiers left, on the whole box, if it is
/// an `or` of which one atom (or all atoms of one `and`) can be proved where another atom fails: by
/// tactics with that condition, or with T = L W + R for factors L that propose_multipliers finds
/// (the S-procedure). Every node is checked by `rules`. Deterministic. Adds terms.
std::optional<Proof> prove_conditional(AtomRules& rules, const std::vector<FormulaNode>& nodes,
                                       const Box& box, const TacticOptions& options);

}  // namespace rigor
