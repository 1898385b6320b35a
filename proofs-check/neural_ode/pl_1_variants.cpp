// NODE-PL-1 with other norms and factors: what Proposition 8 says with the norm of section 3, and
// half the length of the path.
#include "proofs-check/common/literal.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/branch_rates.hpp"
#include "proofs-check/neural_ode/pl_1.hpp"
#include "proofs-check/neural_ode/plain_setting.hpp"
#include "proofs-check/neural_ode/proves.hpp"
#include "proofs-check/second_engine/branch_rates.hpp"

namespace rigor::neural_ode {
// The loss of the two branches (branch_rates.hpp) with the target 1 + 10^-12 decays at the rate
// 11.33, as F = 1 for every L; the literal inequality has 14.23. Both are enclosed on the ball of
// radius M = 10^-5 of the supremum norm, which contains those of all norms of a layer with |dV| and
// |dW| at most |dZ|. K = 10 is more than |d_1 f| and |d_2 f| on the ball, where |h| <= exp(kap v w)
// (1 + M): both are at most kap max(v w, |h| (v + w)). Up to t = 1/4 each weight moves by at most
// t sqrt(literal l(0)), as its velocity is part of the gradient. So l(t) / l(0) >= exp(-rate t).
Outcome refute_literal_norm(const Case&, const Effort& effort) {
  const Rational w(1, 2), M(1, 100000), mu(279, 20), t(1, 4), K(10);
  const Rational root_loss = literal("1e-12");
  return on_rung(effort, [&](const auto& s, Outcome& outcome) {
    const auto exact = [&](const Rational& q) { return s.exact(q); };
    using D = std::decay_t<decltype(exact(1))>;
    const BranchRates<D> rates = branch_rates<D>(w, M, effort.precision);
    const D root_2 = sqrt(exact(2)), v = root_2 + exact(2 * M),
            u = root_2 * exact(w) + exact(2 * M);
    const D state = exp(v * u / root_2) * exact(1 + M);
    const D size = max(v * u, state * (v + u)) / root_2;
    outcome.quantities = {
        bound("literal ratio |grad l|^2 / l on the ball, every L", rates.literal),
        bound("true ratio |grad l|^2 / l on the ball, every L", rates.rate),
        bound("what (22) asks of mu", exact(8 * K * (1 + M) * root_loss / M) * exp(exact(K)))};
    outcome.rests_on = {"proofs-check/neural_ode/branch_rates.hpp: the comment at branch_rates"};
    if (!proves(outcome, "the literal inequality holds on the ball with mu = 279/20, for every L",
                rates.stays && rates.literal >= exact(mu)) ||
        !proves(outcome, "|d_1 f| and |d_2 f| are at most K = 10 on the ball", size <= exact(K)) ||
        !proves(outcome, "(22): mu >= max(M_B K, M_B M_X, M_A M_X) 8 exp(K) sqrt(l(0)) / M",
                exact(8 * K * (1 + M) * root_loss / M) * exp(exact(K)) <= exact(mu)) ||
        !proves(outcome, "the flow is in the ball up to t = 1/4",
                exact(t) * sqrt(rates.literal) * exact(root_loss) <= exact(M))) {
      return;
    }
    refute(outcome,
           {{"w", "1/2"}, {"y", "1 + 10^-12"}, {"M", "1/100000"}, {"mu", "279/20"}, {"t", "1/4"}},
           exp(-(rates.rate * exact(t))), Stated::at_most, exp(-exact(mu * t)), [&] {
             namespace second = second_engine;
             const second::BranchBounds bounds = second::branch_bounds(w, M);
             if (bounds.literal.lower < mu) {
               throw std::logic_error("the second engine does not confirm the literal inequality");
             }
             return SecondOpinion{{second::exponential(-t * bounds.rate.upper).lower,
                                   second::exponential(-t * bounds.rate.lower).upper},
                                  second::exponential(-t * mu)};
           });
  });
}

// q = m = d = d' = n = 1, tanh, V_k = W_k = 0, A = 1 frozen, B = x = 1, y = 101/100. V and W stay
// 0, so F = B x and B tends to y: the path is 1/100 long. On the ball of radius rho = 1/50 the
// states shrink by at most 1 - rho^2 / 2, as (1/L) sum |V_k||W_k| <= rho^2 / 2 and prod (1 - a_k)
// >= 1 - sum a_k, so |grad l|^2 >= |l_B|^2 = 4 l h_L^2 >= mu l, mu = 4 (1 - rho^2 / 2)^2; and 2
// sqrt(l(0) / mu)
// <= rho.
Outcome refute_half_path(const Case&, const Effort& effort) {
  const Rational rho(1, 50), path(1, 100);
  const Rational half_rate = 1 - rho * rho / 2;
  const Rational mu = 4 * half_rate * half_rate, loss = path * path;
  return on_rung(effort, [&](const auto& s, Outcome& outcome) {
    const auto exact = [&](const Rational& q) { return s.exact(q); };
    const auto right = sqrt(exact(loss / mu));
    outcome.quantities = {bound("mu", exact(mu)), bound("l(0)", exact(loss))};
    if (!proves(outcome, "2 sqrt(l(0) / mu) <= rho = 1/50, every L", 2 * right <= exact(rho))) {
      return;
    }
    refute(outcome, {{"B", "1"}, {"x", "1"}, {"y", "101/100"}, {"rho", "1/50"}}, exact(path),
           Stated::at_most, right, [&] {
             return SecondOpinion{exact_bounds(path), second_engine::square_root(loss / mu)};
           });
  });
}

}  // namespace rigor::neural_ode
