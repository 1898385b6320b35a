#include "soundness/oracle.hpp"

#include <stdexcept>
#include <string>

#include "soundness/arithmetic_ranges.hpp"
#include "soundness/function_ranges.hpp"

namespace rigor::soundness {
namespace {

constexpr int kTight = 0;
constexpr int kNearlyTight = 2;

template <PointFunction value, Shape shape>
Range range_of(const Operands& x, const Format& format) {
  return range_of_curve({.value = value, .shape = shape}, x[0], format);
}

// On [lower, upper], with or without the borders.
template <PointFunction value, Shape shape, long lower, bool has_open_borders>
Range range_from(const Operands& x, const Format& format) {
  return range_of_curve({.value = value,
                         .shape = shape,
                         .domain = {false, Real::of_integer(lower), Real::infinity(1)},
                         .has_open_borders = has_open_borders},
                        x[0], format);
}
template <PointFunction value, Shape shape, bool has_open_borders>
Range range_within_one(const Operands& x, const Format& format) {
  return range_of_curve({.value = value,
                         .shape = shape,
                         .domain = {false, Real::of_integer(-1), Real::of_integer(1)},
                         .has_open_borders = has_open_borders},
                        x[0], format);
}

const std::vector<Oracle>& oracles() {
  using enum Terrain;
  using enum Shape;
  static const std::vector<Oracle> table = {
      {"neg", range_of_negation, arithmetic, kTight},
      {"add", range_of_sum, arithmetic, kTight},
      {"sub", range_of_difference, arithmetic, kTight},
      {"mul", range_of_product, arithmetic, kTight},
      {"div", range_of_quotient, arithmetic, kTight},
      {"fma", range_of_fma, arithmetic, kTight},
      {"sqr", range_of_square, arithmetic, kTight},
      {"sqrt", range_of_square_root, arithmetic, kTight},
      {"recip", range_of_reciprocal, arithmetic, kTight},
      {"abs", range_of_absolute_value, arithmetic, kTight},
      {"min", range_of_minimum, arithmetic, kTight},
      {"max", range_of_maximum, arithmetic, kTight},
      {"sign", range_of_sign, arithmetic, kTight},
      {"intersection", range_of_intersection, arithmetic, kTight},
      {"scale2", range_of_scaling, arithmetic, kTight},
      {"width", range_of_width, arithmetic, kTight, false},
      {"magnitude", range_of_magnitude, arithmetic, kTight, false},
      {"mignitude", range_of_mignitude, arithmetic, kTight, false},
      {"pown", range_of_pown, integer_power, kNearlyTight},
      {"pow", range_of_pow, power, kNearlyTight},
      {"exp", range_of<at::exp, increasing>, exponential, kNearlyTight},
      {"exp2", range_of<at::exp2, increasing>, exponential, kNearlyTight},
      {"expm1", range_of<at::expm1, increasing>, exponential, kNearlyTight},
      {"log", range_from<at::log, increasing, 0, true>, logarithmic, kNearlyTight},
      {"log2", range_from<at::log2, increasing, 0, true>, logarithmic, kNearlyTight},
      {"log1p", range_from<at::log1p, increasing, -1, true>, bordered, kNearlyTight},
      {"sin", range_of_sine, periodic, kNearlyTight},
      {"cos", range_of_cosine, periodic, kNearlyTight},
      {"tan", range_of_tangent, periodic, kNearlyTight},
      {"asin", range_within_one<at::asin, increasing, false>, bordered, kNearlyTight},
      {"acos", range_within_one<at::acos, decreasing, false>, bordered, kNearlyTight},
      {"atan", range_of<at::atan, increasing>, arithmetic, kNearlyTight},
      {"sinh", range_of<at::sinh, increasing>, exponential, kNearlyTight},
      {"cosh", range_of<at::cosh, least_at_zero>, exponential, kNearlyTight},
      {"tanh", range_of<at::tanh, increasing>, exponential, kNearlyTight},
      {"asinh", range_of<at::asinh, increasing>, arithmetic, kNearlyTight},
      {"acosh", range_from<at::acosh, increasing, 1, false>, bordered, kNearlyTight},
      {"atanh", range_within_one<at::atanh, increasing, true>, bordered, kNearlyTight},
      {"erf", range_of<at::erf, increasing>, bell, kNearlyTight},
      {"erfc", range_of<at::erfc, decreasing>, bell, kNearlyTight},
      {"normal_pdf", range_of<at::normal_pdf, greatest_at_zero>, bell, kNearlyTight},
      {"normal_cdf", range_of<at::normal_cdf, increasing>, bell, kNearlyTight},
  };
  return table;
}

}  // namespace

const Oracle& oracle_of(std::string_view name) {
  for (const Oracle& oracle : oracles()) {
    if (oracle.name == name) return oracle;
  }
  throw std::out_of_range("no oracle for " + std::string(name));
}

}  // namespace rigor::soundness
