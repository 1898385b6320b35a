// A formula in which variables are replaced by the terms that were chosen for them.
#pragma once

#include <map>
#include <vector>

#include "conjecture/proof.hpp"

namespace rigor {

/// The atoms of a formula below nodes `choose`: variables are replaced by terms, and arithmetic of
/// numbers is done. Proofs about the replaced formula are translated back, since certificates name
/// terms as they stand above `choose`.
class ChosenTerms {
 public:
  /// Adds terms.
  ChosenTerms(Terms& terms, const std::vector<FormulaNode>& nodes,
              const std::map<std::size_t, TermId>& chosen);

  const std::vector<FormulaNode>& nodes() const { return nodes_; }
  /// The atoms that nodes `atoms` and `root` of the proof list become those of the original
  /// formula.
  void restore(Terms& terms, Proof& proof) const;

 private:
  void add(Terms& terms, TermId root, const std::map<std::size_t, TermId>& chosen);
  TermId replaced(TermId term) const { return replaced_.at(term); }
  TermId original(Terms& terms, TermId term) const;

  std::vector<FormulaNode> nodes_;
  std::map<TermId, TermId> replaced_;
  std::map<TermId, TermId> originals_;
};

/// The formula after each of the choices: all of them are to hold. Adds terms.
std::vector<FormulaNode> formula_at_all(Terms& terms, const std::vector<FormulaNode>& nodes,
                                        const std::vector<std::map<std::size_t, TermId>>& choices);

}  // namespace rigor
