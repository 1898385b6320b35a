// Terms and values that may do for variables under `exists`.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "conjecture/formula.hpp"

namespace rigor {

/// Variables and their values.
using Values = std::vector<std::pair<std::size_t, Rational>>;

/// Terms in the variables `usable` for a variable: where an atom of the formula that is affine in
/// it vanishes, the means of two of these, and these plus and minus 1. At most twelve. Adds terms.
std::vector<TermId> propose_terms(Terms& terms, const std::vector<FormulaNode>& nodes,
                                  std::size_t variable, std::span<const std::size_t> usable);

/// The term is defined on the box and its values lie in the side, by interval evaluation as the
/// rule `choose` of docs/certificates.md asks.
bool stays_inside(const Terms& terms, TermId term, const Box& box, const Side& side);

/// Values near the point for the variables, from few digits to many, in their sides.
std::vector<Values> propose_values(const std::vector<double>& point, const Box& box,
                                   std::span<const std::size_t> variables);

/// A value in the middle; of an infinite side the point at which it would be split.
Rational middle_value(const Side& side);

}  // namespace rigor
