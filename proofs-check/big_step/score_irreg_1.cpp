// SCORE-IRREG-1: the derivative of the score jumps between data and midpoints (Corollary 3).
#include "model/posterior.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/named_inputs.hpp"
#include "proofs-check/big_step/plots.hpp"
#include "proofs-check/big_step/refutation.hpp"
#include "proofs-check/big_step/search.hpp"
#include "proofs-check/big_step/setting.hpp"

namespace rigor::big_step {
namespace {

/// sigma^4 |s*'(c) - s*'(m_i)| / d_i^2 = |V(c) - V(m_i)| / d_i^2 for c = c_i, c_{i+1}: least over i
/// and c, together with the least of (that minus right(i) / d_i^2).
template <IntervalNumber B, class Right>
void compare(const Setting<B>& s, Outcome& outcome, const Right& right, Truth lemma) {
  using D = Decorated<B>;
  const Posterior<B> posterior(s.mixture, s.bare_sigma());
  std::optional<D> least, slack, proved;
  const auto variance = [&](const Rational& y) { return decorate(posterior.variance(y)); };
  D left = variance(s.mixture.first());
  for (std::size_t i = 0; i + 1 < s.n(); ++i) {
    s.effort.budget->step();
    const D middle = variance(s.mixture.midpoint(i));
    const D right_end = variance(s.mixture.centre(i + 1));
    const D square = sqr(s.exact(s.gap(i)));
    const D constant = right(i) / square;
    proved = proved ? min(*proved, constant) : constant;
    for (const D& end : {left, right_end}) {
      const D jump = abs(end - middle) / square;
      const D over = jump - constant;
      least = least ? min(*least, jump) : jump;
      slack = slack ? min(*slack, over) : over;
    }
    left = right_end;
  }
  outcome.quantities = {
      quantity(
          "min of sigma^4 |s*'(c) - s*'(m_i)| / d_i^2 over i and c in {c_i, c_{i+1}} " + s.at_top(),
          *least, s.effort.digits),
      bound("constant C in |s*'(c) - s*'(m_i)| >= C d_i^2 / sigma^4: proved, " + s.noise_levels(),
            *proved),
      bound("constant C: refuted above " + s.at_top(), *least)};
  outcome.margin = s.margin(*slack, lemma);
  outcome.rests_on = {
      "SCORE-ID-1: s*' = (V / sigma^2 - 1) / sigma^2, so sigma^4 |s*'(c) - s*'(m_i)| >= V(m_i) - "
      "V(c)"};
  conclude(outcome, lemma, *slack >= 0, Scope::unbounded);
}

Outcome check_jump(const Case& input, const Effort& effort) {
  return settle(input, effort, gap_at_least(2), [](const auto& s, Outcome& outcome) {
    const auto S = s.S(), U = s.U();
    const auto right = [&](std::size_t i) {
      return sqr(s.exact(s.gap(i))) / (4 * (1 + S)) - sqr(s.exact(s.delta())) * U;
    };
    compare(s, outcome, right, midpoint_variance(4, 4) && near_centre_variance(2, Rational(1, 4)));
    outcome.rests_on.push_back(
        "proofs-check/big_step/lemmas.hpp: midpoint_variance, near_centre_variance");
  });
}

Outcome check_jump_by_count(const Case& input, const Effort& effort) {
  return settle(input, effort, gap_at_least(2), []<class B>(const Setting<B>& s, Outcome& outcome) {
    const auto n = static_cast<long>(s.n());
    const auto Q = s.Q();
    const auto right = [&](std::size_t i) {
      return sqr(s.exact(s.gap(i))) / (2 * n) - 4 * n * n * sqr(s.exact(s.delta())) * Q;
    };
    compare(s, outcome, right,
            midpoint_variance_by_count(2) &&
                near_centre_by_count<Decorated<B>>(s.n(), s.delta(), s.u(), Rational(1, 4), 1, 4,
                                                   s.precision()));
    outcome.rests_on.push_back(
        "proofs-check/big_step/lemmas.hpp: midpoint_variance_by_count, near_centre_by_count");
  });
}

/// The point x_k of the data, k = i or i + 1, as the y of the printed statement about the cell i;
/// from 0.
struct PrintedPoint {
  std::size_t i, k;
};

// The point is printed as y in {x_i, x_{i+1}}, without mu.
Outcome refute_printed_at(const Case& input, const PrintedPoint& at, const Effort& effort) {
  return settle(
      input, effort, gap_at_least(2), [&]<class B>(const Setting<B>& s, Outcome& outcome) {
        const Rational y = s.mixture.centre(at.k) / s.mixture.mu(), m = s.mixture.midpoint(at.i);
        const Posterior<B> posterior(s.mixture, s.bare_sigma());
        const auto left =
            abs(decorate(posterior.score_derivative(y)) - decorate(posterior.score_derivative(m)));
        // (mu^2 / sigma^4) ((x_{i+1} - x_i)^2 / 2n - 4 n^2 Delta^2 Q) = first - second Q
        const Rational n = s.n(), d = s.gap(at.i);
        const Rational first = s.u() * s.u() * d * d / (2 * n);
        const Rational second = s.u() * s.u() * 4 * n * n * s.delta() * s.delta();
        const auto right = s.exact(first) - s.exact(second) * s.Q();
        auto witness = coordinates_of(input);
        witness.insert(witness.end(), {{"i", std::to_string(at.i + 1)},
                                       {"y = x_" + std::to_string(at.k + 1), to_string(y)}});
        refute(outcome, std::move(witness), left, Stated::at_least, right, [&] {
          const auto instance = instance_of(s.mixture, s.top());
          const auto at_y = second_engine::score_derivative(instance, y);
          const auto at_m = second_engine::score_derivative(instance, m);
          const Rational most =
              std::max<Rational>(at_y.upper - at_m.lower, at_m.upper - at_y.lower);
          const auto Q = second_engine::exponential(-s.delta() * s.delta() * s.u() / 4);
          return SecondOpinion{{0, most}, {first - second * Q.upper, first - second * Q.lower}};
        });
      });
}

// For x = (0, 1, 2, 3), mu = 2/3, i = 2 the point x_2 = 1 is the midpoint m_2 itself, so the left
// side is |s*'(1) - s*'(1)| = 0.
Outcome refute_printed(const Case&, const Effort& effort) {
  const Case input = named_input("IRREG-CE", {"0", "1", "2", "3"}, "2/3", "1/20");
  return refute_printed_at(input, {1, 1}, effort);
}

/// The one with the least |y - m_i| d_i, with that product: V varies between the centres on the
/// scale |y - m_i| d_i = sigma^2.
std::pair<PrintedPoint, Rational> nearest_to_midpoint(const Case& input) {
  const Mixture mixture(input.points, input.mu);
  std::pair<PrintedPoint, Rational> nearest{{0, 0}, -1};
  for (std::size_t i = 0; i + 1 < mixture.size(); ++i) {
    for (const std::size_t k : {i, i + 1}) {
      const Rational y = mixture.centre(k) / mixture.mu();
      const Rational distance = abs(y - mixture.midpoint(i)) * mixture.gap(i);
      if (nearest.second < 0 || distance < nearest.second) nearest = {{i, k}, distance};
    }
  }
  return nearest;
}

// Random data with a data point so near to the midpoint of centres.
Outcome search_printed(std::uint64_t seed, const Effort& effort) {
  const auto propose = [](SeededRandom& random, Budget& budget) -> std::optional<Case> {
    budget.step();
    const auto n = static_cast<std::size_t>(random.integer(2, 6));
    Case input = propose_points(random, n, 1 / random.uniform(0.02, 0.5));
    const Rational& sigma = input.sigma.to;
    if (nearest_to_midpoint(input).second > sigma * sigma) return std::nullopt;
    return input;
  };
  return search_until_proved(seed, effort, propose, [](const Case& input, const Effort& e) {
    return refute_printed_at(input, nearest_to_midpoint(input).first, e);
  });
}

}  // namespace

void add_score_irreg(Registry& registry) {
  Claim a;
  a.base = "SCORE-IRREG-1";
  a.part = "a";
  a.title = "The derivative of the score jumps between a data point and the next midpoint";
  a.statement =
      "c \\in \\{c_i, c_{i+1}\\} \\implies |s^{*\\prime}(c) - s^{*\\prime}(m_i)| \\ge "
      "\\frac{1}{\\sigma^4} "
      "\\left( \\frac{d_i^2}{4 (1 + S)} - \\delta^2 U \\right)";
  a.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0", "delta >= 2 sigma"};
  a.source = beside("Corollary 3");
  a.scope = "every i and every noise level of the case's range, down to 0";
  a.notes = "S and U as in SCORE-VAR-1; free of n.";
  a.check = check_jump;
  a.plot = score_plots;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "The same with the constants of the paper, at the centres";
  b.statement =
      "c \\in \\{c_i, c_{i+1}\\} \\implies |s^{*\\prime}(c) - s^{*\\prime}(m_i)| \\ge "
      "\\frac{\\mu^2}{\\sigma^4} "
      "\\left( \\frac{(x_{i+1} - x_i)^2}{2n} - 4 n^2 \\Delta^2 Q \\right)";
  b.notes = "Corollary 3 as it is meant: at mu x_i, where the paper prints x_i.";
  b.check = check_jump_by_count;
  b.plot = derivative_plots;
  registry.push_back(b);

  Claim printed = printed_form(
      b, "Corollary 3 as printed, at the data points themselves",
      "y \\in \\{x_i, x_{i+1}\\} \\implies |s^{*\\prime}(y) - s^{*\\prime}(m_i)| \\ge "
      "\\frac{\\mu^2}{\\sigma^4} "
      "\\left( \\frac{(x_{i+1} - x_i)^2}{2n} - 4 n^2 \\Delta^2 Q \\right)",
      "Corollary 3", "The factor mu is missing in the printed point: x_2 = 1 is the midpoint m_2.",
      refute_printed);
  printed.part = "";
  printed.own_input = true;
  printed.input_name = "x = (0, 1, 2, 3), mu = 2/3, sigma = 1/20";
  printed.scope = "one instance";
  printed.search = search_printed;
  registry.push_back(printed);
}

}  // namespace rigor::big_step
