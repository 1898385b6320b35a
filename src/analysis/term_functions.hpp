// The functions of one operand of the core language on intervals, with two derivatives.
#pragma once

#include "expression/term.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The range of the operation (power to ceil in the list of operations) over the members of x in
/// its domain; n is the exponent or the degree of a power or a root, at most 2^31 - 1.
template <IntervalNumber I>
I apply_operation(Op op, int n, const I& x);

/// Enclosures of the first and second derivative, by the formulas that docs/certificates.md lists
/// under "Derivatives": `value` encloses the operation on x. What comes out empty for an x that
/// isn't (0/0) is the line. The second derivative of abs is 0: it exists only where x has one sign.
/// Of floor, ceil, sign where they jump: the line.
template <IntervalNumber I>
I first_derivative(Op op, int n, const I& x, const I& value);
/// `first` encloses the first derivative on x.
template <IntervalNumber I>
I second_derivative(Op op, int n, const I& x, const I& value, const I& first);

/// floor, ceil or sign may have more than one value on x.
template <IntervalNumber I>
bool may_jump(Op op, const I& x);

}  // namespace rigor
