// The hand-proved lemmas behind the unbounded verdicts on networks, each with the constant
// inequalities that its proof leaves open, recomputed from the constants of the statement.
//
// s = s_theta, m its width, phi_l = relu(eps_l (Y - tau_l)), 1_l its indicator, P_l = E 1_l, q_l =
// E phi_l, r = s(Y) + z / sigma, R = E r^2, rho = sigma sqrt R, G = E grad s grad s^T, H the
// Hessian of R, H_ae = 2 G + 2 E r grad^2 s, H = H_ae + diag(0, D_l). T = (1/m) sum |w_l| q_l P_l,
// V = (1/m) sum |w_l| P_l. Every lemma holds for all data, every width, all parameters and every
// sigma > 0.
#pragma once

#include "number/decorated.hpp"

namespace rigor::big_step {

/// lambda_max(G) >= (factor/m) T, and T >= TV_g(s).
/// Proof: v^T G v = E (v . grad s)^2 >= (v . E grad s)^2 for every v, so lambda_max(G) >= |E grad
/// s|^2 = (1/m^2) sum (q_l^2 + w_l^2 P_l^2) >= (2/m^2) sum |w_l| q_l P_l. Next, q_l P_l is g^+ or
/// g^- at tau_l, hence at least g(tau_l), and a jump of s' is at most (1/m) sum |w_l| over its
/// kinks. Open: factor <= 2.
Truth mean_gradient(const Rational& factor);

/// lambda_max(H) is at least the largest eigenvalue of
///   [ factor Q^2/m^2        factor Q S/m^2 + h ]
///   [ factor Q S/m^2 + h    factor S^2/m^2 + d ],
/// Q^2 = sum q_l^2, S^2 = sum w_l^2 P_l^2, h = (2/m) sum q_l w_l P_l E[r 1_l] / (Q S), d = sum D_l
/// w_l^2 P_l^2 / S^2. Proof: H = 2 G + 2 E r grad^2 s + diag(0, D), and grad^2 s has only the
/// entries 1_l / m at (w_l, b_l). On v = (alpha q / Q, beta w P / S), |v|^2 = alpha^2 + beta^2, v^T
/// G v >= (v . E grad s)^2 = (alpha Q + beta S)^2 / m^2, and the rest is 2 alpha beta h + beta^2 d;
/// take the maximum over alpha and beta. Open: factor <= 2 (the difference is positive
/// semidefinite).
Truth rayleigh_ritz(const Rational& factor);

/// m lambda_max(H_ae) / 2 >= E s'^2 >= (1 - sigma E[r z])^2 / sigma^4 >= ((leading - linear
/// rho)_+)^2 / sigma^4. Proof: v = (0, eps) / sqrt m moves all kinks alike: s(y) becomes s(y +
/// t/sqrt m). So v . grad s = s' / sqrt m and v^T H_ae v = (2/m) E s'^2, since the second
/// derivative of s along v vanishes almost everywhere. Stein: E s' = E[s z]/sigma = -(1 - sigma E[r
/// z])/sigma^2; |E[r z]| <= sqrt R. Open: leading <= 1 <= linear.
Truth translation(const Rational& leading, const Rational& linear);

/// m lambda_max(H) / 2 >= sigma^-4 (1 - 2 sigma E[r z] + sigma^2 E[r^2 (z^2 - 1)] / 2) >= sigma^-4
/// (leading - linear rho - quadratic rho^2). Proof: along (0, eps) the risk is R(s(. + t)); put z -
/// u for z, u = t/sigma: it is E[(r - u/sigma)^2 exp(u z - u^2/2)], whose second derivative in u at
/// 0 is E[r^2 (z^2 - 1)] - (4/sigma) E[r z] + 2/sigma^2; |(0, eps)|^2 = m. And E[r^2 (z^2 - 1)] >=
/// -R. Open: leading <= 1, linear >= 2, quadratic >= 1/2.
Truth translation_of_risk(const Rational& leading, const Rational& linear,
                          const Rational& quadratic);

/// Where sum_l w_l dR/dw_l = 0: rho <= 1, and m lambda_max(H_ae) sigma^4 / 2 >= ((leading - square
/// rho^2)_+)^2. Proof: the hypothesis is E[r s] = 0; with s = r - z/sigma, R = E[r z]/sigma, so
/// that sigma E[r z] = rho^2, and R = 1/sigma^2 - E s^2. Insert it into `translation`. Open:
/// leading <= 1
/// <= square.
Truth balanced_translation(const Rational& leading, const Rational& square);

/// There, m lambda_max(H) sigma^4 / 2 >= leading - square rho^2. Proof: the same in
/// `translation_of_risk`. Open: leading <= 1, square >= 2 + 1/2.
Truth balanced_translation_of_risk(const Rational& leading, const Rational& square);

/// m lambda_max(H_ae) / 2 >= E N^2 >= factor V^2, N = (1/m) sum |w_l| 1_l. Proof: v = (0, sign w) /
/// sqrt m has v . grad s = N / sqrt m and no second derivative; E N = V. Open: factor <= 1.
Truth active_neurons(const Rational& factor);

/// T <= sharpness m lambda_max(H) + residual max_l |E[r 1_l]| + kink m max_l (-D_l)_+, both maxima
/// over the neurons with w_l different from 0; and without the last term for H_ae. Proof: with v =
/// E grad s / |E grad s|, restricted to the neurons with w_l different from 0, as in
/// `mean_gradient`: v^T H v = 2 v^T G v + (4/m) sum v_{w_l} v_{b_l} E[r 1_l] + sum D_l v_{b_l}^2,
/// where 2 v^T G v >= (4/m) T, 2 |sum v_w v_b| <= 1. Open: sharpness >= 1/4, residual >= 1/2, kink
/// >= 1/4. (At a critical point E[r 1_l] = 0 where w_l is different from 0, and |E[r 1_l]| <= sqrt
/// R always.)
Truth variation_by_sharpness(const Rational& sharpness, const Rational& residual,
                             const Rational& kink);

/// (m/4) max (-D_l)_+ <= (A / (sqrt(2 pi) sigma)) max(sqrt(square n R), (cube sqrt(2 pi e) A sigma
/// n R)^{1/3}) for A >= max |w_l| and A >= 1/sigma^2. Proof: D_l = (2/m) w_l (1/n) sum_i f_i(tau_l)
/// N_i(tau_l), N_i = N(. ; c_i, sigma^2), f_i(y) = s(y)
/// + (y - c_i)/sigma^2, which is Lipschitz with 2 A; r_i = E[f_i(Y)^2 | I = i] <= n R. Fix i, u =
/// |tau_l - c_i|/sigma and F = |f_i(tau_l)|: (m/4)|D_l| is at most (A/2) times the mean of F phi(u)
/// / sigma, so that it is enough to show E F <= 2 max(...), E = exp(-u^2/2). Going from tau_l
/// towards c_i by t sigma, |f_i| >= F - 2 A sigma t, and the density there satisfies phi(u - t) >=
/// E^2 phi(t). (1) If F <= 2 A sigma: over t <= F/(2 A sigma) <= 1, r_i >= E^2 phi(1) F^3 / (6 A
/// sigma), so (E F)^3 <= E^2 F^3 <= 6 sqrt(2 pi e) A sigma r_i. Open: 6 <= 8 cube. (2) Else |f_i|
/// >= F (1 - t) for t <= 1, r_i >= E^2 F^2 int_0^1 phi(t)(1 - t)^2 dt, and phi(t) >= (1 -
/// t^2/2)/sqrt(2 pi) makes the integral at least (1/3 - 1/60)/sqrt(2 pi). Open: 1 <= 4 square
/// (19/60)/sqrt(2 pi).
template <IntervalNumber D>
Truth kink_term_by_risk(const Rational& square, const Rational& cube, Precision precision);

/// For every s, absolutely continuous with s' of bounded variation, and lambda sigma <= delta/2, 0
/// < kappa < 1: if r_i = E[(s(Y) + z/sigma)^2 | I = i] <= part kappa^2 M2(lambda) / sigma^2 for all
/// i, M2(lambda) = E[z^2; |z| <= lambda], then for w = g and for w = min(F, 1 - F), L = lambda
/// sigma,
///   int |s''| w >= ((gain - kappa)/sigma^2) sum_{i<n} [min(w(c_i - L), w(c_{i+1})) + min(w(c_i),
///   w(c_{i+1} + L))].
/// Proof: if s(y) < (1 - kappa)(c_i - y)/sigma^2 on all of [c_i - L, c_i), then s(Y) + z/sigma <
/// kappa z/sigma < 0 there, and r_i > kappa^2 E[z^2; -lambda <= z < 0]/sigma^2 = kappa^2 M2 / (2
/// sigma^2). So there are a_i < c_i < b_i within L of c_i with s(a_i) >= (1 - kappa)(c_i -
/// a_i)/sigma^2 and s(b_i) <= -(1 - kappa)(b_i - c_i)/sigma^2: the mean slope on [a_i, b_i] is at
/// most -(1 - kappa)/sigma^2, and that on [b_i, a_{i+1}] is positive (b_i < a_{i+1}, as L <=
/// delta/2 and the signs differ). So s' takes values y_1 < z_1 < y_2 < ..., continuity points, at
/// which it is at most -(1 - kappa)/sigma^2 and positive in turn: it varies by (1 - kappa)/sigma^2
/// on every [y_i, z_i], inside [c_i - L, c_{i+1}], and on every [z_i, y_{i+1}], inside [c_i,
/// c_{i+1} + L]. w is the minimum of an increasing and a decreasing function: over an interval it
/// is least at an end. Open: part <= 1/2, gain <= 1.
Truth alternating_slopes(const Rational& part, const Rational& gain);

/// If s' >= -gamma on [c_i - lambda sigma, c_i + lambda sigma], gamma <= 1/sigma^2, then E[r^2 | I
/// = i] >= factor (1/sigma^2 - gamma)^2 sigma^2 M2(lambda). Proof: h(x) = s(c_i + x) + x/sigma^2
/// has h' >= k = 1/sigma^2 - gamma there, so (h(x)^2 + h(-x)^2)/2 >= ((h(x) - h(-x))/2)^2 >= (k
/// x)^2 for |x| <= lambda sigma, and E[h(sigma z)^2] is at least the mean of the left side over |z|
/// <= lambda, by symmetry. Open: factor <= 1.
Truth slow_fall(const Rational& factor);

/// delta >= gap sigma, R <= level / (n sigma^2) and n >= 4 imply TV_g(s) >= factor n^2 delta /
/// sigma^2. Proof: `alternating_slopes` with lambda = gap/2 and kappa^2 = 2 level / M2(lambda), as
/// r_i <= n R. There, P(Y < c_i - L) >= (i-1) Phi(lambda)/n and E(c_i - L - Y)_+ >= (1/n) sum_{k<i}
/// (k
/// - 1/2) delta = delta (i-1)^2/(2n), so g^-(c_i - L) >= Phi(lambda) delta (i-1)^3/(2 n^2); g^+
/// mirrored at c_{i+1} + L. So TV_g >= (1 - kappa) Phi(lambda) (delta / n^2 sigma^2) sum_i min(i-1,
/// n-i-1)^3. With N = n - 2 the sum is k^2 (k^2 + 1)/2 for N = 2 k and k^2 (k+1)^2/2 for N = 2 k +
/// 1, in both cases at least (N^2 - 1)^2/32, and (N^2 - 1)/(N + 2)^2 increases. Open: kappa < 1,
/// and (1 - kappa) Phi(lambda) sum >= factor n^4 for n = 4 and 5 by the sum, for n = 6 by (N^2 -
/// 1)^2/32.
template <IntervalNumber D>
Truth explicit_variation(const Rational& factor, const Rational& level, const Rational& gap,
                         Precision precision);

/// M2(lambda) = E[z^2; |z| <= lambda] = erf(lambda/sqrt 2) - 2 lambda phi(lambda) of a standard
/// normal z. Requires lambda > 0.
template <IntervalNumber D>
D normal_second_moment(const Rational& lambda, Precision precision);

}  // namespace rigor::big_step
