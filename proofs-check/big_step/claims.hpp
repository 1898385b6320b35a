// The claims of this folder, a file each.
#pragma once

#include "verdict/claim.hpp"

namespace rigor::big_step {

void add_score_id(Registry& registry);
void add_risk_id(Registry& registry);
void add_score_var(Registry& registry);
void add_score_irreg(Registry& registry);
void add_score_risk(Registry& registry);
void add_weight(Registry& registry);
void add_score_tv(Registry& registry);
void add_ou(Registry& registry);
void add_score_tvu(Registry& registry);

/// "as printed in arXiv v1", with the place.
inline Source printed_at(std::string where) { return {"2502.03435", 1, std::move(where)}; }
/// A statement of Rigor's own, next to a place of the paper.
inline Source beside(std::string where) { return {"2502.03435", 0, std::move(where)}; }

}  // namespace rigor::big_step
