// Interval: a closed set of real numbers with double ends, tight and free of rounding modes.
#pragma once

#include <iosfwd>
#include <string>
#include <utility>

#include "number/construction.hpp"
#include "number/rounding.hpp"
#include "number/truth.hpp"

namespace rigor {

/// The empty set, or { x real : lower <= x <= upper } with lower < +inf and upper > -inf. An
/// infinite end means that the set is unbounded there; infinities are never members.
///
/// "f(X) encloses" means: the value of f at every member (of its domain) is in the result. For
/// + - * / sqr sqrt abs min max the result is the tightest interval with double ends (IEEE 1788 set
/// semantics): no member of the domain gives the empty set.
class Interval {
 public:
  /// The set {0}.
  constexpr Interval() = default;

  /// [lo, hi]. Nonsense knows nothing: NaN, lo > hi, lo = +inf and hi = -inf give the entire line.
  static constexpr Interval bounds(double lo, double hi) {
    if (lo <= hi && lo < kInfinity && hi > -kInfinity) return Interval(lo, hi);
    return Interval(-kInfinity, kInfinity);
  }
  /// {x}; the entire line unless x is finite.
  static constexpr Interval point(double x) { return bounds(x, x); }
  static constexpr Interval nothing() { return Interval(kInfinity, -kInfinity); }
  static constexpr Interval everything() { return Interval(-kInfinity, kInfinity); }

  /// +inf and -inf for the empty set. A zero end is +0.
  constexpr double lower() const { return lo_; }
  constexpr double upper() const { return hi_; }

 private:
  friend struct IntervalEnds;
  // Adding +0 turns -0 into +0 and changes nothing else.
  constexpr Interval(double lo, double hi) : lo_(lo + 0.0), hi_(hi + 0.0) {}

  double lo_ = 0;
  double hi_ = 0;
};

/// For the arithmetic only: ends that are known to be in order.
struct IntervalEnds {
  static constexpr Interval ordered(double lo, double hi) { return Interval(lo, hi); }
};

constexpr bool is_empty(const Interval& x) {
  return x.lower() > x.upper();
}
constexpr bool is_entire(const Interval& x) {
  return x.lower() == -kInfinity && x.upper() == kInfinity;
}
/// The empty set is bounded.
constexpr bool is_bounded(const Interval& x) {
  return is_empty(x) || (x.lower() > -kInfinity && x.upper() < kInfinity);
}
constexpr bool is_thin(const Interval& x) {
  return x.lower() == x.upper();
}
constexpr bool contains_zero(const Interval& x) {
  return x.lower() <= 0 && 0 <= x.upper();
}
bool contains(const Interval& x, const Rational& value);
/// Every member of a is a member of b.
constexpr bool subset(const Interval& a, const Interval& b) {
  return is_empty(a) || (b.lower() <= a.lower() && a.upper() <= b.upper());
}
/// a and b have a member in common.
constexpr bool overlaps(const Interval& a, const Interval& b) {
  return !is_empty(a) && !is_empty(b) && a.lower() <= b.upper() && b.lower() <= a.upper();
}
/// The same set.
constexpr bool identical(const Interval& a, const Interval& b) {
  return a.lower() == b.lower() && a.upper() == b.upper();
}
constexpr Precision precision_of(const Interval&) {
  return {53};
}

constexpr Interval hull(const Interval& a, const Interval& b) {
  return IntervalEnds::ordered(a.lower() < b.lower() ? a.lower() : b.lower(),
                               a.upper() > b.upper() ? a.upper() : b.upper());
}
constexpr Interval intersection(const Interval& a, const Interval& b) {
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

constexpr const Interval& to_interval(const Interval& x) {
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
      // Both parts are exact doubles; the sum tells its own error.
      constexpr T kSplit = T{1} << 32;
      const Nearest sum =
          add_nearest(static_cast<double>(n / kSplit) * 0x1p32, static_cast<double>(n % kSplit));
      return Interval::bounds(sum.down(), sum.up());
    }
  }
  static constexpr Interval empty(Precision) { return Interval::nothing(); }
  static constexpr Interval entire(Precision) { return Interval::everything(); }
  static constexpr Interval from(const Interval& x, Precision) { return x; }
  static Interval from(const BigInterval& x, Precision);
};

}  // namespace rigor

#include "number/integer_operands.hpp"     // IWYU pragma: export
#include "number/interval_arithmetic.hpp"  // IWYU pragma: export
