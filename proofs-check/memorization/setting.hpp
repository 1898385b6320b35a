// The setting of the claims on memorization (arXiv 2501.15785, arXiv 2605.06077).
//
// Data x_1, ..., x_N in R^d, pairwise different, with weights p_i (1/N without conditioning);
// D_ij = |x_i - x_j|, D_- = min D_ij, C the convex hull; noise variance v = sigma^2 > 0;
// p_N(., v) = sum_i p_i N(x_i, v I); w_i(x, v) the posterior weights, m = sum_i w_i x_i, the score
// s_N = (m - x) / v. The reverse flow is dx/dv = (x - m) / 2v, or dx/ds = m(x, e^{-2s}) - x in the
// logarithmic time s = -log(v) / 2.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "function/elementary.hpp"
#include "model/weighted_points.hpp"
#include "number/decorated.hpp"
#include "proofs-check/common/conclusion.hpp"
#include "verdict/claim.hpp"
#include "verdict/evidence.hpp"
#include "verdict/flow_start.hpp"

namespace rigor::memorization {

/// One case at one rung of the ladder. `B` is the bare interval type of the model; claims decide
/// with D = Decorated<B>.
template <IntervalNumber B>
struct Setting {
  using D = Decorated<B>;

  const Case& input;
  const WeightedPoints& data;  ///< with the weights of the condition, if the flow has one
  const Effort& effort;

  const FlowInput& flow() const { return *input.flow; }  ///< of cases with a flow only
  std::size_t N() const { return data.size(); }
  std::size_t d() const { return data.dimension(); }
  Precision precision() const { return effort.precision; }
  std::function<void()> step() const {
    return [budget = effort.budget] { budget->step(); };
  }

  B bare(const Rational& q) const { return enclose<B>(q, precision()); }
  D exact(const Rational& q) const { return enclose<D>(q, precision()); }
  D number(long k) const { return enclose<D>(k, precision()); }

  /// v at the start: exact for VE, exp(2t) - 1 for VP.
  D start_variance() const { return rigor::start_variance<D>(flow(), precision()); }
  /// The start as a VE position, one enclosure a coordinate; z / alpha = z exp(t) for VP.
  std::vector<D> start() const { return start_position<D>(flow(), precision()); }
  /// D_ij.
  D distance(std::size_t i, std::size_t j) const {
    return sqrt(exact(data.squared_distance(i, j)));
  }
};

/// Scope of a verdict on all starts of a case.
inline Scope scope_of(const FlowInput& flow) {
  return flow.starts_at_point() ? Scope::instance : Scope::box;
}

/// "x_3" for the index 2.
inline std::string datum_name(std::size_t i) {
  return "x_" + std::to_string(i + 1);
}

/// What a claim needs of a case, beyond its subject. Each is proved for the case, and named.
struct Needs {
  std::size_t least_points = 1;  ///< N >= least_points
  std::size_t dimension = 0;     ///< d = dimension; 0: any
  /// The regularization that the claim is about; claims on the flow only.
  Regularization regularization = Regularization::none;
  bool equal_weights = false;  ///< the flow is not conditioned
  bool start_is_point = false;
};

/// Proves the needs, or gives an outcome that is `inapplicable`; then lets the body fill in
/// verdict, scope, margin, quantities, rests_on. For subjects without a flow (truth, features) only
/// least_points and dimension are looked at.
Outcome settle(const Case& input, const Effort& effort, const Needs& needs,
               const std::function<void(const Setting<Interval>&, Outcome&)>& on_doubles,
               const std::function<void(const Setting<BigInterval>&, Outcome&)>& on_big);

/// The same for a generic body: `body(setting, outcome)` for both interval types.
template <class Body>
Outcome settle(const Case& input, const Effort& effort, const Needs& needs, const Body& body) {
  return settle(
      input, effort, needs, [&](const Setting<Interval>& s, Outcome& o) { body(s, o); },
      [&](const Setting<BigInterval>& s, Outcome& o) { body(s, o); });
}

}  // namespace rigor::memorization
