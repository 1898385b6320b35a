#include "proofs-check/all_claims.hpp"

#include "proofs-check/big_step/claims.hpp"

namespace rigor {

Registry all_claims() {
  Registry registry;
  big_step::add_score_id(registry);
  big_step::add_risk_id(registry);
  big_step::add_score_var(registry);
  big_step::add_score_irreg(registry);
  big_step::add_score_risk(registry);
  big_step::add_weight(registry);
  big_step::add_score_tv(registry);
  big_step::add_score_tvu(registry);
  big_step::add_ou(registry);
  big_step::add_hess(registry);
  big_step::add_sharp_ntk(registry);
  big_step::add_sharp_2x2(registry);
  big_step::add_sharp_trans(registry);
  big_step::add_tvub(registry);
  big_step::add_tvlb(registry);
  big_step::add_lemma_14(registry);
  big_step::add_stab(registry);
  big_step::add_main_1(registry);
  big_step::add_main_2(registry);
  big_step::add_main_3(registry);
  big_step::add_crit(registry);
  big_step::add_gd(registry);
  big_step::add_sgd_ms(registry);
  big_step::add_ext_1(registry);
  big_step::add_ext_2(registry);
  return registry;
}

}  // namespace rigor
