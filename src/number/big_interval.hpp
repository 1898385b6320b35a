// BigInterval: a closed set of real numbers with MPFR ends; its precision is part of the value.
#pragma once

#include <array>
#include <cstddef>
#include <iosfwd>
#include <string>
#include <utility>

#include "number/big_float.hpp"
#include "number/construction.hpp"
#include "number/interval.hpp"
#include "number/truth.hpp"

namespace rigor {

/// The empty set, or { x real : lower <= x <= upper }, as Interval; the same vocabulary with the
/// same meaning. Both ends have the precision of the interval. Results of several intervals have
/// the largest of their precisions, and the ends are correctly rounded outward for + - * / fma sqr
/// sqrt.
class BigInterval {
 public:
  /// The set {0} at the least precision.
  BigInterval() = default;

  BigInterval(const BigInterval&) = default;
  BigInterval(BigInterval&&) noexcept = default;
  BigInterval& operator=(const BigInterval&) = default;
  BigInterval& operator=(BigInterval&& other) noexcept {
    if (has_128_bits() && other.has_128_bits()) {  // the common case of x = a * b
      ends_[0].copy_short(other.ends_[0]);
      ends_[1].copy_short(other.ends_[1]);
    } else {
      ends_ = std::move(other.ends_);
    }
    return *this;
  }
  ~BigInterval() = default;

  /// [lo, hi]. Nonsense knows nothing: NaN, lo > hi, lo = +inf and hi = -inf give the entire line.
  static BigInterval bounds(BigFloat lo, BigFloat hi);

  const BigFloat& lower() const { return ends_[0]; }
  const BigFloat& upper() const { return ends_[1]; }
  Precision precision() const { return lower().precision(); }

 private:
  friend struct BigIntervalEnds;
  explicit BigInterval(Precision precision) : ends_{BigFloat(precision), BigFloat(precision)} {}
  BigInterval(BigFloat&& lo, BigFloat&& hi) : ends_{std::move(lo), std::move(hi)} {}

  bool has_128_bits() const { return mpfr_get_prec(lower().get()) == 128; }

  std::array<BigFloat, 2> ends_;
};

/// For the arithmetic only: ends of one precision that are known to be in order, and ends to be
/// overwritten so that they stay in order. Only the empty set, [+inf, -inf], has its lower end at
/// +inf.
struct BigIntervalEnds {
  /// {0}, to be overwritten.
  static BigInterval zero(Precision precision) { return BigInterval(precision); }
  static BigInterval ordered(BigFloat&& lo, BigFloat&& hi) {
    return BigInterval(std::move(lo), std::move(hi));
  }
  /// Of an x of 128 bits.
  static void set_lower(BigInterval& x, const Regular128& lo) { x.ends_[0].set(lo); }
  static void set_upper(BigInterval& x, const Regular128& hi) { x.ends_[1].set(hi); }
  /// The lower end for 0, the upper one for 1: a choice without a branch.
  static const BigFloat& end(const BigInterval& x, std::size_t which) { return x.ends_[which]; }
  static mpfr_ptr lower(BigInterval& x) { return x.ends_[0].get(); }
  static mpfr_ptr upper(BigInterval& x) { return x.ends_[1].get(); }
  static void set_entire(BigInterval& x) {
    mpfr_set_inf(x.ends_[0].get(), -1);
    mpfr_set_inf(x.ends_[1].get(), 1);
  }
  static void set_empty(BigInterval& x) {
    mpfr_set_inf(x.ends_[0].get(), 1);
    mpfr_set_inf(x.ends_[1].get(), -1);
  }
};

inline Precision precision_of(const BigInterval& x) {
  return x.precision();
}
inline bool is_empty(const BigInterval& x) {
  return x.lower().is_infinite() && x.lower().sign() > 0;
}
bool is_entire(const BigInterval& x);
bool is_bounded(const BigInterval& x);
bool is_thin(const BigInterval& x);
/// The ends are equal, or next to each other at their precision; x is not empty.
bool has_neighbouring_ends(const BigInterval& x);
bool contains_zero(const BigInterval& x);
bool contains(const BigInterval& x, const Rational& value);
bool subset(const BigInterval& a, const BigInterval& b);
bool interior(const BigInterval& a, const BigInterval& b);
bool overlaps(const BigInterval& a, const BigInterval& b);
bool identical(const BigInterval& a, const BigInterval& b);

BigInterval hull(const BigInterval& a, const BigInterval& b);
BigInterval intersection(const BigInterval& a, const BigInterval& b);
BigInterval lower_point(const BigInterval& x);
BigInterval upper_point(const BigInterval& x);
BigInterval midpoint(const BigInterval& x);
BigInterval width(const BigInterval& x);
BigInterval radius(const BigInterval& x);
BigInterval magnitude(const BigInterval& x);
BigInterval mignitude(const BigInterval& x);
std::pair<BigInterval, BigInterval> bisect(const BigInterval& x);
/// Exact ends. Throws std::invalid_argument if the end is infinite, std::range_error if its binary
/// exponent is larger than 2^30 in size.
Rational lower_rational(const BigInterval& x);
Rational upper_rational(const BigInterval& x);

/// The tightest Interval that encloses x.
Interval to_interval(const BigInterval& x);

BigInterval operator-(const BigInterval& x);
BigInterval operator+(const BigInterval& a, const BigInterval& b);
BigInterval operator-(const BigInterval& a, const BigInterval& b);
BigInterval operator*(const BigInterval& a, const BigInterval& b);
BigInterval operator/(const BigInterval& a, const BigInterval& b);
BigInterval& operator+=(BigInterval& a, const BigInterval& b);
BigInterval& operator-=(BigInterval& a, const BigInterval& b);
BigInterval& operator*=(BigInterval& a, const BigInterval& b);
inline BigInterval& operator/=(BigInterval& a, const BigInterval& b) {
  return a = a / b;
}

BigInterval fma(const BigInterval& a, const BigInterval& b, const BigInterval& c);
BigInterval sqr(const BigInterval& x);
BigInterval pown(const BigInterval& x, int n);
BigInterval sqrt(const BigInterval& x);
BigInterval recip(const BigInterval& x);
BigInterval abs(const BigInterval& x);
BigInterval sign(const BigInterval& x);
BigInterval min(const BigInterval& a, const BigInterval& b);
BigInterval max(const BigInterval& a, const BigInterval& b);
BigInterval scale2(const BigInterval& x, int k);

Truth operator<(const BigInterval& a, const BigInterval& b);
Truth operator<=(const BigInterval& a, const BigInterval& b);
inline Truth operator>(const BigInterval& a, const BigInterval& b) {
  return b < a;
}
inline Truth operator>=(const BigInterval& a, const BigInterval& b) {
  return b <= a;
}

std::string decimal_lower(const BigInterval& x, int digits);
std::string decimal_upper(const BigInterval& x, int digits);
std::pair<std::string, std::string> decimal(const BigInterval& x, int digits);
std::ostream& operator<<(std::ostream& out, const BigInterval& x);

template <>
struct Construction<BigInterval> {
  static BigInterval hull_of(const Rational& lo, const Rational& hi, Precision precision);
  /// Exact; the precision is raised where n needs it.
  template <BuiltinInteger T>
  static BigInterval of_integer(T n, Precision precision) {
    if constexpr (std::is_signed_v<T>) {
      return of_signed(n, precision);
    } else {
      return of_unsigned(n, precision);
    }
  }
  static BigInterval empty(Precision precision);
  static BigInterval entire(Precision precision);
  static BigInterval from(const Interval& x, Precision precision);
  static BigInterval from(const BigInterval& x, Precision precision);

 private:
  static BigInterval of_signed(long n, Precision precision);
  static BigInterval of_unsigned(unsigned long n, Precision precision);
};

}  // namespace rigor

#include "number/big_integer_operands.hpp"
