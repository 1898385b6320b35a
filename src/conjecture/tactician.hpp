// The tactics as the prover uses them: within a budget, and until the outer limit.
#pragma once

#include <optional>
#include <vector>

#include "conjecture/prover.hpp"
#include "conjecture/search.hpp"
#include "conjecture/tactics.hpp"

namespace rigor {

/// Proofs of atoms that are tight. One object for a statement; its tactics share a budget.
class Tactician {
 public:
  /// Keeps references.
  Tactician(Terms& terms, std::size_t variables, const ProverOptions& options)
      : terms_(terms), forms_(terms), rules_(terms, forms_, variables), options_(options) {}

  /// By the coefficients of a polynomial.
  std::optional<Proof> prove_polynomial(const Atom& atom, const Box& box);

  /// By prove_tight. `known`: what the node `atoms` above proves before.
  std::optional<Proof> prove(const Atom& atom, const Box& box, int steps, const KnownAtoms* known);

  /// A goal, perhaps with a condition; by prove_where_given.
  std::optional<Proof> prove_goal(const Goal& goal, int steps, const KnownAtoms& known);

  AtomRules& rules() { return rules_; }

  /// A formula "hypothesis => conclusion" on a part of the box, by a multiple of the hypothesis.
  std::optional<Proof> prove_by_guess(const std::vector<FormulaNode>& nodes,
                                      const MultiplierGuess& guess, const Box& box);

  /// Atoms, or a formula "hypothesis => conclusion", on the whole box.
  std::optional<Proof> prove_formula(const std::vector<FormulaNode>& nodes, const Box& box);

 private:
  TacticOptions tactic_options(int steps, std::size_t boxes);
  /// What one search of an attempt may spend of its boxes.
  std::size_t share(std::size_t boxes) const;
  std::optional<Proof> spend(SearchResult result);

  Terms& terms_;
  NormalForms forms_;
  AtomRules rules_;
  const ProverOptions& options_;
  int spent_ = 0;
  std::size_t boxes_left_ = 0;
};

}  // namespace rigor
