#include "linear/symmetric_box.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace rigor {
namespace {

double midpoint_number(const Interval& x) {
  return midpoint(x).lower();
}
BigFloat midpoint_number(const BigInterval& x) {
  return midpoint(x).lower();
}

double larger_size(double size, const Interval& x) {
  return std::max({size, -x.lower(), x.upper()});
}
BigFloat larger_size(BigFloat size, const BigInterval& x) {
  const BigInterval m = magnitude(x);
  if (mpfr_cmp(m.upper().get(), size.get()) <= 0) return size;
  return m.upper();
}

// The exponent e with 2^(e-1) <= size < 2^e.
long exponent_of(double size) {
  int exponent = 0;
  std::frexp(size, &exponent);
  return exponent;
}
long exponent_of(const BigFloat& size) {
  return mpfr_get_exp(size.get());
}
bool is_zero(double size) {
  return size == 0;
}
bool is_zero(const BigFloat& size) {
  return size.sign() == 0;
}

// x * 2^exponent; power is the same number, if that is one.
Interval scaled(const Interval& x, int exponent, double power) {
  const auto is_exact = [](double from, double to) {
    return from == 0 || (std::fabs(to) >= 0x1p-1000 && std::fabs(to) <= 0x1p1000);
  };
  const double lower = x.lower() * power;
  const double upper = x.upper() * power;
  if (is_exact(x.lower(), lower) && is_exact(x.upper(), upper))
    return Interval::bounds(lower, upper);
  return scale2(x, exponent);
}
BigInterval scaled(const BigInterval& x, int exponent, double) {
  return scale2(x, exponent);
}

constexpr long kLargestExponent = 1 << 28;

}  // namespace

template <IntervalNumber I>
SymmetricBox<I> symmetric_box(const Matrix<I>& a) {
  using Kind = typename SymmetricBox<I>::Kind;
  const std::size_t n = a.rows();
  if (n == 0 || a.columns() != n) throw std::invalid_argument("a square matrix is needed");
  SymmetricBox<I> box{Kind::regular, a, 0};
  Midpoint<I> largest = midpoint_number(enclose<I>(0, precision_of(a(0, 0))));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      I& entry = box.entries(i, j);
      if (!identical(entry, a(j, i))) {
        entry = intersection(entry, a(j, i));
        box.entries(j, i) = entry;
      }
      if (is_empty(entry)) return {Kind::empty, {}, 0};
      if (!is_bounded(entry)) box.kind = Kind::unbounded;
      largest = larger_size(std::move(largest), entry);
    }
  }
  if (box.kind == Kind::unbounded) return box;
  if (is_zero(largest)) {
    box.kind = Kind::zero;
    return box;
  }
  const long exponent = exponent_of(largest);
  if (std::abs(exponent) > kLargestExponent) {
    box.kind = Kind::unbounded;
    return box;
  }
  box.exponent = static_cast<int>(exponent);
  const double power = std::ldexp(1.0, -box.exponent);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      box.entries(i, j) = scaled(box.entries(i, j), -box.exponent, power);
    }
  }
  return box;
}

template <IntervalNumber I>
Precision largest_precision(const Matrix<I>& a) {
  Precision precision = precision_of(a(0, 0));
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      precision = std::max(precision, precision_of(a(i, j)));
    }
  }
  return precision;
}

template <IntervalNumber I>
Precision working_precision(const Matrix<I>& entries) {
  return {std::max(largest_precision(entries).bits, 64) + 32};
}

MidpointForm<BigInterval> midpoint_form(const Matrix<BigInterval>& entries) {
  const std::size_t n = entries.rows();
  const Precision precision = working_precision(entries);
  const auto zero = enclose<BigInterval>(0, precision);
  MidpointForm<BigInterval> form{Matrix<BigFloat>(n, n, BigFloat(precision)),
                                 std::vector<BigInterval>(n, zero)};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const auto entry = convert<BigInterval>(entries(i, j), precision);
      form.midpoint(i, j) = midpoint_number(entry);
      form.row_radius[i] += radius(entry);
    }
    form.row_radius[i] = upper_point(form.row_radius[i]);
  }
  return form;
}

MidpointForm<Interval> midpoint_form(const Matrix<Interval>& entries) {
  const std::size_t n = entries.rows();
  MidpointForm<Interval> form{Matrix<double>(n, n, 0.0), std::vector<Interval>(n)};
  for (std::size_t i = 0; i < n; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < n; ++j) {
      const double lower = entries(i, j).lower();
      const double upper = entries(i, j).upper();
      double& middle = form.midpoint(i, j);
      middle = lower;
      if (lower != upper) {
        middle = 0.5 * lower + 0.5 * upper;
        sum = add_up(sum, std::max(sub_up(upper, middle), sub_up(middle, lower)));
      }
    }
    form.row_radius[i] = Interval::point(sum);
  }
  return form;
}

Matrix<double> rounded_midpoints(const Matrix<Interval>& entries) {
  return midpoint_form(entries).midpoint;
}
Matrix<double> rounded_midpoints(const Matrix<BigInterval>& entries) {
  Matrix<double> rounded(entries.rows(), entries.rows(), 0.0);
  for (std::size_t i = 0; i < entries.rows(); ++i) {
    for (std::size_t j = 0; j < entries.rows(); ++j) {
      rounded(i, j) = midpoint(to_interval(entries(i, j))).lower();
    }
  }
  return rounded;
}

template <IntervalNumber I>
I row_bound(const Matrix<I>& a) {
  I bound = magnitude(a(0, 0));
  for (std::size_t i = 0; i < a.rows(); ++i) {
    I sum = magnitude(a(i, 0));
    for (std::size_t j = 1; j < a.rows(); ++j) sum += magnitude(a(i, j));
    bound = max(bound, sum);
  }
  return upper_point(bound);
}

std::vector<Interval> as_points(const std::vector<double>& v) {
  std::vector<Interval> points;
  for (const double x : v) points.push_back(Interval::point(x));
  return points;
}
std::vector<BigInterval> as_points(const std::vector<BigFloat>& v) {
  std::vector<BigInterval> points;
  for (const BigFloat& x : v) points.push_back(BigInterval::bounds(x, x));
  return points;
}

template SymmetricBox<Interval> symmetric_box(const Matrix<Interval>&);
template SymmetricBox<BigInterval> symmetric_box(const Matrix<BigInterval>&);
template Interval row_bound(const Matrix<Interval>&);
template BigInterval row_bound(const Matrix<BigInterval>&);
template Precision largest_precision(const Matrix<Interval>&);
template Precision largest_precision(const Matrix<BigInterval>&);
template Precision working_precision(const Matrix<Interval>&);
template Precision working_precision(const Matrix<BigInterval>&);

}  // namespace rigor
