// The lemmas that exported Coq files begin with.
#pragma once

#include <string_view>

namespace rigor {

/// Monotone and concave functions by their derivatives (the mean value theorem), hyperbolic and
/// inverse functions by those that CoqInterval evaluates, the error function as an integral, and
/// the small tactics of the proofs. For
/// Coq 8.16, Coquelicot 3.3, CoqInterval 4.6; proved where it is compiled.
std::string_view coq_prelude();

}  // namespace rigor
