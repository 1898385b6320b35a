// Bernstein coefficients of polynomials in floating point: where the rule `positive` may apply.
#pragma once

#include <optional>
#include <vector>

#include "analysis/box.hpp"
#include "expression/term.hpp"

namespace rigor {

/// A polynomial over the rationals, in floating point. It proposes; the rule `positive` proves.
class BernsteinGuess {
 public:
  /// Of a term made of numbers, variables, neg, add, sub, mul, pow and quotients by numbers, with
  /// at most 4096 Bernstein coefficients.
  static std::optional<BernsteinGuess> of(const Terms& terms, TermId term, std::size_t variables);

  /// The sides of the variables that occur are finite.
  bool is_finite_on(const Box& box) const;
  /// The least Bernstein coefficient on a box whose sides are finite, divided by the greatest
  /// absolute value of all. On thin sides the variable is a number.
  double least(const Box& box) const;

 private:
  /// One variable that occurs.
  struct Axis {
    std::size_t variable = 0;
    std::size_t degree = 0;
  };

  std::vector<Axis> axes_;
  /// Coefficients of the monomials; the exponent of the last axis runs fastest.
  std::vector<double> coefficients_;
};

}  // namespace rigor
