#include "verdict/case_residual.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "expression/text_file.hpp"
#include "verdict/case_depth.hpp"
#include "verdict/case_table.hpp"
#include "verdict/defined_numbers.hpp"
#include "verdict/layer_file.hpp"

namespace rigor {
namespace {

using Rows = std::vector<const toml::array*>;

// The rows of a matrix, all of one length.
Rows rows_of(const CaseTable& table, const toml::node& node) {
  Rows rows;
  for (const toml::node& row : table.list(node, "a matrix: a list of rows")) {
    rows.push_back(&table.list(row, "a row: a list of numbers"));
    if (rows.back()->size() != rows.front()->size()) {
      throw table.error(row, fmt::format("this row has {} entries, the first one has {}",
                                         rows.back()->size(), rows.front()->size()));
    }
  }
  return rows;
}

template <class T, class Read>
Matrix<T> read_matrix(const CaseTable& table, const toml::node& node, const T& filler,
                      const Read& read) {
  const Rows rows = rows_of(table, node);
  Matrix<T> matrix(rows.size(), rows.front()->size(), filler);
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    for (std::size_t j = 0; j < matrix.columns(); ++j) matrix(i, j) = read((*rows[i])[j]);
  }
  return matrix;
}

Matrix<Rational> read_numbers(const CaseTable& table, const toml::node& node) {
  return read_matrix<Rational>(table, node, 0,
                               [&](const toml::node& x) { return table.toml().number(x); });
}

SmoothExpression read_function(const CaseTable& table, const toml::node& node) {
  if (!node.is_string()) return SmoothExpression(table.toml().number(node));
  try {
    return SmoothExpression(table.toml().text(node), "weight");
  } catch (const InputError& fault) {
    throw table.error(node, fmt::format("expected a number or a formula\n{}", fault.what()));
  }
}

Matrix<SmoothExpression> read_functions(const CaseTable& table, const toml::node& node) {
  return read_matrix<SmoothExpression>(
      table, node, SmoothExpression(Rational(0)),
      [&](const toml::node& x) { return read_function(table, x); });
}

void expect_shape(const CaseTable& table, std::string_view key, std::size_t rows,
                  std::size_t columns, std::size_t expected_rows, std::size_t expected_columns) {
  if (rows == expected_rows && columns == expected_columns) return;
  throw table.error_at(key, fmt::format("{} is {} x {}, expected {} x {}", key, rows, columns,
                                        expected_rows, expected_columns));
}

// V(s) and W(s), where V = "0" is the zero matrix of the shape of W transposed.
DepthWeights read_smooth(const CaseTable& table, Block block) {
  if (block == Block::linear) {
    DepthWeights weights{read_functions(table, table.at("Z", "the weights Z(s)")), {}};
    expect_shape(table, "Z", weights.V.rows(), weights.V.columns(), weights.V.rows(),
                 weights.V.rows());
    return weights;
  }
  DepthWeights weights;
  weights.W = read_functions(table, table.at("W", "the inner weights W(s), m x q"));
  const std::size_t m = weights.W.rows();
  const std::size_t q = weights.W.columns();
  const toml::node& outer = table.at("V", "the outer weights V(s), q x m, or \"0\"");
  if (outer.is_array()) {
    weights.V = read_functions(table, outer);
    expect_shape(table, "V", weights.V.rows(), weights.V.columns(), q, m);
  } else {
    const SmoothExpression value = read_function(table, outer);
    if (value.constant() != Rational(0)) throw table.error(outer, "expected a matrix, or \"0\"");
    weights.V = Matrix<SmoothExpression>(q, m, value);
  }
  return weights;
}

std::vector<LayerWeights<Rational>> read_layers(const CaseTable& table, Block block) {
  std::vector<LayerWeights<Rational>> layers;
  for (const toml::node& node : table.list(*table.find("layers"), "a list of layers")) {
    const bool is_linear = block == Block::linear;
    const CaseTable layer(
        table.toml(), node, "residual_network.layers",
        is_linear ? std::vector<std::string>{"Z"} : std::vector<std::string>{"V", "W"});
    if (is_linear) {
      layers.push_back({read_numbers(layer, layer.at("Z", "the weights of the layer")), {}});
    } else {
      layers.push_back({read_numbers(layer, layer.at("V", "the outer weights, q x m")),
                        read_numbers(layer, layer.at("W", "the inner weights, m x q"))});
    }
  }
  return layers;
}

void check_layers(const CaseTable& table, std::string_view key, const ResidualInput& input) {
  if (input.layers.empty()) throw table.error_at(key, "expected a layer at least");
  const std::size_t q = input.layers.front().V.rows();
  const std::size_t m = input.layers.front().V.columns();
  for (std::size_t k = 0; k < input.layers.size(); ++k) {
    const LayerWeights<Rational>& layer = input.layers[k];
    const bool fits = input.block == Block::linear
                          ? layer.V.rows() == q && layer.V.columns() == q
                          : layer.V.rows() == q && layer.V.columns() == m && layer.W.rows() == m &&
                                layer.W.columns() == q;
    if (!fits) {
      throw table.error_at(
          key, fmt::format("layer {} has {} x {} outer and {} x {} inner weights; the first layer "
                           "has {} x {} outer ones",
                           k + 1, layer.V.rows(), layer.V.columns(), layer.W.rows(),
                           layer.W.columns(), q, m));
    }
  }
}

// Numbers that may be written as sqrt(3) / 2.
std::vector<std::vector<SmoothExpression>> read_vectors(const CaseTable& table,
                                                        std::string_view key,
                                                        const toml::node& node) {
  std::vector<std::vector<SmoothExpression>> vectors;
  for (const toml::node& vector : table.list(node, "a list of vectors")) {
    vectors.emplace_back();
    for (const toml::node& number : table.list(vector, "a vector: a list of numbers")) {
      vectors.back().push_back(read_function(table, number));
      if (vectors.back().back().depends_on_depth()) {
        throw table.error(number, fmt::format("the {} don't depend on the depth s", key));
      }
      if (!is_defined_number(vectors.back().back())) {
        throw table.error(number, "this number is not defined");
      }
    }
    if (vectors.back().size() != vectors.front().size()) {
      throw table.error(vector, fmt::format("these {} have different dimensions", key));
    }
  }
  return vectors;
}

// (I; 0) of the shape q x d, or with `at_end` its mirror (0, I) of the shape d' x q.
Matrix<Rational> part_of_identity(std::size_t rows, std::size_t columns, bool at_end) {
  Matrix<Rational> matrix(rows, columns, 0);
  const std::size_t shift = at_end ? columns - rows : 0;
  for (std::size_t i = 0; i < std::min(rows, columns); ++i) matrix(i, i + shift) = 1;
  return matrix;
}

void read_ends(const CaseTable& table, std::size_t q, ResidualInput& input) {
  const std::size_t d = input.inputs.front().size();
  if (const toml::node* A = table.find("A")) {
    input.A = read_numbers(table, *A);
  } else if (input.A.rows() == 0) {
    if (d > q) {
      throw table.error_at("inputs", fmt::format("the inputs have dimension {} > q = {}: expected "
                                                 "A, a matrix {} x {}",
                                                 d, q, q, d));
    }
    input.A = part_of_identity(q, d, false);
  }
  expect_shape(table, "A", input.A.rows(), input.A.columns(), q, d);
  const std::size_t outputs = input.has_targets() ? input.targets.front().size() : q;
  if (const toml::node* B = table.find("B")) {
    input.B = read_numbers(table, *B);
  } else if (input.B.rows() == 0) {
    if (outputs > q) {
      throw table.error_at("targets", fmt::format("the targets have dimension {} > q = {}: "
                                                  "expected B, a matrix {} x {}",
                                                  outputs, q, outputs, q));
    }
    input.B = part_of_identity(outputs, q, true);
  }
  expect_shape(table, "B", input.B.rows(), input.B.columns(),
               input.has_targets() ? outputs : input.B.rows(), q);
  if (const toml::node* frozen = table.find("frozen")) {
    for (const toml::node& name : table.list(*frozen, "a list of \"A\" and \"B\"")) {
      const std::string word = table.toml().text(name);
      if (word != "A" && word != "B") throw table.error(name, "expected \"A\" or \"B\"");
      (word == "A" ? input.trains_A : input.trains_B) = false;
    }
  }
}

void check_defined(const CaseTable& table, std::string_view key,
                   const Matrix<SmoothExpression>& weights,
                   const std::vector<std::size_t>& depths) {
  for (std::size_t i = 0; i < weights.rows(); ++i) {
    for (std::size_t j = 0; j < weights.columns(); ++j) {
      for (const std::size_t depth : depths) {
        if (const std::size_t k = undefined_layer(weights(i, j), depth)) {
          throw table.error_at(key, fmt::format("{} is not defined at s = {}/{}",
                                                in_quotes(weights(i, j).text()), k, depth));
        }
      }
    }
  }
}

std::string read_weights(const CaseTable& table, const std::filesystem::path& base,
                         ResidualInput& input) {
  const bool has_file = table.has("file");
  if (!has_file && !table.has("layers")) {
    input.smooth = read_smooth(table, input.block);
    input.depths = read_depths(table);
    check_defined(table, input.block == Block::linear ? "Z" : "V", input.smooth->V, input.depths);
    check_defined(table, "W", input.smooth->W, input.depths);
    return {};
  }
  for (const char* key : {"depth", "V", "W", "Z"}) {
    if (table.has(key)) {
      throw table.error_at(key, fmt::format("{} says how the weights depend on depth: expected no "
                                            "layers and no file beside it",
                                            key));
    }
  }
  std::string bytes;
  if (has_file) {
    const toml::node& node = *table.find("file");
    const std::string name = table.toml().text(node);
    FileBytes file = read_bytes(base / name);
    if (!file.fault.empty()) throw table.error(node, fmt::format("{}: {}", name, file.fault));
    LayerFile weights = parse_layer_file(file.bytes, name, input.block);
    if (!weights.fault.empty()) throw table.error(node, fmt::format("{}: {}", name, weights.fault));
    input.layers = std::move(weights.layers);
    if (weights.A) input.A = *std::move(weights.A);
    if (weights.B) input.B = *std::move(weights.B);
    bytes = std::move(file.bytes);
  } else {
    input.layers = read_layers(table, input.block);
  }
  check_layers(table, has_file ? "file" : "layers", input);
  input.depths = {input.layers.size()};
  return bytes;
}

std::string read_residual(const TomlText& toml, const toml::node& node,
                          const std::filesystem::path& base, Case& result) {
  const CaseTable table(toml, node, "residual_network",
                        {"block", "activation", "depth", "V", "W", "Z", "layers", "file", "A", "B",
                         "inputs", "targets", "frozen", "time", "clip", "radius"});
  ResidualInput input;
  input.block =
      table.choice("block", {"two-layer", "linear"}) == 0 ? Block::two_layer : Block::linear;
  if (input.block == Block::linear && table.has("activation")) {
    throw table.error_at("activation", "a linear block has no activation");
  }
  input.activation = static_cast<Activation>(table.choice("activation", activation_names()));
  input.inputs = read_vectors(table, "inputs", table.at("inputs", "the inputs x_1, ..., x_n"));
  if (const toml::node* targets = table.find("targets")) {
    input.targets = read_vectors(table, "targets", *targets);
    if (input.targets.size() != input.inputs.size()) {
      throw table.error(*targets, fmt::format("{} targets, expected {}: one for each input",
                                              input.targets.size(), input.inputs.size()));
    }
  }
  std::string bytes = read_weights(table, base, input);
  const std::size_t q = input.smooth ? input.smooth->V.rows() : input.layers.front().V.rows();
  if (q * input.width() * input.depths.back() > kMostWeights) {
    throw table.error_at("depth", "more than 50000000 weights");
  }
  read_ends(table, q, input);
  if (table.has("time")) input.time = table.positive("time", "the training time T");
  if (table.has("clip")) input.clip = table.positive("clip", "the level that clips the flow");
  if (table.has("radius")) input.radius = table.positive("radius", "the radius of the ball");
  result.residual = std::move(input);
  return bytes;
}

}  // namespace

bool ResidualInput::starts_tied_at_zero() const {
  if (!smooth || block != Block::two_layer) return false;
  for (std::size_t i = 0; i < smooth->V.rows(); ++i) {
    for (std::size_t j = 0; j < smooth->V.columns(); ++j) {
      if (smooth->V(i, j).constant() != Rational(0) || smooth->W(j, i).depends_on_depth()) {
        return false;
      }
    }
  }
  return true;
}

std::string read_case_residual(const TomlText& toml, const toml::table& root,
                               const std::filesystem::path& base, Case& result) {
  std::string bytes;
  if (const auto* node = root.get("residual_network")) {
    bytes = read_residual(toml, *node, base, result);
  }
  read_case_depth(toml, root, result);
  return bytes;
}

}  // namespace rigor
