#include "linear/cholesky.hpp"

#include <cmath>
#include <cstddef>

#include "linear/eigen_map.hpp"
#include "number/rounding.hpp"

namespace rigor {
namespace {

constexpr std::size_t kLargestSize = std::size_t{1} << 20;

// At least Ku / (1 - 2Ku), K = n + 3: both Ku and 1 - 2Ku are doubles.
double backward_error(std::size_t n) {
  const double error = static_cast<double>(n + 3) * 0x1p-53;
  return div_up(error, 1 - 2 * error);
}

}  // namespace

std::optional<CholeskyFactor<double>> prove_positive_definite(const Matrix<double>& a) {
  const std::size_t n = a.rows();
  if (n == 0 || n != a.columns() || n > kLargestSize) return std::nullopt;
  double trace = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (!(a(i, i) > 0 && a(i, i) <= 0x1p60)) return std::nullopt;
    trace = add_up(trace, a(i, i));
  }
  const double shift = add_up(mul_up(backward_error(n), trace), 0x1p-900);
  CholeskyFactor<double> factor{a};
  for (std::size_t i = 0; i < n; ++i) factor.lower(i, i) = -add_up(-a(i, i), shift);
  Eigen::Map<RowMajor> lower = as_eigen(factor.lower);
  Eigen::LLT<Eigen::Ref<RowMajor>> decomposition(lower);
  if (decomposition.info() != Eigen::Success) return std::nullopt;
  // An entry of a row that is not a number makes the square root at its end none.
  for (std::size_t i = 0; i < n; ++i) {
    if (!(factor.lower(i, i) > 0 && factor.lower(i, i) <= 0x1p31)) return std::nullopt;
  }
  return factor;
}

template <>
std::vector<double> CholeskyFactor<double>::guess_solution(std::vector<double> b) const {
  const auto n = static_cast<Eigen::Index>(b.size());
  const Eigen::Map<const RowMajor> l(&lower(0, 0), n, n);
  Eigen::Map<Eigen::VectorXd> x(b.data(), n);
  l.triangularView<Eigen::Lower>().solveInPlace(x);
  l.transpose().triangularView<Eigen::Upper>().solveInPlace(x);
  return b;
}

std::optional<CholeskyFactor<BigFloat>> prove_positive_definite(const Matrix<BigFloat>& a) {
  const std::size_t n = a.rows();
  if (n == 0 || n != a.columns() || n > kLargestSize) return std::nullopt;
  const Precision precision = a(0, 0).precision();
  if (precision.bits < 53) return std::nullopt;
  mpfr_clear_underflow();
  BigFloat shift(precision);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      if (a(i, j).precision() != precision) return std::nullopt;
    }
    if (a(i, i).sign() <= 0) return std::nullopt;
    mpfr_add(shift.get(), shift.get(), a(i, i).get(), MPFR_RNDU);
  }
  mpfr_mul_d(shift.get(), shift.get(), backward_error(n), MPFR_RNDU);
  mpfr_mul_2si(shift.get(), shift.get(), 53 - precision.bits, MPFR_RNDU);

  CholeskyFactor<BigFloat> factor{a};
  Matrix<BigFloat>& l = factor.lower;
  BigFloat product(precision);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      mpfr_ptr sum = l(i, j).get();
      if (i == j) mpfr_sub(sum, sum, shift.get(), MPFR_RNDD);
      for (std::size_t k = 0; k < j; ++k) {
        mpfr_mul(product.get(), l(i, k).get(), l(j, k).get(), MPFR_RNDN);
        mpfr_sub(sum, sum, product.get(), MPFR_RNDN);
      }
      if (j < i) {
        mpfr_div(sum, sum, l(j, j).get(), MPFR_RNDN);
      } else {
        if (mpfr_number_p(sum) == 0 || mpfr_sgn(sum) <= 0) return std::nullopt;
        mpfr_sqrt(sum, sum, MPFR_RNDN);
      }
    }
  }
  if (mpfr_underflow_p() != 0) return std::nullopt;
  return factor;
}

template <>
std::vector<BigFloat> CholeskyFactor<BigFloat>::guess_solution(std::vector<BigFloat> b) const {
  const std::size_t n = b.size();
  if (n == 0) return b;
  BigFloat product(b[0].precision());
  const auto subtract = [&](std::size_t i, std::size_t k, const BigFloat& factor) {
    mpfr_mul(product.get(), factor.get(), b[k].get(), MPFR_RNDN);
    mpfr_sub(b[i].get(), b[i].get(), product.get(), MPFR_RNDN);
  };
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) subtract(i, k, lower(i, k));
    mpfr_div(b[i].get(), b[i].get(), lower(i, i).get(), MPFR_RNDN);
  }
  for (std::size_t i = n; i-- > 0;) {
    mpfr_div(b[i].get(), b[i].get(), lower(i, i).get(), MPFR_RNDN);
    for (std::size_t k = 0; k < i; ++k) subtract(k, i, lower(i, k));
  }
  return b;
}

}  // namespace rigor
