#include "function/rootn.hpp"

#include <stdexcept>
#include <utility>

#include "function/monotone.hpp"
#include "function/tight.hpp"

namespace rigor {
namespace {

unsigned long size_of(int n) {
  return n < 0 ? 0UL - static_cast<unsigned long>(n) : static_cast<unsigned long>(n);
}

// x^(1/n) for n > 0, rounded; odd roots of negative x are negative.
BigFloat root(const BigFloat& x, unsigned long n, Precision precision, mpfr_rnd_t direction) {
  BigFloat y(precision);
  mpfr_rootn_ui(y.get(), x.get(), n, direction);
  return y;
}

BigInterval increasing_root(const BigInterval& x, unsigned long n, Precision p) {
  return BigInterval::bounds(root(x.lower(), n, p, MPFR_RNDD), root(x.upper(), n, p, MPFR_RNDU));
}

// 1/x^(1/n) for x >= 0; an infinite or zero x stands for the limit.
BigInterval reciprocal_root(const BigFloat& x, unsigned long n, Precision precision) {
  if (mpfr_regular_p(x.get()) != 0) {
    const BigInterval point = BigInterval::bounds(x, x);
    return tightest([&](Precision p) { return recip(increasing_root(point, n, p)); }, precision);
  }
  BigFloat limit(precision);
  if (x.sign() != 0) return BigInterval::bounds(limit, limit);
  mpfr_set_inf(limit.get(), 1);
  BigFloat below = limit;
  mpfr_nextbelow(below.get());
  return BigInterval::bounds(std::move(below), std::move(limit));
}

// For x >= 0, not {0}: decreasing.
BigInterval reciprocal_roots(const BigInterval& x, unsigned long n) {
  const Precision p = x.precision();
  return BigInterval::bounds(reciprocal_root(x.upper(), n, p).lower(),
                             reciprocal_root(x.lower(), n, p).upper());
}

}  // namespace

BigInterval rootn(const BigInterval& x, int n) {
  if (n == 0) throw std::invalid_argument("a root needs an exponent that isn't 0");
  const unsigned long size = size_of(n);
  const BigInterval inside = n % 2 == 0 ? members_from(0, x) : x;
  const Precision p = x.precision();
  if (is_empty(inside)) return inside;
  if (n > 0) return increasing_root(inside, size, p);
  if (inside.lower().sign() == 0 && inside.upper().sign() == 0) return empty<BigInterval>(p);
  if (inside.lower().sign() >= 0) return reciprocal_roots(inside, size);
  if (inside.upper().sign() <= 0) return -reciprocal_roots(-inside, size);
  return entire<BigInterval>(p);
}

Interval rootn(const Interval& x, int n) {
  if (n == 1) return x;
  if (n == 2) return sqrt(x);
  return to_interval(rootn(convert<BigInterval>(x, Precision{53}), n));
}

}  // namespace rigor
