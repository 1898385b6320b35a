#include "analysis/term_functions.hpp"

#include <stdexcept>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/error_function.hpp"
#include "function/hyperbolic.hpp"
#include "function/integer_part.hpp"
#include "function/jet_derivatives.hpp"
#include "function/quick_functions.hpp"
#include "function/rootn.hpp"
#include "function/trigonometric.hpp"

namespace rigor {
namespace {

// On doubles the functions are the quick ones.
template <class I>
struct Functions;

template <>
struct Functions<Interval> {
  static Interval exp(const Interval& x) { return quick_exp(x); }
  static Interval log(const Interval& x) { return quick_log(x); }
  static Interval sin(const Interval& x) { return quick_sin(x); }
  static Interval cos(const Interval& x) { return quick_cos(x); }
  static Interval tan(const Interval& x) { return quick_tan(x); }
  static Interval asin(const Interval& x) { return quick_asin(x); }
  static Interval acos(const Interval& x) { return quick_acos(x); }
  static Interval atan(const Interval& x) { return quick_atan(x); }
  static Interval sinh(const Interval& x) { return quick_sinh(x); }
  static Interval cosh(const Interval& x) { return quick_cosh(x); }
  static Interval tanh(const Interval& x) { return quick_tanh(x); }
  static Interval power(const Interval& x, int n) { return quick_power(x, n); }
  // 2/sqrt(pi) is between these two neighbours.
  static Interval error_scale(Precision) {
    return Interval::bounds(0x1.20dd750429b6dp+0, 0x1.20dd750429b6ep+0);
  }
};

template <>
struct Functions<BigInterval> {
  static BigInterval exp(const BigInterval& x) { return rigor::exp(x); }
  static BigInterval log(const BigInterval& x) { return rigor::log(x); }
  static BigInterval sin(const BigInterval& x) { return rigor::sin(x); }
  static BigInterval cos(const BigInterval& x) { return rigor::cos(x); }
  static BigInterval tan(const BigInterval& x) { return rigor::tan(x); }
  static BigInterval asin(const BigInterval& x) { return rigor::asin(x); }
  static BigInterval acos(const BigInterval& x) { return rigor::acos(x); }
  static BigInterval atan(const BigInterval& x) { return rigor::atan(x); }
  static BigInterval sinh(const BigInterval& x) { return rigor::sinh(x); }
  static BigInterval cosh(const BigInterval& x) { return rigor::cosh(x); }
  static BigInterval tanh(const BigInterval& x) { return rigor::tanh(x); }
  static BigInterval power(const BigInterval& x, int n) { return pown(x, n); }
  static BigInterval error_scale(Precision p) { return 2 / sqrt(pi<BigInterval>(p)); }
};

template <IntervalNumber I>
I root_of(const I& x, int n) {
  return n == 2 ? sqrt(x) : rootn(nonnegative_part(x), n);
}

// x^n for n >= 0.
template <IntervalNumber I>
I power_of(const I& x, int n) {
  if (n == 2) return sqr(x);
  return n == 1 ? x : Functions<I>::power(x, n);
}

template <IntervalNumber I>
I line_if_empty(I derivative, const I& x) {
  return is_empty(derivative) && !is_empty(x) ? entire<I>(precision_of(x)) : derivative;
}

template <IntervalNumber I>
I arcsine_slope(const I& x) {
  return recip(sqrt(1 - sqr(unit_part(x))));
}

template <IntervalNumber I>
I error_slope(const I& x) {
  return Functions<I>::error_scale(precision_of(x)) * Functions<I>::exp(-sqr(x));
}

template <IntervalNumber I>
I constant_or_line(Op op, const I& x) {
  const Precision p = precision_of(x);
  return may_jump(op, x) ? entire<I>(p) : enclose<I>(0, p);
}

template <IntervalNumber I>
I first(Op op, int n, const I& x, const I& value) {
  const Precision p = precision_of(x);
  switch (op) {
    case Op::power:
      return n * power_of(x, n - 1);
    case Op::root:
      return recip(n * power_of(value, n - 1));
    case Op::exp:
      return value;
    case Op::log:
      return recip(nonnegative_part(x));
    case Op::sin:
      return Functions<I>::cos(x);
    case Op::cos:
      return -Functions<I>::sin(x);
    case Op::tan:
      return 1 + sqr(value);
    case Op::asin:
      return arcsine_slope(x);
    case Op::acos:
      return -arcsine_slope(x);
    case Op::atan:
      return recip(1 + sqr(x));
    case Op::sinh:
      return Functions<I>::cosh(x);
    case Op::cosh:
      return Functions<I>::sinh(x);
    case Op::tanh:
      return 1 - sqr(value);
    case Op::erf:
      return error_slope(x);
    case Op::erfc:
      return -error_slope(x);
    case Op::abs:
      if (certainly(x >= 0)) return enclose<I>(1, p);
      return certainly(x <= 0) ? enclose<I>(-1, p) : symmetric<I>(1, 1, p);
    case Op::sign:
    case Op::floor:
    case Op::ceil:
      return constant_or_line(op, x);
    default:
      throw std::invalid_argument("not an operation with one operand");
  }
}

template <IntervalNumber I>
I second(Op op, int n, const I& x, const I& value, const I& first) {
  const Precision p = precision_of(x);
  switch (op) {
    case Op::power:
      return n == 2 ? enclose<I>(2, p) : n * (static_cast<long>(n) - 1) * power_of(x, n - 2);
    case Op::root: {
      const long square = static_cast<long>(n) * n;
      return (1 - static_cast<long>(n)) / (square * (power_of(value, n - 1) * power_of(value, n)));
    }
    case Op::exp:
      return value;
    case Op::log:
      return -sqr(first);
    case Op::sin:
    case Op::cos:
      return -value;
    case Op::tan:
    case Op::tanh: {
      const I product = scale2(value * first, 1);
      return op == Op::tan ? product : -product;
    }
    case Op::asin:
    case Op::acos:
      return unit_part(x) * power_of(first, 3);
    case Op::atan:
      return -scale2(x * sqr(first), 1);
    case Op::sinh:
    case Op::cosh:
      return value;
    case Op::erf:
    case Op::erfc:
      return -scale2(x * first, 1);
    case Op::abs:
      return enclose<I>(0, p);
    case Op::sign:
    case Op::floor:
    case Op::ceil:
      return constant_or_line(op, x);
    default:
      throw std::invalid_argument("not an operation with one operand");
  }
}

}  // namespace

template <IntervalNumber I>
I apply_operation(Op op, int n, const I& x) {
  switch (op) {
    case Op::power:
      return power_of(x, n);
    case Op::root:
      return root_of(x, n);
    case Op::exp:
      return Functions<I>::exp(x);
    case Op::log:
      return Functions<I>::log(x);
    case Op::sin:
      return Functions<I>::sin(x);
    case Op::cos:
      return Functions<I>::cos(x);
    case Op::tan:
      return Functions<I>::tan(x);
    case Op::asin:
      return Functions<I>::asin(x);
    case Op::acos:
      return Functions<I>::acos(x);
    case Op::atan:
      return Functions<I>::atan(x);
    case Op::sinh:
      return Functions<I>::sinh(x);
    case Op::cosh:
      return Functions<I>::cosh(x);
    case Op::tanh:
      return Functions<I>::tanh(x);
    case Op::erf:
      return erf(x);
    case Op::erfc:
      return erfc(x);
    case Op::abs:
      return abs(x);
    case Op::sign:
      return sign(x);
    case Op::floor:
      return floor(x);
    case Op::ceil:
      return ceil(x);
    default:
      throw std::invalid_argument("not an operation with one operand");
  }
}

template <IntervalNumber I>
I first_derivative(Op op, int n, const I& x, const I& value) {
  return line_if_empty(first(op, n, x, value), x);
}

template <IntervalNumber I>
I second_derivative(Op op, int n, const I& x, const I& value, const I& slope) {
  return line_if_empty(second(op, n, x, value, slope), x);
}

template <IntervalNumber I>
bool may_jump(Op op, const I& x) {
  if (is_empty(x)) return false;
  return !is_thin(apply_operation(op, 0, x));
}

template Interval apply_operation(Op, int, const Interval&);
template Interval first_derivative(Op, int, const Interval&, const Interval&);
template Interval second_derivative(Op, int, const Interval&, const Interval&, const Interval&);
template bool may_jump(Op, const Interval&);
template BigInterval apply_operation(Op, int, const BigInterval&);
template BigInterval first_derivative(Op, int, const BigInterval&, const BigInterval&);
template BigInterval second_derivative(Op, int, const BigInterval&, const BigInterval&,
                                       const BigInterval&);
template bool may_jump(Op, const BigInterval&);

}  // namespace rigor
