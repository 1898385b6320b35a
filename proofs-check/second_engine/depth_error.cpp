#include "second_engine/depth_error.hpp"

#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

Rational linear_network(std::size_t depth) {
  return scalar_network(depth, [](const Rational& s) { return s; });
}
Arb root_of_e(long bits) {
  return exp(Arb(Rational(1, 2), bits));
}

}  // namespace

Rational scalar_network(std::size_t depth, const std::function<Rational(const Rational&)>& Z) {
  const Rational L = static_cast<long>(depth);
  Rational h = 1;
  for (std::size_t k = 1; k <= depth; ++k) h *= 1 + Z(Rational(static_cast<long>(k)) / L) / L;
  return h;
}

Bounds linear_depth_error(std::size_t depth) {
  const Rational h = linear_network(depth);
  return refined([&](long bits) { return abs(Arb(h, bits) - root_of_e(bits)); });
}

Bounds linear_depth_constant() {
  return refined([](long bits) { return root_of_e(bits) * (exp(Arb(1, bits)) - 1); });
}

Bounds linear_depth_second_constant() {
  return refined([](long bits) { return root_of_e(bits) * (exp(Arb(1, bits)) - 1) * 7 / 6; });
}

Bounds linear_depth_deviation(std::size_t depth, const Rational& factor) {
  const Rational h = linear_network(depth);
  const long L = static_cast<long>(depth);
  return refined([&](long bits) {
    const Arb root = root_of_e(bits);
    return abs((Arb(h, bits) - root) * L - root * Arb(factor, bits)) * L;
  });
}

}  // namespace rigor::second_engine
