#include "conjecture/existence.hpp"

#include <algorithm>

#include "conjecture/existence_search.hpp"
#include "conjecture/goal_split.hpp"
#include "conjecture/witness.hpp"

namespace rigor {
namespace {

constexpr int kMostSplits = 7;  // of the ranges before a block, one in another
constexpr std::size_t kBoxesOfTrial = 2000;

Proof node_choose(std::size_t variable, TermId by) {
  Proof proof;
  proof.rule = Rule::choose;
  proof.variable = variable;
  proof.terms = {by};
  return proof;
}

// The nodes, the first the outermost, above the proof.
Proof wrapped(std::vector<Proof> outer, Proof proof) {
  while (!outer.empty()) {
    outer.back().children.push_back(std::move(proof));
    proof = std::move(outer.back());
    outer.pop_back();
  }
  return proof;
}

}  // namespace

Existence::Existence(Terms& terms, const ClosedFormula& formula, const SearchOptions& options,
                     int effort)
    : terms_(terms),
      formula_(formula),
      opposite_(negation(terms, formula)),
      forms_(terms),
      options_(options),
      effort_(effort) {
  options_.max_boxes =
      std::min<std::size_t>(options_.max_boxes, kBoxesOfTrial * static_cast<std::size_t>(effort));
  budget_ = 60 * effort;
}

std::optional<Proof> Existence::run() {
  State state;
  for (const QuantifiedVariable& variable : formula_.variables) {
    state.box.push_back(variable.range);
    state.is_open.push_back(variable.quantifier == Quantifier::exists);
  }
  return prove(state);
}

std::vector<std::size_t> Existence::block_of(const State& state) const {
  std::vector<std::size_t> block;
  for (std::size_t v = 0; v < state.box.size(); ++v) {
    if (state.is_open[v]) {
      block.push_back(v);
    } else if (!block.empty() && formula_.variables[v].quantifier == Quantifier::for_all) {
      break;
    }
  }
  return block;
}

bool Existence::has_forall_after(std::size_t variable) const {
  const auto first = formula_.variables.begin() + static_cast<std::ptrdiff_t>(variable);
  return std::any_of(first, formula_.variables.end(), [](const QuantifiedVariable& v) {
    return v.quantifier == Quantifier::for_all;
  });
}

std::optional<Proof> Existence::prove(const State& state) {
  if (is_over()) return std::nullopt;
  const std::vector<std::size_t> block = block_of(state);
  if (block.empty()) return conclude(state);
  auto proof = by_solutions(state, block);
  if (!proof) proof = by_terms(state, block);
  if (!proof) {
    proof = has_forall_after(block.back()) ? by_synthesis(state, block) : by_values(state, block);
  }
  if (!proof) proof = by_splitting(state, block);
  return proof;
}

std::optional<Proof> Existence::conclude(const State& state) {
  --budget_;
  const ChosenTerms chosen(terms_, formula_.nodes, state.chosen);
  std::vector<FormulaNode> nodes = chosen.nodes();
  const Atom truth{terms_.number(0), Relation::equal};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].connective != Connective::atom) continue;
    for (const Atom& given : state.solved) {
      if (implies(terms_, given, formula_.nodes[i].atom)) nodes[i].atom = truth;
    }
  }
  std::vector<Atom> identities;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].connective != Connective::atom || nodes[i].atom.relation != Relation::equal) {
      continue;
    }
    const TermId term = nodes[i].atom.term;
    // Identities say nothing of where terms are defined.
    if (term == truth.term || !guards_of(terms_, {&term, 1}).empty()) continue;
    if (!forms_.is_zero(term)) continue;
    nodes[i].atom = truth;
    identities.push_back(formula_.nodes[i].atom);
  }
  const ChosenTerms denied(terms_, opposite_.nodes, state.chosen);
  options_.is_refuted = [&](const std::vector<Rational>& point) {
    return state.solved.empty() && prove_at_point(terms_, denied.nodes(), point, 128);
  };
  Box box = state.box;
  // Chosen variables don't occur any more, and must not be split.
  for (const auto& [variable, term] : state.chosen) {
    box[variable] = thin_side(middle_value(box[variable]));
  }
  auto proof = search_formula(terms_, nodes, box, options_).proof;
  if (proof) {
    chosen.restore(terms_, *proof);
    add_identities(identities, *proof);
  }
  return proof;
}

void Existence::add_identities(const std::vector<Atom>& identities, Proof& proof) {
  if (proof.rule != Rule::atoms) {
    for (Proof& child : proof.children) add_identities(identities, child);
    return;
  }
  for (const Atom& atom : identities) {
    Proof leaf;
    leaf.rule = Rule::identity;
    proof.atoms.push_back({atom, {}});
    proof.children.push_back(std::move(leaf));
  }
}

std::optional<Proof> Existence::choose(State state, const std::map<std::size_t, TermId>& by) {
  std::vector<Proof> outer;
  for (const auto& [variable, term] : by) {
    state.is_open[variable] = false;
    state.chosen[variable] = term;
    outer.push_back(node_choose(variable, term));
  }
  auto proof = prove(state);
  if (!proof) return std::nullopt;
  return wrapped(std::move(outer), std::move(*proof));
}

std::optional<Proof> Existence::choose_numbers(
    const State& state, const std::vector<std::pair<std::size_t, Rational>>& by) {
  std::map<std::size_t, TermId> values;
  for (const auto& [variable, value] : by) {
    if (!contains(state.box[variable], value)) return std::nullopt;
    values[variable] = terms_.number(value);
  }
  return choose(state, values);
}

std::optional<Proof> Existence::by_solutions(const State& state,
                                             const std::vector<std::size_t>& block) {
  const ChosenTerms chosen(terms_, formula_.nodes, state.chosen);
  const auto& nodes = chosen.nodes();
  for (const ProposedSolution& solution :
       propose_solutions(terms_, nodes, nodes.size() - 1, state.box, block)) {
    if (is_over()) return std::nullopt;
    if (solution.solved.empty()) {
      if (auto proof = choose_numbers(state, solution.chosen)) return proof;
    } else if (auto proof = solve(state, chosen, solution)) {
      return proof;
    }
  }
  return std::nullopt;
}

std::optional<Proof> Existence::solve(State state, const ChosenTerms& before,
                                      const ProposedSolution& solution) {
  if (!may_depend(solution)) return std::nullopt;
  std::vector<Proof> outer;
  for (const auto& [variable, value] : solution.chosen) {
    state.is_open[variable] = false;
    state.chosen[variable] = terms_.number(value);
    outer.push_back(node_choose(variable, state.chosen[variable]));
  }
  auto root = prove_root(terms_, solution, state.box, Precision{53});
  if (!root) root = prove_root(terms_, solution, state.box, Precision{128});
  if (!root) return std::nullopt;
  state.box = with_solution(state.box, *root);
  for (const std::size_t variable : solution.solved) state.is_open[variable] = false;
  before.restore(terms_, *root);
  for (const ProvedAtom& equation : root->atoms) state.solved.push_back(equation.atom);
  outer.push_back(std::move(*root));
  auto proof = prove(state);
  if (!proof) return std::nullopt;
  return wrapped(std::move(outer), std::move(*proof));
}

bool Existence::may_depend(const ProposedSolution& solution) const {
  const std::size_t first = *std::min_element(solution.solved.begin(), solution.solved.end());
  for (const TermId equation : solution.equations) {
    for (const std::size_t variable : variables_of(terms_, equation)) {
      const bool is_unknown = std::find(solution.solved.begin(), solution.solved.end(), variable) !=
                              solution.solved.end();
      const bool is_chosen =
          std::any_of(solution.chosen.begin(), solution.chosen.end(),
                      [variable](const auto& choice) { return choice.first == variable; });
      if (!is_unknown && !is_chosen && variable > first) return false;
    }
  }
  return true;
}

std::optional<Proof> Existence::by_splitting(const State& state,
                                             const std::vector<std::size_t>& block) {
  if (state.splits >= kMostSplits + effort_) return std::nullopt;
  std::optional<std::size_t> widest;
  const auto width_of = [&](std::size_t v) {
    const Side& side = state.box[v];
    return is_bounded(side) ? Rational(*side.upper - *side.lower) : Rational(1000000);
  };
  for (std::size_t v = 0; v < block.front(); ++v) {
    const bool is_ours = formula_.variables[v].quantifier == Quantifier::for_all;
    if (!is_ours || is_thin(state.box[v])) continue;
    if (!widest || width_of(v) > width_of(*widest)) widest = v;
  }
  if (!widest) return std::nullopt;
  Proof proof;
  proof.rule = Rule::split;
  proof.variable = *widest;
  proof.at = split_point(state.box[*widest]);
  const auto [below, above] = split(state.box[*widest], proof.at, proof.owner);
  for (const Side& part : {below, above}) {
    State half = state;
    half.box[*widest] = part;
    ++half.splits;
    std::optional<Proof> child;
    if (is_empty(part)) {
      child.emplace();
      child->rule = Rule::empty;
    } else {
      child = prove(half);
    }
    if (!child) return std::nullopt;
    proof.children.push_back(std::move(*child));
  }
  return proof;
}

std::optional<Proof> prove_existence(Terms& terms, const ClosedFormula& formula,
                                     const SearchOptions& options, int effort) {
  return Existence(terms, formula, options, effort).run();
}

}  // namespace rigor
