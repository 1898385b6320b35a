// The variation of a network's slope under the weights pi, g and min(F, 1 - F).
#include "second_engine/gap_weight.hpp"
#include "second_engine/network.hpp"
#include "second_engine/posterior.hpp"

namespace rigor::second_engine {
namespace {

/// P(Y < y) and E (y - Y)_+, and their mirror images, for all y of the ball.
struct Sides {
  Arb below, excess_below, above, excess_above;
};
Sides sides_at(const Instance& instance, const Arb& y) {
  const long bits = y.bits(), n = static_cast<long>(instance.centres.size());
  const Arb sigma(instance.sigma, bits);
  Sides sides{Arb(bits), Arb(bits), Arb(bits), Arb(bits)};
  for (const Rational& centre : instance.centres) {
    const Arb t = y - Arb(centre, bits);
    const NormalParts left = normal_parts(t, sigma), right = normal_parts(-t, sigma);
    sides.below += left.probability / n;
    sides.excess_below += left.excess / n;
    sides.above += right.probability / n;
    sides.excess_above += right.excess / n;
  }
  return sides;
}

Arb pi_over(const Instance& instance, const Bounds& y, long bits) {
  const Rational first = instance.centres.front(), last = instance.centres.back();
  if (instance.centres.size() == 1 || y.upper < first || y.lower > last) return Arb(bits);
  const SmoothedGaps gaps(instance, bits);
  const Arb inside = y.lower == y.upper ? gaps.at(y.lower) : gaps.over(y.lower, y.upper);
  const bool may_be_outside = y.lower < first || y.upper > last;
  return may_be_outside ? hull(Arb(bits), inside) : inside;
}

/// The sum over the different kinks of |jump of s'| times `weight`, a function of an edge.
template <typename Weight>
Bounds variation(const NetworkInstance& network, const Weight& weight) {
  require_valid(network);
  const auto value = [&](long bits) {
    Arb sum(bits);
    for (const Edge& edge : edges_of(network, bits)) {
      // Coinciding kinks with opposite weights cancel exactly.
      Bounds jump{0, 0};
      for (const std::size_t l : edge.neurons) {
        jump.lower += network.weights[l].lower;
        jump.upper += network.weights[l].upper;
      }
      sum += abs(ball_of(jump, bits)) * weight(edge, bits);
    }
    return sum / static_cast<long>(network.signs.size());
  };
  return is_one_network(network) ? refined(value) : to_bounds(value(256));
}

}  // namespace

Bounds network_variation_under_pi(const NetworkInstance& network) {
  return variation(network, [&](const Edge& edge, long bits) {
    return pi_over(network.data, edge.position, bits);
  });
}

Bounds network_variation_under_g(const NetworkInstance& network) {
  return variation(network, [&](const Edge& edge, long) {
    const Sides at = sides_at(network.data, edge.ball);
    return min(at.below * at.excess_below, at.above * at.excess_above);
  });
}

Bounds network_variation_under_tail(const NetworkInstance& network) {
  return variation(network, [&](const Edge& edge, long) {
    const Sides at = sides_at(network.data, edge.ball);
    return min(at.below, at.above);
  });
}

Bounds weight_tail(const Instance& instance, const Rational& y) {
  require_valid(instance);
  return refined([&](long bits) {
    const Sides at = sides_at(instance, Arb(y, bits));
    return min(at.below, at.above);
  });
}

Bounds normal_second_moment(const Rational& lambda) {
  return refined([&](long bits) {
    const Arb x(lambda, bits), root_2 = sqrt(Arb(2, bits));
    return erf(x / root_2) - x * root_2 / sqrt(pi(bits)) * exp(-sqr(x) / 2);
  });
}

}  // namespace rigor::second_engine
