// A term at the witness of a refutation, on Arb.
#pragma once

#include <string>
#include <vector>

#include "number/rational.hpp"

namespace rigor::second_engine {

/// An enclosure in decimals, rounded outward.
struct WitnessValue {
  bool defined = false;  ///< every guard of the term is proved at the point
  std::string lower;
  std::string upper;
};

/// The last term of `terms` (lines as in a certificate: "num 1/2", "var 0", "mul 0 1", ...) at a
/// rational point, one coordinate per variable, with about `digits` significant digits: the working
/// precision rises to 16 times what they take. Throws std::invalid_argument for text that is no
/// list of terms.
WitnessValue evaluate_at_witness(const std::string& terms, const std::vector<Rational>& point,
                                 int digits);

}  // namespace rigor::second_engine
