#include "proofs-check/all_claims.hpp"

#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/neural_ode/claims.hpp"

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
  memorization::add_mem_min(registry);
  memorization::add_mem_ode_hull(registry);
  memorization::add_mem_ode_limit(registry);
  memorization::add_mem_quantile(registry);
  memorization::add_mem_sde(registry);
  memorization::add_mem_law(registry);
  memorization::add_mem_vp(registry);
  memorization::add_mem_cond(registry);
  memorization::add_reg_tik(registry);
  memorization::add_reg_eb(registry);
  memorization::add_reg_kde(registry);
  memorization::add_reg_gf_1(registry);
  memorization::add_reg_gf_2(registry);
  memorization::add_reg_up(registry);
  memorization::add_inc_main(registry);
  memorization::add_inc_law(registry);
  memorization::add_inc_risk(registry);
  memorization::add_inc_tri(registry);
  memorization::add_inc_stab(registry);
  neural_ode::add_euler_1(registry);
  neural_ode::add_euler_2(registry);
  neural_ode::add_iid(registry);
  neural_ode::add_grad(registry);
  neural_ode::add_hess(registry);
  neural_ode::add_limit(registry);
  neural_ode::add_well(registry);
  neural_ode::add_lip_1(registry);
  neural_ode::add_lip_2(registry);
  neural_ode::add_lin(registry);
  neural_ode::add_pl_1(registry);
  neural_ode::add_pl_2(registry);
  neural_ode::add_long(registry);
  neural_ode::add_pl_3(registry);
  neural_ode::add_prob(registry);
  neural_ode::add_relu(registry);
  return registry;
}

}  // namespace rigor
