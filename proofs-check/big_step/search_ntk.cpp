// Proposition 10 as printed, lambda_max(G) >= (2/m) TV_pi(s_theta): the search for a network.
#include <cmath>

#include "analysis/propose_minimum.hpp"
#include "linear/eigenvalues.hpp"
#include "model/network_risk.hpp"
#include "model/network_variation.hpp"
#include "proofs-check/big_step/refutation.hpp"
#include "proofs-check/big_step/search.hpp"

namespace rigor::big_step {
namespace {

constexpr int evaluations = 250;        // of one start
constexpr int more_evaluations = 1000;  // of one that has found a violation
constexpr int most_groups = 3;
constexpr double least_ratio = 1.01;  // of the two sides, for a violation that is worth a proof
constexpr int most_digits = 8;

/// Groups of 1, 2, 4 or 8 neurons with kinks between the atoms, a few sigma from one or on one, and
/// the weights that make both halves of a neuron's gradient, phi and w 1, equally long.
std::vector<NeuronGroup> random_groups(SeededRandom& random, const PlainMixture& mixture) {
  std::vector<NeuronGroup> groups(static_cast<std::size_t>(random.integer(2, most_groups)));
  for (NeuronGroup& group : groups) {
    group.sign = random.below(2) == 0 ? 1 : -1;
    group.count = 1 << random.below(4);
    group.kink = mixture.centres[random.below(2)];
    switch (random.below(3)) {
      case 0:
        group.kink = random.uniform(mixture.centres.front(), mixture.centres.back());
        break;
      case 1:
        group.kink += mixture.sigma * random.normal();
        break;
      default:
        break;
    }
    const NetworkGuess one(mixture, {group});
    group.weight = std::sqrt(one.ramp_product(0, 0) / one.active(0));
  }
  return groups;
}

/// Every group and its image under y -> c_1 + c_n - y.
std::vector<NeuronGroup> with_images(const PlainMixture& mixture,
                                     const std::vector<NeuronGroup>& groups) {
  std::vector<NeuronGroup> all;
  for (const NeuronGroup& group : groups) {
    all.push_back(group);
    all.push_back(group);
    all.back().sign = -group.sign;
    all.back().kink = mixture.centres.front() + mixture.centres.back() - group.kink;
  }
  return all;
}

/// Rounds kinks to so many decimals and weights to so many digits; the network of the groups and of
/// their images under y -> ends - y, ends = c_1 + c_n.
Network round_to(int digits, std::vector<NeuronGroup>& groups, const Rational& ends) {
  Network network;
  for (NeuronGroup& group : groups) {
    const Rational kink = rounded_to_decimals(group.kink, digits);
    const Rational w = rounded_to_digits(group.weight, digits);
    group.kink = static_cast<double>(kink);
    group.weight = static_cast<double>(w);
    for (const bool is_image : {false, true}) {
      const auto count = static_cast<std::size_t>(group.count);
      network.signs.insert(network.signs.end(), count, is_image ? -group.sign : group.sign);
      network.weights.insert(network.weights.end(), count, w);
      network.kinks.insert(network.kinks.end(), count, is_image ? ends - kink : kink);
    }
  }
  return network;
}

Outcome prove(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    const auto box = enclose_network<B>(input.network->network, s.precision());
    const B sigma = s.bare_sigma();
    const NetworkRisk<B> risk(s.mixture, sigma, box, s.step());
    const auto left = decorate(largest_eigenvalue(risk.gram()));
    const auto m = static_cast<long>(box.width());
    const auto right =
        2 *
        decorate(network_variation(s.mixture, s.bare_sigma(), input.network->network, s.step())
                     .under_pi) /
        m;
    refute(outcome, coordinates_of(input), left, Stated::at_least, right, [&] {
      using namespace second_engine;
      const NetworkInstance instance = network_instance(input);
      return SecondOpinion{second_engine::largest_eigenvalue(instance, NetworkMatrix::gram),
                           scaled(network_variation_under_pi(instance), Rational(2, m))};
    });
  });
}

}  // namespace

std::optional<Case> propose_low_sharpness(
    SeededRandom& random, Budget& budget,
    const std::function<double(const PlainMixture&, const NetworkGuess&, std::size_t)>& weight) {
  Case input = propose_points(random, 2, 1 / random.uniform(0.01, 0.1));
  const PlainMixture mixture{{static_cast<double>(input.mu * input.points[0][0]),
                              static_cast<double>(input.mu * input.points[1][0])},
                             static_cast<double>(input.sigma.to)};
  const std::vector<NeuronGroup> start = random_groups(random, mixture);
  const auto ratio = [&](const std::vector<NeuronGroup>& groups) {
    budget.step();
    const NetworkGuess network(mixture, with_images(mixture, groups));
    double sum = 0;
    for (std::size_t g = 0; g < network.groups().size(); ++g) {
      const NeuronGroup& group = network.groups()[g];
      sum += group.count * group.weight * weight(mixture, network, g);
    }
    return 2 * sum / network.largest_gram_eigenvalue();
  };
  // A point is the kinks, in units of the range, then the factors of the first weights.
  const std::size_t k = start.size();
  const auto groups_at = [&](const std::vector<double>& point) {
    std::vector<NeuronGroup> groups = start;
    for (std::size_t g = 0; g < k; ++g) {
      groups[g].kink += mixture.range() * point[g];
      groups[g].weight *= std::abs(1 + point[k + g]);
    }
    return groups;
  };
  const auto objective = [&](const std::vector<double>& point) { return -ratio(groups_at(point)); };
  Proposal best =
      propose_minimum(objective, std::vector<double>(2 * k, 0), 0.05, evaluations, random);
  if (!(-best.value >= least_ratio)) return std::nullopt;
  best = propose_minimum(objective, best.point, 0.01, more_evaluations, random);

  // The fewest digits that keep half of the violation.
  const std::vector<NeuronGroup> found = groups_at(best.point);
  for (int digits = 1; digits <= most_digits; ++digits) {
    std::vector<NeuronGroup> rounded = found;
    Network network =
        round_to(digits, rounded, input.mu * (input.points[0][0] + input.points[1][0]));
    if (ratio(rounded) - 1 >= (-best.value - 1) / 2) {
      input.network = NetworkInput{std::move(network)};
      return input;
    }
  }
  return std::nullopt;
}

Outcome search_ntk(std::uint64_t seed, const Effort& effort) {
  const auto propose = [](SeededRandom& random, Budget& budget) {
    return propose_low_sharpness(
        random, budget, [](const PlainMixture& mixture, const NetworkGuess& network, auto g) {
          return guess_pi(mixture, network.groups()[g].kink);
        });
  };
  return search_until_proved(seed, effort, propose, prove);
}

}  // namespace rigor::big_step
