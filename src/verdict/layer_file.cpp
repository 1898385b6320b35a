#include "verdict/layer_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <stdexcept>
#include <utility>

#include "expression/source_text.hpp"
#include "expression/text_file.hpp"
#include "verdict/npz_file.hpp"
#include "verdict/safetensors_file.hpp"

namespace rigor {
namespace {

using Arrays = std::map<std::string, NpyArray>;

constexpr std::size_t kLongestIndex = 9;  // digits

struct LayerFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What a name says: "net.blocks.3.V.weight" is V of layer 3.
struct ArrayName {
  char letter = 0;  ///< of A, B, V, W, Z; 0 if the name says something else
  bool is_bias = false;
  std::optional<std::size_t> index;
};

bool is_number(std::string_view part) {
  return !part.empty() && part.size() <= kLongestIndex &&
         std::all_of(part.begin(), part.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0; });
}

ArrayName read_name(const std::string& name) {
  std::vector<std::string> parts(1);
  for (const char c : name) {
    if (c == '.') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  ArrayName result;
  if (parts.size() > 1 && (parts.back() == "weight" || parts.back() == "bias")) {
    result.is_bias = parts.back() == "bias";
    parts.pop_back();
  }
  std::size_t letters = 0;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (is_number(parts[k])) {
      if (result.index) return {};
      result.index = std::stoul(parts[k]);
    } else if (parts[k].size() == 1 &&
               std::string_view("ABVWZ").find(parts[k][0]) != std::string_view::npos) {
      // The letter is the last part, or an index follows it.
      if (k + 1 < parts.size() && !(k + 2 == parts.size() && is_number(parts[k + 1]))) return {};
      result.letter = parts[k][0];
      ++letters;
    }
  }
  if (letters != 1) return {};
  const bool is_end = result.letter == 'A' || result.letter == 'B';
  return is_end && result.index ? ArrayName{} : result;
}

// The part of an array that starts at `offset`, as a matrix.
Matrix<Rational> part(const NpyArray& array, std::size_t offset, std::size_t rows,
                      std::size_t columns) {
  Matrix<Rational> matrix(rows, columns, 0);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) matrix(i, j) = array.values[offset + i * columns + j];
  }
  return matrix;
}

void expect_axes(const std::string& name, const NpyArray& array, std::size_t expected) {
  if (array.shape.size() == expected) return;
  throw LayerFault(fmt::format("array {} has {} axes, expected {}", in_quotes(name),
                               array.shape.size(), expected));
}

Matrix<Rational> matrix_of(const std::string& name, const NpyArray& array) {
  expect_axes(name, array, 2);
  return part(array, 0, array.shape[0], array.shape[1]);
}

void expect_zero(const std::string& name, const NpyArray& bias) {
  for (const Rational& x : bias.values) {
    if (x == 0) continue;
    throw LayerFault(
        fmt::format("array {} is a bias that isn't zero: blocks have none here", in_quotes(name)));
  }
}

/// The arrays that say what V (or W, or Z) is, and then its matrices, layer by layer.
class Family {
 public:
  void add(const std::string& name, const NpyArray& array, std::optional<std::size_t> index) {
    const bool is_stacked = !index.has_value();
    if (!names_.empty() && (is_stacked || is_stacked_)) {
      throw LayerFault(fmt::format("arrays {} and {} are about the same weights",
                                   in_quotes(names_.begin()->second), in_quotes(name)));
    }
    is_stacked_ = is_stacked;
    if (is_stacked) {
      expect_axes(name, array, 3);
      const std::size_t size = array.shape[1] * array.shape[2];
      for (std::size_t k = 0; k < array.shape[0]; ++k) {
        matrices_.emplace(k, part(array, k * size, array.shape[1], array.shape[2]));
      }
      names_.emplace(0, name);
      return;
    }
    const auto [place, is_new] = names_.emplace(*index, name);
    if (!is_new) {
      throw LayerFault(fmt::format("arrays {} and {} are about the same layer",
                                   in_quotes(place->second), in_quotes(name)));
    }
    matrices_.emplace(*index, matrix_of(name, array));
  }

  bool empty() const { return names_.empty(); }
  /// The least index of arrays of one layer each.
  std::optional<std::size_t> first() const {
    if (empty() || is_stacked_) return std::nullopt;
    return names_.begin()->first;
  }

  /// In order; `letter` is for faults.
  std::vector<Matrix<Rational>> matrices(char letter) && {
    if (empty()) {
      throw LayerFault(fmt::format("array \"{}\" is missing, or one such array a layer", letter));
    }
    std::vector<Matrix<Rational>> result;
    std::size_t next = std::min<std::size_t>(matrices_.begin()->first, 1);
    for (auto& [index, matrix] : matrices_) {
      if (index != next) {
        throw LayerFault(fmt::format("{} of layer {} is missing, but there is {} of layer {}",
                                     letter, next, letter, index));
      }
      ++next;
      result.push_back(std::move(matrix));
    }
    return result;
  }

 private:
  bool is_stacked_ = false;
  std::map<std::size_t, std::string> names_;
  std::map<std::size_t, Matrix<Rational>> matrices_;
};

Arrays read_arrays(const std::string& bytes, const std::string& name) {
  if (bytes.size() > kLargestFile) throw LayerFault("more than 64 MiB");
  const auto take = [](auto result) {
    if (!result.fault.empty()) throw LayerFault(result.fault);
    return std::move(result.arrays);
  };
  if (name.ends_with(".safetensors")) return take(parse_safetensors(bytes));
  if (name.ends_with(".npz")) return take(parse_npz(bytes));
  throw LayerFault("expected a file .npz (numpy.savez) or .safetensors");
}

void read_layers(const Arrays& arrays, Block block, LayerFile& result) {
  const bool is_linear = block == Block::linear;
  Family V;
  Family W;
  for (const auto& entry : arrays) {
    const std::string& name = entry.first;
    const NpyArray& array = entry.second;
    const ArrayName meaning = read_name(name);
    const auto set_end = [&](std::optional<Matrix<Rational>>& end) {
      if (end) throw LayerFault(fmt::format("array {} occurs twice", meaning.letter));
      end = matrix_of(name, array);
    };
    if (meaning.letter == 0) {
      throw LayerFault(
          fmt::format("unknown array {}: expected {}, A, B, or names such as "
                      "\"blocks.0.{}\"",
                      in_quotes(name), is_linear ? "Z" : "V, W", is_linear ? 'Z' : 'V'));
    }
    if (array.values.empty()) {
      throw LayerFault(fmt::format("array {} is empty", in_quotes(name)));
    }
    if (meaning.is_bias) {
      expect_zero(name, array);
    } else if (meaning.letter == 'A') {
      set_end(result.A);
    } else if (meaning.letter == 'B') {
      set_end(result.B);
    } else if ((meaning.letter == 'Z') != is_linear) {
      throw LayerFault(fmt::format("array {}: {}", in_quotes(name),
                                   is_linear ? "linear blocks have weights Z only"
                                             : "Z is for linear blocks, expected V and W"));
    } else {
      (meaning.letter == 'W' ? W : V).add(name, array, meaning.index);
    }
  }
  if (V.first() && W.first() && *V.first() != *W.first()) {
    throw LayerFault(
        fmt::format("V begins with layer {}, W with layer {}", *V.first(), *W.first()));
  }
  auto outer = std::move(V).matrices(is_linear ? 'Z' : 'V');
  std::vector<Matrix<Rational>> inner(outer.size());
  if (!is_linear) inner = std::move(W).matrices('W');
  if (inner.size() != outer.size()) {
    throw LayerFault(fmt::format("V has {} layers, W has {}", outer.size(), inner.size()));
  }
  for (std::size_t k = 0; k < outer.size(); ++k) {
    result.layers.push_back({std::move(outer[k]), std::move(inner[k])});
  }
}

}  // namespace

LayerFile parse_layer_file(const std::string& bytes, const std::string& name, Block block) {
  LayerFile result;
  try {
    read_layers(read_arrays(bytes, name), block, result);
  } catch (const LayerFault& fault) {
    result.fault = fault.what();
  }
  return result;
}

}  // namespace rigor
