// The claims of this folder, a file each.
#pragma once

#include <string>
#include <utility>

#include "proofs-check/common/variants.hpp"

namespace rigor::memorization {

void add_mem_min(Registry& registry);        // MEM-MIN-1, MEM-MIN-2
void add_mem_ode_hull(Registry& registry);   // MEM-ODE-1, MEM-ODE-2
void add_mem_ode_limit(Registry& registry);  // MEM-ODE-3, MEM-ODE-4
void add_mem_quantile(Registry& registry);   // MEM-ODE-5
void add_mem_sde(Registry& registry);        // MEM-SDE-1
void add_mem_law(Registry& registry);        // MEM-LAW-1
void add_mem_vp(Registry& registry);         // MEM-VP-1
void add_mem_cond(Registry& registry);       // MEM-COND-1
void add_reg_tik(Registry& registry);        // REG-TIK-2
void add_reg_eb(Registry& registry);         // REG-EB-1
void add_reg_kde(Registry& registry);        // REG-KDE-1
void add_reg_gf_1(Registry& registry);       // REG-GF-1
void add_reg_gf_2(Registry& registry);       // REG-GF-2, INC-CAP-1
void add_reg_up(Registry& registry);         // REG-UP-1
void add_inc_main(Registry& registry);       // INC-MAIN-1
void add_inc_law(Registry& registry);        // INC-LAW-1
void add_inc_risk(Registry& registry);       // INC-RISK-1
void add_inc_tri(Registry& registry);        // INC-TRI-1
void add_inc_stab(Registry& registry);       // INC-STAB-1

/// Rigor's own statement beside a place of Baptista, Dasgupta, Kovachki, Oberai, Stuart,
/// "Memorization and Regularization in Generative Diffusion Models".
inline Source memorization_paper(std::string where) {
  return {"2501.15785", 0, std::move(where)};
}
/// The same for Marion, Wu, "Understanding diffusion models requires rethinking (again)
/// generalization".
inline Source rethinking_paper(std::string where) {
  return {"2605.06077", 0, std::move(where)};
}

}  // namespace rigor::memorization
