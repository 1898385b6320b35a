// Statements in other variables, which are easier to prove.
#pragma once

#include <optional>
#include <vector>

#include "conjecture/formula.hpp"
#include "expression/normal_form.hpp"

namespace rigor {

/// Formulas each of which implies the given one, which has quantifiers `forall` only:
///
/// - an equation t = 0 among the hypotheses, with t = c v + r for a real variable v and terms c, r
///   without v and always defined: v is replaced by -r/c, its range becomes hypotheses, and, where c may
///   be 0, one more is that not (c = 0 and r != 0);
/// - one variable v with the range (a, oo) or [a, oo), a >= 0, of which c/v occurs in a function:
///   v = 1/u, 0 < u < 1/a or <= 1/a;
/// - asin v or acos v: v = sin u or cos u, with u in a range that covers asin or acos of v's; then
///   sqrt(1 - v^2) is cos u or sin u, which is not negative there, and, for v = cos u,
///   sqrt(c (1 - v)) = sqrt(2 c) sin(u/2).
///
/// Every point of the given formula's ranges is the image of a point of the new ones, at which an
/// atom with a value means the same. Adds terms.
std::vector<ClosedFormula> rewritings(Terms& terms, NormalForms& forms,
                                      const ClosedFormula& formula);

/// The same for one atom and two variables with the same range [a, b]: (v, w) = (s, s + t (b - s))
/// and (s + t (b - s), s) for t in [0, 1], in a conjunction.
std::optional<ClosedFormula> on_triangles(Terms& terms, const ClosedFormula& formula);

}  // namespace rigor
