// Rule `zero`: terms that vanish on a face of the form x = P to an order.
#include <algorithm>

#include "conjecture/atom_rules.hpp"
#include "conjecture/following.hpp"
#include "conjecture/leaf_rules.hpp"

namespace rigor {
namespace {

constexpr Precision kPrecision{128};

struct Hull {
  Ranges<BigInterval> sides;
  bool excludes_point = false;  ///< no point of the box lies on x = P
};

bool shown(const Terms& terms, const Atom& atom, const Box& box) {
  EnclosedBox<BigInterval> sides(kPrecision);
  sides.enter(box);
  LeafRules<BigInterval> rules(terms, atom.term, box.size(), kPrecision);
  rules.enter(sides, false);
  return rules.prove_by_interval(atom.relation);
}

// The box whose sides V are hulled with the ranges of P; nullopt if a P isn't shown to be defined.
std::optional<Hull> hull_of_box(Terms& terms, const std::vector<VariableTerm>& where,
                                const Box& box) {
  Hull hull;
  hull.sides = enclose_box<BigInterval>(box, kPrecision);
  for (const VariableTerm& equation : where) {
    const std::vector<Atom> guards = guards_of(terms, std::span(&equation.term, 1));
    if (!std::all_of(guards.begin(), guards.end(),
                     [&](const Atom& guard) { return shown(terms, guard, box); })) {
      return std::nullopt;
    }
    const Term& p = terms[equation.term];
    if (p.op == Op::number && !contains(box.at(equation.variable), p.number)) {
      hull.excludes_point = true;
    }
    EnclosedBox<BigInterval> sides(kPrecision);
    sides.enter(box);
    LeafRules<BigInterval> rules(terms, equation.term, box.size(), kPrecision);
    rules.enter(sides, false);
    BigInterval& side = hull.sides.sides.at(equation.variable);
    side = rigor::hull(side, rules.range());
    hull.sides.excludes_zero.at(equation.variable) = 0;
  }
  return hull;
}

// The subterms that depend on one of the variables are infinitely often differentiable on the box.
bool is_smooth_in(const Terms& terms, TermId term, const std::vector<VariableTerm>& where,
                  const TermProgram<BigInterval>& program,
                  const TermProgram<BigInterval>::Workspace& work) {
  for (const TermId id : subterms(terms, std::span(&term, 1))) {
    const Term& t = terms[id];
    const bool depends = std::any_of(where.begin(), where.end(), [&](const VariableTerm& w) {
      return depends_on(terms, id, w.variable);
    });
    if (!depends) continue;
    const auto range = [&](TermId part) -> const BigInterval& { return program.range(work, part); };
    switch (t.op) {
      case Op::abs:
      case Op::sign:
        if (!certainly(range(t.a) > 0) && !certainly(range(t.a) < 0)) return false;
        break;
      case Op::min:
      case Op::max:
        if (!certainly(range(t.a) < range(t.b)) && !certainly(range(t.b) < range(t.a))) {
          return false;
        }
        break;
      case Op::root:
        if (!certainly(range(t.a) > 0) &&
            !(certainly(range(t.a) >= 0) && program.is_nonzero(work, t.a))) {
          return false;
        }
        break;
      case Op::asin:
      case Op::acos:
        if (!certainly(range(t.a) < 1) || !certainly(range(t.a) > -1)) return false;
        break;
      case Op::floor:
      case Op::ceil:
        return false;
      default:
        break;
    }
  }
  return true;
}

// All pivots of the symmetric matrix are positive.
bool is_positive_definite(std::vector<std::vector<BigInterval>> a) {
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (!certainly(a[k][k] > 0)) return false;
    for (std::size_t i = k + 1; i < a.size(); ++i) {
      for (std::size_t j = k + 1; j <= i; ++j) a[i][j] -= a[i][k] * a[j][k] / a[k][k];
    }
  }
  return true;
}

bool vanishes_at(Terms& terms, NormalForms& forms, TermId term,
                 const std::vector<VariableTerm>& where) {
  for (const VariableTerm& equation : where) {
    term = substitute(terms, term, equation.variable, equation.term);
  }
  return forms.is_zero(term);
}

// +1: V >= P on the box, -1: V <= P, 0: not known. `strict`: V != P as well.
struct Position {
  int sign = 0;
  bool strict = false;
  bool both = false;  ///< V = P on the box
};

Position position(Terms& terms, NormalForms& forms, const VariableTerm& equation,
                  const Goal& goal) {
  const TermId difference = terms.subtract(terms.variable(equation.variable), equation.term);
  if (shown(terms, {difference, Relation::greater}, goal.box)) return {1, true, false};
  if (shown(terms, {difference, Relation::less}, goal.box)) return {-1, true, false};
  const Term& p = terms[equation.term];
  const Side& side = goal.box.at(equation.variable);
  if (p.op == Op::number) {
    if (side.lower && side.upper && *side.lower == p.number && *side.upper == p.number) {
      return {1, false, true};
    }
    if (side.lower && *side.lower >= p.number) return {1, !contains(side, p.number), false};
    if (side.upper && *side.upper <= p.number) return {-1, !contains(side, p.number), false};
  }
  if (goal.given) {
    for (const int sign : {1, -1}) {
      const TermId u = sign > 0 ? goal.given->term : terms.negate(goal.given->term);
      if (!forms.identical(u, difference)) continue;
      const Relation r = goal.given->relation;
      const bool up = r == Relation::greater || r == Relation::at_least;
      const bool down = r == Relation::less || r == Relation::at_most;
      if (up || down) {
        return {up ? sign : -sign, r == Relation::greater || r == Relation::less, false};
      }
    }
  }
  if (shown(terms, {difference, Relation::at_least}, goal.box)) return {1, false, false};
  if (shown(terms, {difference, Relation::at_most}, goal.box)) return {-1, false, false};
  return {};
}

}  // namespace

bool prove_zero(Terms& terms, NormalForms& forms, std::size_t variables, const Proof& node,
                const Goal& goal) {
  const Relation relation = goal.atom.relation;
  if (relation != Relation::greater && relation != Relation::at_least) return false;
  if (node.where.empty() || node.order < 1 || node.order > 40) return false;
  const TermId term = goal.atom.term;
  for (const VariableTerm& equation : node.where) {
    for (const VariableTerm& other : node.where) {
      if (depends_on(terms, other.term, equation.variable)) return false;
      if (&other != &equation && other.variable == equation.variable) return false;
    }
  }
  const std::optional<Hull> hull = hull_of_box(terms, node.where, goal.box);
  if (!hull) return false;
  const TermProgram<BigInterval> program(terms, std::span(&term, 1), variables, kPrecision);
  auto work = program.workspace();
  program.evaluate(hull->sides, work);
  if (!program.is_defined(work, 0) || !is_smooth_in(terms, term, node.where, program, work)) {
    return false;
  }
  if (!vanishes_at(terms, forms, term, node.where)) return false;
  if (node.where.size() > 1) {
    if (node.order != 2 || (relation == Relation::greater && !hull->excludes_point)) return false;
    for (const VariableTerm& equation : node.where) {
      const TermId slope = derivative(terms, term, equation.variable);
      if (!vanishes_at(terms, forms, slope, node.where)) return false;
    }
    program.differentiate(0, work);
    program.differentiate_twice(0, work);
    std::vector<std::vector<BigInterval>> hessian;
    for (const VariableTerm& row : node.where) {
      hessian.emplace_back();
      for (const VariableTerm& column : node.where) {
        hessian.back().push_back(program.second_partial(work, 0, row.variable, column.variable));
      }
    }
    return is_positive_definite(std::move(hessian));
  }
  const VariableTerm& equation = node.where.front();
  TermId slope = term;
  for (int j = 1; j < node.order; ++j) {
    slope = derivative(terms, slope, equation.variable);
    if (!vanishes_at(terms, forms, slope, node.where)) return false;
  }
  // The derivative of that order, up to a positive factor, in the ways of both re-checkers: by
  // automatic differentiation up to the second; beyond, by a series and from its own term.
  std::vector<BigInterval> leading;
  if (node.order <= 2) {
    program.differentiate(0, work);
    if (node.order == 2) program.differentiate_twice(0, work);
    leading.push_back(node.order == 1
                          ? program.partial(work, 0, equation.variable)
                          : program.second_partial(work, 0, equation.variable, equation.variable));
  } else {
    leading.push_back(program.series(0, equation.variable, node.order, hull->sides)
                          .at(static_cast<std::size_t>(node.order)));
    slope = derivative(terms, slope, equation.variable);
    const TermProgram<BigInterval> last(terms, std::span(&slope, 1), variables, kPrecision);
    auto last_work = last.workspace();
    last.evaluate(hull->sides, last_work);
    leading.push_back(last.root_range(last_work, 0));
  }
  const bool strict = relation == Relation::greater;
  const auto all = [&](const auto& holds) {
    return std::all_of(leading.begin(), leading.end(), holds);
  };
  const bool positive =
      all([&](const BigInterval& d) { return strict ? certainly(d > 0) : certainly(d >= 0); });
  const bool negative =
      all([&](const BigInterval& d) { return strict ? certainly(d < 0) : certainly(d <= 0); });
  if (!positive && !negative) return false;
  if (node.order % 2 == 0 && !positive) return false;
  if (node.order % 2 == 0 && !strict) return true;
  const Position where = position(terms, forms, equation, goal);
  if (strict && !where.strict) return false;
  if (node.order % 2 == 0) return true;
  return where.both || (positive && where.sign > 0) || (negative && where.sign < 0);
}

}  // namespace rigor
