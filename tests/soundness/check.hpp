// One input: what is made from a seed, and what is wrong with the result.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "soundness/operation.hpp"
#include "soundness/oracle.hpp"

namespace rigor::soundness {

enum class NumberType { interval, big };

std::string_view word(NumberType type);

/// The operands of the seed.
std::string input_text(const Operation& operation, const Oracle& oracle, NumberType type,
                       std::uint64_t seed);

/// The digest of the result alone: much faster, to compare builds.
std::uint64_t digest(const Operation& operation, const Oracle& oracle, NumberType type,
                     std::uint64_t seed);

/// Judges the result of the seed: "[x] [y] -> [got], expected [..]: what is wrong", or nothing if
/// all is well.
std::optional<std::string> fault(const Operation& operation, const Oracle& oracle, NumberType type,
                                 std::uint64_t seed);

}  // namespace rigor::soundness
