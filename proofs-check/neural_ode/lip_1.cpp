#include "proofs-check/neural_ode/claims.hpp"

namespace rigor::neural_ode {

void add_lip_1(Registry& /*registry*/) {}

}  // namespace rigor::neural_ode
