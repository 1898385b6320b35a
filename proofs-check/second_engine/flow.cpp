#include "second_engine/flow.hpp"

#include <algorithm>

#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

constexpr long kBits = 256;
constexpr int kHalvings = 100;

/// N F_v(x) = sum erfc((x_i - x) / sqrt(2 v)) / 2.
Arb cdf(const std::vector<Rational>& points, const Arb& x, const Arb& v) {
  const Arb scale = sqrt(v * 2);
  Arb sum(x.bits());
  for (const Rational& point : points) {
    sum += erfc((Arb(point, x.bits()) - x) / scale) / 2;
  }
  return sum;
}

/// The x with cdf(x, v) = level, between ends that are far outside the data.
Bounds quantile(const std::vector<Rational>& points, const Arb& level, const Arb& v) {
  const auto [least, most] = std::minmax_element(points.begin(), points.end());
  const Rational reach = *most - *least + 64;
  Rational lower = *least - reach, upper = *most + reach;
  for (int k = 0; k < kHalvings; ++k) {
    const Rational middle = (lower + upper) / 2;
    const Arb value = cdf(points, Arb(middle, kBits), v);
    if (surely_less(value, level)) {
      lower = middle;
    } else if (surely_less(level, value)) {
      upper = middle;
    } else {
      break;
    }
  }
  return {lower, upper};
}

}  // namespace

Bounds mixture_cdf(const std::vector<Rational>& points, const Rational& x, const Rational& v) {
  return refined([&](long bits) {
    return cdf(points, Arb(x, bits), Arb(v, bits)) / static_cast<long>(points.size());
  });
}

Bounds preserving_position(const std::vector<Rational>& points, const Rational& z,
                           const Rational& from, const Rational& to) {
  const auto variance = [](const Rational& t) { return exp(Arb(Rational(2 * t), kBits)) - 1; };
  const Arb level = cdf(points, Arb(z, kBits) * exp(Arb(from, kBits)), variance(from));
  const Bounds x = quantile(points, level, variance(to));
  const Arb decay = exp(Arb(Rational(-to), kBits));
  return to_bounds(hull(Arb(x.lower, kBits), Arb(x.upper, kBits)) * decay);
}

Bounds unscaled_position(const std::vector<Rational>& points, const Rational& z,
                         const Rational& from, const Rational& to) {
  const auto variance = [](const Rational& t) {
    return Arb(1, kBits) - exp(Arb(Rational(-2 * t), kBits));
  };
  return quantile(points, cdf(points, Arb(z, kBits), variance(from)), variance(to));
}

}  // namespace rigor::second_engine
