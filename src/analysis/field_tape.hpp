// FieldTape: a right-hand side as a list of steps, which gives Taylor coefficients and tangents.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/series_field.hpp"

namespace rigor {

/// The steps of f(t, x) in order, each a power series in the time from now on. One coefficient
/// after the other: coefficient k of a step follows from those of its operands up to k and its own
/// below k, and slope_k / (k + 1) is coefficient k + 1 of the solution (Moore 1966; Griewank and
/// Walther, Evaluating Derivatives, sec. 13.2 to 13.4). Record it by field_trace.hpp.
///
/// An elementary function w = g(u) is kept as w' = v u' with v = g'(u), a later step. So there is
/// one rule for all of them, and one for the tangents: the derivative of w by a component of the
/// state is v times that of u, a product of series.
///
/// Slopes have half the width of derivatives (Neumaier, Interval Methods for Systems of Equations,
/// 1990, sec. 2.3). With the values at the point marked by a dot and D for a difference to them,
///   D(uv) = v. Du + u Dv,  v D(u/v) = Du - w. Dv,  (w + w.) Dw = Du for w^2 = u,
/// and Dg(u) = v Du with v from g'(u) over the box, by the mean value theorem for the coefficients
/// of g(u) as functions of those of u. Without dots they are the rules of derivatives.
template <IntervalNumber I>
class FieldTape final : public SeriesField<I> {
 public:
  /// Of a function of one variable: at a value u, with a parameter that some of them have.
  using Value = I (*)(const I& u, const I& parameter);

  /// Steps 0, ..., dimension are t and the components of x. The callable makes its constants at the
  /// precision.
  FieldTape(std::size_t dimension, Precision precision);

  Precision precision() const { return precision_; }
  std::size_t dimension() const override { return dimension_; }

  // Each gives the number of the new step.
  std::size_t constant(const I& c);
  std::size_t sum(std::size_t u, std::size_t v);
  std::size_t difference(std::size_t u, std::size_t v);
  std::size_t negation(std::size_t u);
  std::size_t shifted(std::size_t u, const I& c);  ///< u + c
  std::size_t scaled(std::size_t u, const I& c);   ///< c u
  std::size_t divided(std::size_t u, const I& c);  ///< u / c
  std::size_t product(std::size_t u, std::size_t v);
  std::size_t square(std::size_t u);
  std::size_t quotient(std::size_t u, std::size_t v);
  std::size_t root(std::size_t u);
  /// g(u); `set_factor` must tell the step of g'(u).
  std::size_t function(std::size_t u, Value g, const I& parameter);
  void set_factor(std::size_t function, std::size_t derivative);
  /// The components of f, at last.
  void set_slopes(std::vector<std::size_t> slopes);

  bool expand(const I& t, const std::vector<I>& x, int order, bool with_tangents,
              SolutionCoefficients<I>& result) override;
  bool expand_about(const I& t, const std::vector<I>& point, const std::vector<I>& box, int order,
                    SolutionCoefficients<I>& at_point, SolutionCoefficients<I>& over_box) override;

 private:
  enum class Kind {
    input,
    constant,
    sum,
    difference,
    negation,
    shifted,
    scaled,
    divided,
    product,
    square,
    quotient,
    root,
    function
  };
  struct Step {
    Kind kind;
    std::size_t u;
    std::size_t v;
    bool depends_on_state;  ///< otherwise its tangents are 0
    bool is_argument;       ///< of a function
    I c;
    Value g;
  };

  std::size_t add(Kind kind, std::size_t u, std::size_t v);
  std::size_t add(Kind kind, std::size_t u, std::size_t v, const I& c, Value g = nullptr);
  I* values(std::size_t step) { return values_.data() + step * orders_; }
  I* tangents(std::size_t step, std::size_t k) {
    return tangents_.data() + (step * orders_ + k) * dimension_;
  }
  bool begin(std::size_t step);
  void extend(std::size_t step, std::size_t k);
  void weigh(std::size_t step, std::size_t k);
  bool expand_values(const I& t, const std::vector<I>& x, int order,
                     SolutionCoefficients<I>& result);
  void expand_tangents(const std::vector<I>& dotted, SolutionCoefficients<I>& result);
  void extend_tangents(const std::vector<I>& dotted, std::size_t step, std::size_t k);
  void add_product(I* sum, const I* factor, std::size_t inner, std::size_t k);

  std::size_t dimension_;
  Precision precision_;
  I zero_;
  std::vector<Step> steps_;
  std::vector<std::size_t> slopes_;

  std::size_t orders_ = 0;   ///< of the last expansion: order + 1
  std::vector<I> values_;    ///< coefficient k of a step at [step orders + k]
  std::vector<I> weighted_;  ///< k times it, of the arguments of functions
  std::vector<I> at_point_;  ///< the values at a point
  std::vector<I> sums_;
  std::vector<I> tangents_;  ///< its derivatives at [(step orders + k) dimension + j]
};

extern template class FieldTape<Interval>;
extern template class FieldTape<BigInterval>;

}  // namespace rigor
