// Files of named arrays in the safetensors format.
#pragma once

#include <map>
#include <string>

#include "verdict/npy_array.hpp"

namespace rigor {

/// The arrays of a safetensors file by name, or what is wrong with it.
struct SafetensorsResult {
  std::map<std::string, NpyArray> arrays;
  std::string fault;
};

/// Reads the bytes of a safetensors file (github.com/huggingface/safetensors): eight bytes, the
/// length N of the header, the least first; N bytes of JSON, an object that gives each array by its
/// name {"dtype": "F32", "shape": [3, 2], "data_offsets": [0, 24]}, and texts under "__metadata__";
/// then the data, row by row, the least byte of each number first. The offsets count from the end
/// of the header and must cover the data without gaps and overlaps.
///
/// Every number is taken exactly: F64, F32, F16, BF16, and the integers I8 to I64 and U8 to U64.
/// Faults are all other types (named with the array), NaN and infinities, a header of more than 16
/// MiB, names that occur twice, and more than 10^7 numbers.
SafetensorsResult parse_safetensors(const std::string& bytes);

}  // namespace rigor
