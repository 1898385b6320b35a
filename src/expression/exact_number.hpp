// Numbers as people write them.
#pragma once

#include <cstddef>
#include <string_view>

#include "expression/source_text.hpp"
#include "number/rational.hpp"

namespace rigor {

/// The number that `text`, found at `offset`, writes: "22/7", "-0.25", "1e-3". Throws InputError,
/// with words of its own for nan and inf.
Rational exact_number(const SourceText& source, std::size_t offset, std::string_view text);

}  // namespace rigor
