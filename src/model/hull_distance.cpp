#include "model/hull_distance.hpp"

#include <algorithm>
#include <cstddef>

namespace rigor {
namespace {

using Vector = std::vector<double>;

double product(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

/// Weights of a convex combination of the offsets near the one of least norm, by Frank and Wolfe's
/// method with away steps.
Vector propose_weights(const std::vector<Vector>& offsets) {
  const std::size_t n = offsets.size(), d = offsets.front().size();
  Vector weights(n, 0.0);
  std::size_t nearest = 0;
  for (std::size_t j = 0; j < n; ++j) {
    if (product(offsets[j], offsets[j]) < product(offsets[nearest], offsets[nearest])) nearest = j;
  }
  weights[nearest] = 1;
  Vector p = offsets[nearest];
  constexpr int kMostSteps = 2000;
  for (int step = 0; step < kMostSteps; ++step) {
    std::size_t towards = 0, away = n;
    double least = 0, most = 0;
    for (std::size_t j = 0; j < n; ++j) {
      const double value = product(p, offsets[j]);
      if (j == 0 || value < least) {
        least = value;
        towards = j;
      }
      if (weights[j] > 0 && (away == n || value > most)) {
        most = value;
        away = j;
      }
    }
    const double square = product(p, p);
    if (square - least <= 1e-15 * square) break;
    const bool is_away = away < n && weights[away] < 1 && most - square > square - least;
    Vector direction(d);
    for (std::size_t k = 0; k < d; ++k) {
      direction[k] = is_away ? p[k] - offsets[away][k] : offsets[towards][k] - p[k];
    }
    const double length = product(direction, direction);
    if (!(length > 0)) break;
    const double farthest = is_away ? weights[away] / (1 - weights[away]) : 1;
    const double move = std::min(-product(p, direction) / length, farthest);
    if (!(move > 0)) break;
    for (double& w : weights) w *= is_away ? 1 + move : 1 - move;
    if (is_away) {
      weights[away] = move == farthest ? 0 : weights[away] - move;
    } else {
      weights[towards] += move;
    }
    for (std::size_t k = 0; k < d; ++k) p[k] += move * direction[k];
  }
  return weights;
}

/// max(lowest - x, x - highest, 0)
template <IntervalNumber I>
I distance_on_line(const WeightedPoints& data, const I& x) {
  Rational lowest = data.point(0)[0], highest = lowest;
  for (const auto& point : data.points()) {
    lowest = std::min(lowest, point[0]);
    highest = std::max(highest, point[0]);
  }
  const Precision p = precision_of(x);
  return max(max(enclose<I>(lowest, p) - x, x - enclose<I>(highest, p)), enclose<I>(0, p));
}

double nearest_double(const Interval& x) {
  return midpoint(x).lower();
}

}  // namespace

template <IntervalNumber I>
I enclose_hull_distance(const WeightedPoints& data, const std::vector<I>& x) {
  if (x.size() == 1) return distance_on_line(data, x[0]);
  const Precision precision = precision_of(x[0]);
  const std::size_t d = x.size();
  const I zero = enclose<I>(0, precision);
  std::vector<std::vector<I>> points;
  std::vector<Vector> offsets;
  for (const auto& point : data.points()) {
    points.emplace_back();
    offsets.emplace_back();
    for (std::size_t k = 0; k < d; ++k) {
      points.back().push_back(enclose<I>(point[k], precision));
      offsets.back().push_back(
          nearest_double(convert<Interval>(points.back()[k] - midpoint(x[k]), precision)));
    }
  }
  std::vector<I> p(d, zero);
  I mass = zero;
  const Vector weights = propose_weights(offsets);
  for (std::size_t j = 0; j < weights.size(); ++j) {
    if (!(weights[j] > 0)) continue;
    const I w = convert<I>(Interval::point(weights[j]), precision);
    mass += w;
    for (std::size_t k = 0; k < d; ++k) p[k] = fma(w, points[j][k], p[k]);
  }
  I square = zero, size = zero, inner = zero;
  std::vector<I> u;
  for (std::size_t k = 0; k < d; ++k) {
    p[k] = p[k] / mass;  // a convex combination, whatever the weights
    square += sqr(x[k] - p[k]);
    u.push_back(midpoint(p[k]) - midpoint(x[k]));
    size += sqr(u[k]);
    inner = fma(u[k], x[k], inner);
  }
  const I above = sqrt(square);
  I below = zero;
  if (certainly(size > 0)) {
    I least = zero;
    for (std::size_t j = 0; j < points.size(); ++j) {
      I value = zero;
      for (std::size_t k = 0; k < d; ++k) value = fma(u[k], points[j][k], value);
      least = j == 0 ? value : min(least, value);
    }
    below = max((least - inner) / sqrt(size), zero);
  }
  return hull(lower_point(below), upper_point(above));
}

template Interval enclose_hull_distance(const WeightedPoints&, const std::vector<Interval>&);
template BigInterval enclose_hull_distance(const WeightedPoints&, const std::vector<BigInterval>&);

}  // namespace rigor
