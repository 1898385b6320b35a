#include "conjecture/conditional.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/seeded_random.hpp"
#include "conjecture/guessed_term.hpp"
#include "conjecture/multipliers.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostParts = 12;
constexpr int kSamples = 300;

Relation denied(Relation relation) {
  switch (relation) {
    case Relation::greater:
      return Relation::at_most;
    case Relation::at_least:
      return Relation::less;
    case Relation::equal:
      return Relation::not_equal;
    case Relation::not_equal:
      return Relation::equal;
    case Relation::less:
      return Relation::at_least;
    case Relation::at_most:
      return Relation::greater;
  }
  return relation;
}

bool is_order(Relation relation) {
  return relation == Relation::greater || relation == Relation::at_least;
}

/// T = L W + R.
std::optional<Proof> combine(AtomRules& rules, const Goal& goal, TermId factor, TermId w,
                             const TacticOptions& options) {
  Terms& terms = rules.terms();
  const auto rest = rules.forms().of(terms.subtract(goal.atom.term, terms.multiply(factor, w)));
  if (!rest) return std::nullopt;
  Proof node;
  node.rule = Rule::combine;
  node.terms = {factor, rules.forms().term_of(*rest)};
  const auto goals = rules.children(node, goal);
  if (!goals) return std::nullopt;
  for (const Goal& child : *goals) {
    auto proof = prove_tight(rules, child, options);
    if (!proof && options.search) proof = options.search(child);
    if (!proof) return std::nullopt;
    node.children.push_back(std::move(*proof));
  }
  return node;
}

class Conditional {
 public:
  Conditional(AtomRules& rules, const std::vector<FormulaNode>& nodes, const Box& box,
              const TacticOptions& options)
      : rules_(rules),
        nodes_(nodes),
        box_(box),
        options_(options),
        following_(rules.terms(), nodes) {}

  std::optional<Proof> run() {
    const std::size_t root = nodes_.size() - 1;
    if (nodes_[root].connective != Connective::either) return std::nullopt;
    const std::vector<std::size_t>& parts = nodes_[root].parts;
    if (parts.size() > kMostParts) return std::nullopt;
    // What was typed as the conclusion stands last.
    for (auto place = parts.rbegin(); place != parts.rend(); ++place) {
      const std::size_t conclusion = *place;
      for (const std::size_t hypothesis : parts) {
        if (hypothesis == conclusion || nodes_[hypothesis].connective != Connective::atom) continue;
        Atom given = nodes_[hypothesis].atom;
        given.relation = denied(given.relation);
        if (given.relation == Relation::not_equal) continue;
        if (auto proof = conclude(conclusion, given)) return proof;
        if (given.relation != Relation::equal) continue;
        // Often only one side of the equation matters.
        for (const Relation side : {Relation::at_least, Relation::at_most}) {
          if (auto proof = conclude(conclusion, {given.term, side})) return proof;
        }
      }
    }
    return std::nullopt;
  }

  std::optional<Proof> run(const MultiplierGuess& guess) {
    Terms& terms = rules_.terms();
    Atom given = nodes_[guess.hypothesis].atom;
    given.relation = denied(given.relation);
    if (given.relation == Relation::equal) {
      if (guess.factor < 0) given.term = terms.negate(given.term);
      given.relation = Relation::at_least;
    }
    factor_ = terms.number(abs(guess.factor));
    return conclude(guess.conclusion, given);
  }

 private:
  /// All atoms of the conclusion, where the atom `given` holds.
  std::optional<Proof> conclude(std::size_t conclusion, const Atom& given) {
    const std::vector<std::size_t> atoms = atoms_of(conclusion);
    const bool is_plausible = std::all_of(atoms.begin(), atoms.end(), [&](std::size_t i) {
      return is_order(nodes_[i].atom.relation) &&
             (factor_ || seems_to_follow(nodes_[i].atom, given));
    });
    if (atoms.empty() || !is_plausible) return std::nullopt;
    Proof result;
    result.rule = Rule::atoms;
    for (const std::size_t i : atoms) {
      auto proof = prove({nodes_[i].atom, box_, given});
      if (!proof) return std::nullopt;
      result.atoms.push_back({nodes_[i].atom, given});
      result.children.push_back(std::move(*proof));
    }
    for (const std::size_t i : atoms) add_guards(i, given, result);
    const auto shown = [this](const Atom& atom) { return rules_.shown(atom, box_); };
    if (!following_.holds(nodes_.size() - 1, result.atoms, shown)) return std::nullopt;
    return result;
  }

  /// The guards of the atom's term that hold only where `given` does.
  void add_guards(std::size_t node, const Atom& given, Proof& result) {
    for (const Atom& guard : following_.guards(node)) {
      if (!is_order(guard.relation) || rules_.shown(guard, box_)) continue;
      auto proof = prove({guard, box_, given});
      if (!proof) continue;
      result.atoms.push_back({guard, given});
      result.children.push_back(std::move(*proof));
    }
  }

  /// An atom, or those of an `and`; none for other formulas.
  std::vector<std::size_t> atoms_of(std::size_t node) const {
    if (nodes_[node].connective == Connective::atom) return {node};
    if (nodes_[node].connective == Connective::either) return {};
    std::vector<std::size_t> result;
    for (const std::size_t part : nodes_[node].parts) {
      if (nodes_[part].connective != Connective::atom) return {};
      result.push_back(part);
    }
    return result;
  }

  bool seems_to_follow(const Atom& conclusion, const Atom& given) const {
    const GuessedTerm t(rules_.terms(), conclusion.term);
    const GuessedTerm u(rules_.terms(), given.term);
    if (given.relation == Relation::equal) return true;
    const bool is_upper = is_order(given.relation);
    SeededRandom random(77);
    std::vector<double> x(box_.size());
    for (int k = 0; k < kSamples; ++k) {
      for (std::size_t v = 0; v < box_.size(); ++v) {
        const double s = random.uniform();
        const Side& side = box_[v];
        const double low = side.lower   ? side.lower->convert_to<double>()
                           : side.upper ? side.upper->convert_to<double>() - 20
                                        : -10;
        const double high = side.upper ? side.upper->convert_to<double>() : low + 20;
        x[v] = low * (1 - s) + high * s;
      }
      const GuessedValue condition = u.at(x);
      const bool holds = is_upper ? condition.seems_positive() : condition.seems_negative();
      if (holds && t.at(x).seems_negative()) return false;
    }
    return true;
  }

  std::optional<Proof> prove(const Goal& goal) {
    return factor_ ? subtract(goal, *factor_) : prove_where_given(rules_, goal, options_);
  }

  /// T - l W by the search alone.
  std::optional<Proof> subtract(const Goal& goal, TermId factor) {
    Terms& terms = rules_.terms();
    const bool is_upper = is_order(goal.given->relation);
    const TermId w = is_upper ? goal.given->term : terms.negate(goal.given->term);
    Proof node;
    node.rule = Rule::combine;
    node.terms = {factor, terms.subtract(goal.atom.term, terms.multiply(factor, w))};
    const auto goals = rules_.children(node, goal);
    if (!goals) return std::nullopt;
    Proof positive;
    positive.rule = Rule::interval;
    if (!rules_.proves(positive, goals->front())) return std::nullopt;
    std::optional<Proof> rest = options_.search(goals->back());
    if (!rest) return std::nullopt;
    node.children = {std::move(positive), std::move(*rest)};
    return node;
  }

  AtomRules& rules_;
  const std::vector<FormulaNode>& nodes_;
  const Box& box_;
  const TacticOptions& options_;
  Following following_;
  std::optional<TermId> factor_;  ///< the only one to try
};

}  // namespace

std::optional<Proof> prove_where_given(AtomRules& rules, const Goal& goal,
                                       const TacticOptions& options) {
  if (auto proof = prove_tight(rules, goal, options)) return proof;
  const Relation r = goal.given->relation;
  if (r == Relation::equal || r == Relation::not_equal) return std::nullopt;
  if (!is_order(goal.atom.relation)) return std::nullopt;
  Terms& terms = rules.terms();
  const TermId w = is_order(r) ? goal.given->term : terms.negate(goal.given->term);
  for (const TermId factor : propose_multipliers(terms, goal.atom.term, w, goal.box)) {
    if (auto proof = combine(rules, goal, factor, w, options)) return proof;
  }
  return std::nullopt;
}

std::optional<Proof> prove_conditional(AtomRules& rules, const std::vector<FormulaNode>& nodes,
                                       const Box& box, const TacticOptions& options) {
  return Conditional(rules, nodes, box, options).run();
}

std::optional<Proof> prove_by_multiplier(AtomRules& rules, const std::vector<FormulaNode>& nodes,
                                         const Box& box, const MultiplierGuess& guess,
                                         const TacticOptions& options) {
  return Conditional(rules, nodes, box, options).run(guess);
}

std::vector<std::vector<double>> propose_narrow_violations(Terms& terms,
                                                           const std::vector<FormulaNode>& nodes,
                                                           const Box& box) {
  std::vector<std::vector<double>> result;
  const FormulaNode& root = nodes.back();
  if (root.connective != Connective::either || root.parts.size() > kMostParts) return result;
  for (const std::size_t conclusion : root.parts) {
    for (const std::size_t hypothesis : root.parts) {
      const FormulaNode& c = nodes[conclusion];
      const FormulaNode& h = nodes[hypothesis];
      if (hypothesis == conclusion || c.connective != Connective::atom ||
          h.connective != Connective::atom || !is_order(c.atom.relation) ||
          !is_order(h.atom.relation)) {
        continue;
      }
      const TermId w = terms.negate(h.atom.term);
      for (auto& point : propose_violations(terms, c.atom.term, w, box)) {
        result.push_back(std::move(point));
      }
    }
  }
  return result;
}

}  // namespace rigor
