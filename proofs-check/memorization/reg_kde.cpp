#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_reg_kde(Registry&) {}

}  // namespace rigor::memorization
