#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_mem_ode_limit(Registry&) {}

}  // namespace rigor::memorization
