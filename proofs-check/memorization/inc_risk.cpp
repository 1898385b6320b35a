#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_inc_risk(Registry&) {}

}  // namespace rigor::memorization
