#include "conjecture/existence.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "analysis/term_program.hpp"
#include "conjecture/chosen_terms.hpp"
#include "conjecture/counterexample.hpp"
#include "conjecture/solution.hpp"
#include "conjecture/witness.hpp"
#include "expression/normal_form.hpp"
#include "number/rational_rounding.hpp"

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

Rational middle_of(const Side& side) {
  if (is_bounded(side)) {
    const Rational middle = (*side.lower + *side.upper) / 2;
    return side.integer ? Rational(floor_of(middle)) : middle;
  }
  return split_point(side);
}

bool is_thin(const Side& side) {
  return side.lower && side.upper && *side.lower == *side.upper;
}

// The term a x + b, if it is affine in the variable with a number a: (a, b).
struct AffineIn {
  Rational slope;
  TermId rest;
};

std::optional<AffineIn> affine_in(Terms& terms, TermId id, std::size_t variable) {
  const Term t = terms[id];
  if (!depends_on(terms, id, variable)) return AffineIn{0, id};
  switch (t.op) {
    case Op::variable:
      return AffineIn{1, terms.number(0)};
    case Op::negate: {
      const auto a = affine_in(terms, t.a, variable);
      if (!a) return std::nullopt;
      return AffineIn{-a->slope, terms.negate(a->rest)};
    }
    case Op::add:
    case Op::subtract: {
      const auto a = affine_in(terms, t.a, variable);
      const auto b = affine_in(terms, t.b, variable);
      if (!a || !b) return std::nullopt;
      return AffineIn{t.op == Op::add ? a->slope + b->slope : a->slope - b->slope,
                      terms.apply(t.op, a->rest, b->rest)};
    }
    case Op::multiply: {
      const bool number_first = terms[t.a].op == Op::number;
      if (!number_first && terms[t.b].op != Op::number) return std::nullopt;
      const Rational factor = number_first ? terms[t.a].number : terms[t.b].number;
      const auto other = affine_in(terms, number_first ? t.b : t.a, variable);
      if (!other) return std::nullopt;
      return AffineIn{factor * other->slope, terms.multiply(terms.number(factor), other->rest)};
    }
    default:
      return std::nullopt;
  }
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
      if (nodes[i].atom.term == truth.term || !forms_.is_zero(nodes[i].atom.term)) continue;
      nodes[i].atom = truth;
      identities.push_back(formula_.nodes[i].atom);
    }
    const ChosenTerms denied(terms_, opposite_.nodes, state.chosen);
    options_.is_refuted = [&](const std::vector<Rational>& point) {
      return state.solved.empty() && prove_at_point(terms_, denied.nodes(), point, 128);
    };
    auto proof = search_formula(terms_, nodes, state.box, options_).proof;
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
    for (const TermId term : candidate_terms(state, variable)) {
      if (is_over()) return std::nullopt;
      if (!stays_inside(term, state.box, state.box[variable])) continue;
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

  /// Where an atom that is affine in the variable vanishes; between two of these, and beside them.
  std::vector<TermId> candidate_terms(const State& state, std::size_t variable) {
    const ChosenTerms chosen(terms_, formula_.nodes, state.chosen);
    std::vector<TermId> zeros;
    std::vector<TermId> result;
    const auto add_new = [](std::vector<TermId>& list, TermId term) {
      if (std::find(list.begin(), list.end(), term) == list.end()) list.push_back(term);
    };
    for (const FormulaNode& node : chosen.nodes()) {
      if (node.connective != Connective::atom) continue;
      const auto affine = affine_in(terms_, node.atom.term, variable);
      if (!affine || affine->slope == 0) continue;
      const TermId zero =
          terms_.multiply(terms_.number(Rational(-1) / affine->slope), affine->rest);
      const auto occurring = variables_of(terms_, zero);
      const bool is_usable = std::all_of(occurring.begin(), occurring.end(), [&](std::size_t v) {
        return v < variable && formula_.variables[v].quantifier == Quantifier::for_all;
      });
      if (is_usable) add_new(zeros, zero);
    }
    for (const TermId zero : zeros) add_new(result, zero);
    for (std::size_t i = 0; i < zeros.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        add_new(result,
                terms_.multiply(terms_.number(Rational(1, 2)), terms_.add(zeros[j], zeros[i])));
      }
    }
    for (const TermId zero : zeros) {
      add_new(result, terms_.add(zero, terms_.number(1)));
      add_new(result, terms_.subtract(zero, terms_.number(1)));
    }
    if (result.size() > kMostTerms) result.resize(kMostTerms);
    return result;
  }

  /// The term is defined on the box and its values lie in the side, as the rule `choose` asks.
  bool stays_inside(TermId term, const Box& box, const Side& side) const {
    const TermProgram<BigInterval> program(terms_, {&term, 1}, box.size(), Precision{128});
    auto work = program.workspace();
    program.evaluate(enclose_box<BigInterval>(box, Precision{128}), work);
    const BigInterval& range = program.root_range(work, 0);
    if (is_empty(range) || !program.is_defined(work, 0)) return false;
    const auto above = [&](const Rational& end, bool is_open) {
      const BigInterval gap = range - enclose<BigInterval>(end, Precision{128});
      return certainly(is_open ? gap > 0 : gap >= 0);
    };
    const auto below = [&](const Rational& end, bool is_open) {
      const BigInterval gap = enclose<BigInterval>(end, Precision{128}) - range;
      return certainly(is_open ? gap > 0 : gap >= 0);
    };
    return (!side.lower || above(*side.lower, side.lower_open)) &&
           (!side.upper || below(*side.upper, side.upper_open));
  }

  /// The box with thin sides in the middle for the variables before the block.
  Box at_middle(const State& state, const std::vector<std::size_t>& block) const {
    Box box = state.box;
    for (std::size_t v = 0; v < block.front(); ++v) box[v] = thin_side(middle_of(box[v]));
    return box;
  }

  using Values = std::vector<std::pair<std::size_t, Rational>>;

  /// Values near the point, from few digits to many.
  std::vector<Values> roundings(const std::vector<double>& point, const State& state,
                                const std::vector<std::size_t>& block) const {
    std::vector<Values> result;
    for (const int bits : {2, 5, 10, 20, 40}) {
      Values values;
      for (const std::size_t v : block) {
        const Side& side = state.box[v];
        const double distance = std::ldexp(1 + std::fabs(point[v]), -bits);
        Rational lower = to_rational(point[v] - distance);
        Rational upper = to_rational(point[v] + distance);
        if (side.lower && lower < *side.lower) lower = *side.lower;
        if (side.upper && upper > *side.upper) upper = *side.upper;
        if (lower > upper) return result;
        Rational value = simplest_between(lower, upper);
        if (side.integer) value = Rational(floor_of(to_rational(point[v]) + Rational(1, 2)));
        if (!contains(side, value)) value = (lower + upper) / 2;
        values.emplace_back(v, value);
      }
      if (std::find(result.begin(), result.end(), values) == result.end()) {
        result.push_back(std::move(values));
      }
    }
    return result;
  }

  std::optional<Proof> by_values(const State& state, const std::vector<std::size_t>& block) {
    const ChosenTerms chosen(terms_, formula_.nodes, state.chosen);
    const Box box = at_middle(state, block);
    const auto points = propose_points(terms_, chosen.nodes(), box, kSmallEffort);
    std::size_t tried = 0;
    for (const ProposedPoint& proposed : points) {
      if (!(proposed.satisfaction >= 0) || ++tried > 2) break;
      for (const Values& values : roundings(proposed.point, state, block)) {
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
    for (const Side& side : box) middle.push_back(middle_of(side));
    points.push_back(middle);
    for (int round = 0; round < kCounterexamples * effort_ && !is_over(); ++round) {
      const std::vector<FormulaNode> wanted = at_points(state, block, points);
      const auto proposals = propose_points(terms_, wanted, box, kSmallEffort);
      if (proposals.empty() || !(proposals.front().satisfaction >= -1e-12)) return std::nullopt;
      const std::size_t before = points.size();
      for (const Values& values : roundings(proposals.front().point, state, block)) {
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

  /// The formula at each of the points, whose coordinates after the block count: all are to hold.
  std::vector<FormulaNode> at_points(const State& state, const std::vector<std::size_t>& block,
                                     const std::vector<std::vector<Rational>>& points) {
    std::vector<FormulaNode> result;
    FormulaNode all;
    all.connective = Connective::both;
    for (const std::vector<Rational>& point : points) {
      Values later;
      for (std::size_t v = block.back() + 1; v < point.size(); ++v) {
        if (!state.chosen.contains(v)) later.emplace_back(v, point[v]);
      }
      const ChosenTerms copy(terms_, formula_.nodes, with(state, later));
      const std::size_t shift = result.size();
      for (FormulaNode node : copy.nodes()) {
        for (std::size_t& part : node.parts) part += shift;
        result.push_back(std::move(node));
      }
      all.parts.push_back(result.size() - 1);
    }
    if (points.size() > 1) result.push_back(all);
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

  static constexpr std::size_t kMostTerms = 12;
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
