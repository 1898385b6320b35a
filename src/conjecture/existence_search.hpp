// The search behind prove_existence.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "conjecture/choice_proposals.hpp"
#include "conjecture/chosen_terms.hpp"
#include "conjecture/existence.hpp"
#include "conjecture/solution.hpp"
#include "expression/normal_form.hpp"

namespace rigor {

/// Chooses the variables under `exists` block by block, in the ways that existence.hpp names.
class Existence {
 public:
  Existence(Terms& terms, const ClosedFormula& formula, const SearchOptions& options, int effort);

  std::optional<Proof> run();

 private:
  /// What has been decided on the way to a proof.
  struct State {
    Box box;
    std::map<std::size_t, TermId> chosen;
    std::vector<bool> is_open;  ///< variables under `exists` that are still to be chosen
    std::vector<Atom> solved;   ///< equations that hold
    int splits = 0;
  };

  bool is_over() const { return budget_ <= 0 || (options_.stop && options_.stop()); }
  /// The next block of variables to be chosen.
  std::vector<std::size_t> block_of(const State& state) const;
  bool has_forall_after(std::size_t variable) const;
  std::optional<Proof> prove(const State& state);
  /// All variables are chosen: the searches for formulas without quantifiers.
  std::optional<Proof> conclude(const State& state);
  /// Equations that normal forms prove, as further atoms of the nodes `atoms`.
  static void add_identities(const std::vector<Atom>& identities, Proof& proof);
  std::optional<Proof> choose(State state, const std::map<std::size_t, TermId>& by);
  std::optional<Proof> choose_numbers(const State& state,
                                      const std::vector<std::pair<std::size_t, Rational>>& by);
  std::optional<Proof> by_solutions(const State& state, const std::vector<std::size_t>& block);
  /// Values for some variables and a node `root` for the others.
  std::optional<Proof> solve(State state, const ChosenTerms& before,
                             const ProposedSolution& solution);
  /// The equations have no variables after the solved ones, which might follow them.
  bool may_depend(const ProposedSolution& solution) const;
  /// For the first variable of the block, terms in earlier ones.
  std::optional<Proof> by_terms(const State& state, const std::vector<std::size_t>& block);
  bool has_parameters(const State& state, std::size_t variable) const;
  /// The box with thin sides in the middle for the variables before the block.
  Box at_middle(const State& state, const std::vector<std::size_t>& block) const;
  std::optional<Proof> by_values(const State& state, const std::vector<std::size_t>& block);
  /// Values that are right at all points of the later variables at which earlier values failed.
  std::optional<Proof> by_synthesis(const State& state, const std::vector<std::size_t>& block);
  std::map<std::size_t, TermId> with(const State& state, const Values& values);
  /// What is chosen, and values for the variables after the block: one map a point.
  std::vector<std::map<std::size_t, TermId>> choices_at(
      const State& state, const std::vector<std::size_t>& block,
      const std::vector<std::vector<Rational>>& points);
  std::optional<std::vector<Rational>> counterexample(const State& state, const Box& box,
                                                      const Values& values);
  /// Halves of the widest range before the block.
  std::optional<Proof> by_splitting(const State& state, const std::vector<std::size_t>& block);

  Terms& terms_;
  const ClosedFormula& formula_;
  const ClosedFormula opposite_;
  NormalForms forms_;
  SearchOptions options_;
  int effort_;
  int budget_ = 0;  ///< searches that may still be made
};

}  // namespace rigor
