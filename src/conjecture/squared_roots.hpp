// Inequalities with square roots as inequalities between squares.
#pragma once

#include <optional>

#include "conjecture/formula.hpp"
#include "expression/normal_form.hpp"

namespace rigor {

/// A conjunction of atoms that implies the formula, which is one atom t >= 0 or t > 0 under
/// quantifiers `forall`, and has a root less, or none: with the normal form t = (A sqrt(a) + W)/D,
///
/// - A >= 0, A^2 a >= W^2 (then A sqrt(a) >= |W|), or
/// - -A >= 0, W >= 0, W^2 >= A^2 a (then W >= |A| sqrt(a)),
///
/// with > for the last one if t > 0 is wanted, D > 0, and the guards of t; the same again for each
/// of these, as long as there are roots. Samples choose, and say whether it is plausible. Adds terms.
std::optional<ClosedFormula> with_squared_roots(Terms& terms, NormalForms& forms,
                                                const ClosedFormula& formula);

}  // namespace rigor
