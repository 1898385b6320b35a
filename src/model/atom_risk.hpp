// The risk of a network at one atom of the data.
#pragma once

#include <cstddef>

#include "model/mixture.hpp"
#include "model/network.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses r_i = E[(s_theta(Y) + z / sigma)^2 | I = i], which by Stein's identity is
///   1 / sigma^2 + E[2 s_theta'(Y) + s_theta(Y)^2 | I = i],
/// for every network of the box, with O(m) special functions: s_theta is linear between its kinks.
/// It is evaluated at the middle theta_0 of the box, and
///   |sqrt r_i(theta) - sqrt r_i(theta_0)| <= E[(s_theta - s_theta_0)^2 | I = i]^(1/2)
///     <= (1/m) sum_l (|w_l| |tau_l - tau_0l| + |w_l - w_0l| E[phi_0l^2 | I = i]^(1/2)).
/// Requires d = 1, i < n, m >= 1, certainly(sigma > 0) and a bounded box, not empty.
template <IntervalNumber I>
I atom_risk(const Mixture& mixture, const I& sigma, const NetworkBox<I>& network, std::size_t i);

}  // namespace rigor
