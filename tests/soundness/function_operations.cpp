#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/normal.hpp"
#include "function/power.hpp"
#include "function/trigonometric.hpp"
#include "soundness/adapter.hpp"

namespace rigor::soundness {

std::vector<Operation> function_operations() {
  return {
      operation<1>("exp", [](const auto& a) { return exp(a); }),
      operation<1>("exp2", [](const auto& a) { return exp2(a); }),
      operation<1>("expm1", [](const auto& a) { return expm1(a); }),
      operation<1>("log", [](const auto& a) { return log(a); }),
      operation<1>("log2", [](const auto& a) { return log2(a); }),
      operation<1>("log1p", [](const auto& a) { return log1p(a); }),
      operation<1>("sin", [](const auto& a) { return sin(a); }),
      operation<1>("cos", [](const auto& a) { return cos(a); }),
      operation<1>("tan", [](const auto& a) { return tan(a); }),
      operation<1>("asin", [](const auto& a) { return asin(a); }),
      operation<1>("acos", [](const auto& a) { return acos(a); }),
      operation<1>("atan", [](const auto& a) { return atan(a); }),
      operation<1>("sinh", [](const auto& a) { return sinh(a); }),
      operation<1>("cosh", [](const auto& a) { return cosh(a); }),
      operation<1>("tanh", [](const auto& a) { return tanh(a); }),
      operation<1>("asinh", [](const auto& a) { return asinh(a); }),
      operation<1>("acosh", [](const auto& a) { return acosh(a); }),
      operation<1>("atanh", [](const auto& a) { return atanh(a); }),
      operation<1>("erf", [](const auto& a) { return erf(a); }),
      operation<1>("erfc", [](const auto& a) { return erfc(a); }),
      operation<1>("normal_pdf", [](const auto& a) { return normal_pdf(a); }),
      operation<1>("normal_cdf", [](const auto& a) { return normal_cdf(a); }),
      operation<2>("pow", [](const auto& a, const auto& b) { return pow(a, b); }),
  };
}

}  // namespace rigor::soundness
