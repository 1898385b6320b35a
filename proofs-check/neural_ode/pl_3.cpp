// NODE-PL-3: wide residual networks converge. Data with |x_i| = sqrt q, q >= d + d'; A = (I; 0), B
// = (0, I), V_k = 0 and W_k = W at the start; S = s(W A X / sqrt q), K = K_s, e = |eta_r|, c1, ...,
// c4 of wide_lemmas.hpp. Note e <= K, as sum_k k eta_k^2 = E s'(g)^2 <= K^2.
//
// (a) Assume s_min(S) >= sqrt(m) e / 4 and |W|_F <= sqrt(2qm) (so m >= n), and L >= c2 sqrt(nq).
// Then, wherever no |A - A_0|_F, |Z_k - Z_k(0)|_F, |B - B_0|_F exceeds M = c3 / sqrt(nq), one has
// |grad l|^2 >= mu l with mu = c4 / (n sqrt(nq)).
// Proof. Of a block V -> V s(W h / sqrt q) / sqrt m the derivative in h is at most a = K M (sqrt 2
// + M / sqrt(mq)), as |V_k| <= M and |W_k| <= sqrt(2qm) + M. So |h_k| <= e^(ak/L) (1 + M) sqrt q
// and |h_k - x| <= ((e^(ak/L) - 1) (1 + M) + M) sqrt q. Take the layers with k - 1 <= share L,
// share = min(1, 1 / 2K); they are at least share L. For them S_k = s(W_k H_{k-1} / sqrt q) has
//   |S_k - S|_F <= K sqrt n (M e^(a share) (1 + M) + sqrt(2qm) ((e^(a share) - 1) (1 + M) + M)),
// and so s_min(S_k) >= sqrt(m) s with the s of local_rate, in which sqrt(nq) >= sqrt 2, m >= 1 and
// e^t - 1 <= t e^t were used. Backwards |p_k| >= (1 - a/L)^L |p_L| >= exp(-a - a^2/L) |p_L| (as
// -log(1 - t) <= t + t^2 for t <= 1/2), and |p_L| = 2 |B^T r| >= 2 (1 - M) |r|. Now L dl/dV_k = P_k
// S_k^T / (n sqrt m), hence |grad l|^2 >= (1/L) sum_k |P_k S_k^T|_F^2 / (n^2 m) >= share s^2 4 (1 -
// M)^2 exp(-2a - 2a^2/L) l / n, and a^2/L <= a/2. local_rate computes this and compares with c4.
// That |p_k| >= exp(-2 sqrt 2 K) |p_L|, which the paper infers, follows from a <= 2 sqrt 2 K / 3.
//
// (b) Assume only s_min(S) >= sqrt(m) e / 4 and |W|_F <= sqrt(2qm), any L >= 1. In the weighted
// ball of radius rho (NODE-PL-2(a)): (1/L) sum |V_k| |W_k| <= |W| rho + rho^2 / 2, and with g =
// exp(K (sqrt 2 rho + rho^2 / (2 sqrt(mq)))), D = (g - 1) (1 + rho) + rho, |S|_F <= K sqrt(2qmn),
// |X|_F = sqrt(nq), the square root of the smallest eigenvalue of the tangent kernel of the V_k is
// at least
//   s(rho) = e/4 - K sqrt(2nq) D - g (1 + rho) K sqrt n (rho g (1 + rho) / sqrt m + sqrt(2q) D),
// which increases with m. As F = 0 at the start, l(0) = mean |y_i|^2, and 2 sqrt(l(0) / mu) <= rho
// with mu = 4 s(rho)^2 / n is mean |y_i|^2 <= C := rho^2 s(rho)^2 / n. NODE-PL-1(a) does the rest.
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "model/activation_bounds.hpp"
#include "model/hermite_coefficients.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/pl_3_printed.hpp"
#include "proofs-check/neural_ode/plain_setting.hpp"
#include "proofs-check/neural_ode/wide_lemmas.hpp"

namespace rigor::neural_ode {
namespace {

constexpr const char* proof = "proofs-check/neural_ode/pl_3.cpp: the comment at its head";

/// Appends what is proved of a hypothesis; true if it isn't proved, and the outcome then is
/// inapplicable or inconclusive.
bool lacks_proof(Outcome& outcome, Truth holds, const std::string& text, const std::string& why) {
  if (holds != Truth::unsettled) return lacks(outcome, certainly(holds), text, why);
  outcome.hypotheses.push_back({text, Verdict::inconclusive});
  outcome.reason = "precision: the hypothesis \"" + text + "\" is not settled";
  outcome.wants_precision = true;
  return true;
}

/// What both parts assume of the activation, the index and the shapes.
bool lacks_setting(Outcome& outcome, const WideInput& wide, bool is_bounded) {
  const Activation activation = wide.activation;
  const std::string& name = activation_name(activation);
  const int r = static_cast<int>(wide.hermite);
  return lacks(outcome, activation != Activation::relu, "the activation is twice differentiable",
               "relu has a kink at 0") ||
         lacks(outcome, vanishes_at_zero(activation), "the activation is 0 at 0",
               name + "(0) is not 0") ||
         (is_bounded && lacks(outcome, activation != Activation::gelu, "the activation is bounded",
                              "gelu(x) >= x/2 for every x >= 0")) ||
         lacks(outcome, !hermite_coefficient_vanishes(activation, r), "eta_r is not 0",
               activation == Activation::gelu
                   ? fmt::format("gelu(x) - x/2 is even and r = {} is odd", r)
                   : fmt::format("{} is odd and r = {} is even", name, r)) ||
         lacks(outcome, wide.state_size >= wide.input_size + wide.output_size, "q >= d + d'",
               fmt::format("q = {}, d + d' = {}", wide.state_size,
                           wide.input_size + wide.output_size));
}

template <IntervalNumber B>
struct WideSetting {
  using D = Decorated<B>;

  WideSetting(const PlainSetting<B>& plain, const WideInput& wide)
      : n(plain.exact(Rational(Integer(wide.data)))),
        q(plain.exact(Rational(Integer(wide.state_size)))),
        m(plain.exact(Rational(Integer(wide.width)))),
        L(plain.exact(Rational(Integer(wide.depth)))),
        K(activation_bounds<D>(wide.activation, plain.precision()).slope),
        eta(hermite_coefficient<D>(wide.activation, static_cast<int>(wide.hermite),
                                   plain.precision(), plain.step())) {}

  D n, q, m, L, K, eta;
  D root() const { return sqrt(n * q); }
};

/// What NODE-PROB-1 says of the condition on W, for a W with standard normal entries.
template <IntervalNumber B>
void report_probability(const PlainSetting<B>& plain, const WideSetting<B>& s,
                        const WideInput& wide, Outcome& outcome) {
  const auto bounds = activation_bounds<Decorated<B>>(wide.activation, plain.precision());
  Rational off_diagonal = Rational(4, 3) * static_cast<long>(wide.data);
  for (std::size_t k = 0; k < wide.hermite; ++k) off_diagonal *= wide.correlation;
  if (!bounds.value || off_diagonal > 1) return;
  const auto missed =
      s.n * exp(-3 * s.m * sqr(s.eta) / (64 * sqr(*bounds.value) * s.n)) + exp(-s.q * s.m / 16);
  outcome.quantities.push_back(bound("probability that a Gaussian W misses the condition, at most",
                                     min(missed, plain.number(1))));
}

Outcome check_constants(const Case& input, const Effort& effort) {
  return on_rung(effort, [&]<class B>(const PlainSetting<B>& plain, Outcome& outcome) {
    using D = Decorated<B>;
    const WideInput& wide = *input.wide;
    if (lacks_setting(outcome, wide, true)) return;
    const WideSetting<B> s(plain, wide);
    const D e = abs(s.eta), M = wide_constants(s.K, e).c3 / s.root();
    const WideConstants<D> c = wide_constants(s.K, e);
    const LocalRate<D> local = local_rate(s.K, e, c);
    const D width = c.c1 * s.n, depth = c.c2 * s.root(), mu = c.c4 / (s.n * s.root());
    const auto add = [&](const std::string& name, const D& x) {
      outcome.quantities.push_back(quantity(name, x, effort.digits));
    };
    add("eta_r", s.eta);
    add("K_s", s.K);
    add("c1", c.c1);
    add("c2", c.c2);
    add("c3", c.c3);
    add("c4", c.c4);
    add("c1 n, the least width m", width);
    add("c2 sqrt(nq), the least depth L", depth);
    add("M = c3 / sqrt(nq)", M);
    add("mu = c4 / (n sqrt(nq))", mu);
    add("mu that the proof gives", local.rate / s.n);
    add("c3^2 c4^2 / (64 n^4 q^4), the bound of mean |y_i|^2",
        sqr(c.c3 * c.c4 / sqr(s.n * s.q)) / 64);
    report_probability(plain, s, wide, outcome);
    if (lacks_proof(outcome, s.m >= width, "m >= c1 n",
                    fmt::format("m = {}, c1 n = {}...", wide.width, decimal(width, 9).first)) ||
        lacks_proof(
            outcome, s.L >= depth, "L >= c2 sqrt(nq)",
            fmt::format("L = {}, c2 sqrt(nq) = {}...", wide.depth, decimal(depth, 9).first))) {
      return;
    }
    outcome.hypotheses.push_back({"eta_r is not 0, proved by its enclosure",
                                  certainly(e > 0) ? Verdict::verified : Verdict::inconclusive});
    outcome.margin = to_enclosure(local.rate / s.n - mu);
    outcome.rests_on = {proof};
    conclude(outcome, local.is_proved, local.rate / s.n >= mu, Scope::unbounded);
  });
}

/// A radius with a large rho s(rho), by trying; exact. It is 0 if none was found.
Rational guess_radius(const WideSetting<Interval>& s) {
  using D = Decorated<Interval>;
  const D e = abs(s.eta);
  Rational best = 0, radius = 1;
  double most = 0;
  for (int k = 0; k < 800; ++k, radius = radius * 7 / 8) {
    const Rational rounded(Integer(numerator(radius) * (Integer(1) << 200) / denominator(radius)),
                           Integer(1) << 200);
    const D rho = enclose<D>(rounded, {53});
    const double value = (rho * smallest_singular_value(s.K, e, s.n, s.q, s.m, rho)).value.lower();
    if (value > most) {
      most = value;
      best = rounded;
    } else if (most > 0) {
      break;
    }
  }
  return best;
}

Outcome check_training(const Case& input, const Effort& effort) {
  const WideInput& wide = *input.wide;
  return on_rung(effort, [&]<class B>(const PlainSetting<B>& plain, Outcome& outcome) {
    using D = Decorated<B>;
    if (lacks_setting(outcome, wide, false) ||
        lacks(outcome, wide.width >= wide.data, "m >= n", "s_min(S) is 0 for m < n")) {
      return;
    }
    const WideSetting<B> s(plain, wide);
    Effort doubles = effort;
    doubles.precision = {53};
    const WideSetting<Interval> quick({doubles}, wide);
    const Rational radius = guess_radius(quick);
    if (radius == 0) {
      outcome.reason = "no radius with s(rho) > 0 was found";
      return;
    }
    const D e = abs(s.eta), rho = plain.exact(radius);
    const D least = smallest_singular_value(s.K, e, s.n, s.q, s.m, rho);
    const D target = sqr(rho * least) / s.n, mu = 4 * sqr(least) / s.n;
    outcome.quantities = {quantity("rho", rho, effort.digits),
                          quantity("s(rho)", least, effort.digits),
                          quantity("mu", mu, effort.digits),
                          quantity("C, the bound of mean |y_i|^2", target, effort.digits)};
    if (activation_bounds<D>(wide.activation, plain.precision()).value) {
      const WideConstants<D> c = wide_constants(s.K, e);
      const D printed = sqr(c.c3 * c.c4 / sqr(s.n * s.q)) / 64;
      outcome.quantities.push_back(
          quantity("C over the bound of Theorem 6", target / printed, effort.digits));
    }
    report_probability(plain, s, wide, outcome);
    outcome.margin = to_enclosure(least);
    outcome.rests_on = {proof, "NODE-PL-1(a) and NODE-PL-2(a)"};
    conclude(outcome, rho > 0 && least > 0, Truth::yes, Scope::unbounded);
  });
}

}  // namespace

void add_pl_3(Registry& registry) {
  Claim claim;
  claim.base = "NODE-PL-3";
  claim.part = "a";
  claim.title = "The local PL condition of wide networks, with the paper's constants mended";
  claim.statement =
      "|\\nabla l|^2 \\ge \\frac{c_4}{n \\sqrt{n q}} l \\quad \\text{where} \\quad |A - A_0|_F, "
      "|Z_k - Z_k(0)|_F, |B - B_0|_F \\le \\frac{c_3}{\\sqrt{n q}}; \\quad c_3 = \\min \\left( "
      "\\frac{|\\eta_r|}{32 \\sqrt{2} K_s}, \\frac{1}{2} \\right), \\quad c_4 = "
      "\\frac{|\\eta_r|^3}{2^{14} K_s^2 e^{6 \\sqrt{2} K_s}}";
  claim.hypotheses = {"s twice differentiable, bounded, s(0) = 0, |s'| <= K_s",
                      "eta_r is not 0, r >= 2",
                      "|x_i| = sqrt q, q >= d + d'",
                      "m >= c1 n, c1 = max(2^10 K_s^2 exp(4 sqrt 2 K_s) / eta_r^2, 1)",
                      "L >= c2 sqrt(nq), c2 = 128 K_s^2 exp(2 sqrt 2 K_s) / |eta_r|",
                      "s_min(s(W A X / sqrt q)) >= sqrt(m) |eta_r| / 4 and |W|_F <= sqrt(2qm)"};
  claim.source = residual_paper("Proposition 5");
  claim.scope =
      "every such network: all n, q, m, L, data and W with the hypotheses, for the activation and "
      "r "
      "of the case";
  claim.notes =
      "The paper has eta_r for |eta_r| and one false step. The proof here uses m >= n and L >= c2 "
      "sqrt(nq) only, and gives a rate of the order 1/n. The condition on W is not proved for a "
      "case: NODE-PROB-1 bounds the probability that a random W misses it. B.6 writes n^4 q^3 "
      "where "
      "n^4 q^2 follows, which is harmless. Figure 1 (left) is said to show the rate 1/L; the "
      "released "
      "script seems to plot a root of a sum over layers, which falls like L^(-1/2): no verdict.";
  claim.subject = Subject::wide;
  claim.check = check_constants;
  registry.push_back(claim);

  Claim training = claim;
  training.part = "b";
  training.title =
      "Wide networks of every depth train to zero loss if the targets are small enough";
  training.statement =
      "\\frac{1}{n} \\sum_i |y_i|^2 \\le \\frac{\\rho^2 s(\\rho)^2}{n}, \\quad s(\\rho) > 0 "
      "\\implies "
      "l(t) \\le e^{-\\mu t} l(0), \\quad |\\theta(t) - \\theta(0)|_w \\le \\rho, \\quad \\mu = "
      "\\frac{4 "
      "s(\\rho)^2}{n}, \\quad \\lim_{t \\to \\infty} l(\\theta(t)) = 0";
  training.hypotheses = {"s twice differentiable, s(0) = 0, |s'| <= K_s", "eta_r is not 0, r >= 2",
                         "|x_i| = sqrt q, q >= d + d', m >= n",
                         "s_min(s(W A X / sqrt q)) >= sqrt(m) |eta_r| / 4 and |W|_F <= sqrt(2qm)"};
  training.source = residual_paper("Theorem 6");
  training.scope =
      "every depth L >= 1, every time, every width from m on, all data and W with the hypotheses, "
      "for n, q, the activation and r of the case";
  training.notes =
      "s(rho) = |eta_r| / 4 - K_s sqrt(2nq) D - g (1 + rho) K_s sqrt n (rho g (1 + rho) / sqrt m + "
      "sqrt(2q) D), g = exp(K_s (sqrt 2 rho + rho^2 / (2 sqrt(mq)))), D = (g - 1) (1 + rho) + rho. "
      "No lower bound of the depth, and none of the width beyond m >= n; activations may be "
      "unbounded. rho is searched. The condition on W is not proved for a case: NODE-PROB-1 bounds "
      "the probability that a random W misses it.";
  training.check = check_training;
  registry.push_back(training);

  add_printed_wide_constants(registry, claim);
}

}  // namespace rigor::neural_ode
