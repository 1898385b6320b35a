// The variation of a function that fits some of the atoms only.
#pragma once

#include "number/rational.hpp"
#include "number/truth.hpp"

namespace rigor::big_step {

/// With lambda sigma <= delta / 2, 0 < kappa < 1: if r_i <= kappa^2 M2(lambda) / (2 sigma^2) for
/// all but n - G atoms, G >= 3, then the integral of |s''| min(F, 1 - F) is at least (gain terms (1
/// - kappa) Phi(lambda) / (n sigma^2)) floor((G - 2)^2 / 4); and at most n rho^2 / (kappa^2 M2 / 2)
/// atoms are bad, as their r_i add up to at most n R.
/// Proof: `alternating_slopes` over the good atoms alone: for consecutive ones j < j', s' varies by
/// (1 - kappa)/sigma^2 inside [c_j - L, c_j'] and again inside [c_j, c_j' + L], L = lambda sigma.
/// At the left ends F >= (j - 1) Phi(lambda)/n: the atoms k < j are at least delta - L >= L below
/// them. At the right ends 1 - F >= (n - j') Phi(lambda)/n, mirrored. The k-th good atom has j >=
/// k, and n
/// - j' >= G - (k + 1) for the next; so each of the `terms` = 2 terms is at least (Phi(lambda)/n)
/// min(k - 1, G - k - 1), and the sum of that over k = 1, ..., G - 1 is floor((G - 2)^2 / 4). Open:
/// gain <= 1, terms <= 2.
Truth sparse_alternation(const Rational& gain, const Rational& terms);

}  // namespace rigor::big_step
