// Right-hand sides of differential equations as sources of Taylor coefficients.
#pragma once

#include <cstddef>
#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

/// The Taylor coefficients c_0, ..., c_order of solutions, and their derivatives with respect to
/// the state c_0.
template <IntervalNumber I>
struct SolutionCoefficients {
  std::size_t dimension = 0;
  int order = 0;
  std::vector<I> values;    ///< component i of c_k at [k dimension + i]
  std::vector<I> tangents;  ///< its derivative by component j of c_0 at [(k d + i) d + j]; or none

  const I& value(int k, std::size_t i) const {
    return values[static_cast<std::size_t>(k) * dimension + i];
  }
  const I& tangent(int k, std::size_t i, std::size_t j) const {
    return tangents[(static_cast<std::size_t>(k) * dimension + i) * dimension + j];
  }
};

/// A right-hand side f of x' = f(t, x) that knows the Taylor coefficients of its solutions.
template <IntervalNumber I>
class SeriesField {
 public:
  SeriesField() = default;
  SeriesField(const SeriesField&) = default;
  SeriesField& operator=(const SeriesField&) = default;
  SeriesField(SeriesField&&) noexcept = default;
  SeriesField& operator=(SeriesField&&) noexcept = default;
  virtual ~SeriesField() = default;

  virtual std::size_t dimension() const = 0;

  /// Encloses, for every s in t and y in the box x, the coefficients c_k, k <= order, of the
  /// solution z(s + h) = c_0 + c_1 h + c_2 h^2 + ... with z(s) = y = c_0, and where asked for the
  /// derivatives of c_k by y. False, with anything in `result`, unless it is proved that f is
  /// defined and has order + 1 continuous derivatives in a neighbourhood of t times x: a caller
  /// takes `true` for that proof. Not for two threads at once: it may use memory of its own.
  virtual bool expand(const I& t, const std::vector<I>& x, int order, bool with_tangents,
                      SolutionCoefficients<I>& result) = 0;

  /// As `expand` for a point in the box, into `at_point`, and for the box, into `over_box`, but the
  /// tangents are only promised to be slopes: for every s in t and y in the box there is an S_k in
  /// those of order k with c_k(y) = c_k(point) + S_k (y - point). The derivatives over the box are
  /// such slopes, by the mean value theorem.
  virtual bool expand_about(const I& t, const std::vector<I>& point, const std::vector<I>& box,
                            int order, SolutionCoefficients<I>& at_point,
                            SolutionCoefficients<I>& over_box) {
    return expand(t, point, order, false, at_point) && expand(t, box, order, true, over_box);
  }
};

}  // namespace rigor
