// The second engine: the scalar residual network h_{k+1} = (1 + Z_{k+1}/L) h_k, h_0 = 1, against
// its limit, in closed forms.
#pragma once

#include <cstddef>
#include <functional>

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// The exact product of 1 + Z(k/L)/L over k = 1, ..., L.
Rational scalar_network(std::size_t depth, const std::function<Rational(const Rational&)>& Z);

// For Z(s) = s, where H(1) = sqrt e.

/// |h_L - sqrt e|.
Bounds linear_depth_error(std::size_t depth);
/// sqrt e (e - 1), and 7 sqrt e (e - 1) / 6.
Bounds linear_depth_constant();
Bounds linear_depth_second_constant();
/// L |L (h_L - sqrt e) - factor sqrt e|.
Bounds linear_depth_deviation(std::size_t depth, const Rational& factor);

}  // namespace rigor::second_engine
