// Tactics that lose nothing: faces of monotone and concave terms, logarithms, factors.
#include <algorithm>
#include <cmath>

#include "conjecture/tactic_engine.hpp"

namespace rigor {
namespace {

/// The box with sides a quarter wider at both ends, within `whole`. The side of the zero grows
/// only away from it, unless its order is even.
Box widened(const Box& box, const Box& whole, const VariableTerm& where, bool is_even,
            const Terms& terms) {
  Box result = box;
  const Term& place = terms[where.term];
  for (std::size_t v = 0; v < box.size(); ++v) {
    Side& side = result[v];
    if (!is_bounded(side) || side.integer || *side.lower == *side.upper) continue;
    const Rational step = (*side.upper - *side.lower) / 4;
    const bool is_free = v != where.variable || is_even;
    const bool has_number = place.op == Op::number;
    if (is_free || (has_number && *side.upper <= place.number)) {
      const auto& end = whole[v].lower;
      const bool is_far = !end || *end < *side.lower - step;
      side.lower = is_far ? Rational(*side.lower - step) : *end;
      side.lower_open = is_far ? false : whole[v].lower_open;
    }
    if (is_free || (has_number && *side.lower >= place.number)) {
      const auto& end = whole[v].upper;
      const bool is_far = !end || *end > *side.upper + step;
      side.upper = is_far ? Rational(*side.upper + step) : *end;
      side.upper_open = is_far ? false : whole[v].upper_open;
    }
  }
  return result;
}

}  // namespace

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
  const auto parts = exponentials_of(rules_, term, of_sums);
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
  if (!options_.cover || free.size() > 4 || covers_ >= kMostCovers) return std::nullopt;
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
      // Room for checkers whose enclosures are wider.
      const VariableTerm& where = nodes[i].where.front();
      const bool is_even = nodes[i].order % 2 == 0;
      if (!rules_.children(nodes[i], {atom, widened(box, goal.box, where, is_even, terms_), {}})) {
        continue;
      }
      if (rules_.children(nodes[i], {atom, box, {}})) return nodes[i];
    }
    return std::nullopt;
  });
}

std::optional<Proof> Tactics::by_angles(const Goal& goal, TermId term, int depth) {
  if (depth > 3) return std::nullopt;
  const auto expanded = by_single_angles(rules_, term);
  if (!expanded || *expanded == goal.atom.term) return std::nullopt;
  return multiply(goal, terms_.number(1), *expanded, depth);
}

std::optional<Proof> Tactics::split_at_zeros(const Goal& goal, const std::vector<std::size_t>& free,
                                             int depth) {
  for (const std::size_t v : free) {
    const Side& side = goal.box.at(v);
    if (side.integer) continue;
    for (const TermId place : proposed_zeros(rules_, goal, v, free)) {
      const Term p = terms_[place];
      if (p.op != Op::number || (side.lower && *side.lower >= p.number) ||
          (side.upper && *side.upper <= p.number)) {
        continue;
      }
      return split_at(goal, v, p.number, Owner::both, depth);
    }
  }
  return std::nullopt;
}

std::optional<Proof> Tactics::by_other_form(const Goal& goal, TermId term, std::size_t v,
                                            int depth) {
  for (const Simplified& form : other_forms(rules_, term, goal.box, v)) {
    if (!profile_of(terms_, form.rest, goal.box, v).is_clear) continue;
    Proof node = leaf(Rule::multiply);
    node.terms = {form.factor, form.rest};
    const auto goals = rules_.children(node, goal);
    if (!goals) continue;
    auto factor = prove((*goals)[0], depth + 1);
    if (!factor) continue;
    auto rest = search((*goals)[1]);
    if (!rest) continue;
    node.children = {std::move(*factor), std::move(*rest)};
    return node;
  }
  return std::nullopt;
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
