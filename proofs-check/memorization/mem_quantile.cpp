#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_mem_quantile(Registry&) {}

}  // namespace rigor::memorization
