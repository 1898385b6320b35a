#include "proofs-check/big_step/search.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "proofs-check/big_step/named_inputs.hpp"
#include "verdict/ladder.hpp"

namespace rigor::big_step {
namespace {

constexpr int most_bits = 512;

}  // namespace

Outcome search_until_proved(std::uint64_t seed, const Effort& effort, const Propose& propose,
                            const std::function<Outcome(const Case&, const Effort&)>& prove) {
  SeededRandom random(seed);
  for (;;) {
    effort.budget->step();
    const std::optional<Case> found = propose(random, *effort.budget);
    if (!found) continue;
    for (const int bits : rungs(most_bits)) {
      Outcome outcome = prove(*found, {Precision{bits}, effort.digits, effort.budget});
      outcome.bits = bits;
      if (outcome.verdict == Verdict::violated) return outcome;
    }
  }
}

Case propose_points(SeededRandom& random, std::size_t count, double gap) {
  Case input;
  int x = random.integer(-5, 5), least = 10;
  for (std::size_t i = 0; i < count; ++i) {
    input.points.push_back({Rational(x)});
    const int distance = random.integer(1, 9);
    if (i + 1 < count) least = std::min(least, distance);
    x += distance;
  }
  input.mu = Rational(random.integer(1, 10), 10);
  const Rational sigma = rounded_to_digits(static_cast<double>(input.mu * least) / gap, 1);
  input.sigma = {sigma, sigma};
  return input;
}

Rational rounded_to_decimals(double x, int decimals) {
  return literal(fmt::format("{:.{}f}", x, decimals));
}
Rational rounded_to_digits(double x, int digits) {
  return literal(fmt::format("{:.{}e}", x, digits - 1));
}

std::vector<std::pair<std::string, std::string>> coordinates_of(const Case& input) {
  std::vector<std::pair<std::string, std::string>> coordinates;
  for (std::size_t i = 0; i < input.points.size(); ++i) {
    coordinates.emplace_back("x_" + std::to_string(i + 1), to_string(input.points[i][0]));
  }
  coordinates.emplace_back("mu", to_string(input.mu));
  coordinates.emplace_back("sigma", to_string(input.sigma.to));
  if (!input.network) return coordinates;
  const Network& network = input.network->network;
  const auto equal = [&](std::size_t k, std::size_t l) {
    return network.signs[k] == network.signs[l] && network.weights[k] == network.weights[l] &&
           network.kinks[k] == network.kinks[l];
  };
  coordinates.emplace_back("m", std::to_string(network.width()));
  for (std::size_t l = 0, next = 0; l < network.width(); l = next) {
    for (next = l + 1; next < network.width() && equal(l, next);) ++next;
    std::string index = std::to_string(l + 1);
    if (next > l + 1) index += ".." + std::to_string(next);
    coordinates.emplace_back("eps_" + index, std::to_string(network.signs[l]));
    coordinates.emplace_back("tau_" + index, to_string(network.kinks[l]));
    coordinates.emplace_back("w_" + index, to_string(network.weights[l]));
  }
  return coordinates;
}

second_engine::NetworkInstance network_instance(const Case& input) {
  second_engine::NetworkInstance instance{{{}, input.sigma.to}, {}, {}, {}};
  for (const auto& point : input.points) instance.data.centres.push_back(input.mu * point[0]);
  std::sort(instance.data.centres.begin(), instance.data.centres.end());
  const Network& network = input.network->network;
  instance.signs = network.signs;
  for (const Rational& w : network.weights) instance.weights.push_back({w, w});
  for (const Rational& tau : network.kinks) instance.kinks.push_back({tau, tau});
  return instance;
}

}  // namespace rigor::big_step
