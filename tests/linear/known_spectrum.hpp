// Matrices of rational numbers whose eigenvalues are known exactly.
#pragma once

#include <cstddef>
#include <vector>

#include "linear/matrix.hpp"
#include "number/interval_number.hpp"
#include "support/sampling.hpp"

namespace rigor::test {

template <class I>
Matrix<I> enclosed(const Matrix<Rational>& a, Precision precision = {128}) {
  Matrix<I> b(a.rows(), a.columns(), enclose<I>(0, precision));
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) b(i, j) = enclose<I>(a(i, j), precision);
  }
  return b;
}

/// H D H for a product H of reflections 1 - 2 u u^T / u^T u with integer u: the spectrum is D,
/// exactly.
inline Matrix<Rational> with_spectrum(const std::vector<Rational>& spectrum, Sampler& sampler) {
  const std::size_t n = spectrum.size();
  Matrix<Rational> a(n, n, Rational(0));
  for (std::size_t i = 0; i < n; ++i) a(i, i) = spectrum[i];
  constexpr int kReflections = 2;
  for (int k = 0; k < kReflections; ++k) {
    std::vector<Rational> u(n);
    Rational square = 0;
    for (Rational& x : u) {
      x = sampler.integer(-3, 3);
      square += x * x;
    }
    if (square == 0) continue;
    // a - 2 (u w^T + w u^T) / s + 4 (u^T w) u u^T / s^2 with w = a u, s = u^T u.
    std::vector<Rational> w(n, Rational(0));
    Rational uw = 0;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) w[i] += a(i, j) * u[j];
      uw += u[i] * w[i];
    }
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        a(i, j) +=
            -2 * (u[i] * w[j] + w[i] * u[j]) / square + 4 * uw * u[i] * u[j] / square / square;
      }
    }
  }
  return a;
}

}  // namespace rigor::test
