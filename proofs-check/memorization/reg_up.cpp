#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_reg_up(Registry&) {}

}  // namespace rigor::memorization
