#include "proofs-check/memorization/limit_refutations.hpp"

#include "proofs-check/common/refutation.hpp"
#include "proofs-check/memorization/case_flow.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/second_engine/flow.hpp"

namespace rigor::memorization {
namespace {

/// Says why a limit isn't known at this precision.
template <IntervalNumber B>
bool lacks_datum(const FlowLimit<B>& limit, Outcome& outcome) {
  if (limit.datum) return false;
  outcome.reason = limit.reason;
  outcome.wants_precision = true;
  return true;
}

}  // namespace

// zeta_* = 0 would be needed; by the conserved quantile Phi(zeta_*) = 2 F(1/2) - 1, which is not
// 1/2.
Outcome refute_faster_rate(const Case&, const Effort& effort) {
  return settle(named_flow("A", points_A(), "1", "1/2"), effort, Needs{},
                []<class B>(const Setting<B>& s, Outcome& outcome) {
                  const FlowLimit<B> limit = follow_case(s, flow_goal(s));
                  if (lacks_datum(limit, outcome)) return;
                  refute(outcome, {{"v0", "1"}, {"x(v0)", "1/2"}}, decorate(limit.zeta[0]),
                         Stated::equal, s.number(0), [] {
                           const auto F = second_engine::mixture_cdf({-1, 1}, Rational(1, 2), 1);
                           return SecondOpinion{{2 * F.lower - 1, 2 * F.upper - 1},
                                                exact_bounds(Rational(1, 2))};
                         });
                });
}

// The trajectory is (0, sqrt v): m = 0 in the first coordinate there, for every v.
Outcome refute_every_trajectory(const Case&, const Effort& effort) {
  return settle(
      named_flow("A x R", {"-1 0", "1 0"}, "1", "0 1"), effort, Needs{},
      []<class B>(const Setting<B>& s, Outcome& outcome) {
        const FlowLimit<B> limit = follow_case(s, flow_goal(s));
        if (limit.limit.empty() || limit.datum) {
          outcome.reason = limit.reason;
          return;
        }
        auto nearest = s.number(2);
        for (std::size_t i = 0; i < s.N(); ++i) {
          std::vector<B> gap;
          for (std::size_t k = 0; k < s.d(); ++k) {
            gap.push_back(s.bare(Rational(limit.limit[k] - s.data.point(i)[k])));
          }
          nearest = min(nearest, length(gap));
        }
        refute(outcome, {{"v0", "1"}, {"x(v0)", "(0, 1)"}}, nearest, Stated::at_most, s.number(0),
               [] {
                 // F = 1/2 is conserved by the first coordinate, so it stays where F_v = 1/2, at 0.
                 const auto F = second_engine::mixture_cdf({-1, 1}, 0, Rational(1, 100));
                 const bool stays = F.lower <= Rational(1, 2) && Rational(1, 2) <= F.upper;
                 return SecondOpinion{second_engine::square_root(stays ? 1 : 0), exact_bounds(0)};
               });
      });
}

// x_1 = 0 is nearest to x(v0), and x(v) -> x_2 = 1: F(x(v0)) > 1/3.
Outcome refute_nearest(const Case&, const Effort& effort) {
  return settle(named_flow("B", points_B(), "1", "0.495"), effort, Needs{},
                []<class B>(const Setting<B>& s, Outcome& outcome) {
                  FlowGoal goal = flow_goal(s);
                  goal.digits = 2;
                  const FlowLimit<B> limit = follow_case(s, goal);
                  if (lacks_datum(limit, outcome)) return;
                  refute(outcome, {{"v0", "1"}, {"x(v0)", "99/200"}}, s.exact(limit.limit[0]),
                         Stated::at_most, s.number(0), [] {
                           return SecondOpinion{
                               second_engine::mixture_cdf({0, 1, 3}, Rational(99, 200), 1),
                               exact_bounds(Rational(1, 3))};
                         });
                });
}

}  // namespace rigor::memorization
