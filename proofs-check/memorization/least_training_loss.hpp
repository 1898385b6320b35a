// The least training loss of a case's data.
#pragma once

#include <optional>
#include <string>

#include "model/least_loss.hpp"
#include "proofs-check/memorization/truth_setting.hpp"

namespace rigor::memorization {

/// "at v = 1/4", v the variance at the start of the flow.
template <IntervalNumber B>
std::string at_start(const Setting<B>& s) {
  return s.flow().schedule == Schedule::ve ? at_variance(s.flow().variance)
                                           : " at t = " + to_string(s.flow().time);
}

/// What is known of J_v(s_N).
template <IntervalNumber B>
struct LeastLoss {
  Decorated<B> lower, upper;             ///< the closed bounds; the upper one is at most d / v
  std::optional<Decorated<B>> integral;  ///< J_v(s_N) by quadrature, where it is at hand

  /// The best enclosure.
  Decorated<B> enclosure() const {
    return integral ? intersection(*integral, hull(lower, upper)) : hull(lower, upper);
  }
};

/// At the noise variance v. Takes the integral on BigInterval only.
template <IntervalNumber B>
LeastLoss<B> least_loss(const Setting<B>& s, const Decorated<B>& v) {
  using D = Decorated<B>;
  const LossBounds<B> bounds = loss_bounds(s.data, v.value, s.step());
  const D most = static_cast<long>(s.d()) / v;
  LeastLoss<B> loss{decorate(bounds.lower), min(decorate(bounds.upper), most), std::nullopt};
  if (!s.effort.is_double() && s.N() <= most_points_for_integrals) {
    const auto J = enclose_least_loss(s.data, v.value, s.effort.digits, s.step());
    if (J) loss.integral = decorate(*J);
  }
  return loss;
}

/// An outcome of a double rung is content only once the integrals were tried.
template <IntervalNumber B>
void try_integrals_next(const Setting<B>& s, Outcome& outcome) {
  if (s.effort.is_double()) outcome.wants_precision = true;
}

}  // namespace rigor::memorization
