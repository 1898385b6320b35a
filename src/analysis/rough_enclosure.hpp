// RoughEnclosure: a box that the solutions of a differential equation don't leave during a step.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/series_field.hpp"

namespace rigor {

/// For a box X at the time t, the polynomial P(s) = sum over k <= p of c_k(X) s^k and a step h, a
/// box W with
///   P([0, h]) + c_(p+1)(W) [0, h]^(p+1)  in the interior of W.
/// Theorem: every solution with x(t) in X exists on [t, t + h] and stays in W. Proof: s = 0 shows
/// that x(t) is in the interior of W. If x left the compact W, there would be a first s <= h with
/// x(t + s) on its boundary, and x in W before; by Taylor's theorem with Lagrange's remainder,
/// component by component, x(t + s) is in the left side, hence in the interior. So x stays in W, in
/// a neighbourhood of which f is smooth, and can be continued to t + h. (Nedialkov, Jackson, Pryce,
/// An effective high-order interval method, Reliable Computing 7 (2001).)
template <IntervalNumber I>
class RoughEnclosure {
 public:
  /// A candidate for W, and c_(p+1)(W), for steps up to this length, which are within these times,
  /// from a box with these coefficients; false where f isn't proved smooth there.
  bool enclose(SeriesField<I>& field, const SolutionCoefficients<I>& start, const I& length,
               const I& times, bool with_tangents);
  /// The theorem for a step of this length, all in these times. After `enclose`; for less than its
  /// length, the polynomial's range over that one covers the shorter one's.
  bool proves(const I& length, const I& times) const;
  /// The length over the one at which c_(p+1)(W) [0, h]^(p+1) has the size of the tolerance.
  double guess_excess(double length, double tolerance) const;

  /// W.
  const std::vector<I>& box() const { return box_; }
  /// c_(p+1)(W), component i.
  const I& remainder(std::size_t i) const { return coefficients_.value(coefficients_.order, i); }
  /// c_k(W) up to p + 1, with tangents where they were asked for.
  const SolutionCoefficients<I>& coefficients() const { return coefficients_; }

 private:
  I span_;
  I times_;
  std::vector<I> polynomial_;  ///< P over the span
  std::vector<I> box_;
  SolutionCoefficients<I> coefficients_;
};

extern template class RoughEnclosure<Interval>;
extern template class RoughEnclosure<BigInterval>;

}  // namespace rigor
