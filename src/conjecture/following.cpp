#include "conjecture/following.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace rigor {
namespace {

Relation mirrored(Relation relation) {
  switch (relation) {
    case Relation::greater:
      return Relation::less;
    case Relation::at_least:
      return Relation::at_most;
    case Relation::less:
      return Relation::greater;
    case Relation::at_most:
      return Relation::at_least;
    default:
      return relation;
  }
}

/// At points where the term is defined, exactly one of an atom and its opposite is true.
Relation opposite(Relation relation) {
  switch (relation) {
    case Relation::greater:
      return Relation::at_most;
    case Relation::at_least:
      return Relation::less;
    case Relation::less:
      return Relation::at_least;
    case Relation::at_most:
      return Relation::greater;
    case Relation::equal:
      return Relation::not_equal;
    default:
      return Relation::equal;
  }
}

/// A term without the sign in front, as an operation on operands; -t has the key of t, mirrored.
struct SignedKey {
  bool is_difference = false;
  TermId a = 0;
  TermId b = 0;
  bool is_mirrored = false;
};

SignedKey signed_key(const Terms& terms, TermId term) {
  SignedKey key;
  while (terms[term].op == Op::negate) {
    term = terms[term].a;
    key.is_mirrored = !key.is_mirrored;
  }
  key.a = term;
  if (terms[term].op == Op::subtract) {
    key.is_difference = true;
    key.a = terms[term].a;
    key.b = terms[term].b;
    if (key.a > key.b) {
      std::swap(key.a, key.b);
      key.is_mirrored = !key.is_mirrored;
    }
  }
  return key;
}

void add_guard(std::vector<Atom>& guards, const Atom& guard) {
  const auto is_same = [&guard](const Atom& other) {
    return other.term == guard.term && other.relation == guard.relation;
  };
  if (std::none_of(guards.begin(), guards.end(), is_same)) guards.push_back(guard);
}

}  // namespace

bool implies(Relation given, Relation wanted) {
  switch (given) {
    case Relation::greater:
      return wanted == Relation::greater || wanted == Relation::at_least ||
             wanted == Relation::not_equal;
    case Relation::less:
      return wanted == Relation::less || wanted == Relation::at_most ||
             wanted == Relation::not_equal;
    case Relation::equal:
      return wanted == Relation::equal || wanted == Relation::at_least ||
             wanted == Relation::at_most;
    default:
      return given == wanted;
  }
}

bool implies(const Terms& terms, const Atom& given, const Atom& wanted) {
  if (given.term == wanted.term) return implies(given.relation, wanted.relation);
  const SignedKey x = signed_key(terms, given.term);
  const SignedKey y = signed_key(terms, wanted.term);
  if (x.is_difference != y.is_difference || x.a != y.a || x.b != y.b) return false;
  return implies(x.is_mirrored != y.is_mirrored ? mirrored(given.relation) : given.relation,
                 wanted.relation);
}

std::vector<Atom> guards_of(Terms& terms, std::span<const TermId> roots) {
  std::vector<Atom> guards;
  for (const TermId id : subterms(terms, roots)) {
    const Term term = terms[id];
    switch (term.op) {
      case Op::divide:
        if (terms[term.b].op == Op::number && terms[term.b].number != 0) break;
        add_guard(guards, {term.b, Relation::not_equal});
        break;
      case Op::root:
        if (terms[term.a].op == Op::number && terms[term.a].number >= 0) break;
        add_guard(guards, {term.a, Relation::at_least});
        break;
      case Op::log:
        if (terms[term.a].op == Op::number && terms[term.a].number > 0) break;
        add_guard(guards, {term.a, Relation::greater});
        break;
      case Op::tan:
        add_guard(guards, {terms.apply(Op::cos, term.a), Relation::not_equal});
        break;
      case Op::asin:
      case Op::acos: {
        const TermId one = terms.number(1);
        add_guard(guards, {terms.subtract(one, term.a), Relation::at_least});
        add_guard(guards, {terms.add(one, term.a), Relation::at_least});
        break;
      }
      default:
        break;
    }
  }
  return guards;
}

struct Following::Query {
  std::span<const ProvedAtom> proved;
  const Shown& shown;
  std::vector<Atom> assumed;
  std::vector<bool>* used;
};

Following::Following(Terms& terms, const std::vector<FormulaNode>& nodes)
    : terms_(terms), nodes_(nodes), guards_(nodes.size()) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].connective != Connective::atom) continue;
    const TermId root = nodes[i].atom.term;
    guards_[i] = guards_of(terms, {&root, 1});
  }
}

bool Following::holds(std::size_t root, std::span<const ProvedAtom> proved, const Shown& shown,
                      std::vector<bool>* used) const {
  if (used != nullptr) used->assign(proved.size(), false);
  Query query{proved, shown, {}, used};
  return node_holds(root, query);
}

bool Following::atom_holds(const Atom& atom, Query& query) const {
  const auto is_assumed = [&](const Atom& wanted) {
    return std::any_of(query.assumed.begin(), query.assumed.end(),
                       [&](const Atom& given) { return implies(terms_, given, wanted); });
  };
  if (is_assumed(atom)) return true;
  for (std::size_t i = 0; i < query.proved.size(); ++i) {
    const ProvedAtom& proved = query.proved[i];
    if (!implies(terms_, proved.atom, atom)) continue;
    if (proved.given && !is_assumed(*proved.given)) continue;
    if (query.used != nullptr) (*query.used)[i] = true;
    return true;
  }
  return false;
}

bool Following::is_defined(std::size_t node, Query& query) const {
  const std::vector<Atom>& guards = guards_[node];
  return std::all_of(guards.begin(), guards.end(), [&](const Atom& guard) {
    return query.shown(guard) || atom_holds(guard, query);
  });
}

bool Following::either_holds(const std::vector<std::size_t>& parts, Query& query) const {
  // Where a defined atom among the parts holds, so does the disjunction. Elsewhere its opposite
  // holds, and may be assumed for the other parts. (Whether it is defined is decided without them.)
  std::vector<std::optional<Atom>> opposites(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (nodes_[parts[i]].connective != Connective::atom || !is_defined(parts[i], query)) continue;
    const Atom& atom = nodes_[parts[i]].atom;
    opposites[i] = Atom{atom.term, opposite(atom.relation)};
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t mark = query.assumed.size();
    for (std::size_t j = 0; j < parts.size(); ++j) {
      if (j != i && opposites[j]) query.assumed.push_back(*opposites[j]);
    }
    const bool holds = node_holds(parts[i], query);
    query.assumed.resize(mark);
    if (holds) return true;
  }
  return false;
}

bool Following::node_holds(std::size_t node, Query& query) const {
  const FormulaNode& formula = nodes_[node];
  switch (formula.connective) {
    case Connective::atom:
      return atom_holds(formula.atom, query) && is_defined(node, query);
    case Connective::both:
      return std::all_of(formula.parts.begin(), formula.parts.end(),
                         [&](std::size_t part) { return node_holds(part, query); });
    default:
      return either_holds(formula.parts, query);
  }
}

}  // namespace rigor
