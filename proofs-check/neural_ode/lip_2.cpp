#include "proofs-check/neural_ode/claims.hpp"

namespace rigor::neural_ode {

void add_lip_2(Registry& /*registry*/) {}

}  // namespace rigor::neural_ode
