#include "linear/guess.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "linear/eigen_map.hpp"

namespace rigor {
namespace {

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

namespace {

GuessedLeader dense_leader(const Matrix<double>& symmetric) {
  const std::size_t n = symmetric.rows();
  const GuessedEigenvectors all = guess_eigenvectors(symmetric);
  GuessedLeader leader{all.values[n - 1], all.values[n < 2 ? 0 : n - 2], all.values[0],
                       std::vector<double>(n)};
  for (std::size_t i = 0; i < n; ++i) leader.vector[i] = all.vectors(i, n - 1);
  return leader;
}

// The tridiagonal matrix of Lanczos' method after some steps.
class Tridiagonal {
 public:
  void append(double diagonal, double below) {
    diagonal_.push_back(diagonal);
    below_.push_back(below);
  }
  Eigen::Index size() const { return static_cast<Eigen::Index>(diagonal_.size()); }

  Eigen::VectorXd eigenvalues() const {
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
    const Eigen::Map<const Eigen::VectorXd> diagonal(diagonal_.data(), size());
    const Eigen::Map<const Eigen::VectorXd> below(below_.data(), size() - 1);
    solver.computeFromTridiagonal(diagonal, below, Eigen::EigenvaluesOnly);
    return solver.eigenvalues();
  }

  // Of length 1, to the largest eigenvalue x: the recurrence is stable from the last row upward,
  // where the entries grow.
  Eigen::VectorXd leading_vector(double x) const {
    const auto at = [](const std::vector<double>& v, Eigen::Index i) {
      return v[static_cast<std::size_t>(i)];
    };
    Eigen::VectorXd s = Eigen::VectorXd::Zero(size());
    s[size() - 1] = 0x1p-500;
    for (Eigen::Index i = size() - 1; i > 0; --i) {
      const double next = i + 1 < size() ? at(below_, i) * s[i + 1] : 0;
      s[i - 1] = ((x - at(diagonal_, i)) * s[i] - next) / at(below_, i - 1);
    }
    const double largest = s.cwiseAbs().maxCoeff();
    s /= largest;
    return s / s.norm();
  }

 private:
  std::vector<double> diagonal_;
  std::vector<double> below_;
};

constexpr Eigen::Index kDenseSize = 48;
constexpr Eigen::Index kLanczosSteps = 300;
constexpr Eigen::Index kFirstTest = 24;

}  // namespace

// Lanczos' method with full reorthogonalisation, until Temple's bound with the guessed gap would be
// as close as double: residual^2 / gap < 2^-56 of the eigenvalue.
GuessedLeader guess_leader(const Matrix<double>& symmetric) {
  const auto n = static_cast<Eigen::Index>(symmetric.rows());
  if (n <= kDenseSize) return dense_leader(symmetric);
  const auto a = as_eigen(symmetric);
  const Eigen::Index steps = std::min(n, kLanczosSteps);
  Eigen::MatrixXd q(n, steps);
  Eigen::VectorXd w(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    w[i] = 1 + std::fmod(static_cast<double>(i + 1) * 0.6180339887498949, 1);
  }
  double length = w.norm();
  Tridiagonal t;
  Eigen::Index next_test = kFirstTest;
  for (Eigen::Index k = 0;; ++k) {
    q.col(k) = w / length;
    w.noalias() = a * q.col(k);
    const double diagonal = q.col(k).dot(w);
    for (int pass = 0; pass < 2; ++pass) {
      const Eigen::VectorXd parts = q.leftCols(k + 1).transpose() * w;
      w.noalias() -= q.leftCols(k + 1) * parts;
    }
    length = w.norm();
    t.append(diagonal, length);
    const bool is_last = k + 1 == steps || !(length > 0x1p-40);
    if (!is_last && k + 1 < next_test) continue;
    next_test += 4 + next_test / 4;
    const Eigen::VectorXd x = t.eigenvalues();
    const Eigen::VectorXd s = t.leading_vector(x[k]);
    if (!s.allFinite()) return dense_leader(symmetric);
    const double second = x[k == 0 ? 0 : k - 1];
    const double residual = length * std::fabs(s[k]);
    const double size = std::max(std::fabs(x[0]), std::fabs(x[k]));
    const bool is_close =
        residual * residual <= 0x1p-56 * size * (x[k] - second) || residual <= 0x1p-46 * size;
    if (!is_last && !is_close) continue;
    GuessedLeader leader{x[k], second, x[0], std::vector<double>(static_cast<std::size_t>(n))};
    Eigen::Map<Eigen::VectorXd> v(leader.vector.data(), n);
    v.noalias() = q.leftCols(k + 1) * s;
    v.normalize();
    return leader;
  }
}

}  // namespace rigor
