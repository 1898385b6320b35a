// Tactics for several variables, conditions and cases.
#include <algorithm>
#include <cmath>
#include <limits>

#include "conjecture/tactic_engine.hpp"

namespace rigor {

std::optional<Proof> Tactics::by_given(const Goal& goal, int depth) {
  const Relation r = goal.given->relation;
  if (r == Relation::equal || r == Relation::not_equal) return std::nullopt;
  const bool negative = r == Relation::less || r == Relation::at_most;
  const TermId w = negative ? terms_.negate(goal.given->term) : goal.given->term;
  for (const Rational& l : {Rational(1), Rational(2), Rational(1, 2), Rational(3), Rational(4)}) {
    const TermId factor = terms_.number(l);
    const auto rest = forms_.of(terms_.subtract(goal.atom.term, terms_.multiply(factor, w)));
    if (!rest) continue;
    Proof node = leaf(Rule::combine);
    node.terms = {factor, forms_.term_of(*rest)};
    if (auto proof = attempt(std::move(node), goal, depth)) return proof;
  }
  return std::nullopt;
}

std::optional<Proof> Tactics::by_cases(const Goal& goal, int depth) {
  for (const TermId id : subterms(terms_, std::span(&goal.atom.term, 1))) {
    const Term t = terms_[id];
    if (t.op != Op::abs && t.op != Op::min && t.op != Op::max) continue;
    Proof node = leaf(Rule::cases);
    const TermId other = t.op == Op::abs ? terms_.negate(t.a) : t.b;
    node.terms = {id, replace_subterm(terms_, goal.atom.term, id, t.a),
                  replace_subterm(terms_, goal.atom.term, id, other)};
    if (auto proof = attempt(std::move(node), goal, depth)) return proof;
    return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Proof> Tactics::by_conjugate(const Goal& goal, TermId term, int depth) {
  const auto conjugate = conjugate_of(rules_, term, goal.box);
  if (!conjugate) return std::nullopt;
  return multiply(goal, conjugate->factor, conjugate->rest, depth);
}

std::optional<Proof> Tactics::several_variables(const Goal& goal, TermId term,
                                                const std::vector<std::size_t>& free, int depth) {
  if (const auto squares = sum_of_squares(terms_, forms_, term)) {
    if (auto proof = multiply(goal, terms_.number(1), *squares, depth)) return proof;
  }
  if (auto proof = by_logarithm(goal, term, depth)) return proof;
  if (auto proof = by_angles(goal, term, depth)) return proof;
  if (auto proof = without_root_faces(goal, term, free, depth)) return proof;
  if (auto proof = by_conjugate(goal, term, depth)) return proof;
  if (auto proof = along_zeros(goal, free)) return proof;
  if (auto proof = by_slopes(goal, term, free, depth)) return proof;
  if (auto proof = split_at_zeros(goal, free, depth)) return proof;
  if (auto proof = by_order(goal, term, free, depth)) return proof;
  if (depth == 0 || visited_.size() < 4) {
    if (auto proof = around_zeros(goal, term, free)) return proof;
  }
  if (depth < 3) {
    if (auto proof = by_exponential(goal, term, true, depth)) return proof;
  }
  return search(goal);
}

std::optional<Proof> Tactics::without_root_faces(const Goal& goal, TermId term,
                                                 const std::vector<std::size_t>& free, int depth) {
  for (const std::size_t v : free) {
    const Side& side = goal.box.at(v);
    if (!side.lower || *side.lower != 0 || side.lower_open || side.integer) continue;
    if (!has_factor_at(rules_, term, v, Rational(1))) continue;
    return split_at(goal, v, Rational(0), Owner::left, depth);
  }
  return std::nullopt;
}

std::optional<Proof> Tactics::by_logarithm(const Goal& goal, TermId term, int depth) {
  const auto parts = logarithm_of(rules_, term);
  if (!parts) return std::nullopt;
  Proof node = leaf(Rule::through);
  node.function = Op::log;
  node.terms = {parts->first, parts->second, terms_.subtract(parts->first, parts->second)};
  return attempt(std::move(node), goal, depth);
}

bool Tactics::is_polynomial(TermId term) const {
  const std::vector<TermId> parts = subterms(terms_, std::span(&term, 1));
  return std::all_of(parts.begin(), parts.end(), [&](TermId id) {
    const Op op = terms_[id].op;
    return op != Op::root && op < Op::exp;
  });
}

bool Tactics::is_symmetric(TermId term, std::size_t v, std::size_t w, const Box& box,
                           const std::vector<std::size_t>& free) {
  const TermId x = terms_.variable(v);
  const TermId y = terms_.variable(w);
  const TermId other = terms_.variable(box.size());
  TermId swapped = substitute(terms_, term, v, other);
  swapped = substitute(terms_, substitute(terms_, swapped, w, x), box.size(), y);
  const GuessedTerm own(terms_, term);
  const GuessedTerm difference(terms_, terms_.subtract(term, swapped));
  const GuessedTerm on_diagonal(terms_, substitute(terms_, term, v, y));
  bool is_same = true;
  long double most = 0;
  long double least = std::numeric_limits<long double>::infinity();
  for_samples(box, free, free.size() < 3 ? 7 : 3, [&](std::span<const double> point) {
    const GuessedValue value = difference.at(point);
    if (value.seems_negative() || value.seems_positive()) is_same = false;
    most = std::max(most, std::fabs(own.at(point).value));
    least = std::min(least, std::fabs(on_diagonal.at(point).value));
  });
  return is_same || least <= 1e-5L * most;
}

std::optional<Proof> Tactics::by_order(const Goal& goal, TermId term,
                                       const std::vector<std::size_t>& free, int depth) {
  if (free.size() > 4 || orders_ >= 3) return std::nullopt;
  for (std::size_t i = 0; i < free.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const std::size_t v = free[j];
      const std::size_t w = free[i];
      const bool bounded = goal.box.at(v).lower && goal.box.at(w).lower;
      if (!bounded && is_polynomial(term)) continue;
      if (!is_polynomial(term) && !is_symmetric(term, v, w, goal.box, free)) continue;
      const TermId sum = terms_.add(terms_.variable(v), terms_.variable(w));
      Proof node = leaf(Rule::order);
      node.variable = v;
      node.other = w;
      bool made = true;
      for (const std::size_t high : {v, w}) {
        const auto form = forms_.of(substitute(terms_, term, high, sum));
        if (!form) {
          made = false;
          break;
        }
        node.terms.push_back(forms_.term_of(*form));
      }
      if (!made) continue;
      ++orders_;
      auto proof = attempt(std::move(node), goal, depth);
      --orders_;
      if (proof) return proof;
      if (depth > 2) return std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<Proof> Tactics::around_zeros(const Goal& goal, TermId term,
                                           const std::vector<std::size_t>& free) {
  if (free.size() > 6) return std::nullopt;
  const auto zero = proposed_zero_point(terms_, forms_, term, goal.box, free);
  if (!zero) return std::nullopt;
  std::vector<VariableTerm> where;
  std::vector<Rational> middle;
  for (std::size_t i = 0; i < free.size(); ++i) {
    where.push_back({free[i], (*zero)[i]});
    const auto value = static_cast<double>(GuessedTerm(terms_, (*zero)[i]).at({}).value);
    middle.push_back(terms_[(*zero)[i]].op == Op::number
                         ? terms_[(*zero)[i]].number
                         : to_rational(std::ldexp(std::nearbyint(std::ldexp(value, 12)), -12)));
  }
  for (const Rational& radius :
       {Rational(8), Rational(2), Rational(1), Rational(1, 2), Rational(1, 4), Rational(1, 8),
        Rational(1, 16), Rational(1, 64)}) {
    Goal near = goal;
    for (std::size_t i = 0; i < free.size(); ++i) {
      Side& side = near.box[free[i]];
      const Rational low = middle[i] - radius;
      const Rational high = middle[i] + radius;
      if (!side.lower || *side.lower < low) side.lower = low, side.lower_open = false;
      if (!side.upper || *side.upper > high) side.upper = high, side.upper_open = false;
    }
    if (is_empty(near.box)) return std::nullopt;
    Proof node = leaf(Rule::zero);
    node.order = 2;
    node.where = where;
    if (!rules_.children(node, near)) continue;
    return cut_out(goal, near.box, std::move(node), 0);
  }
  return std::nullopt;
}

std::optional<Proof> Tactics::cut_out(const Goal& goal, const Box& inside, Proof inner,
                                      std::size_t v) {
  if (v == goal.box.size()) return inner;
  for (const bool lower : {true, false}) {
    const auto& cut = lower ? inside[v].lower : inside[v].upper;
    const auto& end = lower ? goal.box[v].lower : goal.box[v].upper;
    if (!cut || (end && *end == *cut)) continue;
    Proof node = leaf(Rule::split);
    node.variable = v;
    node.at = *cut;
    const auto goals = rules_.children(node, goal);
    if (!goals) return std::nullopt;
    auto outer = search((*goals)[lower ? 0 : 1]);
    if (!outer) return std::nullopt;
    auto rest = cut_out((*goals)[lower ? 1 : 0], inside, std::move(inner), v);
    if (!rest) return std::nullopt;
    node.children.push_back(lower ? std::move(*outer) : std::move(*rest));
    node.children.push_back(lower ? std::move(*rest) : std::move(*outer));
    return node;
  }
  return cut_out(goal, inside, std::move(inner), v + 1);
}

}  // namespace rigor
