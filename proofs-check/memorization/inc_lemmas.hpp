// The hand-proved lemmas of INC-RISK-1 and INC-MAIN-1, each with the constant inequalities that its
// proof leaves open, recomputed from the constants of the statement. A constant that is changed for
// the worse makes the check fail.
#pragma once

#include "number/rational.hpp"
#include "proofs-check/common/conclusion.hpp"

namespace rigor::memorization {

/// For A, B > 0 and all vectors s, a, b:
///   A |s - a|^2 + B |s - b|^2 >= share A B / (A + B) |a - b|^2, for share = 1 with equality if and
///   only if s = (A a + B b) / (A + B).
/// Proof: coordinate by coordinate. (A + B) times the difference of the sides is
///   (A + B)(A (s - a)^2 + B (s - b)^2) - share A B (a - b)^2 = ((A + B) s - A a - B b)^2
///                                                             + (1 - share) A B (a - b)^2,
/// an identity of polynomials of degree <= 2 in each of the five variables: it holds if it holds on
/// {0, 1, 2}^5, where it is checked exactly. Open: that, and share <= 1.
Truth pointwise_minimum(const Rational& share);

/// For data on the line with the smallest gap D, y at least h from every midpoint, D h >= v:
/// |E[x_I | y] - x_i| <= (N - 1) D exp(-factor D h / v), x_i the datum nearest to y.
/// Proof: with x_j at the distance D_ij and m_ij the midpoint, |y - x_j|^2 - |y - x_i|^2
/// = 2 D_ij |y - m_ij| >= 2 D_ij h, the midpoints being monotone in j; so w_j <= exp(-D_ij h / v).
/// The sum of D_ij w_j has N - 1 terms x exp(-x h / v), which decrease in x >= v / h. Open: 2 |y -
/// m_ij| D_ij over 2 v is at least factor D_ij h / v, that is factor <= 1.
Truth far_from_midpoints(const Rational& factor);

/// N = 1, d >= 1: on |y - x_1| <= sqrt v, lambda p_1 >= p_v for every lambda >= exp(exponent)
/// (v/(1+v))^{d/2}; there lambda p_1 p_v / (lambda p_1 + p_v) >= half p_v; and the integral of
/// |z|^2 over the unit ball is moment d / (d+2) of its volume, or more. Proof: p_1 >= (2 pi
/// v)^{-d/2} exp(-1/2) there, and p_v <= (2 pi (1+v))^{-d/2}: open is exponent
/// >= 1/2. For 0 < b <= a, a b / (a + b) >= b / 2: open is half <= 1/2. The integral of r^{d+1}
/// over [0, 1] is 1 / (d+2), that of r^{d-1} is 1 / d: open is moment <= 1.
Truth single_datum(const Rational& exponent, const Rational& half, const Rational& moment);

/// N = 1, R^2 = C log(1/v): for v <= exp(-(d+2)/C) the hybrid score's train excess is at most
/// d (C e L / (d+2))^{(d+2)/2} v^{C/2 - 1} with L = log(1/v), and its test excess at most
/// d (C L / 2)^{d/2+1} v^{d/2 - 1} / Gamma(d/2 + 2). Both tend to 0 if and only if C > 2 and d > 2.
/// Proof: for R^2 >= k, Q_k(R) <= (e R^2 / k)^{k/2} exp(-R^2 / 2) (Markov's inequality for exp(t
/// |Z|^2) at t = (1 - k / R^2) / 2), with k = d + 2; P_k(r) <= (r^2/2)^{k/2} / Gamma(k/2 + 1), the
/// density being at most that without its exponential, at r^2 = R^2 v / (1+v) <= R^2 v. L^a v^b
/// increases on v <= exp(-a/b) for b > 0, and tends to 0. Open: C / 2 - 1 > 0 and d / 2 - 1 > 0.
Truth hybrid_vanishes(int d, const Rational& C);

/// TV(q, p_N(delta)) <= factor sqrt(E_tr) for the law q of the reverse diffusion with score s.
/// Proof: Girsanov's theorem gives KL = E_tr / 2 between the laws of the paths on [delta, T] (unit
/// diffusion, drifts s_N and s); it doesn't increase when only the end is looked at, nor on an
/// event {A, not A}, where with a = P(A) and b = Q(A) Pinsker's inequality is KL(a | b) >= 2 (a -
/// b)^2: both sides vanish at b = a, and the derivative in b of the difference is (b - a)(1 / (b (1
/// - b))
/// - 4), of the sign of b - a because b (1 - b) <= 1/4. Hence TV^2 <= KL / 2 = E_tr / 4. Open:
/// factor^2 >= 1/4.
Truth girsanov_pinsker(const Rational& factor);

/// The integral of E_tr(s_p) over [delta, T] is rate [KL(p_N(delta) | p_delta) - KL(p_N(T) | p_T)],
/// and the same with the roles of p_N and p_v exchanged.
/// Proof (de Bruijn): p and q solve dp/dv = p''/2. Under the integral, d/dv [p log(p/q)] =
/// (p''/2)(log(p/q) + 1) - (p/q) q''/2; by parts the first term gives -(1/2) p' (p'/p - q'/q), the
/// second (1/2)(p/q)' q' = (1/2) p (p'/p - q'/q) q'/q, together -(1/2) p (p'/p - q'/q)^2. The same
/// holds coordinate by coordinate in R^d. Open: rate = 2.
Truth de_bruijn(const Rational& rate);

}  // namespace rigor::memorization
