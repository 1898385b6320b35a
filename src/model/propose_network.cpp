#include "model/propose_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "analysis/seeded_random.hpp"

namespace rigor {
namespace {

constexpr int kNodesPerSigma = 16;
constexpr int kReach = 6;

/// One value of (Y, z) with its probability.
struct Node {
  double y, z, probability;
};

std::vector<Node> make_nodes(const Mixture& mixture, double sigma) {
  std::vector<Node> nodes;
  double total = 0;
  for (std::size_t i = 0; i < mixture.size(); ++i) {
    const auto centre = mixture.centre(i).convert_to<double>();
    for (int k = -kReach * kNodesPerSigma; k <= kReach * kNodesPerSigma; ++k) {
      const double z = static_cast<double>(k) / kNodesPerSigma;
      nodes.push_back({centre + sigma * z, z, std::exp(-z * z / 2)});
      total += nodes.back().probability;
    }
  }
  for (Node& node : nodes) node.probability /= total;
  std::stable_sort(nodes.begin(), nodes.end(),
                   [](const Node& a, const Node& b) { return a.y < b.y; });
  return nodes;
}

struct FloatNetwork {
  std::vector<double> signs, weights, kinks;
  std::size_t width() const { return signs.size(); }
};

FloatNetwork random_network(const Mixture& mixture, double sigma, const TrainingPlan& plan) {
  SeededRandom random(plan.seed);
  const double left = mixture.first().convert_to<double>() - 2 * sigma;
  const double right = mixture.last().convert_to<double>() + 2 * sigma;
  const double size = 1 / (sigma * sigma);
  FloatNetwork network;
  for (std::size_t l = 0; l < plan.width; ++l) {
    network.signs.push_back(random.uniform(0, 1) < 0.5 ? -1 : 1);
    network.weights.push_back(random.uniform(-size, size));
    network.kinks.push_back(random.uniform(left, right));
  }
  return network;
}

/// y -> slope y - offset.
struct Line {
  double slope = 0, offset = 0;
};

/// Descent with sums over sorted nodes and kinks: a step costs O(nodes + m log m).
class Descent {
 public:
  Descent(std::vector<Node> nodes, FloatNetwork network, double sigma)
      : nodes_(std::move(nodes)),
        network_(std::move(network)),
        sigma_(sigma),
        mass_(nodes_.size() + 1, 0.0),
        moment_(nodes_.size() + 1, 0.0),
        order_(network_.width()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
  }

  /// The risk before the step; NaN or infinite once it diverges.
  double step(double eta) {
    const double risk = sum_residuals();
    for (std::size_t l = 0; l < network_.width(); ++l) {
      const auto [mean, ramp] = residual_beyond(l);
      // db = -2 eta w E r 1, and tau = -eps b
      network_.kinks[l] += network_.signs[l] * 2 * eta * network_.weights[l] * mean;
      network_.weights[l] -= 2 * eta * ramp;
    }
    return risk;
  }

  const FloatNetwork& network() const { return network_; }

 private:
  /// Fills the running sums of p r and p r y; returns the risk.
  double sum_residuals() {
    std::stable_sort(order_.begin(), order_.end(), [this](std::size_t a, std::size_t b) {
      return network_.kinks[a] < network_.kinks[b];
    });
    // Left of every kink the neurons with sign -1 are active, with -w (y - tau).
    Line line;
    for (std::size_t l = 0; l < network_.width(); ++l) {
      if (network_.signs[l] < 0) turn(line, l, -1);
    }
    const auto m = static_cast<double>(network_.width());
    double risk = 0;
    std::size_t next = 0;
    for (std::size_t k = 0; k < nodes_.size(); ++k) {
      const Node& node = nodes_[k];
      for (; next < order_.size() && network_.kinks[order_[next]] < node.y; ++next) {
        turn(line, order_[next], 1);
      }
      const double r = (line.slope * node.y - line.offset) / m + node.z / sigma_;
      mass_[k + 1] = mass_[k] + node.probability * r;
      moment_[k + 1] = moment_[k] + node.probability * r * node.y;
      risk += node.probability * r * r;
    }
    return risk;
  }

  /// At its kink a neuron with sign +1 starts and one with sign -1 ends: either way the line
  /// changes by w (y - tau).
  void turn(Line& line, std::size_t l, double times) const {
    line.slope += times * network_.weights[l];
    line.offset += times * network_.weights[l] * network_.kinks[l];
  }

  struct Beyond {
    double mean, ramp;  ///< E r 1_l, E r phi_l
  };
  Beyond residual_beyond(std::size_t l) const {
    const double tau = network_.kinks[l];
    const auto after = std::upper_bound(nodes_.begin(), nodes_.end(), tau,
                                        [](double t, const Node& node) { return t < node.y; });
    const auto k = static_cast<std::size_t>(after - nodes_.begin());
    // Between nodes the sums are interpolated, so that they move with the kink.
    double share = 0;
    if (k > 0 && k < nodes_.size()) {
      const double gap = nodes_[k].y - nodes_[k - 1].y;
      if (gap > 0) share = (tau - nodes_[k - 1].y) / gap - 0.5;
    }
    const std::size_t other = share < 0 ? k - 1 : std::min(k + 1, nodes_.size());
    const double part = std::abs(share);
    double mass = mass_[k] + part * (mass_[other] - mass_[k]);
    double moment = moment_[k] + part * (moment_[other] - moment_[k]);
    if (network_.signs[l] > 0) {
      mass = mass_.back() - mass;
      moment = moment_.back() - moment;
    }
    return {mass, network_.signs[l] * (moment - tau * mass)};
  }

  std::vector<Node> nodes_;
  FloatNetwork network_;
  double sigma_;
  std::vector<double> mass_, moment_;
  std::vector<std::size_t> order_;
};

Rational short_decimal(double x) {
  return *parse_rational(fmt::format("{:.15g}", x));
}

}  // namespace

std::optional<TrainingResult> propose_network(const Mixture& mixture, const Rational& sigma,
                                              const TrainingPlan& plan,
                                              const std::function<void()>& step) {
  const auto noise = sigma.convert_to<double>();
  Descent descent(make_nodes(mixture, noise), random_network(mixture, noise, plan), noise);
  // A divergent run soon leaves every bound; a useful network has sigma^2 R <= 1.
  constexpr double kDivergent = 1e6;
  double risk = 0, before = 0;
  for (std::uint64_t k = 0; k <= plan.steps; ++k) {
    step();
    before = std::exchange(risk, descent.step(k < plan.steps ? plan.eta : 0));
    if (k > plan.steps / 10 && !(risk * noise * noise < kDivergent)) return std::nullopt;
  }
  // Kinks thrown off the data leave s = 0 there, where nothing moves them any more.
  if (risk == before && std::fabs(risk * noise * noise - 1) < 1e-6) return std::nullopt;
  TrainingResult result;
  const FloatNetwork& network = descent.network();
  for (std::size_t l = 0; l < network.width(); ++l) {
    if (!std::isfinite(network.weights[l]) || !std::isfinite(network.kinks[l])) return std::nullopt;
    result.network.signs.push_back(network.signs[l] > 0 ? 1 : -1);
    result.network.weights.push_back(short_decimal(network.weights[l]));
    result.network.kinks.push_back(short_decimal(network.kinks[l]));
  }
  result.risk = risk;
  return result;
}

}  // namespace rigor
