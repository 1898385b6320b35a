#include "analysis/ode_piece.hpp"

#include <cstddef>

namespace rigor {

template <IntervalNumber I>
std::vector<I> OdePiece<I>::at(const I& time) const {
  const Precision p = precision_of(start);
  const std::size_t n = rough.size();
  if (!subset(time, hull(start, end))) return std::vector<I>(n, entire<I>(p));
  const I h = time - start;
  const int order = centre.order;
  Matrix<I> slope(n, n, enclose<I>(0, p));
  std::vector<I> state;
  for (std::size_t i = 0; i < n; ++i) {
    I sum = remainder[i];
    for (int k = order; k >= 0; --k) sum = sum * h + centre.value(k, i);
    state.push_back(sum);
    for (std::size_t j = 0; j < n; ++j) {
      I& entry = slope(i, j);
      for (int k = order; k >= 0; --k) entry = entry * h + box.tangent(k, i, j);
    }
  }
  const std::vector<I> spread = set.image(slope);
  for (std::size_t i = 0; i < n; ++i) {
    // W encloses the step from any start time to any end time.
    state[i] = intersection(state[i] + spread[i], rough[i]);
  }
  return state;
}

template <IntervalNumber I>
std::vector<I> OdePiece<I>::polynomial(std::size_t i) const {
  const std::size_t n = rough.size();
  std::vector<I> coefficients;
  for (int k = 0; k <= centre.order; ++k) {
    Matrix<I> row(1, n, enclose<I>(0, precision_of(start)));
    for (std::size_t j = 0; j < n; ++j) row(0, j) = box.tangent(k, i, j);
    coefficients.push_back(intersection(centre.value(k, i) + set.image(row)[0], box.value(k, i)));
  }
  coefficients.push_back(remainder[i]);
  return coefficients;
}

template <IntervalNumber I>
std::optional<I> entering_time(const OdePiece<I>& piece, const OdeEvent<I>& is_inside,
                               int halvings) {
  if (!certainly(is_inside(piece.end, piece.final_state))) return std::nullopt;
  I after = piece.end;  // all are inside there
  I open = piece.start;
  for (int i = 0; i < halvings; ++i) {
    const I middle = midpoint(hull(open, after));
    (certainly(is_inside(middle, piece.at(middle))) ? after : open) = middle;
  }
  I before = piece.start;  // none is inside up to there
  open = after;
  for (int i = 0; i < halvings; ++i) {
    const I middle = midpoint(hull(before, open));
    const I stretch = hull(before, middle);
    (is_inside(stretch, piece.at(stretch)) == Truth::no ? before : open) = middle;
  }
  return hull(before, after);
}

template struct OdePiece<Interval>;
template struct OdePiece<BigInterval>;
template std::optional<Interval> entering_time(const OdePiece<Interval>&, const OdeEvent<Interval>&,
                                               int);
template std::optional<BigInterval> entering_time(const OdePiece<BigInterval>&,
                                                  const OdeEvent<BigInterval>&, int);

}  // namespace rigor
