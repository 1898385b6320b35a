// Matrix exponentials against Arb, identities and closed forms.
#include "linear/matrix_exponential.hpp"

#include <arb_mat.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "function/elementary.hpp"
#include "function/trigonometric.hpp"
#include "linear/enclosed_product.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::Sampler;

template <class I>
Matrix<I> points(const Matrix<double>& a, Precision p) {
  Matrix<I> result(a.rows(), a.columns(), enclose<I>(0L, p));
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j)
      result(i, j) = enclose<I>(to_rational(a(i, j)), p);
  }
  return result;
}

/// exp(A), by Arb at 1000 bits.
Matrix<Arb> oracle(const Matrix<double>& a) {
  const auto n = static_cast<slong>(a.rows());
  constexpr Precision kBits{1000};
  arb_mat_t m;
  arb_mat_init(m, n, n);
  for (slong i = 0; i < n; ++i) {
    for (slong j = 0; j < n; ++j) {
      arb_set_d(arb_mat_entry(m, i, j),
                a(static_cast<std::size_t>(i), static_cast<std::size_t>(j)));
    }
  }
  arb_mat_exp(m, m, kBits.bits);
  Matrix<Arb> result(a.rows(), a.rows(), Arb(kBits));
  for (slong i = 0; i < n; ++i) {
    for (slong j = 0; j < n; ++j) {
      arb_set(result(static_cast<std::size_t>(i), static_cast<std::size_t>(j)).get(),
              arb_mat_entry(m, i, j));
    }
  }
  arb_mat_clear(m);
  return result;
}

enum class Kind { dense, symmetric, stable, nilpotent, antisymmetric };

Matrix<double> random_matrix(Sampler& sampler, std::size_t n, Kind kind, double size) {
  Matrix<double> a(n, n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const double x = size * sampler.uniform(-1, 1);
      if (kind == Kind::nilpotent && j <= i) continue;
      if (kind == Kind::dense || kind == Kind::nilpotent) a(i, j) = x;
      if (kind == Kind::antisymmetric && i < j) a(j, i) = -(a(i, j) = x);
      if ((kind == Kind::symmetric || kind == Kind::stable) && i <= j) a(j, i) = a(i, j) = x;
    }
    if (kind == Kind::stable) a(i, i) -= size * static_cast<double>(n);
  }
  return a;
}

template <class I>
double largest_radius(const Matrix<I>& a) {
  double largest = 0;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      largest = std::fmax(largest, to_interval(radius(a(i, j))).upper());
    }
  }
  return largest;
}
template <class I>
double largest_entry(const Matrix<I>& a) {
  double largest = 0;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      largest = std::fmax(largest, to_interval(magnitude(a(i, j))).upper());
    }
  }
  return largest;
}

template <class I>
void check_against_arb(std::uint64_t seed, int count, int least, int most, Precision p,
                       double accuracy) {
  Sampler sampler(seed);
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(least, most));
    const auto kind = static_cast<Kind>(index % 5);
    const double size = std::ldexp(1.0, sampler.integer(-8, kind == Kind::dense ? 3 : 7));
    const Matrix<double> a = random_matrix(sampler, n, kind, size);
    const Matrix<I> result = matrix_exponential(points<I>(a, p));
    const Matrix<Arb> exact = oracle(a);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        ASSERT_TRUE(test::encloses(result(i, j), exact(i, j)))
            << seed << ' ' << index << ' ' << i << ' ' << j << ' ' << result(i, j);
      }
    }
    EXPECT_LE(largest_radius(result), accuracy * largest_entry(result) + 1e-300)
        << seed << ' ' << index << " n " << n << " size " << size;
  }
}

TEST(MatrixExponential, EnclosesWhatArbEncloses) {
  check_against_arb<Interval>(901, test::sample_count(50, 1000), 1, 20, Precision{53}, 2e-15);
  check_against_arb<BigInterval>(902, test::sample_count(20, 400), 1, 12, Precision{160}, 1e-45);
}
TEST(MatrixExponential, OfLargeMatricesOfDoubles) {
  check_against_arb<Interval>(903, test::sample_count(5, 50), 25, 34, Precision{53}, 1e-8);
}

// exp(A) for matrices A between the ends of a box, taken by Arb, lies in that of the box.
TEST(MatrixExponential, OfBoxesEnclosesThatOfMembers) {
  Sampler sampler(904);
  const int count = test::sample_count(60, 600);
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(1, 8));
    const auto kind = static_cast<Kind>(index % 5);
    const Matrix<double> a =
        random_matrix(sampler, n, kind, std::ldexp(1.0, sampler.integer(-6, 4)));
    const double width = std::ldexp(1.0, -sampler.integer(1, 45));
    Matrix<Interval> box = points<Interval>(a, Precision{53});
    Matrix<double> member = a;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        box(i, j) += Interval::bounds(-width * sampler.uniform(0, 1), width);
        member(i, j) = sampler.member(box(i, j));
      }
    }
    const Matrix<Interval> result = matrix_exponential(box);
    const Matrix<Arb> exact = oracle(member);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        ASSERT_TRUE(test::encloses(result(i, j), exact(i, j))) << index << ' ' << result(i, j);
      }
    }
  }
}

// A box of contractions of size 10^4 keeps its width: |exp(A) - exp(M)| <= ||A - M|| exp(mu).
TEST(MatrixExponential, DoesNotWrapAContraction) {
  Sampler sampler(905);
  const Matrix<double> a = random_matrix(sampler, 10, Kind::stable, 1000);
  Matrix<Interval> box = points<Interval>(a, Precision{53});
  for (std::size_t i = 0; i < 10; ++i) {
    for (std::size_t j = 0; j < 10; ++j) {
      if (i != j) box(i, j) += Interval::bounds(-1e-3, 1e-3);
    }
  }
  EXPECT_LT(largest_radius(matrix_exponential(box)), 1e-9);
}

// exp(A) exp(-A) = 1, and the radius of the left side is small.
TEST(MatrixExponential, OfTheNegativeMatrixIsTheInverse) {
  Sampler sampler(906);
  for (int index = 0; index < 15; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(1, 20));
    const auto kind = static_cast<Kind>(index % 5);
    const auto a = points<BigInterval>(random_matrix(sampler, n, kind, 2), Precision{256});
    Matrix<BigInterval> negative = a;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) negative(i, j) = -a(i, j);
    }
    const auto unit = enclosed_product(matrix_exponential(a), matrix_exponential(negative));
    EXPECT_LT(largest_radius(unit), 1e-25) << index;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        ASSERT_TRUE(contains(unit(i, j), i == j ? 1 : 0)) << index << ' ' << unit(i, j);
      }
    }
  }
}

TEST(MatrixExponential, OfExtremeMatrices) {
  const auto one = [](const Interval& x) { return matrix_exponential(Matrix<Interval>(1, 1, x)); };
  EXPECT_TRUE(subset(exp(Interval::point(700)), one(Interval::point(700))(0, 0)));
  EXPECT_LT(one(Interval::point(-1e6))(0, 0).upper(), 1e-15);
  EXPECT_TRUE(is_entire(one(Interval::everything())(0, 0)));
  EXPECT_TRUE(is_entire(one(Interval::nothing())(0, 0)));
  EXPECT_TRUE(contains(one(Interval())(0, 0), 1));
  EXPECT_THROW(matrix_exponential(Matrix<Interval>(2, 3, Interval())), std::invalid_argument);
  EXPECT_THROW(matrix_exponential(Matrix<Interval>()), std::invalid_argument);
}

// x' = A x + b with A = (0 1; -1 0): x = (sin t, cos t) c + ..., here x_0 = (0, 1), b = (1, 0).
TEST(LinearFlow, OfARotationWithAForce) {
  Matrix<BigInterval> a(2, 2, enclose<BigInterval>(0L, Precision{192}));
  a(0, 1) = enclose<BigInterval>(1L, Precision{192});
  a(1, 0) = -a(0, 1);
  const BigInterval zero = a(0, 0), unit = a(0, 1);
  for (const Rational& t : {Rational(3), Rational(-7, 2), Rational(40), Rational(0)}) {
    const BigInterval time = enclose<BigInterval>(t, Precision{192});
    const auto x = linear_flow<BigInterval>(a, {unit, zero}, {zero, unit}, time);
    // x_1'' = -x_1, x_1(0) = 0, x_1'(0) = 2; x_2 = x_1' - 1.
    EXPECT_TRUE(overlaps(x[0], 2 * sin(time))) << x[0];
    EXPECT_TRUE(overlaps(x[1], 2 * cos(time) - 1)) << x[1];
    EXPECT_LT(to_interval(width(x[0])).upper(), 1e-45);
  }
  EXPECT_THROW(linear_flow<BigInterval>(a, {unit}, {zero, unit}, unit), std::invalid_argument);
}

// A singular A: the integral of exp(uA) b is t b + t^2 A b / 2 for a nilpotent one.
TEST(LinearFlow, OfANilpotentMatrix) {
  Matrix<Interval> a(2, 2, Interval());
  a(0, 1) = Interval::point(4);
  const auto x =
      linear_flow<Interval>(a, {Interval::point(1), Interval::point(3)},
                            {Interval::point(5), Interval::point(7)}, Interval::point(2));
  EXPECT_TRUE(contains(x[0], 5 + 2 * 1 + 4 * (2 * 7 + 3 * 2)));
  EXPECT_TRUE(contains(x[1], 7 + 3 * 2));
  EXPECT_LT(width(x[0]).upper(), 1e-12);
}

}  // namespace
}  // namespace rigor
