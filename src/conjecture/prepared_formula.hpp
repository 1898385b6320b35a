// Formulas in the form in which they are searched.
#pragma once

#include "conjecture/formula.hpp"

namespace rigor {

/// Parts of parts with the same connective become parts: each of them may be assumed to fail when
/// another part is proved. The nodes keep their places. Integer ranges end at integers.
ClosedFormula flattened(ClosedFormula formula);

/// t = 0 or F, with a term t of several variables, becomes (t >= 0 or F) and (-t >= 0 or F): each
/// of the regions t < 0 and t > 0 is then a hypothesis. The other nodes keep their places. (Where
/// values are looked for, t = 0 is an equation to be solved: not for those.)
ClosedFormula with_sides(Terms& terms, ClosedFormula formula);

}  // namespace rigor
