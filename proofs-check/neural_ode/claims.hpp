// The claims of this folder, a file each.
#pragma once

#include <string>
#include <utility>

#include "proofs-check/common/variants.hpp"

namespace rigor::neural_ode {

void add_euler_1(Registry& registry);  // NODE-EULER-1
void add_euler_2(Registry& registry);  // NODE-EULER-2
void add_iid(Registry& registry);      // NODE-IID-1
void add_grad(Registry& registry);     // NODE-GRAD-1
void add_hess(Registry& registry);     // NODE-HESS-1
void add_limit(Registry& registry);    // NODE-LIMIT-1
void add_well(Registry& registry);     // NODE-WELL-1
void add_lip_1(Registry& registry);    // NODE-LIP-1
void add_lip_2(Registry& registry);    // NODE-LIP-2
void add_lin(Registry& registry);      // NODE-LIN-1
void add_pl_1(Registry& registry);     // NODE-PL-1
void add_pl_2(Registry& registry);     // NODE-PL-2
void add_pl_3(Registry& registry);     // NODE-PL-3
void add_long(Registry& registry);     // NODE-LONG-1
void add_prob(Registry& registry);     // NODE-PROB-1
void add_relu(Registry& registry);     // NODE-RELU-1

/// Rigor's own statement beside a place of Marion, Wu, Sander, Biau, "Implicit regularization of
/// deep residual networks towards neural ODEs".
inline Source residual_paper(std::string where) {
  return {"2309.01213", 0, std::move(where)};
}
/// What version 3 prints.
inline Source printed_in_residual_paper(std::string where) {
  return {"2309.01213", 3, std::move(where)};
}

}  // namespace rigor::neural_ode
