// Ranges, derivatives and domains of terms on boxes. Private to this folder.
#pragma once

#include <vector>

#include "second_engine/certificate_box.hpp"
#include "second_engine/certificate_ranges.hpp"

namespace rigor::second_engine {

/// A demand for a term to be defined that the ranges don't show.
enum class Demand : std::uint8_t { nonzero, nonnegative, positive, cosine, within };
struct OpenGuard {
  std::size_t step;  ///< of the function; its operand is the one with the demand
  Demand demand;
  bool below = true;  ///< within: whether 1 - a >= 0 is open
  bool above = true;  ///< within: whether 1 + a >= 0 is open
};

template <class Ends>
struct Values {
  std::vector<Range<Ends>> ranges;     ///< of each step
  std::vector<unsigned char> nonzero;  ///< the value is not 0 where it is defined
  std::vector<OpenGuard> open;         ///< guards that the ranges don't show
  bool jumps = false;                  ///< a floor, ceil or sign may jump
  bool smooth = true;  ///< twice continuously differentiable, if defined and no jumps
};

/// One side per variable of the certificate.
template <class Ends>
struct Place {
  const std::vector<Range<Ends>>* sides;
  const std::vector<unsigned char>* nonzero;
};

template <class Ends>
class Evaluator {
 public:
  using A = Arithmetic<Ends>;
  using R = Range<Ends>;

  Evaluator(const A& arithmetic, const Graph& graph, const Program& program)
      : a_(arithmetic), graph_(graph), program_(program) {}

  /// `moving`: the variables along which jumps and smoothness matter (empty: all).
  Values<Ends> values(const Place<Ends>& place, const std::vector<std::size_t>& moving) const;

  /// Partial derivatives of the last step by each of `by`.
  std::vector<R> gradient(const Values<Ends>& values, const std::vector<std::size_t>& by) const;

  /// Gradient, and second derivatives by the pairs i >= j of `by`, at i (i + 1)/2 + j.
  void second_order(const Values<Ends>& values, const std::vector<std::size_t>& by,
                    std::vector<R>& gradient, std::vector<R>& hessian) const;

  /// Taylor coefficients 0, ..., order of the last step in one variable: T^(k)/k! over the place.
  std::vector<R> series(const Values<Ends>& values, std::size_t variable, std::size_t order) const;

 private:
  void derivatives(const Values<Ends>& values, const std::vector<std::size_t>& by,
                   std::vector<R>& gradients, std::vector<R>* hessians) const;

  const A& a_;
  const Graph& graph_;
  const Program& program_;
};

extern template class Evaluator<DoubleEnds>;
extern template class Evaluator<BigEnds>;

}  // namespace rigor::second_engine
