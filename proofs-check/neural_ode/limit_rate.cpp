// NODE-LIMIT-1.b, c: trained networks tend to the trained neural ODE at the rate 1/L.
//
// Two-layer blocks with s(0) = 0, |s'| <= K_s, |s''| <= S_2, smooth weights Z_k(0) = Z(k/L, 0). The
// neural ODE is trained by A' = -dl/dA, dZ(s)/dt = -(1/n) sum_i d_2 f(H_i(s), Z(s))^T P_i(s), B' =
// -dl/dB, with H_i and P_i of limit.cpp at each t. Then for every L >= 1 and 0 <= t <= T
//   (b) |A^L - A|_F, max_k |Z^L_k(t) - Z(k/L, t)|, |B^L - B|_F <= C_T / L;
//   (c) L max_k |Z^L_k(t) - Z^{2L}_{2k}(t)| <= 3 C_T / 2.
// Proof. (c) is (b) at L and 2L. (b): limit_constant of src/model/depth_limit.hpp, from e(0) = 0,
// once its sizes are bounds on [0, T], of the networks of all depths and of the neural ODE. Let R
// bound sqrt l at t = 0 of all of them: |h_L - H(1)| <= eta / L with the eta of limit_bounds at e =
// 0, so sqrt l of the network of depth L is at most sqrt l of the neural ODE plus |B| eta / L
// (Minkowski); that is used from L = 32 on, and smaller networks are evaluated. As dl/dt =
// -|th'|_w^2, the weighted distance to the start is at most r = sqrt(T) R, in particular |A(t)| <=
// |A(0)| + r and |B(t)| <= |B(0)| + r. depth_smoothness (its proof is in the header) bounds |V|_F,
// |W|_F, |h|, the products of factors and L |Z_{k+1} - Z_k| for all t <= T and L; its proof holds
// word for word for the neural ODE with integrals over s for means over k, |H'| <= kap |V||W||H|,
// |P'| <= kap |V||W||P|, and |Z(s) - Z(s')| / |s - s'| for L |Z_{k+1} - Z_k|. mean |P_i| <= 2
// e^growth b mean |F_i - y_i|, and l decreases. The trained neural ODE exists on [0, T]: its
// right-hand side is locally Lipschitz on matrices times continuous functions of s, and these
// bounds exclude a blow-up. QED
//
// Where several bounds are known the smallest is taken. The factors 1 + kap |V^L_j||W^L_j| / L have
// products at most exp(growth) for growth = kap v w, and for that of depth_smoothness, which bounds
// the mean of kap |V_j||W_j|. v and w may be Euclidean or operator norms: d|V|/dt <= |V'|_F <= kap
// |p||h||W| holds for both norms of V with the operator norm of W. |h_k(t) - h_k(0)| <= exp(growth)
// (M_X |dA| + (1/L) sum kap H_0 sqrt(v^2 + w^2) |dZ_j|), with H_0 >= |h_k(0)|, and the mean of
// |dZ_j| and |dA| are at most r.
#include <utility>

#include "model/depth_smoothness.hpp"
#include "model/residual_training.hpp"
#include "proofs-check/neural_ode/limit.hpp"
#include "proofs-check/neural_ode/limit_setting.hpp"

namespace rigor::neural_ode {
namespace {

constexpr std::size_t most_trained = 160;  // weights of the networks that are trained for part (c)

/// The sizes on [0, T].
template <IntervalNumber B>
struct TrainedSizes {
  const Setting<B>& s;
  const LimitStart<B>& start;
  B V_euclidean = largest_euclidean<B>({&start.problem.model.weights.V}, false, s);
  B W_euclidean = largest_euclidean<B>({&start.problem.model.weights.W}, false, s);
  /// With `by_simple_bounds`, from the Euclidean norms, exp(kap v w) and the bound of |h| that
  /// depth_smoothness gives; else with the better one of several bounds.
  LimitSizes<B> until(const B& T, bool by_simple_bounds = false) const {
    const B zero = enclose<B>(0L, s.precision()), r = sqrt(T) * start.largest_root_loss;
    const B A_norm = start.A_norm + (s.input.trains_A ? r : zero);
    const B B_norm = start.B_norm + (s.input.trains_B ? r : zero);
    const DepthNorms<B>& norms = start.norms;
    const B &H = start.sizes.state, &kap = start.block.kap;
    const DepthSmoothness<B> smooth =
        depth_smoothness(DepthSizes<B>{kap, start.block.chi, norms.V, norms.W,
                                       by_simple_bounds ? V_euclidean : norms.V,
                                       by_simple_bounds ? W_euclidean : norms.W, A_norm, B_norm,
                                       start.largest_input, start.jump},
                         r, B(T * start.largest_root_loss));
    const B &v = smooth.V_most, &w = smooth.W_most;
    const B by_weights = start.block.state_slope(v, w);
    const B moved =
        exp(smooth.growth) * r *
        ((s.input.trains_A ? start.largest_input : zero) + start.block.weight_slope(v, w, H));
    LimitSizes<B> sizes = start.sizes;
    sizes.state = by_simple_bounds ? smooth.state : min(smooth.state, H + moved);
    sizes.block = two_layer_slopes(start.block, v, w, sizes.state);
    sizes.growth = by_simple_bounds ? by_weights : min(smooth.growth, by_weights);
    sizes.accumulated =
        by_simple_bounds ? exp(by_weights) : min(exp(sizes.growth), mean_exponential(by_weights));
    sizes.adjoint = 2 * exp(smooth.growth) * B_norm * start.root_loss;
    sizes.jump = smooth.jump;
    sizes.B_norm = B_norm;
    return sizes;
  }
  LimitConstant<B> constant(const B& T) const { return limit_constant(until(T), T); }
};

/// Lists the constant, or its logarithm, and a horizon on which it is small. C, the entire line if
/// it is too large to be written, and nothing if a higher precision may write it.
template <IntervalNumber B>
std::optional<Decorated<B>> report_constant(const Setting<B>& s, const TrainedSizes<B>& sizes,
                                            Outcome& outcome) {
  const B T = enclose<B>(*s.input.time, s.precision());
  const LimitConstant<B> limit = sizes.constant(T);
  const bool is_finite = is_bounded(limit.constant), has_logarithm = is_bounded(limit.logarithm);
  if (is_finite) {
    outcome.quantities.push_back(bound("C_T", decorate(limit.constant)));
    const B plain = limit_constant(sizes.until(T, true), T).constant;
    if (is_bounded(plain)) {
      outcome.quantities.push_back(bound("C_T by the simple bounds", decorate(plain)));
    }
  } else if (has_logarithm) {
    outcome.quantities.push_back(bound("log C_T", decorate(limit.logarithm)));
  }
  Rational horizon = *s.input.time;
  for (int halvings = 0; halvings <= 30; ++halvings, horizon /= 2) {
    s.effort.budget->step();
    const B C = sizes.constant(enclose<B>(horizon, s.precision())).constant;
    if (!certainly(C <= 1)) continue;
    outcome.quantities.push_back(bound("C_t at t = " + to_string(horizon), decorate(C)));
    break;
  }
  if (!is_finite && !has_logarithm) {
    if (s.effort.is_double()) {
      outcome.reason = "precision: C_T is beyond the range of doubles";
      outcome.wants_precision = true;
      return std::nullopt;
    }
    outcome.reason = "vacuous on all of [0, T]: C_T is finite, but larger than exp(10^18)";
  }
  return is_finite ? decorate(limit.constant) : decorate(entire<B>(s.precision()));
}

template <IntervalNumber B>
std::optional<ResidualTraining<B>> train(const Setting<B>& s, std::size_t depth) {
  const auto start = residual_network<B>(s.input, depth, s.precision());
  ResidualTraining<B> training(
      {start, bare<B>(s.inputs()), bare<B>(s.targets()), s.input.trains_A, s.input.trains_B});
  const B T = enclose<B>(*s.input.time, s.precision());
  if (training.run(T, s.step()) != OdeStop::reached) return std::nullopt;
  return training;
}

std::size_t trained_weights(const ResidualInput& input, std::size_t depth) {
  const std::size_t q = input.state_size(), m = input.width();
  return 2 * q * m * depth + (input.trains_A ? q * input.A.columns() : 0) +
         (input.trains_B ? q * input.B.rows() : 0);
}

/// |Z - Z'|.
template <IntervalNumber B>
Decorated<B> distance(const LayerWeights<B>& a, const LayerWeights<B>& b) {
  Decorated<B> sum = decorate(enclose<B>(0L, precision_of(a.V(0, 0))));
  for (const auto& [x, y] : {std::pair{&a.V, &b.V}, std::pair{&a.W, &b.W}}) {
    for (std::size_t i = 0; i < x->rows(); ++i) {
      for (std::size_t j = 0; j < x->columns(); ++j) {
        sum += sqr(decorate((*x)(i, j)) - decorate((*y)(i, j)));
      }
    }
  }
  return sqrt(sum);
}

/// L max_k |Z^L_k - Z^{2L}_{2k}| of two trained networks.
template <IntervalNumber B>
Decorated<B> scaled_distance(const ResidualNetwork<B>& shallow, const ResidualNetwork<B>& deep) {
  Decorated<B> largest = decorate(enclose<B>(0L, precision_of(shallow.layers[0].V(0, 0))));
  for (std::size_t k = 1; k <= shallow.depth(); ++k) {
    largest = max(largest, distance(shallow.layers[k - 1], deep.layers[2 * k - 1]));
  }
  return static_cast<long>(shallow.depth()) * largest;
}

const Needs needs_of_training{.smooth_depth = true,
                              .two_layer = true,
                              .smooth_activation = true,
                              .targets = true,
                              .time = true};

std::vector<std::string> proofs() {
  return {"proofs-check/neural_ode/limit_rate.cpp: the comment at its head",
          "src/model/depth_limit.hpp: limit_bounds, limit_constant",
          "src/model/depth_smoothness.hpp: depth_smoothness"};
}

/// What the trained network of the largest depth that is trained says of the neural ODE.
template <IntervalNumber B>
void report_limit(const Setting<B>& s, const Decorated<B>& C, Outcome& outcome) {
  std::size_t depth = 0;
  for (const std::size_t L : s.input.depths) {
    if (trained_weights(s.input, L) <= most_trained) depth = L;
  }
  const auto radius = C / static_cast<long>(std::max<std::size_t>(depth, 1));
  if (depth == 0 || !certainly(radius <= 1)) return;
  const auto training = train(s, depth);
  if (!training) return;
  const LayerWeights<B> last = training->network().layers.back();
  const auto around = [&](const std::string& name, const B& x) {
    const auto value = decorate(x);
    outcome.quantities.push_back(
        bound(name + "(1, T) of the neural ODE, from L = " + std::to_string(depth),
              hull(value - radius, value + radius)));
  };
  around("V_11", last.V(0, 0));
  around("W_11", last.W(0, 0));
}

Outcome check_rate(const Case& input, const Effort& effort) {
  return settle(input, effort, needs_of_training,
                []<class B>(const Setting<B>& s, Outcome& outcome) {
                  const LimitStart<B> start(s);
                  if (lacks_paths(outcome, start.velocity.is_complete(), start.velocity.reason()))
                    return;
                  const TrainedSizes<B> sizes{s, start};
                  const auto C = report_constant(s, sizes, outcome);
                  if (!C) return;
                  report_limit(s, *C, outcome);
                  outcome.rests_on = proofs();
                  conclude(outcome, start.are_finite(), Truth::yes, Scope::unbounded);
                });
}

Outcome check_neighbours(const Case& input, const Effort& effort) {
  return settle(
      input, effort, needs_of_training, []<class B>(const Setting<B>& s, Outcome& outcome) {
        const LimitStart<B> start(s);
        if (lacks_paths(outcome, start.velocity.is_complete(), start.velocity.reason())) return;
        const TrainedSizes<B> sizes{s, start};
        const auto C = report_constant(s, sizes, outcome);
        if (!C) return;
        Truth holds = Truth::yes;
        for (const std::size_t L : s.input.depths) {
          if (trained_weights(s.input, 2 * L) > most_trained) break;
          const auto shallow = train(s, L), deep = train(s, 2 * L);
          if (!shallow || !deep) break;
          const auto distance = scaled_distance(shallow->network(), deep->network());
          outcome.quantities.push_back(
              bound("L max_k |Z^L_k(T) - Z^2L_2k(T)|, L = " + std::to_string(L), distance));
          holds = holds && distance <= 3 * *C / 2;
          if (is_bounded(*C)) outcome.margin = to_enclosure(3 * *C / 2 - distance);
        }
        outcome.rests_on = proofs();
        conclude(outcome, start.are_finite(), holds, Scope::unbounded);
      });
}

}  // namespace

std::vector<Claim> limit_rate_claims(const Claim& a) {
  Claim b = a;
  b.part = "b";
  b.plot = nullptr;
  b.title = "Trained networks tend to the trained neural ODE at the rate 1/L";
  b.statement =
      "\\max \\left( |A^L(t) - A(t)|_F, \\max_k \\left| Z_k^L(t) - Z \\left( \\frac{k}{L}, t "
      "\\right) \\right|, |B^L(t) - B(t)|_F \\right) \\le \\frac{C_T}{L}";
  b.hypotheses = {"two-layer blocks, smooth weights at t = 0",
                  "the activation is twice differentiable and 0 at 0"};
  b.scope = "every depth L >= 1 and 0 <= t <= T";
  b.notes =
      "The constant is explicit, and grows fast with T: the last quantities name a time up to "
      "which "
      "it is small.";
  b.check = check_rate;

  Claim c = b;
  c.part = "c";
  c.title = "Doubling the depth moves the trained weights by O(1/L)";
  c.statement = "L \\max_k \\left| Z_k^L(t) - Z_{2k}^{2L}(t) \\right| \\le \\frac{3}{2} C_T";
  c.notes = "Trained networks of the depths of the case and twice these are enclosed at T.";
  c.check = check_neighbours;
  return {b, c};
}

}  // namespace rigor::neural_ode
