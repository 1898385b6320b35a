// A network with two branches that cancel, and how fast its loss decays near it.
#pragma once

#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "number/decorated.hpp"

namespace rigor::neural_ode {

/// q = d = d' = n = 1, m = 2, tanh, A = B = x = 1, V_k = (1, 1), W_k = (w, -w)^T for all k. On the
/// ball |dA|, |dB|, |dV_kj|, |dW_kj| <= M, all of them independent of each other, and for every L
/// and every target, as l = r^2 and every derivative of l is 2r times one of F:
///   rate     encloses (|l_A|^2 + L sum_k (|l_V_k|^2 + |l_W_k|^2) + |l_B|^2) / l,
///   literal  the same with (|l_V_k| + |l_W_k|)^2.
/// `stays`: the states were proved to stay in the box that the enclosures are made with.
template <IntervalNumber I>
struct BranchRates {
  I rate;
  I literal;
  Truth stays;
};

/// Proof. Let all h_j with j < k be in the box 1 +- 10 M, and |f| <= phi for all weights of the
/// ball and h of the box. Then |h_k - 1| <= M + phi, so h_k is in the box where M + phi <= 10 M; by
/// induction all are. The factors 1 + d_1 f / L with |d_1 f| <= e <= 1 have a product of at most L
/// of them in [1 - e, exp(e)] (Bernoulli). dF/dA = B Phi x, dF/dB = h_L, L dF/dV_k = B Phi s(W_k h)
/// / sqrt 2 and L dF/dW_kj = B Phi V_kj s'(W_kj h) h / sqrt 2 are enclosed for every k, and the
/// mean over k of numbers in an interval is in it.
template <IntervalNumber I>
BranchRates<I> branch_rates(const Rational& w, const Rational& M, Precision precision) {
  const auto near = [&](const Rational& x, const Rational& reach) {
    return hull_of<I>(x - reach, x + reach, precision);
  };
  const I one = near(1, M), h = near(1, 10 * M), root_2 = sqrt(enclose<I>(2L, precision));
  const I A_or_B = one, V = one;
  I f = enclose<I>(0L, precision), d_1 = f;
  for (const I& W : {near(w, M), near(-w, M)}) {
    const I t = tanh(W * h);
    f += V * t / root_2;
    d_1 += V * W * (1 - sqr(t)) / root_2;
  }
  const I e = upper_point(abs(d_1));
  const I p = A_or_B * hull(1 - e, exp(e));
  I by_V = enclose<I>(0L, precision), by_W = by_V;
  for (const I& W : {near(w, M), near(-w, M)}) {
    const I t = tanh(W * h);
    by_V += sqr(p * t / root_2);
    by_W += sqr(p * V * (1 - sqr(t)) * h / root_2);
  }
  const I ends = sqr(p) + sqr(h);
  return {4 * (ends + by_V + by_W), 4 * (ends + sqr(sqrt(by_V) + sqrt(by_W))),
          abs(f) + enclose<I>(M, precision) <= enclose<I>(10 * M, precision) && e <= 1};
}

}  // namespace rigor::neural_ode
