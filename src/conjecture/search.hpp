// The search for a proof of a formula, or of one atom, over a box: branch and bound.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "conjecture/conditional.hpp"
#include "conjecture/following.hpp"

namespace rigor {

/// Atoms that the node `atoms` on a box proves before another one, whose proof may use them.
struct KnownAtoms {
  std::vector<Atom> atoms;
  Box box;
};

/// What a search may spend, and how it tells what it sees.
struct SearchOptions {
  std::size_t max_boxes = 400000;
  int max_bits = 1024;
  int threads = 1;
  /// Splits between the whole box and the smallest ones.
  int max_depth = 300;
  std::function<bool()> stop;
  /// Called, from one thread, with points at which the goal may fail; true ends the search.
  std::function<bool(const std::vector<Rational>&)> is_refuted;
  /// Called, from one thread, with an atom that is open on a box so many splits deep; a proof
  /// closes it. It may add terms.
  std::function<std::optional<Proof>(const Atom&, const Box&, int depth, const KnownAtoms* known)>
      tactic;
  /// Called, from one thread, with a guess for the formula on a box: its proof.
  std::function<std::optional<Proof>(const MultiplierGuess&, const Box&)> conditional;
  /// Called, from one thread, with polynomials whose coefficients seem not to be negative: whether
  /// the rule `positive` proves the atom on the box.
  std::function<bool(const Atom&, const Box&)> is_positive;
  /// Called, from one thread, with atoms that the rules leave open on a box: a proof closes them.
  std::function<std::optional<Proof>(const Atom&, const Box&)> leaf;
};

/// A box that could not be settled.
struct OpenBox {
  Box box;
  std::optional<Atom> atom;
  double lower = 0;  ///< bounds of its term
  double upper = 0;
  bool is_defined = true;
  bool lacks_precision = false;
  int bits = 53;
  int depth = 0;
};

struct SearchResult {
  std::optional<Proof> proof;
  bool refuted = false;
  bool stopped = false;    ///< by `stop`
  bool exhausted = false;  ///< the budget of boxes
  std::optional<OpenBox> stuck;
  std::size_t boxes = 0;
  std::size_t leaves = 0;
  int bits = 53;
};

/// Proves the last node of the formula, which has no quantifiers left, on the box. The same result
/// for any number of threads. Adds the terms of guards.
SearchResult search_formula(Terms& terms, const std::vector<FormulaNode>& nodes, const Box& box,
                            const SearchOptions& options);

/// Proves an atom on the box, for a tactic: its term's guards are the caller's business.
SearchResult search_atom(Terms& terms, const Atom& atom, const Box& box,
                         const SearchOptions& options);

}  // namespace rigor
