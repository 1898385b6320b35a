#include "function/constants.hpp"

#include <utility>

namespace rigor {
namespace {

template <class Function>
BigInterval rounded_both_ways(Function f, Precision precision) {
  BigFloat lo(precision);
  BigFloat hi(precision);
  f(lo.get(), MPFR_RNDD);
  f(hi.get(), MPFR_RNDU);
  return BigInterval::bounds(std::move(lo), std::move(hi));
}

}  // namespace

BigInterval big_pi(Precision precision) {
  return rounded_both_ways(mpfr_const_pi, precision);
}

BigInterval big_ln2(Precision precision) {
  return rounded_both_ways(mpfr_const_log2, precision);
}

BigInterval big_euler_e(Precision precision) {
  BigFloat one(precision);
  mpfr_set_ui(one.get(), 1, MPFR_RNDN);
  const auto exp_of_one = [&one](mpfr_ptr result, mpfr_rnd_t rounding) {
    mpfr_exp(result, one.get(), rounding);
  };
  return rounded_both_ways(exp_of_one, precision);
}

}  // namespace rigor
