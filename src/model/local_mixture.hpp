// A one-dimensional mixture seen from one of its atoms.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "model/mixture.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// x is a point, or a rounded one: as narrow as the rounding errors of one evaluation, over which a
/// centred form can gain nothing.
template <IntervalNumber I>
bool is_nearly_thin(const I& x) {
  return is_thin(x) || certainly(width(x) <= scale2(magnitude(x), 2 - precision_of(x).bits));
}

/// Weighted power sums of the atoms about an anchor atom a, with y = c_a + t and g_k = c_k - c_a.
/// Relative to the anchor, atom k has the weight
///   exp(E_k),  E_k = ((y - c_a)^2 - (y - c_k)^2) / (2 sigma^2) = g_k (2 t - g_k) / (2 sigma^2),
/// an exponent that is affine in t: nothing is squared that then cancels. One neighbour r of the
/// anchor is singled out, w = exp(E_r), and the sums over the other atoms are kept relative to it,
///   T_j = sum_{k != a} exp(E_k - E_r) g_k^j,   S_j = [j = 0] + w T_j = sum_k exp(E_k) g_k^j.
/// So a variance of size exp(-10^6) keeps its relative accuracy even where w itself underflows.
template <IntervalNumber I>
struct Moments {
  static constexpr int order = 4;
  I log_w;                     ///< E_r
  I w;                         ///< exp(E_r); 0 when n = 1
  std::array<I, order + 1> T;  ///< T_0 ... T_4; 0 when n = 1
  I S0;                        ///< 1 + w T_0 >= 1
};

/// The cumulants of the posterior law of c_I given Y = y.
template <IntervalNumber I>
struct Cumulants {
  I mass;      ///< S_0 = n p(y) / N(y; c_a, sigma^2)
  I mean;      ///< E[c_I | y] - c_a
  I variance;  ///< V(y)
  I third;     ///< k_3(y) = E (c_I - E c_I)^3
  I fourth;    ///< k_4(y) = E (c_I - E c_I)^4 - 3 V^2
};

/// Bounds of the same sums for complex t: with t = u + iv the weight exp(E_k) keeps the modulus
/// exp(E_k(u)) and gets the phase g_k v / sigma^2.
template <IntervalNumber I>
struct StripBounds {
  I S0_lower;          ///< 0 < S0_lower <= |S_0(t)|
  std::array<I, 4> A;  ///< A_j >= sum_k |exp(E_k)| |g_k|^j, j = 0 ... 3
};

/// Evaluates posterior quantities at offsets t from one anchor atom, for a fixed sigma (a point or
/// an interval of positive numbers). Any anchor is valid; the enclosures are good where the anchor
/// is nearest. Atoms far away are dropped, and a proved bound of their sum is added.
/// Not to be shared between threads: it caches the gaps.
template <IntervalNumber I>
class LocalMixture {
 public:
  /// Requires d = 1 and certainly(sigma > 0). The object refers to `mixture`.
  LocalMixture(const Mixture& mixture, std::size_t anchor, const I& sigma);

  const Mixture& mixture() const { return *mixture_; }
  std::size_t anchor() const { return anchor_; }
  const I& sigma() const { return sigma_; }
  Precision precision() const { return precision_; }

  /// The offset y - c_a of a rational y, formed exactly and then rounded outward.
  I offset(const Rational& y) const;
  /// c_a - c_0: adding it to an offset from the anchor gives one from the first atom.
  I shift() const;

  /// The larger one of the distances to the two neighbours of the anchor; 0 for n = 1.
  I neighbour_distance() const;

  Moments<I> moments(const I& t) const;

  /// Bounds over the complex rectangle { u + iv : u in t, |v| <= height }, or nothing where S_0
  /// might vanish there. The posterior quantities are analytic wherever S_0 has no zero.
  std::optional<StripBounds<I>> strip(const I& t, const I& height) const;

  /// All cumulants from one evaluation of the moments. Nearly optimal at a (nearly) thin t.
  Cumulants<I> cumulants(const I& t) const;
  /// k_3 alone, from one evaluation of the moments.
  I plain_third_cumulant(const I& t) const;

  // Enclosures over an interval t: monotone or centred forms, with
  // dE/dt = V / sigma^2, dV/dt = k_3 / sigma^2, dk_3/dt = k_4 / sigma^2.
  I mean(const I& t) const;
  I variance(const I& t) const;
  I third_cumulant(const I& t) const;
  /// s*(y) = (E[c_I | y] - y) / sigma^2.
  I score(const I& t) const;
  /// log p(y), p = (1/n) sum_k N(c_k, sigma^2); d log p / dt = s*.
  I log_density(const I& t) const;

  /// A sign that third_cumulant(t) provably has on all of t (+1 or -1), or 0 if none was proved.
  /// Works on k_3 S_0^3 / w, so it is not disturbed by an underflow of w.
  int sign_of_third_cumulant(const I& t) const;

  /// The interval Newton step mid - k_3(mid) sigma^2 / k_4(t), intersected with t: it contains
  /// every zero of k_3 in t and is empty if there is none. Nothing where k_4 might vanish on t.
  std::optional<I> zero_of_third_cumulant(const I& t) const;

 private:
  /// g_{a +- step} for side +1 or -1, from the cache.
  const I& gap(int side, std::size_t step) const;
  std::size_t atoms_on(int side) const {
    return side > 0 ? mixture_->size() - 1 - anchor_ : anchor_;
  }
  void add_side(int side, const I& t, const I& reference, bool starts_with_reference,
                Moments<I>& m) const;

  const Mixture* mixture_;
  std::size_t anchor_;
  Precision precision_;
  I sigma_;
  I variance_;  // sigma^2
  I inverse_;   // 1 / (2 sigma^2)
  I cut_;       // exponents below -cut_ may be dropped
  mutable std::vector<I> right_, left_;
};

}  // namespace rigor
