// Numbers without variables.
#pragma once

#include <optional>
#include <utility>

#include "expression/term.hpp"
#include "number/rational.hpp"

namespace rigor {

/// Rationals lower <= t <= upper for a term t without variables; nothing if at that many bits it
/// isn't shown to be defined, or no bounds are found.
std::optional<std::pair<Rational, Rational>> bounds_of_constant(const Terms& terms, TermId term,
                                                                int bits);

/// -1 or 1 as the term without variables is negative or positive, 0 if it is the number 0; nothing
/// if 1024 bits don't tell.
std::optional<int> sign_of_constant(const Terms& terms, TermId term);

}  // namespace rigor
