#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_mem_vp(Registry&) {}

}  // namespace rigor::memorization
