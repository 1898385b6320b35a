// The setting shared by the claims on the empirical optimal score (arXiv 2502.03435).
//
// Data x_1 < ... < x_n, 0 < mu <= 1, sigma > 0; centres c_i = mu x_i, gaps d_i = c_{i+1} - c_i,
// Delta = min (x_{i+1} - x_i), delta = mu Delta, midpoints m_i = (c_i + c_{i+1}) / 2;
// Y = c_I + sigma z with I uniform and z standard normal, W = x_I, V(y) = Var(c_I | Y = y);
// s*(y) = (E[c_I | Y = y] - y) / sigma^2 is the empirical optimal score.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "function/elementary.hpp"
#include "model/mixture.hpp"
#include "number/decorated.hpp"
#include "proofs-check/common/conclusion.hpp"
#include "verdict/claim.hpp"
#include "verdict/evidence.hpp"

namespace rigor::big_step {

/// One case at one rung of the ladder, for the noise levels on which the hypotheses hold.
/// `B` is the bare interval type of the model; claims decide with D = Decorated<B>.
template <IntervalNumber B>
struct Setting {
  using D = Decorated<B>;

  const Mixture& mixture;
  SigmaRange range;  ///< the applicable noise levels
  const Effort& effort;

  std::size_t n() const { return mixture.size(); }
  Precision precision() const { return effort.precision; }
  std::function<void()> step() const {
    return [budget = effort.budget] { budget->step(); };
  }

  D exact(const Rational& q) const { return enclose<D>(q, precision()); }
  D number(long k) const { return enclose<D>(k, precision()); }

  /// The largest applicable noise level, exactly and enclosed; instance quantities are taken there.
  const Rational& top() const { return range.to; }
  B bare_sigma() const { return enclose<B>(top(), precision()); }
  D sigma() const { return exact(top()); }
  /// u_1 = 1 / top()^2: all applicable noise levels have 1 / sigma^2 >= u_1.
  Rational u() const { return 1 / (top() * top()); }

  const Rational& delta() const { return mixture.smallest_gap(); }
  /// d_i = c_{i+1} - c_i, 0 <= i < n - 1.
  Rational gap(std::size_t i) const { return mixture.gap(i); }

  /// Q = exp(-delta^2 / 4 sigma^2) at the top.
  D Q() const { return exp(exact(-delta() * delta() * u() / 4)); }
  /// S = sum_{k>=1} q^{k(k+1)/2}, q = exp(-delta^2 / sigma^2), at the top; it increases with sigma.
  D S() const;
  /// U = 2 sum_{k>=1} k^2 Q^{k^2} at the top; it increases with sigma. Requires delta >= 2 sigma.
  D U() const;

  /// Encloses the least margin over the range from the one at the largest noise level, where
  /// `lemma` proves that no margin of the range is negative.
  Enclosure margin(const D& margin_at_top, Truth lemma) const {
    const D least = certainly(lemma) ? max(margin_at_top, number(0)) : margin_at_top;
    if (range.is_point()) return to_enclosure(least);
    return {certainly(lemma) ? "0" : "-inf", to_enclosure(least).upper};
  }

  /// "sigma = 1/4" or "0 < sigma <= 1/8".
  std::string noise_levels() const;
  std::string at_top() const { return "at sigma = " + to_string(top()); }
};

/// The largest noise level that a hypothesis allows. What is rational is compared exactly, since a
/// hypothesis may hold with equality.
struct Threshold {
  std::optional<Rational> exact;       ///< the threshold itself, if it is rational
  Decorated<BigInterval> enclosure{};  ///< else: encloses it, refined with the precision
};

/// A hypothesis on the noise level of the form sigma <= threshold.
struct NoiseCondition {
  std::string text;
  std::function<Threshold(const Mixture&, Precision)> threshold;
};

/// delta >= k sigma.
NoiseCondition gap_at_least(const Rational& k);

/// What holds for every claim here: d = 1 and n >= least_points, each proved for the case. If one
/// is false the outcome is `inapplicable`. If the noise condition splits the range of sigma, the
/// body sees the part on which it holds, and the outcome lists both parts; a point where it is not
/// settled asks for more precision. Lengths outside 2^-1000 ... 2^1000 are `inconclusive`. The body
/// fills in verdict, scope, margin, quantities, rests_on. A threshold that is no rational is
/// rounded up: the body then proves the conclusion on slightly more than the hypothesis covers.
Outcome settle(const Case& input, const Effort& effort,
               const std::optional<NoiseCondition>& condition,
               const std::function<void(const Setting<Interval>&, Outcome&)>& on_doubles,
               const std::function<void(const Setting<BigInterval>&, Outcome&)>& on_big,
               std::size_t least_points = 2);

/// The same for a generic body: `body(setting, outcome)` for both interval types.
template <class Body>
Outcome settle(const Case& input, const Effort& effort,
               const std::optional<NoiseCondition>& condition, const Body& body,
               std::size_t least_points = 2) {
  return settle(
      input, effort, condition, [&](const Setting<Interval>& s, Outcome& o) { body(s, o); },
      [&](const Setting<BigInterval>& s, Outcome& o) { body(s, o); }, least_points);
}

}  // namespace rigor::big_step
