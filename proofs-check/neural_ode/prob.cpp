// NODE-PROB-1: how likely the initialisation of a wide network is a good one.
//
// (a) N = qm, W with independent standard normal entries, so that |W|_F^2 has the chi-square law
// with N degrees of freedom. Markov's inequality for exp(t X), t = (1 - 1/x) / 2, gives P(X > xN)
// <= exp(-N (x - 1 - log x) / 2) for x >= 1, and (x - 1 - log x) / 2 >= (x - 1) / 16 for x >= 2
// (square_norm_tail). By Cramer's theorem the first exponent is the right one as N grows; as
// (x - 1 - log x) / (x - 1) increases, (1 - log 2) / 2 is the best constant in place of 1/16.
//
// (b) Let x_1, ..., x_n be unit vectors, w standard normal, g and g' its products with x_i and x_j,
// rho_ij their correlation. By Mehler's formula E s(g) s(g') = sum_k eta_k^2 rho_ij^k: the matrix
// of these means is the sum of eta_k^2 times the k-th entrywise powers of the Gram matrix, which
// are positive semidefinite by Schur's product theorem. So its smallest eigenvalue is at least
// eta_r^2 times that of the r-th power, by Gershgorin at least eta_r^2 (1 - (n - 1) max |rho|^r),
// and with |rho|^r <= 3 / (4n) at least eta_r^2 / 4. The rows of s(WX) are independent, of squared
// norm at most n M_s^2; Tropp's matrix Chernoff bound (Found. Comput. Math. 12 (2012), Remark 5.3),
// P(lambda_min <= t mu) <= n exp(-(1 - t)^2 mu / 2R) with mu = m eta_r^2 / 4, R = n M_s^2, t = 1/4,
// has the exponent (9/128) m eta_r^2 / (n M_s^2), and 9/128 >= 3/64 (matrix_tail). Without the
// simplification it is (1 - t + t log t) mu / R.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/increasing_zero.hpp"
#include "function/chi_square.hpp"
#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/trigonometric.hpp"
#include "model/activation_bounds.hpp"
#include "model/hermite_coefficients.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/plain_setting.hpp"
#include "proofs-check/neural_ode/wide_lemmas.hpp"
#include "proofs-check/second_engine/wide_network.hpp"

namespace rigor::neural_ode {
namespace {

constexpr const char* proof = "proofs-check/neural_ode/prob.cpp: the comment at its head";
/// The exact probability is summed up to so many degrees of freedom.
constexpr std::size_t most_degrees = 20000;

Rational power(const Rational& q, std::size_t exponent) {
  Rational product = 1;
  for (std::size_t k = 0; k < exponent; ++k) product *= q;
  return product;
}

/// The x > 8/7 with (7/8) (x - 1) = log x: from there on (x - 1 - log x) / 2 >= (x - 1) / 16.
template <IntervalNumber B>
B least_ratio(const PlainSetting<B>& s) {
  const Rational slope(7, 8);
  const B k = enclose<B>(slope, s.precision());
  return enclose_increasing_zero([&](const B& x) { return k * (x - 1) - log(x); },
                                 [&](const B& x) { return k - 1 / x; },
                                 hull_of<B>(Rational(6, 5), 2, s.precision()), s.step());
}

Outcome check_square_norm(const Case& input, const Effort& effort) {
  return on_rung(effort, [&]<class B>(const PlainSetting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const WideInput& wide = *input.wide;
    const Rational ratio = wide.norm_ratio;
    if (lacks(outcome, ratio >= 2, "M^2 >= 2", "the norm_ratio of the case is less")) return;
    const std::size_t N = wide.state_size * wide.width;
    const D degrees = s.exact(Rational(Integer(wide.state_size) * Integer(wide.width)));
    const D excess = s.exact(ratio - 1), rate = (excess - log(s.exact(ratio))) / 2;
    const D right = exp(-excess * degrees / 16);
    outcome.quantities = {
        bound("bound exp(-(M^2 - 1) N / 16)", right),
        bound("Chernoff's bound", exp(-rate * degrees)),
        quantity("best constant in place of 1/16, for all N and M^2 >= 2",
                 (1 - ln2<D>(s.precision())) / 2, effort.digits),
        quantity("best constant at the M^2 of the case, for all N", rate / excess, effort.digits),
        quantity("least M^2 from which 1/16 serves for all N", decorate(least_ratio(s)),
                 effort.digits)};
    outcome.margin = to_enclosure(rate - excess / 16);
    Truth holds = Truth::unsettled;
    if (wide.width <= most_degrees && N <= most_degrees) {
      const D left = chi_tail(static_cast<int>(N), sqrt(s.exact(ratio * static_cast<long>(N))));
      outcome.quantities.insert(outcome.quantities.begin(),
                                quantity("P(|W|_F^2 > M^2 N)", left, effort.digits));
      holds = left <= right;
    }
    outcome.rests_on = {proof};
    conclude(outcome, square_norm_tail(s.exact(Rational(1, 16))), holds, Scope::unbounded);
  });
}

/// E s(g) s(g') for standard normal g, g' of correlation rho, where there is a closed form.
template <IntervalNumber D>
std::optional<D> kernel(Activation activation, const D& rho) {
  if (activation == Activation::erf) return 2 / pi<D>(precision_of(rho)) * asin(2 * rho / 3);
  if (activation == Activation::sin) return (exp(rho - 1) - exp(-rho - 1)) / 2;
  return std::nullopt;
}

Outcome check_features(const Case& input, const Effort& effort) {
  return on_rung(effort, [&]<class B>(const PlainSetting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const WideInput& wide = *input.wide;
    const std::string& name = activation_name(wide.activation);
    const int r = static_cast<int>(wide.hermite);
    const Rational count(static_cast<long>(wide.data));
    // One datum has no pairs.
    const Rational off_diagonal = wide.data == 1 ? 0 : power(wide.correlation, wide.hermite);
    const bool is_bounded = wide.activation != Activation::gelu &&
                            wide.activation != Activation::softplus &&
                            wide.activation != Activation::relu;
    // softplus(x) >= relu(x) = x, and gelu(x) >= x/2 for x >= 0.
    if (lacks(outcome, is_bounded, "the activation is bounded",
              name + "(x) >= x/2 for every x >= 0") ||
        lacks(outcome, !hermite_coefficient_vanishes(wide.activation, r), "eta_r is not 0",
              fmt::format("{} - {}(0) is odd and r = {} is even", name, name, r)) ||
        lacks(outcome, off_diagonal <= Rational(3, 4) / count,
              "max |<x_i, x_j>|^r <= 3 / 4n, for x_i of norm 1",
              "the correlation of the case is larger")) {
      return;
    }
    const D eta = hermite_coefficient<D>(wide.activation, r, s.precision(), s.step());
    const D M = *activation_bounds<D>(wide.activation, s.precision()).value;
    const D n = s.exact(count), m = s.exact(Rational(Integer(wide.width)));
    const D least = sqr(eta) * s.exact(1 - (count - 1) * off_diagonal);
    const D mean = m * least, t = s.exact(Rational(1, 16)) * sqr(eta) / least;
    outcome.quantities = {quantity("eta_r", eta, effort.digits),
                          quantity("M_s", M, effort.digits),
                          bound("eta_r^2 / 4", sqr(eta) / 4),
                          quantity("lambda_min of the mean, at least", least, effort.digits),
                          bound("bound n exp(-3 m eta_r^2 / (64 M_s^2 n))",
                                n * exp(-3 * m * sqr(eta) / (64 * sqr(M) * n))),
                          bound("the same by the whole exponent",
                                n * exp(-(1 - t + t * log(t)) * mean / (n * sqr(M))))};
    outcome.margin = to_enclosure(least - sqr(eta) / 4);
    Truth holds = least >= sqr(eta) / 4;
    const D one = s.number(1), rho = s.exact(wide.correlation);
    if (const auto diagonal = kernel(wide.activation, one)) {
      // n vectors whose products all are rho: the eigenvalues are k(1) - k(rho), k(1) + (n-1)
      // k(rho).
      const D smallest = wide.data == 1 ? *diagonal : *diagonal - *kernel(wide.activation, rho);
      outcome.quantities.push_back(
          quantity("lambda_min of the mean, closed form, if all <x_i, x_j> are the correlation",
                   smallest, effort.digits));
      holds = holds && smallest >= least;
    }
    outcome.rests_on = {proof,
                        "Mehler's formula, Schur's product theorem, Gershgorin's theorem, "
                        "Tropp's matrix Chernoff bound"};
    conclude(outcome, matrix_tail(Rational(1, 4), Rational(3, 64)), holds, Scope::unbounded);
  });
}

/// P(S <= 10), S the sum of 400 independent variables that are 1 with probability 1/20.
Rational lower_tail() {
  Rational sum = 0, term = power(Rational(19, 20), 400);
  for (long k = 0; k <= 10; ++k) {
    sum += term;
    term *= Rational(400 - k, 19 * (k + 1));
  }
  return sum;
}

Outcome refute_exponent(const Case&, const Effort& effort) {
  return on_rung(effort, []<class B>(const PlainSetting<B>& s, Outcome& outcome) {
    const auto left = s.exact(lower_tail());
    outcome.quantities = {
        quantity("with (1 - t)^2", exp(s.exact(Rational(-5, 2))), s.effort.digits)};
    refute(outcome,
           {{"variables", "400"},
            {"mean of each", "1/20"},
            {"mu", "20"},
            {"t", "1/2"},
            {"R", "1"},
            {"n", "1"}},
           left, Stated::at_most, exp(s.exact(Rational(-15, 2))), [] {
             return SecondOpinion{second_engine::binomial_sum(400, Rational(1, 20), 10),
                                  second_engine::exponential(Rational(-15, 2))};
           });
  });
}

Outcome refute_small_ratio(const Case&, const Effort& effort) {
  return on_rung(effort, []<class B>(const PlainSetting<B>& s, Outcome& outcome) {
    refute(outcome, {{"N", "1000"}, {"M^2", "11/10"}}, chi_tail(1000, sqrt(s.number(1100))),
           Stated::at_most, exp(s.exact(Rational(-25, 4))), [] {
             return SecondOpinion{second_engine::chi_square_tail(1000, 1100),
                                  second_engine::exponential(Rational(-25, 4))};
           });
  });
}

}  // namespace

void add_prob(Registry& registry) {
  Claim claim;
  claim.base = "NODE-PROB-1";
  claim.part = "a";
  claim.title = "The norm of a Gaussian weight matrix is rarely far above its mean";
  claim.statement =
      "P \\left( |W|_F^2 > M^2 N \\right) \\le \\exp \\left( -\\frac{(M^2 - 1) N}{16} \\right), "
      "\\quad "
      "N = q m";
  claim.hypotheses = {"W in R^{m x q} with independent standard normal entries", "M^2 >= 2"};
  claim.source = residual_paper("Lemma 20");
  claim.scope = "every N >= 1 and every M^2 >= 2";
  claim.notes = "1/16 may be replaced by (1 - log 2) / 2, and by nothing larger.";
  claim.subject = Subject::wide;
  claim.check = check_square_norm;
  registry.push_back(claim);
  registry.push_back(false_variant(claim, "false-a", "The same bound for M^2 = 1.1",
                                   claim.statement, "N = 1000, M^2 = 11/10", refute_small_ratio));

  Claim features = claim;
  features.part = "b";
  features.title = "Random features of data that are not too correlated have full rank";
  features.statement =
      "\\lambda_{\\min} \\left( E[s(X^\\top w) s(w^\\top X)] \\right) \\ge \\frac{\\eta_r^2}{4}, "
      "\\quad "
      "P \\left( s_{\\min}(s(W X)) < \\frac{\\sqrt{m} |\\eta_r|}{4} \\right) \\le n \\exp \\left( "
      "-\\frac{3 m \\eta_r^2}{64 M_s^2 n} \\right)";
  features.hypotheses = {"W in R^{m x q} with independent standard normal entries",
                         "columns x_i of norm 1, max |<x_i, x_j>|^r <= 3 / 4n over i != j",
                         "|s| <= M_s, and the Hermite coefficient eta_r is not 0"};
  features.source = residual_paper("Lemma 21");
  features.scope = "every n, m, q, L and all such data, for the activation and r of the case";
  features.notes =
      "The exponent of the paper's matrix Chernoff bound is mended: (1 - t)^2, not 1 - t^2. The "
      "constant 3/64 survives.";
  features.check = check_features;
  registry.push_back(features);

  Claim printed = printed_form(
      features, "The matrix Chernoff bound with the exponent 1 - t^2",
      "P \\left( \\lambda_{\\min} \\left( \\sum_k Y_k \\right) \\le t \\mu \\right) \\le n \\exp "
      "\\left( "
      "-\\frac{(1 - t^2) \\mu}{2 R} \\right)",
      printed_in_residual_paper("p. 38"),
      "The sum of 400 variables of mean 1/20 in [0, 1], n = 1. With (1 - t)^2 the bound is right.",
      refute_exponent);
  printed.own_input = true;
  printed.input_name = "Bin(400, 1/20), t = 1/2";
  printed.scope = "one instance";
  printed.hypotheses = {"Y_k independent, positive semidefinite, lambda_max(Y_k) <= R",
                        "mu = lambda_min of the mean of the sum, 0 <= t < 1"};
  registry.push_back(printed);
}

}  // namespace rigor::neural_ode
