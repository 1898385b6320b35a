// The parser of expressions.
#pragma once

#include <string>

#include "expression/expression.hpp"
#include "expression/vocabulary.hpp"

namespace rigor {

/// Parses an expression as mathematicians type it. From the loosest to the tightest binding:
///
///     a + b, a - b        from the left
///     a * b, a / b        from the left
///     -a, +a
///     a ^ b               from the right: 2^3^2 = 2^9, -x^2 = -(x^2), 2^-1 = 1/2
///     numbers, names, f(a, b), (a)
///
/// Literals are exact: 0.1 is 1/10. There is no implicit product. Names are those of the
/// vocabulary. Throws InputError, with the place and what was expected; nesting deeper than 1000 is
/// an error.
Expression parse_expression(const std::string& text, const Vocabulary& vocabulary,
                            const std::string& name = "expression");

}  // namespace rigor
