#include "conjecture/formula_guide.hpp"

#include <span>

#include "conjecture/centred_goal.hpp"

namespace rigor {

FormulaGuide::FormulaGuide(Terms& terms, const std::vector<FormulaNode>& nodes, const Box& box)
    : terms_(terms), nodes_(nodes), following_(terms, nodes), one_(terms.number(1)) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].connective != Connective::atom) continue;
    learn(terms, nodes[i].atom);
    centre(terms, nodes[i].atom.term, box);
    for (const Atom& guard : following_.guards(i)) {
      learn(terms, guard);
      centre(terms, guard.term, box);
    }
  }
}

void FormulaGuide::learn(Terms& terms, const Atom& atom) {
  const auto [place, is_new] = forms_.try_emplace(atom.term);
  if (is_new) place->second = affine_form(terms, atom.term);
  if (atom.relation == Relation::not_equal) {
    negated_.try_emplace(atom.term, terms.negate(atom.term));
  }
}

void FormulaGuide::centre(Terms& terms, TermId term, const Box& box) {
  if (centred_.contains(term)) return;
  const std::optional<TermId> equal = propose_centred(terms, term, box);
  if (!equal) return;
  centred_.emplace(term, *equal);
  guards_.emplace(term, guards_of(terms, std::span(&*equal, 1)));
  for (const Atom& guard : guards_.at(term)) learn(terms, guard);
}

std::optional<TermId> FormulaGuide::centred(TermId term) const {
  const auto place = centred_.find(term);
  if (place == centred_.end()) return std::nullopt;
  return place->second;
}

const AffineForm* FormulaGuide::form(TermId term) const {
  const auto place = forms_.find(term);
  return place == forms_.end() || !place->second ? nullptr : &*place->second;
}

}  // namespace rigor
