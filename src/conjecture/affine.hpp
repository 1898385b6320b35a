// Affine terms, exactly.
#pragma once

#include <map>
#include <optional>
#include <utility>

#include "analysis/box.hpp"
#include "conjecture/formula.hpp"
#include "number/truth.hpp"

namespace rigor {

/// constant + sum of coefficients * variables; no coefficient is 0.
struct AffineForm {
  Rational constant;
  std::map<std::size_t, Rational> coefficients;
};

/// The form of a term made of numbers, variables, neg, add, sub, products with numbers and
/// quotients by numbers.
std::optional<AffineForm> affine_form(const Terms& terms, TermId term);

/// The relation to 0 on the box, decided exactly: an affine form takes its extrema at vertices, and
/// only where all of these are in the box. `yes` for > and >= is what the rule `positive` proves.
Truth decide_affine(const AffineForm& form, Relation relation, const Box& box);

/// Where a form of one variable changes its sign, and which part the point belongs to when the
/// relation is to have one truth value on each of them.
struct Breakpoint {
  std::size_t variable = 0;
  Rational at;
  Owner owner = Owner::left;
};
std::optional<Breakpoint> breakpoint_of(const AffineForm& form, Relation relation);

}  // namespace rigor
