#include "verdict/defined_numbers.hpp"

#include "number/decorated.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
bool is_defined_at(const SmoothExpression& u, const Rational& from, const Rational& to,
                   Precision precision) {
  const auto value = u(hull_of<Decorated<I>>(from, to, precision));
  return is_defined(value) && !is_empty(value);
}

bool is_defined_at(const SmoothExpression& u, const Rational& s) {
  return is_defined_at<Interval>(u, s, s, {53}) || is_defined_at<BigInterval>(u, s, s, {256});
}

}  // namespace

bool is_defined_number(const SmoothExpression& number) {
  return is_defined_at(number, 0);
}

std::size_t undefined_layer(const SmoothExpression& weight, std::size_t depth) {
  const Rational step(1, static_cast<long>(depth));
  if (is_defined_at<Interval>(weight, step, 1, {53})) return 0;
  for (std::size_t k = 1; k <= depth; ++k) {
    if (!is_defined_at(weight, Rational(static_cast<long>(k) * step))) return k;
  }
  return 0;
}

}  // namespace rigor
