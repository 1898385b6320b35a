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

void SmoothedGaps::turn(const Rational& position, const Rational& value, const Rational& slope) {
  Rational value_before = 0, slope_before = 0;
  if (!breaks_.empty()) {
    const Break& last = breaks_.back();
    slope_before = last.slope_after;
    value_before = last.value_after + slope_before * (position - last.position);
  }
  breaks_.push_back({position, value - value_before, slope - slope_before, value, slope});
}

SmoothedGaps::SmoothedGaps(const Instance& instance, long bits)
    : sigma_(instance.sigma, bits), far_value_(bits), far_slope_(bits) {
  const std::vector<Rational>& c = instance.centres;
  const Rational n = c.size();
  Rational total = 0, below = 0;
  for (const Rational& centre : c) total += centre;
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
    if (crossing > c[i]) turn(c[i], rising(c[i]), up);
    if (crossing < c[i + 1]) {
      const Rational start = crossing > c[i] ? crossing : c[i];
      turn(start, falling(start), down);
    }
  }
  turn(c.back(), 0, 0);

  // The least integer R with R^2 > 3 bits.
  long r = 1;
  while (r * r <= 3 * bits) ++r;
  reach_ = r * instance.sigma;
  Rational jumps = 0, bends = 0;
  for (const Break& b : breaks_) {
    jumps += abs(b.jump);
    bends += abs(b.bend);
  }
  const Arb tail = zero_within_power_of_two(-2 * bits, bits);
  far_value_ = tail * (Arb(jumps, bits) + Arb(bends, bits) * sigma_);
  far_slope_ = tail * (Arb(jumps, bits) / sigma_ + Arb(bends, bits));
}

SmoothedGaps::Window SmoothedGaps::window(const Rational& left, const Rational& right) const {
  const auto before = [](const Break& b, const Rational& y) { return b.position < y; };
  const auto find = [&](const Rational& y) {
    return static_cast<std::size_t>(std::lower_bound(breaks_.begin(), breaks_.end(), y, before) -
                                    breaks_.begin());
  };
  // The right end counts as far if it lies R sigma away: R^2 > 3 bits holds there too.
  return {find(left - reach_), find(right + reach_)};
}

Arb SmoothedGaps::at(const Rational& y) const {
  const long bits = sigma_.bits();
  const Window near = window(y, y);
  Arb sum = far_value_;
  if (near.begin > 0) {
    const Break& last = breaks_[near.begin - 1];
    sum += Arb(Rational(last.value_after + last.slope_after * (y - last.position)), bits);
  }
  for (std::size_t k = near.begin; k < near.end; ++k) {
    const Break& b = breaks_[k];
    const NormalParts parts = normal_parts(Arb(Rational(y - b.position), bits), sigma_);
    sum += Arb(b.jump, bits) * parts.probability + Arb(b.bend, bits) * parts.excess;
  }
  return sum;
}

Arb SmoothedGaps::slope_over(const Rational& left, const Rational& right) const {
  const long bits = sigma_.bits();
  const Window near = window(left, right);
  Arb sum = far_slope_;
  if (near.begin > 0) sum += Arb(breaks_[near.begin - 1].slope_after, bits);
  for (std::size_t k = near.begin; k < near.end; ++k) {
    const Break& b = breaks_[k];
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
