// Proposition 9 as printed, a lower bound of pi: the search for data, a cell and a point in it.
#include <limits>

#include "proofs-check/big_step/search.hpp"

namespace rigor::big_step {
namespace {

constexpr double most_quotient = 0.9;  // of pi and its bound, for a violation worth a proof

double value(const Rational& q) {
  return static_cast<double>(q);
}

/// Where pi seems to be the smallest part of its bound, and which part.
struct Guess {
  CellPoint at;
  double quotient;
};
Guess guess_worst_place(const Case& input,
                        const std::function<Rational(std::size_t, std::size_t)>& factor) {
  const std::size_t n = input.points.size();
  std::vector<Rational> centres;
  PlainMixture mixture{{}, value(input.sigma.to)};
  for (const auto& point : input.points) {
    centres.push_back(input.mu * point[0]);
    mixture.centres.push_back(value(centres.back()));
  }
  // exp(-x^2/2) = phi(x) / phi(0).
  const double delta = mixture.smallest_gap();
  const double P = 0.5 - guess_normal_density(delta / mixture.sigma) / guess_normal_density(0);
  const auto count = static_cast<double>(n);
  Guess worst{{1, centres.front()}, std::numeric_limits<double>::infinity()};
  for (std::size_t i = 1; i < n; ++i) {
    const double bound = P * delta * value(factor(n, i)) / (count * count);
    if (!(bound > 0)) continue;
    for (const Rational& y :
         {centres[i - 1], Rational((centres[i - 1] + centres[i]) / 2), centres[i]}) {
      const double quotient = guess_pi(mixture, value(y)) / bound;
      if (quotient < worst.quotient) worst = {{i, y}, quotient};
    }
  }
  return worst;
}

Outcome prove(const Case& input, const Effort& effort) {
  return refute_printed_weight(input, guess_worst_place(input, printed_cell_factor).at, effort);
}

}  // namespace

std::optional<Case> propose_low_weight(
    SeededRandom& random, Budget& budget,
    const std::function<Rational(std::size_t, std::size_t)>& factor) {
  const auto count = static_cast<std::size_t>(random.integer(2, 8));
  const Case input = propose_points(random, count, 1 / random.uniform(0.03, 1));
  budget.step(static_cast<std::int64_t>(count));
  if (!(guess_worst_place(input, factor).quotient <= most_quotient)) return std::nullopt;
  return input;
}

Outcome search_weight(std::uint64_t seed, const Effort& effort) {
  const auto propose = [](SeededRandom& random, Budget& budget) {
    return propose_low_weight(random, budget, printed_cell_factor);
  };
  return search_until_proved(seed, effort, propose, prove);
}

}  // namespace rigor::big_step
