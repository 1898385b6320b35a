// Exact numbers that stand in the source.
#pragma once

#include <stdexcept>
#include <string>

#include "number/rational.hpp"

namespace rigor {

/// The exact value of a literal; std::logic_error for a bad one.
inline Rational literal(const std::string& text) {
  const auto value = parse_rational(text);
  if (!value) throw std::logic_error("a named input holds the bad literal " + text);
  return *value;
}

}  // namespace rigor
