// Factors L for which T = L W + R shows that T is positive where W is.
#pragma once

#include <vector>

#include "analysis/box.hpp"
#include "expression/term.hpp"

namespace rigor {

/// Proposes L >= 0 with T - L W >= 0 on the box, for T that seems to be >= 0 wherever W >= 0: at
/// the least point x* of T on W >= 0, found in floating point with W(x*) = 0, the gradients demand
/// L(x*) = l with grad T = l grad W (Karush, Kuhn, Tucker). First the number l, then the affine
///   L = l + g . (x - x*),  g = (H n - n (n . H n) / (2 |n|^2)) / |n|^2,
/// n the gradient of W and H the second derivatives of T - l W at x*, for which those of T - L W
/// vanish on n. Numbers are simple where that is near. Nothing is proved. Adds terms.
std::vector<TermId> propose_multipliers(Terms& terms, TermId t, TermId w, const Box& box);

/// Proposes points of the box with W > 0 and T < 0, where there are only few: about the least
/// points x* of T on W >= 0, moved inside to half of what T allows.
std::vector<std::vector<double>> propose_violations(Terms& terms, TermId t, TermId w,
                                                    const Box& box);

}  // namespace rigor
