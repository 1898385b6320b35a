#include "linear/symmetric_box.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace rigor {
namespace {

// The exponent e with 2^(e-1) <= x < 2^e, of a positive finite upper end.
long exponent_of(const Interval& x) {
  int exponent = 0;
  std::frexp(x.upper(), &exponent);
  return exponent;
}
long exponent_of(const BigInterval& x) {
  return mpfr_get_exp(x.upper().get());
}

bool is_zero(const Interval& x) {
  return x.upper() == 0;
}
bool is_zero(const BigInterval& x) {
  return x.upper().sign() == 0;
}

double midpoint_number(const Interval& x) {
  return midpoint(x).lower();
}
BigFloat midpoint_number(const BigInterval& x) {
  return midpoint(x).lower();
}

constexpr long kLargestExponent = 1 << 28;

}  // namespace

template <IntervalNumber I>
SymmetricBox<I> symmetric_box(const Matrix<I>& a) {
  using Kind = typename SymmetricBox<I>::Kind;
  const std::size_t n = a.rows();
  if (n == 0 || a.columns() != n) throw std::invalid_argument("a square matrix is needed");
  SymmetricBox<I> box{Kind::regular, a, 0};
  I largest = magnitude(a(0, 0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      I& entry = box.entries(i, j);
      if (!identical(entry, a(j, i))) {
        entry = intersection(entry, a(j, i));
        box.entries(j, i) = entry;
      }
      if (is_empty(entry)) return {Kind::empty, {}, 0};
      if (!is_bounded(entry)) box.kind = Kind::unbounded;
      largest = max(largest, magnitude(entry));
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
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      box.entries(i, j) = scale2(box.entries(i, j), -box.exponent);
    }
  }
  return box;
}

template <IntervalNumber I>
Precision working_precision(const Matrix<I>& entries) {
  Precision precision{64};
  for (std::size_t i = 0; i < entries.rows(); ++i) {
    for (std::size_t j = 0; j < entries.columns(); ++j) {
      precision = std::max(precision, precision_of(entries(i, j)));
    }
  }
  return {precision.bits + 32};
}

template <IntervalNumber I>
MidpointForm<I> midpoint_form(const Matrix<I>& entries) {
  const std::size_t n = entries.rows();
  const Precision precision = working_precision(entries);
  MidpointForm<I> form{Matrix<Midpoint<I>>(n, n, midpoint_number(enclose<I>(0, precision))),
                       std::vector<I>(n, enclose<I>(0, precision))};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const I entry = convert<I>(entries(i, j), precision);
      form.midpoint(i, j) = midpoint_number(entry);
      form.row_radius[i] += radius(entry);
    }
  }
  for (I& r : form.row_radius) r = upper_point(r);
  return form;
}

template SymmetricBox<Interval> symmetric_box(const Matrix<Interval>&);
template SymmetricBox<BigInterval> symmetric_box(const Matrix<BigInterval>&);
template Precision working_precision(const Matrix<Interval>&);
template Precision working_precision(const Matrix<BigInterval>&);
template MidpointForm<Interval> midpoint_form(const Matrix<Interval>&);
template MidpointForm<BigInterval> midpoint_form(const Matrix<BigInterval>&);

}  // namespace rigor
