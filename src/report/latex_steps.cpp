#include "report/latex_steps.hpp"

#include <utility>

#include "conjecture/leaf_rules.hpp"
#include "verdict/evidence.hpp"

namespace rigor {
namespace {

template <class I>
Enclosure enclosure_by(const Proof& node, const Terms& terms, TermId id, const Box& sides) {
  const Precision precision{node.bits};
  LeafRules<I> rules(terms, id, sides.size(), precision);
  EnclosedBox<I> box(precision);
  box.enter(sides);
  rules.enter(box, true);
  switch (node.rule) {
    case Rule::mean:
      return to_enclosure(rules.mean_value());
    case Rule::taylor:
      return to_enclosure(rules.taylor());
    case Rule::face:
      return to_enclosure(rules.partial(node.variable));
    case Rule::ends:
      return to_enclosure(rules.second_partial(node.variable, node.variable));
    default:
      return to_enclosure(rules.range());
  }
}

bool may_be_zero(const Enclosure& range) {
  const bool is_negative = range.upper.starts_with('-');
  return range.lower == "0" || range.upper == "0" || (range.lower.starts_with('-') && !is_negative);
}

}  // namespace

Enclosure LatexProof::enclosure(const Proof& node, TermId id) const {
  return node.bits <= 53 ? enclosure_by<Interval>(node, terms_, id, box_)
                         : enclosure_by<BigInterval>(node, terms_, id, box_);
}

void LatexProof::on_face(std::size_t variable, End end, const std::function<void()>& body) {
  const Side saved = box_[variable];
  box_[variable] = thin_side(end == End::lower ? *saved.lower : *saved.upper);
  line("\nAt ${} = {}$:", name(variable), latex_number(*box_[variable].lower));
  body();
  box_[variable] = saved;
}

void LatexProof::prove_atom(const Proof& node, TermId id, Relation relation,
                            const std::string& label) {
  const std::string f = function_of(id);
  switch (node.rule) {
    case Rule::empty:
      line("There is no such point.");
      return;
    case Rule::split:
      if (is_large(node)) {
        tabulate(node, id);
        return;
      }
      split(node, label, [&](const Proof& child, const std::string& at) {
        prove_atom(child, id, relation, at);
      });
      return;
    case Rule::interval:
    case Rule::mean:
    case Rule::taylor:
      prove_by_enclosure(node, id, relation);
      return;
    case Rule::face: {
      const bool is_lower = node.end == End::lower;
      const Relation face = at_end(node.variable, node.end, relation);
      const bool is_strict = face != relation;
      line(
          "The partial derivative $\\partial {}/\\partial {}$ is contained in ${}$ here, so ${}$ "
          "{} in ${}$, and it suffices {}at the {} end of its range.",
          f, name(node.variable), arrows(enclosure(node, id)), f,
          is_strict ? (is_lower ? "rises" : "falls")
                    : (is_lower ? "does not fall" : "does not rise"),
          name(node.variable), is_strict ? fmt::format("that ${}$ ", goal(id, face)) : "to look ",
          is_lower ? "lower" : "upper");
      on_face(node.variable, node.end, [&] { prove_atom(node.children.at(0), id, face, label); });
      return;
    }
    case Rule::ends: {
      const Relation lower = at_end(node.variable, End::lower, relation);
      const Relation upper = at_end(node.variable, End::upper, relation);
      const bool is_strict = lower != relation && upper != relation;
      line(
          "The second derivative $\\partial^2 {}/\\partial {}^2$ is contained in ${}$ here, so "
          "${}$ is {}concave in ${}$, and it suffices that ${}$ at the lower and ${}$ at the upper "
          "end of its range.",
          f, name(node.variable), arrows(enclosure(node, id)), f, is_strict ? "strictly " : "",
          name(node.variable), goal(id, lower), goal(id, upper));
      on_face(node.variable, End::lower,
              [&] { prove_atom(node.children.at(0), id, lower, label); });
      on_face(node.variable, End::upper,
              [&] { prove_atom(node.children.at(1), id, upper, label); });
      return;
    }
    default:
      prove_by_identity(node, id, relation, label);
  }
}

// A value that isn't taken may be 0.
Relation LatexProof::at_end(std::size_t variable, End end, Relation relation) const {
  const Side& side = box_[variable];
  const bool is_open = end == End::lower ? side.lower_open : side.upper_open;
  return relation == Relation::greater && is_open ? Relation::at_least : relation;
}

void LatexProof::prove_by_enclosure(const Proof& node, TermId id, Relation relation) {
  const char* form = node.rule == Rule::interval ? "natural interval extension"
                     : node.rule == Rule::mean   ? "mean value form"
                                                 : "second-order form";
  const Enclosure range = enclosure(node, id);
  const bool needs_nonzero = relation == Relation::greater || relation == Relation::not_equal;
  line("The {} of ${}$ over ${}$ is contained in ${}$, {}so ${}$.", form, function_of(id),
       box_text(), arrows(range),
       needs_nonzero && may_be_zero(range)
           ? "and 0 is no value, by the signs of factors and summands at the open ends, "
           : "",
       goal(id, relation));
}

void LatexProof::prove_by_identity(const Proof& node, TermId id, Relation relation,
                                   const std::string& label) {
  const std::string f = function_of(id);
  const auto child = [&](std::size_t i, TermId of, Relation rel) {
    introduce(of);
    line("Now ${}$:", goal(of, rel));
    prove_atom(node.children.at(i), of, rel, label);
  };
  switch (node.rule) {
    case Rule::multiply:
      line("We multiply: $\\left({}\\right) \\cdot {} = {}$, identically.", term(node.terms.at(0)),
           f, term(node.terms.at(1)));
      child(0, node.terms.at(0), Relation::greater);
      child(1, node.terms.at(1), relation);
      return;
    case Rule::combine:
      line(
          "Identically, ${} = \\left({}\\right) \\cdot w + {}$, where $w$ is the term whose sign "
          "is given.",
          f, term(node.terms.at(0)), term(node.terms.at(1)));
      if (node.children.size() == 2) child(0, node.terms.at(0), Relation::at_least);
      child(node.children.size() - 1, node.terms.at(1), relation);
      return;
    case Rule::slope: {
      const bool is_lower = node.end == End::lower;
      const Relation face = at_end(node.variable, node.end, relation);
      line(
          "$\\partial {}/\\partial {} = {}\\left({}\\right)$; if the last factor is {}, "
          "it suffices that ${}$ at the {} end of the range of ${}$.",
          f, name(node.variable), is_lower ? "" : "-", term(node.terms.at(0)),
          face == relation ? "not negative" : "positive", goal(id, face),
          is_lower ? "lower" : "upper", name(node.variable));
      on_face(node.variable, node.end, [&] { prove_atom(node.children.at(0), id, face, label); });
      child(1, node.terms.at(0), face == relation ? Relation::at_least : Relation::greater);
      return;
    }
    case Rule::limit:
      line(
          "As ${}$ tends to infinity, ${}$ tends to a limit that is not negative, and its "
          "derivative, away from there, has the sign of ${}$.",
          name(node.variable), f, term(node.terms.at(0)));
      child(0, node.terms.at(0),
            relation == Relation::greater ? Relation::greater : Relation::at_least);
      return;
    case Rule::order:
      line(
          "Either ${0} \\ge {1}$, and we write ${0} + {1}$ for ${0}$ with a new ${0} \\ge 0$; or "
          "the "
          "other way round.",
          name(node.variable), name(node.other));
      prove_shifted(node, relation, label);
      return;
    case Rule::shift: {
      const bool lower = node.end == End::lower;
      line(
          "What is assumed puts ${0}$ on one side of ${1}$: we write ${1} {2} {0}$ for ${0}$ with "
          "a new ${0} \\ge 0$.",
          name(node.variable), term(node.terms.at(0)), lower ? '+' : '-');
      const Side saved = box_[node.variable];
      Side side;
      side.lower = Rational(0);
      if (!node.solution_box.empty()) side.upper = node.solution_box.front();
      box_[node.variable] = side;
      introduce(node.terms.at(1));
      line("Now ${}$:", goal(node.terms.at(1), relation));
      prove_atom(node.children.at(0), node.terms.at(1), relation, label);
      box_[node.variable] = saved;
      return;
    }
    case Rule::cases:
      line("The term ${}$ is one of two others at each point.", term(node.terms.at(0)));
      child(0, node.terms.at(1), relation);
      child(1, node.terms.at(2), relation);
      return;
    case Rule::through:
      line(
          "${}$ is the difference of the values of an increasing function, so it has the sign of "
          "the difference of their arguments.",
          f);
      child(0, node.terms.at(2), relation);
      return;
    case Rule::positive:
      line(
          "In the Bernstein basis of the box (on half-lines: in powers of the distance to the "
          "end) all coefficients of the polynomial ${}$ are nonnegative, exactly, {}so ${}$.",
          f,
          relation == Relation::greater
              ? "and at each point of the box the term of a positive one is positive, "
              : "",
          goal(id, relation));
      return;
    case Rule::zero: {
      std::string where;
      for (const VariableTerm& equation : node.where) {
        where +=
            (where.empty() ? "" : ",\\; ") + name(equation.variable) + " = " + term(equation.term);
      }
      line(
          "${}$ vanishes identically for ${}$, together with its derivatives of order below {}; "
          "those of order {} have the right sign between this zero and the box (by interval "
          "evaluation at 128 bits), so by Taylor's formula ${}$.",
          f, where, node.order, node.order, goal(id, relation));
      return;
    }
    default:
      line("${} = 0$ is an identity.", f);
  }
}

void LatexProof::prove_shifted(const Proof& node, Relation relation, const std::string& label) {
  for (std::size_t part = 0; part < 2; ++part) {
    const std::size_t x = part == 0 ? node.variable : node.other;
    const std::size_t y = part == 0 ? node.other : node.variable;
    const Side saved = box_[x];
    Side side;
    side.lower = Rational(0);
    if (saved.upper && box_[y].lower) side.upper = *saved.upper - *box_[y].lower;
    box_[x] = side;
    introduce(node.terms.at(part));
    line("Now ${}$:", goal(node.terms.at(part), relation));
    prove_atom(node.children.at(part), node.terms.at(part), relation, label);
    box_[x] = saved;
  }
}

}  // namespace rigor
