#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_mem_cond(Registry&) {}

}  // namespace rigor::memorization
