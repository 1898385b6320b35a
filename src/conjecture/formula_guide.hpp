// What the search knows of a formula before it looks at boxes.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "conjecture/affine.hpp"
#include "conjecture/following.hpp"

namespace rigor {

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

}  // namespace rigor
