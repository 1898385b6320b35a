// Files of named arrays written by numpy.savez.
#pragma once

#include <map>
#include <string>

#include "verdict/npy_array.hpp"

namespace rigor {

/// The arrays of an .npz file by name, or what is wrong with it.
struct NpzResult {
  std::map<std::string, NpyArray> arrays;
  std::string fault;
};

/// Reads the bytes of an .npz file: a ZIP archive, compressed or not, of .npy members. Members are
/// checked against their checksums. More than 64 MiB of content is a fault, as is every array that
/// parse_npy refuses; the fault names the array.
NpzResult parse_npz(const std::string& bytes);

}  // namespace rigor
