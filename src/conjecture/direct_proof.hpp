// Whole statements by tactics, the guards of their terms included.
#pragma once

#include <optional>
#include <vector>

#include "conjecture/following.hpp"
#include "conjecture/tactics.hpp"

namespace rigor {

/// Proves the last node of the formula, an atom or an `and` of atoms without quantifiers, on the
/// whole box: first the guards that interval evaluation doesn't show, then the atoms, all by
/// prove_tight. Every node is checked by `rules`, and "Following" at the end. Adds terms.
std::optional<Proof> prove_directly(AtomRules& rules, const std::vector<FormulaNode>& nodes,
                                    const Box& box, const TacticOptions& options);

}  // namespace rigor
