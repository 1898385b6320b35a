#include "linear/interval_matrix.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>

#include "number/rounding.hpp"

namespace rigor {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const RowMajor> as_eigen(const Matrix<double>& a) {
  return {&a(0, 0), static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns())};
}
Eigen::Map<RowMajor> as_eigen(Matrix<double>& a) {
  return {&a(0, 0), static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns())};
}

constexpr std::size_t kLargestSize = std::size_t{1} << 20;

void require_product(const Matrix<double>& a, const Matrix<double>& b) {
  if (a.columns() != b.rows() || a.columns() > kLargestSize) {
    throw std::invalid_argument("a product of matrices whose shapes disagree");
  }
}

// At least g = qu / (1 - qu).
double sum_error(std::size_t q) {
  const double error = static_cast<double>(q) * 0x1p-53;
  return div_up(error, 1 - error);
}

// What rounding took from a product of nonnegative numbers: it is at most growth() times what was
// computed, plus underflow().
double growth(std::size_t q) {
  return 1 + static_cast<double>(q + 8) * 0x1p-52;
}
double underflow(std::size_t q) {
  return static_cast<double>(q + 2) * 0x1p-1070;
}

}  // namespace

IntervalMatrix interval_matrix(const Matrix<Interval>& a) {
  IntervalMatrix result{Matrix<double>(a.rows(), a.columns(), 0.0),
                        Matrix<double>(a.rows(), a.columns(), 0.0)};
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      const double lower = a(i, j).lower();
      const double upper = a(i, j).upper();
      double& middle = result.midpoint(i, j);
      middle = lower;
      if (lower == upper) continue;
      middle = 0.5 * lower + 0.5 * upper;
      result.radius(i, j) = is_bounded(a(i, j)) && lower < upper
                                ? std::max(sub_up(upper, middle), sub_up(middle, lower))
                                : kInfinity;
    }
  }
  return result;
}

Matrix<Interval> intervals(const IntervalMatrix& a) {
  Matrix<Interval> result(a.midpoint.rows(), a.midpoint.columns(), Interval());
  for (std::size_t i = 0; i < result.rows(); ++i) {
    for (std::size_t j = 0; j < result.columns(); ++j) {
      const double m = a.midpoint(i, j);
      const double r = a.radius(i, j);
      const bool is_known = std::fabs(m) <= kLargest && r <= kLargest;
      result(i, j) =
          is_known ? Interval::bounds(-add_up(r, -m), add_up(m, r)) : Interval::everything();
    }
  }
  return result;
}

IntervalMatrix multiply(const IntervalMatrix& a, const IntervalMatrix& b) {
  require_product(a.midpoint, b.midpoint);
  const std::size_t terms = a.midpoint.columns();
  IntervalMatrix c{Matrix<double>(a.midpoint.rows(), b.midpoint.columns(), 0.0),
                   Matrix<double>(a.midpoint.rows(), b.midpoint.columns(), 0.0)};
  if (c.midpoint.rows() == 0 || c.midpoint.columns() == 0 || terms == 0) return c;
  const auto m = as_eigen(a.midpoint);
  const auto n = as_eigen(b.midpoint);
  const auto s = as_eigen(b.radius);
  auto radius = as_eigen(c.radius);
  as_eigen(c.midpoint).noalias() += m * n;
  const RowMajor sizes = m.cwiseAbs();
  RowMajor right = ((sum_error(terms) * n.cwiseAbs() + s).array() + 0x1p-1022).matrix();
  radius.noalias() += sizes * right;
  right = n.cwiseAbs() + s;
  radius.noalias() += as_eigen(a.radius) * right;
  radius.array() = radius.array() * growth(2 * terms) + underflow(2 * terms);
  return c;
}

IntervalMatrix multiply(const RelativeMatrix& a, const RelativeMatrix& b) {
  require_product(a.midpoint, b.midpoint);
  const std::size_t terms = a.midpoint.columns();
  IntervalMatrix c{Matrix<double>(a.midpoint.rows(), b.midpoint.columns(), 0.0),
                   Matrix<double>(a.midpoint.rows(), b.midpoint.columns(), 0.0)};
  if (c.midpoint.rows() == 0 || c.midpoint.columns() == 0 || terms == 0) return c;
  const auto m = as_eigen(a.midpoint);
  const auto n = as_eigen(b.midpoint);
  auto radius = as_eigen(c.radius);
  as_eigen(c.midpoint).noalias() += m * n;
  const RowMajor left = m.cwiseAbs();
  const RowMajor right = n.cwiseAbs();
  radius.noalias() += left * right;
  const double factor = add_up(
      sum_error(terms),
      fma_up(a.relative_radius, b.relative_radius, add_up(a.relative_radius, b.relative_radius)));
  radius.array() = radius.array() * mul_up(factor, growth(terms)) + underflow(terms);
  return c;
}

}  // namespace rigor
