#include "model/mixture_flow.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <utility>

#include "analysis/ode.hpp"
#include "function/elementary.hpp"
#include "model/followed_start.hpp"
#include "model/mixture_field.hpp"
#include "model/mixture_symmetry.hpp"
#include "model/mixture_trap.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
class Follower {
 public:
  Follower(const WeightedPoints& data, const I& v0, const std::vector<I>& start,
           const FlowGoal& goal, const std::function<void()>& step)
      : precision_(precision_of(v0)), start_(start), goal_(goal), step_(step), v0_(v0) {
    const std::vector<Rational> exact = exact_point(goal.exact_start, start);
    data_ =
        exact.empty() ? unreduced(data) : reduce_by_reflections(data, exact, goal.start_is_scaled);
    origin_ = propose_nearest(data_, start);
    begin(enclose<I>(0, precision_), relative_start());
  }

  FlowLimit<I> run() {
    const I end = enclose<I>(goal_.longest, precision_);
    trap();
    while (!is_done()) {
      step_();
      if (!flow_->step(end)) {
        if (!limit_) result_.reason = "the integration stopped: " + describe(flow_->stop());
        break;
      }
      if (goal_.keeps_pieces) keep_pieces();
      trap();
      if (!limit_ && straddles()) break;
      if (certainly(flow_->time() >= end)) break;
    }
    if (!limit_ && result_.reason.empty()) {
      result_.is_late = true;
      result_.reason =
          "no invariant set about a datum was entered for s <= " + std::to_string(goal_.longest);
    }
    return std::move(result_);
  }

 private:
  I atom(std::size_t j, std::size_t k) const { return enclose<I>(data_.points[j][k], precision_); }

  std::vector<I> relative_start() const {
    std::vector<I> z;
    for (std::size_t k = 0; k < start_.size(); ++k) {
      const bool is_exact = !goal_.exact_start.empty() && !goal_.start_is_scaled;
      z.push_back(is_exact ? enclose<I>(Rational(goal_.exact_start[k] - data_.points[origin_][k]),
                                        precision_)
                           : start_[k] - atom(origin_, k));
    }
    return z;
  }

  /// The flow from the time s on, positions relative to the origin.
  void begin(const I& s, const std::vector<I>& z) {
    field_ = std::make_shared<MixtureField<I>>(
        MixtureAtoms<I>(data_.points, data_.log_weights, data_.heights, origin_, precision_), v0_);
    flow_ = std::make_unique<OdeFlow<I>>(field_, s, z, settings());
  }

  OdeSettings settings() const {
    OdeSettings settings;
    settings.order = goal_.order;
    settings.tolerance = goal_.tolerance;
    return settings;
  }

  void keep_pieces() {
    keep_parts(flow_->piece(), [this](const I& s, std::vector<I> x) {
      for (std::size_t k = 0; k < x.size(); ++k) x[k] += atom(origin_, k);
      result_.pieces.push_back({s, std::move(x)});
    });
  }

  /// Whether the state is in an invariant set; then what is known of the limit.
  void trap() {
    const I y = field_->inverse_variance(flow_->time());
    const std::size_t i = limit_ ? *limit_ : field_->atoms().propose_heaviest(flow_->state(), y);
    const auto trap = prove_trap(field_->atoms(), i, flow_->state(), recip(y));
    if (!trap) return;
    if (!limit_) {
      limit_ = i;
      // Projections of other data may lie on a datum, and outweigh it at first.
      for (std::size_t j = 0; j < data_.points.size() && !result_.datum; ++j) {
        if (data_.points[j] == data_.points[i]) result_.datum = data_.datum[j];
      }
      result_.limit = data_.points[i];
      result_.variance_at_trap = recip(y);
      if (i != origin_) {  // from here on relative to the limit
        std::vector<I> z = flow_->state();
        for (std::size_t k = 0; k < z.size(); ++k) {
          z[k] += enclose<I>(Rational(data_.points[origin_][k] - data_.points[i][k]), precision_);
        }
        origin_ = i;
        begin(flow_->time(), z);
      }
      result_.zeta.assign(start_.size(), entire<I>(precision_));
    }
    const I drift = hull(-trap->drift, trap->drift);
    for (std::size_t k = 0; k < start_.size(); ++k) {
      result_.zeta[k] = intersection(result_.zeta[k], flow_->state()[k] * sqrt(y) + drift);
    }
    drift_ = trap->drift;
  }

  /// zeta is within drift_ on either side: a tenth of the width that is wanted. The rest of it is
  /// for rounding.
  bool is_done() const {
    return limit_ && certainly(flow_->time() >= goal_.shortest) &&
           certainly(20 * drift_ * pown(enclose<I>(10, precision_), goal_.digits) <= 1);
  }

  /// Whether the state contains points that different data are sure to win at once: no trap can
  /// come.
  bool straddles() {
    const I y = field_->inverse_variance(flow_->time());
    const std::vector<I>& z = flow_->state();
    const std::size_t i = field_->atoms().propose_heaviest(z, y);
    for (std::size_t j = 0; j < data_.points.size(); ++j) {
      const I exponent = field_->atoms().exponent(j, i, z, y);
      if (!certainly(upper_point(exponent) > 60) || !certainly(lower_point(exponent) < -60))
        continue;
      const auto name = [&](std::size_t k) { return "x_" + std::to_string(k + 1); };
      result_.reason = "the enclosure straddles the bisector of " + name(std::min(i, j)) + " and " +
                       name(std::max(i, j)) + " near v = " + decimal(recip(y), 3).second;
      return true;
    }
    return false;
  }

  Precision precision_;
  const std::vector<I>& start_;
  const FlowGoal& goal_;
  const std::function<void()>& step_;
  I v0_;
  ReducedData data_;
  std::size_t origin_ = 0;
  std::shared_ptr<MixtureField<I>> field_;
  std::unique_ptr<OdeFlow<I>> flow_;
  std::optional<std::size_t> limit_;  // of data_
  I drift_;
  FlowLimit<I> result_;
};

/// What is between two trajectories on the line, the first one below.
template <IntervalNumber I>
FlowLimit<I> between(const FlowLimit<I>& below, const FlowLimit<I>& above) {
  FlowLimit<I> all;
  std::size_t start = 0;  // of the pieces of `above` that aren't over
  for (const FlowPiece<I>& low : below.pieces) {
    while (start < above.pieces.size() && certainly(above.pieces[start].s < low.s)) ++start;
    std::optional<FlowPiece<I>> piece;
    for (std::size_t k = start; k < above.pieces.size(); ++k) {
      const FlowPiece<I>& high = above.pieces[k];
      if (certainly(high.s > low.s)) break;
      if (!piece) piece = low;
      piece->x[0] = hull(piece->x[0], high.x[0]);
    }
    if (!piece) break;
    piece->s =
        intersection(piece->s, hull(lower_point(piece->s), upper_point(above.pieces.back().s)));
    all.pieces.push_back(std::move(*piece));
  }
  if (below.limit.empty() || above.limit.empty()) {
    const FlowLimit<I>& open = below.limit.empty() ? below : above;
    all.reason = open.reason;
    all.is_late = open.is_late;
  } else if (!below.datum || below.datum != above.datum) {
    all.reason = "the ends of the box have different limits";
  } else {
    all.datum = below.datum;
    all.limit = below.limit;
    all.zeta = {hull(below.zeta[0], above.zeta[0])};
    all.variance_at_trap = min(*below.variance_at_trap, *above.variance_at_trap);
  }
  return all;
}

template <IntervalNumber I>
void check_start(const WeightedPoints& data, const I& v0, const std::vector<I>& start) {
  if (!certainly(v0 > 0)) throw std::invalid_argument("a flow starts at a noise variance v0 > 0");
  if (start.size() != data.dimension()) {
    throw std::invalid_argument("the start must have the dimension of the data");
  }
}

}  // namespace

template <IntervalNumber I>
FlowLimit<I> follow(const WeightedPoints& data, const I& v0, const std::vector<I>& start,
                    const FlowGoal& goal, const std::function<void()>& step) {
  check_start(data, v0, start);
  if (start.size() == 1 && goal.exact_start.empty() && !is_thin(start[0])) {
    const std::vector<I> low{lower_point(start[0])}, high{upper_point(start[0])};
    const FlowLimit<I> below = Follower<I>(data, v0, low, goal, step).run();
    return between(below, Follower<I>(data, v0, high, goal, step).run());
  }
  return Follower<I>(data, v0, start, goal, step).run();
}

template <IntervalNumber I>
std::vector<I> flow_position(const WeightedPoints& data, const I& v0, const std::vector<I>& start,
                             const I& s, const std::function<void()>& step) {
  check_start(data, v0, start);
  const Precision precision = precision_of(v0);
  std::vector<I> origin, z;
  for (std::size_t k = 0; k < start.size(); ++k) {
    origin.push_back(enclose<I>(data.point(0)[k], precision));
    z.push_back(start[k] - origin[k]);
  }
  const auto field = std::make_shared<MixtureField<I>>(MixtureAtoms<I>(data, 0, precision), v0);
  OdeFlow<I> flow(field, enclose<I>(0, precision), z);
  if (flow.run(s, step) != OdeStop::reached) {
    return std::vector<I>(start.size(), entire<I>(precision));
  }
  std::vector<I> x = flow.state();
  for (std::size_t k = 0; k < x.size(); ++k) x[k] += origin[k];
  return x;
}

template FlowLimit<Interval> follow(const WeightedPoints&, const Interval&,
                                    const std::vector<Interval>&, const FlowGoal&,
                                    const std::function<void()>&);
template FlowLimit<BigInterval> follow(const WeightedPoints&, const BigInterval&,
                                       const std::vector<BigInterval>&, const FlowGoal&,
                                       const std::function<void()>&);

template std::vector<Interval> flow_position(const WeightedPoints&, const Interval&,
                                             const std::vector<Interval>&, const Interval&,
                                             const std::function<void()>&);
template std::vector<BigInterval> flow_position(const WeightedPoints&, const BigInterval&,
                                                const std::vector<BigInterval>&, const BigInterval&,
                                                const std::function<void()>&);

}  // namespace rigor
