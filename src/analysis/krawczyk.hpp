// Krawczyk's test for zeros of a system of equations.
#pragma once

#include <cstddef>
#include <vector>

#include "linear/matrix.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// What Krawczyk's test proves of a box X.
enum class Zeros {
  one,       ///< exactly one zero in X, and it is in the returned box
  none,      ///< no zero in X
  unsettled  ///< nothing is proved; all zeros of X are in the returned box
};

template <IntervalNumber I>
struct KrawczykResult {
  Zeros zeros;
  std::vector<I> box;    ///< K intersected with X
  std::vector<I> image;  ///< K
};

/// Krawczyk's operator and test (R. Krawczyk 1969; R. E. Moore, SIAM J. Numer. Anal. 14 (1977)
/// 611-615). For f continuously differentiable on the box X of R^k, x0 in X, any k x k matrix C and
/// an interval matrix B that contains E - C f'(x) for all x in X, E the unit matrix, let
///   K = x0 - C f(x0) + B (X - x0).
/// Theorem: every zero of f in X is in K. If K lies in the interior of X, then f has exactly one
/// zero in X.
/// Proof: for x in X the mean value theorem gives f(x) = f(x0) + A (x - x0) with a mean A of values
/// of f', and E - C A is in B; hence x - C f(x) is in K. It is x at a zero. If K is inside X, this
/// map has a fixed point by Brouwer's theorem. The width of B (X - x0) being less than that of X in
/// each coordinate, every member of B contracts the maximum norm weighted by the widths of X, so
/// that C and all A are invertible: the fixed point is a zero, and there is no second one.
///
/// Inputs: `centre` (x0, thin), `correction` (encloses C f(x0)), `contraction` (an interval matrix
/// that contains E - C f'(x) for all x in X), `box` (X, bounded and containing x0, or nothing is
/// proved).
template <IntervalNumber I>
KrawczykResult<I> krawczyk(const std::vector<I>& centre, const std::vector<I>& correction,
                           const Matrix<I>& contraction, const std::vector<I>& box) {
  const std::size_t size = centre.size();
  std::vector<I> offset;
  bool is_sound = true;
  for (std::size_t j = 0; j < size; ++j) {
    offset.push_back(box[j] - centre[j]);
    is_sound = is_sound && is_bounded(box[j]) && subset(centre[j], box[j]);
  }
  KrawczykResult<I> result{Zeros::unsettled, box, {}};
  bool is_inside = is_sound, is_disjoint = false;
  for (std::size_t i = 0; i < size; ++i) {
    I image = centre[i] - correction[i];
    for (std::size_t j = 0; j < size; ++j) image += contraction(i, j) * offset[j];
    is_inside = is_inside && !is_empty(image) && interior(image, box[i]);
    const I common = intersection(image, box[i]);
    is_disjoint = is_disjoint || (is_bounded(image) && !is_empty(image) && is_empty(common));
    result.image.push_back(image);
    if (is_sound) result.box[i] = common;
  }
  if (is_inside) {
    result.zeros = Zeros::one;
  } else if (is_sound && is_disjoint) {
    result.zeros = Zeros::none;
  }
  return result;
}

}  // namespace rigor
