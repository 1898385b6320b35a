// Interval: a closed set of real numbers with double ends, tight and free of rounding modes.
#pragma once

#include <iosfwd>
#include <string>
#include <utility>

#include "number/construction.hpp"
#include "number/interval_ends.hpp"
#include "number/rounding.hpp"
#include "number/truth.hpp"

namespace rigor {

/// The empty set, or { x real : lower <= x <= upper } with lower < +inf and upper > -inf. An
/// infinite end means that the set is unbounded there; infinities are never members.
///
/// "f(X) encloses" means: the value of f at every member (of its domain) is in the result. For
/// + - * / fma sqr sqrt recip abs min max sign the result is the tightest interval with double ends
/// (IEEE 1788 set semantics): no member of the domain gives the empty set.
class Interval {
 public:
  /// The set {0}.
  Interval() = default;

  /// [lo, hi]. Nonsense knows nothing: NaN, lo > hi, lo = +inf and hi = -inf give the entire line.
  static Interval bounds(double lo, double hi) {
    if (lo <= hi && lo < kInfinity && hi > -kInfinity) return Interval(Ends{-lo, hi} + 0.0);
    return everything();
  }
  /// {x}; the entire line unless x is finite.
  static Interval point(double x) { return bounds(x, x); }
  static Interval nothing() { return Interval(empty_ends()); }
  static Interval everything() { return Interval(Ends{kInfinity, kInfinity}); }

  /// +inf and -inf for the empty set. A zero end is +0.
  double lower() const { return 0.0 - ends_[kNegatedLower]; }
  double upper() const { return ends_[kUpper]; }

 private:
  friend struct IntervalEnds;
  explicit Interval(Ends ends) : ends_(ends) {}

  Ends ends_{};
};

/// For the arithmetic only: ends that are known to be in order, and the pair that stores them.
struct IntervalEnds {
  static Interval ordered(double lo, double hi) { return Interval(Ends{-lo, hi} + 0.0); }
  static Interval from(Ends ends) { return Interval(ends); }
  static Ends of(const Interval& x) { return x.ends_; }
};

inline bool is_empty(const Interval& x) {
  return is_empty_pair(IntervalEnds::of(x));
}
inline bool is_entire(const Interval& x) {
  return x.lower() == -kInfinity && x.upper() == kInfinity;
}
/// The empty set is bounded.
inline bool is_bounded(const Interval& x) {
  return is_empty(x) || (x.lower() > -kInfinity && x.upper() < kInfinity);
}
inline bool is_thin(const Interval& x) {
  return x.lower() == x.upper();
}
inline bool contains_zero(const Interval& x) {
  return x.lower() <= 0 && 0 <= x.upper();
}
bool contains(const Interval& x, const Rational& value);
/// Every member of a is a member of b.
inline bool subset(const Interval& a, const Interval& b) {
  return is_empty(a) || (b.lower() <= a.lower() && a.upper() <= b.upper());
}
/// Every member of a has a neighbourhood in b: a lies in the topological interior of b.
inline bool interior(const Interval& a, const Interval& b) {
  const auto is_below = [](double x, double y) { return x < y || (x == y && x == -kInfinity); };
  return is_empty(a) || (is_below(b.lower(), a.lower()) && is_below(-b.upper(), -a.upper()));
}
/// a and b have a member in common.
inline bool overlaps(const Interval& a, const Interval& b) {
  return !is_empty(a) && !is_empty(b) && a.lower() <= b.upper() && b.lower() <= a.upper();
}
/// The same set.
inline bool identical(const Interval& a, const Interval& b) {
  return a.lower() == b.lower() && a.upper() == b.upper();
}
inline Precision precision_of(const Interval&) {
  return {53};
}

inline Interval hull(const Interval& a, const Interval& b) {
  return IntervalEnds::ordered(a.lower() < b.lower() ? a.lower() : b.lower(),
                               a.upper() > b.upper() ? a.upper() : b.upper());
}
inline Interval intersection(const Interval& a, const Interval& b) {
  if (!overlaps(a, b)) return Interval::nothing();
  return IntervalEnds::ordered(a.lower() > b.lower() ? a.lower() : b.lower(),
                               a.upper() < b.upper() ? a.upper() : b.upper());
}

/// The ends as points. Where there is no end, a half-line next to that infinity.
Interval lower_point(const Interval& x);
Interval upper_point(const Interval& x);
/// A double near the middle: 0 for the entire line, the largest double for a half-line.
Interval midpoint(const Interval& x);
/// Thin upper bounds of upper - lower, of the least r with x inside midpoint(x) +- r, and of |x|;
/// [largest double, +inf] where x is unbounded. Of the empty set: empty.
Interval width(const Interval& x);
Interval radius(const Interval& x);
Interval magnitude(const Interval& x);
/// The least absolute value of a member, a thin point.
Interval mignitude(const Interval& x);
/// The parts below and above the midpoint; both contain it.
std::pair<Interval, Interval> bisect(const Interval& x);

/// The exact ends. Throw std::invalid_argument if x is empty or that end is infinite.
Rational lower_rational(const Interval& x);
Rational upper_rational(const Interval& x);

inline const Interval& to_interval(const Interval& x) {
  return x;
}

/// At most `digits` significant digits, rounded outward; see decimal.hpp.
std::string decimal_lower(const Interval& x, int digits);
std::string decimal_upper(const Interval& x, int digits);
std::pair<std::string, std::string> decimal(const Interval& x, int digits);
/// "[lower, upper]" with at most 17 digits, or "empty".
std::ostream& operator<<(std::ostream& out, const Interval& x);

template <>
struct Construction<Interval> {
  static Interval hull_of(const Rational& lo, const Rational& hi, Precision);
  template <BuiltinInteger T>
  static Interval of_integer(T n, Precision) {
    if constexpr (sizeof(T) < sizeof(double)) {
      return Interval::point(static_cast<double>(n));
    } else {
      // Both parts are exact doubles.
      constexpr T kSplit = T{1} << 32;
      const double high = static_cast<double>(n / kSplit) * 0x1p32;
      const auto low = static_cast<double>(n % kSplit);
      return IntervalEnds::ordered(add_down(high, low), add_up(high, low));
    }
  }
  static Interval empty(Precision) { return Interval::nothing(); }
  static Interval entire(Precision) { return Interval::everything(); }
  static Interval from(const Interval& x, Precision) { return x; }
  static Interval from(const BigInterval& x, Precision);
};

}  // namespace rigor

#include "number/integer_operands.hpp"     // IWYU pragma: export
#include "number/interval_arithmetic.hpp"  // IWYU pragma: export
