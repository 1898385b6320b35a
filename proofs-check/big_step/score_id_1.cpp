// SCORE-ID-1: the derivatives of the score are posterior cumulants (equation (9), Lemma 11).
//
// Proof. The posterior weights alpha_i(y), proportional to exp(-(y - c_i)^2 / 2 sigma^2), are an
// exponential family in y / sigma^2: alpha_i' = alpha_i (c_i - E c) / sigma^2. Hence (E c)' = V /
// sigma^2 and V' = k_3 / sigma^2, and s* = (E c - y) / sigma^2 gives both identities.
#include "function/taylor.hpp"
#include "model/posterior.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/named_inputs.hpp"
#include "proofs-check/big_step/plots.hpp"
#include "proofs-check/big_step/refutation.hpp"
#include "proofs-check/big_step/setting.hpp"

namespace rigor::big_step {
namespace {

/// At most this many cells are sampled, evenly, and fewer where there are many atoms to sum; a
/// defect anywhere would refute the identity.
std::size_t most_cells(std::size_t atoms) {
  return std::clamp<std::size_t>(10000 / atoms, 1, 12);
}

/// log p(y + t) up to a constant, as a Taylor series in t, by summing every atom: automatic
/// differentiation, which knows nothing of cumulants.
template <IntervalNumber B>
Taylor<Decorated<B>, 3> log_density_series(const Setting<B>& s, const Rational& y) {
  using D = Decorated<B>;
  using Series = Taylor<D, 3>;
  const D half_u = s.exact(s.u() / 2);
  const Rational& nearest = s.mixture.centre(s.mixture.nearest(y));
  Series sum = Series::constant(s.number(0));
  for (std::size_t k = 0; k < s.n(); ++k) {
    const Rational& c = s.mixture.centre(k);
    // ((y - c_a)^2 - (y - c)^2) / 2 sigma^2 at t = 0, exactly; then -(y - c) t / sigma^2 - t^2 / 2
    // sigma^2.
    Series exponent =
        Series::constant(s.exact(((y - nearest) * (y - nearest) - (y - c) * (y - c)) * s.u() / 2));
    exponent[1] = s.exact((c - y) * s.u());
    exponent[2] = -half_u;
    sum = sum + exp(exponent);
  }
  return log(sum);
}

template <IntervalNumber B>
void compare(const Setting<B>& s, Outcome& outcome) {
  using D = Decorated<B>;
  const Posterior<B> posterior(s.mixture, s.bare_sigma());
  const D v = sqr(s.sigma());
  D slope_defect = s.number(0), curvature_defect = s.number(0);
  const std::size_t cells = s.n() - 1;
  const std::size_t stride = (cells + most_cells(s.n()) - 1) / most_cells(s.n());
  Truth agree = Truth::yes;
  for (std::size_t i = 0; i < cells; i += stride) {
    const Rational quarter = s.gap(i) / 4;
    for (int k = 0; k < 4; ++k) {
      s.effort.budget->step();
      const Rational y = s.mixture.centre(i) + k * quarter;
      const auto series = log_density_series(s, y);
      const D slope = v * (series.derivative(2) - decorate(posterior.score_derivative(y)));
      const D curvature =
          s.sigma() * v * (series.derivative(3) - decorate(posterior.score_second_derivative(y)));
      for (const D& defect : {slope, curvature}) {
        if (!contains_zero(defect)) agree = Truth::no;
      }
      slope_defect = max(slope_defect, abs(slope));
      curvature_defect = max(curvature_defect, abs(curvature));
    }
  }
  const D zero = s.number(0), one = s.number(1);
  outcome.quantities = {quantity("defect of the first identity in units of 1/sigma^2, at most",
                                 hull(zero, upper_point(slope_defect)), s.effort.digits, one),
                        quantity("defect of the second identity in units of 1/sigma^3, at most",
                                 hull(zero, upper_point(curvature_defect)), s.effort.digits, one)};
  outcome.rests_on = {"proof: proofs-check/big_step/score_id_1.cpp",
                      "both sides enclosed at " +
                          std::to_string(4 * ((cells + stride - 1) / stride)) + " points " +
                          s.at_top() + ": moments against Taylor arithmetic of log p"};
  conclude(outcome, Truth::yes, agree, Scope::unbounded);
}

Outcome check(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt,
                [](const auto& s, Outcome& outcome) { compare(s, outcome); });
}

// mu in place of mu^2: on A at y = 0 the derivative is exactly 48, and with V / mu in place of V =
// mu^2 Var W it would be 112.
Outcome refute_mu(const Case&, const Effort& effort) {
  return settle(
      input_A(), effort, std::nullopt, []<class B>(const Setting<B>& s, Outcome& outcome) {
        const auto left = log_density_series(s, 0).derivative(2);
        const Posterior<B> posterior(s.mixture, s.bare_sigma());
        const auto V = decorate(posterior.variance(Rational(0)));
        const auto right =
            16 * (16 * 2 * V - 1);  // (mu Var W / sigma^2 - 1) / sigma^2, mu Var W = V / mu
        refute(outcome, {{"y", "0"}}, left, Stated::equal, right, [&] {
          const auto instance = instance_of(s.mixture, s.top());
          const auto v = second_engine::posterior_variance(instance, 0);
          return SecondOpinion{second_engine::score_derivative(instance, 0),
                               {16 * (32 * v.lower - 1), 16 * (32 * v.upper - 1)}};
        });
      });
}

}  // namespace

void add_score_id(Registry& registry) {
  Claim claim;
  claim.base = "SCORE-ID-1";
  claim.title = "The derivatives of the empirical optimal score are posterior cumulants";
  claim.statement =
      "s^{*\\prime} = \\frac{1}{\\sigma^2} \\left( -1 + \\frac{V}{\\sigma^2} \\right), \\quad "
      "s^{*\\prime\\prime} = \\frac{k_3}{\\sigma^6}";
  claim.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0"};
  claim.source = printed_at("equation (9), Lemma 11");
  claim.scope = "every y and every noise level";
  claim.notes =
      "V(y) and k_3(y) are the variance and the third cumulant of c_I given Y = y. An identity: "
      "the "
      "numbers report how far both sides can be apart, and could only refute it.";
  claim.check = check;
  claim.plot = score_plots;
  registry.push_back(claim);

  registry.push_back(false_variant(claim, "false-a", "The first identity with mu in place of mu^2",
                                   "s^{*\\prime} = \\frac{1}{\\sigma^2} \\left( -1 + "
                                   "\\frac{\\mu}{\\sigma^2} \\Var(W \\mid Y) \\right)",
                                   "A", refute_mu));
}

}  // namespace rigor::big_step
