// Moments of the standard normal law over an interval.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

/// Encloses M_k = integral of z^k phi(z) dz from `from` to `to`, k = 0, ..., order; no end means
/// -inf or +inf. Where the ends are intervals, for all ends in them; an upper end below the lower
/// one gives the signed integral.
///   M_0 = Phi(to) - Phi(from), from the tails on one side of 0 where both ends lie on that side;
///   M_1 = phi(from) - phi(to);
///   M_k = (k - 1) M_{k-2} + from^{k-1} phi(from) - to^{k-1} phi(to)   (by parts, phi' = -z phi).
template <IntervalNumber I>
std::vector<I> normal_moments(const std::optional<I>& from, const std::optional<I>& to,
                              std::size_t order, Precision precision);

}  // namespace rigor
