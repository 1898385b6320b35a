// Chains of scalar residual blocks with tanh, trained by gradient flow.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

/// The chain h_0 = x, h_{k+1} = h_k + tanh(w_{k+1} h_k) / N, k < N, with w_k = (-1)^k / N at the
/// start, trained by w_k' = -N dl/dw_k, l = (h_N - C x)^2. Encloses w_1, ..., w_N at the time, by
/// validated integration in dimension N; nullopt where that stops. Calls `step` once a step.
std::optional<std::vector<Interval>> enclose_tanh_chain(const Rational& factor,
                                                        const Rational& point, std::size_t size,
                                                        const Rational& time,
                                                        const std::function<void()>& step);

/// A bound for N max_k |w_{k+1}(t) - w_k(t)|, all t <= T and all even N: with r = sqrt(T l(0)), R =
/// sqrt(l(0)), Lam = 1/N + r, H = x e^Lam, P = 2 R e^Lam, w = 1/N + P H T and S = 4 / (3 sqrt 3) >=
/// |tanh''|,
///   K = 2 e^{c T} + (w H P (2 + S w H)) (e^{c T} - 1) / c,  c = S P H^2.
/// Proof. sum_k (w_k(t) - w_k(0))^2 / N <= T l(0), as -dl/dt = sum w_k'^2 / N. So the mean of |w_k|
/// is at most Lam, |h_k| <= x prod (1 + |w_j| / N) <= H, and p_k = dl/dh_k has |p_k| <= P. w_k' =
/// -p_k tanh'(w_k h_{k-1}) h_{k-1} gives |w_k| <= w. The neighbours h_k, h_{k-1} differ by at most
/// w H / N, and p_{k+1}, p_k by w P / N. So the difference D of neighbouring weights has D' <= H
/// |dp|
/// + P |dh| + P H S (H D + w |dh|) <= c D + w H P (2 + S w H) / N, and N D(0) = 2. At the start
/// |h_N - x| <= x (e^{1/N} - 1), and every constant is largest at N = 2.
template <IntervalNumber I>
I tanh_chain_bound(const Rational& factor, const Rational& point, const Rational& time,
                   Precision precision);

}  // namespace rigor
