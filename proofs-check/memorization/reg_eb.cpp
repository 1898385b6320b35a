#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_reg_eb(Registry&) {}

}  // namespace rigor::memorization
