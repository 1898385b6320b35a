// Statements with abs, min, max, sign, floor and ceil written out by cases.
#pragma once

#include <optional>
#include <vector>

#include "conjecture/formula.hpp"

namespace rigor {

/// A conjunction of disjunctions of atoms, under `forall`.
struct Clauses {
  std::vector<QuantifiedVariable> variables;
  std::vector<std::vector<Atom>> clauses;
};

enum class Differences { written_out, kept };

/// The formula, which has no `exists`, as clauses in which few kinks are left. It is true where
/// they are. T with a kink M in it is replaced so, d being the operand of abs or sign, or a - b for
/// min(a, b), max(a, b):
///   where T falls in a max or an abs, or rises in a min, T >= 0 is T[a] >= 0 and T[b] >= 0 (T is
///     one of them, and not greater than the other), unless d = 0 is a plane x = c;
///   the other way round it is T[a] >= 0 or T[b] >= 0; if one of them seems to hold everywhere, or
///     in a hypothesis;
///   else: (d < 0 or T[d >= 0]) and (d >= 0 or T[d < 0]), all kinks with this d at once; with a
///     sign, (d <= 0 or ..) and (d >= 0 or ..) and (d != 0 or ..);
///   n = floor(a) is a new integer variable: n > a or a >= n + 1 or T[n]; ceil(a) is -floor(-a).
/// Kinks whose d has one sign in the whole range are replaced by their value. d must be shown to be
/// defined in the whole range, or the kink stays. `kept`: abs(x - y) of two variables stays where
/// it isn't of the first kind, and is written for min(x, y), max(x, y).
/// Nothing if there are no kinks, or too many cases. Adds terms.
std::optional<Clauses> write_out_kinks(Terms& terms, const ClosedFormula& formula,
                                       Differences differences);

/// The clauses as a formula; no atom occurs twice.
ClosedFormula formula_of(const Clauses& clauses);

}  // namespace rigor
