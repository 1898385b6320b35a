#include "proofs-check/memorization/claims.hpp"

namespace rigor::memorization {

void add_inc_main(Registry&) {}

}  // namespace rigor::memorization
