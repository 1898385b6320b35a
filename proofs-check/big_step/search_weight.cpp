// Proposition 9 as printed, a lower bound of pi: the search for data, a cell and a point in it.
#include <cmath>

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
  Rational delta = centres.back() - centres.front();
  for (std::size_t i = 1; i < n; ++i) {
    delta = std::min<Rational>(delta, centres[i] - centres[i - 1]);
  }
  const double gap = value(Rational(delta / input.sigma.to));
  // phi(x) = exp(-x^2/2) / sqrt(2 pi), without a mathematical library.
  const double P = 0.5 - guess_normal_density(gap) / guess_normal_density(0);
  const auto count = static_cast<double>(n);
  Guess worst{{1, centres.front()}, INFINITY};
  for (std::size_t i = 1; i < n; ++i) {
    const double bound = P * value(delta * factor(n, i)) / (count * count);
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
  Case input;
  int x = random.integer(-5, 5);
  for (int left = random.integer(2, 8); left > 0; --left) {
    input.points.push_back({Rational(x)});
    x += random.integer(1, 9);
  }
  input.mu = Rational(random.integer(1, 10), 10);
  const Rational range = input.mu * (input.points.back()[0] - input.points.front()[0]);
  const Rational sigma = rounded_to_digits(value(range) * random.uniform(0.001, 0.1), 1);
  input.sigma = {sigma, sigma};
  budget.step(static_cast<std::int64_t>(input.points.size()));
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
