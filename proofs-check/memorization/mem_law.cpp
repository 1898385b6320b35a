#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_mem_law(Registry&) {}

}  // namespace rigor::memorization
