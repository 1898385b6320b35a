#include "linear/guess.hpp"

#include <Eigen/Dense>
#include <cstddef>
#include <utility>

namespace rigor {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const RowMajor> as_eigen(const Matrix<double>& a) {
  return {&a(0, 0), static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns())};
}
Eigen::Map<RowMajor> as_eigen(Matrix<double>& a) {
  return {&a(0, 0), static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns())};
}

// x -= factor * y
void subtract_multiple(BigFloat& x, const BigFloat& factor, const BigFloat& y, BigFloat& product) {
  mpfr_mul(product.get(), factor.get(), y.get(), MPFR_RNDN);
  mpfr_sub(x.get(), x.get(), product.get(), MPFR_RNDN);
}

}  // namespace

Matrix<double> guess_inverse(const Matrix<double>& a) {
  Matrix<double> inverse(a.rows(), a.columns(), 0.0);
  if (a.rows() == 0) return inverse;
  as_eigen(inverse) = as_eigen(a).partialPivLu().inverse();
  return inverse;
}

// Gauss and Jordan with partial pivoting, in place beside an identity.
Matrix<BigInterval> guess_inverse(const Matrix<BigInterval>& a, Precision precision) {
  const std::size_t n = a.rows();
  const BigFloat zero(precision);
  Matrix<BigFloat> left(n, n, zero);
  Matrix<BigFloat> right(n, n, zero);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      left(i, j) = midpoint(convert<BigInterval>(a(i, j), precision)).lower();
    }
    mpfr_set_ui(right(i, i).get(), 1, MPFR_RNDN);
  }
  Matrix<BigInterval> inverse(n, n, enclose<BigInterval>(0, precision));
  BigFloat product(precision);
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i) {
      if (mpfr_cmpabs(left(i, k).get(), left(pivot, k).get()) > 0) pivot = i;
    }
    if (left(pivot, k).sign() == 0) return inverse;
    for (std::size_t j = 0; j < n; ++j) {
      if (pivot == k) break;
      std::swap(left(k, j), left(pivot, j));
      std::swap(right(k, j), right(pivot, j));
    }
    for (std::size_t j = 0; j < n; ++j) {
      if (j > k) mpfr_div(left(k, j).get(), left(k, j).get(), left(k, k).get(), MPFR_RNDN);
      mpfr_div(right(k, j).get(), right(k, j).get(), left(k, k).get(), MPFR_RNDN);
    }
    for (std::size_t i = 0; i < n; ++i) {
      if (i == k || left(i, k).sign() == 0) continue;
      for (std::size_t j = k + 1; j < n; ++j) {
        subtract_multiple(left(i, j), left(i, k), left(k, j), product);
      }
      for (std::size_t j = 0; j < n; ++j) {
        if (right(k, j).sign() != 0) {
          subtract_multiple(right(i, j), left(i, k), right(k, j), product);
        }
      }
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      inverse(i, j) = BigInterval::bounds(right(i, j), right(i, j));
    }
  }
  return inverse;
}

GuessedEigenvectors guess_eigenvectors(const Matrix<double>& symmetric) {
  const std::size_t n = symmetric.rows();
  GuessedEigenvectors guess{std::vector<double>(n), Matrix<double>(n, n, 0.0)};
  if (n == 0) return guess;
  const Eigen::SelfAdjointEigenSolver<RowMajor> solver(as_eigen(symmetric));
  as_eigen(guess.vectors) = solver.eigenvectors();
  for (std::size_t k = 0; k < n; ++k) {
    guess.values[k] = solver.eigenvalues()[static_cast<Eigen::Index>(k)];
  }
  return guess;
}

GuessedLeader guess_leader(const Matrix<double>& symmetric) {
  const std::size_t n = symmetric.rows();
  const GuessedEigenvectors all = guess_eigenvectors(symmetric);
  GuessedLeader leader{all.values[n - 1], all.values[n < 2 ? 0 : n - 2], all.values[0],
                       std::vector<double>(n)};
  for (std::size_t i = 0; i < n; ++i) leader.vector[i] = all.vectors(i, n - 1);
  return leader;
}

}  // namespace rigor
