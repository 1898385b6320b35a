// Eigenvalues and definiteness against matrices whose spectra are known exactly.
#include "linear/eigenvalues.hpp"

#include <acb_mat.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "function/constants.hpp"
#include "function/trigonometric.hpp"
#include "linear/definite.hpp"
#include "linear/known_spectrum.hpp"
#include "linear/rayleigh.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::enclosed;
using test::Sampler;
using test::with_spectrum;

constexpr Precision k128{128};

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

// Dense random matrices at sizes where Lanczos' method and blocks come in, against Arb: every
// enclosure has a number in common with Arb's ball, and isn't wide.
TEST(Eigenvalues, AgreeWithArb) {
  Sampler sampler(403);
  std::vector<int> sizes{2, 3, 9, 20, 49, 60};
  if (test::is_long_setting()) sizes.insert(sizes.end(), {97, 120});
  for (const int size : sizes) {
    const auto n = static_cast<std::size_t>(size);
    Matrix<Interval> a(n, n, Interval());
    acb_mat_t m, left, right;
    acb_mat_init(m, size, size);
    acb_mat_init(left, size, size);
    acb_mat_init(right, size, size);
    for (int i = 0; i < size; ++i) {
      for (int j = 0; j <= i; ++j) {
        const double x = sampler.uniform(-1, 1);
        a(static_cast<std::size_t>(i), static_cast<std::size_t>(j)) = Interval::point(x);
        a(static_cast<std::size_t>(j), static_cast<std::size_t>(i)) = Interval::point(x);
        acb_set_d(acb_mat_entry(m, i, j), x);
        acb_set_d(acb_mat_entry(m, j, i), x);
      }
    }
    acb_ptr approximate = _acb_vec_init(size);
    acb_ptr values = _acb_vec_init(size);
    constexpr slong kBits = 128;
    acb_mat_approx_eig_qr(approximate, left, right, m, nullptr, 0, kBits);
    ASSERT_NE(acb_mat_eig_simple(values, nullptr, nullptr, m, approximate, right, kBits), 0);
    std::vector<test::Arb> oracle;
    for (int k = 0; k < size; ++k) {
      oracle.emplace_back(Precision{kBits});
      arb_set(oracle.back().get(), acb_realref(values + k));
    }
    std::sort(oracle.begin(), oracle.end(),
              [](const test::Arb& x, const test::Arb& y) { return surely_less(x, y); });
    const std::vector<Interval> all = eigenvalues(a);
    for (std::size_t k = 0; k < n; ++k) {
      EXPECT_TRUE(test::encloses(all[k], oracle[k])) << size << ' ' << k << ' ' << all[k];
      EXPECT_LT(width(all[k]).upper(), 1e-13);
    }
    const Interval top = largest_eigenvalue(a);
    EXPECT_TRUE(test::encloses(top, oracle.back())) << size << ' ' << top;
    EXPECT_LT(width(top).upper(), 1e-14 * top.upper());
    EXPECT_TRUE(test::encloses(smallest_eigenvalue(a), oracle.front()));
    _acb_vec_clear(approximate, size);
    _acb_vec_clear(values, size);
    acb_mat_clear(m);
    acb_mat_clear(left);
    acb_mat_clear(right);
  }
}

// The eigenvalues of every member of a box, sampled, are in the enclosures for the box.
TEST(Eigenvalues, OfBoxesContainThoseOfTheirMembers) {
  Sampler sampler(404);
  const int count = test::sample_count(200, 2000);
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(2, 9));
    const std::vector<Rational> spectrum = random_spectrum(sampler, n);
    const Matrix<Interval> middle = enclosed<Interval>(with_spectrum(spectrum, sampler));
    const double radius = std::ldexp(1.0, -sampler.integer(4, 50));
    Matrix<Interval> box = middle;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        box(i, j) = middle(i, j) + Interval::bounds(-radius, radius * sampler.uniform(0, 1));
        box(j, i) = box(i, j);
      }
    }
    const std::vector<Interval> all = eigenvalues(box);
    const Interval top = largest_eigenvalue(box);
    const Interval bottom = smallest_eigenvalue(box);
    for (int member = 0; member < 5; ++member) {
      Matrix<BigInterval> a(n, n, enclose<BigInterval>(0, k128));
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
          a(i, j) = enclose<BigInterval>(to_rational(sampler.member(box(i, j))), k128);
          a(j, i) = a(i, j);
        }
      }
      const std::vector<BigInterval> exact = eigenvalues(a);
      for (std::size_t k = 0; k < n; ++k) {
        ASSERT_TRUE(subset(exact[k], convert<BigInterval>(all[k], k128))) << index << ' ' << k;
      }
      ASSERT_TRUE(subset(exact.back(), convert<BigInterval>(top, k128))) << index;
      ASSERT_TRUE(subset(exact.front(), convert<BigInterval>(bottom, k128))) << index;
    }
    // To first order the width is |v|^T radius |v|, at most n times the radius.
    EXPECT_LT(width(top).upper(), 4 * static_cast<double>(n) * radius + 1e-11) << index;
  }
}

// A spectrum of condition 1e11: all digits of the largest, certain signs of the least.
TEST(Eigenvalues, OfIllConditionedMatrices) {
  for (const std::size_t n : {std::size_t{2}, std::size_t{12}, std::size_t{60}}) {
    for (const int sign : {-1, 1}) {
      Sampler sampler(405);
      std::vector<Rational> spectrum;
      for (std::size_t k = 0; k < n; ++k) {
        spectrum.push_back(Rational(static_cast<long>(k + 1), static_cast<long>(n)));
      }
      spectrum[0] = Rational(sign, 100000000000L);
      const Matrix<Rational> exact = with_spectrum(spectrum, sampler);
      const auto big = enclosed<BigInterval>(exact);
      const BigInterval top = largest_eigenvalue(big);
      EXPECT_TRUE(contains(top, Rational(1)));
      EXPECT_LT(relative_width(top, Rational(1)), 1e-35);
      const BigInterval bottom = smallest_eigenvalue(big);
      EXPECT_TRUE(contains(bottom, spectrum[0]));
      EXPECT_LT(relative_width(bottom, abs(spectrum[0])), 1e-22);
      EXPECT_TRUE(certainly(sign > 0 ? bottom > 0 : bottom < 0));
      const Interval small = smallest_eigenvalue(enclosed<Interval>(exact));
      EXPECT_TRUE(certainly(sign > 0 ? small > 0 : small < 0)) << n;
    }
  }
}

// Second differences: -1, 2, -1, with the eigenvalues 2 - 2 cos(k pi / (n + 1)). The gaps are so
// small that Lanczos' method doesn't get there.
TEST(Eigenvalues, OfSecondDifferences) {
  constexpr std::size_t kSize = 400;
  Matrix<Interval> a(kSize, kSize, Interval());
  for (std::size_t i = 0; i < kSize; ++i) {
    a(i, i) = Interval::point(2);
    if (i > 0) a(i, i - 1) = a(i - 1, i) = Interval::point(-1);
  }
  const BigInterval angle = pi<BigInterval>(k128) / (static_cast<long>(kSize) + 1);
  const Interval top = largest_eigenvalue(a);
  EXPECT_TRUE(subset(2 + 2 * cos(angle), convert<BigInterval>(top, k128))) << top;
  EXPECT_LT(width(top).upper(), 1e-14);
  const Interval bottom = smallest_eigenvalue(a);
  EXPECT_TRUE(subset(2 - 2 * cos(angle), convert<BigInterval>(bottom, k128))) << bottom;
  EXPECT_LT(width(bottom).upper(), 1e-14);
}

// The two largest are so close that Lanczos' method takes them for one: a gap that isn't there must
// not be believed.
TEST(Eigenvalues, OfPairsThatLookLikeOne) {
  Sampler sampler(409);
  constexpr std::size_t kSize = 60;
  for (int index = 0; index < 20; ++index) {
    std::vector<Rational> spectrum;
    for (std::size_t k = 0; k < kSize; ++k) {
      spectrum.push_back(to_rational(sampler.uniform(-0.5, 0.5)));
    }
    std::sort(spectrum.begin(), spectrum.end());
    spectrum[kSize - 1] = 1;
    spectrum[kSize - 2] = 1 - to_rational(std::ldexp(1.0, -20 - index));
    const Matrix<Rational> exact = with_spectrum(spectrum, sampler);
    const Interval top = largest_eigenvalue(enclosed<Interval>(exact));
    EXPECT_TRUE(contains(top, 1)) << index << ' ' << top;
    EXPECT_LT(width(top).upper(), 1e-10) << index;
    const BigInterval big = largest_eigenvalue(enclosed<BigInterval>(exact));
    EXPECT_TRUE(contains(big, 1)) << index << ' ' << big;
    EXPECT_LT(relative_width(big, 1), 1e-30) << index;
  }
}

// The member with 1 + r everywhere off zero has 1 + n r: no gap, so that a shift must prove it.
TEST(Eigenvalues, OfBoxesAroundMultiplicities) {
  for (const double r : {0x1p-10, 0x1p-30, 0x1p-44}) {
    constexpr std::size_t kSize = 3;
    Matrix<Interval> a(kSize, kSize, Interval::bounds(-r, r));
    for (std::size_t i = 0; i < kSize; ++i) a(i, i) = Interval::bounds(1 - r, 1 + r);
    EXPECT_TRUE(contains(largest_eigenvalue(a), 1 + to_rational(3 * r))) << r;
    EXPECT_TRUE(contains(smallest_eigenvalue(a), 1 - to_rational(3 * r))) << r;
    EXPECT_LT(width(largest_eigenvalue(a)).upper(), 40 * r) << r;
    Matrix<BigInterval> big(kSize, kSize, enclose<BigInterval>(0, k128));
    for (std::size_t i = 0; i < kSize; ++i) {
      for (std::size_t j = 0; j < kSize; ++j) big(i, j) = convert<BigInterval>(a(i, j), k128);
    }
    EXPECT_TRUE(contains(largest_eigenvalue(big), 1 + to_rational(3 * r))) << r;
    EXPECT_TRUE(contains(smallest_eigenvalue(big), 1 - to_rational(3 * r))) << r;
  }
}

TEST(Eigenvalues, AtHugeAndTinyScales) {
  Sampler sampler(406);
  const std::vector<Rational> spectrum{-2, Rational(1, 7), 1, 3};
  for (const int exponent : {-1070, -1022, -500, 500, 1020}) {
    Sampler same = sampler;
    std::vector<Rational> scaled = spectrum;
    Rational power = to_rational(std::ldexp(1.0, exponent));
    for (Rational& x : scaled) x *= power;
    const Matrix<Interval> a = enclosed<Interval>(with_spectrum(scaled, same));
    const Interval top = largest_eigenvalue(a);
    EXPECT_TRUE(contains(top, scaled[3])) << exponent;
    EXPECT_TRUE(contains(smallest_eigenvalue(a), scaled[0])) << exponent;
    const std::vector<Interval> all = eigenvalues(a);
    for (std::size_t k = 0; k < 4; ++k) EXPECT_TRUE(contains(all[k], scaled[k])) << exponent;
    if (exponent > -1000) {
      EXPECT_LT(width(top).upper(), std::ldexp(1e-14, exponent)) << exponent;
    }
    EXPECT_TRUE(is_bounded(top)) << exponent;
  }
  // Beyond the range of double.
  const Rational huge = pow(Integer(10), 4000);
  const auto big = enclosed<BigInterval>(with_spectrum({-huge, huge / 3, 2 * huge}, sampler));
  EXPECT_TRUE(contains(largest_eigenvalue(big), 2 * huge));
  EXPECT_TRUE(contains(smallest_eigenvalue(big), -huge));
  EXPECT_EQ(is_positive_definite(big), Truth::no);
}

TEST(Eigenvalues, OfDegenerateMatrices) {
  const Matrix<Interval> zero(3, 3, Interval());
  EXPECT_TRUE(identical(largest_eigenvalue(zero), Interval()));
  EXPECT_TRUE(identical(eigenvalues(zero)[1], Interval()));
  EXPECT_EQ(eigenvalue_clusters(zero).size(), 1U);
  EXPECT_EQ(eigenvalue_clusters(zero)[0].count, 3U);
  EXPECT_TRUE(isolated_eigenpairs(zero).empty());

  const Matrix<Interval> one(1, 1, Interval::bounds(2, 3));
  EXPECT_TRUE(identical(largest_eigenvalue(one), Interval::bounds(2, 3)));

  // Symmetric members know (0, 1) from (1, 0).
  Matrix<Interval> bad(2, 2, Interval::point(1));
  bad(0, 1) = Interval::everything();
  EXPECT_TRUE(contains(largest_eigenvalue(bad), 2) && is_bounded(largest_eigenvalue(bad)));
  bad(1, 0) = Interval::everything();
  EXPECT_TRUE(is_entire(largest_eigenvalue(bad)));
  EXPECT_TRUE(is_entire(eigenvalues(bad)[0]));

  // No symmetric member.
  Matrix<Interval> skew(2, 2, Interval());
  skew(0, 1) = Interval::point(1);
  skew(1, 0) = Interval::point(-1);
  EXPECT_TRUE(is_empty(largest_eigenvalue(skew)));

  EXPECT_THROW(largest_eigenvalue(Matrix<Interval>()), std::invalid_argument);
  EXPECT_THROW(eigenvalues(Matrix<Interval>(2, 3, Interval())), std::invalid_argument);
}

TEST(Eigenvalues, OfMultiplesOfTheIdentity) {
  for (const std::size_t n : {std::size_t{2}, std::size_t{50}, std::size_t{130}}) {
    Matrix<Interval> a(n, n, Interval());
    for (std::size_t i = 0; i < n; ++i) a(i, i) = Interval::point(3);
    EXPECT_TRUE(contains(largest_eigenvalue(a), 3));
    EXPECT_LT(width(largest_eigenvalue(a)).upper(), 1e-10);
    const auto clusters = eigenvalue_clusters(a);
    ASSERT_EQ(clusters.size(), 1U);
    EXPECT_EQ(clusters[0].count, n);
    EXPECT_TRUE(contains(clusters[0].box, 3));
  }
}

// A u = x u and |u| = 1 are possible for the enclosed pairs; the exact vectors of [[2, 1], [1, 2]]
// are (1, -1) / sqrt 2 and (1, 1) / sqrt 2.
template <class I>
void check_eigenpairs(int seed, int count, double width_bound) {
  Sampler sampler(static_cast<std::uint64_t>(seed));
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(2, 10));
    std::vector<Rational> spectrum(n);
    for (std::size_t k = 0; k < n; ++k) {
      spectrum[k] = static_cast<long>(k) + to_rational(sampler.uniform(-0.4, 0.4));
    }
    const Matrix<I> a = enclosed<I>(with_spectrum(spectrum, sampler));
    const std::vector<IsolatedEigenpair<I>> pairs = isolated_eigenpairs(a);
    ASSERT_EQ(pairs.size(), n) << index;
    for (std::size_t k = 0; k < n; ++k) {
      ASSERT_EQ(pairs[k].index, k);
      ASSERT_TRUE(contains(pairs[k].value, spectrum[k])) << index;
      ASSERT_TRUE(contains(squared_norm(pairs[k].vector), 1)) << index;
      for (const I& defect : residual(a, pairs[k].vector, pairs[k].value)) {
        ASSERT_TRUE(contains_zero(defect)) << index;
      }
      for (const I& x : pairs[k].vector) {
        EXPECT_LT(to_interval(width(x)).upper(), width_bound) << index;
      }
    }
  }
}
TEST(Eigenvalues, IsolatedPairs) {
  check_eigenpairs<Interval>(407, test::sample_count(200, 2000), 1e-12);
  check_eigenpairs<BigInterval>(408, test::sample_count(50, 500), 1e-35);

  Matrix<Interval> a(2, 2, Interval::point(1));
  a(0, 0) = a(1, 1) = Interval::point(2);
  const auto pairs = isolated_eigenpairs(a);
  ASSERT_EQ(pairs.size(), 2U);
  const Interval root = recip(sqrt(Interval::point(2)));
  EXPECT_TRUE(subset(root, abs(pairs[0].vector[0])));
  EXPECT_TRUE(certainly(pairs[0].vector[0] * pairs[0].vector[1] < 0));
  EXPECT_TRUE(certainly(pairs[1].vector[0] * pairs[1].vector[1] > 0));
}

}  // namespace
}  // namespace rigor
