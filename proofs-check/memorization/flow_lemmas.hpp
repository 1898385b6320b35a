// The hand-proved lemmas on the reverse flow, each with the constant inequalities that its proof
// leaves open, recomputed from the constants of the statement. A constant that is changed for the
// worse makes the check fail.
#pragma once

#include "number/decorated.hpp"
#include "proofs-check/common/conclusion.hpp"

namespace rigor::memorization {

/// dist(x(v), C) <= (v / v0)^exponent dist(x(v0), C) for v <= v0, C the convex hull of the data.
/// Proof. f = dist^2 / 2 is C^1 with the gradient x - Px, P the projection on C. In s, v = v0
/// e^{-2s}: df/ds = <x - Px, m - x> = <x - Px, m - Px> - |x - Px|^2 <= -2 f, since m is in C. So
/// dist <= e^{-s} dist_0 = (v / v0)^{1/2} dist_0. Open: exponent <= 1/2, as v / v0 <= 1.
Truth hull_attraction(const Rational& exponent);

/// For N >= 2 data of equal weight, r = radius D_- and v0 = D_-^2 / (rate log(factor (N - 1))): the
/// balls B(x_i, r) are all invariant for v <= v0. Proof. eps_i(r, v0) = sum D_ij e^{-D_ij (D_ij - 2
/// r) / 2 v0}; D e^{-D (D - 2r) / 2 v0} decreases on D >= D_- if D_- (2 D_- - 2 r) >= 2 v0, that is
/// (1 - radius) rate log(factor (N - 1)) >= 1. Then eps_i <= (N - 1) D_- e^{-D_-^2 (1 - 2 radius) /
/// 2 v0} = (N - 1) D_- (factor (N - 1))^{-rate (1 - 2 radius) / 2} <= D_- / factor if rate (1 - 2
/// radius) >= 2 and factor (N - 1) >= 1, and that is at most r if 1 <= radius factor. Open: these,
/// at N = 2, where the logarithm is least; and 0 < radius < 1/2.
template <IntervalNumber D>
Truth simultaneous_traps(const Rational& radius, const Rational& rate, const Rational& factor,
                         Precision precision);

/// integral over u >= u0 of e^{-b u^2} du <= factor sqrt(pi / b) erfc(sqrt b u0), an equality for
/// factor = 1/2. Proof. Put t = sqrt b u; erfc(z) = 2 / sqrt pi times the integral of e^{-t^2} over
/// t >= z. Open: 1 <= 2 factor.
Truth gaussian_tail(const Rational& factor);

/// For z = x e^{-t} and v = e^{rate t} - 1, the variance-exploding flow dx/dv = (x - m(x, v)) / 2v
/// is dz/dt = (z - e^{-t} m) / (1 - e^{-2t}) - z. Proof. dz/dt = e^{-t} (x - m) v'(t) / 2v - z, so
/// v' / 2v = 1 / (1 - e^{-2t}) is needed; with E = e^{rate t} it is (rate / 2) E / (E - 1), and 1 /
/// (1
/// - e^{-2t}) = e^{2t} / (e^{2t} - 1). Open: rate = 2.
Truth preserving_schedule(const Rational& rate);

}  // namespace rigor::memorization
