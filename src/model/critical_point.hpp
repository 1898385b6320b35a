// Critical points of the risk of a network, proved to exist.
#pragma once

#include <functional>
#include <optional>

#include "model/mixture.hpp"
#include "model/network.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// A box that contains exactly one zero of the gradient of R, and that zero is in every enclosure
/// computed from the box.
template <IntervalNumber I>
struct CriticalPoint {
  NetworkBox<I> network;
  bool is_strict_minimum = false;  ///< the Hessian is proved positive definite on the box
};

/// Improves `guess` by Newton's method (which proves nothing), then proves by Krawczyk's test that
/// a box around the result contains exactly one critical point of R, and contracts the box as far
/// as the precision of sigma allows. Nothing where no such box is found at this precision, e.g.
/// where the Hessian is singular.
template <IntervalNumber I>
std::optional<CriticalPoint<I>> prove_critical_point(const Mixture& mixture, const I& sigma,
                                                     const Network& guess,
                                                     const std::function<void()>& step = {});

/// Whether every kink of the point is proved to be within sigma of its number in `guess`, and every
/// weight within m / sigma^2, which is the size of the weights of a network that fits a score:
/// Newton's method may end far from where it began.
template <IntervalNumber I>
Truth is_near(const CriticalPoint<I>& point, const Network& guess, const I& sigma);

}  // namespace rigor
