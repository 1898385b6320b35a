#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_inc_stab(Registry&) {}

}  // namespace rigor::memorization
