// The fast re-checker of certificates (docs/certificates.md), on Arb. It shares no code with the
// prover: own reader, interval arithmetic, automatic differentiation and normal form.
#pragma once

#include <cstddef>
#include <string>

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

}  // namespace rigor::second_engine
