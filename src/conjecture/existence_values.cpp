#include <algorithm>

#include "conjecture/counterexample.hpp"
#include "conjecture/existence_search.hpp"
#include "conjecture/goal_split.hpp"

namespace rigor {
namespace {

constexpr int kCounterexamples = 12;
constexpr double kSmallEffort = 0.3;

}  // namespace

std::optional<Proof> Existence::by_terms(const State& state,
                                         const std::vector<std::size_t>& block) {
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

bool Existence::has_parameters(const State& state, std::size_t variable) const {
  for (std::size_t v = 0; v < variable; ++v) {
    if (formula_.variables[v].quantifier == Quantifier::for_all && !is_thin(state.box[v])) {
      return true;
    }
  }
  return false;
}

Box Existence::at_middle(const State& state, const std::vector<std::size_t>& block) const {
  Box box = state.box;
  for (std::size_t v = 0; v < block.front(); ++v) box[v] = thin_side(middle_value(box[v]));
  return box;
}

std::optional<Proof> Existence::by_values(const State& state,
                                          const std::vector<std::size_t>& block) {
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

std::optional<Proof> Existence::by_synthesis(const State& state,
                                             const std::vector<std::size_t>& block) {
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

std::map<std::size_t, TermId> Existence::with(const State& state, const Values& values) {
  auto chosen = state.chosen;
  for (const auto& [variable, value] : values) chosen[variable] = terms_.number(value);
  return chosen;
}

std::vector<std::map<std::size_t, TermId>> Existence::choices_at(
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

std::optional<std::vector<Rational>> Existence::counterexample(const State& state, const Box& box,
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

}  // namespace rigor
