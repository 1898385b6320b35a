#include "second_engine/gap_weight.hpp"

#include <algorithm>

#include "second_engine/posterior.hpp"

namespace rigor::second_engine {

NormalParts normal_parts(const Arb& t, const Arb& sigma) {
  const long bits = t.bits();
  const Arb z = t / sigma, square = sqr(z);
  const bool positive = arb_is_positive(z.get()) != 0;
  if (!contains_zero(z) && surely_less(Arb(3 * bits, bits), square)) {
    const Arb tail = zero_within_power_of_two(-2 * bits, bits);
    if (positive) {
      // E(t + sigma Z)_+ = t + E(t + sigma Z)_-, and the last is at most sigma phi(t / sigma).
      return {tail + 1, tail / sigma, t + tail * sigma};
    }
    return {tail, tail / sigma, tail * sigma};
  }
  const Arb phi = exp(-square / 2) / sqrt(pi(bits) * 2);
  const Arb probability = erfc(-z / sqrt(Arb(2, bits))) / 2;
  return {probability, phi / sigma, t * probability + sigma * phi};
}

SmoothedGaps::SmoothedGaps(const Instance& instance, long bits) : sigma_(instance.sigma, bits) {
  const std::vector<Rational>& c = instance.centres;
  const Rational n = c.size();
  Rational total = 0, below = 0;
  for (const Rational& centre : c) total += centre;
  Rational value = 0, slope = 0;  // of q, just left of the point reached
  const auto turn = [&](const Rational& position, const Rational& new_value,
                        const Rational& new_slope) {
    breaks_.push_back({position, new_value - value, new_slope - slope});
    value = new_value;
    slope = new_slope;
  };
  const auto move = [&](const Rational& length) { value += slope * length; };
  for (std::size_t i = 0; i + 1 < c.size(); ++i) {
    below += c[i];
    const Rational left_count = i + 1, right_count = n - left_count;
    // On (c_i, c_{i+1}): P(U < u) E(u - U)_+ and P(U > u) E(U - u)_+, with U = c_I.
    const auto rising = [&](const Rational& u) -> Rational {
      return left_count * (left_count * u - below) / (n * n);
    };
    const auto falling = [&](const Rational& u) -> Rational {
      return right_count * (total - below - right_count * u) / (n * n);
    };
    const Rational up = left_count * left_count / (n * n);
    const Rational down = -right_count * right_count / (n * n);
    const Rational crossing = c[i] + (falling(c[i]) - rising(c[i])) / (up - down);
    if (crossing <= c[i]) {
      turn(c[i], falling(c[i]), down);
      move(c[i + 1] - c[i]);
    } else if (crossing >= c[i + 1]) {
      turn(c[i], rising(c[i]), up);
      move(c[i + 1] - c[i]);
    } else {
      turn(c[i], rising(c[i]), up);
      move(crossing - c[i]);
      turn(crossing, value, down);
      move(c[i + 1] - crossing);
    }
  }
  turn(c.back(), 0, 0);
}

Arb SmoothedGaps::at(const Rational& y) const {
  const long bits = sigma_.bits();
  Arb sum(bits);
  for (const Break& b : breaks_) {
    const NormalParts parts = normal_parts(Arb(Rational(y - b.position), bits), sigma_);
    sum += Arb(b.jump, bits) * parts.probability + Arb(b.bend, bits) * parts.excess;
  }
  return sum;
}

Arb SmoothedGaps::slope_over(const Rational& left, const Rational& right) const {
  const long bits = sigma_.bits();
  Arb sum(bits);
  for (const Break& b : breaks_) {
    const NormalParts at_left = normal_parts(Arb(Rational(left - b.position), bits), sigma_);
    const NormalParts at_right = normal_parts(Arb(Rational(right - b.position), bits), sigma_);
    Arb density = hull(at_left.density, at_right.density);
    if (left < b.position && b.position < right) {
      density = hull(density, normal_parts(Arb(bits), sigma_).density);
    }
    sum += Arb(b.jump, bits) * density +
           Arb(b.bend, bits) * hull(at_left.probability, at_right.probability);
  }
  return sum;
}

Arb SmoothedGaps::over(const Rational& left, const Rational& right) const {
  const long bits = sigma_.bits();
  const Arb reach(Rational((right - left) / 2), bits);
  return at(Rational((left + right) / 2)) + slope_over(left, right) * hull(-reach, reach);
}

Bounds weight_pi(const Instance& instance, const Rational& y) {
  require_valid(instance);
  if (y < instance.centres.front() || y > instance.centres.back()) return {0, 0};
  return refined([&](long bits) { return SmoothedGaps(instance, bits).at(y); });
}

Bounds weight_g(const Instance& instance, const Rational& y) {
  require_valid(instance);
  return refined([&](long bits) {
    const Arb sigma(instance.sigma, bits);
    Arb below(bits), above(bits), excess_below(bits), excess_above(bits);
    for (const Rational& centre : instance.centres) {
      const Arb t(Rational(y - centre), bits);
      const NormalParts left = normal_parts(t, sigma), right = normal_parts(-t, sigma);
      below += left.probability;
      excess_below += left.excess;
      above += right.probability;
      excess_above += right.excess;
    }
    const long n = static_cast<long>(instance.centres.size());
    return min(below * excess_below, above * excess_above) / n / n;
  });
}

}  // namespace rigor::second_engine
