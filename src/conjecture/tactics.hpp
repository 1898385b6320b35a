// Proofs of tight inequalities: with equality at points, on faces or at infinity.
#pragma once

#include <functional>
#include <optional>

#include "conjecture/atom_rules.hpp"

namespace rigor {

struct TacticOptions {
  /// How many goals may be looked at.
  int steps = 400;
  /// Proves what needs no tactic (a goal away from equality), or says nullopt. If absent: bisection
  /// with the leaf rules on doubles.
  std::function<std::optional<Proof>(const Goal&)> search;
  /// Proves what is tight only where `leaf` proves it, by bisection; absent: nothing.
  std::function<std::optional<Proof>(
      const Goal&, const std::function<std::optional<Proof>(const Atom&, const Box&)>& leaf)>
      cover;
  /// The outer limit: true ends the attempt.
  std::function<bool()> stop;
  /// If not null: how many goals were looked at is added.
  int* spent = nullptr;
};

/// Looks for a proof of the goal, whose relation is >, >= or =, by the means of calculus: exact
/// identities, positive coefficients, sums of squares, removal of positive factors, slopes from the
/// face (or the infinity) where the term vanishes, Taylor's theorem at exactly known zeros, order
/// of the variables, cases. Every node is checked by `rules` on the way: what is returned is a
/// proof. Deterministic. Adds terms.
std::optional<Proof> prove_tight(AtomRules& rules, const Goal& goal,
                                 const TacticOptions& options = {});

/// The polynomial as a sum of squares with positive factors, if one is found: a term that is
/// identical to it and that interval evaluation shows to be >= 0 (> 0 if a positive number
/// remains).
std::optional<TermId> sum_of_squares(Terms& terms, NormalForms& forms, TermId polynomial);

/// The goal by bisection with the rules interval, mean and taylor on doubles.
std::optional<Proof> prove_by_bisection(AtomRules& rules, const Goal& goal, int boxes);

}  // namespace rigor
