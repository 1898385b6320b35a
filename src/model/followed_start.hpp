// What the followers of flows share: where they begin, and the pieces that they keep. Private to
// src/model.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/ode_piece.hpp"
#include "model/mixture_flow.hpp"
#include "model/mixture_symmetry.hpp"

namespace rigor {

/// The start as one exact point: the one given, or that of a thin box; empty for other boxes.
template <IntervalNumber I>
std::vector<Rational> exact_point(const std::vector<Rational>& given, const std::vector<I>& start) {
  if (!given.empty()) return given;
  std::vector<Rational> point;
  for (const I& x : start) {
    if (!is_thin(x) || !is_bounded(x)) return {};
    point.push_back(lower_rational(x));
  }
  return point;
}

/// The atom next to the middle of the start, heights included.
template <IntervalNumber I>
std::size_t propose_nearest(const ReducedData& atoms, const std::vector<I>& start) {
  const Precision precision = precision_of(start[0]);
  std::size_t best = 0;
  std::optional<I> least;
  for (std::size_t j = 0; j < atoms.points.size(); ++j) {
    I square = 2 * enclose<I>(atoms.heights[j], precision);
    for (std::size_t k = 0; k < start.size(); ++k) {
      square += sqr(midpoint(start[k]) - enclose<I>(atoms.points[j][k], precision));
    }
    if (!least || certainly(square < *least)) {
      best = j;
      least = square;
    }
  }
  return best;
}

/// Calls keep(s, state) for the parts of a step, which cover it.
template <IntervalNumber I, class Keep>
void keep_parts(const OdePiece<I>& piece, const Keep& keep) {
  constexpr long parts = 4;
  const I from = lower_point(piece.start), length = upper_point(piece.end) - from;
  for (long part = 0; part < parts; ++part) {
    const I s = intersection(hull(from + length * part / parts, from + length * (part + 1) / parts),
                             hull(piece.start, piece.end));
    keep(s, piece.at(s));
  }
}

}  // namespace rigor
