// The Gaussian mixture by Arb, straight from the definitions: no anchor, no dropped atom, no cut.
#pragma once

#include <cstddef>
#include <vector>

#include "number/rational.hpp"
#include "support/arb.hpp"

namespace rigor::test {

inline constexpr Precision kOracle{384};

/// The interval encloses the ball; or it meets a ball of a radius below 2^-300 size, where a tight
/// end, such as 2 for a mean 2 - 10^-217, is finer than the oracle.
template <class I>
bool agrees(const I& x, const Arb& a, const Arb& size) {
  if (encloses(x, a)) return true;
  Arb radius(kOracle);
  arb_get_rad_arb(radius.get(), a.get());
  return overlaps(x, a) && surely_at_most(radius, size * pow(Arb(2, kOracle), -300));
}

/// The mixture (1/n) sum N(c_k, sigma^2) at y.
struct TrueMixture {
  Arb density, log_density, mean, variance, third;  ///< of Y and of c_I given Y = y
  Arb score, dscore, d2score;
  Arb noise;           ///< sigma^2
  Arb absolute_third;  ///< the same sum as k_3 below, with |c_i - m| + |c_j - m|: the size of its
                       ///< terms
};

/// Over pairs, with a_k the posterior weights and m the mean:
///   V = sum_{i<j} a_i a_j (c_i - c_j)^2,   k_3 = sum_{i<j} a_i a_j (c_i - c_j)^2 (c_i + c_j - 2
///   m):
/// E (X - X')^2 (X + X' - 2m) / 2 for independent copies. Nothing cancels in V, so one precision
/// serves however small it is.
inline TrueMixture true_mixture(const std::vector<Rational>& centres, const Rational& y,
                                const Rational& sigma, Precision p = kOracle) {
  const std::size_t n = centres.size();
  const Arb zero(0, p), s2 = Arb(Rational(sigma * sigma), p);
  std::vector<Arb> weight, centre;
  Arb mass = zero, first = zero;
  for (const Rational& c : centres) {
    const Rational exponent = -(y - c) * (y - c) / (2 * sigma * sigma);
    weight.push_back(exp(Arb(exponent, p)));
    centre.push_back(Arb(Rational(c - y), p));
    mass += weight.back();
    first += weight.back() * centre.back();
  }
  const Arb m = first / mass;
  Arb V = zero, k3 = zero, size = zero;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) {
      const Arb part = weight[i] * weight[j] * sqr(centre[i] - centre[j]);
      const Arb term = part * (centre[i] + centre[j] - m - m);
      V += part;
      k3 += term;
      size += part * (abs(centre[i] - m) + abs(centre[j] - m));
    }
  }
  const Arb mass2 = sqr(mass);
  TrueMixture r;
  const Arb normaliser = Arb(static_cast<long>(n), p) * sqrt(Arb(2, p) * Arb::pi(p) * s2);
  r.density = mass / normaliser;
  r.log_density = log(r.density);
  r.mean = m + Arb(y, p);
  r.variance = V / mass2;
  r.third = k3 / mass2;
  r.absolute_third = size / mass2;
  r.noise = s2;
  r.score = m / s2;
  r.dscore = (r.variance / s2 - Arb(1, p)) / s2;
  r.d2score = r.third / (s2 * s2 * s2);
  return r;
}

/// Phi(z) and psi(z) = z Phi(z) + phi(z) = E (z - Z)_+.
inline Arb true_cdf(const Arb& z) {
  const Precision p = z.precision();
  return erfc(-z / sqrt(Arb(2, p))) / Arb(2, p);
}
inline Arb true_excess(const Arb& z) {
  const Precision p = z.precision();
  const Arb pdf = exp(-sqr(z) / Arb(2, p)) / sqrt(Arb(2, p) * Arb::pi(p));
  return z * true_cdf(z) + pdf;
}

/// g^-(y) = P(Y < y) E (y - Y)_+ (side -1) or g^+(y) (side +1), as plain sums over all atoms.
inline Arb true_noisy_weight(const std::vector<Rational>& centres, int side, const Rational& y,
                             const Rational& sigma, Precision p = kOracle) {
  const Arb n(static_cast<long>(centres.size()), p), s(sigma, p);
  Arb probability(0, p), excess(0, p);
  for (const Rational& c : centres) {
    const Rational z = side < 0 ? Rational((y - c) / sigma) : Rational((c - y) / sigma);
    probability += true_cdf(Arb(z, p));
    excess += s * true_excess(Arb(z, p));
  }
  return probability * excess / sqr(n);
}

/// min(P(U > u) E (U - u)_+, P(U < u) E (u - U)_+) by counting, exactly, at a u that is no centre.
inline Rational true_profile(const std::vector<Rational>& centres, const Rational& u) {
  Rational below = 0, above = 0, deficit = 0, excess = 0;
  for (const Rational& c : centres) {
    if (c < u) below += 1, deficit += u - c;
    if (c > u) above += 1, excess += c - u;
  }
  const Rational square = Rational(centres.size()) * centres.size();
  const Rational minus = below * deficit / square, plus = above * excess / square;
  return minus < plus ? minus : plus;
}

/// Where q jumps and where its slope does.
struct Knot {
  Rational at, jump, kink;
};

/// The knots of q, from exact values of q alone: in a cell it is the minimum of two lines. Sorted
/// centres.
inline std::vector<Knot> profile_knots(const std::vector<Rational>& centres) {
  std::vector<Knot> knots;
  Rational end_value = 0, end_slope = 0;  // of the line before
  const auto add = [&](const Rational& at, const Rational& value, const Rational& slope) {
    knots.push_back({at, value - end_value, slope - end_slope});
    end_slope = slope;
  };
  for (std::size_t i = 0; i + 1 < centres.size(); ++i) {
    const Rational a = centres[i], b = centres[i + 1], tiny = (b - a) / 1000000000;
    const Rational first = true_profile(centres, a + tiny), last = true_profile(centres, b - tiny);
    const Rational rise = (true_profile(centres, a + 2 * tiny) - first) / tiny;
    const Rational fall = (last - true_profile(centres, b - 2 * tiny)) / tiny;
    const Rational at_a = first - rise * tiny, at_b = last + fall * tiny;
    add(a, at_a, rise);
    if (rise != fall) {
      const Rational kink = (at_b - fall * b - at_a + rise * a) / (rise - fall);
      end_value = at_a + rise * (kink - a);
      add(kink, end_value, fall);
    }
    end_value = at_b;
  }
  add(centres.back(), 0, 0);
  return knots;
}

/// pi(y) = E q(y - sigma Z), by two integrations by parts:
///   pi(y) = sum over the knots k of  jump(k) Phi((y - k)/sigma) + kink(k) sigma psi((y -
///   k)/sigma).
inline Arb true_pi(const std::vector<Rational>& centres, const Rational& y, const Rational& sigma,
                   Precision p = kOracle) {
  Arb sum(0, p);
  for (const Knot& knot : profile_knots(centres)) {
    const Arb z(Rational((y - knot.at) / sigma), p);
    sum += Arb(knot.jump, p) * true_cdf(z) + Arb(Rational(knot.kink * sigma), p) * true_excess(z);
  }
  return sum;
}

}  // namespace rigor::test
