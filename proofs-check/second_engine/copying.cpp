#include "second_engine/copying.hpp"

#include "second_engine/arb.hpp"

namespace rigor::second_engine {

Bounds normal_ball_mass(const Rational& k) {
  return refined([&](long bits) { return erf(Arb(k, bits) / sqrt(Arb(2, bits))); });
}

}  // namespace rigor::second_engine
