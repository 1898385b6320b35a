#include "report/coq_prelude.hpp"

namespace rigor {

std::string_view coq_prelude() {
  return R"coq(From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
Open Scope R_scope.

(* A function whose derivative is not negative between x and y does not fall there. *)
Lemma rises (f g : R -> R) x y : x <= y ->
  (forall z, x <= z <= y -> is_derive f z (g z)) -> (forall z, x < z < y -> 0 <= g z) ->
  f x <= f y.
Proof.
  intros H D P. destruct (Rle_lt_or_eq_dec x y H) as [L | ->]; [| lra].
  destruct (MVT_cor2 f g x y L) as [c [E I]].
  - intros c Hc. apply is_derive_Reals, D, Hc.
  - assert (0 <= g c * (y - x)) by (apply Rmult_le_pos; [apply P, I | lra]). lra.
Qed.

Lemma rises_strictly (f g : R -> R) x y : x < y ->
  (forall z, x <= z <= y -> is_derive f z (g z)) -> (forall z, x < z < y -> 0 < g z) -> f x < f y.
Proof.
  intros L D P. destruct (MVT_cor2 f g x y L) as [c [E I]].
  - intros c Hc. apply is_derive_Reals, D, Hc.
  - assert (0 < g c * (y - x)) by (apply Rmult_lt_0_compat; [apply P, I | lra]). lra.
Qed.

Lemma falls (f g : R -> R) x y : x <= y ->
  (forall z, x <= z <= y -> is_derive f z (g z)) -> (forall z, x < z < y -> g z <= 0) ->
  f y <= f x.
Proof.
  intros H D P. destruct (Rle_lt_or_eq_dec x y H) as [L | ->]; [| lra].
  destruct (MVT_cor2 f g x y L) as [c [E I]].
  - intros c Hc. apply is_derive_Reals, D, Hc.
  - assert (0 <= - g c * (y - x)) by (apply Rmult_le_pos; [specialize (P c I); lra | lra]). lra.
Qed.

Lemma falls_strictly (f g : R -> R) x y : x < y ->
  (forall z, x <= z <= y -> is_derive f z (g z)) -> (forall z, x < z < y -> g z < 0) -> f y < f x.
Proof.
  intros L D P. destruct (MVT_cor2 f g x y L) as [c [E I]].
  - intros c Hc. apply is_derive_Reals, D, Hc.
  - assert (0 < - g c * (y - x)) by (apply Rmult_lt_0_compat; [specialize (P c I); lra | lra]). lra.
Qed.

(* A function with a derivative that does not rise lies above the lower one of its ends. *)
Lemma above_ends (f g h : R -> R) a b x : a <= x <= b ->
  (forall z, a <= z <= b -> is_derive f z (g z)) ->
  (forall z, a <= z <= b -> is_derive g z (h z)) ->
  (forall z, a < z < b -> h z <= 0) -> Rmin (f a) (f b) <= f x.
Proof.
  intros Hx Df Dg N. destruct (Rle_or_lt 0 (g x)) as [H | H].
  - apply Rle_trans with (f a); [apply Rmin_l |].
    apply (rises f g); [lra | intros; apply Df; lra | intros z Hz].
    apply Rle_trans with (g x); [exact H |].
    apply (falls g h); [lra | intros; apply Dg; lra | intros; apply N; lra].
  - apply Rle_trans with (f b); [apply Rmin_r |].
    apply (falls f g); [lra | intros; apply Df; lra | intros z Hz].
    apply Rle_trans with (g x); [| lra].
    apply (falls g h); [lra | intros; apply Dg; lra | intros; apply N; lra].
Qed.

Lemma sign_up (f : R -> R) p x : f p = 0 -> f p <= f x -> 0 <= f x.
Proof. lra. Qed.
Lemma sign_up_strictly (f : R -> R) p x : f p = 0 -> f p < f x -> 0 < f x.
Proof. lra. Qed.
Lemma sign_down (f : R -> R) p x : f p = 0 -> f x <= f p -> f x <= 0.
Proof. lra. Qed.
Lemma sign_down_strictly (f : R -> R) p x : f p = 0 -> f x < f p -> f x < 0.
Proof. lra. Qed.

Lemma tanh_exp x : tanh x = 1 - 2 / (exp (2 * x) + 1).
Proof.
  unfold tanh, sinh, cosh. replace (2 * x) with (x + x) by ring. rewrite exp_plus, exp_Ropp.
  assert (H := exp_pos x). field. split; nra.
Qed.

Lemma asin_form x : -1 < x < 1 -> asin x = atan (x / sqrt (1 - x ^ 2)).
Proof. intros H. rewrite asin_atan by exact H. unfold Rsqr. do 3 f_equal. ring. Qed.
Lemma acos_form x : -1 < x < 1 -> acos x = PI / 2 - atan (x / sqrt (1 - x ^ 2)).
Proof. intros H. rewrite acos_asin by lra. rewrite asin_form by exact H. reflexivity. Qed.

Lemma from_product t d n : t * d = n -> 0 < d -> 0 <= n -> 0 <= t.
Proof. intros E D N. destruct (Rle_or_lt 0 t) as [H | H]; [exact H |]. nra. Qed.
Lemma from_product_strictly t d n : t * d = n -> 0 < d -> 0 < n -> 0 < t.
Proof. intros E D N. destruct (Rlt_or_le 0 t) as [H | H]; [exact H |]. nra. Qed.

Lemma exp_power v u n : v = INR n * u -> exp v = exp u ^ n.
Proof.
  intros ->. induction n as [| n I]; [simpl; rewrite Rmult_0_l; apply exp_0 |].
  rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, exp_plus, I. simpl. ring.
Qed.
Lemma exp_inverse v u n : v = - (INR n * u) -> exp v = 1 / exp u ^ n.
Proof. intros ->. rewrite exp_Ropp, (exp_power _ u n) by reflexivity. unfold Rdiv. ring. Qed.
Lemma exp_at_most_1 u : u <= 0 -> 0 <= 1 - exp u.
Proof. intros [H | ->]; [apply exp_increasing in H |]; rewrite exp_0 in *; lra. Qed.
Lemma exp_below_1 u : u < 0 -> 0 < 1 - exp u.
Proof. intros H. apply exp_increasing in H. rewrite exp_0 in H. lra. Qed.
Lemma exp_at_least_1 u : 0 <= u -> 0 <= exp u - 1.
Proof. intros [H | <-]; [apply exp_increasing in H |]; rewrite exp_0 in *; lra. Qed.
Lemma exp_above_1 u : 0 < u -> 0 < exp u - 1.
Proof. intros H. apply exp_increasing in H. rewrite exp_0 in H. lra. Qed.
Lemma tanh_positive a : 0 < a -> 0 < 1 - 2 / (exp (2 * a) + 1).
Proof.
  intros H. assert (E : 0 < exp (2 * a) - 1) by (apply exp_above_1; lra).
  replace (1 - 2 / (exp (2 * a) + 1)) with ((exp (2 * a) - 1) / (exp (2 * a) + 1)) by (field; lra).
  apply Rdiv_lt_0_compat; lra.
Qed.
Lemma quotient_not_negative a b : 0 <= a -> 0 < b -> 0 <= a / b.
Proof. intros A B. apply Rmult_le_pos; [exact A | apply Rlt_le, Rinv_0_lt_compat, B]. Qed.
Lemma quotient_not_positive a b : 0 <= a -> 0 < b -> - a / b <= 0.
Proof. intros A B. assert (0 <= a / b) by (apply quotient_not_negative; lra). unfold Rdiv in *. lra. Qed.

(* Signs of products, quotients, powers, sums and a few functions. *)
Ltac positive :=
  lazymatch goal with
  | |- _ > _ => apply Rlt_gt; positive
  | |- _ >= _ => apply Rle_ge; positive
  | |- 0 < 1 - 2 / (exp (2 * _) + 1) => apply tanh_positive; positive
  | |- 0 < 1 - exp _ => apply exp_below_1; first [lra | interval]
  | |- 0 < exp _ - 1 => apply exp_above_1; positive
  | |- 0 <= 1 - exp _ => apply exp_at_most_1; positive
  | |- 0 <= exp _ - 1 => apply exp_at_least_1; positive
  | |- - _ / _ <= 0 => apply quotient_not_positive; positive
  | |- - _ <= 0 => apply Rge_le, Ropp_0_le_ge_contravar; positive
  | |- _ <= 0 => first [lra | interval]
  | |- 0 <= _ / _ => apply quotient_not_negative; positive
  | |- 0 <= _ ^ 2 => apply pow2_ge_0
  | |- 0 < _ * _ => apply Rmult_lt_0_compat; positive
  | |- 0 < _ / _ => apply Rdiv_lt_0_compat; positive
  | |- 0 < _ ^ _ => apply pow_lt; positive
  | |- 0 < exp _ => apply exp_pos
  | |- 0 < sqrt _ => apply sqrt_lt_R0; positive
  | |- 0 < _ => first [lra | interval | apply Rplus_lt_le_0_compat; positive | apply Rplus_le_lt_0_compat; positive]
  | |- 0 <= _ * _ => apply Rmult_le_pos; positive
  | |- 0 <= _ ^ _ => first [lra | apply pow_le; positive | interval]
  | |- 0 <= _ + _ => first [lra | apply Rplus_le_le_0_compat; positive | interval]
  | |- 0 <= _ => first [lra | interval | apply Rlt_le; positive]
  | |- _ <> 0 => apply Rgt_not_eq; positive
  end.

(* A number times powers of distances to the ends of a box. *)
Ltac positive_product :=
  lazymatch goal with
  | |- 0 < _ => repeat apply Rmult_lt_0_compat; first [apply pow_lt; lra | lra]
  | |- 0 <= _ => repeat apply Rmult_le_pos; first [apply pow_le; lra | lra]
  end.

(* f u by its Taylor polynomial at c, with Lagrange's remainder. *)
Lemma taylor_2 (f g h : R -> R) a b c u :
  (forall z, is_derive f z (g z)) -> (forall z, is_derive g z (h z)) ->
  a <= c <= b -> a <= u <= b ->
  exists z, a <= z <= b /\ f u = f c + g c * (u - c) + h z / 2 * (u - c) ^ 2.
Proof.
  intros F G Hc Hu.
  destruct (Req_dec c u) as [<- | N]; [exists c; split; [exact Hc | ring] |].
  set (m := (f u - f c - g c * (u - c)) / (u - c) ^ 2).
  assert (M : f u = f c + g c * (u - c) + m * (u - c) ^ 2) by (unfold m; field; lra).
  assert (S : forall (p q : R -> R) x y, x <> y -> (forall z, is_derive p z (q z)) -> p x = p y ->
              exists z, Rmin x y < z < Rmax x y /\ q z = 0).
  { intros p q x y D P E.
    assert (L : Rmin x y < Rmax x y) by (unfold Rmin, Rmax; destruct (Rle_dec x y); lra).
    destruct (MVT_cor2 p q _ _ L) as [z [V I]]; [intros; apply is_derive_Reals, P |].
    exists z. split; [exact I |].
    assert (p (Rmax x y) - p (Rmin x y) = 0)
      by (unfold Rmin, Rmax; destruct (Rle_dec x y); rewrite E; ring).
    apply Rmult_eq_reg_r with (Rmax x y - Rmin x y); lra. }
  destruct (S (fun t => f t - g c * t - m * (t - c) ^ 2) (fun t => g t - g c - 2 * m * (t - c)) c u)
    as [t [T E]]; [exact N | | lra |].
  { intros z. auto_derive; [exists (g z); apply F |].
    match goal with |- context [Derive ?p z] =>
      replace (Derive p z) with (g z) by (symmetry; apply is_derive_unique, F) end. simpl. ring. }
  destruct (S (fun t => g t - 2 * m * t) (fun t => h t - 2 * m) c t) as [z [Z V]].
  { unfold Rmin, Rmax in T; destruct (Rle_dec c u); lra. }
  { intros z. auto_derive; [exists (h z); apply G |].
    match goal with |- context [Derive ?p z] =>
      replace (Derive p z) with (h z) by (symmetry; apply is_derive_unique, G) end. ring. }
  { lra. }
  exists z. split; [| rewrite M; replace (h z) with (2 * m) by lra; field].
  unfold Rmin, Rmax in T, Z; destruct (Rle_dec c u), (Rle_dec c t); lra.
Qed.

(* The error function as an integral, and near a point. *)
Definition erf (x : R) : R := RInt (fun t => 2 / sqrt PI * exp (- t ^ 2)) 0 x.
Definition erfc (x : R) : R := 1 - erf x.
Lemma erf_slope x : is_derive erf x (2 / sqrt PI * exp (- x ^ 2)).
Proof.
  set (f := fun t => 2 / sqrt PI * exp (- t ^ 2)).
  assert (C : forall t, continuous f t)
    by (intros t; apply (ex_derive_continuous f); unfold f; auto_derive; exact I).
  apply (is_derive_RInt f erf 0); [| apply C].
  apply filter_forall. intros y. apply (RInt_correct f), (ex_RInt_continuous f). intros; apply C.
Qed.
Lemma erf_Derive x : Derive erf x = 2 / sqrt PI * exp (- x ^ 2).
Proof. apply is_derive_unique, erf_slope. Qed.
Lemma erf_has_slope x : ex_derive erf x.
Proof. eexists. apply erf_slope. Qed.
Lemma erf_0 : erf 0 = 0.
Proof. unfold erf. rewrite RInt_point. reflexivity. Qed.
Lemma erf_near a b c u : a <= c <= b -> a <= u <= b ->
  exists z, a <= z <= b /\ erf u = erf c + 2 / sqrt PI * exp (- c ^ 2) * (u - c)
                                   - 2 / sqrt PI * (z * exp (- z ^ 2)) * (u - c) ^ 2.
Proof.
  intros Hc Hu.
  destruct (taylor_2 erf (fun x => 2 / sqrt PI * exp (- x ^ 2))
                     (fun x => - 4 / sqrt PI * (x * exp (- x ^ 2))) a b c u)
    as [z [Z E]]; [exact erf_slope | | exact Hc | exact Hu |].
  - intros z. auto_derive; [exact I | unfold Rdiv; simpl; ring].
  - exists z. split; [exact Z |]. rewrite E. cbv beta. field. apply Rgt_not_eq. interval.
Qed.

(* What auto_derive, field and the guards of a formula ask for. *)
Ltac side_condition :=
  repeat split;
  first [ exact I | assumption | lra | apply erf_has_slope | interval | apply Rgt_not_eq; first [lra | interval]
        | apply Rlt_not_eq; first [lra | interval] | solve [positive] | nra
        | apply Rgt_not_eq; nra ].
Ltac algebra := first [ring | field; side_condition].
Ltac derived :=
  auto_derive; [side_condition | rewrite ?erf_Derive; simpl; first [algebra | unfold Rdiv; algebra]].
(* Exact values of functions. *)
Ltac at_values :=
  repeat match goal with
         | |- context [exp ?u] => replace (exp u) with 1 by (replace u with 0 by field; symmetry; apply exp_0)
         | |- context [ln ?u] => replace (ln u) with 0 by (replace u with 1 by field; symmetry; apply ln_1)
         | |- context [sin ?u] => replace (sin u) with 0 by (replace u with 0 by field; symmetry; apply sin_0)
         | |- context [cos ?u] => replace (cos u) with 1 by (replace u with 0 by field; symmetry; apply cos_0)
         | |- context [atan ?u] => replace (atan u) with 0 by (replace u with 0 by field; symmetry; apply atan_0)
         | |- context [erf ?u] => replace (erf u) with 0 by (replace u with 0 by field; symmetry; apply erf_0)
         | |- context [sqrt ?u] => replace (sqrt u) with 1 by (replace u with 1 by field; symmetry; apply sqrt_1)
         | |- context [sqrt ?u] => replace (sqrt u) with 0 by (replace u with 0 by field; symmetry; apply sqrt_0)
         end;
  algebra.
(* An atom of the formula from what is proved. *)
Ltac basic :=
  rewrite ?tanh_exp; unfold tan, sinh, cosh, erfc;
  repeat first [rewrite asin_form by side_condition | rewrite acos_form by side_condition].
Ltac known :=
  first [ assumption | lra | basic; first [assumption | lra]
        | match goal with H : _ -> _ |- _ => apply H; lra end | side_condition ].
)coq";
}

}  // namespace rigor
