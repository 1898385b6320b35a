// When a formula follows from atoms that are proved on a box. Trusted.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "conjecture/proof.hpp"

namespace rigor {

/// Whether (t, given) implies (t, wanted) at every point: > implies >=, > and !=, and so on.
bool implies(Relation given, Relation wanted);

/// The same, for atoms: up to the sign of the term. (-t, R) is (t, R mirrored), (a - b, R) is
/// (b - a, R mirrored).
bool implies(const Terms& terms, const Atom& given, const Atom& wanted);

/// The conditions under which the roots are defined: for every subterm a/b: b != 0; root(a): a >=
/// 0; log a: a > 0; tan a: cos a != 0; asin a, acos a: 1 - a >= 0 and 1 + a >= 0. Each once, inner
/// ones first. Guards that are true of numbers are left out. Adds terms.
std::vector<Atom> guards_of(Terms& terms, std::span<const TermId> roots);

/// Decides "holds" of docs/certificates.md, section "Following", for one formula.
class Following {
 public:
  /// `nodes` is kept by reference. Adds the terms of guards.
  Following(Terms& terms, const std::vector<FormulaNode>& nodes);

  /// Whether interval evaluation on the box shows an atom.
  using Shown = std::function<bool(const Atom&)>;

  /// At every point of the box at which the atoms `assumed` hold, the formula node `root` is true,
  /// if every atom of `proved` is (those with `given`: where that holds) and `shown` is right.
  /// `used`, if not null, gets the indices of the atoms of `proved` that were needed.
  bool holds(std::size_t root, std::span<const ProvedAtom> proved, const Shown& shown,
             std::vector<bool>* used = nullptr) const;

  /// The guards of the term of a node that is an atom.
  const std::vector<Atom>& guards(std::size_t node) const { return guards_[node]; }

 private:
  struct Query;
  bool node_holds(std::size_t node, Query& query) const;
  bool atom_holds(const Atom& atom, Query& query) const;
  bool is_defined(std::size_t node, Query& query) const;
  bool either_holds(const std::vector<std::size_t>& parts, Query& query) const;

  const Terms& terms_;
  const std::vector<FormulaNode>& nodes_;
  std::vector<std::vector<Atom>> guards_;
};

}  // namespace rigor
