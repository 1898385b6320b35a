// What is judged: Rigor's operations behind a face that shows sets only, so that the oracle and the
// checks do not depend on Rigor's headers.
#pragma once

#include <string_view>
#include <vector>

#include "soundness/set.hpp"

namespace rigor::soundness {

struct Outcome {
  Set value;
  /// The precision of the result.
  int bits = 0;
  /// Of the same operation on decorated intervals.
  Set decorated_value;
  int flag = 0;
  /// Other ways to say the same (a += b, built-in integers) gave the same.
  bool variants_agree = true;
};

struct Operation {
  std::string_view name;
  int arity;
  Outcome (*of_intervals)(const Operands&);
  Outcome (*of_big_intervals)(const Operands&);
};

/// What src/number has.
std::vector<Operation> arithmetic_operations();
/// What src/function has; or nothing, in a program without it.
std::vector<Operation> function_operations();

/// The exponent range that MPFR has now, as a format of the precision; and a change of the range.
Format big_format(int bits);
void set_exponent_range(bool is_widest);

}  // namespace rigor::soundness
