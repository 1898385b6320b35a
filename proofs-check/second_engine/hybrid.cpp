// The closed forms of the hybrid score and of the bound on copies.
#include <arb_hypgeom.h>

#include <stdexcept>

#include "second_engine/arb.hpp"
#include "second_engine/arb_truth.hpp"

namespace rigor::second_engine {
namespace {

void require(bool condition) {
  if (!condition) throw std::invalid_argument("second engine: outside the range of this formula");
}

/// Q_d(r) at r^2.
Arb chi_tail(long d, const Arb& squared) {
  const long bits = squared.bits();
  Arb result(bits);
  arb_hypgeom_gamma_upper(result.get(), (Arb(d, bits) / 2).get(), (squared / 2).get(), 1, bits);
  return result;
}
Arb chi_cdf(long d, const Arb& squared) {
  const long bits = squared.bits();
  Arb result(bits);
  arb_hypgeom_gamma_lower(result.get(), (Arb(d, bits) / 2).get(), (squared / 2).get(), 1, bits);
  return result;
}

Arb train_excess(long d, const Rational& v, const Arb& squared_radius) {
  const Rational factor = d / (v * (1 + v) * (1 + v));
  return Arb(factor, squared_radius.bits()) * chi_tail(d + 2, squared_radius);
}

}  // namespace

Bounds hybrid_train_excess(long d, const Rational& v, const Rational& squared_radius) {
  require(d >= 1 && v > 0 && squared_radius >= 0);
  return refined([&](long bits) { return train_excess(d, v, Arb(squared_radius, bits)); });
}

Bounds hybrid_train_excess_at(long d, const Rational& v, const Rational& C) {
  require(d >= 1 && v > 0 && v < 1 && C > 0);
  return refined([&](long bits) {
    Arb log(bits);
    arb_log(log.get(), Arb(v, bits).get(), bits);
    return train_excess(d, v, -(Arb(C, bits) * log));
  });
}

Bounds hybrid_test_excess(long d, const Rational& v, const Rational& squared_radius) {
  require(d >= 1 && v > 0 && squared_radius >= 0);
  const Rational factor = d / (v * v * (1 + v)), reached = squared_radius * v / (1 + v);
  return refined([&](long bits) { return Arb(factor, bits) * chi_cdf(d + 2, Arb(reached, bits)); });
}

Bounds sum_of_roots(const Bounds& a, const Bounds& b) {
  require(a.lower >= 0 && b.lower >= 0);
  constexpr long bits = 256;
  const auto sum = [](const Rational& x, const Rational& y) {
    return to_bounds(sqrt(Arb(x, bits)) + sqrt(Arb(y, bits)));
  };
  return {sum(a.lower, b.lower).lower, sum(a.upper, b.upper).upper};
}

Bounds copying_bound(long N, const Rational& M, const Rational& delta, const Rational& rho) {
  require(N >= 1 && M > 0 && delta > 0 && rho >= 0);
  return refined([&](long bits) {
    const Arb mass = erf(sqrt(Arb(Rational(rho * rho / (2 * delta)), bits)));
    return mass - Arb(Rational(2 * N * M * rho), bits);
  });
}

}  // namespace rigor::second_engine
