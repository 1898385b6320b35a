// One step of the search: what becomes of one goal on one box.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "conjecture/affine.hpp"
#include "conjecture/atom_trial.hpp"
#include "conjecture/bernstein.hpp"
#include "conjecture/contraction_cut.hpp"
#include "conjecture/following.hpp"
#include "conjecture/search.hpp"

namespace rigor {

/// A goal on a box: the formula's root, or an atom.
struct Task {
  std::size_t node = 0;  ///< its place in the tree of the search
  std::optional<Atom> atom;
  Box box;
  int bits = 53;
  int depth = 0;
  /// Under a node `atoms` that proves the guards of its term, too, and those of the equal term that
  /// is better enclosed.
  bool has_guards = false;
  std::shared_ptr<const KnownAtoms> known;  ///< what that node proves before
};

/// A part of what is left to prove: proved by its rungs, or open.
struct Part {
  std::vector<Rung> rungs;
  std::optional<Task> open;
};

struct Step {
  std::vector<Rung> rungs;        ///< from the outside in
  std::vector<ProvedAtom> atoms;  ///< of the last rung, if it is `atoms`
  std::vector<Part> parts;        ///< the children of the last rung; none if it is a leaf
  std::vector<std::vector<Rational>> suspects;  ///< points at which the goal may fail
  std::optional<OpenBox> stuck;                 ///< nothing more can be done here
  /// What is left after the reductions, if the rule `positive` may prove it.
  std::optional<std::pair<Atom, Box>> polynomial;
};

/// What is known of a formula before any box is looked at.
class FormulaGuide {
 public:
  /// Keeps references. Adds the terms of guards, negated ones, and those that are better enclosed.
  FormulaGuide(Terms& terms, const std::vector<FormulaNode>& nodes, const Box& box);

  const Terms& terms() const { return terms_; }
  const std::vector<FormulaNode>& nodes() const { return nodes_; }
  const Following& following() const { return following_; }
  /// The affine form of the term of an atom or a guard, if it has one.
  const AffineForm* form(TermId term) const;
  /// Minus the term of an atom or a guard `!= 0`.
  TermId negated(TermId term) const { return negated_.at(term); }
  /// An equal term with narrower enclosures, if there is one (see centred_goal.hpp); and 1.
  std::optional<TermId> centred(TermId term) const;
  TermId one() const { return one_; }
  /// The guards of such an equal term.
  const std::vector<Atom>& guards_of_centred(TermId term) const { return guards_.at(term); }

 private:
  void learn(Terms& terms, const Atom& atom);
  void centre(Terms& terms, TermId term, const Box& box);

  const Terms& terms_;
  const std::vector<FormulaNode>& nodes_;
  Following following_;
  TermId one_;
  std::map<TermId, std::optional<AffineForm>> forms_;
  std::map<TermId, TermId> negated_;
  std::map<TermId, TermId> centred_;
  std::map<TermId, std::vector<Atom>> guards_;
};

/// The work of one thread: its evaluators of terms.
class BoxWorker {
 public:
  /// Keeps references; no `guide`: there are only atoms.
  BoxWorker(const Terms& terms, const FormulaGuide* guide, const SearchOptions& options)
      : terms_(terms), guide_(guide), options_(options), cuts_(terms) {}

  /// Takes the box out of the task.
  Step work(Task& task);

 private:
  struct Board;

  Step work_atom(Task& task);
  Step work_formula(const Task& task);
  void decide_atoms(Board& board);
  bool close(Board& board, std::vector<ProvedAtom>& atoms, std::vector<Part>& parts,
             const std::vector<bool>& kept = {});
  bool reduce_to_atoms(Board& board);
  bool try_each(Board& board);
  std::optional<Breakpoint> breakpoint(const Board& board) const;
  std::optional<Cut> useful_cut(const Board& board);
  std::optional<std::size_t> most_costly(const Board& board);
  Trial try_at(const Atom& atom, Box box, int& bits, bool has_guards);
  bool is_defined(TermId term, const Box& box);
  bool seems_positive(const Atom& atom, const Box& box);
  bool try_signs(Board& board, const Atom& atom, std::vector<ProvedAtom>& atoms,
                 std::vector<Part>& parts);
  LeafRules<Interval>& rules(TermId term, std::size_t variables);
  LeafRules<BigInterval>& big_rules(TermId term, std::size_t variables, int bits);
  std::pair<Truth, Rule> decide(const Atom& atom, const Box& box);

  const Terms& terms_;
  const FormulaGuide* guide_;
  const SearchOptions& options_;
  EnclosedBox<Interval> enclosed_{Precision{53}};
  CutFinder cuts_;
  std::map<TermId, std::unique_ptr<LeafRules<Interval>>> rules_;
  std::map<std::pair<TermId, int>, std::unique_ptr<LeafRules<BigInterval>>> big_rules_;
  std::map<TermId, std::optional<BernsteinGuess>> polynomials_;
};

}  // namespace rigor
