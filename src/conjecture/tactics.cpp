#include "conjecture/tactics.hpp"

#include <algorithm>
#include <cmath>

#include "conjecture/tactic_engine.hpp"

namespace rigor {
namespace {

constexpr int kBisectionBoxes = 300;

bool is_thin(const Side& side) {
  return side.lower && side.upper && *side.lower == *side.upper;
}

}  // namespace

// Shallow proofs first: a wrong slope leads deep.
std::optional<Proof> Tactics::run(const Goal& goal) {
  for (const int deepest : {6, 10, 14}) {
    deepest_ = deepest;
    visited_.clear();
    if (auto proof = prove(goal, 0)) return proof;
    if (steps_ <= 0) break;
  }
  return std::nullopt;
}

std::optional<Proof> Tactics::prove(const Goal& goal, int depth) {
  try {
    return prove_unguarded(goal, depth);
  } catch (const NormalFormLimit&) {
    return std::nullopt;
  }
}

std::optional<Proof> Tactics::prove_unguarded(const Goal& goal, int depth) {
  if (is_empty(goal.box)) return leaf(Rule::empty);
  if (--steps_ < 0 || depth > deepest_) return std::nullopt;
  if (options_.stop && options_.stop()) return std::nullopt;
  if (auto proof = attempt(leaf(Rule::interval), goal, depth)) return proof;
  const Relation relation = goal.atom.relation;
  if (relation == Relation::equal || relation == Relation::at_least) {
    if (auto proof = attempt(leaf(Rule::identity), goal, depth)) return proof;
  }
  if (relation != Relation::greater && relation != Relation::at_least) return std::nullopt;
  const TermId term = at_thin_sides(terms_, goal.atom.term, goal.box);
  const std::vector<std::size_t> free = free_variables(term, goal.box);
  if (free.empty()) return constant(goal, term, depth);
  const GuessedTerm guess(terms_, term);
  // With a condition it may fail elsewhere.
  if (!goal.given && seems_violated(guess, goal.box, free)) return std::nullopt;
  if (auto proof = attempt(leaf(Rule::positive), goal, depth)) return proof;
  const std::string key = key_of(goal);
  if (!visited_.insert(key).second) return std::nullopt;
  std::optional<Proof> proof = by_tactics(goal, term, free, depth);
  if (proof) visited_.erase(key);
  return proof;
}

std::optional<Proof> Tactics::by_tactics(const Goal& goal, TermId term,
                                         const std::vector<std::size_t>& free, int depth) {
  if (goal.given) {
    if (auto proof = by_zero(goal, free, depth)) return proof;
    // A number as a factor is likely for polynomials only.
    const bool numbers_first = is_polynomial(term);
    if (numbers_first) {
      if (auto proof = by_given(goal, depth)) return proof;
    }
    if (auto proof = by_shift(goal, free, depth)) return proof;
    if (!numbers_first) {
      if (auto proof = by_given(goal, depth)) return proof;
    }
    if (auto proof = by_simpler_form(goal, term, depth)) return proof;
    Goal without = goal;
    without.given.reset();
    return prove(without, depth + 1);
  }
  if (free.size() <= 4) {
    if (auto proof = by_faces(goal, free, depth)) return proof;
  }
  if (auto proof = by_simpler_form(goal, term, depth)) return proof;
  if (auto proof = by_cases(goal, depth)) return proof;
  if (auto proof = by_zero(goal, free, depth)) return proof;
  if (auto proof = by_exponential(goal, term, false, depth)) return proof;
  if (auto proof = by_factors(goal, term)) return proof;
  if (free.size() == 1) return one_variable(goal, term, free.front(), depth);
  return several_variables(goal, term, free, depth);
}

Proof Tactics::leaf(Rule rule, int bits) {
  Proof node;
  node.rule = rule;
  node.bits = bits;
  return node;
}

std::optional<Proof> Tactics::attempt(Proof node, const Goal& goal, int depth) {
  const auto goals = rules_.children(node, goal);
  if (!goals) return std::nullopt;
  for (const Goal& child : *goals) {
    std::optional<Proof> proof = prove(child, depth + 1);
    if (!proof) return std::nullopt;
    node.children.push_back(std::move(*proof));
  }
  return node;
}

std::optional<Proof> Tactics::multiply(const Goal& goal, TermId d, TermId n, int depth) {
  Proof node = leaf(Rule::multiply);
  node.terms = {d, n};
  return attempt(std::move(node), goal, depth);
}

std::optional<Proof> Tactics::search(const Goal& goal) {
  if (options_.search) return options_.search(goal);
  return prove_by_bisection(rules_, goal, kBisectionBoxes);
}

std::string Tactics::key_of(const Goal& goal) const {
  std::string key = std::to_string(goal.atom.term) + std::string(spelling(goal.atom.relation));
  if (goal.given) {
    key += ' ' + std::to_string(goal.given->term) + std::string(spelling(goal.given->relation));
  }
  for (const Side& side : goal.box) {
    key += side.lower_open ? " (" : " [";
    key += side.lower ? to_string(*side.lower) : "oo";
    key += ',';
    key += side.upper ? to_string(*side.upper) : "oo";
    key += side.upper_open ? ')' : ']';
  }
  return key;
}

std::vector<std::size_t> Tactics::free_variables(TermId term, const Box& box) const {
  std::vector<std::size_t> free = variables_of(terms_, term);
  std::erase_if(free, [&](std::size_t v) { return is_thin(box.at(v)); });
  return free;
}

std::optional<Proof> Tactics::constant(const Goal& goal, TermId term, int depth) {
  for (const int bits : {128, 512, 4096}) {
    if (auto proof = attempt(leaf(Rule::interval, bits), goal, depth)) return proof;
    if (bits == 128 && rules_.shown({term, Relation::less}, goal.box)) return std::nullopt;
  }
  if (term == goal.atom.term) return std::nullopt;
  const auto form = forms_.of(term);
  const TermId simple = form ? forms_.term_of(*form) : term;
  if (simple == goal.atom.term) return std::nullopt;
  return multiply(goal, terms_.number(1), simple, depth);
}

bool Tactics::seems_violated(const GuessedTerm& guess, const Box& box,
                             const std::vector<std::size_t>& free) const {
  bool violated = false;
  for_samples(box, free,
              free.size() == 1   ? 61
              : free.size() == 2 ? 13
                                 : 5,
              [&](std::span<const double> point) {
                if (!violated) violated = guess.at(point).seems_negative();
              });
  return violated;
}

std::optional<Proof> Tactics::by_simpler_form(const Goal& goal, TermId term, int depth) {
  const auto simpler = without_positive_factors(rules_, term, goal.box);
  if (!simpler || simpler->rest == goal.atom.term) return std::nullopt;
  if (auto proof = multiply(goal, simpler->factor, simpler->rest, depth)) return proof;
  return std::nullopt;
}

std::optional<Proof> Tactics::by_zero(const Goal& goal, const std::vector<std::size_t>& free,
                                      int depth) {
  for (const std::size_t v : free) {
    for (const TermId place : proposed_zeros(rules_, goal, v, free)) {
      if (auto proof = zero_at(goal, {{v, place}}, depth)) return proof;
    }
  }
  return std::nullopt;
}

std::optional<Proof> Tactics::zero_at(const Goal& goal, std::vector<VariableTerm> where,
                                      int depth) {
  Proof node = leaf(Rule::zero);
  node.where = std::move(where);
  node.order = 2;
  if (node.where.size() == 1) {
    node.order = order_of_zero(terms_, forms_, goal.atom.term, node.where.front());
    if (node.order == 0) return std::nullopt;
  }
  return attempt(std::move(node), goal, depth);
}

std::optional<Proof> Tactics::split_at(const Goal& goal, std::size_t v, const Rational& at,
                                       Owner owner, int depth) {
  Proof node = leaf(Rule::split);
  node.variable = v;
  node.at = at;
  node.owner = owner;
  return attempt(std::move(node), goal, depth);
}

void Tactics::add_candidates(const Goal& goal, TermId factor, TermId form, std::size_t v,
                             const std::vector<std::size_t>& free, std::vector<Candidate>& found) {
  const TermId slope = derivative(terms_, form, v);
  const auto normal = forms_.of(at_thin_sides(terms_, slope, goal.box));
  if (!normal || (normal->numerator.is_zero() && free.size() == 1)) return;
  const Side& side = goal.box.at(v);
  for (const End end : {End::lower, End::upper}) {
    const bool lower = end == End::lower;
    const bool finite = (lower ? side.lower : side.upper).has_value();
    if (!finite && free.size() > 1) continue;
    // From a finite lower end up, or from minus infinity up: the slope has to be >= 0.
    const Fraction wanted = lower ? *normal : Fraction{-normal->numerator, normal->denominator};
    const TermId s = forms_.term_of(wanted);
    const GuessedTerm guess(terms_, s);
    if (seems_violated(guess, goal.box, free)) continue;
    Candidate candidate{factor, form, leaf(finite ? Rule::slope : Rule::limit), 0};
    candidate.node.variable = v;
    candidate.node.end = end;
    candidate.node.terms = {s};
    // The derivative as it comes has guards that are known more often.
    if (form == goal.atom.term && !rules_.children(candidate.node, goal)) {
      candidate.node.terms = {lower ? slope : terms_.negate(slope)};
    }
    candidate.size = difficulty(forms_, wanted) + (finite ? 0 : 1);
    found.push_back(std::move(candidate));
  }
}

std::optional<Proof> Tactics::by_slopes(const Goal& goal, TermId term,
                                        const std::vector<std::size_t>& free, int depth) {
  std::vector<Candidate> found;
  for (const std::size_t v : free) {
    add_candidates(goal, terms_.number(1), term, v, free, found);
    if (free.size() > 3) continue;
    for (const Simplified& other : other_forms(rules_, term, goal.box, v)) {
      add_candidates(goal, other.factor, other.rest, v, free, found);
    }
  }
  // Slopes that grow lead nowhere.
  const auto own = forms_.of(term);
  const int here = own ? difficulty(forms_, *own) : 20;
  if (first_difficulty_ == 0) first_difficulty_ = here;
  const int most_difficult = std::min(here + 5, first_difficulty_ + 8);
  std::erase_if(found, [&](const Candidate& c) { return c.size > most_difficult; });
  std::stable_sort(found.begin(), found.end(),
                   [](const Candidate& a, const Candidate& b) { return a.size < b.size; });
  const std::size_t most = depth < 3 ? 4 : 2;
  for (std::size_t i = 0; i < std::min(found.size(), most); ++i) {
    Candidate& candidate = found[i];
    const bool same = candidate.factor == terms_.number(1) && term == goal.atom.term;
    if (same) {
      if (auto proof = attempt(std::move(candidate.node), goal, depth)) return proof;
      continue;
    }
    Proof outer = leaf(Rule::multiply);
    outer.terms = {candidate.factor, candidate.form};
    const auto goals = rules_.children(outer, goal);
    if (!goals) continue;
    auto factor = prove((*goals)[0], depth + 1);
    if (!factor) continue;
    auto inner = attempt(std::move(candidate.node), (*goals)[1], depth + 1);
    if (!inner) continue;
    outer.children.push_back(std::move(*factor));
    outer.children.push_back(std::move(*inner));
    return outer;
  }
  return std::nullopt;
}

std::optional<Proof> Tactics::one_variable(const Goal& goal, TermId term, std::size_t v,
                                           int depth) {
  const Side& side = goal.box.at(v);
  const Profile profile = profile_of(terms_, term, goal.box, v);
  std::optional<bool> closed_zero;  // vanishes at the lower (true), the upper end of the box
  for (const bool lower : {true, false}) {
    const auto& end = lower ? side.lower : side.upper;
    const bool open = lower ? side.lower_open : side.upper_open;
    if (end && !open && profile.vanishes_at(*end)) closed_zero = lower;
  }
  if (closed_zero && goal.atom.relation == Relation::greater) return std::nullopt;
  if (profile.is_clear) {
    if (auto proof = search(goal)) return proof;
  }
  if (auto proof = by_other_form(goal, term, v, depth)) return proof;
  if (auto proof = along_zeros(goal, {v})) return proof;
  if (auto proof = by_logarithm(goal, term, depth)) return proof;
  if (!closed_zero) {
    if (auto proof = by_conjugate(goal, term, depth)) return proof;
  }
  if (auto proof = by_slopes(goal, term, {v}, depth)) return proof;
  if (side.integer) return search(goal);
  if (auto proof = by_exponential(goal, term, true, depth)) return proof;
  if (closed_zero) {
    // A factor or a root vanishes there: the rest is an open side.
    const Rational end = *closed_zero ? *side.lower : *side.upper;
    if (has_factor_at(rules_, term, v, end)) {
      return split_at(goal, v, end, *closed_zero ? Owner::left : Owner::right, depth);
    }
  }
  // At exactly known zeros, then around them.
  for (const Rational& zero : profile.zeros) {
    if (side.lower && *side.lower >= zero) continue;
    if (side.upper && *side.upper <= zero) continue;
    if (goal.atom.relation == Relation::greater) return std::nullopt;
    return split_at(goal, v, zero, Owner::both, depth);
  }
  for (const Rational& at : profile.splits) {
    if ((side.lower && *side.lower >= at) || (side.upper && *side.upper <= at)) continue;
    return split_at(goal, v, at, Owner::both, depth);
  }
  return search(goal);
}

std::optional<Proof> prove_tight(AtomRules& rules, const Goal& goal, const TacticOptions& options) {
  Tactics tactics(rules, options);
  std::optional<Proof> proof = tactics.run(goal);
  if (options.spent != nullptr) *options.spent += options.steps - tactics.steps_left();
  return proof;
}

}  // namespace rigor
