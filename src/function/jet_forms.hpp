// The two forms of a differential equation that give the series of most elementary functions.
#pragma once

#include "function/jet_derivatives.hpp"
#include "function/jet_recurrences.hpp"

namespace rigor {

// Notation of the files jet_*.hpp: u is the argument, w = g(u), all power series in t; a prime on a
// series is d/dt. A function g names the series v of one of the two forms
//   product:  w' = v u'     v_0 = g'(u_0)
//   quotient: v w' = u'     1 / v_0 = g'(u_0)
// and how v_j, j >= 1, follows from u_0, ..., u_j, w_0, ..., w_j and v_1, ..., v_(j-1). Source:
// Griewank and Walther, Evaluating Derivatives, 2nd ed. (2008), ch. 13, Table 13.2 and Prop. 13.1.

/// w' = v u'. `Factor::next(u, w, v, d)` is v_j for j = v.size().
template <IntervalNumber I, int N, class Factor>
class ProductForm {
 public:
  template <class F>
  explicit ProductForm(const F&) {}
  /// w_k for k = w.size() >= 1; called for k = 1, 2, ... in order.
  I next(Known<I> u, Known<I> w, const Derivatives<I>& d) {
    v_.push(v_.size() == 0 ? d.first : factor_.next(u, w, v_.known(), d));
    return integral_coefficient(u, v_.known(), w.size());
  }

 private:
  CoefficientList<I, N> v_;
  [[no_unique_address]] Factor factor_;
};

/// v w' = u'.
template <IntervalNumber I, int N, class Factor>
class QuotientForm {
 public:
  template <class F>
  explicit QuotientForm(const F&) {}
  I next(Known<I> u, Known<I> w, const Derivatives<I>& d) {
    // v_0 only enters through its reciprocal: anything may keep its place.
    v_.push(v_.size() == 0 ? d.first : factor_.next(u, w, v_.known(), d));
    return antiquotient_coefficient(u, v_.known(), w, d.first);
  }

 private:
  CoefficientList<I, N> v_;
  [[no_unique_address]] Factor factor_;
};

/// v' = w u' (sign 1) or -w u' (sign -1): sinh and cosh, sin and cos, each the other's factor.
template <IntervalNumber I, int kSign>
struct TwinFactor {
  I next(Known<I> u, Known<I> w, Known<I> v, const Derivatives<I>&) {
    const I c = integral_coefficient(u, w, v.size());
    return kSign > 0 ? c : -c;
  }
};

/// v = v_0 + sign * (square of a series, from its first coefficient on): of w, or of u.
template <IntervalNumber I, int kSign>
struct SquareOfValueFactor {
  I next(Known<I>, Known<I> w, Known<I> v, const Derivatives<I>&) {
    const I c = square_coefficient(w, v.size());
    return kSign > 0 ? c : -c;
  }
};
template <IntervalNumber I, int kSign>
struct SquareOfArgumentFactor {
  I next(Known<I> u, Known<I>, Known<I> v, const Derivatives<I>&) {
    const I c = square_coefficient(u, v.size());
    return kSign > 0 ? c : -c;
  }
};

/// v = +-sqrt(c + sign u^2), for a constant c: v v = c + sign u^2, and 1 / v_0 is g'(u_0).
template <IntervalNumber I, int kSign>
struct RootFactor {
  I next(Known<I> u, Known<I>, Known<I> v, const Derivatives<I>& d) {
    const I square = square_coefficient(u, v.size());
    return root_coefficient(kSign > 0 ? square : -square, v, scale2(d.first, -1));
  }
};

/// v = c exp(-a u^2), with a = 1 or 1/2 and any c: v' = -a (u^2)' v.
template <IntervalNumber I, int N, int kHalvings>
class GaussFactor {
 public:
  I next(Known<I> u, Known<I>, Known<I> v, const Derivatives<I>&) {
    if (square_.size() == 0) square_.push(u[0]);  // keeps the place: the sum starts at 1
    while (square_.size() <= v.size()) {
      square_.push(scale2(square_coefficient(u, square_.size()), -kHalvings));
    }
    return -integral_coefficient(square_.known(), v, v.size());
  }

 private:
  CoefficientList<I, N> square_;
};

}  // namespace rigor
