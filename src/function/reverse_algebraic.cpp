// Reverse operations of powers, products and piecewise linear functions.
#include "function/integer_part.hpp"
#include "function/reverse.hpp"
#include "function/reverse_parts.hpp"
#include "function/rootn.hpp"

namespace rigor {

using reverse_parts::from;
using reverse_parts::nonnegative_part;
using reverse_parts::up_to;
using reverse_parts::with_size;

template <IntervalNumber I>
I sqr_rev(const I& c, const I& x) {
  return with_size(sqrt(c), x);
}

template <IntervalNumber I>
I sqrt_rev(const I& c, const I& x) {
  return intersection(sqr(nonnegative_part(c)), x);
}

template <IntervalNumber I>
I abs_rev(const I& c, const I& x) {
  return with_size(nonnegative_part(c), x);
}

template <IntervalNumber I>
I pown_rev(const I& c, const I& x, int n) {
  if (n == 0) {
    const Precision p = precision_of(x);
    return subset(enclose<I>(1, p), c) ? x : empty<I>(p);
  }
  if (n == 2) return sqr_rev(c, x);
  if (n % 2 == 0) return with_size(rootn(c, n), x);
  if (n > 0) return intersection(rootn(c, n), x);
  return hull(intersection(rootn(nonnegative_part(c), n), x),
              intersection(-rootn(nonnegative_part(-c), n), x));
}

template <IntervalNumber I>
I root_rev(const I& c, const I& x, int n) {
  return intersection(pown(nonnegative_part(c), n), x);
}

template <IntervalNumber I>
I sign_rev(const I& c, const I& x) {
  const Precision p = precision_of(x);
  const I zero = enclose<I>(0, p);
  I result = empty<I>(p);
  if (subset(enclose<I>(1, p), c)) result = hull(result, from(zero));
  if (subset(zero, c)) result = hull(result, zero);
  if (subset(enclose<I>(-1, p), c)) result = hull(result, up_to(zero));
  return intersection(result, x);
}

template <IntervalNumber I>
I floor_rev(const I& c, const I& x) {
  if (is_empty(c)) return c;
  const I first = ceil(lower_point(c));
  const I last = floor(upper_point(c));
  if (certainly(first > last)) return empty<I>(precision_of(x));
  return intersection(intersection(from(first), up_to(last + 1)), x);
}

template <IntervalNumber I>
I ceil_rev(const I& c, const I& x) {
  return -floor_rev<I>(-c, -x);
}

// Where b and c contain 0, t = any member of x will do. Otherwise t is in c / s for an s in b that
// is not 0: quotients by the negative and by the positive part of b.
template <IntervalNumber I>
I mul_rev(const I& b, const I& c, const I& x) {
  if (is_empty(b) || is_empty(c)) return empty<I>(precision_of(x));
  if (!contains_zero(b)) return intersection(c / b, x);
  if (contains_zero(c)) return x;
  return hull(intersection(c / nonnegative_part(b), x), intersection(-c / nonnegative_part(-b), x));
}

// t >= min(t, s) is at least c's least member. It is also at most c's greatest one, unless s is in
// c; and no s may be below c.
template <IntervalNumber I>
I min_rev(const I& b, const I& c, const I& x) {
  if (is_empty(b) || is_empty(c) || certainly(b < c)) return empty<I>(precision_of(x));
  const I result = intersection(from(c), x);
  return certainly(b > c) ? intersection(up_to(c), result) : result;
}

template <IntervalNumber I>
I max_rev(const I& b, const I& c, const I& x) {
  return -min_rev<I>(-b, -c, -x);
}

#define RIGOR_INSTANTIATE(I)                        \
  template I sqr_rev(const I&, const I&);           \
  template I sqrt_rev(const I&, const I&);          \
  template I abs_rev(const I&, const I&);           \
  template I pown_rev(const I&, const I&, int);     \
  template I root_rev(const I&, const I&, int);     \
  template I sign_rev(const I&, const I&);          \
  template I floor_rev(const I&, const I&);         \
  template I ceil_rev(const I&, const I&);          \
  template I mul_rev(const I&, const I&, const I&); \
  template I min_rev(const I&, const I&, const I&); \
  template I max_rev(const I&, const I&, const I&)
RIGOR_INSTANTIATE(Interval);
RIGOR_INSTANTIATE(BigInterval);
#undef RIGOR_INSTANTIATE

}  // namespace rigor
