// Whether a term is better enclosed in its centred form.
#pragma once

#include <optional>

#include "analysis/box.hpp"
#include "expression/term.hpp"

namespace rigor {

/// The term with its polynomials expanded about the middle of the box (see centred_form.hpp), if
/// that is markedly narrower on parts of the box; an equal term with guards of its own. nullopt for
/// terms in fewer than two variables, and where a side is unbounded. Adds terms.
std::optional<TermId> propose_centred(Terms& terms, TermId term, const Box& box);

}  // namespace rigor
