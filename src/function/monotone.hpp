// Ranges of monotone functions, from MPFR's correctly rounded values at the ends.
#pragma once

#include "number/big_interval.hpp"

namespace rigor {

/// A correctly rounded function of MPFR. It returns 0 exactly when its result is exact.
using MpfrFunction = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

/// n, which has at most two binary digits.
BigFloat small_integer(int n, Precision precision);

/// f(x) rounded to the precision in the direction.
BigFloat rounded_value(MpfrFunction f, const BigFloat& x, Precision precision,
                       mpfr_rnd_t direction);

/// The tightest enclosure of f(x), by one evaluation: an inexact value lies strictly between the
/// value rounded down and the next number. An infinite limit gives [largest number, inf].
BigInterval value_at(MpfrFunction f, const BigFloat& x, Precision precision);

/// The tightest enclosures of the range of f on x, which lies in the closure of the domain of f. An
/// infinite end gives the limit.
BigInterval increasing(MpfrFunction f, const BigInterval& x);
BigInterval decreasing(MpfrFunction f, const BigInterval& x);

/// The range of a monotone function on x from its enclosures at points.
BigInterval hull_of_ends(BigInterval (*f_at)(const BigFloat&, Precision), const BigInterval& x);
Interval hull_of_ends(Interval (*f_at)(double), const Interval& x);

/// The members of x that are >= `least` (<= `greatest`).
BigInterval members_from(int least, const BigInterval& x);
BigInterval members_up_to(int greatest, const BigInterval& x);

/// A function of BigInterval applied to the 53 bits of doubles. A tight result stays tight.
Interval through_big(BigInterval (*f)(const BigInterval&), const Interval& x);

}  // namespace rigor
