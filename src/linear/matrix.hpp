// Dense matrices.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace rigor {

/// A rows x columns matrix of any scalar, row by row: a container without arithmetic.
template <class T>
class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns, const T& value)
      : rows_(rows), columns_(columns), entries_(rows * columns, value) {}

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }

  T& operator()(std::size_t i, std::size_t j) { return entries_[i * columns_ + j]; }
  const T& operator()(std::size_t i, std::size_t j) const { return entries_[i * columns_ + j]; }

 private:
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<T> entries_;
};

}  // namespace rigor
