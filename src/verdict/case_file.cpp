#include "verdict/case_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "expression/text_file.hpp"
#include "verdict/case_flow.hpp"
#include "verdict/case_network.hpp"
#include "verdict/case_points.hpp"
#include "verdict/case_residual.hpp"
#include "verdict/data_points.hpp"
#include "verdict/sha256.hpp"
#include "verdict/toml_text.hpp"

namespace rigor {
namespace {

SigmaRange read_sigma(const TomlText& toml, const toml::node& node) {
  const SourceText& source = toml.source();
  const toml::table* range = node.as_table();
  if (range == nullptr) {
    Rational sigma = toml.number(node);
    if (sigma <= 0) throw InputError(source, toml.offset(node), "expected sigma > 0");
    return {sigma, sigma};
  }
  toml.check_keys(*range, {"from", "to"});
  const toml::node& from_node =
      toml.required(*range, "from", "the lower end of the range of sigma");
  const toml::node& to_node = toml.required(*range, "to", "the upper end of the range of sigma");
  SigmaRange sigma{toml.number(from_node), toml.number(to_node)};
  if (sigma.from < 0) throw InputError(source, toml.offset(from_node), "expected from >= 0");
  if (sigma.to <= 0) throw InputError(source, toml.offset(to_node), "expected sigma > 0");
  if (sigma.from > sigma.to) {
    throw InputError(source, toml.offset(from_node),
                     fmt::format("the range of sigma is empty: from = {} is greater than to = {}",
                                 to_string(sigma.from), to_string(sigma.to)));
  }
  return sigma;
}

Rational read_mu(const TomlText& toml, const toml::node& node) {
  Rational mu = toml.number(node);
  if (mu <= 0 || mu > 1) throw InputError(toml.source(), toml.offset(node), "expected 0 < mu <= 1");
  return mu;
}

}  // namespace

Case read_case_text(std::string text, const std::string& name, const std::filesystem::path& base) {
  const SourceText source = checked_text(name, std::move(text));
  const TomlText toml(source);
  const toml::table& root = toml.root();
  toml.check_keys(root, {"title", "data", "noise", "network", "full_network", "training", "flow",
                         "truth", "features", "cells", "samples", "residual_network",
                         "random_weights", "wide_network", "relu_chain"});

  Case result;
  const std::filesystem::path path(name);
  result.name = name == "-" ? "stdin" : path.stem().string();
  result.file = name;
  const toml::node* title = root.get("title");
  result.title = title == nullptr ? result.name : toml.text(*title);

  std::string file_bytes = read_case_residual(toml, root, base, result);
  const bool is_residual = result.residual || result.random_weights || result.wide || result.relu;
  const bool needs_data =
      root.get("cells") == nullptr && root.get("samples") == nullptr && !is_residual;
  if (needs_data || root.get("data") != nullptr) {
    const toml::table& data = toml.required_table(root, "data", "points = [...] or file = \"...\"");
    CasePoints points = read_case_points(toml, data, base);
    result.points = std::move(points.points);
    file_bytes += points.file_bytes;
  }
  read_case_flow(toml, root, result);
  file_bytes += read_case_network(toml, root, base, result);
  result.hash = sha256(source.text(), file_bytes);

  const bool needs_noise = result.network || result.full_network ||
                           !(result.flow || result.truth || result.features || result.cells ||
                             result.samples || is_residual);
  if (needs_noise || root.get("noise") != nullptr) {
    const toml::table& noise =
        toml.required_table(root, "noise", "sigma = ... and, if not 1, mu = ...");
    toml.check_keys(noise, {"mu", "sigma"});
    if (const toml::node* mu = noise.get("mu")) result.mu = read_mu(toml, *mu);
    result.sigma = read_sigma(toml, toml.required(noise, "sigma", "the noise level"));
  }
  return result;
}

Case read_case(const std::filesystem::path& path) {
  const std::string name = path.string();
  FileBytes file = read_bytes(path);
  if (!file.fault.empty()) throw InputError(name, file.fault);
  return read_case_text(std::move(file.bytes), name,
                        name == "-" ? std::filesystem::path(".") : path.parent_path());
}

}  // namespace rigor
