#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_reg_gf_1(Registry&) {}

}  // namespace rigor::memorization
