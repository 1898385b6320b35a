// Formulas of claims: a subset of LaTeX, rendered as MathML.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace rigor {

/// A formula outside the subset; what() names the command or the place.
struct MathError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

enum class MathStyle { display, inline_text };

/// MathML of a formula in this subset of LaTeX:
///   letters, numbers, operators, parentheses, brackets, primes, |...|, groups {...}, ^ and _;
///   \frac \dfrac \tfrac \sqrt[n]{} \text{} \mathrm{} \operatorname{} \mathbb{} \mathcal{}
///   \mathbf{}; \bar \hat \tilde \vec \overline \widetilde \widehat \underline; \left \right and
///   \big...\Bigg sizes; \sum \prod \int \max \min \sup \inf \lim with limits; \exp \log \ln \erf
///   \erfc and other named functions; Greek letters; the relations, arrows and signs of
///   math_symbols.cpp; \, \; \: \! \quad \qquad and "\ ".
/// Throws MathError for an unknown command, an unbalanced group or a missing argument.
std::string to_mathml(std::string_view latex, MathStyle style);

}  // namespace rigor
