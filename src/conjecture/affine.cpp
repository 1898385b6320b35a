#include "conjecture/affine.hpp"

#include <vector>

namespace rigor {
namespace {

AffineForm scaled(AffineForm form, const Rational& factor) {
  if (factor == 0) return {};
  form.constant *= factor;
  for (auto& [variable, coefficient] : form.coefficients) coefficient *= factor;
  return form;
}

AffineForm sum(AffineForm a, const AffineForm& b) {
  a.constant += b.constant;
  for (const auto& [variable, coefficient] : b.coefficients) {
    const auto place = a.coefficients.try_emplace(variable, 0).first;
    place->second += coefficient;
    if (place->second == 0) a.coefficients.erase(place);
  }
  return a;
}

/// A bound of a form on a box, and whether some point of the box attains it. No bound: infinite.
struct Bound {
  std::optional<Rational> value;
  bool is_attained = true;
};

Bound least(const AffineForm& form, const Box& box) {
  Bound result{form.constant, true};
  for (const auto& [variable, coefficient] : form.coefficients) {
    const Side& side = box[variable];
    const auto& end = coefficient > 0 ? side.lower : side.upper;
    if (!end) return {std::nullopt, false};
    *result.value += coefficient * *end;
    if (coefficient > 0 ? side.lower_open : side.upper_open) result.is_attained = false;
  }
  return result;
}

}  // namespace

namespace {

// `steps` bounds the work on terms that share their parts.
std::optional<AffineForm> affine_form(const Terms& terms, TermId term, int& steps) {
  if (--steps < 0) return std::nullopt;
  const Term& t = terms[term];
  switch (t.op) {
    case Op::number:
      return AffineForm{t.number, {}};
    case Op::variable:
      return AffineForm{0, {{t.index, 1}}};
    case Op::negate: {
      const auto a = affine_form(terms, t.a, steps);
      if (!a) return std::nullopt;
      return scaled(*a, -1);
    }
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide: {
      const auto a = affine_form(terms, t.a, steps);
      if (!a) return std::nullopt;
      const auto b = affine_form(terms, t.b, steps);
      if (!b) return std::nullopt;
      if (t.op == Op::add) return sum(*a, *b);
      if (t.op == Op::subtract) return sum(*a, scaled(*b, -1));
      if (b->coefficients.empty()) {
        if (t.op == Op::multiply) return scaled(*a, b->constant);
        if (b->constant == 0) return std::nullopt;
        return scaled(*a, Rational(1) / b->constant);
      }
      if (t.op == Op::multiply && a->coefficients.empty()) return scaled(*b, a->constant);
      return std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<AffineForm> affine_form(const Terms& terms, TermId term) {
  int steps = 2000;
  return affine_form(terms, term, steps);
}

Truth decide_affine(const AffineForm& form, Relation relation, const Box& box) {
  if (is_empty(box)) return Truth::unsettled;
  const Bound low = least(form, box);
  const Bound negated_high = least(scaled(form, -1), box);
  const auto is_weak = [](const Bound& bound) { return bound.value && *bound.value >= 0; };
  const auto is_strict = [](const Bound& bound) {
    return bound.value && (*bound.value > 0 || (*bound.value == 0 && !bound.is_attained));
  };
  const auto decide = [](bool yes, bool no) {
    return yes ? Truth::yes : (no ? Truth::no : Truth::unsettled);
  };
  switch (relation) {
    case Relation::greater:
      return decide(is_strict(low), is_weak(negated_high));
    case Relation::at_least:
      return decide(is_weak(low), is_strict(negated_high));
    case Relation::less:
      return decide(is_strict(negated_high), is_weak(low));
    case Relation::at_most:
      return decide(is_weak(negated_high), is_strict(low));
    case Relation::equal:
      return decide(is_weak(low) && is_weak(negated_high),
                    is_strict(low) || is_strict(negated_high));
    case Relation::not_equal:
      return decide(is_strict(low) || is_strict(negated_high),
                    is_weak(low) && is_weak(negated_high));
  }
  return Truth::unsettled;
}

std::optional<Breakpoint> breakpoint_of(const AffineForm& form, Relation relation) {
  if (form.coefficients.size() != 1) return std::nullopt;
  const auto& [variable, coefficient] = *form.coefficients.begin();
  Breakpoint result{variable, -form.constant / coefficient, Owner::left};
  const bool rises = coefficient > 0;
  // The point goes with the part on which the relation is false, for > and <; true, for >= and <=.
  const bool goes_left = relation == Relation::greater || relation == Relation::at_most ? rises
                         : relation == Relation::at_least || relation == Relation::less ? !rises
                                                                                        : true;
  result.owner = goes_left ? Owner::left : Owner::right;
  return result;
}

}  // namespace rigor
