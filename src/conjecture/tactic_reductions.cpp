// Tactics that lose nothing: faces of monotone and concave terms, logarithms, factors.
#include <algorithm>
#include <cmath>

#include "conjecture/tactic_engine.hpp"

namespace rigor {

std::optional<Proof> Tactics::by_faces(const Goal& goal, const std::vector<std::size_t>& free,
                                       int depth) {
  for (const std::size_t v : free) {
    const Side& side = goal.box.at(v);
    for (const End end : {End::lower, End::upper}) {
      if (!(end == End::lower ? side.lower : side.upper)) continue;
      Proof node = leaf(Rule::face);
      node.variable = v;
      node.end = end;
      if (auto proof = attempt(std::move(node), goal, depth)) return proof;
    }
    if (!is_bounded(side) || side.integer) continue;
    Proof node = leaf(Rule::ends);
    node.variable = v;
    if (auto proof = attempt(std::move(node), goal, depth)) return proof;
  }
  return std::nullopt;
}

std::optional<Proof> Tactics::by_exponential(const Goal& goal, TermId term, bool of_sums,
                                             int depth) {
  const auto parts = exponentials_of(rules_, term, goal.box, of_sums);
  if (!parts) return std::nullopt;
  Proof node = leaf(Rule::through);
  node.function = Op::exp;
  const auto difference = forms_.of(terms_.subtract(parts->first, parts->second));
  if (!difference) return std::nullopt;
  node.terms = {parts->first, parts->second, forms_.term_of(*difference)};
  return attempt(std::move(node), goal, depth);
}

std::optional<Proof> Tactics::along_zeros(const Goal& goal, const std::vector<std::size_t>& free) {
  constexpr int kMostCovers = 12;
  if (!options_.cover || goal.atom.relation != Relation::at_least || free.size() > 4 ||
      covers_ >= kMostCovers) {
    return std::nullopt;
  }
  std::vector<Proof> nodes;
  std::vector<GuessedTerm> distances;
  for (const std::size_t v : free) {
    for (const TermId place : proposed_zeros(rules_, goal, v, free)) {
      Proof node = leaf(Rule::zero);
      node.where = {{v, place}};
      node.order = order_of_zero(terms_, forms_, goal.atom.term, node.where.front());
      if (node.order == 0) continue;
      nodes.push_back(std::move(node));
      distances.emplace_back(terms_, terms_.subtract(terms_.variable(v), place));
    }
  }
  if (nodes.empty()) return std::nullopt;
  ++covers_;
  return options_.cover(goal, [&](const Atom& atom, const Box& box) -> std::optional<Proof> {
    std::vector<double> middle;
    double size = 0;
    for (const Side& side : box) {
      const bool bounded = is_bounded(side);
      const double low = bounded ? side.lower->convert_to<double>() : 0;
      const double high = bounded ? side.upper->convert_to<double>() : 0;
      middle.push_back((low + high) / 2);
      if (bounded) size += high - low;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const GuessedValue distance = distances[i].at(middle);
      if (!(std::fabs(distance.value) <= 2 * size)) continue;
      if (rules_.children(nodes[i], {atom, box, {}})) return nodes[i];
    }
    return std::nullopt;
  });
}

std::optional<Proof> Tactics::by_factors(const Goal& goal, TermId term) {
  const auto factored = factored_form(rules_, term, goal.box);
  if (!factored || *factored == goal.atom.term) return std::nullopt;
  Proof node = leaf(Rule::multiply);
  node.terms = {terms_.number(1), *factored};
  const auto goals = rules_.children(node, goal);
  if (!goals) return std::nullopt;
  for (const Goal& child : *goals) {
    Proof interval = leaf(Rule::interval);
    if (rules_.children(interval, child)) {
      node.children.push_back(std::move(interval));
      continue;
    }
    auto proof = search(child);
    if (!proof) return std::nullopt;
    node.children.push_back(std::move(*proof));
  }
  return node;
}

}  // namespace rigor
