#include "linear/definite.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "linear/cholesky.hpp"
#include "linear/eigenvalues.hpp"
#include "linear/symmetric_box.hpp"

namespace rigor {
namespace {

int half_exponent(const Interval& x) {
  return std::ilogb(x.upper()) / 2;
}
int half_exponent(const BigInterval& x) {
  constexpr long kLargest = 1L << 28;
  return static_cast<int>(std::clamp(mpfr_get_exp(x.upper().get()) / 2, -kLargest, kLargest));
}

// D A D with powers of 2. Requires certainly(a_ii > 0).
template <IntervalNumber I>
Matrix<I> scaled_to_unit_diagonal(const Matrix<I>& a) {
  const std::size_t n = a.rows();
  std::vector<int> exponent(n);
  for (std::size_t i = 0; i < n; ++i) exponent[i] = half_exponent(a(i, i));
  Matrix<I> scaled = a;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      scaled(i, j) = scale2(a(i, j), -exponent[i] - exponent[j]);
    }
  }
  return scaled;
}

template <IntervalNumber I>
bool prove_definite(const Matrix<I>& scaled) {
  for (std::size_t i = 0; i < scaled.rows(); ++i) {
    for (std::size_t j = 0; j < scaled.rows(); ++j) {
      if (!is_bounded(scaled(i, j))) return false;
    }
  }
  MidpointForm<I> form = midpoint_form(scaled);
  for (std::size_t i = 0; i < scaled.rows(); ++i) {
    form.midpoint(i, i) = lowered(form.midpoint(i, i), form.row_radius[i]);
  }
  return prove_positive_definite(form.midpoint).has_value();
}

bool prove_definite_in_doubles(const Matrix<Interval>&) {
  return false;  // that is what prove_definite does
}
bool prove_definite_in_doubles(const Matrix<BigInterval>& scaled) {
  Matrix<Interval> rounded(scaled.rows(), scaled.rows(), Interval());
  for (std::size_t i = 0; i < scaled.rows(); ++i) {
    for (std::size_t j = 0; j < scaled.rows(); ++j) rounded(i, j) = to_interval(scaled(i, j));
  }
  return prove_definite(rounded);
}

}  // namespace

template <IntervalNumber I>
Truth is_positive_definite(const Matrix<I>& symmetric) {
  const SymmetricBox<I> box = symmetric_box(symmetric);
  using Kind = typename SymmetricBox<I>::Kind;
  if (box.kind == Kind::zero) return Truth::no;
  if (box.kind != Kind::regular) return Truth::unsettled;
  bool is_diagonal_positive = true;
  for (std::size_t i = 0; i < symmetric.rows(); ++i) {
    const I& entry = box.entries(i, i);
    if (certainly(entry <= 0)) return Truth::no;
    if (!certainly(entry > 0)) is_diagonal_positive = false;
  }
  if (is_diagonal_positive) {
    const Matrix<I> scaled = scaled_to_unit_diagonal(box.entries);
    if (prove_definite_in_doubles(scaled) || prove_definite(scaled)) return Truth::yes;
    if (certainly(smallest_eigenvalue(scaled) <= 0)) return Truth::no;
  }
  return certainly(smallest_eigenvalue(box.entries) <= 0) ? Truth::no : Truth::unsettled;
}

template Truth is_positive_definite(const Matrix<Interval>&);
template Truth is_positive_definite(const Matrix<BigInterval>&);

}  // namespace rigor
