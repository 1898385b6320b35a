// The answer to a statement that a person typed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conjecture/prover.hpp"
#include "conjecture/statement.hpp"

namespace rigor {

/// The value of a typed variable at a witness: exact, such as 1/2 or pi/6, and if it is irrational
/// its decimals; a solution of equations has decimals only.
struct WitnessValue {
  std::string name;
  std::string exact;
  std::optional<Enclosure> decimals;
};

struct Answer {
  std::string name;       ///< of the conjecture in its collection; may be empty
  std::string statement;  ///< as typed
  Verdict verdict = Verdict::inconclusive;
  bool vacuous = false;  ///< verified, because its hypotheses can't hold
  std::vector<WitnessValue> witness;
  std::optional<Enclosure> margin;  ///< see ProverResult
  /// Of a margin at a witness: its term, as lines of a certificate, and the point, so that another
  /// engine can evaluate it.
  std::string margin_term;
  std::vector<Rational> margin_point;
  std::string reason;      ///< why it is inconclusive, in a sentence
  std::string suggestion;  ///< what to try then; may be empty
  std::size_t boxes = 0;
  std::size_t leaves = 0;
  int bits = 53;
  std::string certificate;  ///< the text of docs/certificates.md; empty if inconclusive
};

/// Reads and settles a statement. Throws InputError for a statement that can't be read.
Answer settle_statement(const std::string& text, const StatementContext& context,
                        const ProverOptions& options, const std::string& name = "");

}  // namespace rigor
