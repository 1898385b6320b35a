#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_inc_tri(Registry&) {}

}  // namespace rigor::memorization
