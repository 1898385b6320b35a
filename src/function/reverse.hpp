// Reverse operations: where a function has its values in a given set.
#pragma once

#include "number/interval_number.hpp"

namespace rigor {

/// The reverse operations of IEEE 1788-2015, 10.5.4, and those of further functions: f_rev(c, x)
/// encloses { t in x : f(t) is defined and in c }, and is empty where that is proved to be empty.
/// The ends are the tightest ones or next to them, at the precision of x; for erf and erfc, as a
/// double's. Instantiated for Interval and BigInterval.
template <IntervalNumber I>
I sqr_rev(const I& c, const I& x);
template <IntervalNumber I>
I sqrt_rev(const I& c, const I& x);
template <IntervalNumber I>
I abs_rev(const I& c, const I& x);
/// t^n; the n-th root of t >= 0 for n >= 1.
template <IntervalNumber I>
I pown_rev(const I& c, const I& x, int n);
template <IntervalNumber I>
I root_rev(const I& c, const I& x, int n);
template <IntervalNumber I>
I exp_rev(const I& c, const I& x);
template <IntervalNumber I>
I log_rev(const I& c, const I& x);
template <IntervalNumber I>
I sin_rev(const I& c, const I& x);
template <IntervalNumber I>
I cos_rev(const I& c, const I& x);
template <IntervalNumber I>
I tan_rev(const I& c, const I& x);
template <IntervalNumber I>
I asin_rev(const I& c, const I& x);
template <IntervalNumber I>
I acos_rev(const I& c, const I& x);
template <IntervalNumber I>
I atan_rev(const I& c, const I& x);
template <IntervalNumber I>
I sinh_rev(const I& c, const I& x);
template <IntervalNumber I>
I cosh_rev(const I& c, const I& x);
template <IntervalNumber I>
I tanh_rev(const I& c, const I& x);
template <IntervalNumber I>
I erf_rev(const I& c, const I& x);
template <IntervalNumber I>
I erfc_rev(const I& c, const I& x);
template <IntervalNumber I>
I sign_rev(const I& c, const I& x);
template <IntervalNumber I>
I floor_rev(const I& c, const I& x);
template <IntervalNumber I>
I ceil_rev(const I& c, const I& x);

/// Of functions of two operands, one of which is known to be in b:
/// { t in x : t * s in c for some s in b }.
template <IntervalNumber I>
I mul_rev(const I& b, const I& c, const I& x);
/// { t in x : min(t, s) in c for some s in b }, and the same for max.
template <IntervalNumber I>
I min_rev(const I& b, const I& c, const I& x);
template <IntervalNumber I>
I max_rev(const I& b, const I& c, const I& x);

}  // namespace rigor
