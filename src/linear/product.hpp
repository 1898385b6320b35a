// Products of matrices, by the arithmetic of their entries.
#pragma once

#include <cstddef>
#include <stdexcept>

#include "linear/matrix.hpp"

namespace rigor {

/// A B, p x q times q x r, q >= 1. With interval entries it encloses every product of members.
/// Throws std::invalid_argument if the shapes disagree.
template <class T>
Matrix<T> multiply(const Matrix<T>& a, const Matrix<T>& b) {
  if (a.columns() != b.rows() || a.columns() == 0) {
    throw std::invalid_argument("a product of matrices whose shapes disagree");
  }
  if (a.rows() == 0 || b.columns() == 0) return {};
  Matrix<T> c(a.rows(), b.columns(), a(0, 0));
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < b.columns(); ++j) c(i, j) = a(i, 0) * b(0, j);
    for (std::size_t k = 1; k < a.columns(); ++k) {
      for (std::size_t j = 0; j < b.columns(); ++j) c(i, j) += a(i, k) * b(k, j);
    }
  }
  return c;
}

template <class T>
Matrix<T> transpose(const Matrix<T>& a) {
  if (a.rows() == 0 || a.columns() == 0) return {};
  Matrix<T> t(a.columns(), a.rows(), a(0, 0));
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) t(j, i) = a(i, j);
  }
  return t;
}

}  // namespace rigor
