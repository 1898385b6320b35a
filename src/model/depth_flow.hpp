// The neural ODE of residual networks with smooth weights, enclosed at all depths.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/ode.hpp"
#include "model/depth_weights.hpp"

namespace rigor {

/// Solutions of a differential equation in s on [0, 1], enclosed at every s.
template <IntervalNumber I>
class DepthPath {
 public:
  DepthPath(std::shared_ptr<SeriesField<I>> field, std::vector<OdePiece<I>> pieces,
            std::string reason)
      : field_(std::move(field)), pieces_(std::move(pieces)), reason_(std::move(reason)) {}

  /// All of [0, 1] is covered: then the solutions exist, and the right-hand side is smooth around
  /// them.
  bool is_complete() const { return reason_.empty(); }
  const std::string& reason() const { return reason_; }  ///< why it is not

  /// Encloses the state at all s of the interval; the entire space where it isn't covered.
  std::vector<I> at(const I& s) const;
  /// Encloses the Taylor coefficients c_0, ..., c_order of the solutions at all s of the interval;
  /// nullopt where they are not proved to exist.
  std::optional<SolutionCoefficients<I>> series(const I& s, int order) const;

 private:
  std::shared_ptr<SeriesField<I>> field_;
  std::vector<OdePiece<I>> pieces_;
  std::string reason_;
};

/// H' = f(H, Z(s)) from H(0) = start: the state is H.
///
/// With the first-order term, the state is (H, E), and
///   E' = J E + (D Z' - J F) / 2, E(0) = 0, F = f(H, Z), J = d_1 f, D = d_2 f,
/// so that h_k = H(k/L) + E(k/L)/L + O(1/L^2) for the network of depth L. It is integrated as E' =
/// (J E + D Z') - (J F + D Z') / 2, two derivatives along directions.
///
/// Calls `step` once a step of the integration.
template <IntervalNumber I>
DepthPath<I> follow_depth(const DepthModel& model, const std::vector<I>& start,
                          bool with_first_order, const std::function<void()>& step);

/// P' = -J^T P along H from s = 1 down to 0, from H(1) and P(1): the state is (H, P). P(s) is the
/// gradient of P(1) . H(1) as a function of H(s), since P . dH is constant for solutions of dH' = J
/// dH.
template <IntervalNumber I>
DepthPath<I> follow_adjoint(const DepthModel& model, const std::vector<I>& last_state,
                            const std::vector<I>& last_adjoint, const std::function<void()>& step);

extern template class DepthPath<Interval>;
extern template class DepthPath<BigInterval>;
extern template DepthPath<Interval> follow_depth(const DepthModel&, const std::vector<Interval>&,
                                                 bool, const std::function<void()>&);
extern template DepthPath<BigInterval> follow_depth(const DepthModel&,
                                                    const std::vector<BigInterval>&, bool,
                                                    const std::function<void()>&);
extern template DepthPath<Interval> follow_adjoint(const DepthModel&, const std::vector<Interval>&,
                                                   const std::vector<Interval>&,
                                                   const std::function<void()>&);
extern template DepthPath<BigInterval> follow_adjoint(const DepthModel&,
                                                      const std::vector<BigInterval>&,
                                                      const std::vector<BigInterval>&,
                                                      const std::function<void()>&);

}  // namespace rigor
