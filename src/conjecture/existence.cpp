#include "conjecture/existence.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "conjecture/choice_proposals.hpp"
#include "conjecture/chosen_terms.hpp"
#include "conjecture/counterexample.hpp"
#include "conjecture/solution.hpp"
#include "conjecture/witness.hpp"
#include "expression/normal_form.hpp"

namespace rigor {
namespace {

constexpr int kMostSplits = 7;  // of the ranges before a block, one in another
constexpr std::size_t kBoxesOfTrial = 2000;
constexpr int kCounterexamples = 12;

// What has been decided on the way to a proof.
struct State {
  Box box;
  std::map<std::size_t, TermId> chosen;
  std::vector<bool> is_open;  // variables under `exists` that are still to be chosen
  std::vector<Atom> solved;   // equations that hold
  int splits = 0;
};

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

bool is_thin(const Side& side) {
  return side.lower && side.upper && *side.lower == *side.upper;
}

class Existence {
 public:
  Existence(Terms& terms, const ClosedFormula& formula, const SearchOptions& options, int effort)
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

  std::optional<Proof> run() {
    State state;
    for (const QuantifiedVariable& variable : formula_.variables) {
      state.box.push_back(variable.range);
      state.is_open.push_back(variable.quantifier == Quantifier::exists);
    }
    return prove(state);
  }

 private:
  bool is_over() const { return budget_ <= 0 || (options_.stop && options_.stop()); }

  /// The next block of variables to be chosen.
  std::vector<std::size_t> block_of(const State& state) const {
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

  bool has_forall_after(std::size_t variable) const {
    const auto first = formula_.variables.begin() + static_cast<std::ptrdiff_t>(variable);
    return std::any_of(first, formula_.variables.end(), [](const QuantifiedVariable& v) {
      return v.quantifier == Quantifier::for_all;
    });
  }

  std::optional<Proof> prove(const State& state) {
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

  /// All variables are chosen: the searches for formulas without quantifiers.
  std::optional<Proof> conclude(const State& state) {
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

  /// Equations that normal forms prove, as further atoms of the nodes `atoms`.
  static void add_identities(const std::vector<Atom>& identities, Proof& proof) {
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

  std::optional<Proof> choose(State state, const std::map<std::size_t, TermId>& by) {
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

  std::optional<Proof> choose_numbers(const State& state,
                                      const std::vector<std::pair<std::size_t, Rational>>& by) {
    std::map<std::size_t, TermId> values;
    for (const auto& [variable, value] : by) {
      if (!contains(state.box[variable], value)) return std::nullopt;
      values[variable] = terms_.number(value);
    }
    return choose(state, values);
  }

  std::optional<Proof> by_solutions(const State& state, const std::vector<std::size_t>& block) {
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

  /// Values for some variables and a node `root` for the others.
  std::optional<Proof> solve(State state, const ChosenTerms& before,
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

  /// The equations have no variables after the solved ones, which might follow them.
  bool may_depend(const ProposedSolution& solution) const {
    const std::size_t first = *std::min_element(solution.solved.begin(), solution.solved.end());
    for (const TermId equation : solution.equations) {
      for (const std::size_t variable : variables_of(terms_, equation)) {
        const bool is_unknown = std::find(solution.solved.begin(), solution.solved.end(),
                                          variable) != solution.solved.end();
        const bool is_chosen =
            std::any_of(solution.chosen.begin(), solution.chosen.end(),
                        [variable](const auto& choice) { return choice.first == variable; });
        if (!is_unknown && !is_chosen && variable > first) return false;
      }
    }
    return true;
  }

  /// For the first variable of the block, terms in earlier ones.
  std::optional<Proof> by_terms(const State& state, const std::vector<std::size_t>& block) {
    const std::size_t variable = block.front();
    if (state.box[variable].integer || !has_parameters(state, variable)) return std::nullopt;
    const ChosenTerms chosen(terms_, formula_.nodes, state.chosen);
    std::vector<std::size_t> usable;
    for (std::size_t v = 0; v < variable; ++v) {
      if (formula_.variables[v].quantifier == Quantifier::for_all) usable.push_back(v);
    }
    for (const TermId term : propose_terms(terms_, chosen.nodes(), variable, usable)) {
      if (is_over()) return std::nullopt;
      if (!stays_inside(terms_, term, state.box, state.box[variable])) continue;
      if (auto proof = choose(state, {{variable, term}})) return proof;
    }
    return std::nullopt;
  }

  bool has_parameters(const State& state, std::size_t variable) const {
    for (std::size_t v = 0; v < variable; ++v) {
      if (formula_.variables[v].quantifier == Quantifier::for_all && !is_thin(state.box[v])) {
        return true;
      }
    }
    return false;
  }

  /// The box with thin sides in the middle for the variables before the block.
  Box at_middle(const State& state, const std::vector<std::size_t>& block) const {
    Box box = state.box;
    for (std::size_t v = 0; v < block.front(); ++v) box[v] = thin_side(middle_value(box[v]));
    return box;
  }

  std::optional<Proof> by_values(const State& state, const std::vector<std::size_t>& block) {
    const ChosenTerms chosen(terms_, formula_.nodes, state.chosen);
    const Box box = at_middle(state, block);
    const auto points = propose_points(terms_, chosen.nodes(), box, kSmallEffort);
    std::size_t tried = 0;
    for (const ProposedPoint& proposed : points) {
      if (!(proposed.satisfaction >= 0) || ++tried > 2) break;
      for (const Values& values : propose_values(proposed.point, state.box, block)) {
        if (is_over()) return std::nullopt;
        if (auto proof = choose_numbers(state, values)) return proof;
      }
    }
    return std::nullopt;
  }

  /// Values that are right at all points of the later variables at which earlier values failed.
  std::optional<Proof> by_synthesis(const State& state, const std::vector<std::size_t>& block) {
    const Box box = at_middle(state, block);
    std::vector<std::vector<Rational>> points;
    std::vector<Rational> middle;
    for (const Side& side : box) middle.push_back(middle_value(side));
    points.push_back(middle);
    for (int round = 0; round < kCounterexamples * effort_ && !is_over(); ++round) {
      const std::vector<FormulaNode> wanted =
          formula_at_all(terms_, formula_.nodes, choices_at(state, block, points));
      const auto proposals = propose_points(terms_, wanted, box, kSmallEffort);
      if (proposals.empty() || !(proposals.front().satisfaction >= -1e-12)) return std::nullopt;
      const std::size_t before = points.size();
      for (const Values& values : propose_values(proposals.front().point, state.box, block)) {
        if (const auto point = counterexample(state, box, values)) {
          if (std::find(points.begin(), points.end(), *point) != points.end()) continue;
          points.push_back(*point);
        } else if (auto proof = choose_numbers(state, values)) {
          return proof;
        }
        if (is_over()) return std::nullopt;
      }
      if (points.size() == before) return std::nullopt;
    }
    return std::nullopt;
  }

  std::map<std::size_t, TermId> with(const State& state, const Values& values) {
    auto chosen = state.chosen;
    for (const auto& [variable, value] : values) chosen[variable] = terms_.number(value);
    return chosen;
  }

  /// What is chosen, and values for the variables after the block: one map a point.
  std::vector<std::map<std::size_t, TermId>> choices_at(
      const State& state, const std::vector<std::size_t>& block,
      const std::vector<std::vector<Rational>>& points) {
    std::vector<std::map<std::size_t, TermId>> result;
    for (const std::vector<Rational>& point : points) {
      Values later;
      for (std::size_t v = block.back() + 1; v < point.size(); ++v) {
        if (!state.chosen.contains(v)) later.emplace_back(v, point[v]);
      }
      result.push_back(with(state, later));
    }
    return result;
  }

  std::optional<std::vector<Rational>> counterexample(const State& state, const Box& box,
                                                      const Values& values) {
    const ChosenTerms denied(terms_, opposite_.nodes, with(state, values));
    const auto found = propose_points(terms_, denied.nodes(), box, kSmallEffort);
    if (found.empty() || !(found.front().satisfaction > 1e-9)) return std::nullopt;
    std::vector<Rational> point;
    for (std::size_t v = 0; v < box.size(); ++v) {
      point.push_back(is_thin(box[v]) ? *box[v].lower : to_rational(found.front().point[v]));
    }
    return point;
  }

  /// Halves of the widest range before the block.
  std::optional<Proof> by_splitting(const State& state, const std::vector<std::size_t>& block) {
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

  static constexpr double kSmallEffort = 0.3;

  Terms& terms_;
  const ClosedFormula& formula_;
  const ClosedFormula opposite_;
  NormalForms forms_;
  SearchOptions options_;
  int effort_;
  int budget_ = 0;  ///< searches that may still be made
};

}  // namespace

std::optional<Proof> prove_existence(Terms& terms, const ClosedFormula& formula,
                                     const SearchOptions& options, int effort) {
  return Existence(terms, formula, options, effort).run();
}

}  // namespace rigor
