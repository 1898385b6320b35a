// NODE-EULER-2: L (h_k - H(k/L)) = E(k/L) + O(1/L) with an explicit constant; where E(1) != 0, no
// rate beyond 1/L is possible.
//
// Proof. u = H + E/L fulfils the recursion of the network up to C_3 / L^3 (second_order_step), and
// the errors sum to C_3 / L^2 (e^Lam - 1) / Lam (sum_of_local_errors). So |h_L - H(1)| >= (|E(1)| -
// C_2 / L) / L.
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/depth_comparison.hpp"
#include "proofs-check/neural_ode/depth_lemmas.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/second_engine/depth_error.hpp"

namespace rigor::neural_ode {
namespace {

/// At one depth, the largest of all data: |h_L - H(1)| and max_k |L (h_k - H(k/L)) - E(k/L)|.
template <IntervalNumber B>
NetworkError<B> largest_errors(const DepthComparison<B>& all, std::size_t depth,
                               const std::function<void()>& step) {
  const auto errors = network_errors(all.model, all.paths, all.starts, depth, step);
  const auto most = [&](B NetworkError<B>::*part) {
    return all.largest([&](std::size_t i) { return errors[i].*part; });
  };
  return {most(&NetworkError<B>::largest), most(&NetworkError<B>::last),
          most(&NetworkError<B>::corrected)};
}

Outcome check_first_order(const Case& input, const Effort& effort) {
  const Needs needs{.smooth_depth = true};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const ResidualInput& network = s.input;
    if (lacks_smoothness(network, outcome)) return;
    const SupremumGoal goal = supremum_goal(s.effort);
    const auto all = compare_depths<B>(network, true, s.precision(), s.step(), outcome);
    if (!all) return;
    const auto c = depth_constants(network, *all, true, goal, outcome);
    if (!c) return;
    const int digits = s.effort.digits;
    const auto C2 = decorate(c->second->constant);
    const auto first = decorate(all->norm_at_end(all->q()));
    const auto scale = decorate(all->norm_at_end(0));
    outcome.quantities = {positive_quantity("|E(1)|", first, digits, scale)};
    list_end(*all, "E", all->q(), digits, outcome);
    outcome.quantities.push_back(bound("Lam", decorate(c->growth)));
    outcome.quantities.push_back(bound("C_2", C2));
    outcome.quantities.push_back(bound("sup |H'''| / 6", decorate(c->second->state)));
    outcome.quantities.push_back(bound("sup |E''| / 2", decorate(c->second->error)));
    outcome.quantities.push_back(bound("sup |d^2/deta^2 f| / 2", decorate(c->second->block)));
    if (certainly(first > 0)) {
      outcome.quantities.push_back(
          bound("depth beyond which |h_L - H(1)| >= |E(1)| / 2L is proved", 2 * C2 / first));
    }

    Truth holds = Truth::yes;
    auto largest = s.number(0);
    std::vector<std::pair<std::size_t, B>> last_errors;
    for (const std::size_t L : network.depths) {
      const NetworkError<B> errors = largest_errors(*all, L, s.step());
      const long n = static_cast<long>(L);
      const std::string at = ", L = " + std::to_string(L);
      outcome.quantities.push_back(
          positive_quantity("L |h_L - H(1)|" + at, n * decorate(errors.last), digits, scale));
      const auto deviation = n * decorate(errors.corrected);
      outcome.quantities.push_back(bound("L max_k |L (h_k - H(k/L)) - E(k/L)|" + at, deviation));
      holds = holds && deviation <= C2;
      largest = max(largest, deviation);
      last_errors.emplace_back(L, errors.last);
    }
    list_orders(last_errors, outcome);
    outcome.margin = to_enclosure(C2 - largest);
    outcome.rests_on = {"proofs-check/neural_ode/euler_2.cpp: the comment at its head",
                        "proofs-check/neural_ode/depth_lemmas.hpp: second_order_step, "
                        "sum_of_local_errors"};
    conclude(outcome, second_order_step({}) && sum_of_local_errors(1), holds, Scope::unbounded);
  });
}

// E-LIN: H'' = (1 + s^2) H and the flow from s to 1 multiplies by H(1)/H(s), so -(1/2) integral Phi
// H'' = -(1/2) sqrt e (1 + 1/3) = -(2/3) sqrt e, while E(1) = sqrt e / 3.
Outcome refute_left_end_coefficient(const Case&, const Effort& effort) {
  constexpr static std::size_t L = 16;
  return settle(e_lin(L), effort, Needs{}, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    const SupremumGoal goal = supremum_goal(s.effort);
    const auto all = compare_depths<B>(s.input, true, s.precision(), s.step(), outcome);
    if (!all) return;
    const auto c = depth_constants(s.input, *all, true, goal, outcome);
    if (!c) return;
    const auto C2 = decorate(c->second->constant);
    const NetworkError<B> errors = largest_errors(*all, L, s.step());
    // h_L - H(1) > 0, as the products of 1 + k/L^2 exceed sqrt e.
    const auto root = exp(s.exact(Rational(1, 2)));
    const auto deviation =
        static_cast<long>(L) * abs(static_cast<long>(L) * decorate(errors.last) + root * 2 / 3);
    refute(outcome, {{"L", std::to_string(L)}}, deviation, Stated::at_most, C2, [] {
      return SecondOpinion{second_engine::linear_depth_deviation(L, Rational(-2, 3)),
                           second_engine::linear_depth_second_constant()};
    });
  });
}

std::vector<Plot> plot_last_error(const Case& input) {
  const ResidualInput& network = *input.residual;
  const auto plotted = plotted_comparison(network, true);
  if (!plotted) return {};
  const DepthComparison<Interval>& all = plotted->all;
  const Interval& C = plotted->constants.along;
  const Interval& C2 = plotted->constants.second->constant;
  const Interval first = all.norm_at_end(all.q());
  Plot plot{"Distance of the last state to the neural ODE", "L", "|h_L − H(1)|", {}};
  plot.curves.push_back({"the error", {}});
  for (const std::size_t L : plotted_depths(network)) {
    plot.curves[0].boxes.push_back(box_at(L, largest_errors(all, L, [] {}).last));
  }
  plot.curves.push_back(
      line_over_depths("C / L", network, [&](const Interval& L) { return C / L; }));
  Curve lower = line_over_depths(
      "(|E(1)| − C₂ / L) / L", network, [&](const Interval& L) { return (first - C2 / L) / L; },
      4 * C2 / (3 * first));
  if (!lower.boxes.empty()) plot.curves.push_back(std::move(lower));
  return {plot};
}

}  // namespace

void add_euler_2(Registry& registry) {
  Claim claim;
  claim.base = "NODE-EULER-2";
  claim.subject = Subject::residual;
  claim.title = "The error of a residual network against its neural ODE is E / L to first order";
  claim.statement =
      "\\max_{k \\le L} \\left| h_k - H \\left( \\tfrac{k}{L} \\right) - \\tfrac{1}{L} E \\left( "
      "\\tfrac{k}{L} \\right) \\right| \\le \\frac{C_2}{L^2}, \\quad E' = J E + \\tfrac{1}{2} (D "
      "Z' "
      "- J f), \\quad E(0) = 0, \\quad |h_L - H(1)| \\ge \\frac{1}{L} \\left( |E(1)| - "
      "\\frac{C_2}{L} \\right)";
  claim.hypotheses = {"Z_k = Z(k/L) with weights that are smooth on [0, 1]",
                      "the activation is twice continuously differentiable, with a bounded "
                      "derivative"};
  claim.source = residual_paper("Proposition 2, to first order");
  claim.scope = "every L >= 1, the data of the case; errors enclosed at the depths of the case";
  claim.notes =
      "C_2 = C_3 (e^Lambda - 1) / Lambda, C_3 = sup |H'''| / 6 + sup |E''| / 2 + sup over 0 <= eta "
      "<= 1 - s of |d^2/deta^2 f(H(s) + eta E(s), Z(s + eta))| / 2; J and D are the derivatives of "
      "f by h and by Z. Where E(1) is proved not to be 0, the rate 1/L can't be improved.";
  claim.check = check_first_order;
  claim.plot = plot_last_error;
  registry.push_back(claim);

  registry.push_back(false_variant(
      claim, "false-a", "The leading term of Euler's method with weights at the left ends",
      "\\left| h_L - H(1) + \\frac{1}{2L} \\int_0^1 \\Phi(1, s) H''(s) \\, ds \\right| \\le "
      "\\frac{C_2}{L^2}",
      "E-LIN, L = 16", refute_left_end_coefficient));
}

}  // namespace rigor::neural_ode
