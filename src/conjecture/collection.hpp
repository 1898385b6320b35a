// Collections of conjectures.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "verdict/outcome.hpp"

namespace rigor {

/// One [[conjecture]] of a collection. `expected` is the verdict that its author expects.
struct Conjecture {
  std::string name;
  std::string statement;
  std::string source;
  std::optional<Verdict> expected;
};

/// Reads a TOML file of tables
///
///     [[conjecture]]
///     name = "jordan"
///     statement = "forall x in [0, pi/2]: sin(x) >= 2*x/pi"
///     source = "Mitrinovic, Analytic Inequalities, 1970, 2.3"   # may be absent
///     expected = "verified"                                     # may be absent
///
/// Throws InputError with the place of what is wrong: unknown keys, a name that occurs twice.
std::vector<Conjecture> read_collection(const std::filesystem::path& path);

}  // namespace rigor
