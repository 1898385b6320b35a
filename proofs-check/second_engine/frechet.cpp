#include "second_engine/frechet.hpp"

#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

struct Moments {
  Rational mean = 0, variance = 0;
};
Moments moments(const std::vector<Rational>& x) {
  Moments m;
  Rational square = 0;
  for (const Rational& t : x) {
    m.mean += t;
    square += t * t;
  }
  m.mean /= x.size();
  m.variance = square / x.size() - m.mean * m.mean;
  return m;
}

}  // namespace

Bounds frechet_distance(const std::vector<Rational>& x, const std::vector<Rational>& y) {
  const Moments a = moments(x), b = moments(y);
  const Rational shift = (a.mean - b.mean) * (a.mean - b.mean) + a.variance + b.variance;
  const Rational product = a.variance * b.variance;
  return refined([&](long bits) { return Arb(shift, bits) - sqrt(Arb(product, bits)) * 2L; });
}

}  // namespace rigor::second_engine
