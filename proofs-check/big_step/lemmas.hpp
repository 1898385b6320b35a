// The hand-proved lemmas behind the unbounded verdicts, each with the constant inequalities that
// its proof leaves open, recomputed from the constants of the statement. A constant that is changed
// for the worse makes the check fail.
#pragma once

#include "analysis/exponential_sum.hpp"
#include "model/mixture.hpp"
#include "number/decorated.hpp"
#include "proofs-check/common/conclusion.hpp"

namespace rigor::big_step {

/// Var W(m_i) >= (x_{i+1} - x_i)^2 / (leading + sum S), S = sum_{k>=1} q^{k(k+1)/2}, q =
/// exp(-delta^2/sigma^2), for every i, every sigma > 0. Proof: at m_i the atoms i, i+1 have equal,
/// largest weights a. The k-th further atom on a side is at the distance >= d_i/2 + k delta, so its
/// weight is at most a exp(-D/sigma^2) with 2 D = (d_i/2 + k delta)^2 - d_i^2/4 = k delta (d_i + k
/// delta) >= k (k+1) delta^2, that is a q^{k(k+1)/2}. Hence 1 <= a (2 + 2 S). For any b, E (W -
/// b)^2 >= a ((x_i - b)^2 + (x_{i+1} - b)^2) >= a (x_{i+1} - x_i)^2 / 2; take b = E W. Open: 4 + 4
/// S <= leading + sum S for all S >= 0.
Truth midpoint_variance(const Rational& leading, const Rational& sum);

/// Var W(m_i) >= (x_{i+1} - x_i)^2 / (factor n). Proof: as above, with 1 <= a n (no weight exceeds
/// a); open is 2 n <= factor n.
Truth midpoint_variance_by_count(const Rational& factor);

/// Var W(y) <= factor Delta^2 sum_{k>=1} k^2 Q^{k^2}, Q = exp(-delta^2 / 4 sigma^2), for every
/// |y - c_i| <= radius delta and every sigma <= delta / 2.
/// Proof: Var W <= E (W - x_i)^2; an atom at the distance g from c_i has a weight of at most
/// exp(-g (g - 2 radius delta) / 2 sigma^2), and g^j times that (j = 1, 2) decreases for g >=
/// delta, since j/g <= 2/delta <= 4 (1 - radius)/delta <= (g - radius delta)/sigma^2; open: 2 <= 4
/// (1 - radius). The k-th atom on a side has g >= k delta: the sum is at most 2 Delta^2 sum_{k<n}
/// k^2 exp(-k (k - 2 radius) delta^2 / 2 sigma^2). Open, term by term: 2 <= factor, and k (k - 2
/// radius)/2 >= k^2/4 for all k >= 1 (it suffices at k = 1).
Truth near_centre_variance(const Rational& factor, const Rational& radius);

/// |E W(y) - x_i| <= mean_factor n Delta Q and Var W(y) <= variance_factor n^2 Delta^2 Q on the
/// same set, for every sigma with 1/sigma^2 >= u_1 (which must be >= 4/delta^2). Proof: the sums
/// above, with the j-th nearest atom at k = ceil(j/2); open is the sign of two exponential sums on
/// u >= u_1.
template <IntervalNumber D>
Truth near_centre_by_count(std::size_t n, const Rational& delta, const Rational& u_1,
                           const Rational& radius, const Rational& mean_factor,
                           const Rational& variance_factor, Precision precision);

/// R_n(s*) <= factor sqrt(pi/2) / (n sigma^3) sum_{i<j} (c_j - c_i) exp(-(c_j - c_i)^2 / 8
/// sigma^2), for every sigma > 0. Proof: with N_i = N(y; c_i, sigma^2), p V = (1/n) sum_{i<j} (c_i
/// - c_j)^2 N_i N_j / sum_k N_k <= (1/n) sum_{i<j} (c_i - c_j)^2 N_i N_j / (N_i + N_j). With d =
/// c_j - c_i and z the distance from their midpoint in units of sigma, N_i N_j / (N_i + N_j) =
/// exp(-d^2/8 sigma^2) phi(z) / (2 sigma cosh(z d / 2 sigma)); phi <= 1/sqrt(2 pi) and integral dz
/// / (2 cosh(a z)) = pi / (2 a), so the integral over y is at most exp(-d^2/8 sigma^2) (1/sqrt(2
/// pi)) pi sigma / d, and pi/sqrt(2 pi) = sqrt(pi/2). Divide by sigma^4. Open: 1 <= factor.
Truth sharp_risk(const Rational& factor);

/// sigma^2 R_n(s*) <= limit for all data and every sigma <= delta / 6. Proof: the sharp bound; x
/// exp(-x^2/8) decreases for x >= 2, (c_j - c_i)/sigma >= 6 (j - i), and at most n pairs have j - i
/// = k. Open: sqrt(pi/2) sum_{k>=1} 6 k exp(-36 k^2/8) <= limit; the ratio of consecutive terms is
/// at most 2 exp(-27/2) < 1/1000.
template <IntervalNumber D>
Truth small_risk(const Rational& limit, Precision precision);

/// R_n(s*) <= factor (c_n - c_1)^2 sigma^-4 exp(-delta^2 / 32 sigma^2) for every sigma <= sigma_1
/// <= delta / 2. Proof: the sharp bound with (c_j - c_i) >= (j - i) delta, x exp(-x^2/8) decreasing
/// for x >= 2, and n - k <= n pairs with j - i = k: R_n(s*) sigma^4 <= sqrt(pi/2) sigma delta sum_k
/// k exp(-k^2 delta^2/8 sigma^2), where sigma <= sigma_1. Open: the sign of an exponential sum on
/// u >= 1/sigma_1^2, with a rational upper bound of sqrt(pi/2).
template <IntervalNumber D>
Truth printed_risk(const Mixture& mixture, const Rational& sigma_1, const Rational& factor,
                   Precision precision);

/// For every i, every y in [c_i, c_{i+1}] and every sigma > 0 (i counts from 1, u = min of the
/// two):
///   pi(y) >= (P(sigma) delta / n^2) min(i^2 (i-1), (n-i)^2 (n-i-1)) pi_factor, P = 1/2 -
///   exp(-delta^2/2 sigma^2), g(y)  >= (delta / n^2) min(i^2 (i-1), (n-i)^2 (n-i-1)) g_factor.
/// Proof for g: for y >= c_i, P(Y < y) >= i / 2n, and by Jensen E (y - Y)_+ >= (1/n) sum_{j<=i} (y
/// - c_j)
/// >= (1/n) sum_{j<=i} (c_i - c_j); mirrored for g^+. Proof for pi: with probability at least
/// Phi(delta/sigma) - 1/2 >= 1/2 - exp(-delta^2/2 sigma^2)/2 the point y - sigma Z stays in [c_i,
/// c_{i+1}] (least at the ends of the cell), and there pi^- >= (i/n^2) sum_{j<=i} (c_i - c_j), pi^+
/// >=
/// ((n-i)/n^2) sum_{j>i} (c_j - c_{i+1}). Open, exactly and for every i: the two sums against
/// delta i (i-1) factor and its mirror image, with half the sum for g.
Truth cell_weights(const Mixture& mixture, const Rational& pi_factor, const Rational& g_factor);

/// The integral of |s*''| over R is at most (inner (c_n - c_1)^3 (mu (x_n)_+ - mu (x_1)_-) + outer
/// (n-1) sigma^2 (c_n - c_1)^3 / delta) / sigma^6 for every sigma > 0, (x)_- = min(x, 0).
/// Proof: |k_3| <= (c_n - c_1)^3. For y >= 2 (c_n)_+ and i < n, alpha_i <= exp(-(c_n - c_i)(2 y -
/// c_n - c_i)/2 sigma^2) <= exp(-y delta/2 sigma^2), and |k_3| <= 2 E |c_I - c_n|^3 <= 2 (n-1) (c_n
/// - c_1)^3 times that; its integral from 2 (c_n)_+ >= 0 on is at most 2 sigma^2/delta. The same on
/// the left; the middle has the length 2 ((c_n)_+ - (c_1)_-). Open: 2 <= inner, 8 <= outer.
Truth total_curvature(const Rational& inner, const Rational& outer);

}  // namespace rigor::big_step
