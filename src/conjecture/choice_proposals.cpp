#include "conjecture/choice_proposals.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "analysis/term_program.hpp"
#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostTerms = 12;

// The term a x + b, if it is affine in the variable with a number a: (a, b).
struct AffineIn {
  Rational slope;
  TermId rest;
};

std::optional<AffineIn> affine_in(Terms& terms, TermId id, std::size_t variable) {
  const Term t = terms[id];
  if (!depends_on(terms, id, variable)) return AffineIn{0, id};
  switch (t.op) {
    case Op::variable:
      return AffineIn{1, terms.number(0)};
    case Op::negate: {
      const auto a = affine_in(terms, t.a, variable);
      if (!a) return std::nullopt;
      return AffineIn{-a->slope, terms.negate(a->rest)};
    }
    case Op::add:
    case Op::subtract: {
      const auto a = affine_in(terms, t.a, variable);
      const auto b = affine_in(terms, t.b, variable);
      if (!a || !b) return std::nullopt;
      return AffineIn{t.op == Op::add ? a->slope + b->slope : a->slope - b->slope,
                      terms.apply(t.op, a->rest, b->rest)};
    }
    case Op::multiply: {
      const bool number_first = terms[t.a].op == Op::number;
      if (!number_first && terms[t.b].op != Op::number) return std::nullopt;
      const Rational factor = number_first ? terms[t.a].number : terms[t.b].number;
      const auto other = affine_in(terms, number_first ? t.b : t.a, variable);
      if (!other) return std::nullopt;
      return AffineIn{factor * other->slope, terms.multiply(terms.number(factor), other->rest)};
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

std::vector<TermId> propose_terms(Terms& terms, const std::vector<FormulaNode>& nodes,
                                  std::size_t variable, std::span<const std::size_t> usable) {
  std::vector<TermId> zeros;
  std::vector<TermId> result;
  const auto add_new = [](std::vector<TermId>& list, TermId term) {
    if (std::find(list.begin(), list.end(), term) == list.end()) list.push_back(term);
  };
  for (const FormulaNode& node : nodes) {
    if (node.connective != Connective::atom) continue;
    const auto affine = affine_in(terms, node.atom.term, variable);
    if (!affine || affine->slope == 0) continue;
    const TermId zero = terms.multiply(terms.number(Rational(-1) / affine->slope), affine->rest);
    const auto occurring = variables_of(terms, zero);
    const bool is_usable = std::all_of(occurring.begin(), occurring.end(), [&](std::size_t v) {
      return std::find(usable.begin(), usable.end(), v) != usable.end();
    });
    if (is_usable) add_new(zeros, zero);
  }
  for (const TermId zero : zeros) add_new(result, zero);
  for (std::size_t i = 0; i < zeros.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      add_new(result, terms.multiply(terms.number(Rational(1, 2)), terms.add(zeros[j], zeros[i])));
    }
  }
  for (const TermId zero : zeros) {
    add_new(result, terms.add(zero, terms.number(1)));
    add_new(result, terms.subtract(zero, terms.number(1)));
  }
  if (result.size() > kMostTerms) result.resize(kMostTerms);
  return result;
}

bool stays_inside(const Terms& terms, TermId term, const Box& box, const Side& side) {
  const TermProgram<BigInterval> program(terms, {&term, 1}, box.size(), Precision{128});
  auto work = program.workspace();
  program.evaluate(enclose_box<BigInterval>(box, Precision{128}), work);
  const BigInterval& range = program.root_range(work, 0);
  if (is_empty(range) || !program.is_defined(work, 0)) return false;
  const auto above = [&](const Rational& end, bool is_open) {
    const BigInterval gap = range - enclose<BigInterval>(end, Precision{128});
    return certainly(is_open ? gap > 0 : gap >= 0);
  };
  const auto below = [&](const Rational& end, bool is_open) {
    const BigInterval gap = enclose<BigInterval>(end, Precision{128}) - range;
    return certainly(is_open ? gap > 0 : gap >= 0);
  };
  return (!side.lower || above(*side.lower, side.lower_open)) &&
         (!side.upper || below(*side.upper, side.upper_open));
}

std::vector<Values> propose_values(const std::vector<double>& point, const Box& box,
                                   std::span<const std::size_t> variables) {
  std::vector<Values> result;
  for (const int bits : {2, 5, 10, 20, 40}) {
    Values values;
    for (const std::size_t v : variables) {
      const Side& side = box[v];
      const double distance = std::ldexp(1 + std::fabs(point[v]), -bits);
      Rational lower = to_rational(point[v] - distance);
      Rational upper = to_rational(point[v] + distance);
      if (side.lower && lower < *side.lower) lower = *side.lower;
      if (side.upper && upper > *side.upper) upper = *side.upper;
      if (lower > upper) return result;
      Rational value = simplest_between(lower, upper);
      if (side.integer) value = Rational(floor_of(to_rational(point[v]) + Rational(1, 2)));
      if (!contains(side, value)) value = (lower + upper) / 2;
      values.emplace_back(v, value);
    }
    if (std::find(result.begin(), result.end(), values) == result.end()) {
      result.push_back(std::move(values));
    }
  }
  return result;
}

Rational middle_value(const Side& side) {
  if (is_bounded(side)) {
    const Rational middle = (*side.lower + *side.upper) / 2;
    return side.integer ? Rational(floor_of(middle)) : middle;
  }
  return split_point(side);
}

}  // namespace rigor
