// The tables of a case file about the depth and the width of residual networks.
#pragma once

#include <cstddef>
#include <vector>

#include "verdict/case.hpp"
#include "verdict/case_table.hpp"

namespace rigor {

/// At most so many layers are taken.
inline constexpr std::size_t kMostLayers = 1'000'000;

/// The key `depth`: a number L, or a list of such numbers, in ascending order. Throws InputError.
std::vector<std::size_t> read_depths(const CaseTable& table);

/// Reads [random_weights], [wide_network] and [relu_chain] (see case_residual.hpp), where `root`
/// has them, into `result`. Throws InputError.
void read_case_depth(const TomlText& toml, const toml::table& root, Case& result);

}  // namespace rigor
