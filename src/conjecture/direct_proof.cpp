#include "conjecture/direct_proof.hpp"

#include <algorithm>

namespace rigor {
namespace {

class Direct {
 public:
  Direct(AtomRules& rules, const Box& box, const TacticOptions& options)
      : rules_(rules), box_(box), options_(options) {
    proof_.rule = Rule::atoms;
  }

  bool prove_with_guards(const Atom& atom) {
    const std::vector<Atom> guards = guards_of(rules_.terms(), std::span(&atom.term, 1));
    return std::all_of(guards.begin(), guards.end(),
                       [this](const Atom& guard) {
                         return is_known(guard) || rules_.shown(guard, box_) || prove(guard);
                       }) &&
           prove(atom);
  }

  Proof take() && { return std::move(proof_); }

 private:
  bool is_known(const Atom& wanted) const {
    return std::any_of(known_.begin(), known_.end(),
                       [&](const Atom& atom) { return implies(rules_.terms(), atom, wanted); });
  }

  // t != 0 by t > 0 or by -t > 0.
  bool prove(const Atom& atom) {
    if (atom.relation != Relation::not_equal) return prove_as(atom);
    return prove_as({atom.term, Relation::greater}) ||
           prove_as({rules_.terms().negate(atom.term), Relation::greater});
  }

  bool prove_as(const Atom& atom) {
    rules_.set_known(known_, box_);
    std::optional<Proof> found = prove_tight(rules_, {atom, box_, {}}, options_);
    if (!found) return false;
    proof_.atoms.push_back({atom, {}});
    proof_.children.push_back(std::move(*found));
    known_.push_back(atom);
    return true;
  }

  AtomRules& rules_;
  const Box& box_;
  const TacticOptions& options_;
  Proof proof_;
  std::vector<Atom> known_;
};

}  // namespace

std::optional<Proof> prove_directly(AtomRules& rules, const std::vector<FormulaNode>& nodes,
                                    const Box& box, const TacticOptions& options) {
  const FormulaNode& root = nodes.back();
  std::vector<Atom> atoms;
  if (root.connective == Connective::atom) {
    atoms.push_back(root.atom);
  } else if (root.connective == Connective::both) {
    for (const std::size_t part : root.parts) {
      if (nodes[part].connective != Connective::atom) return std::nullopt;
      atoms.push_back(nodes[part].atom);
    }
  } else {
    return std::nullopt;
  }
  Direct direct(rules, box, options);
  for (const Atom& atom : atoms) {
    if (!direct.prove_with_guards(atom)) return std::nullopt;
  }
  Proof proof = std::move(direct).take();
  const Following following(rules.terms(), nodes);
  const auto shown = [&](const Atom& atom) { return rules.shown(atom, box); };
  if (!following.holds(nodes.size() - 1, proof.atoms, shown)) return std::nullopt;
  return proof;
}

}  // namespace rigor
