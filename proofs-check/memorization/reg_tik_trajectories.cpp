// REG-TIK-2, parts c and d: the generated point near a datum, and the starts that return one.
#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "model/regularized_flow.hpp"
#include "proofs-check/memorization/reg_tik.hpp"
#include "proofs-check/memorization/regularized.hpp"

namespace rigor::memorization {
namespace {

std::string coordinate_name(const std::string& of, std::size_t k, std::size_t d) {
  return d == 1 ? of : "coordinate " + std::to_string(k + 1) + " of " + of;
}

}  // namespace

// Part c. In the ball |x - x_i| <= r, invariant for v <= v1 (src/model/mixture_trap.hpp; the field
// is a positive multiple of m - x), |m - x_i| <= eps_i(r, v) <= eps_i(r, v1). For z = x - x_i
//   d/dv [z / sqrt(v + c)] = -(m - x_i) / (2 (v + c)^{3/2}),
// and the integral of dv / (2 (v + c)^{3/2}) over [0, v1] is 1 / sqrt c - 1 / sqrt(v1 + c); with (v
// + c)^{-3/2} <= v^{-3/2} the bound is K_i(r, v1), whatever c. The trajectory is followed into such
// a ball; that proves the bounds, and following it further gives x(0) by the same bounds at smaller
// v.
Outcome check_tikhonov_distance(const Case& input, const Effort& effort) {
  return settle(input, effort, kTikhonov, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (lacks_exploding_variance(outcome, s.input)) return;
    const D c = s.exact(s.flow().strength), zero = s.number(0);
    std::vector<B> start;
    for (const D& x : s.start()) start.push_back(x.value);
    const RegularizedEnd<B> end =
        follow_regularized<B>(s.data, Regularization::tikhonov, c.value, s.start_variance().value,
                              start, regularized_goal(s), s.step());
    outcome.rests_on = {"proofs-check/memorization/reg_tik_trajectories.cpp: part c",
                        "src/analysis/ode.hpp: the integration down to an invariant ball"};
    const bool is_point = s.flow().starts_at_point();
    for (std::size_t k = 0; k < end.end.size(); ++k) {
      const std::string name = coordinate_name("x(0)", k, s.d());
      const D x = decorate(end.end[k]);
      outcome.quantities.push_back(is_point ? quantity(name, x, s.effort.digits, s.number(1))
                                            : bound(name + " over the starts", x));
    }
    const std::string hypothesis = "the trajectory enters an invariant ball about a datum";
    if (!end.entry) {
      outcome.hypotheses.push_back({hypothesis, Verdict::inconclusive});
      conclude(outcome, Truth::unsettled, Truth::unsettled, scope_of(s.flow()));
      outcome.reason =
          end.reason.empty() ? "no invariant ball about a datum is entered" : end.reason;
      outcome.wants_precision = is_point;
      return;
    }
    const BallEntry<B>& entry = *end.entry;
    outcome.hypotheses.push_back({hypothesis + ": |x(v) - " + datum_name(entry.datum) +
                                      "| <= " + decimal(entry.radius, 6).second +
                                      " at v = " + decimal(entry.variance, 6).second,
                                  Verdict::verified});
    const D v1 = decorate(entry.variance), root = sqrt(v1 + c);
    const D K = min(decorate(entry.pull) * (1 / sqrt(c) - 1 / root), decorate(entry.drift));
    const D ratio = decorate(entry.distance) / root;
    D moved = zero, square = zero;  // |z(0) / sqrt c - z(v1) / sqrt(v1 + c)|^2 and |z(0)|^2
    for (std::size_t k = 0; k < s.d(); ++k) {
      const D z = decorate(end.end[k]) - s.exact(s.data.point(entry.datum)[k]);
      moved += sqr(z / sqrt(c) - decorate(entry.offset[k]) / root);
      square += sqr(z);
    }
    const D distance = sqrt(square);
    const std::string name = "|x(0) - " + datum_name(entry.datum) + "|";
    outcome.quantities.push_back(is_point ? quantity(name, distance, s.effort.digits, s.number(1))
                                          : bound(name + " over the starts", distance));
    const D bracket = sqrt(c) * hull(max(lower_point(ratio - K), zero), upper_point(ratio + K));
    outcome.quantities.push_back(bound(name + " from the ball alone", bracket));
    outcome.margin = to_enclosure(distance);
    conclude(outcome, Truth::yes, sqrt(moved) <= K || truth_of(!certainly(sqrt(moved) > K)),
             scope_of(s.flow()));
  });
}

// Part d. The proof stands in src/model/regularized_flow.hpp, at start_of_copy: a trajectory with
// x(0) = x_i lies in the interior of the cell of x_i for small v, where the field extends smoothly
// to v = 0; that initial value problem has one solution, which exists for all v. So N points x(v0)
// are mapped onto data, and no more; a law without atoms gives them the probability 0. They are
// enclosed here for the data next to the start, and followed back.
Outcome check_tikhonov_copies(const Case& input, const Effort& effort) {
  return settle(input, effort, kTikhonov, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const std::size_t most = s.N() <= 4 ? 3 : 1;
    if (lacks_exploding_variance(outcome, s.input)) return;
    const D c = s.exact(s.flow().strength), v0 = s.start_variance();
    std::vector<std::size_t> order(s.N());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
      return squared_start_distance(s.input, i) < squared_start_distance(s.input, j);
    });
    order.resize(std::min(most, order.size()));
    std::sort(order.begin(), order.end());
    Truth proved = Truth::yes, returns = Truth::yes;
    for (const std::size_t i : order) {
      const auto start = start_of_copy(s.data, i, c.value, v0.value, s.effort.digits + 1, s.step());
      if (!start) {
        proved = Truth::unsettled;
        continue;
      }
      for (std::size_t k = 0; k < s.d(); ++k) {
        outcome.quantities.push_back(
            quantity(coordinate_name("x(v0) that ends in " + datum_name(i), k, s.d()),
                     decorate((*start)[k]), s.effort.digits, s.number(1)));
      }
      if (!s.effort.is_double()) continue;  // followed back on the first rung
      const RegularizedEnd<B> end = follow_regularized<B>(
          s.data, Regularization::tikhonov, c.value, v0.value, *start,
          RegularizedGoal{.digits = s.effort.digits, .keeps_pieces = false, .exact_start = {}},
          s.step());
      for (std::size_t k = 0; k < end.end.size(); ++k) {
        if (!contains(end.end[k], s.data.point(i)[k])) returns = Truth::no;
      }
    }
    outcome.rests_on = {"src/model/regularized_flow.hpp: start_of_copy",
                        "proofs-check/memorization/reg_tik_trajectories.cpp: part d"};
    conclude(outcome, proved, returns, Scope::unbounded);
    if (!certainly(proved)) outcome.reason = "the integration up to v0 failed";
  });
}

}  // namespace rigor::memorization
