// Tight ranges of the arithmetic operations, from the values at the ends.
#pragma once

#include "soundness/set.hpp"

namespace rigor::soundness {

// Each is given nonempty operands and the format of the result.
Range range_of_negation(const Operands& x, const Format& format);
Range range_of_sum(const Operands& x, const Format& format);
Range range_of_difference(const Operands& x, const Format& format);
Range range_of_product(const Operands& x, const Format& format);
Range range_of_quotient(const Operands& x, const Format& format);
Range range_of_fma(const Operands& x, const Format& format);
Range range_of_square(const Operands& x, const Format& format);
Range range_of_square_root(const Operands& x, const Format& format);
Range range_of_reciprocal(const Operands& x, const Format& format);
Range range_of_absolute_value(const Operands& x, const Format& format);
Range range_of_minimum(const Operands& x, const Format& format);
Range range_of_maximum(const Operands& x, const Format& format);
Range range_of_sign(const Operands& x, const Format& format);
Range range_of_intersection(const Operands& x, const Format& format);
/// x 2^k with k = x.exponent.
Range range_of_scaling(const Operands& x, const Format& format);
// Thin upper bounds, or [largest number, inf].
Range range_of_width(const Operands& x, const Format& format);
Range range_of_magnitude(const Operands& x, const Format& format);
Range range_of_mignitude(const Operands& x, const Format& format);

/// The members of least and of greatest size.
Real mignitude(const Set& x);
Real magnitude(const Set& x);

}  // namespace rigor::soundness
