// How far residual networks of any depth L are from their neural ODE: bounds C / L and C_2 / L^2.
//
// h_0 = H(0), h_{k+1} = h_k + f(h_k, Z((k + 1)/L)) / L, and H' = f(H, Z(s)). Let |d_1 f| <= Lam on
// all of R^q, for the weights on [0, 1].
#pragma once

#include <vector>

#include "analysis/supremum.hpp"
#include "model/depth_flow.hpp"
#include "model/depth_norms.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// max_k |h_k - H(k/L)| <= C / L for every L >= 1, with
///   C = (Lam F + G) / 2 (e^Lam - 1) / Lam,
/// F = sup |H'(s)|, G = sup over s <= t <= 1 of |d/dt f(H(s), Z(t))|.
///
/// Proof. With s_k = k/L, H(s_{k+1}) - H(s_k) - f(H(s_k), Z(s_{k+1}))/L is the integral over r from
/// s_k to s_{k+1} of f(H(r), Z(r)) - f(H(s_k), Z(r)), at most Lam F (r - s_k), plus f(H(s_k), Z(r))
/// - f(H(s_k), Z(s_{k+1})), at most G (s_{k+1} - r): so at most (Lam F + G) / 2L^2. The error e_k
/// has |e_{k+1}| <= (1 + Lam/L)|e_k| + that, and e_0 = 0; the sum of (1 + Lam/L)^j over j < k is at
/// most L (e^Lam - 1) / Lam.
template <IntervalNumber I>
struct DepthErrorBound {
  I growth;    ///< Lam
  I speed;     ///< F
  I shift;     ///< G
  I constant;  ///< C
};
template <IntervalNumber I>
I depth_error_constant(const I& growth, const I& speed, const I& shift);

/// F and G along the enclosed solution, which must be complete: H first in its state.
template <IntervalNumber I>
DepthErrorBound<I> error_bound_along(const DepthModel& model, const DepthPath<I>& path,
                                     const I& growth, const SupremumGoal& goal);

/// F and G of two-layer blocks from the norms of the weights, without the solution: with a = |s(0)|
/// and K >= |s'|, kap = K / sqrt(qm), Lam = kap v w,
///   |H| <= R = e^Lam |h_0| + a v (e^Lam - 1) / Lam, F = a v + Lam R,
///   G = a ell_V + kap R (w ell_V + v ell_W).
/// Proof. |s(u)| <= a sqrt m + K |u|, so |f(h, Z)| <= v (a + K w |h| / sqrt(qm)) = a v + Lam |h|,
/// and Gronwall bounds |H|; d/dt f = (V' s(u) + V (s'(u) * W'h / sqrt q)) / sqrt m.
template <IntervalNumber I>
DepthErrorBound<I> error_bound_by_norms(const DepthModel& model, const DepthNorms<I>& norms,
                                        const I& start_norm);

/// Lam: kap v w, or sup |Z| of linear blocks.
template <IntervalNumber I>
I depth_growth(const DepthModel& model, const DepthNorms<I>& norms);

/// max_k |h_k - H(k/L) - E(k/L)/L| <= C_2 / L^2 for every L >= 1, with C_2 = C_3 (e^Lam - 1) / Lam,
///   C_3 = sup |H'''|/6 + sup |E''|/2 + sup over 0 <= eta <= 1 - s of |d^2/deta^2 f(H(s) + eta
///   E(s), Z(s + eta))| / 2.
///
/// Proof. Put u(s) = H + eta E, eta = 1/L. In u(s + eta) - u(s) - eta f(u(s), Z(s + eta)) the terms
/// with eta and eta^2 cancel, by H'' = J F + D Z' and the equation of E (depth_flow.hpp), and the
/// rest is at most C_3 eta^3 by Taylor's formula. Sum as for C.
template <IntervalNumber I>
struct SecondOrderBound {
  I state;     ///< sup |H'''| / 6
  I error;     ///< sup |E''| / 2
  I block;     ///< the third term
  I constant;  ///< C_2
};
/// Along the enclosed solution with its first-order term, which must be complete.
template <IntervalNumber I>
SecondOrderBound<I> second_order_bound(const DepthModel& model, const DepthPath<I>& path,
                                       const I& growth, const SupremumGoal& goal);

/// The network of one depth L against the enclosed solution.
template <IntervalNumber I>
struct NetworkError {
  I largest;  ///< max_k |h_k - H(k/L)|
  I last;     ///< |h_L - H(1)|
  /// With the first-order term in the path: max_k |L (h_k - H(k/L)) - E(k/L)|; else the entire
  /// line.
  I corrected;
};
/// Of each path, which must be complete; `starts` are the H(0). Calls `step` once a layer. Throws
/// std::invalid_argument for L = 0.
template <IntervalNumber I>
std::vector<NetworkError<I>> network_errors(const DepthModel& model,
                                            const std::vector<DepthPath<I>>& paths,
                                            const std::vector<std::vector<I>>& starts,
                                            std::size_t depth, const std::function<void()>& step);

extern template Interval depth_error_constant(const Interval&, const Interval&, const Interval&);
extern template BigInterval depth_error_constant(const BigInterval&, const BigInterval&,
                                                 const BigInterval&);
extern template DepthErrorBound<Interval> error_bound_along(const DepthModel&,
                                                            const DepthPath<Interval>&,
                                                            const Interval&, const SupremumGoal&);
extern template DepthErrorBound<BigInterval> error_bound_along(const DepthModel&,
                                                               const DepthPath<BigInterval>&,
                                                               const BigInterval&,
                                                               const SupremumGoal&);
extern template DepthErrorBound<Interval> error_bound_by_norms(const DepthModel&,
                                                               const DepthNorms<Interval>&,
                                                               const Interval&);
extern template DepthErrorBound<BigInterval> error_bound_by_norms(const DepthModel&,
                                                                  const DepthNorms<BigInterval>&,
                                                                  const BigInterval&);
extern template Interval depth_growth(const DepthModel&, const DepthNorms<Interval>&);
extern template BigInterval depth_growth(const DepthModel&, const DepthNorms<BigInterval>&);
extern template SecondOrderBound<Interval> second_order_bound(const DepthModel&,
                                                              const DepthPath<Interval>&,
                                                              const Interval&, const SupremumGoal&);
extern template SecondOrderBound<BigInterval> second_order_bound(const DepthModel&,
                                                                 const DepthPath<BigInterval>&,
                                                                 const BigInterval&,
                                                                 const SupremumGoal&);
extern template std::vector<NetworkError<Interval>> network_errors(
    const DepthModel&, const std::vector<DepthPath<Interval>>&,
    const std::vector<std::vector<Interval>>&, std::size_t, const std::function<void()>&);
extern template std::vector<NetworkError<BigInterval>> network_errors(
    const DepthModel&, const std::vector<DepthPath<BigInterval>>&,
    const std::vector<std::vector<BigInterval>>&, std::size_t, const std::function<void()>&);

}  // namespace rigor
