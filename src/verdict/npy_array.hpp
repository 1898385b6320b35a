// Arrays of numbers in NumPy's NPY format.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "number/rational.hpp"

namespace rigor {

/// A real array, row by row, with every element as the exact number that it is.
struct NpyArray {
  std::vector<std::size_t> shape;  ///< empty for a scalar
  std::vector<Rational> values;
};

/// The array, or what is wrong with the bytes: "truncated: ...", "holds Python objects ...".
struct NpyResult {
  NpyArray array;
  std::string fault;
};

/// Reads the bytes of an .npy file of version 1, 2 or 3 (numpy.lib.format): floating-point numbers
/// of 16, 32 or 64 bits and integers of 8 to 64 bits, of either byte order, in C or Fortran order.
/// NaN and infinities are faults, as are Python objects (which NumPy stores as pickles that could
/// run code), complex numbers, text, and more than 10^7 elements.
NpyResult parse_npy(std::string_view bytes);

}  // namespace rigor
