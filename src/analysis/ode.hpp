// Validated integration of x' = f(t, x): a Taylor method with Lohner's sets.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "analysis/field_trace.hpp"
#include "analysis/ode_piece.hpp"
#include "analysis/rough_enclosure.hpp"
#include "linear/matrix.hpp"

namespace rigor {

/// How to step. None of it can make an enclosure wrong.
struct OdeSettings {
  int order = 0;         ///< p >= 2 of the Taylor polynomials; 0: chosen by the precision
  double tolerance = 0;  ///< error aimed at in a step, relative to the state; 0: by the precision
  double longest_step = 0;       ///< 0: any
  bool with_derivative = false;  ///< of the flow
};

enum class OdeStop {
  reached,         ///< the end
  event,           ///< the state is in the set
  left_domain,     ///< f isn't proved smooth around the state
  blow_up,         ///< the state, or its enclosure, grew beyond bounds
  step_underflow,  ///< no step that is long enough to move on could be proved
};

/// "the step size fell below ..." and so on.
std::string describe(OdeStop stop);

/// Encloses the solutions of x' = f(t, x), x(t0) in the box x0 for one t0 in the start time:
/// `state` encloses their values at all times in `time()`, and proves that they exist until then. f
/// may have interval constants: it holds for each choice of them.
///
/// A step from X at t to t + h proves a box W that no solution leaves (RoughEnclosure). Then x(t +
/// h) = P_m(h) + P'(h) (x - m) + c_(p+1)(W) h^(p+1), with P the Taylor polynomial, m the centre of
/// X and P' slopes of P with respect to m over the convex hull of X; LohnerSet maps X so. For h < 0
/// everything holds with t - s. Source: N. S. Nedialkov, K. R. Jackson, G. F. Corliss, Validated
/// solutions of initial value problems, Appl. Math. Comput. 105 (1999).
template <IntervalNumber I>
class OdeFlow {
 public:
  /// Throws std::invalid_argument for a box of another dimension, no dimension, an order below 2 or
  /// negative settings. The box must be bounded and not empty, else there is no step. `fine`, the
  /// same field at a higher precision, spares the centre of the set most rounding errors.
  OdeFlow(std::shared_ptr<SeriesField<I>> field, const I& t0, const std::vector<I>& x0,
          const OdeSettings& settings = {},
          std::shared_ptr<SeriesField<BigInterval>> fine = nullptr);

  const I& time() const { return time_; }
  const std::vector<I>& state() const { return state_; }

  /// One step towards the end, which may be before the time: true if one was made. Otherwise `stop`
  /// tells why, and nothing has changed.
  bool step(const I& t_end);
  OdeStop stop() const { return stop_; }

  /// Steps until the end, until the event is certain of the state after a step, or until no step
  /// can be made. Calls `tick` before each step (it may throw: the flow stays where it is) and
  /// `see(piece())` after each.
  OdeStop run(const I& t_end, const std::function<void()>& tick, const OdeEvent<I>& event = nullptr,
              const std::function<void(const OdePiece<I>&)>& see = nullptr);

  /// The last step; none before the first.
  const OdePiece<I>& piece() const { return piece_; }
  /// With the setting: encloses d x(time) / d x(t0), for all starts in the box.
  const Matrix<I>& derivative() const { return derivative_; }

 private:
  bool try_step(const I& t_end);
  void propose_order();
  double promised_length(double remaining);
  I proposed_end(double now, double length, const I& t_end) const;
  void accept(const I& next, const I& length);
  bool expand_fine();
  void map_centre(const I& next, const I& length, std::vector<I>& centre, std::vector<I>& fresh);
  bool advance_derivative(const I& length);

  std::shared_ptr<SeriesField<I>> field_;
  std::shared_ptr<SeriesField<BigInterval>> fine_field_;
  OdeSettings settings_;
  I time_;
  std::vector<I> state_;
  LohnerSet<I> set_;
  Matrix<I> derivative_;
  OdePiece<I> piece_;
  OdeStop stop_ = OdeStop::reached;

  int highest_order_ = 0;
  int order_ = 0;          ///< of this step
  double tolerance_ = 0;   ///< of this step
  double start_size_ = 0;  ///< of the state, to recognise a blow-up
  double share_ = 1;       ///< accepted steps over what the coefficients promise
  SolutionCoefficients<I> centre_;
  SolutionCoefficients<BigInterval> fine_;  ///< the first c_k(m)
  SolutionCoefficients<I> box_;
  RoughEnclosure<I> rough_;
  double scale_ = 0;  ///< of this step
};

/// The flow of a generic callable
///   template <class T> std::vector<T> operator()(const T& t, const std::vector<T>& x) const
/// made of + - * / and the smooth elementary functions of the vocabulary, with constants that are
/// built-in integers or ScalarOf<T>, which it may make at precision_of(t). It is run once.
template <IntervalNumber I, class F>
OdeFlow<I> ode_flow(const F& f, const I& t0, const std::vector<I>& x0,
                    const OdeSettings& settings = {}) {
  const Precision p = x0.empty() ? precision_of(t0) : precision_of(x0[0]);
  return OdeFlow<I>(record_field<I>(f, x0.size(), p), t0, x0, settings);
}

/// The same with doubles, but the first Taylor coefficients of the centre with 128 bits, so that
/// their rounding errors don't grow with the flow. The callable must take BigInterval constants
/// too.
template <class F>
OdeFlow<Interval> precise_ode_flow(const F& f, const Interval& t0, const std::vector<Interval>& x0,
                                   const OdeSettings& settings = {}) {
  return OdeFlow<Interval>(record_field<Interval>(f, x0.size(), {53}), t0, x0, settings,
                           record_field<BigInterval>(f, x0.size(), {128}));
}

extern template class OdeFlow<Interval>;
extern template class OdeFlow<BigInterval>;

}  // namespace rigor
