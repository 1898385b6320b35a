// The hand-proved estimates between residual networks and their neural ODE, each with what its
// proof leaves open, recomputed from its constants. A constant changed for the worse makes the
// check fail.
#pragma once

#include "number/rational.hpp"
#include "number/truth.hpp"

namespace rigor::neural_ode {

/// A step of length 1/L of the network, from H(s_k) with the weights of s_{k+1}, misses H(s_{k+1})
/// by at most share (Lam F + G) / L^2, F = sup |H'|, G = sup |d/dt f(H(s), Z(t))| over s <= t.
/// Proof. It misses by the integral over r in [s_k, s_{k+1}] of [f(H(r), Z(r)) - f(H(s_k), Z(r))] +
/// [f(H(s_k), Z(r)) - f(H(s_k), Z(s_{k+1}))], at most Lam F (r - s_k) + G (s_{k+1} - r), and the
/// integrals of r - s_k and s_{k+1} - r are 1/(2L^2). Open: share >= 1/2.
Truth local_error(const Rational& share);

/// If |e_{k+1}| <= (1 + Lam/L)|e_k| + b / L^{1+p}, e_0 = 0, then |e_k| <= b L^{-p} (e^{rate Lam} -
/// 1) / Lam for k <= L. Proof. |e_k| <= b L^{-1-p} ((1 + Lam/L)^k - 1) / (Lam/L), and log(1 + x) <=
/// x for x >= 0. Open: rate >= 1.
Truth sum_of_local_errors(const Rational& rate);

/// Let E' = J E + from_weights D Z' - from_state J F. Then u = H + eta E, eta = 1/L, satisfies u(s
/// + eta) - u(s) = eta f(u(s), Z(s + eta)) up to eta^3 (third sup |H'''| + second sup |E''| + block
/// sup |d^2/deta^2 f(H + eta E, Z(s + eta))|). Proof. By Taylor's formula with H' = F, H'' = J F +
/// D Z' and f(H + eta E, Z(s + eta)) = F + eta (J E + D Z') + ..., the coefficient of eta^2 is (J F
/// + D Z')/2 + E' - J E - D Z' = (1/2 - from_state) J F + (from_weights - 1/2) D Z'. Open: it
/// vanishes; third >= 1/6, second >= 1/2, block >= 1/2.
struct SecondOrderConstants {
  Rational from_weights = Rational(1, 2);
  Rational from_state = Rational(1, 2);
  Rational third = Rational(1, 6);
  Rational second = Rational(1, 2);
  Rational block = Rational(1, 2);
};
Truth second_order_step(const SecondOrderConstants& constants);

}  // namespace rigor::neural_ode
