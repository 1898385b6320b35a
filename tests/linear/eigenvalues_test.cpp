// Eigenvalues and definiteness against matrices whose spectra are known exactly.
#include "linear/eigenvalues.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "linear/definite.hpp"
#include "linear/rayleigh.hpp"
#include "linear/solve.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

constexpr Precision k128{128};

template <class I>
Matrix<I> enclosed(const Matrix<Rational>& a, Precision precision = k128) {
  Matrix<I> b(a.rows(), a.columns(), enclose<I>(0, precision));
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) b(i, j) = enclose<I>(a(i, j), precision);
  }
  return b;
}

// H D H for a product H of reflections 1 - 2 u u^T / u^T u with integer u: the spectrum is D,
// exactly.
Matrix<Rational> with_spectrum(const std::vector<Rational>& spectrum, Sampler& sampler,
                               int reflections = 2) {
  const std::size_t n = spectrum.size();
  Matrix<Rational> a(n, n, Rational(0));
  for (std::size_t i = 0; i < n; ++i) a(i, i) = spectrum[i];
  for (int k = 0; k < reflections; ++k) {
    std::vector<Rational> u(n);
    Rational square = 0;
    for (Rational& x : u) {
      x = sampler.integer(-3, 3);
      square += x * x;
    }
    if (square == 0) continue;
    // a - 2 (u w^T + w u^T) / s + 4 (u^T w) u u^T / s^2 with w = a u.
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

// Spread out, clustered, with multiplicities, of all sizes.
std::vector<Rational> random_spectrum(Sampler& sampler, std::size_t n) {
  std::vector<Rational> spectrum(n);
  const int kind = sampler.integer(0, 4);
  for (Rational& x : spectrum) {
    switch (kind) {
      case 0:
        x = to_rational(sampler.uniform(-2, 2));
        break;
      case 1:
        x = sampler.integer(-1, 2);  // multiplicities
        break;
      case 2:  // clusters
        x = sampler.integer(0, 1) + to_rational(std::ldexp(sampler.integer(0, 3), -50));
        break;
      case 3:  // all sizes
        x = to_rational(sampler.moderate(-40, 0));
        break;
      default:
        x = 5 + to_rational(std::ldexp(sampler.integer(0, 7), -90));
    }
  }
  std::sort(spectrum.begin(), spectrum.end());
  return spectrum;
}

template <class I>
double relative_width(const I& x, const Rational& size) {
  return to_interval(width(x)).upper() / static_cast<double>(size);
}

template <class I>
void check_spectra(int seed, int count, int largest_size, double width_bound) {
  Sampler sampler(static_cast<std::uint64_t>(seed));
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(1, largest_size));
    const std::vector<Rational> spectrum = random_spectrum(sampler, n);
    const Matrix<I> a = enclosed<I>(with_spectrum(spectrum, sampler));
    const Rational size = std::max(abs(spectrum.front()), abs(spectrum.back()));
    const I top = largest_eigenvalue(a);
    const I bottom = smallest_eigenvalue(a);
    ASSERT_TRUE(contains(top, spectrum.back())) << seed << ' ' << index << ' ' << top;
    ASSERT_TRUE(contains(bottom, spectrum.front())) << seed << ' ' << index << ' ' << bottom;
    if (size > 0) {
      EXPECT_LT(relative_width(top, size), width_bound) << seed << ' ' << index << " n " << n;
      EXPECT_LT(relative_width(bottom, size), width_bound) << seed << ' ' << index << " n " << n;
    }
    const std::vector<I> all = eigenvalues(a);
    ASSERT_EQ(all.size(), n);
    for (std::size_t k = 0; k < n; ++k) {
      ASSERT_TRUE(contains(all[k], spectrum[k])) << seed << ' ' << index << ' ' << k;
      if (size > 0) {
        EXPECT_LT(relative_width(all[k], size), width_bound) << seed << ' ' << index;
      }
    }
    std::size_t next = 0;
    for (const EigenvalueCluster<I>& cluster : eigenvalue_clusters(a)) {
      ASSERT_EQ(cluster.first, next);
      next += cluster.count;
      const auto inside = std::count_if(spectrum.begin(), spectrum.end(), [&](const Rational& x) {
        return contains(cluster.box, x);
      });
      ASSERT_EQ(static_cast<std::size_t>(inside), cluster.count);
    }
    ASSERT_EQ(next, n);
    const Truth definite = is_positive_definite(a);
    if (definite != Truth::unsettled) {
      ASSERT_EQ(certainly(definite), spectrum.front() > 0) << seed << ' ' << index;
    }
  }
}

TEST(Eigenvalues, OfMatricesWithKnownSpectra) {
  check_spectra<Interval>(401, test::sample_count(1000, 10000), 12, 1e-12);
}
TEST(Eigenvalues, OfMatricesWithKnownSpectraAt128Bits) {
  check_spectra<BigInterval>(402, test::sample_count(200, 2000), 10, 1e-30);
}

}  // namespace
}  // namespace rigor
