#include "linear/guess.hpp"

#include <Eigen/Dense>

namespace rigor {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const RowMajor> as_eigen(const Matrix<double>& a) {
  return {&a(0, 0), static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns())};
}

}  // namespace

Matrix<double> guess_inverse(const Matrix<double>& a) {
  Matrix<double> inverse(a.rows(), a.columns(), 0.0);
  if (a.rows() == 0) return inverse;
  Eigen::Map<RowMajor>(&inverse(0, 0), static_cast<Eigen::Index>(a.rows()),
                       static_cast<Eigen::Index>(a.columns())) =
      as_eigen(a).partialPivLu().inverse();
  return inverse;
}

}  // namespace rigor
