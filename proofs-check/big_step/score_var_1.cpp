// SCORE-VAR-1: the posterior variance at midpoints and near the data (Proposition 2).
#include "model/posterior.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/named_inputs.hpp"
#include "proofs-check/big_step/plots.hpp"
#include "proofs-check/big_step/refutation.hpp"
#include "proofs-check/big_step/setting.hpp"

namespace rigor::big_step {
namespace {

const std::string lemma_place = "proofs-check/big_step/lemmas.hpp: ";

/// min over i of Var W(m_i) / (x_{i+1} - x_i)^2 = V(m_i) / d_i^2 at the top noise level.
template <IntervalNumber B>
Decorated<B> least_midpoint_ratio(const Setting<B>& s) {
  using D = Decorated<B>;
  const Posterior<B> posterior(s.mixture, s.bare_sigma());
  std::optional<D> least;
  for (std::size_t i = 0; i + 1 < s.n(); ++i) {
    s.effort.budget->step();
    const D ratio = decorate(posterior.variance(s.mixture.midpoint(i))) / sqr(s.exact(s.gap(i)));
    least = least ? min(*least, ratio) : ratio;
  }
  return *least;
}

// The conclusion at the instance and, by the lemma, on the whole range; the lemma's side of the
// inequality also bounds the margin from below by 0.
template <IntervalNumber B>
void settle_midpoint(const Setting<B>& s, Outcome& outcome, const Decorated<B>& right, Truth lemma,
                     const std::string& lemma_name) {
  const Decorated<B> left = least_midpoint_ratio(s);
  const auto ratio = "min over i of Var W(m_i) / (x_{i+1} - x_i)^2 " + s.at_top();
  outcome.quantities = {
      quantity(ratio, left, s.effort.digits),
      bound("constant C in Var W(m_i) >= C (x_{i+1} - x_i)^2: proved, " + s.noise_levels(), right),
      bound("constant C: refuted above " + s.at_top(), left)};
  outcome.margin = s.margin(left - right, lemma);
  outcome.rests_on = {lemma_place + lemma_name};
  conclude(outcome, lemma, left >= right, Scope::unbounded);
}

Outcome check_midpoint(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt, [](const auto& s, Outcome& outcome) {
    const auto S = s.S();
    settle_midpoint(s, outcome, recip(4 * (1 + S)), midpoint_variance(4, 4), "midpoint_variance");
  });
}

Outcome check_midpoint_printed(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt, [](const auto& s, Outcome& outcome) {
    const auto right = recip(s.number(2 * static_cast<long>(s.n())));
    settle_midpoint(s, outcome, right, midpoint_variance_by_count(2), "midpoint_variance_by_count");
  });
}

/// The largest Var W and |E W - x_i| in units of Delta, at y = c_i and c_i +- delta/4 for every i.
template <IntervalNumber B>
struct NearCentre {
  Decorated<B> variance;
  Decorated<B> mean;
};
template <IntervalNumber B>
NearCentre<B> sampled_near_centres(const Setting<B>& s) {
  using D = Decorated<B>;
  const Posterior<B> posterior(s.mixture, s.bare_sigma());
  NearCentre<B> largest{s.number(0), s.number(0)};
  const D delta = s.exact(s.delta());
  for (std::size_t i = 0; i < s.n(); ++i) {
    for (const int side : {-1, 0, 1}) {
      s.effort.budget->step();
      const Rational y = s.mixture.centre(i) + side * s.delta() / 4;
      const D offset = decorate(posterior.mean_from(s.mixture.centre(i), y));
      largest.variance = max(largest.variance, decorate(posterior.variance(y)) / sqr(delta));
      largest.mean = max(largest.mean, abs(offset) / delta);
    }
  }
  return largest;
}

Outcome check_near_centre(const Case& input, const Effort& effort) {
  return settle(input, effort, gap_at_least(2), [](const auto& s, Outcome& outcome) {
    const auto U = s.U();
    const auto sampled = sampled_near_centres(s);
    const Truth lemma = near_centre_variance(2, Rational(1, 4));
    outcome.quantities = {bound("U", U),
                          quantity("max of Var W / Delta^2 at c_i, c_i +- delta/4 " + s.at_top(),
                                   sampled.variance, s.effort.digits)};
    outcome.margin = Enclosure{"0", decimal(U - sampled.variance, outcome_digits).second};
    outcome.rests_on = {lemma_place + "near_centre_variance"};
    conclude(outcome, lemma, sampled.variance <= U, Scope::unbounded);
  });
}

Outcome check_near_centre_printed(const Case& input, const Effort& effort) {
  return settle(input, effort, gap_at_least(2), []<class B>(const Setting<B>& s, Outcome& outcome) {
    const auto n = static_cast<long>(s.n());
    const auto Q = s.Q();
    const auto sampled = sampled_near_centres(s);
    const Truth lemma = near_centre_by_count<Decorated<B>>(s.n(), s.delta(), s.u(), Rational(1, 4),
                                                           1, 4, s.precision());
    outcome.quantities = {
        bound("n Q", n * Q), bound("4 n^2 Q", 4 * n * n * Q),
        quantity("max of |E W - x_i| / Delta at c_i, c_i +- delta/4 " + s.at_top(), sampled.mean,
                 s.effort.digits),
        quantity("max of Var W / Delta^2 there", sampled.variance, s.effort.digits)};
    const auto slack = min(n * Q - sampled.mean, 4 * n * n * Q - sampled.variance);
    outcome.margin = Enclosure{"0", decimal(slack, outcome_digits).second};
    outcome.rests_on = {lemma_place + "near_centre_by_count"};
    conclude(outcome, lemma, sampled.mean <= n * Q && sampled.variance <= 4 * n * n * Q,
             Scope::unbounded);
  });
}

// On A, Var W(0) = 1 is below (x_2 - x_1)^2 / n = 2. V = mu^2 Var W with mu = 1/2.
Outcome refute_midpoint(const Case&, const Effort& effort) {
  return settle(
      input_A(), effort, std::nullopt, []<class B>(const Setting<B>& s, Outcome& outcome) {
        const Posterior<B> posterior(s.mixture, s.bare_sigma());
        const auto left = 4 * decorate(posterior.variance(Rational(0)));
        refute(outcome, {{"i", "1"}, {"y", "0"}}, left, Stated::at_least, s.number(2), [&] {
          const auto v = second_engine::posterior_variance(instance_of(s.mixture, s.top()), 0);
          return SecondOpinion{scaled(v, 4), exact_bounds(2)};
        });
      });
}

// On A at y = 0, at the distance delta/2 from c_1: |E W - x_1| = 1 is above n Delta Q = 4 exp(-4).
Outcome refute_near_centre(const Case&, const Effort& effort) {
  return settle(
      input_A(), effort, gap_at_least(2), []<class B>(const Setting<B>& s, Outcome& outcome) {
        const Posterior<B> posterior(s.mixture, s.bare_sigma());
        // |E W - x_1| = |E c - c_1| / mu = 2 |E c + 1/2|
        const auto left = 2 * abs(decorate(posterior.mean(Rational(0))) + s.exact(Rational(1, 2)));
        const auto right = 4 * exp(s.number(-4));
        refute(outcome, {{"i", "1"}, {"y", "0"}}, left, Stated::at_most, right, [&] {
          const auto mean = second_engine::posterior_mean(instance_of(s.mixture, s.top()), 0);
          const second_engine::Bounds shifted{mean.lower + Rational(1, 2),
                                              mean.upper + Rational(1, 2)};
          return SecondOpinion{scaled(shifted, 2), scaled(second_engine::exponential(-4), 4)};
        });
      });
}

}  // namespace

void add_score_var(Registry& registry) {
  const std::string where = "Proposition 2";
  Claim a;
  a.base = "SCORE-VAR-1";
  a.part = "a";
  a.title = "The posterior variance is large at the midpoints between neighbours";
  a.statement =
      "\\Var(W \\mid Y = m_i) \\ge \\frac{(x_{i+1} - x_i)^2}{4 (1 + S)}, \\quad "
      "S = \\sum_{k \\ge 1} q^{k(k+1)/2}, \\quad q = e^{-\\delta^2/\\sigma^2}";
  a.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0"};
  a.source = beside(where);
  a.scope = "every i and every noise level of the case's range, down to 0";
  a.notes = "Free of n: the paper has 1/(2n) in place of 1/(4(1+S)).";
  a.check = check_midpoint;
  a.plot = score_plots;
  registry.push_back(a);

  Claim a_printed = a;
  a_printed.variant = "printed";
  a_printed.kind = Kind::printed;
  a_printed.statement = "\\Var(W \\mid Y = m_i) \\ge \\frac{(x_{i+1} - x_i)^2}{2n}";
  a_printed.source = printed_at(where + " (a)");
  a_printed.notes = "True as printed; for n = 2 with equality.";
  a_printed.check = check_midpoint_printed;
  a_printed.plot = nullptr;
  registry.push_back(a_printed);

  registry.push_back(false_variant(a, "false-a", "Proposition 2 (a) with 1/n in place of 1/(2n)",
                                   "\\Var(W \\mid Y = m_i) \\ge \\frac{(x_{i+1} - x_i)^2}{n}", "A",
                                   refute_midpoint));

  Claim b = a;
  b.part = "b";
  b.title = "Near a data point the posterior variance is exponentially small";
  b.statement =
      "|y - c_i| \\le \\frac{\\delta}{4} \\implies \\Var(W \\mid Y = y) \\le \\Delta^2 U, \\quad "
      "U = 2 \\sum_{k \\ge 1} k^2 Q^{k^2}, \\quad Q = e^{-\\delta^2/4\\sigma^2}";
  b.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0", "delta >= 2 sigma"};
  b.scope = "every i, every such y and every noise level of the case's range, down to 0";
  b.notes = "Free of n: the paper has 4 n^2 Q in place of U.";
  b.check = check_near_centre;
  b.plot = derivative_plots;
  registry.push_back(b);

  registry.push_back(printed_form(b, b.title,
                                  "|y - c_i| \\le \\frac{\\delta}{4} \\implies |E[W \\mid Y = y] - "
                                  "x_i| \\le n \\Delta Q, \\quad "
                                  "\\Var(W \\mid Y = y) \\le 4 n^2 \\Delta^2 Q",
                                  where + " (b)", "True as printed.", check_near_centre_printed));

  registry.push_back(false_variant(
      b, "false-b", "Proposition 2 (b) with the radius delta/2 in place of delta/4",
      "|y - c_i| \\le \\frac{\\delta}{2} \\implies |E[W \\mid Y = y] - x_i| \\le n \\Delta Q", "A",
      refute_near_centre));
}

}  // namespace rigor::big_step
