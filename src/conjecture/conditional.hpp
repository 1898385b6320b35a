// Statements "hypothesis => conclusion" that are tight where the hypothesis ends.
#pragma once

#include <optional>
#include <vector>

#include "conjecture/following.hpp"
#include "conjecture/tactics.hpp"

namespace rigor {

/// Proves the last node of the formula, which has no quantifiers left, on the whole box, if it is
/// an `or` of which one atom (or all atoms of one `and`) can be proved where another atom fails: by
/// tactics with that condition, or with T = L W + R for factors L that propose_multipliers finds
/// (the S-procedure). Every node is checked by `rules`. Deterministic. Adds terms.
std::optional<Proof> prove_conditional(AtomRules& rules, const std::vector<FormulaNode>& nodes,
                                       const Box& box, const TacticOptions& options);

/// Proves a goal with a condition: by tactics, or with such a factor.
std::optional<Proof> prove_where_given(AtomRules& rules, const Goal& goal,
                                       const TacticOptions& options);

/// T - l W seems to be >= 0 on a box, T the term of an atom of the formula and W >= 0 where another
/// one fails: W is the latter's term with the sign turned round, or for != with that of l.
struct MultiplierGuess {
  std::size_t conclusion = 0;  ///< nodes: parts of the last one
  std::size_t hypothesis = 0;
  Rational factor;
};

/// Proves the last node of the formula on the box with T = l W + R and `options.search` for R.
std::optional<Proof> prove_by_multiplier(AtomRules& rules, const std::vector<FormulaNode>& nodes,
                                         const Box& box, const MultiplierGuess& guess,
                                         const TacticOptions& options);

/// Points at which such a formula seems to fail, although hardly any others are near: one atom by
/// little, where another one fails by little. Nothing is proved. Adds terms.
std::vector<std::vector<double>> propose_narrow_violations(Terms& terms,
                                                           const std::vector<FormulaNode>& nodes,
                                                           const Box& box);

}  // namespace rigor
