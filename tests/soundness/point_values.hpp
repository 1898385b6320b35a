// Values of the elementary functions at single numbers, from Arb.
#pragma once

#include "soundness/real.hpp"

namespace rigor::soundness {

/// The value lies between low and high, or it rounds (outward, to formats of the number of bits
/// that was asked for) like the numbers from low to high do: a value next to a simple number is
/// represented by another number on its side, and one beyond all formats by a number beyond them.
struct Bracket {
  Real low;
  Real high;

  static Bracket exactly(const Real& x) { return {x, x}; }
};

/// The value at x, or the limit at an infinite x and at a border of the domain. `bits` is the
/// number of digits of the format, `precision` that of the evaluation.
using PointFunction = Bracket (*)(const Real& x, int bits, long precision);

namespace at {
Bracket exp(const Real& x, int bits, long precision);
Bracket exp2(const Real& x, int bits, long precision);
Bracket expm1(const Real& x, int bits, long precision);
Bracket log(const Real& x, int bits, long precision);
Bracket log2(const Real& x, int bits, long precision);
Bracket log1p(const Real& x, int bits, long precision);
Bracket sin(const Real& x, int bits, long precision);
Bracket cos(const Real& x, int bits, long precision);
Bracket tan(const Real& x, int bits, long precision);
Bracket asin(const Real& x, int bits, long precision);
Bracket acos(const Real& x, int bits, long precision);
Bracket atan(const Real& x, int bits, long precision);
Bracket sinh(const Real& x, int bits, long precision);
Bracket cosh(const Real& x, int bits, long precision);
Bracket tanh(const Real& x, int bits, long precision);
Bracket asinh(const Real& x, int bits, long precision);
Bracket acosh(const Real& x, int bits, long precision);
Bracket atanh(const Real& x, int bits, long precision);
Bracket erf(const Real& x, int bits, long precision);
Bracket erfc(const Real& x, int bits, long precision);
Bracket normal_pdf(const Real& x, int bits, long precision);
Bracket normal_cdf(const Real& x, int bits, long precision);
/// x^n for x other than 0 or n >= 0.
Bracket pown(const Real& x, int n, int bits, long precision);
/// x^y for x > 0; x and y may be infinite, x may be 0: limits along the border.
Bracket pow(const Real& x, const Real& y, int bits, long precision);
}  // namespace at

/// floor(x / (k pi) - quarters / 4) for a finite x; x = 0 only with quarters not divisible by 4.
/// Wrong nowhere: the precision rises until the integer is known.
Real floor_of_turns(const Real& x, long k, long quarters);

}  // namespace rigor::soundness
