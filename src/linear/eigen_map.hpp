// Eigen's view of a Matrix<double>. Included by the sources of this folder only.
#pragma once

#include <Eigen/Dense>

#include "linear/matrix.hpp"

namespace rigor {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Both require a matrix that is not empty, and refer to it.
inline Eigen::Map<const RowMajor> as_eigen(const Matrix<double>& a) {
  return {&a(0, 0), static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns())};
}
inline Eigen::Map<RowMajor> as_eigen(Matrix<double>& a) {
  return {&a(0, 0), static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns())};
}

}  // namespace rigor
