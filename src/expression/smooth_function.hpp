// The smooth functions of one variable that an expression may call.
#pragma once

#include <stdexcept>

#include "expression/vocabulary.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/jet_functions.hpp"
#include "function/normal.hpp"
#include "function/trigonometric.hpp"

namespace rigor {

/// The function at x, an interval or anything that carries derivatives. std::logic_error for those
/// that aren't smooth in their domain, take more arguments, or belong to a case.
template <class T>
T smooth_function(Function function, const T& x) {
  switch (function) {
    case Function::sqrt:
      return sqrt(x);
    case Function::exp:
      return exp(x);
    case Function::exp2:
      return exp2(x);
    case Function::expm1:
      return expm1(x);
    case Function::log:
      return log(x);
    case Function::log2:
      return log2(x);
    case Function::log1p:
      return log1p(x);
    case Function::sin:
      return sin(x);
    case Function::cos:
      return cos(x);
    case Function::tan:
      return tan(x);
    case Function::asin:
      return asin(x);
    case Function::acos:
      return acos(x);
    case Function::atan:
      return atan(x);
    case Function::sinh:
      return sinh(x);
    case Function::cosh:
      return cosh(x);
    case Function::tanh:
      return tanh(x);
    case Function::asinh:
      return asinh(x);
    case Function::acosh:
      return acosh(x);
    case Function::atanh:
      return atanh(x);
    case Function::erf:
      return erf(x);
    case Function::erfc:
      return erfc(x);
    case Function::normal_cdf:
      return normal_cdf(x);
    default:
      throw std::logic_error("a function that is not smooth, or not of one variable");
  }
}

}  // namespace rigor
