#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "model/mixture_trap.hpp"
#include "model/regularized_field.hpp"
#include "model/regularized_trajectory.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
I length_of(const std::vector<I>& z) {
  I sum = enclose<I>(0L, precision_of(z[0]));
  for (const I& coordinate : z) sum += sqr(coordinate);
  return sqrt(sum);
}

/// An invariant ball about x_i that contains x_i + z, with a radius near |z|; nullopt if none is
/// found.
template <IntervalNumber I>
std::optional<BallEntry<I>> prove_ball(const MixtureAtoms<I>& atoms, std::size_t i,
                                       std::size_t datum, const std::vector<I>& z, const I& v) {
  constexpr int most_trials = 6;
  const I distance = length_of(z);
  I radius = upper_point(distance);
  for (int trial = 0; trial < most_trials; ++trial) {
    const std::optional<Trap<I>> trap = enclose_ball_trap(atoms, i, radius, v);
    if (!trap) return std::nullopt;
    if (certainly(trap->pull <= radius)) {
      return BallEntry<I>{datum, v, z, distance, radius, trap->pull, trap->drift};
    }
    radius = upper_point(trap->pull * 17 / 16);
  }
  return std::nullopt;
}

// With dtau = dv / (2 (v + c)) the flow is dx/dtau = x - m. In an invariant set on which |m - x_i|
// <= pull for v <= v1, z = x - x_i has d/dv [z / sqrt(v + c)] = -(m - x_i) / (2 (v + c)^{3/2}), so
//   |z(0) / sqrt c - z(v1) / sqrt(v1 + c)| <= pull (1 / sqrt c - 1 / sqrt(v1 + c)),
// and also <= drift, as (v + c)^{-3/2} <= v^{-3/2}. The invariant sets are those of the exact flow,
// for the field is a positive multiple of m - x. Without any such set, as m lies in the convex hull
// C of the data, z(0) = rho z(v1) + (1 - rho) k with rho = sqrt(c / (v1 + c)) and k in C.
template <IntervalNumber I>
class TikhonovFollower {
 public:
  TikhonovFollower(const WeightedPoints& data, const I& c, const I& v0, const std::vector<I>& start,
                   const RegularizedGoal& goal, const std::function<void()>& step)
      : trajectory_(data, start, goal, precision_of(v0), true), step_(step), c_(c), v0_(v0) {
    const I s = upper_point(log(v0 / c * trajectory_.goal_power()) / 2);
    const I zero = trajectory_.exact(0);
    last_ = max(s, zero);
    begin(zero, trajectory_.start());
  }

  RegularizedEnd<I> run() {
    RegularizedEnd<I>& result = trajectory_.result();
    examine();
    while (!is_done_ && certainly(flow_->time() < last_)) {
      step_();
      if (!flow_->step(last_)) {
        result.reason = "the integration stopped: " + describe(flow_->stop());
        break;
      }
      trajectory_.keep(flow_->piece());
      examine();
      if (!is_done_ && straddles()) break;
    }
    finish();
    return std::move(result);
  }

 private:
  void begin(const I& s, const std::vector<I>& z) {
    field_ = std::make_shared<TikhonovField<I>>(trajectory_.atoms(), v0_, c_);
    flow_ = std::make_unique<OdeFlow<I>>(field_, s, z);
  }
  I inverse_variance() const { return field_->inverse_variance(flow_->time()); }

  void examine() {
    const I v1 = recip(inverse_variance());
    const std::size_t i = field_->atoms().propose_heaviest(flow_->state(), recip(v1));
    const std::optional<Trap<I>> trap = prove_trap(field_->atoms(), i, flow_->state(), v1);
    if (!trap) return;
    if (i != trajectory_.origin()) begin(flow_->time(), trajectory_.seen_from(i, flow_->state()));
    const std::vector<I>& z = flow_->state();
    const std::optional<std::size_t> datum = trajectory_.datum(i);
    if (!trajectory_.result().entry && datum && !field_->atoms().has_heights()) {
      trajectory_.result().entry = prove_ball(field_->atoms(), i, *datum, z, v1);
    }
    const I root = sqrt(v1 + c_), least = sqrt(c_);
    const I span = v1 / (least * root * (least + root));  // 1 / sqrt c - 1 / sqrt(v1 + c)
    const I kappa = upper_point(min(trap->pull * span, trap->drift));
    if (!bracket_.empty() && bracketed_ != i) throw std::logic_error("two traps with one end");
    bracketed_ = i;
    bracket_.resize(z.size(), entire<I>(precision_of(v0_)));
    for (std::size_t k = 0; k < z.size(); ++k) {
      const I ends = least * (z[k] / root + hull(-kappa, kappa));
      bracket_[k] = intersection(bracket_[k], ends);
    }
    is_done_ = certainly(kappa * trajectory_.goal_power() <= 1);
  }

  /// Whether the state contains points that different data are sure to win at once: they end apart.
  bool straddles() {
    const MixtureAtoms<I>& atoms = field_->atoms();
    const I y = inverse_variance();
    const std::size_t i = atoms.propose_heaviest(flow_->state(), y);
    for (std::size_t j = 0; j < atoms.size(); ++j) {
      const I exponent = atoms.exponent(j, i, flow_->state(), y);
      if (certainly(upper_point(exponent) > 60) && certainly(lower_point(exponent) < -60)) {
        trajectory_.result().reason =
            "the enclosure straddles a bisector near v = " + decimal(recip(y), 3).second;
        return true;
      }
    }
    return false;
  }

  void finish() {
    RegularizedEnd<I>& result = trajectory_.result();
    const MixtureAtoms<I>& atoms = field_->atoms();
    const I v1 = recip(inverse_variance()), rho = sqrt(c_ / (v1 + c_));
    const I rest = v1 / (v1 + c_) / (1 + rho);  // 1 - rho
    std::vector<I> z;
    for (std::size_t k = 0; k < flow_->state().size(); ++k) {
      I data = atoms.position(0)[k];
      for (std::size_t j = 1; j < atoms.size(); ++j) data = hull(data, atoms.position(j)[k]);
      z.push_back(rho * flow_->state()[k] + rest * data);
      if (!bracket_.empty()) z[k] = intersection(z[k], bracket_[k]);
    }
    trajectory_.finish(z);
    if (is_done_ || !result.reason.empty()) return;
    I widest = width(z[0]);
    for (const I& coordinate : z) widest = max(widest, width(coordinate));
    if (!certainly(widest * trajectory_.goal_power() <= 400 * max(sqrt(c_), length_of(z)))) {
      result.reason = "no invariant set about a datum was entered";
    }
  }

  RegularizedTrajectory<I> trajectory_;
  const std::function<void()>& step_;
  I c_, v0_, last_;
  std::shared_ptr<TikhonovField<I>> field_;
  std::unique_ptr<OdeFlow<I>> flow_;
  std::vector<I> bracket_;  // of the end, relative to the datum bracketed_, the origin
  std::size_t bracketed_ = 0;
  bool is_done_ = false;
};

}  // namespace

template <IntervalNumber I>
RegularizedEnd<I> follow_tikhonov(const WeightedPoints& data, const I& c, const I& v0,
                                  const std::vector<I>& start, const RegularizedGoal& goal,
                                  const std::function<void()>& step) {
  return TikhonovFollower<I>(data, c, v0, start, goal, step).run();
}

template <IntervalNumber I>
std::optional<std::vector<I>> start_of_copy(const WeightedPoints& data, std::size_t i, const I& c,
                                            const I& v0, int digits,
                                            const std::function<void()>& step) {
  const Precision precision = precision_of(v0);
  const I zero = enclose<I>(0L, precision);
  const MixtureAtoms<I> atoms(data, i, precision);
  std::optional<I> least;  // D_ij
  for (std::size_t j = 0; j < data.size(); ++j) {
    if (j == i) continue;
    const I distance = atoms.distance(i, j);
    least = least ? min(*least, distance) : distance;
  }
  const I radius = lower_point(least.value_or(zero) / 4);
  const I goal = pown(enclose<I>(10L, precision), digits + 2);
  I s = zero, reach = zero;
  for (long eighths = 0; least; ++eighths) {
    step();
    s = enclose<I>(eighths, precision) / 8;
    const I v = v0 * exp(-2 * s);
    const std::optional<Trap<I>> trap = enclose_ball_trap(atoms, i, radius, v);
    if (!trap) return std::nullopt;
    reach = upper_point(trap->pull * (sqrt((v + c) / c) - 1));
    if (certainly(reach < radius) && certainly(reach * goal <= radius)) break;
  }
  std::vector<I> z(data.dimension(), hull(-reach, reach));
  OdeFlow<I> flow(std::make_shared<TikhonovField<I>>(atoms, v0, c), s, z);
  while (flow.step(zero)) step();
  if (flow.stop() != OdeStop::reached) return std::nullopt;
  std::vector<I> start;
  for (std::size_t k = 0; k < z.size(); ++k) {
    start.push_back(flow.state()[k] + enclose<I>(data.point(i)[k], precision));
  }
  return start;
}

template RegularizedEnd<Interval> follow_tikhonov(const WeightedPoints&, const Interval&,
                                                  const Interval&, const std::vector<Interval>&,
                                                  const RegularizedGoal&,
                                                  const std::function<void()>&);
template RegularizedEnd<BigInterval> follow_tikhonov(const WeightedPoints&, const BigInterval&,
                                                     const BigInterval&,
                                                     const std::vector<BigInterval>&,
                                                     const RegularizedGoal&,
                                                     const std::function<void()>&);
template std::optional<std::vector<Interval>> start_of_copy(const WeightedPoints&, std::size_t,
                                                            const Interval&, const Interval&, int,
                                                            const std::function<void()>&);
template std::optional<std::vector<BigInterval>> start_of_copy(const WeightedPoints&, std::size_t,
                                                               const BigInterval&,
                                                               const BigInterval&, int,
                                                               const std::function<void()>&);

}  // namespace rigor
