#include "number/rational_rounding.hpp"

#include <gmp.h>

#include <vector>

namespace rigor {

Integer floor_of(const Rational& x) {
  Integer quotient;
  mpz_fdiv_q(quotient.backend().data(), Integer(numerator(x)).backend().data(),
             Integer(denominator(x)).backend().data());
  return quotient;
}

Rational simplest_between(const Rational& lower, const Rational& upper) {
  if (lower <= 0 && upper >= 0) return 0;
  if (upper < 0) return -simplest_between(-upper, -lower);
  // 0 < lower <= upper. While no integer lies between the ends they have the same integer part,
  // which is the next partial quotient; the reciprocals of the fractions are in the opposite order.
  std::vector<Integer> quotients;
  Rational a = lower;
  Rational b = upper;
  for (;;) {
    const Integer whole = floor_of(a);
    if (Rational(whole) == a) {
      quotients.push_back(whole);
      break;
    }
    if (Rational(Integer(whole + 1)) <= b) {
      quotients.push_back(whole + 1);
      break;
    }
    quotients.push_back(whole);
    const Rational below = 1 / (b - Rational(whole));
    b = 1 / (a - Rational(whole));
    a = below;
  }
  Rational value(quotients.back());
  for (std::size_t i = quotients.size() - 1; i-- > 0;) value = Rational(quotients[i]) + 1 / value;
  return value;
}

}  // namespace rigor
