// How a term depends on one of its subterms.
#pragma once

#include "conjecture/atom_rules.hpp"

namespace rigor {

enum class Course { constant, rising, falling, unknown };

/// How the term changes as the values of `part` grow and all else stays, on the box: never
/// downwards (`rising`), never upwards, not at all. It is read off from sums, products with factors
/// of one sign and increasing or decreasing functions, at each place of `part`. Roots and
/// logarithms of it count only if they are shown to be defined on the box.
Course course_of(AtomRules& rules, TermId term, TermId part, const Box& box);

}  // namespace rigor
