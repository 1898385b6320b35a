#include "verdict/layer_file.hpp"

#include <fmt/format.h>

#include <utility>

#include "verdict/npz_file.hpp"

namespace rigor {
namespace {

// The part of an array that starts at `offset`, as a matrix.
Matrix<Rational> part(const NpyArray& array, std::size_t offset, std::size_t rows,
                      std::size_t columns) {
  Matrix<Rational> matrix(rows, columns, 0);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) matrix(i, j) = array.values[offset + i * columns + j];
  }
  return matrix;
}

std::string axes_fault(const std::string& name, std::size_t found, std::size_t expected) {
  return fmt::format("array \"{}\" has {} axes, expected {}", name, found, expected);
}

std::string read_layers(const NpzResult& file, const std::string& name,
                        Matrix<Rational> LayerWeights<Rational>::*member, LayerFile& result) {
  const auto found = file.arrays.find(name);
  if (found == file.arrays.end()) return fmt::format("array \"{}\" is missing", name);
  const NpyArray& array = found->second;
  if (array.shape.size() != 3) return axes_fault(name, array.shape.size(), 3);
  const std::size_t depth = array.shape[0];
  if (result.layers.empty()) result.layers.resize(depth);
  if (depth != result.layers.size()) return "the arrays \"V\" and \"W\" have different depths";
  for (std::size_t k = 0; k < depth; ++k) {
    const std::size_t size = array.shape[1] * array.shape[2];
    result.layers[k].*member = part(array, k * size, array.shape[1], array.shape[2]);
  }
  return {};
}

std::string read_matrix(const NpzResult& file, const std::string& name,
                        std::optional<Matrix<Rational>>& result) {
  const auto found = file.arrays.find(name);
  if (found == file.arrays.end()) return {};
  const NpyArray& array = found->second;
  if (array.shape.size() != 2) return axes_fault(name, array.shape.size(), 2);
  result = part(array, 0, array.shape[0], array.shape[1]);
  return {};
}

}  // namespace

LayerFile parse_layer_file(const std::string& bytes, const std::string& /*name*/, Block block) {
  LayerFile result;
  const NpzResult file = parse_npz(bytes);
  result.fault = file.fault;
  const auto then = [&](const auto& step) {
    if (result.fault.empty()) result.fault = step();
  };
  const bool is_linear = block == Block::linear;
  then(
      [&] { return read_layers(file, is_linear ? "Z" : "V", &LayerWeights<Rational>::V, result); });
  if (!is_linear) {
    then([&] { return read_layers(file, "W", &LayerWeights<Rational>::W, result); });
  }
  then([&] { return read_matrix(file, "A", result.A); });
  then([&] { return read_matrix(file, "B", result.B); });
  return result;
}

}  // namespace rigor
