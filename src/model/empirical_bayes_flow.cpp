#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "function/exponential_integral.hpp"
#include "model/mixture_trap.hpp"
#include "model/regularized_field.hpp"
#include "model/regularized_trajectory.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

// In zeta = z sqrt(y), relative to the heaviest datum. S = sum e_j. While S > tau the flow is the
// exact one, while S < tau another smooth one; the steps in between, where neither is proved, are
// short ones of first order.
//
// It ends in one of two ways.
// 1. With R = sqrt(2 log(1 / tau)), tau < 1, zeta = (x - x_i) sqrt(y): if |zeta| + K_i(R sqrt v, v)
//    <= R, then |zeta| <= R, hence S >= e_i >= tau, for all smaller v, and x -> x_i (REG-EB-1.b:
//    while |zeta| <= R the exact flow moves zeta by at most K_i).
// 2. In the set |x - state| <= eta, with l_j <= |x - x_j| <= u_j there,
//      |dx/ds| <= sum e_j |x - x_j| / tau <= sum u_j exp(-l_j^2 y / 2) / tau,
//    and as the integral of exp(-a y) ds over all later s is E_1(a y) / 2, with y growing as
//    e^{2s}, nothing leaves that set if sum u_j E_1(l_j^2 y / 2) / (2 tau) <= eta.
template <IntervalNumber I>
class BayesFollower {
 public:
  BayesFollower(const WeightedPoints& data, const I& tau, const I& v0, const std::vector<I>& start,
                const RegularizedGoal& goal, const std::function<void()>& step)
      : trajectory_(data, start, goal, precision_of(v0), false),
        atoms_(trajectory_.atoms()),
        step_(step),
        tau_(tau),
        v0_(v0),
        s_(trajectory_.exact(0)) {
    set_position(trajectory_.start());
  }

  RegularizedEnd<I> run() {
    const I last = trajectory_.exact(longest);
    I mixed = scale2(trajectory_.exact(1), shortest);
    int crossings = 0;
    while (!has_ended()) {
      const I evidence = enclose_evidence(atoms_, zeta_, root_at(s_));
      const bool is_strong = certainly(evidence > tau_), is_weak = certainly(evidence < tau_);
      if ((is_strong || is_weak) && follow_side(is_strong, last)) {
        mixed = scale2(trajectory_.exact(1), shortest);
        ++crossings;
        if (certainly(s_ >= last)) {
          give_up("no end was proved for s <= " + std::to_string(longest));
          trajectory_.result().is_late = true;
          break;
        }
        continue;
      }
      if (crossings > most_crossings || steps_ > most_steps || certainly(16 * mixed > 1) ||
          !step_across(mixed)) {
        give_up("the evidence sum e_j stays too near to tau to tell the sides of the kink");
        break;
      }
      mixed = 2 * mixed;
    }
    return std::move(trajectory_.result());
  }

 private:
  static constexpr long longest = 60;
  static constexpr int shortest = -40;
  static constexpr int most_crossings = 40;
  static constexpr int most_steps = 1000;

  /// sqrt(y).
  I root_at(const I& s) const { return exp(s) / sqrt(v0_); }
  I inverse_variance() const { return sqr(root_at(s_)); }

  void set_position(const std::vector<I>& z) {
    zeta_.clear();
    for (const I& x : z) zeta_.push_back(x * root_at(s_));
  }
  std::vector<I> position(const I& s, std::vector<I> zeta) const {
    for (I& x : zeta) x = x / root_at(s);
    return zeta;
  }

  /// Positions relative to the heaviest datum from here on; whether that is another one.
  bool moves_origin() {
    const std::vector<I> z = position(s_, zeta_);
    const std::size_t i = atoms_.propose_heaviest(z, inverse_variance());
    if (i == trajectory_.origin()) return false;
    set_position(trajectory_.seen_from(i, z));
    atoms_ = trajectory_.atoms();
    return true;
  }

  /// Steps on one side of the kink as far as they go; whether there was one.
  bool follow_side(bool is_strong, const I& last) {
    OdeFlow<I> flow(std::make_shared<EvidenceField<I>>(atoms_, v0_, tau_, is_strong), s_, zeta_);
    bool has_moved = false;
    while (true) {
      step_();
      if (++steps_ > most_steps || !flow.step(last)) return has_moved;
      has_moved = true;
      trajectory_.keep(flow.piece(), [this](const I& s, std::vector<I> zeta) {
        return position(s, std::move(zeta));
      });
      s_ = flow.time();
      zeta_ = flow.state();
      if (moves_origin() || has_ended()) return true;
    }
  }

  /// d zeta/ds for all s in the interval and zeta in the box.
  std::vector<I> slope(const I& s, const std::vector<I>& zeta) const {
    const I root = root_at(s), mass = max(enclose_evidence(atoms_, zeta, root), tau_);
    std::vector<I> sum(zeta.size(), trajectory_.exact(0));
    for (std::size_t j = 0; j < atoms_.size(); ++j) {
      std::vector<I> u;
      I square = trajectory_.exact(0);
      for (std::size_t k = 0; k < zeta.size(); ++k) {
        u.push_back(root * atoms_.position(j)[k] - zeta[k]);
        square += sqr(u[k]);
      }
      const I e = exp(-square / 2);
      for (std::size_t k = 0; k < zeta.size(); ++k) sum[k] += e * u[k];
    }
    for (std::size_t k = 0; k < zeta.size(); ++k) sum[k] = zeta[k] + sum[k] / mass;
    return sum;
  }

  /// zeta(s + h) is in zeta(s) + h f(W), if zeta(s) + [0, h] f(W) lies in W: the field is
  /// Lipschitz, so the solution exists and can't leave W (Picard and Lindeloef). False if no W is
  /// found.
  bool step_across(const I& h) {
    const I zero = trajectory_.exact(0), times = hull(s_, s_ + h);
    std::vector<I> box = zeta_;
    for (int trial = 0; trial < 20; ++trial) {
      step_();
      const std::vector<I> f = slope(times, box);
      bool is_inside = true;
      std::vector<I> wider, next;
      for (std::size_t k = 0; k < zeta_.size(); ++k) {
        const I reached = zeta_[k] + hull(zero, h) * f[k];
        is_inside = is_inside && subset(reached, box[k]);
        const I slack = width(reached) / 8 + scale2(abs(zeta_[k]) + 1, -precision_of(h).bits);
        wider.push_back(hull(box[k], reached) + hull(-slack, slack));
        next.push_back(zeta_[k] + h * f[k]);
      }
      if (is_inside) {
        trajectory_.keep(times, position(times, box));
        zeta_ = next;
        s_ += h;
        moves_origin();
        return true;
      }
      box = wider;
    }
    return false;
  }

  bool has_ended() {
    if (has_ended_) return true;
    return has_ended_ = is_alone_at_rest() || is_captured() || has_escaped();
  }

  /// One datum, from the datum itself.
  bool is_alone_at_rest() {
    for (const I& x : zeta_) {
      if (atoms_.size() != 1 || !certainly(abs(x) <= 0)) return false;
    }
    end_in(0);
    return true;
  }

  bool is_captured() {
    if (!certainly(tau_ < 1)) return false;
    const I root = root_at(s_), v = recip(sqr(root)), R = sqrt(-2 * log(tau_));
    const std::size_t i = trajectory_.origin();
    I square = trajectory_.exact(0);
    for (const I& x : zeta_) square += sqr(x);
    const std::optional<Trap<I>> trap = enclose_ball_trap(atoms_, i, R * sqrt(v), v);
    if (!trap || !certainly(trap->drift <= R) || !certainly(square <= sqr(R - trap->drift))) {
      return false;
    }
    end_in(i);
    return true;
  }

  bool has_escaped() {
    const I y = inverse_variance(), zero = trajectory_.exact(0);
    const std::vector<I> now = position(s_, zeta_);
    std::vector<I> distances;
    for (std::size_t j = 0; j < atoms_.size(); ++j) {
      I square = zero;
      for (std::size_t k = 0; k < now.size(); ++k) {
        square += sqr(now[k] - atoms_.position(j)[k]);
      }
      distances.push_back(sqrt(square));
    }
    I eta = zero;
    for (int trial = 0; trial < 6; ++trial) {
      I travel = zero;
      for (const I& distance : distances) {
        const I least = lower_point(distance) - eta;
        if (!certainly(least > 0)) return false;
        travel += (upper_point(distance) + eta) * expint1(y * sqr(least) / 2) / (2 * tau_);
      }
      travel = upper_point(travel);
      if (!is_bounded(travel)) return false;
      if (certainly(travel <= eta)) {
        if (!certainly(eta * trajectory_.goal_power() <= 1)) return false;
        std::vector<I> z = now;
        for (I& x : z) x += hull(-eta, eta);
        trajectory_.finish(z);
        return true;
      }
      eta = upper_point(travel * 17 / 16);
    }
    return false;
  }

  /// Every trajectory ends in the datum.
  void end_in(std::size_t i) {
    trajectory_.finish(std::vector<I>(atoms_.position(i), atoms_.position(i) + zeta_.size()));
    RegularizedEnd<I>& result = trajectory_.result();
    result.nearest = i;
    result.distance = trajectory_.exact(0);
    result.is_copy = true;
  }

  void give_up(const std::string& reason) { trajectory_.result().reason = reason; }

  RegularizedTrajectory<I> trajectory_;
  MixtureAtoms<I> atoms_;
  const std::function<void()>& step_;
  I tau_, v0_, s_;
  std::vector<I> zeta_;  // z sqrt(y)
  int steps_ = 0;
  bool has_ended_ = false;
};

}  // namespace

template <IntervalNumber I>
RegularizedEnd<I> follow_empirical_bayes(const WeightedPoints& data, const I& tau, const I& v0,
                                         const std::vector<I>& start, const RegularizedGoal& goal,
                                         const std::function<void()>& step) {
  return BayesFollower<I>(data, tau, v0, start, goal, step).run();
}

template RegularizedEnd<Interval> follow_empirical_bayes(const WeightedPoints&, const Interval&,
                                                         const Interval&,
                                                         const std::vector<Interval>&,
                                                         const RegularizedGoal&,
                                                         const std::function<void()>&);
template RegularizedEnd<BigInterval> follow_empirical_bayes(const WeightedPoints&,
                                                            const BigInterval&, const BigInterval&,
                                                            const std::vector<BigInterval>&,
                                                            const RegularizedGoal&,
                                                            const std::function<void()>&);

}  // namespace rigor
