// The flow of a case on the line, solved by quantiles, in the coordinate of the case.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/quantile_flow.hpp"
#include "proofs-check/memorization/setting.hpp"

namespace rigor::memorization {

/// Requires d = 1. Positions of the model are VE ones; those of a VP case are z = x exp(-t).
template <IntervalNumber B>
struct LineFlow {
  using D = Decorated<B>;

  Setting<B> s;
  QuantileFlow<B> flow;
  B v;  ///< v0

  explicit LineFlow(const Setting<B>& setting)
      : s(setting),
        flow(setting.data, setting.precision(), setting.step()),
        v(setting.start_variance().value) {}

  bool is_ve() const { return s.flow().schedule == Schedule::ve; }
  std::string coordinate() const { return is_ve() ? "x" : "z"; }

  QuantileLevel<B> level_of(const Rational& start) const {
    if (is_ve() || start == 0) return flow.level(start, v);
    return flow.level(s.bare(start) * exp(s.bare(s.flow().time)), v);
  }
  /// Of all starts of the case.
  QuantileLevel<B> level() const {
    if (s.flow().starts_at_point()) return level_of(s.flow().start_from[0]);
    return flow.level(s.start()[0].value, v);
  }
  D q(const QuantileLevel<B>& level) const {
    return decorate(level.excess[0] / flow.total_weight());
  }

  /// This start is the centre of symmetry, exactly.
  bool is_centre(const Rational& start) const {
    return flow.centre() && *flow.centre() == start && (is_ve() || start == 0);
  }
  /// This start is proved to be the separatrix between the two middle points.
  bool is_separatrix(const Rational& start) const {
    return is_centre(start) && flow.size() % 2 == 0;
  }

  D in_case(const B& x) const { return decorate(is_ve() ? x : x * exp(s.bare(-s.flow().time))); }
  D separatrix(std::size_t k) const { return in_case(flow.separatrix(k, v)); }
  /// The size of positions, for digits: max |x_i| + sqrt(v0).
  D scale() const {
    return decorate(
        s.bare(std::max<Rational>(abs(flow.point(0)), abs(flow.point(flow.size() - 1)))) + sqrt(v));
  }
};

/// Fills in where the starts of the case go: q, the datum, zeta, the basin; for a box of starts
/// that meets several basins, its parts. The verdict is that of the statement "Pi_{i-1} < q < Pi_i
/// implies x -> x_i".
template <IntervalNumber B>
void conclude_limits(const LineFlow<B>& line, Outcome& outcome);

/// The separatrices xi_k of the case with the bounds -v log((1 - Pi_k) / p_k) / D <= xi_k - middle
/// <= v log(Pi_k / p_{k+1}) / D, D = x_{k+1} - x_k: all of them, or those next to the start.
///
/// Proof of the bounds. For x = xi_k(v), sum_{j > k} p_j Phi((x - x_j) / sigma) = sum_{j <= k} p_j
/// Phi((x_j - x) / sigma). Let x = middle + e, e > 0. The left side is at least p_{k+1} Phi(-a),
/// a = (D/2 - e) / sigma, the right one at most Pi_k Phi(-b), b = (D/2 + e) / sigma. The Mills
/// ratio Phi(-u) / phi(u) decreases, so that Phi(-a) / Phi(-b) > phi(a) / phi(b) = exp(D e / v).
/// Hence exp(D e / v) < Pi_k / p_{k+1}. The other side is its mirror image.
template <IntervalNumber B>
void conclude_separatrices(const LineFlow<B>& line, Outcome& outcome);

/// Trajectories x against s = -log(v) / 2: from the start, and the separatrices. Nothing unless the
/// case has an unregularized VE flow on the line with at most 8 points.
std::vector<Plot> line_plots(const Case& input);

}  // namespace rigor::memorization
