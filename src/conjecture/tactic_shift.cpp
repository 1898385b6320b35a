// Conditions on one variable, x >= P or x <= P, by a new variable.
#include <algorithm>
#include <cmath>

#include "conjecture/affine.hpp"
#include "conjecture/tactic_engine.hpp"

namespace rigor {
namespace {

constexpr int kDeepest = 3;

}  // namespace

std::optional<Proof> Tactics::by_shift(const Goal& goal, const std::vector<std::size_t>& free,
                                       int depth) {
  if (depth > kDeepest || goal.given->relation == Relation::not_equal) return std::nullopt;
  const Relation r = goal.given->relation;
  const bool down = r == Relation::less || r == Relation::at_most;
  const TermId w = down ? terms_.negate(goal.given->term) : goal.given->term;
  for (const std::size_t v : free) {
    const TermId x = terms_.variable(v);
    const TermId slope = derivative(terms_, w, v);
    for (const End end : {End::lower, End::upper}) {
      const bool lower = end == End::lower;
      if (!forms_.identical(slope, terms_.number(lower ? 1 : -1))) continue;
      const auto place = forms_.of(lower ? terms_.subtract(x, w) : terms_.add(x, w));
      if (!place) continue;
      if (auto proof = shifted(goal, v, end, forms_.term_of(*place), depth)) return proof;
    }
  }
  return std::nullopt;
}

std::optional<Proof> Tactics::shifted(const Goal& goal, std::size_t v, End end, TermId p,
                                      int depth) {
  const bool lower = end == End::lower;
  const TermId x = terms_.variable(v);
  const TermId moved = lower ? terms_.add(p, x) : terms_.subtract(p, x);
  const auto form = forms_.of(substitute(terms_, goal.atom.term, v, moved));
  if (!form) return std::nullopt;
  Proof node = leaf(Rule::shift);
  node.variable = v;
  node.end = end;
  node.terms = {p, forms_.term_of(*form)};
  if (goal.given->relation == Relation::equal) {
    node.solution_box = {Rational(0)};
    return attempt(std::move(node), goal, depth);
  }
  const auto& far = lower ? goal.box.at(v).upper : goal.box.at(v).lower;
  if (!far) return attempt(std::move(node), goal, depth);
  const TermId number = terms_.number(*far);
  const TermId reach = lower ? terms_.subtract(number, p) : terms_.subtract(p, number);
  for (const std::optional<Rational>& length : proposed_lengths(goal, reach)) {
    node.solution_box.clear();
    if (length) node.solution_box = {*length};
    if (rules_.children(node, goal)) return attempt(std::move(node), goal, depth);
  }
  return std::nullopt;
}

/// Upper bounds: exactly, where that is affine; a little above the greatest value; none.
std::vector<std::optional<Rational>> Tactics::proposed_lengths(const Goal& goal,
                                                               TermId reach) const {
  std::vector<std::optional<Rational>> result;
  if (const auto form = affine_form(terms_, reach)) {
    Rational most = form->constant;
    bool is_bounded = true;
    for (const auto& [w, factor] : form->coefficients) {
      const auto& end = factor > 0 ? goal.box.at(w).upper : goal.box.at(w).lower;
      is_bounded = is_bounded && end.has_value();
      if (end) most += factor * *end;
    }
    if (is_bounded) result.insert(result.end(), {most, most + abs(most) / 1048576});
  } else {
    const GuessedTerm guess(terms_, reach);
    double most = -1;
    for_samples(goal.box, variables_of(terms_, reach), 17, [&](std::span<const double> point) {
      most = std::fmax(most, static_cast<double>(guess.at(point).value));
    });
    if (most >= 0 && most < 1e6) {
      result.emplace_back(Rational(static_cast<std::int64_t>(std::ceil(most * 1.01 * 64)), 64));
    }
  }
  result.emplace_back();
  return result;
}

}  // namespace rigor
