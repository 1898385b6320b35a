#include "conjecture/rewritings.hpp"

#include <algorithm>
#include <functional>

#include "conjecture/atom_rules.hpp"
#include "conjecture/following.hpp"
#include "function/trigonometric.hpp"
#include "number/big_interval.hpp"
#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

/// The formula with its atoms' terms replaced.
ClosedFormula with_terms(ClosedFormula formula, const std::function<TermId(TermId)>& change) {
  for (FormulaNode& node : formula.nodes) {
    if (node.connective == Connective::atom) node.atom.term = change(node.atom.term);
  }
  return formula;
}

std::vector<TermId> atom_terms(const ClosedFormula& formula) {
  std::vector<TermId> roots;
  for (const FormulaNode& node : formula.nodes) {
    if (node.connective == Connective::atom) roots.push_back(node.atom.term);
  }
  return roots;
}

bool is_variable(const Terms& terms, TermId id, std::size_t v) {
  return terms[id].op == Op::variable && terms[id].index == v;
}

struct Linear {
  TermId slope = 0;
  TermId rest = 0;
  TermId zero = 0;
};

/// t = c v + r: c, r and -r/c, which is undefined where c is 0.
std::optional<Linear> solved_for(Terms& terms, NormalForms& forms, TermId t, std::size_t v) {
  // What is undefined somewhere would be lost.
  if (!depends_on(terms, t, v) || !guards_of(terms, std::span(&t, 1)).empty()) {
    return std::nullopt;
  }
  const auto slope = forms.of(derivative(terms, t, v));
  if (!slope || slope->numerator.is_zero()) return std::nullopt;
  Linear result;
  result.slope = forms.term_of(*slope);
  const auto rest = forms.of(terms.subtract(t, terms.multiply(result.slope, terms.variable(v))));
  if (!rest) return std::nullopt;
  result.rest = forms.term_of(*rest);
  if (depends_on(terms, result.slope, v) || depends_on(terms, result.rest, v)) {
    return std::nullopt;
  }
  if (const auto number = slope->constant()) {
    const auto value = forms.of(terms.divide(result.rest, terms.number(-*number)));
    if (!value) return std::nullopt;
    result.zero = forms.term_of(*value);
  } else {
    result.zero = terms.divide(terms.negate(result.rest), result.slope);
  }
  return result;
}

/// Without the variable, which doesn't occur.
ClosedFormula without_variable(Terms& terms, ClosedFormula formula, std::size_t v) {
  const std::size_t count = formula.variables.size();
  formula.variables.erase(formula.variables.begin() + static_cast<std::ptrdiff_t>(v));
  return with_terms(std::move(formula), [&](TermId term) {
    for (std::size_t w = v + 1; w < count; ++w) {
      term = substitute(terms, term, w, terms.variable(w - 1));
    }
    return term;
  });
}

std::optional<ClosedFormula> eliminated(Terms& terms, NormalForms& forms,
                                        const ClosedFormula& formula) {
  const FormulaNode& root = formula.nodes.back();
  if (root.connective != Connective::either || formula.variables.size() < 2) return std::nullopt;
  for (const std::size_t part : root.parts) {
    const FormulaNode& node = formula.nodes[part];
    if (node.connective != Connective::atom || node.atom.relation != Relation::not_equal) continue;
    for (std::size_t v = formula.variables.size(); v-- > 0;) {
      const Side& side = formula.variables[v].range;
      if (side.integer) continue;
      const auto found = solved_for(terms, forms, node.atom.term, v);
      if (!found) continue;
      const TermId value = found->zero;
      ClosedFormula result =
          with_terms(formula, [&](TermId term) { return substitute(terms, term, v, value); });
      FormulaNode top = result.nodes.back();
      std::erase(top.parts, part);
      result.nodes.pop_back();
      const auto add = [&](FormulaNode more) {
        result.nodes.push_back(std::move(more));
        return result.nodes.size() - 1;
      };
      const auto atom = [&](TermId term, Relation relation) {
        FormulaNode leaf;
        leaf.atom = {term, relation};
        return add(std::move(leaf));
      };
      const auto outside = [&](TermId below, bool is_open) {
        top.parts.push_back(atom(below, is_open ? Relation::at_least : Relation::greater));
      };
      if (side.lower) outside(terms.subtract(terms.number(*side.lower), value), side.lower_open);
      if (side.upper) outside(terms.subtract(value, terms.number(*side.upper)), side.upper_open);
      AtomRules rules(terms, forms, formula.variables.size());
      Box box;
      for (const QuantifiedVariable& variable : formula.variables) box.push_back(variable.range);
      if (!rules.shown({found->slope, Relation::not_equal}, box)) {
        // No solution.
        FormulaNode both;
        both.connective = Connective::both;
        both.parts = {atom(found->slope, Relation::equal), atom(found->rest, Relation::not_equal)};
        top.parts.push_back(add(std::move(both)));
      }
      if (top.parts.size() < 2) return std::nullopt;
      result.nodes.push_back(std::move(top));
      return without_variable(terms, std::move(result), v);
    }
  }
  return std::nullopt;
}

std::optional<ClosedFormula> with_reciprocal(Terms& terms, const ClosedFormula& formula) {
  if (formula.variables.size() != 1) return std::nullopt;
  const Side& side = formula.variables.front().range;
  if (side.integer || side.upper || !side.lower || *side.lower < 0) return std::nullopt;
  if (*side.lower == 0 && !side.lower_open) return std::nullopt;
  const std::vector<TermId> roots = atom_terms(formula);
  const std::vector<TermId> parts = subterms(terms, roots);
  const auto is_quotient = [&](TermId id) {
    const Term& t = terms[id];
    return t.op == Op::divide && is_variable(terms, t.b, 0) && !depends_on(terms, t.a, 0);
  };
  const bool is_inside = std::any_of(parts.begin(), parts.end(), [&](TermId id) {
    if (terms[id].op < Op::exp || terms[id].op > Op::erfc) return false;
    const std::vector<TermId> inner = subterms(terms, std::span(&id, 1));
    return std::any_of(inner.begin(), inner.end(), is_quotient);
  });
  if (!is_inside) return std::nullopt;
  const TermId u = terms.variable(0);
  const TermId reciprocal = terms.divide(terms.number(1), u);
  // c/v becomes c u, through another variable: u must not be replaced again.
  const TermId other = terms.variable(1);
  ClosedFormula result = with_terms(formula, [&](TermId term) {
    for (const TermId id : parts) {
      if (!is_quotient(id)) continue;
      const Term quotient = terms[id];
      term = replace_subterm(terms, term, id, terms.multiply(quotient.a, other));
    }
    return substitute(terms, substitute(terms, term, 0, reciprocal), 1, u);
  });
  Side range;
  range.lower = 0;
  range.lower_open = true;
  if (*side.lower > 0) {
    range.upper = 1 / *side.lower;
    range.upper_open = side.lower_open;
  }
  result.variables.front().range = range;
  return result;
}

/// A side of few bits that covers the angles.
Side covering(const BigInterval& angles) {
  const Rational scale = Integer(1) << 28;
  Side side;
  side.lower = Rational(floor_of(lower_rational(angles) * scale)) / scale;
  side.upper = -Rational(floor_of(-upper_rational(angles) * scale)) / scale;
  return side;
}

std::optional<ClosedFormula> with_angle(Terms& terms, NormalForms& forms,
                                        const ClosedFormula& formula) {
  const std::vector<TermId> roots = atom_terms(formula);
  const std::vector<TermId> parts = subterms(terms, roots);
  for (const TermId inverse : parts) {
    const Op op = terms[inverse].op;
    if ((op != Op::asin && op != Op::acos) || terms[terms[inverse].a].op != Op::variable) continue;
    const std::size_t v = terms[terms[inverse].a].index;
    const Side side = formula.variables.at(v).range;
    if (!is_bounded(side) || *side.lower < -1 || *side.upper > 1 || side.integer) continue;
    const bool is_sine = op == Op::asin;
    const TermId x = terms.variable(v);
    const TermId angle = terms.variable(formula.variables.size());  // becomes v
    const TermId value = terms.apply(is_sine ? Op::sin : Op::cos, angle);
    const TermId other = terms.apply(is_sine ? Op::cos : Op::sin, angle);
    const TermId right_angle = terms.divide(terms.pi(), terms.number(2));
    const TermId one = terms.number(1);
    const TermId square = terms.subtract(one, terms.power(x, 2));
    const auto ratio = [&](TermId a, TermId b) -> std::optional<Rational> {
      const auto quotient = forms.of(terms.divide(a, b));
      const auto c = quotient ? quotient->constant() : std::nullopt;
      return c && *c > 0 ? c : std::nullopt;
    };
    ClosedFormula result = with_terms(formula, [&](TermId term) {
      for (const TermId id : parts) {
        const Term t = terms[id];
        if ((t.op == Op::asin || t.op == Op::acos) && t.a == x) {
          const TermId by = t.op == op ? angle : terms.subtract(right_angle, angle);
          term = replace_subterm(terms, term, id, by);
        }
        if (t.op != Op::root || t.index != 2) continue;
        if (!guards_of(terms, std::span(&t.a, 1)).empty()) continue;
        if (const auto c = ratio(t.a, square)) {
          const TermId by = terms.multiply(terms.root(terms.number(*c), 2), other);
          term = replace_subterm(terms, term, id, by);
        } else if (is_sine) {
          continue;
        } else if (const auto d = ratio(t.a, terms.subtract(one, x))) {
          const TermId half = terms.apply(Op::sin, terms.divide(angle, terms.number(2)));
          const TermId by = terms.multiply(terms.root(terms.number(2 * *d), 2), half);
          term = replace_subterm(terms, term, id, by);
        }
      }
      term = substitute(terms, term, v, value);
      return substitute(terms, term, formula.variables.size(), x);
    });
    const Precision precision{128};
    const BigInterval sines = hull(enclose<BigInterval>(*side.lower, precision),
                                   enclose<BigInterval>(*side.upper, precision));
    const Side range = covering(is_sine ? asin(sines) : acos(sines));
    result.variables.at(v).range = range;
    return result;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ClosedFormula> on_triangles(Terms& terms, const ClosedFormula& formula) {
  if (formula.variables.size() != 2 || formula.nodes.size() != 1) return std::nullopt;
  const Side& side = formula.variables[0].range;
  const Side& other = formula.variables[1].range;
  if (!is_bounded(side) || !is_bounded(other) || side.integer || other.integer ||
      *side.lower != *other.lower || *side.upper != *other.upper || side.upper_open ||
      side.lower_open || other.lower_open || other.upper_open) {
    return std::nullopt;
  }
  const Atom& atom = formula.nodes.front().atom;
  const TermId low = terms.variable(0);
  const TermId part = terms.variable(1);
  const TermId high =
      terms.add(low, terms.multiply(part, terms.subtract(terms.number(*side.upper), low)));
  const TermId far = terms.variable(2);
  ClosedFormula result = formula;
  result.variables[1].range = Side{Rational(0), Rational(1)};
  result.nodes.clear();
  FormulaNode root;
  root.connective = Connective::both;
  for (const std::size_t v : {std::size_t{0}, std::size_t{1}}) {
    // The variable v is the greater one.
    const TermId term = substitute(terms, atom.term, v, far);
    const TermId rest = substitute(terms, term, 1 - v, low);
    FormulaNode node;
    node.atom = {substitute(terms, rest, 2, high), atom.relation};
    root.parts.push_back(result.nodes.size());
    result.nodes.push_back(std::move(node));
  }
  result.nodes.push_back(std::move(root));
  return result;
}

std::vector<ClosedFormula> rewritings(Terms& terms, NormalForms& forms,
                                      const ClosedFormula& formula) {
  std::vector<ClosedFormula> result;
  const auto add = [&](std::optional<ClosedFormula> found) {
    if (found) result.push_back(std::move(*found));
  };
  try {
    add(eliminated(terms, forms, formula));
    add(with_reciprocal(terms, formula));
    add(with_angle(terms, forms, formula));
  } catch (const NormalFormLimit&) {
  }
  return result;
}

}  // namespace rigor
