// The fast re-checker of certificates (docs/certificates.md), on Arb. It shares no code with the
// prover: own reader, interval arithmetic, automatic differentiation and normal form.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "number/rational.hpp"

namespace rigor::second_engine {

/// What a certificate proves, if it does.
struct Recheck {
  bool accepted = false;
  bool violated = false;   ///< the proved formula is the negation of the typed statement
  std::size_t line = 0;    ///< of the fault, from 1; 0 if there is none
  std::string reason;      ///< of the fault
  std::size_t leaves = 0;  ///< proof nodes without children that were proved
};

/// Re-proves a certificate. Any bytes may be passed: what is no certificate is not accepted.
Recheck recheck_certificate(const std::string& text);

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
