// Integrals of |s*''| = |k3| / sigma^6 by adaptive subdivision into cells.
//
// Where k3 has no zero in a cell, the integral over it is |V(b) - V(a)| / sigma^4, because
// s*'' = (V / sigma^4)'. Where the sign of k3 is open, it lies between that and
// (b - a) sup |k3| / sigma^6. A weight multiplies by an enclosure of its values in the cell.
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "second_engine/gap_weight.hpp"
#include "second_engine/posterior.hpp"

namespace rigor::second_engine {
namespace {

using Weight = std::function<Arb(const Rational& left, const Rational& right)>;

// Exponents are at most (c_n - c_1)^2 / sigma^2: a precision that leaves them 128 bits or so behind
// the point.
long working_bits(const Instance& instance) {
  const Rational ratio = (instance.centres.back() - instance.centres.front()) / instance.sigma;
  const Integer whole = numerator(ratio) / denominator(ratio) + 1;
  return 128 + 2 * static_cast<long>(msb(whole));
}

constexpr std::size_t kMostCells = 200000;

class Variation {
 public:
  Variation(const Instance& instance, Weight weight)
      : bits_(working_bits(instance)),
        posterior_(instance, bits_),
        variance_(instance.sigma * instance.sigma),
        weight_(std::move(weight)) {}

  Arb variance_at(const Rational& y) const { return posterior_.at(y, bits_).variance; }
  const Posterior& posterior() const { return posterior_; }

  // Encloses sigma^4 times the integral over [points.front(), points.back()]. Halves the cells that
  // contribute more than half the mean radius until the sum of the radii is at most `tolerance`
  // times the integral.
  Arb over(const std::vector<Rational>& points, double tolerance) const {
    std::vector<Cell> cells;
    Arb left_variance = variance_at(points.front());
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      Arb right_variance = variance_at(points[i + 1]);
      cells.push_back(cell(points[i], points[i + 1], left_variance, right_variance));
      left_variance = std::move(right_variance);
    }
    while (cells.size() < kMostCells) {
      double size = 0, radius = 0;  // steer the search only
      for (const Cell& c : cells) {
        size += guess_midpoint(c.integral);
        radius += guess_radius(c.integral);
      }
      if (radius <= tolerance * (size - radius)) break;
      const std::size_t count = cells.size();
      const double share = radius / (2 * static_cast<double>(count));
      for (std::size_t k = 0; k < count; ++k) {
        if (guess_radius(cells[k].integral) < share) continue;
        const Cell whole = cells[k];
        const Rational middle = (whole.left + whole.right) / 2;
        const Arb variance = variance_at(middle);
        cells[k] = cell(whole.left, middle, whole.left_variance, variance);
        cells.push_back(cell(middle, whole.right, variance, whole.right_variance));
      }
    }
    Arb sum(bits_);
    for (const Cell& c : cells) sum += c.integral;
    return sum;
  }

 private:
  struct Cell {
    Rational left, right;
    Arb left_variance, right_variance;
    Arb integral;  // encloses sigma^4 times the integral over the cell
  };

  Cell cell(const Rational& left, const Rational& right, const Arb& left_variance,
            const Arb& right_variance) const {
    const Arb third = posterior_.over(left, right, bits_).third;
    Arb integral = abs(right_variance - left_variance);
    if (contains_zero(third)) {
      integral = hull(integral, abs(third) * Arb(Rational((right - left) / variance_), bits_));
    }
    if (weight_) integral = integral * weight_(left, right);
    return {left, right, left_variance, right_variance, integral};
  }

  long bits_;
  Posterior posterior_;
  Rational variance_;
  Weight weight_;
};

// The centres and the midpoints between them, near which k3 changes its sign.
std::vector<Rational> initial_points(const std::vector<Rational>& centres) {
  std::vector<Rational> points{centres.front()};
  for (std::size_t i = 0; i + 1 < centres.size(); ++i) {
    points.push_back((centres[i] + centres[i + 1]) / 2);
    points.push_back(centres[i + 1]);
  }
  return points;
}

// A point beyond the outermost centre of the given side from which on k3 keeps its sign. With D the
// distance of c_I from that centre, D = 0 or D >= d (the outermost gap), so E D^3 >= d E D^2 and
//   |k3| = E D^3 - 3 E D E D^2 + 2 (E D)^3 > 0   where E D < d / 3;
// and E D decreases outward, the posterior mean being increasing.
Rational tail_start(const Instance& instance, const Posterior& posterior, int side) {
  const std::vector<Rational>& c = instance.centres;
  const std::size_t last = c.size() - 1;
  const Rational centre = side > 0 ? c[last] : c[0];
  const Rational gap = side > 0 ? c[last] - c[last - 1] : c[1] - c[0];
  const long bits = working_bits(instance);
  Rational step = 0;
  while (true) {
    const Rational y = centre + side * step;
    const Cumulants k = posterior.at(y, bits);
    const Arb distance = abs(k.offset + Arb(Rational(c[k.reference] - centre), bits));
    if (surely_less(distance, Arb(Rational(gap / 3), bits))) return y;
    step = step == 0 ? Rational(instance.sigma * instance.sigma / gap) : Rational(2 * step);
  }
}

}  // namespace

Bounds score_curvature(const Instance& instance) {
  require_valid(instance);
  if (instance.centres.size() == 1) return {0, 0};
  const Variation variation(instance, nullptr);
  std::vector<Rational> points = initial_points(instance.centres);
  const Rational left = tail_start(instance, variation.posterior(), -1);
  const Rational right = tail_start(instance, variation.posterior(), +1);
  if (left < points.front()) points.insert(points.begin(), left);
  if (right > points.back()) points.push_back(right);
  // V tends to 0 at both ends and is monotone in the tails, where it varies by V(left), V(right).
  const Arb tails = variation.variance_at(left) + variation.variance_at(right);
  const Arb sigma(instance.sigma, working_bits(instance));
  return to_bounds((variation.over(points, 1e-4) + tails) / sqr(sqr(sigma)));
}

Bounds variation_under_pi(const Instance& instance) {
  require_valid(instance);
  if (instance.centres.size() == 1) return {0, 0};
  const SmoothedGaps weight(instance, working_bits(instance));
  const Variation variation(instance, [&](const Rational& left, const Rational& right) {
    return weight.over(left, right);
  });
  const Arb sigma(instance.sigma, working_bits(instance));
  return to_bounds(variation.over(initial_points(instance.centres), 2e-2) / sqr(sqr(sigma)));
}

}  // namespace rigor::second_engine
