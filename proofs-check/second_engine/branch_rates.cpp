#include "second_engine/branch_rates.hpp"

#include <stdexcept>

#include "second_engine/arb.hpp"
#include "second_engine/arb_residual.hpp"

namespace rigor::second_engine {
namespace {

constexpr long bits = 256;

Arb within(const Rational& x, const Rational& reach) {
  return hull(Arb(Rational(x - reach), bits), Arb(Rational(x + reach), bits));
}

}  // namespace

// All states are within 8 M of 1, if the branches there move them by at most 7 M, which is checked.
BranchBounds branch_bounds(const Rational& w, const Rational& M) {
  const Rational reach = 8 * M;
  const Arb h = within(1, reach), near_one = within(1, M);
  const Arb plus = tanh(within(w, M) * h), minus = tanh(within(-w, M) * h);
  const Arb root = sqrt(Arb(2, bits));
  const Arb f = near_one * plus / root + near_one * minus / root;
  const Arb shift = abs(f) + Arb(M, bits);
  if (!surely_less(shift, Arb(reach, bits))) {
    throw std::range_error("the states of the branches may leave their ball");
  }
  const Arb slope_plus = Arb(1, bits) - sqr(plus), slope_minus = Arb(1, bits) - sqr(minus);
  const Arb jacobian =
      near_one * within(w, M) * slope_plus / root + near_one * within(-w, M) * slope_minus / root;
  const Arb drift = abs(jacobian);
  if (!surely_less(drift, Arb(1, bits))) throw std::range_error("the branches are too steep");
  const Arb transport = near_one * hull(Arb(1, bits) - drift, exp(drift));
  const Arb by_V = sqr(transport) * (sqr(plus) + sqr(minus)) / 2;
  const Arb by_W = sqr(transport * near_one * h) * (sqr(slope_plus) + sqr(slope_minus)) / 2;
  const Arb ends = sqr(transport) + sqr(h);
  return {to_bounds((ends + by_V + by_W) * 4),
          to_bounds((ends + sqr(sqrt(by_V) + sqrt(by_W))) * 4)};
}

}  // namespace rigor::second_engine
