#include "conjecture/alternatives.hpp"

#include <algorithm>

namespace rigor {
namespace {

constexpr std::size_t kMostAlternatives = 1000;

bool holds(const Rational& value, Relation relation) {
  switch (relation) {
    case Relation::greater:
      return value > 0;
    case Relation::at_least:
      return value >= 0;
    case Relation::equal:
      return value == 0;
    case Relation::not_equal:
      return value != 0;
    case Relation::less:
      return value < 0;
    case Relation::at_most:
      return value <= 0;
  }
  return false;
}

}  // namespace

std::size_t Formulas::intern(FormulaNode node) {
  const auto [place, is_new] = places_.try_emplace(
      {node.connective, node.atom.term, node.atom.relation, node.parts}, nodes_.size());
  if (is_new) nodes_.push_back(std::move(node));
  return place->second;
}

std::size_t Formulas::join(Connective connective, std::vector<std::size_t> parts) {
  if (parts.size() == 1) return parts.front();
  return intern({connective, {}, std::move(parts)});
}

std::optional<bool> Formulas::decided(const Terms& terms, std::size_t node) const {
  const FormulaNode& formula = nodes_[node];
  if (formula.connective == Connective::atom) {
    const Term& term = terms[formula.atom.term];
    if (term.op != Op::number) return std::nullopt;
    return holds(term.number, formula.atom.relation);
  }
  const bool deciding = formula.connective == Connective::either;
  bool all_known = true;
  for (const std::size_t part : formula.parts) {
    const std::optional<bool> truth = decided(terms, part);
    if (truth == deciding) return deciding;
    all_known = all_known && truth.has_value();
  }
  return all_known ? std::optional<bool>(!deciding) : std::nullopt;
}

std::size_t Formulas::negated(Terms& terms, std::size_t node) {
  const FormulaNode formula = nodes_[node];
  if (formula.connective == Connective::atom) {
    const TermId term = formula.atom.term;
    const Term difference = terms[term];
    const auto minus = [&] {
      return difference.op == Op::subtract ? terms.subtract(difference.b, difference.a)
                                           : terms.negate(term);
    };
    switch (formula.atom.relation) {
      case Relation::greater:
        return atom(minus(), Relation::at_least);
      case Relation::at_least:
        return atom(minus(), Relation::greater);
      case Relation::equal:
        return atom(term, Relation::not_equal);
      case Relation::not_equal:
        return atom(term, Relation::equal);
      case Relation::less:
        return atom(term, Relation::at_least);
      case Relation::at_most:
        return atom(term, Relation::greater);
    }
  }
  std::vector<std::size_t> parts;
  for (const std::size_t part : formula.parts) parts.push_back(negated(terms, part));
  const bool is_and = formula.connective == Connective::both;
  return join(is_and ? Connective::either : Connective::both, std::move(parts));
}

std::size_t Formulas::demanded(Terms& terms, std::size_t node) {
  if (decided(terms, node) == true) return always();
  const FormulaNode formula = nodes_[node];
  if (formula.connective != Connective::atom) {
    std::vector<std::size_t> parts;
    for (const std::size_t part : formula.parts) parts.push_back(demanded(terms, part));
    // "Or" of nothing is undefined everywhere: 0/0 = 0.
    const TermId zero = terms.number(0);
    if (parts.empty() && formula.connective == Connective::either) {
      return atom(terms.divide(zero, zero), Relation::equal);
    }
    return join(formula.connective, std::move(parts));
  }
  const TermId term = formula.atom.term;
  const TermId zero = terms.number(0);
  const auto only_at_zero = [&](TermId x) {
    return terms.multiply(zero, terms.root(terms.negate(terms.power(x, 2)), 2));
  };
  switch (formula.atom.relation) {
    case Relation::greater:
      return atom(terms.multiply(zero, terms.apply(Op::log, term)), Relation::equal);
    case Relation::less:
      return atom(terms.multiply(zero, terms.apply(Op::log, terms.negate(term))), Relation::equal);
    case Relation::at_least:
      return atom(terms.multiply(zero, terms.root(term, 2)), Relation::equal);
    case Relation::at_most:
      return atom(terms.multiply(zero, terms.root(terms.negate(term), 2)), Relation::equal);
    case Relation::not_equal:
      return atom(terms.divide(zero, term), Relation::equal);
    case Relation::equal:
      return atom(only_at_zero(term), Relation::equal);
  }
  return node;
}

std::size_t Formulas::replace(std::size_t node, const std::function<TermId(TermId)>& by) {
  const FormulaNode formula = nodes_[node];
  if (formula.connective == Connective::atom) {
    return atom(by(formula.atom.term), formula.atom.relation);
  }
  std::vector<std::size_t> parts;
  for (const std::size_t part : formula.parts) parts.push_back(replace(part, by));
  return join(formula.connective, std::move(parts));
}

namespace {

bool may_end_or_jump(Op op) {
  return op == Op::floor || op == Op::ceil || op == Op::sign || op == Op::root || op == Op::asin ||
         op == Op::acos;
}

}  // namespace

std::size_t Formulas::interior(const Terms& terms, std::size_t node,
                               const std::function<bool(TermId)>& moves) {
  const FormulaNode formula = nodes_[node];
  if (formula.connective == Connective::atom) {
    const auto [term, relation] = formula.atom;
    if (!moves(term)) return node;
    // Where the term jumps, or is defined on one side only, a strict condition is no open set.
    for (const TermId id : subterms(terms, std::span(&term, 1))) {
      if (may_end_or_jump(terms[id].op) && moves(id)) return never();
    }
    if (relation != Relation::equal && relation != Relation::at_least) return node;
    return relation == Relation::equal ? never() : atom(term, Relation::greater);
  }
  std::vector<std::size_t> parts;
  for (const std::size_t part : formula.parts) parts.push_back(interior(terms, part, moves));
  return join(formula.connective, std::move(parts));
}

std::optional<Path> merged(const Path& x, const Path& y) {
  if (x.empty()) return y;
  if (y.empty()) return x;
  Path result;
  auto i = x.begin();
  auto j = y.begin();
  while (i != x.end() || j != y.end()) {
    if (j == y.end() || (i != x.end() && i->first < j->first)) {
      result.push_back(*i++);
    } else if (i == x.end() || j->first < i->first) {
      result.push_back(*j++);
    } else {
      if (i->second != j->second) return std::nullopt;
      result.push_back(*i++);
      ++j;
    }
  }
  return result;
}

std::size_t Choices::choice(const std::vector<std::size_t>& conditions,
                            std::optional<std::size_t> complete) {
  const Choice made{conditions, complete};
  const auto [place, is_new] = places_.try_emplace(made, choices_.size());
  if (is_new) choices_.push_back(made);
  return place->second;
}

Alternatives Choices::guarded(const Alternatives& values, std::size_t condition) {
  const Path path{{choice({condition}, condition), 0}};
  Alternatives result;
  for (const Alternative& value : values) {
    result.push_back({*merged(value.path, path), value.term});
  }
  return result;
}

Alternatives Choices::combine(std::span<const Alternatives> operands,
                              const std::function<TermId(std::span<const TermId>)>& f) const {
  std::vector<std::pair<Path, std::vector<TermId>>> partial{{{}, {}}};
  for (const Alternatives& operand : operands) {
    std::vector<std::pair<Path, std::vector<TermId>>> next;
    for (const auto& [path, terms] : partial) {
      for (const Alternative& value : operand) {
        std::optional<Path> both = merged(path, value.path);
        if (!both) continue;
        next.emplace_back(*std::move(both), terms);
        next.back().second.push_back(value.term);
        if (next.size() > kMostAlternatives) throw TooManyAlternatives();
      }
    }
    partial = std::move(next);
  }
  Alternatives result;
  for (auto& [path, terms] : partial) result.push_back({std::move(path), f(terms)});
  return result;
}

std::size_t Choices::formula(const Alternatives& values,
                             const std::function<std::size_t(TermId)>& f) {
  if (values.empty()) return formulas_.never();
  // A choice on which all depend, or the one on which most do: of nested ones, the outermost.
  std::map<std::size_t, std::size_t> uses;
  for (const Alternative& value : values) {
    for (const auto& [choice, branch] : value.path) ++uses[choice];
  }
  const auto most = std::max_element(
      uses.begin(), uses.end(), [](const auto& x, const auto& y) { return x.second < y.second; });
  if (most == uses.end()) return f(values.front().term);
  const std::size_t top = most->first;
  const auto [conditions, complete] = choices_[top];
  std::vector<std::size_t> parts;
  if (complete) parts.push_back(formulas_.demanded(terms_, *complete));
  for (std::size_t branch = 0; branch < conditions.size(); ++branch) {
    Alternatives inside;
    for (const Alternative& value : values) {
      Alternative rest{{}, value.term};
      bool fits = true;
      for (const auto& step : value.path) {
        if (step.first != top) rest.path.push_back(step);
        fits = fits && (step.first != top || step.second == branch);
      }
      if (fits) inside.push_back(std::move(rest));
    }
    const std::size_t there = formula(inside, f);
    if (formulas_.decided(terms_, there) == true) continue;
    const std::size_t fails = formulas_.negated(terms_, conditions[branch]);
    std::vector<std::size_t> clause;
    for (const std::size_t part : {fails, there}) {
      if (formulas_[part].connective == Connective::either) {
        clause.insert(clause.end(), formulas_[part].parts.begin(), formulas_[part].parts.end());
      } else {
        clause.push_back(part);
      }
    }
    parts.push_back(formulas_.join(Connective::either, std::move(clause)));
  }
  return formulas_.join(Connective::both, std::move(parts));
}

Alternatives Choices::replace(const Alternatives& values, const std::function<TermId(TermId)>& by) {
  return mapped(
      values, [&](std::size_t node) { return formulas_.replace(node, by); }, by, true);
}

Alternatives Choices::interior(const Alternatives& values,
                               const std::function<bool(TermId)>& moves) {
  return mapped(
      values, [&](std::size_t node) { return formulas_.interior(terms_, node, moves); },
      [](TermId id) { return id; }, false);
}

// `stays_complete`: the new conditions hold where the old description says, with its terms mapped.
Alternatives Choices::mapped(const Alternatives& values,
                             const std::function<std::size_t(std::size_t)>& condition,
                             const std::function<TermId(TermId)>& by, bool stays_complete) {
  Alternatives result;
  for (const Alternative& value : values) {
    std::optional<Path> path = Path();
    for (const auto& [old, branch] : value.path) {
      const auto [nodes, complete] = choices_[old];
      std::vector<std::size_t> branches;
      for (const std::size_t node : nodes) branches.push_back(condition(node));
      std::optional<std::size_t> all;
      if (!stays_complete && branches != nodes) {
        all = formulas_.join(Connective::either, branches);
      } else if (complete) {
        all = condition(*complete);
      }
      if (path) path = merged(*path, {{choice(branches, all), branch}});
    }
    if (path) result.push_back({*std::move(path), by(value.term)});
  }
  return result;
}

}  // namespace rigor
