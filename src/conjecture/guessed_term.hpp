// Values of terms in floating point: they propose, and prove nothing.
#pragma once

#include <span>
#include <vector>

#include "analysis/box.hpp"
#include "expression/term.hpp"

namespace rigor {

/// A value, NaN where the term is undefined, with a rough estimate of its rounding error.
struct GuessedValue {
  long double value = 0;
  long double error = 0;

  bool seems_negative() const { return value < -16 * error; }
  bool seems_positive() const { return value > 16 * error; }
};

/// A term as a list of steps for evaluation in long double.
class GuessedTerm {
 public:
  GuessedTerm(const Terms& terms, TermId term);
  GuessedValue at(std::span<const double> point) const;

 private:
  struct Step {
    Op op;
    std::size_t a, b, index;
    long double number;
    long double number_error;
  };
  std::vector<Step> steps_;
  mutable std::vector<GuessedValue> values_;
};

/// Some values of the side, in increasing order: its ends (or values near the open ones), values
/// that crowd towards both ends and to infinity, and values between. At most `count`, odd.
std::vector<double> sample_side(const Side& side, int count);

}  // namespace rigor
