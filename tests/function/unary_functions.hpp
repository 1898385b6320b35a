// All functions of one argument, with what a reference needs to know of them.
#pragma once

#include <mpfr.h>

#include <cmath>
#include <string>
#include <vector>

#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/trigonometric.hpp"
#include "support/sampling.hpp"

namespace rigor::test {

/// MPFR's function, at four times the precision, is the reference. Its domain is [domain_lower,
/// domain_upper], where infinite values at the ends are limits.
struct UnaryFunction {
  std::string name;
  Interval (*on_interval)(const Interval&);
  BigInterval (*on_big)(const BigInterval&);
  Decorated<Interval> (*on_decorated)(const Decorated<Interval>&);
  int (*reference)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
  double domain_lower = -kInfinity;
  double domain_upper = kInfinity;
  // Where most inputs are drawn from.
  double interesting_lower = -5;
  double interesting_upper = 5;
};

inline const std::vector<UnaryFunction>& unary_functions() {
  static const std::vector<UnaryFunction> all = {
      {"exp", exp, exp, exp<Interval>, mpfr_exp, -kInfinity, kInfinity, -750, 715},
      {"exp2", exp2, exp2, exp2<Interval>, mpfr_exp2, -kInfinity, kInfinity, -1080, 1025},
      {"expm1", expm1, expm1, expm1<Interval>, mpfr_expm1, -kInfinity, kInfinity, -40, 715},
      {"log", log, log, log<Interval>, mpfr_log, 0, kInfinity, 0, 4},
      {"log2", log2, log2, log2<Interval>, mpfr_log2, 0, kInfinity, 0, 4},
      {"log1p", log1p, log1p, log1p<Interval>, mpfr_log1p, -1, kInfinity, -1, 3},
      {"sin", sin, sin, sin<Interval>, mpfr_sin, -kInfinity, kInfinity, -20, 20},
      {"cos", cos, cos, cos<Interval>, mpfr_cos, -kInfinity, kInfinity, -20, 20},
      {"tan", tan, tan, tan<Interval>, mpfr_tan, -kInfinity, kInfinity, -20, 20},
      {"asin", asin, asin, asin<Interval>, mpfr_asin, -1, 1, -1, 1},
      {"acos", acos, acos, acos<Interval>, mpfr_acos, -1, 1, -1, 1},
      {"atan", atan, atan, atan<Interval>, mpfr_atan},
      {"sinh", sinh, sinh, sinh<Interval>, mpfr_sinh, -kInfinity, kInfinity, -715, 715},
      {"cosh", cosh, cosh, cosh<Interval>, mpfr_cosh, -kInfinity, kInfinity, -715, 715},
      {"tanh", tanh, tanh, tanh<Interval>, mpfr_tanh, -kInfinity, kInfinity, -25, 25},
      {"asinh", asinh, asinh, asinh<Interval>, mpfr_asinh},
      {"acosh", acosh, acosh, acosh<Interval>, mpfr_acosh, 1, kInfinity, 1, 3},
      {"atanh", atanh, atanh, atanh<Interval>, mpfr_atanh, -1, 1, -1, 1},
      {"erf", erf, erf, erf<Interval>, mpfr_erf, -kInfinity, kInfinity, -7, 7},
      {"erfc", erfc, erfc, erfc<Interval>, mpfr_erfc, -kInfinity, kInfinity, -7, 28},
  };
  return all;
}

/// Mostly where the function is interesting, sometimes any double, sometimes tiny.
inline double input_of(const UnaryFunction& f, Sampler& sampler) {
  double x = 0;
  switch (sampler.integer(0, 5)) {
    case 0:
      x = sampler.finite();
      break;
    case 1:
      x = sampler.moderate(-60, 2) * (sampler.integer(0, 1) == 0 ? 1 : -1);
      break;
    default:
      x = sampler.uniform(f.interesting_lower, f.interesting_upper);
  }
  if (x < f.domain_lower || x > f.domain_upper) {
    x = sampler.uniform(f.interesting_lower, f.interesting_upper);
  }
  return x;
}

/// erfc beyond 100 takes MPFR too long.
inline bool has_reference(const UnaryFunction& f, double x) {
  return !f.name.starts_with("erf") || std::fabs(x) < 100;
}

inline BigFloat exact(double x) {
  BigFloat value(Precision{53});
  mpfr_set_d(value.get(), x, MPFR_RNDN);
  return value;
}

}  // namespace rigor::test
