#include "second_engine/network.hpp"

namespace rigor::second_engine {

Bounds variation_bound(const NetworkInstance& network) {
  constexpr long bits = 256;
  const Bounds lambda = largest_eigenvalue(network, NetworkMatrix::hessian);
  Bounds risk = network_risk(network);
  if (risk.lower < 0) risk.lower = 0;
  const Rational& sigma = network.data.sigma;
  Bounds most{1 / (sigma * sigma), 1 / (sigma * sigma)};  // A
  for (const Bounds& w : network.weights) {
    const bool has_sign = w.lower >= 0 || w.upper <= 0;
    const Rational left = abs(w.lower), right = abs(w.upper);
    const Rational least = has_sign ? (left < right ? left : right) : Rational(0);
    const Rational greatest = left < right ? right : left;
    if (least > most.lower) most.lower = least;
    if (greatest > most.upper) most.upper = greatest;
  }
  const long m = static_cast<long>(network.signs.size());
  const long n = static_cast<long>(network.data.centres.size());
  // The whole expression increases in lambda, R and A.
  const auto at = [&](const Rational& l, const Rational& r, const Rational& a) {
    const Arb R(r, bits), A(a, bits), s(sigma, bits), root = sqrt(pi(bits) * 2);
    Arb cube(bits), larger(bits);
    arb_root_ui(cube.get(), (root * exp(Arb(1, bits) / 2) * A * s * R * n).get(), 3, bits);
    arb_max(larger.get(), sqrt(R * (2 * n)).get(), cube.get(), bits);
    return Arb(l, bits) * m / 4 + sqrt(R) / 2 + A / (root * s) * larger;
  };
  return {to_bounds(at(lambda.lower, risk.lower, most.lower)).lower,
          to_bounds(at(lambda.upper, risk.upper, most.upper)).upper};
}

}  // namespace rigor::second_engine
