// NODE-LIP-1: smoothness in depth under the clipped gradient flow, with explicit constants.
//
// A' = pi(-dl/dA), Z_k' = pi(-L dl/dZ_k), B' = pi(-dl/dB) with |pi| <= M_pi, Lip(pi) <= 1. Until T
// all of |A|, |Z_k|, |B| are at most M = M_0 + T M_pi, M_0 their largest value at the start, and
// the lemma of clipped_growth.hpp applies. For two-layer blocks |d_1 f| <= kap |V||W| <= kap M^2 /
// 2 = K_1 and the other suprema over E are bounded as in src/model/residual_bounds.hpp, with |V|,
// |W|
// <= M, |V||W| <= M^2 / 2, |V|^2 + |W|^2 <= M^2. The components of the flow clipped to [-c, c] have
// Lip(pi) = 1 and M_pi = c sqrt N for N components.
#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <type_traits>
#include <vector>

#include "analysis/field_functions.hpp"
#include "analysis/ode.hpp"
#include "function/hyperbolic.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/clipped_growth.hpp"
#include "proofs-check/neural_ode/followed_training.hpp"
#include "proofs-check/neural_ode/start_bounds.hpp"
#include "proofs-check/second_engine/gain_training.hpp"

namespace rigor::neural_ode {
namespace {

constexpr const char* kProof = "proofs-check/neural_ode/lip_1.cpp: the comment at its head";
constexpr const char* kLemma = "proofs-check/neural_ode/clipped_growth.hpp: clipped_growth_lemma";

/// max |pi| of the blocks that are trained.
template <IntervalNumber B>
B largest_velocity(const TrainingStart<B>& start, const Rational& clip) {
  const ResidualInput& input = start.setting.input;
  std::size_t count = 2 * input.state_size() * input.width();
  if (input.trains_A) count = std::max(count, input.A.rows() * input.A.columns());
  if (input.trains_B) count = std::max(count, input.B.rows() * input.B.columns());
  return start.exact(clip) * sqrt(start.exact(static_cast<long>(count)));
}

template <IntervalNumber B>
ClippedBounds<B> clipped_bounds(const TrainingStart<B>& start, const B& Z_most,
                                const Rational& clip, const Rational& time) {
  const B M_0 = max(max(start.A_norm, start.B_norm), Z_most);
  const B M = M_0 + start.exact(time) * largest_velocity(start, clip);
  const BlockConstants<B>& block = start.block;
  const B K_1 = block.kap * sqr(M) / 2, H = exp(K_1) * M * start.largest_input;
  const B by_state = block.kap * (M + block.chi * sqr(M) / 2 * H);
  return {M,
          K_1,
          max(K_1, block.kap * H * M),
          max(block.weight_slope_by_weights(M, H), by_state),
          start.largest_input,
          start.largest_target};
}

/// The training of depth L, where no component of the flow reaches the level of clipping until T.
template <IntervalNumber B>
Truth report_training(const Setting<B>& s, std::size_t depth, const Decorated<B>& beta,
                      const StartSizes<B>& sizes, Outcome& outcome) {
  const auto followed = follow_training(s.input, depth, *s.input.time, s.step());
  if (!followed || !certainly(followed->velocity < enclose<Interval>(*s.input.clip, {53}))) {
    return Truth::yes;
  }
  outcome.quantities.push_back(
      bound("L = " + std::to_string(depth) + ": max over t <= T of L max |Z_{k+1} - Z_k|",
            followed->largest_jump));
  const Decorated<B> least = decorate(sizes.jump) + beta * s.exact(*s.input.time);
  const Decorated<B> reached = convert<Decorated<B>>(decorate(followed->last_jump), s.precision());
  return certainly(reached <= least) ? Truth::yes : Truth::unsettled;
}

Outcome check_clipped(const Case& input, const Effort& effort) {
  const ResidualInput& network = *input.residual;
  const Needs needs{.two_layer = true, .smooth_activation = true, .targets = true, .time = true};
  return settle(input, effort, needs, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (lacks(outcome, network.clip.has_value(), "the flow is clipped",
              "the case has no level of clipping")) {
      return;
    }
    outcome.hypotheses.push_back({"Lip(pi) <= 1", Verdict::verified});  // clipping of components
    outcome.rests_on = {kProof, kLemma};
    const TrainingStart<B> start(s);
    const auto everywhere = start.all_sizes();
    B Z_most = everywhere ? everywhere->Z_most : start.exact(0);
    if (!everywhere) {
      for (const std::size_t depth : network.depths) {
        Z_most = max(Z_most, start.sizes(depth).Z_most);
      }
    }
    const ClippedBounds<B> bounds = clipped_bounds(start, Z_most, *network.clip, *network.time);
    const ClippedGrowth<B> growth = clipped_growth(bounds);
    const D log_alpha = decorate(growth.log_alpha), log_beta = decorate(growth.log_beta);
    const D log_T = log(s.exact(*network.time));
    outcome.quantities = {
        quantity("M", D(decorate(bounds.M)), effort.digits),
        quantity("K_1", D(decorate(bounds.K_1)), effort.digits),
        bound("upper bound of K", D(decorate(bounds.K))),
        bound("upper bound of K'", D(decorate(bounds.K_prime))),
    };
    if (!is_empty(log_alpha)) {  // alpha = beta = 0 if all data are 0
      outcome.quantities.push_back(bound("log alpha", log_alpha));
      outcome.quantities.push_back(bound("log beta", log_beta));
      outcome.quantities.push_back(bound("log of the exponent alpha T", log_alpha + log_T));
    }
    const Truth are_numbers =
        proved_if(is_bounded(growth.log_alpha) && is_bounded(growth.log_beta));
    Truth holds = Truth::yes;
    if (!s.effort.is_double() || has_all_digits(outcome)) {  // not on a rung that another follows
      for (const std::size_t depth : network.depths) {
        holds = holds && report_training(s, depth, exp(log_beta), start.sizes(depth), outcome);
      }
    }
    conclude(outcome, clipped_growth_lemma(1, 2) && are_numbers, holds,
             everywhere ? Scope::unbounded : Scope::instance);
  });
}

// f(h, z) = tanh(z) h on the line, L = 2, A = B = 1, x = 3/10, y = -1/2, Z(0) = (1/2, 1). pi(g)
// clips lam g to [-5 lam / 4, 5 lam / 4], lam = 10^4, and T = tau / lam with tau = 1/2: as long as
// no component of the gradient exceeds 5/4, this is the flow without clipping for the time tau, and
// M = 1 + 5 tau / 4.
const Rational kInput(3, 10), kTarget(-1, 2), kFirst(1, 2), kSecond = 1, kLevel(5, 4),
                                                            kTau(1, 2), kSpeed = 10000;

/// (a, z_1, z_2, b)' by the gradient flow of l = (F - y)^2, F = b (1 + tanh(z_2) / 2)(1 + tanh(z_1)
/// / 2) a x: a' = -dl/da, z_k' = -2 dl/dz_k.
struct GainField {
  template <class T>
  std::vector<T> operator()(const T& t, const std::vector<T>& at) const {
    const auto exact = [&](const Rational& q) { return enclose<ScalarOf<T>>(q, precision_of(t)); };
    const T first = tanh(at[1]), second = tanh(at[2]);
    const T g_1 = 1 + first / 2, g_2 = 1 + second / 2;
    const T gain = g_1 * g_2, ends = at[0] * at[3];
    const T pull = exact(-2 * kInput) * (exact(kInput) * (ends * gain) - exact(kTarget));
    return {pull * gain * at[3], pull * ends * g_2 * (1 - sqr(first)),
            pull * ends * g_1 * (1 - sqr(second)), pull * gain * at[0]};
  }
};

/// |z_2 - z_1| at tau; nullopt if the integration stops, or a component of the velocity may exceed
/// the level.
template <IntervalNumber B>
std::optional<B> gain_difference(const Effort& effort) {
  const auto exact = [&](const Rational& q) { return enclose<B>(q, effort.precision); };
  auto flow = ode_flow(GainField{}, exact(0), {exact(1), exact(kFirst), exact(kSecond), exact(1)});
  bool is_inside = true;
  const auto see = [&](const OdePiece<B>& piece) {
    const B box_time = hull(piece.start, piece.end);
    const std::vector<B> box = piece.at(box_time);
    for (const B& v : GainField{}(box_time, box)) {
      is_inside = is_inside && certainly(abs(v) <= exact(kLevel));
    }
  };
  const OdeStop stop = flow.run(
      exact(kTau), [&] { effort.budget->step(); }, nullptr, see);
  if (stop != OdeStop::reached || !is_inside) return std::nullopt;
  return abs(flow.state()[2] - flow.state()[1]);
}

/// The suprema over E of f(h, z) = tanh(z) h: |d_1 f| = |tanh z|, |d_2 f| = sech^2(z) |h| <= H,
/// |d_22 f| = 2 |tanh z| sech^2(z) |h|, which is 4 H / (3 sqrt 3) at tanh^2 z = 1/3, a z of E as M
/// > 1, |d_21 f| = sech^2 z <= 1.
template <IntervalNumber B>
ClippedBounds<B> gain_bounds(const Effort& effort) {
  const auto exact = [&](const Rational& q) { return enclose<B>(q, effort.precision); };
  const B M = exact(kSecond + kTau * kLevel), M_X = exact(kInput);
  const B K_1 = tanh(M), H = exp(K_1) * M * M_X;
  return {M, K_1, max(K_1, H), max(exact(1), 4 * H / (3 * sqrt(exact(3)))), M_X, exact(-kTarget)};
}

Outcome refute_any_operator(const Case&, const Effort& effort) {
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  const auto settle_with = [&]<class B>(std::type_identity<B>) {
    using D = Decorated<B>;
    const auto exact = [&](const Rational& q) { return enclose<D>(q, effort.precision); };
    const std::optional<B> reached = gain_difference<B>(effort);
    const ClippedGrowth<B> growth = clipped_growth(gain_bounds<B>(effort));
    const D alpha = exp(D(decorate(growth.log_alpha))), beta = exp(D(decorate(growth.log_beta)));
    const Rational time = kTau / kSpeed, difference = kSecond - kFirst;
    const D right = (exact(difference) + beta * exact(time / 2)) * exp(alpha * exact(time));
    outcome.quantities = {quantity("alpha", alpha, effort.digits),
                          quantity("beta", beta, effort.digits)};
    const D left = reached ? D(decorate(*reached)) : entire<D>(effort.precision);
    refute(outcome,
           {{"x", "3/10"},
            {"y", "-1/2"},
            {"L", "2"},
            {"Z_1(0)", "1/2"},
            {"Z_2(0)", "1"},
            {"Lip(pi)", "10000"},
            {"T", "1/20000"}},
           left, Stated::at_most, right, [&] {
             return SecondOpinion{
                 second_engine::gain_difference({kInput, kTarget, kFirst, kSecond}, kTau),
                 second_engine::gain_bound(kInput, kTarget, kSecond + kTau * kLevel, difference,
                                           time, 2)};
           });
  };
  if (effort.is_double()) {
    settle_with(std::type_identity<Interval>{});
  } else {
    settle_with(std::type_identity<BigInterval>{});
  }
  return outcome;
}

}  // namespace

void add_lip_1(Registry& registry) {
  Claim claim;
  claim.base = "NODE-LIP-1";
  claim.subject = Subject::residual;
  claim.title = "Under the clipped gradient flow the weights stay smooth in depth";
  claim.statement =
      "|Z_{k+1}(t) - Z_k(t)| \\le \\left( |Z_{k+1}(0) - Z_k(0)| + \\frac{\\beta T}{L} \\right) "
      "e^{\\alpha T}, \\quad t \\le T, \\quad \\alpha = 2 e^K K' M (e^K M^2 M_X + M_Y), \\quad "
      "\\beta "
      "= 2 K e^K M (K + e^K K' M M_X) (e^K M^2 M_X + M_Y)";
  claim.hypotheses = {"the blocks have two layers", "the activation is twice differentiable",
                      "the activation is 0 at 0", "the flow is clipped", "Lip(pi) <= 1"};
  claim.source = residual_paper("Proposition 7 and Proposition 3");
  claim.scope = "every L, k and t <= T, where the weights are smooth functions of depth";
  claim.notes =
      "The hypothesis Lip(pi) <= 1 is missing in the paper; clipping each component has it. The "
      "constants are of the size exp(exp(M^2)): NODE-LIP-2 gives a bound of use, for the clipped "
      "flow as well.";
  claim.check = check_clipped;
  registry.push_back(claim);

  Claim printed = printed_form(
      claim,
      "The same for any bounded Lipschitz operator, with constants that do not see its slope",
      claim.statement, printed_in_residual_paper("Proposition 7"),
      "An operator with a large Lipschitz constant runs the gradient flow faster.",
      refute_any_operator);
  printed.own_input = true;
  printed.input_name = "f(h, z) = tanh(z) h, L = 2";
  printed.scope = "one instance";
  registry.push_back(printed);
}

}  // namespace rigor::neural_ode
