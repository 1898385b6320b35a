#include "proofs-check/neural_ode/claims.hpp"

namespace rigor::neural_ode {

void add_prob(Registry& /*registry*/) {}

}  // namespace rigor::neural_ode
