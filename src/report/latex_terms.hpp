// Terms and formulas in LaTeX.
#pragma once

#include <string>
#include <vector>

#include "conjecture/formula.hpp"

namespace rigor {

/// A variable's name in math mode: Greek letters by their command, digits at the end as an index.
std::string latex_name(const std::string& name);
/// "1/3" as \frac{1}{3}.
std::string latex_number(const Rational& value);
/// For math mode (amsmath; \erf, \erfc and \sgn are operators of the document).
std::string latex_term(const Terms& terms, TermId term, const std::vector<std::string>& names);
/// ">" and so on, for math mode.
std::string latex_relation(Relation relation);
/// "[0, \infty)", "\{1, \dots, 5\}".
std::string latex_side(const Side& side);
/// The formula with its quantifiers. Atoms are relations to 0; differences as a < b.
std::string latex_formula(const Terms& terms, const ClosedFormula& formula,
                          const std::vector<std::string>& names);
/// A relation of a term to 0: "a - b > 0" is written b < a.
std::string latex_atom(const Terms& terms, const Atom& atom, const std::vector<std::string>& names);

}  // namespace rigor
