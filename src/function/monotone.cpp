#include "function/monotone.hpp"

#include <utility>

namespace rigor {

BigFloat small_integer(int n, Precision precision) {
  BigFloat x(precision);
  mpfr_set_si(x.get(), n, MPFR_RNDN);
  return x;
}

BigFloat rounded_value(MpfrFunction f, const BigFloat& x, Precision precision,
                       mpfr_rnd_t direction) {
  BigFloat y(precision);
  f(y.get(), x.get(), direction);
  return y;
}

BigInterval value_at(MpfrFunction f, const BigFloat& x, Precision precision) {
  BigFloat lo(precision);
  const bool is_exact = f(lo.get(), x.get(), MPFR_RNDD) == 0;
  BigFloat hi = lo;
  if (lo.is_infinite() && lo.sign() > 0) {
    mpfr_nextbelow(lo.get());
  } else if (!is_exact || lo.is_infinite()) {
    mpfr_nextabove(hi.get());
  }
  return BigInterval::bounds(std::move(lo), std::move(hi));
}

BigInterval increasing(MpfrFunction f, const BigInterval& x) {
  if (is_empty(x)) return x;
  const Precision p = x.precision();
  if (is_thin(x)) return value_at(f, x.lower(), p);
  return BigInterval::bounds(rounded_value(f, x.lower(), p, MPFR_RNDD),
                             rounded_value(f, x.upper(), p, MPFR_RNDU));
}

BigInterval decreasing(MpfrFunction f, const BigInterval& x) {
  if (is_empty(x)) return x;
  const Precision p = x.precision();
  if (is_thin(x)) return value_at(f, x.lower(), p);
  return BigInterval::bounds(rounded_value(f, x.upper(), p, MPFR_RNDD),
                             rounded_value(f, x.lower(), p, MPFR_RNDU));
}

BigInterval hull_of_ends(BigInterval (*f_at)(const BigFloat&, Precision), const BigInterval& x) {
  if (is_empty(x)) return x;
  const BigInterval at_lower = f_at(x.lower(), x.precision());
  return is_thin(x) ? at_lower : hull(at_lower, f_at(x.upper(), x.precision()));
}

Interval hull_of_ends(Interval (*f_at)(double), const Interval& x) {
  if (is_empty(x)) return x;
  const Interval at_lower = f_at(x.lower());
  return is_thin(x) ? at_lower : hull(at_lower, f_at(x.upper()));
}

BigInterval members_from(int least, const BigInterval& x) {
  if (is_empty(x) || mpfr_cmp_si(x.lower().get(), least) >= 0) return x;
  if (mpfr_cmp_si(x.upper().get(), least) < 0) return empty<BigInterval>(x.precision());
  return BigInterval::bounds(small_integer(least, x.precision()), x.upper());
}

BigInterval members_up_to(int greatest, const BigInterval& x) {
  if (is_empty(x) || mpfr_cmp_si(x.upper().get(), greatest) <= 0) return x;
  if (mpfr_cmp_si(x.lower().get(), greatest) > 0) return empty<BigInterval>(x.precision());
  return BigInterval::bounds(x.lower(), small_integer(greatest, x.precision()));
}

Interval through_big(BigInterval (*f)(const BigInterval&), const Interval& x) {
  return to_interval(f(convert<BigInterval>(x, Precision{53})));
}

}  // namespace rigor
