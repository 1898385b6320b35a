#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_inc_law(Registry&) {}

}  // namespace rigor::memorization
