#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_reg_tik(Registry&) {}

}  // namespace rigor::memorization
