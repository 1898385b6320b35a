#include "function/exponential_integral.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "function/elementary.hpp"
#include "function/monotone.hpp"
#include "function/tight.hpp"

namespace rigor {
namespace {

BigInterval thin(const BigFloat& x, Precision p) {
  return BigInterval::bounds(BigFloat::rounded(x.get(), p, MPFR_RNDD),
                             BigFloat::rounded(x.get(), p, MPFR_RNDU));
}

BigInterval euler_gamma(Precision p) {
  BigFloat lo(p), hi(p);
  mpfr_const_euler(lo.get(), MPFR_RNDD);
  mpfr_const_euler(hi.get(), MPFR_RNDU);
  return BigInterval::bounds(std::move(lo), std::move(hi));
}

// E_1(x) = -gamma - log x + sum over k >= 1 of (-1)^(k+1) a_k, a_k = x^k / (k k!) (DLMF 6.6.2).
// a_(k+1) / a_k = x k / (k+1)^2 < x / k, so from k >= x on the terms decrease and what is left out
// after an a_k lies between 0 and the next term.
BigInterval by_series(const BigFloat& at, Precision work) {
  const BigInterval x = thin(at, work);
  BigInterval sum = -euler_gamma(work) - log(x);
  BigInterval power = enclose<BigInterval>(1L, work);  // x^k / k!
  const BigInterval negligible = scale2(enclose<BigInterval>(1L, work), -work.bits);
  for (long k = 1;; ++k) {
    power = power * x / k;
    const BigInterval term = power / k;
    const bool is_last = certainly(x <= k) && certainly(term <= negligible);
    const BigInterval added = is_last ? hull(enclose<BigInterval>(0L, work), term) : term;
    sum = k % 2 == 1 ? sum + added : sum - added;
    if (is_last) return sum;
  }
}

// E_1(x) = exp(-x) / t_0 with t_k = x + (k+1) / (1 + (k+1) / t_(k+1)) (the continued fraction DLMF
// 6.9.1 of Stieltjes). Every t_k lies in [x, x + k + 1], for its continued fraction has positive
// terms and converges; t_k increases in t_(k+1).
BigInterval by_fraction(const BigFloat& at, long steps, Precision work) {
  const BigInterval x = thin(at, work);
  BigInterval t = hull(x, x + (steps + 1));
  for (long k = steps; k >= 1; --k) t = x + k / (1 + k / t);
  return exp(-x) / t;
}

// The error of n steps is about exp(-4 sqrt(n x)): heuristic, about equal cost of both methods.
BigInterval expint1_of(const BigFloat& x, Precision precision) {
  const double size = mpfr_get_d(x.get(), MPFR_RNDU);
  const double wanted = 0.1733 * (precision.bits + 8);  // log(2) / 4 a bit
  const double steps = wanted * wanted / size + 2;
  // The terms add up to about exp(x), the result is exp(-x): 2 / log 2 bits a unit of x are lost.
  if (2 * steps > 4 * size + precision.bits / 4.0) {
    return by_series(x, Precision{precision.bits + 12 + static_cast<int>(2.9 * size)});
  }
  return by_fraction(x, static_cast<long>(steps), Precision{precision.bits + 12});
}

BigInterval expint1_at(const BigFloat& x, Precision precision) {
  if (x.sign() == 0) {
    BigFloat lo(precision), hi(precision);
    mpfr_set_inf(hi.get(), 1);
    mpfr_set_inf(lo.get(), 1);
    mpfr_nextbelow(lo.get());
    return BigInterval::bounds(std::move(lo), std::move(hi));
  }
  if (x.is_infinite()) return enclose<BigInterval>(0L, precision);
  return tightest([&x](Precision p) { return expint1_of(x, p); }, precision);
}

}  // namespace

BigInterval expint1(const BigInterval& x) {
  const BigInterval members = members_from(0, x);
  // {0} has no positive member.
  if (is_empty(members) || members.upper().sign() <= 0) return empty<BigInterval>(x.precision());
  return hull_of_ends(expint1_at, members);
}

Interval expint1(const Interval& x) {
  return through_big(expint1, x);
}

}  // namespace rigor
