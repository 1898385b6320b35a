#include "verdict/case_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "expression/suggestion.hpp"
#include "expression/text_file.hpp"
#include "verdict/npz_file.hpp"

namespace rigor {
namespace {

/// Named lists of numbers, from the case file or from an .npz file.
class Parameters {
 public:
  /// `known` are the names of the lists that the table, or its .npz file, may have.
  Parameters(const TomlText& toml, const toml::table& table, const std::filesystem::path& base,
             std::vector<std::string> known)
      : toml_(toml), table_(table), known_(std::move(known)) {
    if (const toml::node* file = table.get("file")) read_file(*file, base);
  }

  const std::string& file_bytes() const { return file_bytes_; }

  bool has(const std::string& name) const {
    return arrays_.contains(name) || table_.get(name) != nullptr;
  }

  /// A list of numbers, of the given size unless that is 0.
  std::vector<Rational> list(const std::string& name, std::size_t size) const {
    if (!has(name)) throw error(fmt::format("{} is missing: {}", name, what_is_expected()));
    std::vector<Rational> values;
    if (const auto array = arrays_.find(name); array != arrays_.end()) {
      if (array->second.shape.size() != 1) {
        throw error(fmt::format("array {} has {} axes, expected one", in_quotes(name),
                                array->second.shape.size()));
      }
      values = array->second.values;
    } else {
      const toml::node& node = *table_.get(name);
      const toml::array* numbers = node.as_array();
      if (numbers == nullptr) {
        throw InputError(toml_.source(), toml_.offset(node), "expected an array of numbers");
      }
      for (const toml::node& number : *numbers) values.push_back(toml_.number(number));
    }
    if (values.empty()) throw error_at(name, name + " is empty: expected a neuron at least");
    if (values.size() > kMostNeurons) throw error_at(name, "more than 100000 neurons");
    if (size != 0 && values.size() != size) {
      throw error_at(name, fmt::format("{} has {} numbers, expected {}: one a neuron", name,
                                       values.size(), size));
    }
    return values;
  }

  /// One number; 0 if absent.
  Rational number(const std::string& name) const {
    if (const auto array = arrays_.find(name); array != arrays_.end()) {
      if (array->second.values.size() != 1) throw error("expected one number as " + name);
      return array->second.values.front();
    }
    const toml::node* node = table_.get(name);
    return node == nullptr ? Rational(0) : toml_.number(*node);
  }

  /// An error at a list of the case file, or at the name of the .npz file that holds it.
  InputError error_at(const std::string& name, const std::string& message) const {
    const toml::node* node = arrays_.contains(name) ? nullptr : table_.get(name);
    if (node == nullptr) return error(message);
    return {toml_.source(), toml_.offset(*node), message};
  }

 private:
  InputError error(const std::string& message) const {
    const toml::node* file = table_.get("file");
    if (file == nullptr) return {toml_.source(), toml_.offset(table_), message};
    return {toml_.source(), toml_.offset(*file),
            fmt::format("network file {}: {}", in_quotes(path_), message)};
  }

  std::string what_is_expected() const {
    std::string names;
    for (const std::string& name : known_) names += (names.empty() ? "" : ", ") + name;
    return "the lists of a network are " + names + "; or file = \"....npz\" with them";
  }

  void read_file(const toml::node& file, const std::filesystem::path& base) {
    const std::string name = toml_.text(file);
    path_ = (base / name).string();
    FileBytes read = name.empty() || name == "-" ? FileBytes{{}, "expected the name of a file"}
                                                 : read_bytes(path_);
    if (read.fault.empty() && read.bytes.size() > kLargestFile) read.fault = "more than 64 MiB";
    if (!read.fault.empty()) throw error(read.fault);
    file_bytes_ = std::move(read.bytes);
    NpzResult content = parse_npz(file_bytes_);
    if (!content.fault.empty()) throw error(content.fault);
    for (const auto& [array, values] : content.arrays) {
      if (std::find(known_.begin(), known_.end(), array) == known_.end()) {
        throw error(fmt::format("unknown array {}{}", in_quotes(array), hint(array)));
      }
      if (table_.get(array) != nullptr) {
        throw InputError(toml_.source(), toml_.offset(*table_.get(array)),
                         fmt::format("{} is in the network file too", array));
      }
    }
    arrays_ = std::move(content.arrays);
  }

  std::string hint(const std::string& array) const {
    const std::string suggestion = did_you_mean(array, known_);
    return suggestion.empty() ? "; " + what_is_expected() : suggestion;
  }

  const TomlText& toml_;
  const toml::table& table_;
  std::vector<std::string> known_;
  std::string path_;
  std::string file_bytes_;
  std::map<std::string, NpyArray> arrays_;
};

std::vector<int> read_signs(const Parameters& parameters) {
  std::vector<int> signs;
  for (const Rational& sign : parameters.list("signs", 0)) {
    if (sign != 1 && sign != -1) {
      throw parameters.error_at("signs", "expected 1 or -1, found " + to_string(sign));
    }
    signs.push_back(sign > 0 ? 1 : -1);
  }
  return signs;
}

std::vector<Rational> read_kinks(const Parameters& parameters, const std::vector<int>& signs) {
  if (parameters.has("kinks") && parameters.has("biases")) {
    throw parameters.error_at("biases", "expected either kinks or biases, found both");
  }
  if (!parameters.has("biases")) return parameters.list("kinks", signs.size());
  std::vector<Rational> kinks = parameters.list("biases", signs.size());
  for (std::size_t l = 0; l < kinks.size(); ++l) kinks[l] *= -signs[l];
  return kinks;
}

std::string read_network(const TomlText& toml, const toml::table& table,
                         const std::filesystem::path& base, Case& result) {
  toml.check_keys(table, {"signs", "weights", "kinks", "biases", "file", "critical", "radius"});
  const Parameters parameters(toml, table, base, {"signs", "weights", "kinks", "biases"});
  NetworkInput input;
  input.network.signs = read_signs(parameters);
  input.network.weights = parameters.list("weights", input.network.width());
  input.network.kinks = read_kinks(parameters, input.network.signs);
  if (const toml::node* critical = table.get("critical")) {
    if (!critical->is_boolean()) {
      throw InputError(toml.source(), toml.offset(*critical), "expected true or false");
    }
    input.critical = critical->as_boolean()->get();
  }
  if (const toml::node* radius = table.get("radius")) {
    input.radius = toml.number(*radius);
    if (input.radius < 0) {
      throw InputError(toml.source(), toml.offset(*radius), "expected radius >= 0");
    }
    if (input.critical && input.radius > 0) {
      throw InputError(toml.source(), toml.offset(*radius),
                       "a critical point has no radius: expected critical = true or a radius");
    }
  }
  result.network = std::move(input);
  return parameters.file_bytes();
}

std::string read_full_network(const TomlText& toml, const toml::table& table,
                              const std::filesystem::path& base, Case& result) {
  toml.check_keys(table, {"inner_weights", "inner_biases", "outer_weights", "outer_bias", "file"});
  const Parameters parameters(toml, table, base,
                              {"inner_weights", "inner_biases", "outer_weights", "outer_bias"});
  FullNetwork network;
  network.inner_weights = parameters.list("inner_weights", 0);
  network.inner_biases = parameters.list("inner_biases", network.width());
  network.outer_weights = parameters.list("outer_weights", network.width());
  network.outer_bias = parameters.number("outer_bias");
  const auto& w = network.inner_weights;
  if (std::find(w.begin(), w.end(), Rational(0)) != w.end()) {
    throw parameters.error_at("inner_weights", "a neuron with inner weight 0 has no kink");
  }
  result.full_network = std::move(network);
  return parameters.file_bytes();
}

const toml::table& as_table(const TomlText& toml, const toml::node& node, const char* name) {
  if (const toml::table* table = node.as_table()) return *table;
  throw InputError(toml.source(), toml.offset(node), fmt::format("expected a table [{}]", name));
}

}  // namespace

std::string read_case_network(const TomlText& toml, const toml::table& root,
                              const std::filesystem::path& base, Case& result) {
  std::string bytes;
  if (const toml::node* node = root.get("network")) {
    bytes += read_network(toml, as_table(toml, *node, "network"), base, result);
  }
  if (const toml::node* node = root.get("full_network")) {
    bytes += read_full_network(toml, as_table(toml, *node, "full_network"), base, result);
  }
  const bool has_network = result.network || result.full_network;
  if (has_network && result.dimension() != 1) {
    const toml::node* node = root.get(result.network ? "network" : "full_network");
    throw InputError(toml.source(), toml.offset(*node),
                     fmt::format("networks are of one variable, but the data have dimension {}",
                                 result.dimension()));
  }
  if (const toml::node* node = root.get("training")) {
    const toml::table& training = as_table(toml, *node, "training");
    toml.check_keys(training, {"eta"});
    const toml::node& eta = toml.required(training, "eta", "the learning rate");
    result.eta = toml.number(eta);
    if (*result.eta <= 0) throw InputError(toml.source(), toml.offset(eta), "expected eta > 0");
  }
  return bytes;
}

}  // namespace rigor
