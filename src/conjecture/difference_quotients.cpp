#include "conjecture/difference_quotients.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "conjecture/following.hpp"
#include "conjecture/goal_split.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostParts = 12;
constexpr int kMostBoxes = 3000;
constexpr int kMostSplits = 24;
constexpr int kHighestOrder = 6;

bool is_order(Relation relation) {
  return relation == Relation::greater || relation == Relation::at_least;
}

Proof node_of(Rule rule) {
  Proof node;
  node.rule = rule;
  return node;
}

/// t = numerator / b^order for a fixed term b.
struct Cleared {
  TermId numerator = 0;
  std::size_t order = 0;
};

/// Clears a denominator b out of sums, products, quotients and powers.
class Clearing {
 public:
  Clearing(Terms& terms, TermId b) : terms_(terms), b_(b) {}

  Cleared of(TermId id) {
    const Term t = terms_[id];
    switch (t.op) {
      case Op::negate: {
        const Cleared a = of(t.a);
        return {terms_.negate(a.numerator), a.order};
      }
      case Op::add:
      case Op::subtract: {
        const Cleared a = of(t.a), b = of(t.b);
        const std::size_t order = std::max(a.order, b.order);
        return {terms_.apply(t.op, raised(a, order), raised(b, order)), order};
      }
      case Op::multiply: {
        const Cleared a = of(t.a), b = of(t.b);
        return {terms_.multiply(a.numerator, b.numerator), a.order + b.order};
      }
      case Op::divide: {
        const Cleared a = of(t.a);
        return divided(a, t.b);
      }
      case Op::power: {
        const Cleared a = of(t.a);
        return {terms_.power(a.numerator, t.index), a.order * t.index};
      }
      default:
        return {id, 0};
    }
  }

 private:
  TermId raised(const Cleared& a, std::size_t order) {
    if (a.order == order) return a.numerator;
    return terms_.multiply(a.numerator, terms_.power(b_, order - a.order));
  }

  Cleared divided(const Cleared& a, TermId by) {
    if (by == b_) return {a.numerator, a.order + 1};
    const Term t = terms_[by];
    if (t.op == Op::multiply) return divided(divided(a, t.a), t.b);
    if (t.op == Op::negate) return divided({terms_.negate(a.numerator), a.order}, t.a);
    if (t.op == Op::power && t.a == b_) return {a.numerator, a.order + t.index};
    return {terms_.divide(a.numerator, by), a.order};
  }

  Terms& terms_;
  TermId b_;
};

class DifferenceQuotients {
 public:
  DifferenceQuotients(AtomRules& rules, const std::vector<FormulaNode>& nodes, const Box& box,
                      const TacticOptions& options)
      : rules_(rules),
        terms_(rules.terms()),
        nodes_(nodes),
        whole_(box),
        options_(options),
        following_(rules.terms(), nodes) {
    const FormulaNode& root = nodes.back();
    if (root.connective == Connective::either) clauses_.push_back(root.parts);
    if (root.connective == Connective::both) {
      for (const std::size_t part : root.parts) {
        const bool is_clause = nodes[part].connective == Connective::either;
        clauses_.push_back(is_clause ? nodes[part].parts : std::vector<std::size_t>{part});
      }
    }
  }

  std::optional<Proof> run() {
    for (const auto& clause : clauses_) {
      if (clause.size() > kMostParts) return std::nullopt;
    }
    const bool applies = std::any_of(clauses_.begin(), clauses_.end(), [&](const auto& clause) {
      return std::any_of(clause.begin(), clause.end(), [&](std::size_t part) {
        const std::vector<std::size_t> atoms = atoms_of(part);
        return std::any_of(atoms.begin(), atoms.end(), [&](std::size_t i) {
          return bad_guard(nodes_[i].atom.term, whole_).has_value();
        });
      });
    });
    return applies ? cover(whole_, 0) : std::nullopt;
  }

 private:
  std::optional<Proof> cover(const Box& box, int splits) {
    if (++boxes_ > kMostBoxes || (options_.stop && options_.stop())) return std::nullopt;
    Proof result = node_of(Rule::atoms);
    const bool settled = std::all_of(clauses_.begin(), clauses_.end(), [&](const auto& clause) {
      return settle(clause, box, result);
    });
    const auto shown = [&](const Atom& atom) { return rules_.shown(atom, box); };
    if (settled && following_.holds(nodes_.size() - 1, result.atoms, shown)) return result;
    if (splits >= kMostSplits) return std::nullopt;
    const auto widest = widest_side(box);
    if (!widest) return std::nullopt;
    Proof node = node_of(Rule::split);
    node.variable = *widest;
    node.at = split_point(box[*widest]);
    const auto [below, above] = split(box[*widest], node.at, node.owner);
    for (const Side& side : {below, above}) {
      Box part = box;
      part[*widest] = side;
      auto proof = is_empty(part) ? node_of(Rule::empty) : cover(part, splits + 1);
      if (!proof) return std::nullopt;
      node.children.push_back(std::move(*proof));
    }
    return node;
  }

  std::optional<std::size_t> widest_side(const Box& box) const {
    std::optional<std::size_t> widest;
    const auto width = [&](std::size_t v) {
      return is_bounded(box[v]) ? Rational(*box[v].upper - *box[v].lower) : Rational(1'000'000);
    };
    for (std::size_t v = 0; v < box.size(); ++v) {
      if (is_splittable(box[v]) && (!widest || width(v) > width(*widest))) widest = v;
    }
    return widest;
  }

  /// Adds atoms from which the clause follows.
  bool settle(const std::vector<std::size_t>& clause, const Box& box, Proof& result) {
    for (const std::size_t part : clause) {
      if (nodes_[part].connective != Connective::atom) continue;
      if (auto leaf = by_enclosure({nodes_[part].atom, box, {}}, Rule::interval)) {
        add(nodes_[part].atom, {}, std::move(*leaf), result);
        return true;
      }
    }
    for (const std::size_t conclusion : clause) {
      for (const std::size_t hypothesis : clause) {
        if (hypothesis == conclusion || nodes_[hypothesis].connective != Connective::atom) continue;
        Atom given = nodes_[hypothesis].atom;
        if (!is_order(given.relation)) continue;
        given.relation = given.relation == Relation::greater ? Relation::at_most : Relation::less;
        if (conclude(conclusion, given, box, result)) return true;
      }
    }
    return false;
  }

  bool conclude(std::size_t conclusion, const Atom& given, const Box& box, Proof& result) {
    const std::vector<std::size_t> atoms = atoms_of(conclusion);
    for (const std::size_t i : atoms) {
      auto proof = prove({nodes_[i].atom, box, given});
      if (!proof) return false;
      add(nodes_[i].atom, given, std::move(*proof), result);
      for (const Atom& guard : following_.guards(i)) {
        if (guard.relation != Relation::not_equal || rules_.shown(guard, box)) continue;
        for (const TermId d : {guard.term, terms_.negate(guard.term)}) {
          const Atom positive{d, Relation::greater};
          if (auto sign = by_vanishing({positive, box, given})) {
            add(positive, given, std::move(*sign), result);
          }
        }
      }
    }
    return !atoms.empty();
  }

  static void add(const Atom& atom, const std::optional<Atom>& given, Proof proof, Proof& result) {
    result.atoms.push_back({atom, given});
    result.children.push_back(std::move(proof));
  }

  /// An atom, or those of an `and`; none for other formulas, and for relations without order.
  std::vector<std::size_t> atoms_of(std::size_t node) const {
    std::vector<std::size_t> result{node};
    if (nodes_[node].connective == Connective::both) result = nodes_[node].parts;
    const bool are_atoms = std::all_of(result.begin(), result.end(), [&](std::size_t i) {
      return nodes_[i].connective == Connective::atom && is_order(nodes_[i].atom.relation);
    });
    return are_atoms ? result : std::vector<std::size_t>{};
  }

  std::optional<TermId> bad_guard(TermId term, const Box& box) {
    for (const Atom& guard : guards_of(terms_, {&term, 1})) {
      if (guard.relation == Relation::not_equal && !rules_.shown(guard, box)) return guard.term;
    }
    return std::nullopt;
  }

  std::optional<Proof> by_enclosure(const Goal& goal, Rule rule) {
    const Proof leaf = node_of(rule);
    return rules_.children(leaf, goal) ? std::optional(leaf) : std::nullopt;
  }

  std::optional<Proof> prove(const Goal& goal) {
    for (const Rule rule : {Rule::interval, Rule::mean, Rule::taylor}) {
      if (auto leaf = by_enclosure(goal, rule)) return leaf;
    }
    if (auto proof = by_cases(goal)) return proof;
    // Near the surface, too, T is better enclosed without its denominator.
    const std::optional<TermId> b = bad_guard(goal.atom.term, whole_);
    return b ? without(*b, goal) : by_vanishing(goal);
  }

  std::optional<Proof> by_cases(const Goal& goal) {
    const TermId t = goal.atom.term;
    for (const TermId m : subterms(terms_, {&t, 1})) {
      const Term choice = terms_[m];
      if (choice.op != Op::abs && choice.op != Op::min && choice.op != Op::max) continue;
      const TermId other = choice.op == Op::abs ? terms_.negate(choice.a) : choice.b;
      Proof node = node_of(Rule::cases);
      node.terms = {m, replace_subterm(terms_, t, m, choice.a),
                    replace_subterm(terms_, t, m, other)};
      return with_children(std::move(node), goal);
    }
    return std::nullopt;
  }

  std::optional<Proof> without(TermId b, const Goal& goal) {
    const auto [known, is_new] = cleared_.try_emplace({goal.atom.term, b});
    if (is_new) known->second = Clearing(terms_, b).of(goal.atom.term);
    const Cleared cleared = known->second;
    if (cleared.order == 0) return std::nullopt;
    for (const TermId d : {b, terms_.negate(b)}) {
      if (!by_vanishing({{d, Relation::greater}, goal.box, goal.given})) continue;
      Proof node = node_of(Rule::multiply);
      const bool mirrors = d != b && cleared.order % 2 == 1;
      node.terms = {terms_.power(d, cleared.order),
                    mirrors ? terms_.negate(cleared.numerator) : cleared.numerator};
      return with_children(std::move(node), goal);
    }
    return std::nullopt;
  }

  std::optional<Proof> with_children(Proof node, const Goal& goal) {
    const auto goals = rules_.children(node, goal);
    if (!goals) return std::nullopt;
    for (const Goal& child : *goals) {
      auto proof = prove(child);
      if (!proof) return std::nullopt;
      node.children.push_back(std::move(*proof));
    }
    return node;
  }

  /// Rule `zero` on the surface U = 0 of what is given.
  std::optional<Proof> by_vanishing(const Goal& goal) {
    const TermId u = goal.given->term;
    for (const std::size_t v : variables_of(terms_, u)) {
      const Term slope = terms_[derivative(terms_, u, v)];
      if (slope.op != Op::number || abs(slope.number) != 1) continue;
      const TermId rest = substitute(terms_, u, v, terms_.number(0));
      const VariableTerm place{v, slope.number > 0 ? terms_.negate(rest) : rest};
      Proof node = node_of(Rule::zero);
      node.order = order_of(goal.atom.term, place);
      node.where = {place};
      if (node.order > 0 && rules_.children(node, goal)) return node;
    }
    return std::nullopt;
  }

  /// The first derivative that isn't identically 0 on x_V = P; 0 if that is the term itself.
  int order_of(TermId term, const VariableTerm& place) {
    const auto [known, is_new] = orders_.try_emplace({term, place.variable, place.term}, 0);
    if (!is_new) return known->second;
    int order = 0;
    for (; order <= kHighestOrder; ++order) {
      if (!rules_.forms().is_zero(substitute(terms_, term, place.variable, place.term))) break;
      term = derivative(terms_, term, place.variable);
    }
    return known->second = order <= kHighestOrder ? order : 0;
  }

  AtomRules& rules_;
  Terms& terms_;
  const std::vector<FormulaNode>& nodes_;
  const Box& whole_;
  const TacticOptions& options_;
  Following following_;
  std::vector<std::vector<std::size_t>> clauses_;
  std::map<std::pair<TermId, TermId>, Cleared> cleared_;
  std::map<std::tuple<TermId, std::size_t, TermId>, int> orders_;
  int boxes_ = 0;
};

}  // namespace

std::optional<Proof> prove_difference_quotients(AtomRules& rules,
                                                const std::vector<FormulaNode>& nodes,
                                                const Box& box, const TacticOptions& options) {
  return DifferenceQuotients(rules, nodes, box, options).run();
}

}  // namespace rigor
