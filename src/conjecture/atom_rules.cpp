#include "conjecture/atom_rules.hpp"

#include <algorithm>
#include <unordered_map>

#include "conjecture/following.hpp"
#include "conjecture/leaf_rules.hpp"

namespace rigor {
namespace {

constexpr Precision kGuardPrecision{128};

template <IntervalNumber I>
bool proves_by_range(const Terms& terms, const Atom& atom, const Box& box, Precision precision) {
  EnclosedBox<I> sides(precision);
  sides.enter(box);
  LeafRules<I> rules(terms, atom.term, box.size(), precision);
  rules.enter(sides, false);
  return rules.prove_by_interval(atom.relation);
}

Box with_side(Box box, std::size_t variable, const Side& side) {
  box[variable] = side;
  return box;
}

}  // namespace

TermId replace_subterm(Terms& terms, TermId term, TermId part, TermId by) {
  std::unordered_map<TermId, TermId> image;
  for (const TermId id : subterms(terms, std::span(&term, 1))) {
    if (id == part) {
      image[id] = by;
      continue;
    }
    const Term node = terms[id];
    const int operands = operand_count(node.op);
    const TermId a = operands >= 1 ? image.at(node.a) : 0;
    const TermId b = operands == 2 ? image.at(node.b) : 0;
    const bool same = (operands < 1 || a == node.a) && (operands < 2 || b == node.b);
    image[id] = same ? id : terms.rebuild(node, a, b);
  }
  return image.at(term);
}

TermId at_thin_sides(Terms& terms, TermId term, const Box& box) {
  for (const std::size_t v : variables_of(terms, term)) {
    const Side& side = box.at(v);
    if (side.lower && side.upper && *side.lower == *side.upper) {
      term = substitute(terms, term, v, terms.number(*side.lower));
    }
  }
  return term;
}

bool AtomRules::identical(TermId a, TermId b, const Box& box) {
  return forms_.identical(at_thin_sides(terms_, a, box), at_thin_sides(terms_, b, box));
}

bool AtomRules::shown(const Atom& atom, const Box& box) {
  if (is_empty(box)) return true;
  return proves_by_range<Interval>(terms_, atom, box, Precision{53}) ||
         proves_by_range<BigInterval>(terms_, atom, box, kGuardPrecision);
}

// The guards of introduced terms hold on the box, by ranges or because they are guards of `beside`,
// which is defined wherever the goal matters.
bool AtomRules::are_defined(std::vector<TermId> introduced, const Box& box, TermId beside) {
  const std::vector<Atom> known = guards_of(terms_, std::span(&beside, 1));
  const std::vector<Atom> wanted = guards_of(terms_, introduced);
  return std::all_of(wanted.begin(), wanted.end(), [&](const Atom& guard) {
    return std::any_of(known.begin(), known.end(),
                       [&](const Atom& other) { return implies(terms_, other, guard); }) ||
           is_known(guard, box) || shown(guard, box);
  });
}

// Proved on a box that contains this one; an integer side has real points here that are not in it.
bool AtomRules::is_known(const Atom& guard, const Box& box) {
  if (known_box_.size() != box.size()) return false;
  for (std::size_t v = 0; v < box.size(); ++v) {
    if (!depends_on(terms_, guard.term, v)) continue;
    const Side& outer = known_box_[v];
    const Side& inner = box[v];
    if (outer.integer && !inner.integer) return false;
    if (outer.lower && (!inner.lower || *inner.lower < *outer.lower ||
                        (*inner.lower == *outer.lower && outer.lower_open && !inner.lower_open))) {
      return false;
    }
    if (outer.upper && (!inner.upper || *inner.upper > *outer.upper ||
                        (*inner.upper == *outer.upper && outer.upper_open && !inner.upper_open))) {
      return false;
    }
  }
  return std::any_of(known_.begin(), known_.end(),
                     [&](const Atom& other) { return implies(terms_, other, guard); });
}

bool AtomRules::is_continuous(TermId term, const Box& box) {
  const std::vector<Atom> guards = guards_of(terms_, std::span(&term, 1));
  if (!std::all_of(guards.begin(), guards.end(),
                   [&](const Atom& guard) { return is_known(guard, box) || shown(guard, box); })) {
    return false;
  }
  EnclosedBox<BigInterval> sides(kGuardPrecision);
  sides.enter(box);
  LeafRules<BigInterval> rules(terms_, term, variables_, kGuardPrecision);
  rules.enter(sides, false);
  return rules.program().has_no_jumps(rules.workspace(), 0);
}

std::optional<std::vector<Goal>> AtomRules::children(const Proof& node, const Goal& goal) {
  if (node.rule == Rule::empty) {
    if (is_empty(goal.box)) return std::vector<Goal>();
    return std::nullopt;
  }
  if (is_empty(goal.box)) return std::nullopt;
  switch (node.rule) {
    case Rule::interval:
    case Rule::mean:
    case Rule::taylor:
      return leaf(node, goal);
    case Rule::face:
      return face(node, goal);
    case Rule::ends:
      return ends(node, goal);
    case Rule::split:
      return split(node, goal);
    case Rule::multiply:
      return multiply(node, goal);
    case Rule::combine:
      return combine(node, goal);
    case Rule::slope:
      return slope(node, goal);
    case Rule::limit:
      return limit(node, goal);
    case Rule::order:
      return order(node, goal);
    case Rule::shift:
      return shift(node, goal);
    case Rule::cases:
      return cases(node, goal);
    case Rule::through:
      return through(node, goal);
    case Rule::positive:
      if (prove_positive(terms_, forms_, goal)) return std::vector<Goal>();
      return std::nullopt;
    case Rule::zero:
      if (prove_zero(terms_, forms_, variables_, node, goal)) return std::vector<Goal>();
      return std::nullopt;
    case Rule::identity:
      if ((goal.atom.relation == Relation::equal || goal.atom.relation == Relation::at_least) &&
          forms_.is_zero(at_thin_sides(terms_, goal.atom.term, goal.box))) {
        return std::vector<Goal>();
      }
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

bool AtomRules::proves(const Proof& proof, const Goal& goal) {
  const Goals goals = children(proof, goal);
  if (!goals || goals->size() != proof.children.size()) return false;
  for (std::size_t i = 0; i < goals->size(); ++i) {
    if (!proves(proof.children[i], (*goals)[i])) return false;
  }
  return true;
}

namespace {

// One of the rules of LeafRules, on doubles at 53 bits.
template <class Result, class Use>
Result with_leaf_rules(const Terms& terms, const Goal& goal, int bits, const Use& use) {
  const Precision precision{bits};
  if (bits <= 53) {
    EnclosedBox<Interval> sides(precision);
    sides.enter(goal.box);
    LeafRules<Interval> rules(terms, goal.atom.term, goal.box.size(), precision);
    rules.enter(sides, false);
    return use(rules);
  }
  EnclosedBox<BigInterval> sides(precision);
  sides.enter(goal.box);
  LeafRules<BigInterval> rules(terms, goal.atom.term, goal.box.size(), precision);
  rules.enter(sides, false);
  return use(rules);
}

}  // namespace

AtomRules::Goals AtomRules::leaf(const Proof& node, const Goal& goal) {
  const Relation relation = goal.atom.relation;
  const bool proved = with_leaf_rules<bool>(terms_, goal, node.bits, [&](auto& rules) {
    if (node.rule == Rule::interval) return rules.prove_by_interval(relation);
    if (node.rule == Rule::mean) return rules.prove_by_mean_value(relation);
    return rules.prove_by_taylor(relation);
  });
  if (!proved) return std::nullopt;
  return std::vector<Goal>();
}

// What is given of a point holds for its projection along the variable only if it doesn't depend on
// that variable.
std::optional<Atom> AtomRules::given_without(const Goal& goal, std::size_t variable) const {
  if (goal.given && depends_on(terms_, goal.given->term, variable)) return std::nullopt;
  return goal.given;
}

AtomRules::Goals AtomRules::face(const Proof& node, const Goal& goal) {
  const auto left = with_leaf_rules<std::optional<Relation>>(
      terms_, goal, node.bits,
      [&](auto& rules) { return rules.prove_face(goal.atom.relation, node.variable, node.end); });
  if (!left) return std::nullopt;
  return std::vector<Goal>{{{goal.atom.term, *left},
                            face_of(goal.box, node.variable, node.end),
                            given_without(goal, node.variable)}};
}

AtomRules::Goals AtomRules::ends(const Proof& node, const Goal& goal) {
  using Pair = std::optional<std::pair<Relation, Relation>>;
  const auto left = with_leaf_rules<Pair>(terms_, goal, node.bits, [&](auto& rules) {
    return rules.prove_ends(goal.atom.relation, node.variable);
  });
  if (!left) return std::nullopt;
  return std::vector<Goal>{{{goal.atom.term, left->first},
                            face_of(goal.box, node.variable, End::lower),
                            given_without(goal, node.variable)},
                           {{goal.atom.term, left->second},
                            face_of(goal.box, node.variable, End::upper),
                            given_without(goal, node.variable)}};
}

AtomRules::Goals AtomRules::split(const Proof& node, const Goal& goal) {
  const Side& side = goal.box.at(node.variable);
  if ((side.lower && node.at < *side.lower) || (side.upper && node.at > *side.upper)) {
    return std::nullopt;
  }
  const auto [left, right] = rigor::split(side, node.at, node.owner);
  return std::vector<Goal>{{goal.atom, with_side(goal.box, node.variable, left), goal.given},
                           {goal.atom, with_side(goal.box, node.variable, right), goal.given}};
}

}  // namespace rigor
