#include "second_engine/tikhonov.hpp"

#include <algorithm>
#include <stdexcept>

#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

constexpr long kBits = 96;
constexpr long kStepsPerUnit = 2000;
constexpr long kSteps = 3 * kStepsPerUnit / 2;

/// Moments of the posterior law of the datum, for all members of x and y = 1/v.
struct Moments {
  Arb mean, variance;
  Arb slope;  ///< d mean / d log y = -y Cov(x_I, (x - x_I)^2 / 2)
};

Moments moments(const std::vector<Rational>& data, const Arb& x, const Arb& y) {
  Arb mass(kBits), first(kBits), square(kBits), squares(kBits), cross(kBits);
  std::vector<Arb> weights;
  const Rational& reference = data.front();
  for (const Rational& datum : data) {
    // (|x - x_1|^2 - |x - x_j|^2) y / 2, affine in x
    const Arb lift(Rational((reference * reference - datum * datum) / 2), kBits);
    weights.push_back(exp(y * (x * Arb(Rational(datum - reference), kBits) + lift)));
    mass += weights.back();
  }
  for (std::size_t j = 0; j < data.size(); ++j) {
    const Arb w = weights[j] / mass, position(data[j], kBits), u = x - position;
    first += w * position;
    square += w * sqr(position);
    squares += w * sqr(u) / 2;
    cross += w * position * sqr(u) / 2;
  }
  return {first, square - sqr(first), -(y * (cross - first * squares))};
}

/// x'' for x' = g (m - x), g = 1 / (1 + c y), y' = 2 y: g' (m - x) + g (2 dm/dlog y + (m_x - 1)
/// x'), with g' = -2 c y g^2 and m_x = y Var.
Arb second_derivative(const TikhonovStart& start, const Arb& x, const Arb& y) {
  const Moments m = moments(start.data, x, y);
  const Arb cy = Arb(start.c, kBits) * y, g = Arb(1, kBits) / (cy + 1);
  const Arb pull = m.mean - x;
  return -(cy * sqr(g) * pull * 2) + g * (m.slope * 2 + (y * m.variance - 1) * (g * pull));
}

Arb slope_at(const TikhonovStart& start, const Arb& x, const Arb& y) {
  return (moments(start.data, x, y).mean - x) / (Arb(start.c, kBits) * y + 1);
}

Arb midpoint_of(const Arb& x) {
  Arb middle(kBits);
  arb_get_mid_arb(middle.get(), x.get());
  return middle;
}

/// f at the middle, and the derivative of f by x over the ball.
Arb slope_over(const TikhonovStart& start, const Arb& x, const Arb& y) {
  const Arb middle = midpoint_of(x);
  const Arb g = Arb(1, kBits) / (Arb(start.c, kBits) * y + 1);
  const Arb derivative = g * (y * moments(start.data, x, y).variance - 1);
  return slope_at(start, middle, y) + derivative * (x - middle);
}

// |x'| <= |m - x| <= max |x - x_j|, as m lies between the data. So over the step x moves by at most
// h M, M = 1 + 2 sum |x - x_j| at its start: on the way |x'| <= max |x - x_j| + h M <= M.
Arb euler_step(const TikhonovStart& start, const Arb& x, long k) {
  const Arb h(Rational(1, kStepsPerUnit), kBits);
  const auto y_at = [&](long at) {
    return exp(Arb(Rational(2 * at, kStepsPerUnit), kBits)) / Arb(start.v0, kBits);
  };
  Arb reach(1, kBits);
  for (const Rational& datum : start.data) reach = reach + abs(x - Arb(datum, kBits)) * 2;
  const Arb over = x + hull(-(reach * h), reach * h);
  const Arb remainder = second_derivative(start, over, hull(y_at(k), y_at(k + 1)));
  return x + h * slope_over(start, x, y_at(k)) + sqr(h) * remainder / 2;
}

}  // namespace

Bounds tikhonov_end(const TikhonovStart& start) {
  Arb x(start.x, kBits);
  for (long k = 0; k < kSteps; ++k) x = euler_step(start, x, k);
  const Arb v = Arb(start.v0, kBits) * exp(Arb(-3, kBits)), c(start.c, kBits);
  for (const Rational& datum : start.data) {
    const Arb z = x - Arb(datum, kBits), r = abs(z);
    Arb pull(kBits);  // |m - x_i| in the ball |x - x_i| <= r, for all smaller v
    bool is_ball = true;
    for (const Rational& other : start.data) {
      if (other == datum) continue;
      const Rational distance = abs(Rational(other - datum));
      const Arb D(distance, kBits), b = D * (D - r * 2) / 2;
      is_ball = is_ball && surely_less(Arb(kBits), b);
      pull += D * exp(-(b / v));
    }
    if (!is_ball || !surely_less(pull, r)) continue;
    const Arb K = pull * (Arb(1, kBits) / sqrt(c) - Arb(1, kBits) / sqrt(v + c));
    return to_bounds(Arb(datum, kBits) + sqrt(c) * (z / sqrt(v + c) + hull(-K, K)));
  }
  throw std::runtime_error("second engine: the flow is in no ball about a datum");
}

Bounds kernel_cdf(const std::vector<Rational>& data, const Rational& v, const Bounds& x) {
  const auto at = [&](const Rational& position) {
    return refined([&](long bits) {
      Arb sum(bits);
      for (const Rational& datum : data) {
        sum += erfc(Arb(Rational(datum - position), bits) / sqrt(Arb(Rational(2 * v), bits))) / 2;
      }
      return sum / static_cast<long>(data.size());
    });
  };
  return {at(x.lower).lower, at(x.upper).upper};
}

}  // namespace rigor::second_engine
