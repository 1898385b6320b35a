// What `check` and `report` run on: their common options.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "verdict/case.hpp"
#include "verdict/claim.hpp"
#include "verdict/runner.hpp"

namespace rigor {

struct Selection {
  std::vector<std::string> cases;
  RunOptions options;
};

/// Adds CASE..., --case, --claim, --jobs, --digits, --max-bits and --budget to a command.
void add_selection(CLI::App& command, Selection& selection);

/// Reads the cases; without any named, ./cases/*.toml in the order of their names. Throws
/// InputError.
std::vector<Case> read_cases(const std::vector<std::string>& names);

/// Throws InputError if a selector names no claim of the registry; suggests one that it may mean.
void check_selectors(const std::vector<std::string>& selectors, const Registry& registry);

/// Runs with a progress line on a terminal and Ctrl-C watched.
Run run_selection(const Registry& registry, std::vector<Case> cases, RunOptions options);

}  // namespace rigor
