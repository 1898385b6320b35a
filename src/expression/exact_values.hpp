// Exact evaluation of what is rational in an expression.
#pragma once

#include <optional>
#include <vector>

#include "expression/expression.hpp"
#include "number/rational.hpp"

namespace rigor {

/// The case's mu and sigma, where there is a case.
struct Parameters {
  std::optional<Rational> mu;
  std::optional<Rational> sigma;
};

/// For every node its exact rational value, or nothing if it has none that is found by the rules:
/// + - * / abs sign min max, rational powers where the root is rational, exp2 of integers, log2 of
/// powers of 2, rational roots, floor and ceil, and where the other functions are rational at 0 or 1, such as cos(0), acos(1).
/// Values of more than 2^16 bits are not formed; 0^0 = 1.
///
/// Throws InputError at a node that is undefined beyond doubt: a division by 0, a
/// function outside its domain, a power of x <= 0 that is not defined.
std::vector<std::optional<Rational>> exact_values(const Expression& expression,
                                                  const Parameters& parameters);

}  // namespace rigor
