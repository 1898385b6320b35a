// The best constant of a statement.
#pragma once

#include <optional>
#include <string>

#include "conjecture/answer.hpp"

namespace rigor {

/// A value for which the statement is proved and one for which it is refuted.
struct Sharpest {
  std::optional<Rational> proved_for;
  std::optional<Rational> refuted_for;
  Answer proof;       ///< for proved_for
  Answer refutation;  ///< for refuted_for
  /// Why the two are not nearer, or why one is missing; empty if they are as near as asked.
  std::string reason;
};

/// Looks for values of the parameter with different verdicts, first among 0, +-1, +-2, +-4, ...,
/// and brings them nearer to each other by bisection with simple rationals, until they differ by at
/// most 10^-digits of their size. Each value is a proof of its own: that the truth changes only
/// once is not assumed by what is proved, only by the search. Requires digits >= 1.
Sharpest sharpest_constant(const std::string& text, const std::string& parameter,
                           const StatementContext& context, const ProverOptions& options,
                           int digits);

}  // namespace rigor
