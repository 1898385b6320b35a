#include "linear/interval_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>

#include "linear/eigen_map.hpp"
#include "number/rounding.hpp"

namespace rigor {
namespace {

constexpr std::size_t kLargestSize = std::size_t{1} << 20;

// At least g = qu / (1 - qu).
double sum_error(std::size_t q) {
  const double error = static_cast<double>(q) * 0x1p-53;
  return div_up(error, 1 - error);
}

// What rounding takes from a sum of q products of nonnegative numbers: a factor 1 / growth() of it,
// at most, and underflow().
double growth(std::size_t q) {
  return 1 + static_cast<double>(q + 8) * 0x1p-52;
}
double underflow(std::size_t q) {
  return static_cast<double>(q + 2) * 0x1p-1070;
}

void reshape(Matrix<double>& a, std::size_t rows, std::size_t columns) {
  if (a.rows() != rows || a.columns() != columns) a = Matrix<double>(rows, columns, 0.0);
}

// Gives `result` the shape of the product; false if there is nothing to add up.
bool prepare(const Matrix<double>& a, const Matrix<double>& b, IntervalMatrix& result) {
  if (a.columns() != b.rows() || a.columns() > kLargestSize) {
    throw std::invalid_argument("a product of matrices whose shapes disagree");
  }
  reshape(result.midpoint, a.rows(), b.columns());
  reshape(result.radius, a.rows(), b.columns());
  if (a.rows() == 0 || b.columns() == 0) return false;
  as_eigen(result.midpoint).setZero();
  as_eigen(result.radius).setConstant(underflow(2 * a.columns()));
  return a.columns() > 0;
}

// Covers an underflow in a factor, whatever the other factor is.
constexpr double kDust = 0x1p-1021;

// So many columns at once stay in the cache between the passes.
constexpr Eigen::Index kPanel = 384;

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

void multiply(const IntervalMatrix& a, const IntervalMatrix& b, ProductMemory& memory,
              IntervalMatrix& result) {
  if (!prepare(a.midpoint, b.midpoint, result)) return;
  const std::size_t terms = a.midpoint.columns();
  const auto m = as_eigen(a.midpoint);
  const auto n = as_eigen(b.midpoint);
  const auto r = as_eigen(a.radius);
  const auto s = as_eigen(b.radius);
  as_eigen(result.midpoint).noalias() += m * n;
  const Eigen::Index panel = std::min(kPanel, n.cols());
  reshape(memory.left, a.midpoint.rows(), terms);
  reshape(memory.right, terms, static_cast<std::size_t>(panel));
  auto sizes = as_eigen(memory.left);
  sizes = m.cwiseAbs();
  const double scale = growth(2 * terms);
  const double error = mul_up(sum_error(terms), scale);
  for (Eigen::Index j = 0; j < n.cols(); j += panel) {
    const Eigen::Index width = std::min(panel, n.cols() - j);
    auto radius = as_eigen(result.radius).middleCols(j, width);
    auto right = as_eigen(memory.right).leftCols(width);
    const auto n_sizes = n.middleCols(j, width).array().abs();
    const auto s_panel = s.middleCols(j, width).array();
    right.array() = error * n_sizes + scale * s_panel + kDust;
    radius.noalias() += sizes * right;
    right.array() = scale * (n_sizes + s_panel) + kDust;
    radius.noalias() += r * right;
  }
}

void multiply(const RelativeMatrix& a, const RelativeMatrix& b, ProductMemory& memory,
              IntervalMatrix& result) {
  if (!prepare(a.midpoint, b.midpoint, result)) return;
  const std::size_t terms = a.midpoint.columns();
  const auto m = as_eigen(a.midpoint);
  const auto n = as_eigen(b.midpoint);
  as_eigen(result.midpoint).noalias() += m * n;
  const double factor =
      mul_up(growth(terms),
             add_up(sum_error(terms), fma_up(a.relative_radius, b.relative_radius,
                                             add_up(a.relative_radius, b.relative_radius))));
  reshape(memory.left, a.midpoint.rows(), terms);
  reshape(memory.right, terms, b.midpoint.columns());
  auto left = as_eigen(memory.left);
  auto right = as_eigen(memory.right);
  left.array() = factor * m.array().abs() + kDust;
  right = n.cwiseAbs();
  as_eigen(result.radius).noalias() += left * right;
}

IntervalMatrix multiply(const IntervalMatrix& a, const IntervalMatrix& b) {
  ProductMemory memory;
  IntervalMatrix result;
  multiply(a, b, memory, result);
  return result;
}

IntervalMatrix multiply(const RelativeMatrix& a, const RelativeMatrix& b) {
  ProductMemory memory;
  IntervalMatrix result;
  multiply(a, b, memory, result);
  return result;
}

}  // namespace rigor
