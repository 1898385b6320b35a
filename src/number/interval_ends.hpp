// The two ends of a double interval as one pair, on which the arithmetic of Interval works.
//
// The pair of [l, u] is (-l, u), so that both ends are rounded upward and negation is a swap.
// Stored pairs hold no -0 and no NaN. The empty set is (-inf, -inf): no other set has an end at
// -inf. The operations give (-min, max) of the results, rounded upward, with the conventions of
// IEEE 1788: an infinite end stands for arbitrarily large members (0 * inf = 0), and an empty
// operand gives the empty set.
#pragma once

#include "number/interval_ends_embedded.hpp"
#include "number/interval_ends_transforms.hpp"

namespace rigor {

#ifdef RIGOR_EMBEDDED_ROUNDING
namespace native_ends = embedded;
#else
namespace native_ends = transforms;
#endif

}  // namespace rigor
