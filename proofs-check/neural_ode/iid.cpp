#include "proofs-check/neural_ode/claims.hpp"

namespace rigor::neural_ode {

void add_iid(Registry& /*registry*/) {}

}  // namespace rigor::neural_ode
