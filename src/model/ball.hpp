// Ball: a midpoint and a radius, both doubles; quick arithmetic for long recurrences.
#pragma once

#include <cmath>
#include <type_traits>

#include "number/interval.hpp"

namespace rigor {

/// Encloses the reals within `radius` of `middle`; nothing is known where one of them is not
/// finite.
///
/// With u = 2^-53, round to nearest: |fl(a + b) - (a + b)| <= u |fl(a + b)|, and the same for
/// products and quotients up to 2^-1074. The radius of a result is a sum of at most 5 nonnegative
/// terms, formed with at most 5 roundings one after the other, each of which takes away at most a
/// share u; terms that underflow lose at most 2^-1072 in all. The factor 1 + 2^-49 > (1 - u)^-8 and
/// the term 2^-1000 make up for it. So results enclose. Where finite numbers overflow, the middle
/// or the radius is infinite or NaN, and stays that: u |middle| is a term of the radius.
class Ball {
 public:
  Ball() = default;
  explicit Ball(double middle, double radius = 0) : middle_(middle), radius_(radius) {}
  explicit Ball(const Interval& x) {
    if (is_empty(x) || !is_bounded(x)) {
      radius_ = kInfinity;
      return;
    }
    middle_ = midpoint(x).lower();
    radius_ = std::fmax(sub_up(x.upper(), middle_), sub_up(middle_, x.lower()));
  }

  double middle() const { return middle_; }
  double radius() const { return radius_; }

  Interval interval() const {
    if (!std::isfinite(middle_) || !std::isfinite(radius_)) return Interval::everything();
    return Interval::bounds(-sub_up(radius_, middle_), add_up(middle_, radius_));
  }

  friend Ball operator-(const Ball& a) { return Ball(-a.middle_, a.radius_); }
  friend Ball operator+(const Ball& a, const Ball& b) {
    const double m = a.middle_ + b.middle_;
    return widened(m, a.radius_ + b.radius_);
  }
  friend Ball operator-(const Ball& a, const Ball& b) { return a + -b; }
  friend Ball operator*(const Ball& a, const Ball& b) {
    const double m = a.middle_ * b.middle_;
    return widened(
        m, std::fabs(a.middle_) * b.radius_ + a.radius_ * (std::fabs(b.middle_) + b.radius_));
  }
  friend Ball operator*(const Ball& a, int n) { return a * Ball(static_cast<double>(n)); }
  friend Ball operator*(int n, const Ball& a) { return a * n; }
  /// n > 0.
  friend Ball operator/(const Ball& a, int n) { return widened(a.middle_ / n, a.radius_ / n); }
  Ball& operator+=(const Ball& b) { return *this = *this + b; }
  Ball& operator-=(const Ball& b) { return *this = *this - b; }

 private:
  static Ball widened(double m, double radius) {
    constexpr double kUnit = 0x1p-53, kTiny = 0x1p-1000, kMore = 1 + 0x1p-49;
    return Ball(m, (radius + (std::fabs(m) * kUnit + kTiny)) * kMore);
  }

  double middle_ = 0;
  double radius_ = 0;
};

/// An interval in the arithmetic T, itself or Ball; and back.
template <class T, class I>
T converted(const I& x) {
  if constexpr (std::is_same_v<T, I>) {
    return x;
  } else {
    return T(x);
  }
}
template <class I>
const I& interval_of(const I& x) {
  return x;
}
inline Interval interval_of(const Ball& x) {
  return x.interval();
}

}  // namespace rigor
