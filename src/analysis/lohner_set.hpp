// LohnerSet: a box, carried along by maps without being wrapped into boxes.
#pragma once

#include <vector>

#include "linear/matrix.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses { m + C a + Q b : a in the start's radii, b in r } with a point m, a point matrix C and
/// a nearly orthogonal point matrix Q. C a is where the start box has gone, Q b holds all errors.
///
/// Source: R. J. Lohner, Enclosing the solutions of ordinary initial and boundary value problems
/// (1987); M. Mrozek, P. Zgliczynski, Set arithmetic and the enclosing problem in dynamics (2000).
template <IntervalNumber I>
class LohnerSet {
 public:
  LohnerSet() = default;
  /// Encloses the bounded nonempty box.
  explicit LohnerSet(const std::vector<I>& box);

  /// m, a thin box.
  const std::vector<I>& centre() const { return centre_; }
  std::vector<I> hull() const;
  /// Encloses A(x - m) for all x of the set and all A of the matrix.
  std::vector<I> image(const Matrix<I>& a) const;

  /// Becomes a set with that centre that encloses g(x) for all its members x, where `fresh`
  /// encloses g(m) - centre, and for each x there is an A in `slope` with g(x) = g(m) + A (x - m).
  ///
  /// A C a = C' a + (A C - C') a with C' the midpoints of A C; the new Q is an orthonormal basis of
  /// the columns of A Q, the longest of Q's edges first, and r = (Q^-1 A Q) r + Q^-1 (errors).
  /// With E = Q^T Q - 1 and ||E||_oo <= e < 1, Q^-1 = (1 + E)^-1 Q^T and the entries of
  /// (1 + E)^-1 - 1 are at most e / (1 - e) in size.
  void map(const std::vector<I>& centre, std::vector<I> fresh, const Matrix<I>& slope);

 private:
  std::vector<I> centre_;
  Matrix<I> start_frame_;  ///< C, with no columns where the start is a point
  std::vector<I> start_radii_;
  Matrix<I> error_frame_;  ///< Q
  std::vector<I> errors_;  ///< r
};

extern template class LohnerSet<Interval>;
extern template class LohnerSet<BigInterval>;

}  // namespace rigor
