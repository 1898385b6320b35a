#include "function/power.hpp"

#include <algorithm>

#include "function/monotone.hpp"
#include "function/power_point.hpp"

namespace rigor {
namespace {

int compare_to_one(const BigFloat& x) {
  return mpfr_cmp_ui(x.get(), 1);
}

// x^y over a box with x >= 0. log(x^y) = y log x is linear in y and in log x, so that the extrema
// lie in corners; which, the signs of y and log x tell.
class Box {
 public:
  Box(const BigInterval& x, const BigInterval& y)
      : a_(x.lower()), b_(x.upper()), c_(y.lower()), d_(y.upper()) {
    precision_ = std::max(x.precision(), y.precision());
  }

  BigInterval range() const {
    if (c_.sign() >= 0) return rising();
    if (d_.sign() <= 0) return falling();
    if (compare_to_one(a_) >= 0) return between(b_, c_, b_, d_);
    if (compare_to_one(b_) <= 0) return between(a_, d_, a_, c_);
    return hull(between(b_, c_, b_, d_), between(a_, d_, a_, c_));
  }

 private:
  // y >= 0: increasing in x; in y, decreasing for x < 1 and increasing for x > 1.
  BigInterval rising() const {
    return between(a_, compare_to_one(a_) >= 0 ? c_ : d_, b_, compare_to_one(b_) >= 0 ? d_ : c_);
  }
  // y <= 0: decreasing in x.
  BigInterval falling() const {
    return between(b_, compare_to_one(b_) >= 0 ? c_ : d_, a_, compare_to_one(a_) >= 0 ? d_ : c_);
  }
  // From x^y at one corner to x^y at another.
  BigInterval between(const BigFloat& x, const BigFloat& y, const BigFloat& other_x,
                      const BigFloat& other_y) const {
    return hull(power_at(x, y, precision_), power_at(other_x, other_y, precision_));
  }

  const BigFloat& a_;
  const BigFloat& b_;
  const BigFloat& c_;
  const BigFloat& d_;
  Precision precision_;
};

}  // namespace

BigInterval pow(const BigInterval& x, const BigInterval& y) {
  const Precision precision = std::max(x.precision(), y.precision());
  const BigInterval base = members_from(0, x);
  if (is_empty(base) || is_empty(y)) return empty<BigInterval>(precision);
  if (base.upper().sign() == 0) {
    if (y.upper().sign() <= 0) return empty<BigInterval>(precision);
    return convert<BigInterval>(base, precision);
  }
  if (is_thin(base) && is_thin(y)) return power_at(base.lower(), y.lower(), precision);
  return Box(base, y).range();
}

Interval pow(const Interval& x, const Interval& y) {
  const Precision p{53};
  return to_interval(pow(convert<BigInterval>(x, p), convert<BigInterval>(y, p)));
}

}  // namespace rigor
