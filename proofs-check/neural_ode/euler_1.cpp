// NODE-EULER-1: max_k |h_k - H(k/L)| <= C / L for every depth L >= 1, with an explicit C.
//
// Proof. A step of the network, with the weights at its right end, misses the solution by at most
// (Lam F + G) / 2L^2 (local_error); Lam >= |d_1 f| everywhere, so that these errors sum to (Lam F +
// G) / 2L (e^Lam - 1) / Lam (sum_of_local_errors). Of two-layer blocks with s(0) = 0, F <= Lam R
// and G <= kap R (w ell_V + v ell_W) with R = e^Lam |h_0| >= |H| (error_bound_by_norms, which also
// has s(0) != 0). Along the enclosed solution F and G are smaller.
#include "analysis/mean_exponential.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/depth_comparison.hpp"
#include "proofs-check/neural_ode/depth_lemmas.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/second_engine/depth_error.hpp"

namespace rigor::neural_ode {
namespace {

/// L max_k |h_k - H(k/L)|, the largest of all data.
template <IntervalNumber B>
B scaled_error(const DepthComparison<B>& all, std::size_t depth,
               const std::function<void()>& step) {
  const auto errors = network_errors(all.model, all.paths, all.starts, depth, step);
  return enclose<B>(static_cast<long>(depth), all.precision()) *
         all.largest([&](std::size_t i) { return errors[i].largest; });
}

Outcome check_rate(const Case& input, const Effort& effort) {
  const Needs needs{.smooth_depth = true};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const ResidualInput& network = s.input;
    if (lacks_smoothness(network, outcome)) return;
    const SupremumGoal goal = supremum_goal(s.effort);
    const auto all = compare_depths<B>(network, false, s.precision(), s.step(), outcome);
    if (!all) return;
    const auto c = depth_constants(network, *all, false, goal, outcome);
    if (!c) return;
    const int digits = s.effort.digits;
    const auto along = decorate(c->along);
    const auto C = c->by_norms ? min(decorate(*c->by_norms), along) : along;
    outcome.quantities.push_back(bound("Lam", decorate(c->growth)));
    if (c->by_norms) {
      outcome.quantities.push_back(bound("C by the norms of the weights", decorate(*c->by_norms)));
    }
    outcome.quantities.push_back(bound("C along the solution", along));
    list_end(*all, "H", 0, digits, outcome);

    Truth holds = Truth::yes;
    auto sharpest = s.number(0);
    std::vector<std::pair<std::size_t, B>> errors;
    const auto scale = decorate(all->norm_at_end(0));
    for (const std::size_t L : network.depths) {
      const B scaled = scaled_error(*all, L, s.step());
      outcome.quantities.push_back(positive_quantity(
          "L max_k |h_k - H(k/L)|, L = " + std::to_string(L), decorate(scaled), digits, scale));
      if (c->by_norms) holds = holds && decorate(scaled) <= decorate(*c->by_norms);
      holds = holds && decorate(scaled) <= along;
      sharpest = max(sharpest, decorate(scaled));
      errors.emplace_back(L, scaled / enclose<B>(static_cast<long>(L), s.precision()));
    }
    list_orders(errors, outcome);
    outcome.quantities.push_back(bound("least C at these depths", sharpest));
    outcome.margin = to_enclosure(C - sharpest);
    outcome.rests_on = {"proofs-check/neural_ode/euler_1.cpp: the comment at its head",
                        "proofs-check/neural_ode/depth_lemmas.hpp: local_error, "
                        "sum_of_local_errors",
                        "src/model/depth_error.hpp: error_bound_by_norms"};
    conclude(outcome, local_error(Rational(1, 2)) && sum_of_local_errors(1), holds,
             Scope::unbounded);
  });
}

// E-REC, Z(s) = 1/(1 + s): H(s) = 1 + s has H'' = 0, but h_L - H(1) = -1/(L + 1): the factors 1 +
// Z(k/L)/L are (L + k + 1)/(L + k), whose product is (2L + 1)/(L + 1).
Outcome refute_left_end(const Case&, const Effort& effort) {
  constexpr static std::size_t L = 4;
  return settle(e_rec(L), effort, Needs{}, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    const SupremumGoal goal = supremum_goal(s.effort);
    const auto all = compare_depths<B>(s.input, false, s.precision(), s.step(), outcome);
    if (!all) return;
    const auto c = depth_constants(s.input, *all, false, goal, outcome);
    if (!c) return;
    const B curvature = enclose_supremum<B>(
        [&](const std::vector<B>& box) {
          const auto series = all->paths[0].series(box[0], 2);
          return series ? B(abs(2 * series->value(2, 0))) : entire<B>(s.precision());
        },
        {hull_of<B>(0, 1, s.precision())}, goal);
    const auto error = decorate(scaled_error(*all, L, s.step())) / static_cast<long>(L);
    const B textbook = curvature / 2 * mean_exponential(c->growth);
    refute(outcome, {{"L", std::to_string(L)}}, error, Stated::at_most,
           decorate(textbook) / static_cast<long>(L), [] {
             // H(1) = 2 and H'' = 0, exactly.
             const Rational h = second_engine::scalar_network(
                 L, [](const Rational& depth) -> Rational { return 1 / (1 + depth); });
             return SecondOpinion{exact_bounds(abs(Rational(h - 2))), exact_bounds(0)};
           });
  });
}

Outcome refute_second_order(const Case&, const Effort& effort) {
  constexpr static std::size_t L = 8;
  return settle(e_lin(L), effort, Needs{}, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    const SupremumGoal goal = supremum_goal(s.effort);
    const auto all = compare_depths<B>(s.input, false, s.precision(), s.step(), outcome);
    if (!all) return;
    const auto c = depth_constants(s.input, *all, false, goal, outcome);
    if (!c) return;
    const auto error = decorate(scaled_error(*all, L, s.step())) / static_cast<long>(L);
    const auto square = decorate(c->along) / static_cast<long>(L * L);
    refute(outcome, {{"L", std::to_string(L)}}, error, Stated::at_most, square, [] {
      return SecondOpinion{second_engine::linear_depth_error(L),
                           scaled(second_engine::linear_depth_constant(), Rational(1, L * L))};
    });
  });
}

std::vector<Plot> plot_largest_error(const Case& input) {
  const ResidualInput& network = *input.residual;
  const auto plotted = plotted_comparison(network, false);
  if (!plotted) return {};
  const Interval& C = plotted->constants.along;
  Curve errors{"the largest error", {}};
  for (const std::size_t L : plotted_depths(network)) {
    const Interval scaled = scaled_error(plotted->all, L, [] {});
    errors.boxes.push_back(box_at(L, scaled / enclose<Interval>(static_cast<long>(L), {53})));
  }
  return {{"Largest distance to the neural ODE",
           "L",
           "max |h_k − H(k/L)|",
           {errors, line_over_depths("C / L", network, [&](const Interval& L) { return C / L; })}}};
}

}  // namespace

void add_euler_1(Registry& registry) {
  Claim claim;
  claim.base = "NODE-EULER-1";
  claim.subject = Subject::residual;
  claim.title = "A residual network with weights smooth in depth is within C / L of its neural ODE";
  claim.statement =
      "\\max_{k \\le L} \\left| h_k - H \\left( \\tfrac{k}{L} \\right) \\right| \\le \\frac{C}{L}, "
      "\\quad C = \\frac{\\Lambda F + G}{2} \\cdot \\frac{e^\\Lambda - 1}{\\Lambda}, \\quad F \\le "
      "\\Lambda e^\\Lambda |h_0|, \\quad G \\le \\kappa e^\\Lambda |h_0| (w \\ell_V + v \\ell_W), "
      "\\quad \\Lambda = \\kappa v w";
  claim.hypotheses = {"Z_k = Z(k/L) with weights that are smooth on [0, 1]",
                      "the activation is twice differentiable, with a bounded derivative"};
  claim.source = residual_paper("Proposition 2, with its constant");
  claim.scope = "every L >= 1, the data of the case; errors enclosed at the depths of the case";
  claim.notes =
      "Lambda bounds the Jacobian of f by h everywhere; F = sup |H'|, G = sup over s <= t of |d/dt "
      "f(H(s), Z(t))|, both also enclosed along the solution. |V| <= v, |W| <= w, and ell_V, ell_W "
      "are Lipschitz constants, in operator norm; kappa = sup |s'| / sqrt(mq). Linear blocks: "
      "Lambda = sup |Z|. For s(0) = a != 0, F <= a v + Lambda R and G <= a ell_V + kappa R (w "
      "ell_V "
      "+ v ell_W) with R = e^Lambda |h_0| + a v (e^Lambda - 1) / Lambda.";
  claim.check = check_rate;
  claim.plot = plot_largest_error;
  registry.push_back(claim);

  registry.push_back(false_variant(
      claim, "false-a", "The textbook bound of Euler's method, by the second derivative alone",
      "\\max_k \\left| h_k - H \\left( \\tfrac{k}{L} \\right) \\right| \\le \\frac{\\sup "
      "|H''|}{2L} "
      "\\cdot \\frac{e^\\Lambda - 1}{\\Lambda}",
      "E-REC, L = 4", refute_left_end));
  registry.push_back(false_variant(
      claim, "false-b", "The same constant with the square of the depth",
      "\\max_k \\left| h_k - H \\left( \\tfrac{k}{L} \\right) \\right| \\le \\frac{C}{L^2}",
      "E-LIN, L = 8", refute_second_order));
}

}  // namespace rigor::neural_ode
