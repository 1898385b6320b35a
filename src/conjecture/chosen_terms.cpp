#include "conjecture/chosen_terms.hpp"

#include <utility>

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

std::vector<FormulaNode> formula_at_all(Terms& terms, const std::vector<FormulaNode>& nodes,
                                        const std::vector<std::map<std::size_t, TermId>>& choices) {
  std::vector<FormulaNode> result;
  FormulaNode all;
  all.connective = Connective::both;
  for (const auto& choice : choices) {
    const ChosenTerms copy(terms, nodes, choice);
    const std::size_t shift = result.size();
    for (FormulaNode node : copy.nodes()) {
      for (std::size_t& part : node.parts) part += shift;
      result.push_back(std::move(node));
    }
    all.parts.push_back(result.size() - 1);
  }
  if (choices.size() > 1) result.push_back(all);
  return result;
}

}  // namespace rigor
