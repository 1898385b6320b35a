// The exponents that MPFR numbers may have.
#pragma once

#include <mpfr.h>

namespace rigor {

/// Lets BigInterval use every exponent that MPFR has, about +-2^62 in place of +-2^30, in the
/// calling thread: exp(-5e11) is then a number of full relative accuracy and not [0, tiny].
///
/// MPFR keeps the range by thread, and its numbers must lie within the range of the thread that
/// uses them: call this first in every thread, before any BigInterval is made. Enclosures are
/// enclosures under either range; beyond it they reach to 0 or to infinity.
inline void use_widest_exponent_range() {
  mpfr_set_emin(mpfr_get_emin_min());
  mpfr_set_emax(mpfr_get_emax_max());
}

}  // namespace rigor
