#include "proofs-check/neural_ode/claims.hpp"

namespace rigor::neural_ode {

void add_lin(Registry& /*registry*/) {}

}  // namespace rigor::neural_ode
