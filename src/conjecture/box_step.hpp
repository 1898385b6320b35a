// One step of the search: what becomes of one goal on one box.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "conjecture/atom_trial.hpp"
#include "conjecture/bernstein.hpp"
#include "conjecture/contraction_cut.hpp"
#include "conjecture/formula_guide.hpp"
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
struct Branch {
  std::vector<Rung> rungs;
  std::optional<Task> open;
};

struct Step {
  std::vector<Rung> rungs;        ///< from the outside in
  std::vector<ProvedAtom> atoms;  ///< of the last rung, if it is `atoms`
  std::vector<Branch> parts;      ///< the children of the last rung; none if it is a leaf
  std::vector<std::vector<Rational>> suspects;  ///< points at which the goal may fail
  std::optional<OpenBox> stuck;                 ///< nothing more can be done here
  /// What is left after the reductions, if the rule `positive` may prove it.
  std::optional<std::pair<Atom, Box>> polynomial;
  /// How the formula may be proved on the task's box.
  std::optional<std::pair<MultiplierGuess, Box>> multiplier;
  /// The same for the caller's own leaves, if it has any.
  std::optional<std::pair<Atom, Box>> open;
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
  bool close(Board& board, std::vector<ProvedAtom>& atoms, std::vector<Branch>& parts,
             const std::vector<bool>& kept = {});
  bool reduce_to_atoms(Board& board);
  bool try_each(Board& board);
  std::optional<Breakpoint> breakpoint(const Board& board) const;
  std::optional<Cut> useful_cut(const Board& board);
  std::optional<std::size_t> most_costly(const Board& board);
  std::optional<MultiplierGuess> guess_multiplier(const Board& board);
  Trial try_at(const Atom& atom, Box box, int& bits, bool has_guards);
  Atom likely_sign(const Atom& atom, const Box& box);
  bool is_defined(TermId term, const Box& box);
  bool seems_positive(const Atom& atom, const Box& box);
  bool try_signs(Board& board, const Atom& atom, std::vector<ProvedAtom>& atoms,
                 std::vector<Branch>& parts);
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
