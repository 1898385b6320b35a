#include "conjecture/chosen_terms.hpp"

#include "conjecture/following.hpp"

namespace rigor {

ChosenTerms::ChosenTerms(Terms& terms, const std::vector<FormulaNode>& nodes,
                         const std::map<std::size_t, TermId>& chosen)
    : nodes_(nodes) {
  for (FormulaNode& node : nodes_) {
    if (node.connective != Connective::atom) continue;
    const TermId root = node.atom.term;
    add(terms, root, chosen);
    for (const Atom& guard : guards_of(terms, {&root, 1})) add(terms, guard.term, chosen);
    node.atom.term = replaced(root);
  }
}

void ChosenTerms::add(Terms& terms, TermId root, const std::map<std::size_t, TermId>& chosen) {
  for (const TermId id : subterms(terms, {&root, 1})) {
    if (replaced_.contains(id)) continue;
    const Term term = terms[id];
    TermId by = id;
    if (term.op == Op::variable) {
      const auto choice = chosen.find(term.index);
      if (choice != chosen.end()) by = choice->second;
    } else if (const int operands = operand_count(term.op); operands > 0) {
      by = terms.rebuild(term, replaced_.at(term.a), operands > 1 ? replaced_.at(term.b) : 0);
    }
    replaced_.emplace(id, by);
  }
  originals_.emplace(replaced_.at(root), root);
}

TermId ChosenTerms::original(Terms& terms, TermId term) const {
  const auto place = originals_.find(term);
  if (place != originals_.end()) return place->second;
  if (terms[term].op != Op::negate) return term;
  const auto inner = originals_.find(terms[term].a);
  return inner == originals_.end() ? term : terms.negate(inner->second);
}

void ChosenTerms::restore(Terms& terms, Proof& proof) const {
  for (ProvedAtom& proved : proof.atoms) {
    proved.atom.term = original(terms, proved.atom.term);
    if (proved.given) proved.given->term = original(terms, proved.given->term);
  }
  if (proof.rule == Rule::atoms) return;
  for (Proof& child : proof.children) restore(terms, child);
}

}  // namespace rigor
