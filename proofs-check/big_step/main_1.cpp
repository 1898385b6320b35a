// MAIN-1: Theorem 8, with an explicit noise level from which on it holds.
#include "function/constants.hpp"
#include "function/power.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/learning_rate.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/risk.hpp"
#include "proofs-check/big_step/setting.hpp"

namespace rigor::big_step {
namespace {

constexpr const char* kRate =
    "proofs-check/big_step/learning_rate.hpp: translation_curvature, least_risk";

/// x = sigma^2 delta n^2 / 2^12: an eta above 2^12 sigma^2 / (n^2 delta) has sigma^4 / eta < x.
template <IntervalNumber B>
Rational scaled_noise(const Setting<B>& s) {
  const Rational n = s.n();
  return s.top() * s.top() * s.delta() * n * n / SmallNoiseConstants{}.rate;
}

/// pi n^5 delta^3 sigma^4 / (2^36 sqrt e): the right side of Theorem 8 for A = sigma^-2. It falls
/// with A.
template <IntervalNumber B>
Decorated<B> right_side(const Setting<B>& s) {
  using D = Decorated<B>;
  const Rational n = s.n(), delta = s.delta();
  const Rational factor = n * n * n * n * n * delta * delta * delta * s.top() * s.top() * s.top() *
                          s.top() / SmallNoiseConstants{}.denominator;
  return pi<D>(s.precision()) * s.exact(factor) / sqrt(euler_e<D>(s.precision()));
}

/// rho_*^2 - sigma^2 (risk + right side), which the condition wants to be >= 0.
template <IntervalNumber B>
Decorated<B> slack(const Setting<B>& s, const Decorated<B>& risk) {
  return least_risk(Stable::any, s.exact(scaled_noise(s))) -
         sqr(s.sigma()) * (risk + right_side(s));
}

/// The condition with the sharp bound of R_n(s*) in place of R_n(s*): it is proved for every
/// smaller sigma with it, as long as delta >= 2 sigma. Proof: with sigma, x and sigma^2 times the
/// right side decrease; sigma^2 times the sharp bound is a sum of (d/sigma) exp(-(d/sigma)^2/8),
/// which decreases with d/sigma >= 2.
template <IntervalNumber B>
Truth sufficient(const Setting<B>& s) {
  return sharp_risk(1) && proved_if(scaled_noise(s) < 1) &&
         slack(s, sharp_risk_bound(s)) >= s.number(0);
}

/// For a range of noise levels: up to a noise level, found by bisection at a fixed precision, the
/// condition is proved.
NoiseCondition up_to_a_noise_level(const Effort& effort) {
  const auto threshold = [effort](const Mixture& mixture, Precision) {
    Effort fixed = effort;
    fixed.precision = {128};
    const auto is_sufficient = [&](const Rational& sigma) {
      fixed.budget->step();
      return certainly(sufficient(Setting<BigInterval>{mixture, {sigma, sigma}, fixed}));
    };
    Rational above = mixture.smallest_gap() / 2;
    if (is_sufficient(above)) return Threshold{above, {}};
    Rational below = above / 2;
    while (!is_sufficient(below)) {
      above = below;
      below = below / 2;
    }
    for (int k = 0; k < 40; ++k) {
      const Rational middle = (below + above) / 2;
      (is_sufficient(middle) ? below : above) = middle;
    }
    const auto short_decimal = parse_rational(decimal_lower(enclose<BigInterval>(below, {128}), 8));
    return Threshold{is_sufficient(*short_decimal) ? *short_decimal : below, {}};
  };
  return {
      "delta >= 2 sigma, and sigma is at most a noise level up to which rho_*^2 - sigma^2 "
      "R_n(s*) >= sigma^2 times the right side is proved",
      threshold};
}

template <IntervalNumber B>
void report(const Setting<B>& s, const Decorated<B>& risk, Outcome& outcome) {
  const auto rho = least_risk(Stable::any, s.exact(scaled_noise(s)));
  outcome.quantities.push_back(bound("x " + s.at_top(), s.exact(scaled_noise(s))));
  outcome.quantities.push_back(bound("rho_*^2 " + s.at_top(), rho));
  outcome.quantities.push_back(
      bound("excess risk R_n(theta) - R_n(s*) " + s.at_top() + ": more than",
            rho / sqr(s.sigma()) - risk));
  outcome.quantities.push_back(bound("right side for A = sigma^-2 " + s.at_top(), right_side(s)));
}

Outcome check_range(const Case& input, const Effort& effort) {
  return settle(input, effort, up_to_a_noise_level(effort), [](const auto& s, Outcome& outcome) {
    outcome.rests_on = {kTranslationLemmas, kRate, "proofs-check/big_step/lemmas.hpp: sharp_risk",
                        "proofs-check/big_step/main_1.cpp: sufficient"};
    const auto risk = sharp_risk_bound(s);
    report(s, risk, outcome);
    outcome.margin = Enclosure{"0", "inf"};
    conclude(outcome,
             translation_curvature({}) && proved_if(2 * s.top() <= s.delta()) && sufficient(s),
             Truth::unsettled, Scope::unbounded);
  });
}

Outcome check_level(const Case& input, const Effort& effort) {
  constexpr const char* text = "rho_*^2 / sigma^2 - R_n(s*) >= the right side for A = sigma^-2";
  return settle(input, effort, std::nullopt, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    if (scaled_noise(s) >= 1) {
      outcome = inapplicable(std::move(outcome), "x = sigma^2 delta n^2 / 2^12 < 1",
                             "x = " + to_string(scaled_noise(s)));
      return;
    }
    outcome.rests_on = {kTranslationLemmas, kRate, "proofs-check/big_step/lemmas.hpp: sharp_risk"};
    Truth condition = sufficient(s);
    if (has_integrals(s)) {
      const auto risk = minimal_risk(s);
      condition = condition || slack(s, risk) >= s.number(0);
      outcome.quantities.push_back(quantity("R_n(s*) " + s.at_top(), risk, s.effort.digits));
      report(s, risk, outcome);
      outcome.margin = to_enclosure(slack(s, risk) / sqr(s.sigma()));
      if (certainly(!(slack(s, risk) >= s.number(0)))) {
        outcome =
            inapplicable(std::move(outcome), text,
                         "sigma^2 R_n(s*) is at least " + decimal_lower(sqr(s.sigma()) * risk, 6) +
                             ", rho_*^2 at most " +
                             decimal_upper(least_risk(Stable::any, s.exact(scaled_noise(s))), 6));
        return;
      }
    }
    outcome.hypotheses.push_back(
        {text, certainly(condition) ? Verdict::verified : Verdict::inconclusive});
    conclude(outcome, translation_curvature({}) && condition, Truth::unsettled, Scope::unbounded);
    outcome.wants_precision = outcome.wants_precision || (wants_integrals(s) && !has_integrals(s));
  });
}

Outcome check_exact(const Case& input, const Effort& effort) {
  return input.sigma.is_point() ? check_level(input, effort) : check_range(input, effort);
}

/// The root of q, if it is rational.
std::optional<Rational> rational_root(const Rational& q) {
  const Integer p = sqrt(numerator(q)), r = sqrt(denominator(q));
  const Rational root(p, r);
  return root * root == q ? std::optional(root) : std::nullopt;
}

/// min(delta / 6, 16 / (n sqrt delta), (10^10 / pi n^5 delta^3)^(1/6)).
Threshold explicit_threshold(const Mixture& mixture, Precision precision) {
  using D = Decorated<BigInterval>;
  const SmallNoiseConstants constants;
  const Rational n = mixture.size(), delta = mixture.smallest_gap();
  const Rational gap = delta / 6, square = constants.product / (n * n * delta);
  const Rational sixth = constants.size / (n * n * n * n * n * delta * delta * delta);
  const D third =
      pow(enclose<D>(sixth, precision) / pi<D>(precision), enclose<D>(Rational(1, 6), precision));
  // 16 / (n sqrt delta) is compared with delta / 6 by squares, exactly.
  const bool gap_is_less = gap * gap <= square;
  const std::optional<Rational> exact = gap_is_less ? gap : rational_root(square);
  const D smaller = exact ? enclose<D>(*exact, precision) : sqrt(enclose<D>(square, precision));
  if (exact && certainly(smaller <= third)) return {exact, {}};
  return {std::nullopt, min(smaller, third)};
}

NoiseCondition small_noise() {
  return {"delta >= 6 sigma, n^2 delta sigma^2 <= 2^8 and pi n^5 delta^3 sigma^6 <= 10^10",
          explicit_threshold};
}

const std::vector<std::string>& rests_of_explicit() {
  static const std::vector<std::string> rests = {
      kTranslationLemmas, kRate, "proofs-check/big_step/learning_rate.hpp: small_noise_excess",
      "proofs-check/big_step/lemmas.hpp: small_risk"};
  return rests;
}

template <IntervalNumber D>
Truth explicit_lemma(Precision precision) {
  const SmallNoiseConstants constants;
  return translation_curvature({}) && small_risk<D>(constants.limit, precision) &&
         small_noise_excess<D>(constants, precision);
}

Outcome check_explicit(const Case& input, const Effort& effort) {
  return settle(input, effort, small_noise(), []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    outcome.rests_on = rests_of_explicit();
    const D square = sqr(s.sigma());
    const D excess =
        least_risk(Stable::any, s.exact(scaled_noise(s))) - square * sharp_risk_bound(s);
    outcome.quantities = {
        bound("sigma^2 times the excess risk " + s.at_top() + ": at least", excess),
        bound("sigma^2 times the right side for A = sigma^-2 " + s.at_top(),
              square * right_side(s))};
    const D least = s.exact(SmallNoiseConstants{}.excess);
    outcome.margin = Enclosure{to_enclosure(excess - least).lower, "1"};
    conclude(outcome, explicit_lemma<D>(s.precision()), excess >= least, Scope::unbounded);
  });
}

Outcome check_printed(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    outcome.rests_on = rests_of_explicit();
    const Threshold level = explicit_threshold(s.mixture, {std::max(s.precision().bits, 128)});
    outcome.quantities = {level.exact ? bound("sigma_0", s.exact(*level.exact))
                                      : bound("sigma_0", level.enclosure)};
    conclude(outcome, explicit_lemma<D>(s.precision()), Truth::unsettled, Scope::unbounded);
  });
}

}  // namespace

void add_main_1(Registry& registry) {
  Claim a;
  a.base = "MAIN-1";
  a.part = "a";
  a.title = "At learning rates above 2^12 sigma^2 / (mu n^2 Delta) no stable network memorises";
  a.statement =
      "\\eta > \\frac{2^{12} \\sigma^2}{n^2 \\delta}, \\quad \\lambda_{\\max}(H) \\le \\frac{2}{m "
      "\\eta} \\implies R_n(\\theta) - R_n(s^*) > \\frac{\\pi n^5 \\delta^3}{2^{36} e^{1/2} A^4 "
      "\\sigma^4} \\quad (A \\ge \\sigma^{-2})";
  a.hypotheses = {
      "d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0",
      "rho_*^2 / sigma^2 - R_n(s*) >= the right side for A = sigma^-2, where rho_* = -2 "
      "+ sqrt(6 - 2x) and x = sigma^2 delta n^2 / 2^12 < 1"};
  a.source = beside("Theorem 8");
  a.scope = "every network of every width, critical or not, every such eta and every A >= sigma^-2";
  a.notes =
      "The range of A holds the paper's A = C_n sigma^-6; of a fixed A as sigma tends to 0 nothing "
      "is said. A range of noise levels is split where the condition is proved with the sharp "
      "bound "
      "of R_n(s*). Stability for linearised SGD, lambda_max(H_ae) <= 2 / (m eta), gives more: 1 - "
      "sqrt "
      "x >= rho_*, as 3 (1 - sqrt x)^2 >= 0.";
  a.check = check_exact;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "The same from an explicit noise level on, with an excess risk of 0.096 / sigma^2";
  b.statement =
      "\\eta > \\frac{2^{12} \\sigma^2}{n^2 \\delta}, \\quad \\lambda_{\\max}(H) \\le \\frac{2}{m "
      "\\eta} \\implies R_n(\\theta) - R_n(s^*) \\ge \\frac{0.096}{\\sigma^2} \\ge \\frac{\\pi n^5 "
      "\\delta^3}{2^{36} e^{1/2} A^4 \\sigma^4} \\quad (A \\ge \\sigma^{-2})";
  b.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0",
                  "delta >= 6 sigma, n^2 delta sigma^2 <= 2^8 and pi n^5 delta^3 sigma^6 <= 10^10"};
  b.scope += ", every noise level of the case's range, down to 0";
  b.notes = "";
  b.check = check_explicit;
  registry.push_back(b);

  Claim printed = printed_form(
      a, "Theorem 8: there is such a noise level for all data",
      "\\exists \\sigma_0 \\; \\forall \\sigma \\le \\sigma_0: \\quad \\eta > \\frac{2^{12} "
      "\\sigma^2}{\\mu n^2 \\Delta} \\implies R_n(\\theta^*) - R_n(s^*) > \\frac{\\pi n^5 \\mu^3 "
      "\\Delta^3}{2^{36} e^{1/2} A^4 \\sigma^4}",
      "Theorem 8",
      "True as printed for A >= sigma^-2, which holds the paper's A = C_n sigma^-6. The proof is "
      "new: the printed one rests on Proposition 10, which is false. sigma_0 is explicit.",
      check_printed);
  printed.part = "";
  printed.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1"};
  printed.scope = "every linearly stable network of every width, every A >= sigma^-2";
  registry.push_back(printed);
}

}  // namespace rigor::big_step
