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

struct Verdict {
  /// "[x] [y] -> [got], expected [..]: what is wrong"; nothing if all is well.
  std::optional<std::string> fault;
  /// Of the result; the sign of a zero does not count.
  std::uint64_t digest = 0;
};

/// The operands of the seed.
std::string input_text(const Operation& operation, const Oracle& oracle, NumberType type,
                       std::uint64_t seed);

/// Judges the operation on the input of the seed.
Verdict check(const Operation& operation, const Oracle& oracle, NumberType type,
              std::uint64_t seed);

}  // namespace rigor::soundness
