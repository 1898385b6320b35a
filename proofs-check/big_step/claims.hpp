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

using Check = std::function<Outcome(const Case&, const Effort&)>;

/// What the paper prints, where it differs from the claim beside it.
Claim printed_form(const Claim& claim, std::string title, std::string statement, std::string where,
                   std::string notes, Check check);

/// A deliberately false variant of a claim, refuted on an input of its own.
Claim false_variant(const Claim& claim, std::string variant, std::string title,
                    std::string statement, std::string input_name, Check check);

}  // namespace rigor::big_step
