// Polynomials as sums of products of distances to the ends of a box.
#pragma once

#include <vector>

#include "analysis/box.hpp"
#include "expression/term.hpp"

namespace rigor {

/// (x - end)^power if is_above, (end - x)^power otherwise.
struct BernsteinFactor {
  std::size_t variable = 0;
  Rational end;
  bool is_above = true;
  std::size_t power = 0;
};

struct BernsteinTerm {
  Rational coefficient;
  std::vector<BernsteinFactor> factors;
};

/// T = sum of the terms. `least` is a number >= 0 with T - least = sum of the terms instead, if it
/// is not 0.
struct BernsteinForm {
  std::vector<BernsteinTerm> terms;
  Rational least;
};

/// On a finite side [a, b] of width w, x^k is expanded in (x - a)^i (b - x)^(d - i)/w^d, d the
/// degree of T in x (Bernstein's basis without the binomials, a partition of unity with them); on a
/// half-line in powers of x - a or b - x. Throws std::invalid_argument for a term that is not a
/// polynomial, or a variable without ends.
BernsteinForm bernstein_form(const Terms& terms, TermId term, const Box& box);

}  // namespace rigor
