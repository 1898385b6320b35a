#include "verdict/case_depth.hpp"

#include <algorithm>

namespace rigor {

std::vector<std::size_t> read_depths(const CaseTable& table) {
  const toml::node& node = table.at("depth", "the number L of layers, or a list of such numbers");
  std::vector<std::size_t> depths;
  if (node.is_array()) {
    for (const toml::node& depth : table.list(node, "numbers of layers")) {
      depths.push_back(table.count(depth, kMostLayers));
    }
  } else {
    depths.push_back(table.count(node, kMostLayers));
  }
  std::sort(depths.begin(), depths.end());
  if (std::adjacent_find(depths.begin(), depths.end()) != depths.end()) {
    throw table.error(node, "a depth stands twice");
  }
  return depths;
}

namespace {

RandomWeightsInput read_random(const TomlText& toml, const toml::node& node) {
  const CaseTable table(toml, node, "random_weights", {"mean", "variance", "depth"});
  return {toml.number(table.at("mean", "the mean of a weight")),
          table.positive("variance", "the variance of a weight"), read_depths(table)};
}

WideInput read_wide(const TomlText& toml, const toml::node& node) {
  const CaseTable table(toml, node, "wide_network",
                        {"activation", "hermite", "data", "state_size", "input_size", "output_size",
                         "width", "depth", "norm_ratio", "correlation"});
  constexpr std::size_t kMost = 1'000'000'000'000;
  constexpr std::size_t kHighestHermite = 30;
  WideInput wide;
  wide.activation = static_cast<Activation>(table.choice("activation", activation_names()));
  const auto read = [&](std::string_view key, std::size_t most, std::size_t otherwise) {
    const toml::node* value = table.find(key);
    return value == nullptr ? otherwise : table.count(*value, most);
  };
  wide.hermite = read("hermite", kHighestHermite, wide.hermite);
  if (wide.hermite < 2) throw table.error_at("hermite", "expected an index r >= 2");
  wide.data = table.count(table.at("data", "the number n of data"), kMost);
  wide.state_size = table.count(table.at("state_size", "the dimension q of the states"), kMost);
  wide.input_size = read("input_size", kMost, 1);
  wide.output_size = read("output_size", kMost, 1);
  wide.width = table.count(table.at("width", "the width m"), kMost);
  wide.depth = table.count(table.at("depth", "the depth L"), kMost);
  if (table.has("norm_ratio")) wide.norm_ratio = table.positive("norm_ratio", "M^2");
  if (const toml::node* value = table.find("correlation")) {
    wide.correlation = toml.number(*value);
    if (wide.correlation < 0 || wide.correlation >= 1) {
      throw table.error(*value, "expected 0 <= correlation < 1");
    }
  }
  return wide;
}

ReluInput read_relu(const TomlText& toml, const toml::node& node) {
  const CaseTable table(toml, node, "relu_chain", {"factor", "point", "depth", "time"});
  ReluInput relu{table.positive("factor", "C, the target is C x"),
                 table.positive("point", "the input x"), read_depths(table),
                 table.positive("time", "the training time T")};
  if (relu.factor <= 1) throw table.error_at("factor", "expected factor > 1");
  return relu;
}

}  // namespace

void read_case_depth(const TomlText& toml, const toml::table& root, Case& result) {
  if (const auto* node = root.get("random_weights")) {
    result.random_weights = read_random(toml, *node);
  }
  if (const auto* node = root.get("wide_network")) result.wide = read_wide(toml, *node);
  if (const auto* node = root.get("relu_chain")) result.relu = read_relu(toml, *node);
}

}  // namespace rigor
