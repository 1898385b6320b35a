// Exact rational numbers: what a user types.
#pragma once

#include <boost/multiprecision/gmp.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace rigor {

using Integer =
    boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Rational = boost::multiprecision::number<boost::multiprecision::gmp_rational,
                                               boost::multiprecision::et_off>;

/// The exact value of `[+-]digits[.digits][e[+-]digits]` or `[+-]digits/digits`. One of the two
/// digit groups around the point may be missing. nullopt when the text is anything else, when the
/// denominator is zero, or when the exponent is beyond +-100000.
std::optional<Rational> parse_rational(std::string_view text);

/// "p/q" in lowest terms with q > 1, or "p".
std::string to_string(const Rational& value);

/// The exact value of a finite double. Throws std::invalid_argument for NaN and infinities.
Rational to_rational(double value);

}  // namespace rigor
