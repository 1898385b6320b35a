// Validated integration of large systems: a numerical solution, its enclosed defect, and the
// logarithmic norm.
#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "analysis/field_trace.hpp"
#include "analysis/ode.hpp"
#include "function/taylor.hpp"
#include "number/decorated.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The right-hand side of x' = f(t, x) as DefectFlow uses it.
template <IntervalNumber I>
struct DefectField {
  using Series = Taylor<Decorated<I>>;

  std::shared_ptr<SeriesField<I>> solutions;  ///< coefficients of solutions, and Jacobians
  /// f along a path: the series of f(t, x) from those of t and x, whose flags are kept.
  std::function<std::vector<Series>(const Series& t, const std::vector<Series>& x)> along;
  /// May be empty. An upper bound, for all s in t and y in the box, of the eigenvalues of the
  /// symmetric part of direction f'(s, y), direction = 1 or -1.
  std::function<I(const I& t, const std::vector<I>& box, int direction)> logarithmic_norm;
};

/// Of a generic callable as for ode_flow.
template <IntervalNumber I, class F>
DefectField<I> defect_field(const F& f, std::size_t dimension, Precision p) {
  return {record_field<I>(f, dimension, p),
          [f](const typename DefectField<I>::Series& t,
              const std::vector<typename DefectField<I>::Series>& x) { return f(t, x); },
          nullptr};
}

/// The solutions on one step: |x(start + h) - P(h)|_2 <= tube for every h up to the end.
template <IntervalNumber I>
struct DefectPiece {
  I start;
  I end;
  std::vector<std::vector<I>> polynomial;  ///< of each component, thin coefficients
  I tube;

  /// Encloses the solutions at all those of the times that the step covers; the entire space where
  /// `time` has a part outside.
  std::vector<I> at(const I& time) const;
};

/// Encloses the solutions of x' = f(t, x) that start in a ball, in balls about a numerical
/// solution: `state` encloses them at `time()` and proves that they exist until then. The tube is
/// round, so nothing wraps, and where f contracts it shrinks. A step costs about n^3 operations for
/// the eigenvalue, with no n x n x order numbers as in a tangent flow.
///
/// A step from |x - P(0)| <= e at t, with any polynomial P on 0 <= s <= h: let r > e, d(s) = P'(s)
/// - f(t + s, P(s)), |d| <= D, and N >= the eigenvalues of the symmetric part of the Jacobian of f
/// on all of P(s) + [-r, r]^n. If e^{max(N, 0) h} (e + D h) < r, then the solutions exist on the
/// step, and with u(s) = |x(t + s) - P(s)|
///   u(h) <= e^{Nh} e + D (e^{Nh} - 1) / N.
/// Proof. While u < r, f(x) - f(P) is a mean of Jacobians in the tube times x - P, so the upper
/// derivative of u is at most N u + D, and u(s) <= e^{Ns} e + D (e^{Ns} - 1) / N <= e^{max(N, 0) h}
/// (e + D h) < r (Gronwall): u can't be the first time at r. So x stays in the compact tube, on
/// which f is smooth, and exists. (Dahlquist 1959; Lozinskii 1958.)
///
/// P is the Taylor polynomial of degree p at the centre, rounded. The defect is expanded: its
/// coefficients at s = 0 up to p - 1 are of the size of rounding errors, and that of order p, for
/// all s of the step, is minus that of f along P (Lagrange's remainder). Backward in time, -f is
/// integrated forward.
template <IntervalNumber I>
class DefectFlow {
 public:
  /// From the ball about the centre of the box x0 that contains it. Throws std::invalid_argument
  /// for a box of another dimension or none, an order below 2 or negative settings.
  DefectFlow(DefectField<I> field, const I& t0, const std::vector<I>& x0,
             const OdeSettings& settings = {});

  const I& time() const { return time_; }
  /// The box about the ball.
  std::vector<I> state() const;
  const std::vector<I>& centre() const { return centre_; }
  /// An upper bound of the distance to the centre, in the Euclidean norm.
  const I& error() const { return radius_; }
  /// The bound N of the last step.
  const I& growth() const { return growth_; }
  const DefectPiece<I>& piece() const { return piece_; }

  /// As those of OdeFlow.
  bool step(const I& t_end);
  OdeStop stop() const { return stop_; }
  OdeStop run(const I& t_end, const std::function<void()>& tick, const OdeEvent<I>& event = nullptr,
              const std::function<void(const DefectPiece<I>&)>& see = nullptr);

 private:
  using Series = typename DefectField<I>::Series;

  bool propose_polynomial(int direction);
  double guess_length(double tolerance) const;
  bool try_step(const I& next, int direction, double allowed);
  bool expand_start_defect(int direction);
  std::optional<I> defect(const I& length, const I& span, int direction) const;
  Series times(const I& s, int degree, int direction) const;
  std::optional<I> growth_on(const I& times, const std::vector<I>& box, int direction) const;

  DefectField<I> field_;
  OdeSettings settings_;
  I time_;
  std::vector<I> centre_;
  I radius_;
  I growth_;
  DefectPiece<I> piece_;
  OdeStop stop_ = OdeStop::reached;
  double start_size_ = 0;
  double share_ = 1;   ///< accepted steps over what the coefficients promise
  double excess_ = 0;  ///< of a step that was refused: its defect over the allowed one; or 0
  std::vector<std::vector<I>> polynomial_;    ///< P, before the step is accepted; in s >= 0
  std::vector<std::vector<I>> start_defect_;  ///< sizes of the coefficients of d up to p - 1
};

/// The flow of a generic callable.
template <IntervalNumber I, class F>
DefectFlow<I> defect_flow(const F& f, const I& t0, const std::vector<I>& x0,
                          const OdeSettings& settings = {}) {
  const Precision p = x0.empty() ? precision_of(t0) : precision_of(x0[0]);
  return DefectFlow<I>(defect_field<I>(f, x0.size(), p), t0, x0, settings);
}

extern template struct DefectPiece<Interval>;
extern template struct DefectPiece<BigInterval>;
extern template class DefectFlow<Interval>;
extern template class DefectFlow<BigInterval>;

}  // namespace rigor
