#include "model/mixture_symmetry.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace rigor {
namespace {

using Point = std::vector<Rational>;

Rational product(const Point& a, const Point& b) {
  Rational sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

/// { x : <normal, x> = level }, the bisector of two different points.
struct Hyperplane {
  Point normal;
  Rational level, square;  // |normal|^2

  Hyperplane(const Point& a, const Point& b) : level(0), square(0) {
    for (std::size_t k = 0; k < a.size(); ++k) {
      normal.push_back(b[k] - a[k]);
      level += (b[k] * b[k] - a[k] * a[k]) / 2;
      square += normal[k] * normal[k];
    }
  }
  Rational offset(const Point& x) const { return product(normal, x) - level; }
  /// x moved by `times` its distance towards the hyperplane: 1 projects, 2 reflects.
  Point moved(const Point& x, long times) const {
    const Rational share = offset(x) * times / square;
    Point y = x;
    for (std::size_t k = 0; k < y.size(); ++k) y[k] -= share * normal[k];
    return y;
  }
};

using Atom = std::tuple<Point, Rational, Rational>;

std::vector<Atom> sorted_atoms(const ReducedData& data, const Hyperplane* mirror) {
  std::vector<Atom> atoms;
  for (std::size_t k = 0; k < data.points.size(); ++k) {
    atoms.emplace_back(mirror == nullptr ? data.points[k] : mirror->moved(data.points[k], 2),
                       data.log_weights[k], data.heights[k]);
  }
  std::sort(atoms.begin(), atoms.end());
  return atoms;
}

/// One reflection, if there is one.
bool reduce_once(ReducedData& data, const Point& start, bool start_is_scaled) {
  const std::vector<Atom> atoms = sorted_atoms(data, nullptr);
  // The two are at the same distance of the start.
  std::vector<std::pair<Rational, std::size_t>> by_distance;
  for (std::size_t k = 0; k < data.points.size(); ++k) {
    Rational square = 0;
    for (std::size_t a = 0; a < start.size(); ++a) {
      square += (start[a] - data.points[k][a]) * (start[a] - data.points[k][a]);
    }
    by_distance.emplace_back(square, k);
  }
  std::sort(by_distance.begin(), by_distance.end());
  for (std::size_t p = 0; p < by_distance.size(); ++p) {
    for (std::size_t q = p + 1;
         q < by_distance.size() && by_distance[p].first == by_distance[q].first; ++q) {
      const std::size_t i = by_distance[p].second, j = by_distance[q].second;
      if (data.points[i] == data.points[j] || data.heights[i] != data.heights[j] ||
          data.log_weights[i] != data.log_weights[j]) {
        continue;
      }
      const Hyperplane mirror(data.points[i], data.points[j]);
      if (mirror.offset(start) != 0 || (start_is_scaled && mirror.level != 0)) continue;
      if (sorted_atoms(data, &mirror) != atoms) continue;
      for (std::size_t k = 0; k < data.points.size(); ++k) {
        const Rational offset = mirror.offset(data.points[k]);
        if (offset == 0) continue;
        data.heights[k] += offset * offset / (2 * mirror.square);
        data.points[k] = mirror.moved(data.points[k], 1);
        data.datum[k].reset();
      }
      data.is_reduced = true;
      return true;
    }
  }
  return false;
}

}  // namespace

ReducedData unreduced(const WeightedPoints& data) {
  ReducedData out;
  out.points = data.points();
  for (std::size_t k = 0; k < data.size(); ++k) {
    out.log_weights.push_back(data.log_weight(k));
    out.heights.emplace_back(0);
    out.datum.emplace_back(k);
  }
  return out;
}

ReducedData reduce_by_reflections(const WeightedPoints& data, const std::vector<Rational>& start,
                                  bool start_is_scaled) {
  ReducedData out = unreduced(data);
  // Each reflection takes away a dimension.
  while (reduce_once(out, start, start_is_scaled)) {
  }
  return out;
}

}  // namespace rigor
