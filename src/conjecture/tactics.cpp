#include "conjecture/tactics.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "conjecture/tactic_parts.hpp"

namespace rigor {
namespace {

constexpr int kDeepest = 14;
constexpr int kBisectionBoxes = 300;

bool is_thin(const Side& side) {
  return side.lower && side.upper && *side.lower == *side.upper;
}

class Tactics {
 public:
  Tactics(AtomRules& rules, const TacticOptions& options)
      : rules_(rules),
        terms_(rules.terms()),
        forms_(rules.forms()),
        options_(options),
        steps_(options.steps) {}

  int steps_left() const { return steps_; }

  std::optional<Proof> prove(const Goal& goal, int depth) {
    try {
      return prove_unguarded(goal, depth);
    } catch (const NormalFormLimit&) {
      return std::nullopt;
    }
  }

 private:
  std::optional<Proof> prove_unguarded(const Goal& goal, int depth) {
    if (is_empty(goal.box)) return leaf(Rule::empty);
    if (--steps_ < 0 || depth > kDeepest) return std::nullopt;
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

  std::optional<Proof> by_tactics(const Goal& goal, TermId term,
                                  const std::vector<std::size_t>& free, int depth) {
    if (goal.given) {
      if (auto proof = by_zero(goal, free, depth)) return proof;
      if (auto proof = by_given(goal, depth)) return proof;
      Goal without = goal;
      without.given.reset();
      return prove(without, depth + 1);
    }
    if (auto proof = by_simpler_form(goal, term, depth)) return proof;
    if (auto proof = by_cases(goal, term, depth)) return proof;
    if (auto proof = by_zero(goal, free, depth)) return proof;
    if (free.size() == 1) return one_variable(goal, term, free.front(), depth);
    return several_variables(goal, term, free, depth);
  }

  static Proof leaf(Rule rule, int bits = 53) {
    Proof node;
    node.rule = rule;
    node.bits = bits;
    return node;
  }

  /// The node with proofs of its children, if its conditions hold and they are found.
  std::optional<Proof> attempt(Proof node, const Goal& goal, int depth) {
    const auto goals = rules_.children(node, goal);
    if (!goals) return std::nullopt;
    for (const Goal& child : *goals) {
      std::optional<Proof> proof = prove(child, depth + 1);
      if (!proof) return std::nullopt;
      node.children.push_back(std::move(*proof));
    }
    return node;
  }

  std::optional<Proof> multiply(const Goal& goal, TermId d, TermId n, int depth) {
    Proof node = leaf(Rule::multiply);
    node.terms = {d, n};
    return attempt(std::move(node), goal, depth);
  }

  std::optional<Proof> search(const Goal& goal) {
    if (options_.search) return options_.search(goal);
    return prove_by_bisection(rules_, goal, kBisectionBoxes);
  }

  std::string key_of(const Goal& goal) const {
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

  std::vector<std::size_t> free_variables(TermId term, const Box& box) const {
    std::vector<std::size_t> free = variables_of(terms_, term);
    std::erase_if(free, [&](std::size_t v) { return is_thin(box.at(v)); });
    return free;
  }

  // No variables: identities, or more bits.
  std::optional<Proof> constant(const Goal& goal, TermId term, int depth) {
    for (const int bits : {128, 512}) {
      if (auto proof = attempt(leaf(Rule::interval, bits), goal, depth)) return proof;
    }
    if (term == goal.atom.term) return std::nullopt;
    const auto form = forms_.of(term);
    const TermId simple = form ? forms_.term_of(*form) : term;
    if (simple == goal.atom.term) return std::nullopt;
    return multiply(goal, terms_.number(1), simple, depth);
  }

  bool seems_violated(const GuessedTerm& guess, const Box& box,
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

  // T = L W + R with a number L >= 0, for T and W linear in the variables, or with equal parts.
  std::optional<Proof> by_given(const Goal& goal, int depth) {
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

  // Without its positive factors and denominators.
  std::optional<Proof> by_simpler_form(const Goal& goal, TermId term, int depth) {
    const auto simpler = without_positive_factors(rules_, term, goal.box);
    if (!simpler || simpler->rest == goal.atom.term) return std::nullopt;
    if (auto proof = multiply(goal, simpler->factor, simpler->rest, depth)) return proof;
    return std::nullopt;
  }

  std::optional<Proof> by_cases(const Goal& goal, TermId /*term*/, int depth) {
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

  // Rule zero on the whole box, at proposed places.
  std::optional<Proof> by_zero(const Goal& goal, const std::vector<std::size_t>& free, int depth) {
    for (const std::size_t v : free) {
      for (const TermId place : proposed_zeros(rules_, goal, v, free)) {
        if (auto proof = zero_at(goal, {{v, place}}, depth)) return proof;
      }
    }
    return std::nullopt;
  }

  std::optional<Proof> zero_at(const Goal& goal, std::vector<VariableTerm> where, int depth) {
    Proof node = leaf(Rule::zero);
    node.where = std::move(where);
    node.order = 2;
    if (node.where.size() == 1) {
      node.order = order_of_zero(terms_, forms_, goal.atom.term, node.where.front());
      if (node.order == 0) return std::nullopt;
    }
    return attempt(std::move(node), goal, depth);
  }

  std::optional<Proof> split_at(const Goal& goal, std::size_t v, const Rational& at, Owner owner,
                                int depth) {
    Proof node = leaf(Rule::split);
    node.variable = v;
    node.at = at;
    node.owner = owner;
    return attempt(std::move(node), goal, depth);
  }

  // A slope that seems to have the right sign, of a form of the term.
  struct Candidate {
    TermId factor;
    TermId form;
    Proof node;
    int size;
  };

  void add_candidates(const Goal& goal, TermId factor, TermId form, std::size_t v,
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
      candidate.size = difficulty(forms_, wanted) + (finite ? 0 : 1);
      found.push_back(std::move(candidate));
    }
  }

  std::optional<Proof> by_slopes(const Goal& goal, TermId term,
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
    const int most_difficult = (own ? difficulty(forms_, *own) : 20) + 5;
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

  std::optional<Proof> one_variable(const Goal& goal, TermId term, std::size_t v, int depth) {
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
    if (!closed_zero) {
      if (auto proof = by_conjugate(goal, term, depth)) return proof;
    }
    if (auto proof = by_slopes(goal, term, {v}, depth)) return proof;
    if (side.integer) return search(goal);
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

  // T = A r + B with a square root r: times A r - B > 0 it is A^2 r^2 - B^2.
  std::optional<Proof> by_conjugate(const Goal& goal, TermId term, int depth) {
    const auto conjugate = conjugate_of(rules_, term, goal.box);
    if (!conjugate) return std::nullopt;
    return multiply(goal, conjugate->factor, conjugate->rest, depth);
  }

  std::optional<Proof> several_variables(const Goal& goal, TermId term,
                                         const std::vector<std::size_t>& free, int depth) {
    if (const auto squares = sum_of_squares(terms_, forms_, term)) {
      if (auto proof = multiply(goal, terms_.number(1), *squares, depth)) return proof;
    }
    if (auto proof = by_logarithm(goal, term, depth)) return proof;
    if (auto proof = without_root_faces(goal, term, free, depth)) return proof;
    if (auto proof = by_conjugate(goal, term, depth)) return proof;
    if (auto proof = by_slopes(goal, term, free, depth)) return proof;
    if (auto proof = by_order(goal, term, free, depth)) return proof;
    if (depth == 0 || visited_.size() < 4) {
      if (auto proof = around_zeros(goal, term, free, depth)) return proof;
    }
    return search(goal);
  }

  // With a root, closed sides that end at 0 are opened there.
  std::optional<Proof> without_root_faces(const Goal& goal, TermId term,
                                          const std::vector<std::size_t>& free, int depth) {
    for (const std::size_t v : free) {
      const Side& side = goal.box.at(v);
      if (!side.lower || *side.lower != 0 || side.lower_open || side.integer) continue;
      if (!has_factor_at(rules_, term, v, Rational(1))) continue;
      return split_at(goal, v, Rational(0), Owner::left, depth);
    }
    return std::nullopt;
  }

  // T = log A - R: through log it is A - exp(R).
  std::optional<Proof> by_logarithm(const Goal& goal, TermId term, int depth) {
    const auto parts = logarithm_of(rules_, term);
    if (!parts) return std::nullopt;
    Proof node = leaf(Rule::through);
    node.function = Op::log;
    node.terms = {parts->first, parts->second, terms_.subtract(parts->first, parts->second)};
    return attempt(std::move(node), goal, depth);
  }

  bool is_polynomial(TermId term) const {
    const std::vector<TermId> parts = subterms(terms_, std::span(&term, 1));
    return std::all_of(parts.begin(), parts.end(), [&](TermId id) {
      const Op op = terms_[id].op;
      return op != Op::root && op < Op::exp;
    });
  }

  std::optional<Proof> by_order(const Goal& goal, TermId term, const std::vector<std::size_t>& free,
                                int depth) {
    if (free.size() > 4 || orders_ >= 3) return std::nullopt;
    for (std::size_t i = 0; i < free.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const std::size_t v = free[j];
        const std::size_t w = free[i];
        const bool bounded = goal.box.at(v).lower && goal.box.at(w).lower;
        if (!bounded && is_polynomial(term)) continue;
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

  // A proposed zero inside: the rule zero on boxes around it, the search on the rest.
  std::optional<Proof> around_zeros(const Goal& goal, TermId term,
                                    const std::vector<std::size_t>& free, int depth) {
    if (free.size() > 6) return std::nullopt;
    const auto zero = proposed_zero_point(terms_, forms_, term, goal.box, free);
    if (!zero) return std::nullopt;
    std::vector<VariableTerm> where;
    for (std::size_t i = 0; i < free.size(); ++i) {
      where.push_back({free[i], terms_.number((*zero)[i])});
    }
    for (const Rational& radius :
         {Rational(8), Rational(2), Rational(1), Rational(1, 2), Rational(1, 4), Rational(1, 8),
          Rational(1, 16), Rational(1, 64)}) {
      Goal near = goal;
      for (std::size_t i = 0; i < free.size(); ++i) {
        Side& side = near.box[free[i]];
        const Rational low = (*zero)[i] - radius;
        const Rational high = (*zero)[i] + radius;
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
    (void)depth;
    return std::nullopt;
  }

  // Splits side by side until only the inner box is left, which `inner` proves.
  std::optional<Proof> cut_out(const Goal& goal, const Box& inside, Proof inner, std::size_t v) {
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

  AtomRules& rules_;
  Terms& terms_;
  NormalForms& forms_;
  const TacticOptions& options_;
  int steps_;
  int orders_ = 0;
  std::set<std::string> visited_;
};

}  // namespace

std::optional<Proof> prove_tight(AtomRules& rules, const Goal& goal, const TacticOptions& options) {
  Tactics tactics(rules, options);
  std::optional<Proof> proof = tactics.prove(goal, 0);
  if (options.spent != nullptr) *options.spent += options.steps - tactics.steps_left();
  return proof;
}

}  // namespace rigor
