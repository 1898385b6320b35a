#include "second_engine/line_flow.hpp"

#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

Arb distribution(const Arb& x, long bits) {
  return erfc(-x / sqrt(Arb(2, bits))) / 2;
}

}  // namespace

Bounds normal_distribution(const Rational& x) {
  return refined([&](long bits) { return distribution(Arb(x, bits), bits); });
}

Bounds mixture_distribution(const std::vector<Rational>& points, const Rational& v,
                            const Rational& x) {
  return refined([&](long bits) {
    Arb sum(bits);
    for (const Rational& point : points) {
      sum += distribution(Arb(Rational(x - point), bits) / sqrt(Arb(v, bits)), bits);
    }
    return sum / static_cast<long>(points.size());
  });
}

Bounds posterior_weight(const std::vector<std::vector<Rational>>& points, const Rational& v,
                        const std::vector<Rational>& x, std::size_t i) {
  const auto squared = [&](std::size_t j) {
    Rational sum = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      const Rational difference = x[k] - points[j][k];
      sum += difference * difference;
    }
    return sum;
  };
  return refined([&](long bits) {
    Arb sum(bits);
    for (std::size_t j = 0; j < points.size(); ++j) {
      sum += exp(Arb(Rational((squared(i) - squared(j)) / (2 * v)), bits));
    }
    return Arb(1, bits) / sum;
  });
}

}  // namespace rigor::second_engine
