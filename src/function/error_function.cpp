#include "function/error_function.hpp"

#include <utility>

namespace rigor {

BigInterval erf_at(const BigFloat& x, Precision precision) {
  BigFloat lo(precision);
  BigFloat hi(precision);
  mpfr_erf(lo.get(), x.get(), MPFR_RNDD);
  mpfr_erf(hi.get(), x.get(), MPFR_RNDU);
  return BigInterval::bounds(std::move(lo), std::move(hi));
}

BigInterval erfc_at(const BigFloat& x, Precision precision) {
  BigFloat lo(precision);
  BigFloat hi(precision);
  mpfr_erfc(lo.get(), x.get(), MPFR_RNDD);
  mpfr_erfc(hi.get(), x.get(), MPFR_RNDU);
  return BigInterval::bounds(std::move(lo), std::move(hi));
}

}  // namespace rigor
