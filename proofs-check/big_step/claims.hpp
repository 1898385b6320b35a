// The claims of this folder, a file each.
#pragma once

#include "proofs-check/common/variants.hpp"

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
void add_hess(Registry& registry);
void add_sharp_ntk(Registry& registry);
void add_sharp_2x2(Registry& registry);
void add_sharp_trans(Registry& registry);
void add_tvub(Registry& registry);
void add_tvlb(Registry& registry);
void add_lemma_14(Registry& registry);
void add_stab(Registry& registry);
void add_main_1(Registry& registry);
void add_main_2(Registry& registry);
void add_main_3(Registry& registry);
void add_crit(Registry& registry);
void add_gd(Registry& registry);
void add_sgd_ms(Registry& registry);
void add_ext_1(Registry& registry);
void add_ext_2(Registry& registry);

/// "as printed in arXiv v1", with the place.
inline Source printed_at(std::string where) {
  return {"2502.03435", 1, std::move(where)};
}
/// A statement of Rigor's own, next to a place of the paper.
inline Source beside(std::string where) {
  return {"2502.03435", 0, std::move(where)};
}

/// What the paper prints, where it differs from the claim beside it.
inline Claim printed_form(const Claim& claim, std::string title, std::string statement,
                          std::string where, std::string notes, Check check) {
  return rigor::printed_form(claim, std::move(title), std::move(statement),
                             printed_at(std::move(where)), std::move(notes), std::move(check));
}

}  // namespace rigor::big_step
