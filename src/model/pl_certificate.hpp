// Certificates that gradient flow converges to a global minimum, by a Polyak-Lojasiewicz inequality
// on a ball.
#pragma once

#include <cstddef>
#include <functional>

#include "number/interval_number.hpp"

namespace rigor {

/// Flow th' = -grad l of a loss l = |R|^2 / n, R the residuals with the derivative J. Where the
/// least singular value of J^T is at least s > 0, |grad l|^2 = |(2/n) J^T R|^2 >= mu l, mu = 4 s^2
/// / n. Let that hold on the closed ball of radius r about th(0), and path := 2 sqrt(l(0) / mu) =
/// |R(0)| / s <= r. Then the flow stays in the ball for all t >= 0, l(t) <= exp(-mu t) l(0), and
/// th(t) converges to a zero of l, at most path = 2 sqrt(l(0) / mu) away from th(0), and at most 2
/// sqrt(l(t) / mu) away from th(t).
///
/// Proof. If l(0) = 0, nothing moves; else l(t) > 0 at all times, as a zero is at rest and flows
/// are unique. While th is in the ball, (sqrt l)' = -|th'|^2 / (2 sqrt l) <= -(sqrt mu / 2) |th'|,
/// so the path up to t is at most (2 / sqrt mu)(sqrt l(0) - sqrt l(t)) < path <= r: the flow does
/// not reach the sphere, hence exists and stays inside for all t; l' = -|grad l|^2 <= -mu l; and
/// the path has a finite length, so th converges, where l = 0. From any later time on alike. QED
template <IntervalNumber I>
struct PlCertificate {
  Rational radius;
  I singular_value;  ///< s
  I rate;            ///< mu
  I path;            ///< the entire line where s > 0 is not certain
  I factor;          ///< path / r: by what the certificate misses, where it is above 1
  Truth closes;      ///< s > 0 and path <= r
};

/// `residual` encloses |R(0)|, `singular_value` a lower bound s of the least singular value of J^T
/// on the ball of this radius > 0. Requires n >= 1.
template <IntervalNumber I>
PlCertificate<I> pl_certificate(const Rational& radius, const I& singular_value, const I& residual,
                                std::size_t data);

/// A radius at which a certificate may close, from a decreasing function s of the radius in
/// floating point: the least one with 2 % to spare, for the best rate, or else the one at which
/// residual / (r s(r)) is least. Not verified. 0 where s is not positive near 0.
Rational propose_radius(double residual, const std::function<double(double)>& singular_value);

extern template PlCertificate<Interval> pl_certificate(const Rational&, const Interval&,
                                                       const Interval&, std::size_t);
extern template PlCertificate<BigInterval> pl_certificate(const Rational&, const BigInterval&,
                                                          const BigInterval&, std::size_t);

}  // namespace rigor
