// Multiple factors of polynomials in kernels.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "expression/kernel_polynomial.hpp"

namespace rigor {

/// p = c m a_1^k_1 a_2^k_2 ...: a number, a monomial, and polynomials without common and without
/// multiple factors, with exponents >= 0; kernels count as indeterminates.
struct SquareFree {
  Rational number;
  Monomial monomial;
  std::vector<std::pair<Polynomial, std::size_t>> factors;
};

/// By Yun's algorithm, one kernel after the other: the factors of p that contain the kernel are
/// those of its primitive part, the others those of its content, and the multiple ones divide the
/// derivative. nullopt if it becomes too large. Requires p other than 0.
std::optional<SquareFree> square_free(const Polynomial& p);

}  // namespace rigor
