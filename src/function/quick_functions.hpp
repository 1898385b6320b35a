// Elementary functions of doubles at several times the speed of the tightest enclosures.
#pragma once

#include "function/quick_exp.hpp"
#include "number/interval.hpp"

namespace rigor {

/// Enclose the ranges of the functions over the members of x in their domains, empty if none is
/// there, with ends a few doubles from those of log, sin, ... (which come from multiprecision). In
/// interval arithmetic on doubles, after a reduction of the argument; exact where log 1 = 0, sin 0
/// = 0, ... are. Arguments for which the reduction doesn't work are left to the tight functions.
Interval quick_log(const Interval& x);
Interval quick_sin(const Interval& x);
Interval quick_cos(const Interval& x);
Interval quick_tan(const Interval& x);
Interval quick_asin(const Interval& x);
Interval quick_acos(const Interval& x);
Interval quick_atan(const Interval& x);
Interval quick_sinh(const Interval& x);
Interval quick_cosh(const Interval& x);
Interval quick_tanh(const Interval& x);
/// x^n for n >= 1.
Interval quick_power(const Interval& x, int n);

}  // namespace rigor
