#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_mem_sde(Registry&) {}

}  // namespace rigor::memorization
