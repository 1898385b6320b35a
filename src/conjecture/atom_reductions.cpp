// Rules that reduce an atom to others: products, slopes, limits, cases.
#include <algorithm>

#include "conjecture/atom_rules.hpp"
#include "conjecture/leaf_rules.hpp"

namespace rigor {
namespace {

bool is_order(Relation relation) {
  return relation == Relation::greater || relation == Relation::at_least;
}

Relation weak(Relation relation) {
  return relation == Relation::greater ? Relation::at_least : relation;
}

Box with_side(Box box, std::size_t variable, const Side& side) {
  box[variable] = side;
  return box;
}

Side real(Side side) {
  side.integer = false;
  return side;
}

Side open(Side side) {
  side.lower_open = side.lower.has_value();
  side.upper_open = side.upper.has_value();
  side.integer = false;
  return side;
}

bool is_increasing(Op op) {
  return op == Op::exp || op == Op::log || op == Op::sinh || op == Op::tanh || op == Op::atan ||
         op == Op::erf || op == Op::asin;
}

}  // namespace

// T D = N with D > 0: T and N have the same sign.
AtomRules::Goals AtomRules::multiply(const Proof& node, const Goal& goal) {
  const TermId t = goal.atom.term;
  const TermId d = node.terms.at(0);
  const TermId n = node.terms.at(1);
  if (!identical(terms_.multiply(t, d), n, goal.box)) return std::nullopt;
  if (!are_defined({d, n}, goal.box, t)) return std::nullopt;
  return std::vector<Goal>{{{d, Relation::greater}, goal.box, goal.given},
                           {{n, goal.atom.relation}, goal.box, goal.given}};
}

// T = L W + R with L >= 0, and W >= 0 where the given atom holds.
AtomRules::Goals AtomRules::combine(const Proof& node, const Goal& goal) {
  if (!goal.given || !is_order(goal.atom.relation)) return std::nullopt;
  if (goal.given->relation == Relation::not_equal || goal.given->relation == Relation::equal) {
    return std::nullopt;
  }
  const Relation given = goal.given->relation;
  const bool negative = given == Relation::less || given == Relation::at_most;
  const TermId w = negative ? terms_.negate(goal.given->term) : goal.given->term;
  const TermId l = node.terms.at(0);
  const TermId r = node.terms.at(1);
  if (!identical(goal.atom.term, terms_.add(terms_.multiply(l, w), r), goal.box))
    return std::nullopt;
  if (!are_defined({l, r}, goal.box, goal.atom.term)) return std::nullopt;
  return std::vector<Goal>{{{l, Relation::at_least}, goal.box, {}},
                           {{r, goal.atom.relation}, goal.box, {}}};
}

// T(x) = T(face) + the integral of the slope; > at an open end needs a slope > 0.
AtomRules::Goals AtomRules::slope(const Proof& node, const Goal& goal) {
  const std::size_t v = node.variable;
  const Side& side = goal.box.at(v);
  const bool lower = node.end == End::lower;
  if (!is_order(goal.atom.relation) || !(lower ? side.lower : side.upper)) return std::nullopt;
  const bool is_open = lower ? side.lower_open : side.upper_open;
  const TermId t = goal.atom.term;
  const TermId s = node.terms.at(0);
  const TermId d = derivative(terms_, t, v);
  if (!identical(lower ? d : terms_.negate(d), s, goal.box)) return std::nullopt;
  Side closed = real(side);
  (lower ? closed.lower_open : closed.upper_open) = false;
  if (!is_continuous(t, with_side(goal.box, v, closed))) return std::nullopt;
  if (!are_defined({s}, with_side(goal.box, v, open(side)), t)) return std::nullopt;
  const bool strict = is_open && goal.atom.relation == Relation::greater;
  return std::vector<Goal>{{{t, is_open ? weak(goal.atom.relation) : goal.atom.relation},
                            face_of(goal.box, v, node.end),
                            given_without(goal, v)},
                           {{s, strict ? Relation::greater : Relation::at_least},
                            with_side(goal.box, v, real(side)),
                            {}}};
}

// T(x) = T(infinity) + the integral of the slope from x on.
AtomRules::Goals AtomRules::limit(const Proof& node, const Goal& goal) {
  const std::size_t v = node.variable;
  const Side& side = goal.box.at(v);
  const bool lower = node.end == End::lower;
  if (!is_order(goal.atom.relation) || (lower ? side.lower : side.upper)) return std::nullopt;
  const TermId t = goal.atom.term;
  if (variables_of(terms_, t) != std::vector<std::size_t>{v}) return std::nullopt;
  const TermId s = node.terms.at(0);
  const TermId d = derivative(terms_, t, v);
  if (!identical(lower ? d : terms_.negate(d), s, goal.box)) return std::nullopt;
  if (!is_continuous(t, with_side(goal.box, v, real(side)))) return std::nullopt;
  if (!are_defined({s}, with_side(goal.box, v, open(side)), t)) return std::nullopt;
  const std::optional<TermId> end = limit_at_infinity(terms_, forms_, t, v, node.end);
  if (!end) return std::nullopt;
  if (!forms_.is_zero(*end) && !shown({*end, Relation::at_least}, goal.box)) {
    return std::nullopt;
  }
  return std::vector<Goal>{{{s, goal.atom.relation}, with_side(goal.box, v, real(side)), {}}};
}

// The points with x_V >= x_W are those with x_V = x_W + t, t >= 0; the others likewise.
AtomRules::Goals AtomRules::order(const Proof& node, const Goal& goal) {
  const std::size_t v = node.variable;
  const std::size_t w = node.other;
  if (v == w || goal.given) return std::nullopt;
  const TermId sum = terms_.add(terms_.variable(v), terms_.variable(w));
  std::vector<Goal> goals;
  for (const bool first : {true, false}) {
    const std::size_t high = first ? v : w;
    const std::size_t low = first ? w : v;
    const TermId t = node.terms.at(first ? 0 : 1);
    Side difference;
    difference.lower = 0;
    const std::optional<Rational>& top = goal.box.at(high).upper;
    const std::optional<Rational>& bottom = goal.box.at(low).lower;
    if (top && bottom) difference.upper = *top - *bottom;
    Box box = with_side(goal.box, high, difference);
    box[low].integer = false;
    if (!identical(t, substitute(terms_, goal.atom.term, high, sum), box)) return std::nullopt;
    // Not beside the goal's term: there the variables have other values.
    if (!is_empty(box) && !are_defined({t}, box, terms_.number(0))) return std::nullopt;
    goals.push_back({{t, goal.atom.relation}, std::move(box), {}});
  }
  return goals;
}

// Given x_V >= P (or <= P, or = P): x_V = P + t (or P - t) with 0 <= t <= C.
AtomRules::Goals AtomRules::shift(const Proof& node, const Goal& goal) {
  const std::size_t v = node.variable;
  const TermId p = node.terms.at(0);
  const TermId t = node.terms.at(1);
  if (!goal.given || goal.given->relation == Relation::not_equal || depends_on(terms_, p, v)) {
    return std::nullopt;
  }
  const Relation relation = goal.given->relation;
  const bool down = relation == Relation::less || relation == Relation::at_most;
  const TermId w = down ? terms_.negate(goal.given->term) : goal.given->term;
  const bool lower = node.end == End::lower;
  const TermId x = terms_.variable(v);
  const TermId gap = lower ? terms_.subtract(x, p) : terms_.subtract(p, x);
  const bool is_equation = relation == Relation::equal;
  if (!forms_.identical(w, gap) && !(is_equation && forms_.identical(w, terms_.negate(gap)))) {
    return std::nullopt;
  }
  if (!are_defined({p}, goal.box, terms_.number(0))) return std::nullopt;
  Side side;
  side.lower = 0;
  side.lower_open = relation == Relation::less || relation == Relation::greater;
  if (!node.solution_box.empty()) side.upper = node.solution_box.front();
  if (is_equation) {
    if (side.upper != Rational(0)) return std::nullopt;
  } else if (side.upper) {
    const auto& far = lower ? goal.box.at(v).upper : goal.box.at(v).lower;
    if (!far) return std::nullopt;
    const TermId end = terms_.number(*far);
    const TermId reach = lower ? terms_.subtract(end, p) : terms_.subtract(p, end);
    const TermId rest = terms_.subtract(terms_.number(*side.upper), reach);
    if (!shown({rest, Relation::at_least}, goal.box)) return std::nullopt;
  }
  Box box = with_side(goal.box, v, side);
  if (!is_empty(box)) {
    const TermId moved = lower ? terms_.add(p, x) : terms_.subtract(p, x);
    if (!identical(t, substitute(terms_, goal.atom.term, v, moved), box)) return std::nullopt;
    if (!are_defined({t}, box, terms_.number(0))) return std::nullopt;
  }
  return std::vector<Goal>{{{t, goal.atom.relation}, std::move(box), {}}};
}

AtomRules::Goals AtomRules::cases(const Proof& node, const Goal& goal) {
  const TermId t = goal.atom.term;
  const TermId m = node.terms.at(0);
  const std::vector<TermId> parts = subterms(terms_, std::span(&t, 1));
  if (!std::binary_search(parts.begin(), parts.end(), m)) return std::nullopt;
  const Term choice = terms_[m];
  if (choice.op != Op::abs && choice.op != Op::min && choice.op != Op::max) return std::nullopt;
  const TermId other = choice.op == Op::abs ? terms_.negate(choice.a) : choice.b;
  const TermId a = node.terms.at(1);
  const TermId b = node.terms.at(2);
  if (!identical(a, replace_subterm(terms_, t, m, choice.a), goal.box) ||
      !identical(b, replace_subterm(terms_, t, m, other), goal.box)) {
    return std::nullopt;
  }
  if (!are_defined({a, b}, goal.box, t)) return std::nullopt;
  return std::vector<Goal>{{{a, goal.atom.relation}, goal.box, goal.given},
                           {{b, goal.atom.relation}, goal.box, goal.given}};
}

AtomRules::Goals AtomRules::through(const Proof& node, const Goal& goal) {
  if (!is_increasing(node.function)) return std::nullopt;
  const TermId a = node.terms.at(0);
  const TermId b = node.terms.at(1);
  const TermId n = node.terms.at(2);
  const TermId fa = terms_.apply(node.function, a);
  const TermId fb = terms_.apply(node.function, b);
  if (!identical(goal.atom.term, terms_.subtract(fa, fb), goal.box) ||
      !identical(n, terms_.subtract(a, b), goal.box)) {
    return std::nullopt;
  }
  if (!are_defined({fa, fb, n}, goal.box, goal.atom.term)) return std::nullopt;
  return std::vector<Goal>{{{n, goal.atom.relation}, goal.box, goal.given}};
}

}  // namespace rigor
