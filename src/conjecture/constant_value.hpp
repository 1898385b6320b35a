// Bounds of terms, and the signs of numbers.
#pragma once

#include <optional>

#include "analysis/box.hpp"
#include "expression/term.hpp"
#include "number/rational.hpp"

namespace rigor {

/// A missing end is infinite.
struct Bounds {
  std::optional<Rational> lower;
  std::optional<Rational> upper;
};

/// Encloses the values of a term on the box, at that many bits; nothing if it isn't shown to be
/// defined there.
std::optional<Bounds> bounds_of_term(const Terms& terms, TermId term, const Box& box, int bits);

/// -1 or 1 as the term without variables is negative or positive, 0 if it is the number 0; nothing
/// if 1024 bits don't tell.
std::optional<int> sign_of_constant(const Terms& terms, TermId term);

}  // namespace rigor
