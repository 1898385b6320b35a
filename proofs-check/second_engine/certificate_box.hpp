// Boxes with exact ends, as the re-checker keeps them. Private to this folder.
#pragma once

#include <optional>
#include <vector>

#include "number/rational.hpp"

namespace rigor::second_engine {

/// A missing end is infinite. An integer side has integer ends, which are closed (see `tidied`).
struct Side {
  std::optional<Rational> lower;
  std::optional<Rational> upper;
  bool lower_open = false;
  bool upper_open = false;
  bool integer = false;
};

using Box = std::vector<Side>;

/// The ends of an integer side moved inward to integers.
Side tidied(Side side);
bool is_empty(const Side& side);
bool is_thin(const Side& side);
bool excludes_zero(const Side& side);
bool contains(const Side& side, const Rational& value);
/// Every point of `part` is one of `whole`, integers where that asks for them.
bool is_inside(const Side& part, const Side& whole);
Side thin(const Rational& value);
/// With an end closed, and without the demand that values are integers.
Side real(Side side);
/// The parts that a split at c gives; see docs/certificates.md.
Side left_part(const Side& side, const Rational& c, bool owns);
Side right_part(const Side& side, const Rational& c, bool owns);

Rational floor_of(const Rational& value);
Rational ceil_of(const Rational& value);

}  // namespace rigor::second_engine
