#include "proofs-check/neural_ode/pl_3_printed.hpp"

#include <string>
#include <utility>

#include "function/elementary.hpp"
#include "model/hermite_coefficients.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/plain_setting.hpp"
#include "proofs-check/neural_ode/wide_lemmas.hpp"
#include "proofs-check/second_engine/wide_network.hpp"

namespace rigor::neural_ode {
namespace {

/// eta / (32 sqrt 2), of a negative eta.
second_engine::Bounds printed_radius(const second_engine::Bounds& eta) {
  const second_engine::Bounds root = second_engine::square_root(2);
  return {eta.lower / (32 * root.lower), eta.upper / (32 * root.upper)};
}

Outcome refute_sign(const Case&, const Effort& effort) {
  return on_rung(effort, []<class B>(const PlainSetting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const D eta = hermite_coefficient<D>(Activation::tanh, 3, s.precision(), s.step());
    const WideConstants<D> c = wide_constants(s.number(1), eta);
    outcome.quantities = {quantity("c2 as printed", c.c2, s.effort.digits),
                          quantity("c4 as printed", c.c4, s.effort.digits)};
    refute(outcome, {{"r", "3"}}, c.c3, Stated::at_least, s.number(0), [] {
      return SecondOpinion{printed_radius(second_engine::third_hermite_coefficient_of_tanh()),
                           exact_bounds(0)};
    });
  });
}

Outcome refute_power(const Case&, const Effort& effort) {
  return on_rung(effort, []<class B>(const PlainSetting<B>& s, Outcome& outcome) {
    const auto a = sqrt(s.number(8));
    outcome.quantities = {
        quantity("exp(-a - a^2 / L)", exp(-a - s.exact(Rational(8, 100))), s.effort.digits)};
    refute(outcome, {{"a^2", "8"}, {"L", "100"}}, pown(1 - a / 100, 100), Stated::at_least, exp(-a),
           [] {
             return SecondOpinion{second_engine::power_of_layers(8, 100),
                                  second_engine::exponential_of_minus_root(8)};
           });
  });
}

// |eta_r| <= K_s for every activation, so c1 >= 2^10.
Outcome refute_experiment(const Case&, const Effort& effort) {
  return on_rung(effort, []<class B>(const PlainSetting<B>& s, Outcome& outcome) {
    const Rational least = 1024 * 50;
    refute(outcome, {{"m", "64"}, {"n", "50"}, {"2^10 n, at most c1 n", to_string(least)}},
           s.number(64), Stated::at_least, s.exact(least), [&] {
             return SecondOpinion{exact_bounds(64), exact_bounds(least)};
           });
  });
}

Claim with_own_input(const std::string& variant, const std::string& input_name, Claim printed) {
  printed.variant = variant;
  printed.own_input = true;
  printed.input_name = input_name;
  printed.scope = "one instance";
  return printed;
}

}  // namespace

void add_printed_wide_constants(Registry& registry, const Claim& claim) {
  registry.push_back(with_own_input(
      "printed-a", "tanh, r = 3",
      printed_form(
          claim, "The constants with eta_r in place of its absolute value",
          "\\min \\left( \\frac{\\eta_r}{32 \\sqrt{2} K_s}, \\frac{1}{2} \\right) = c_3 \\ge 0",
          printed_in_residual_paper("Proposition 5"),
          "For tanh, erf and arctan eta_3 is negative, and so are c2, c3 and c4.", refute_sign)));
  registry.push_back(with_own_input(
      "printed-b", "a = 2 sqrt 2, L = 100",
      printed_form(claim, "A product of L factors 1 - a/L is at least e^(-a)",
                   "\\left( 1 - \\frac{a}{L} \\right)^L \\ge e^{-a}, \\quad a = 2 \\sqrt{2} K_s",
                   printed_in_residual_paper("p. 33, after (51)"),
                   "It is less for all 0 < a <= L; exp(-a - a^2/L) is a lower bound for a <= L/2. "
                   "The conclusion of the step survives.",
                   refute_power)));
  registry.push_back(with_own_input(
      "printed-c", "n = 50, m = 64",
      printed_form(
          claim, "The experiment of Section 5.1 is wide enough for Theorem 6", "m \\ge c_1 n",
          printed_in_residual_paper("Section 5.1"),
          "c1 >= 2^10 for every activation, as |eta_r| <= K_s. Besides, for GELU, L = 64 is below "
          "c2 "
          "sqrt(nq), q = 16 below d + d' = 32, the activation is unbounded, and A, B are frozen.",
          refute_experiment)));
}

}  // namespace rigor::neural_ode
