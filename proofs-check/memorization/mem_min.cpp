#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_mem_min(Registry&) {}

}  // namespace rigor::memorization
