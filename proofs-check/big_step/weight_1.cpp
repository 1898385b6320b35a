// WEIGHT-1: lower bounds of the weights pi and g between neighbouring centres (Proposition 9).
#include "model/gap_weight.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/named_inputs.hpp"
#include "proofs-check/big_step/plots.hpp"
#include "proofs-check/big_step/refutation.hpp"
#include "proofs-check/big_step/risk.hpp"
#include "proofs-check/big_step/search.hpp"
#include "proofs-check/big_step/setting.hpp"

namespace rigor::big_step {
namespace {

/// min(i^2 (i-1), (n-i)^2 (n-i-1)) for the cell [c_i, c_{i+1}], i counted from 1.
Rational cell_factor(std::size_t n, std::size_t i) {
  const Rational left = i, right = n - i;
  return std::min<Rational>(left * left * (left - 1), right * right * (right - 1));
}

/// Folds weight(y) - level * cell_factor(i) over y = c_i, m_i, c_{i+1} of every cell, and the least
/// quotient of the two where the bound is not 0.
template <class D>
struct Slack {
  std::optional<D> difference, quotient;
};
template <IntervalNumber B, class Weight>
Slack<Decorated<B>> sampled_slack(const Setting<B>& s, const Decorated<B>& level,
                                  const Weight& weight) {
  using D = Decorated<B>;
  Slack<D> slack;
  for (std::size_t i = 1; i < s.n(); ++i) {
    const D claimed = level * s.exact(cell_factor(s.n(), i));
    for (const Rational& y :
         {s.mixture.centre(i - 1), s.mixture.midpoint(i - 1), s.mixture.centre(i)}) {
      s.effort.budget->step();
      const D value = weight(y - s.mixture.first());
      const D difference = value - claimed;
      slack.difference = slack.difference ? min(*slack.difference, difference) : difference;
      if (!certainly(claimed > 0)) continue;
      const D quotient = value / claimed;
      slack.quotient = slack.quotient ? min(*slack.quotient, quotient) : quotient;
    }
  }
  return slack;
}

template <class D>
void report(Outcome& outcome, const Slack<D>& slack, Truth lemma, Scope scope, int digits) {
  if (slack.quotient) {
    outcome.quantities.push_back(quantity(
        "least weight / bound over y = c_i, m_i, c_{i+1} of all cells", *slack.quotient, digits));
    outcome.quantities.push_back(
        bound("sharpest factor of the bound: refuted above", *slack.quotient));
  } else {
    outcome.reason = "every lower bound is 0 on this case";
  }
  const D zero = enclose<D>(0L, precision_of(*slack.difference));
  outcome.margin = Enclosure{"0", decimal(max(*slack.difference, zero), outcome_digits).second};
  outcome.rests_on = {"proofs-check/big_step/lemmas.hpp: cell_weights"};
  const std::string reason = outcome.reason;
  conclude(outcome, lemma, *slack.difference >= 0, scope);
  if (outcome.reason.empty()) outcome.reason = reason;
}

Outcome check_pi(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const GapProfile profile(s.mixture);
    const SmoothedProfile<B> pi(profile, s.bare_sigma());
    const auto n = static_cast<long>(s.n());
    const D P = s.exact(Rational(1, 2)) - exp(s.exact(-s.delta() * s.delta() * s.u() / 2));
    const D level = max(P, s.number(0)) * s.exact(s.delta()) / (2 * n * n);
    const auto slack = sampled_slack(s, level, [&](const Rational& offset) {
      return decorate(pi.value_once(enclose<B>(offset, s.precision())));
    });
    report(outcome, slack, cell_weights(s.mixture, Rational(1, 2), 0), Scope::unbounded,
           s.effort.digits);
  });
}

Outcome check_g(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const NoisyGapWeight<B> g(s.mixture, s.bare_sigma());
    const auto n = static_cast<long>(s.n());
    const D level = s.exact(s.delta()) / (4 * n * n);
    const auto slack = sampled_slack(s, level, [&](const Rational& offset) {
      return decorate(g.value_once(enclose<B>(offset, s.precision())));
    });
    report(outcome, slack, cell_weights(s.mixture, 0, Rational(1, 4)), Scope::unbounded,
           s.effort.digits);
  });
}

// pi = E q(y - sigma Z) is at most the maximum of q = min(pi^+, pi^-), an exact rational; and
// pi^- <= E (u - U)_+ <= c_n - c_1 on the support. Open: the exact comparison of the two.
Outcome check_upper(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt, [](const auto& s, Outcome& outcome) {
    const GapProfile profile(s.mixture);
    const auto most = s.exact(profile.maximum()), range = s.exact(s.mixture.range());
    outcome.quantities = {bound("max of min(pi^+, pi^-), an upper bound of pi", most),
                          bound("c_n - c_1", range)};
    outcome.margin = between(range - most, range);  // 0 <= pi <= most
    outcome.rests_on = {"proofs-check/big_step/weight_1.cpp: check_upper"};
    const Truth below = proved_if(profile.maximum() <= s.mixture.range());
    conclude(outcome, below, below, Scope::unbounded);
  });
}

// The counterexample C, i = 9, y = c_10.
Outcome refute_printed(const Case&, const Effort& effort) {
  const Case input = input_C();
  return refute_printed_weight(input, {9, input.mu * input.points.back()[0]}, effort);
}

}  // namespace

Rational printed_cell_factor(std::size_t n, std::size_t i) {
  const Rational left = i, right = n - i;
  return std::min<Rational>(left * left * (left - 1), right * right * (right + 1)) / 2;
}

Outcome refute_printed_weight(const Case& input, const CellPoint& at, const Effort& effort) {
  return settle(input, effort, std::nullopt, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    const GapProfile profile(s.mixture);
    const SmoothedProfile<B> pi(profile, s.bare_sigma());
    const auto left = decorate(pi.value(enclose<B>(at.y - s.mixture.first(), s.precision())));
    const auto P = s.exact(Rational(1, 2)) - exp(s.exact(-s.delta() * s.delta() * s.u() / 2));
    const auto n = static_cast<long>(s.n());
    const Rational factor = s.delta() * printed_cell_factor(s.n(), at.i) / (n * n);
    auto witness = coordinates_of(input);
    witness.insert(witness.end(), {{"i", std::to_string(at.i)}, {"y", to_string(at.y)}});
    refute(outcome, std::move(witness), left, Stated::at_least, s.exact(factor) * P, [&] {
      const auto e = second_engine::exponential(-s.delta() * s.delta() * s.u() / 2);
      const second_engine::Bounds P2{Rational(1, 2) - e.upper, Rational(1, 2) - e.lower};
      return SecondOpinion{second_engine::weight_pi(instance_of(s.mixture, s.top()), at.y),
                           scaled(P2, factor)};
    });
  });
}

void add_weight(Registry& registry) {
  Claim a;
  a.base = "WEIGHT-1";
  a.part = "a";
  a.title = "A lower bound of the weight pi between neighbours";
  a.statement =
      "y \\in [c_i, c_{i+1}] \\implies \\pi(y) \\ge \\frac{\\mu \\Delta}{n^2} \\left( \\frac{1}{2} "
      "- "
      "e^{-\\delta^2/2\\sigma^2} \\right) \\min \\left( \\frac{i^2 (i-1)}{2}, \\frac{(n-i)^2 "
      "(n-i-1)}{2} \\right)";
  a.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0"};
  a.source = beside("Proposition 9");
  a.scope = "every cell, every y in it, every noise level";
  a.notes = "The paper prints (n-i)^2 (n-i+1), which is off by one.";
  a.check = check_pi;
  a.plot = weight_plots;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "A lower bound of the weight g between neighbours";
  b.statement =
      "y \\in [c_i, c_{i+1}] \\implies g(y) \\ge \\frac{\\delta}{2 n^2} "
      "\\min \\left( \\frac{i^2 (i-1)}{2}, \\frac{(n-i)^2 (n-i-1)}{2} \\right)";
  b.notes = "g = min(P(Y<y) E(y-Y)_+, P(Y>y) E(Y-y)_+); no exponential term.";
  b.check = check_g;
  registry.push_back(b);

  Claim c = a;
  c.part = "c";
  c.title = "An upper bound of the weight pi";
  c.statement = "\\pi(y) \\le \\mu (x_n - x_1)";
  c.scope = "every y, every noise level";
  c.notes = "";
  c.check = check_upper;
  registry.push_back(c);

  Claim printed = printed_form(
      a, "Proposition 9",
      "y \\in [c_i, c_{i+1}] \\implies \\pi(y) \\ge \\frac{\\mu \\Delta}{n^2} \\left( \\frac{1}{2} "
      "- "
      "e^{-\\delta^2/2\\sigma^2} \\right) \\min \\left( \\frac{i^2 (i-1)}{2}, \\frac{(n-i)^2 "
      "(n-i+1)}{2} \\right)",
      "Proposition 9", "The proof bounds a sum over i' > i+1 by one over i' > i.", refute_printed);
  printed.part = "";
  printed.own_input = true;
  printed.input_name = "C";
  printed.scope = "one instance";
  printed.search = search_weight;
  registry.push_back(printed);
}

}  // namespace rigor::big_step
