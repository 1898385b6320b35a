#include "analysis/krawczyk.hpp"

#include <gtest/gtest.h>

#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

constexpr Precision k128{128};

/// x^2 + y^2 = 4 and x y = 1, with zeros at (1.9318..., 0.5176...) and three more by symmetry.
template <class I>
struct CircleAndHyperbola {
  static std::vector<I> value(const std::vector<I>& x) {
    return {sqr(x[0]) + sqr(x[1]) - 4, x[0] * x[1] - 1};
  }
  static Matrix<I> jacobian(const std::vector<I>& x) {
    Matrix<I> j(2, 2, enclose<I>(0L, k128));
    j(0, 0) = 2 * x[0];
    j(0, 1) = 2 * x[1];
    j(1, 0) = x[1];
    j(1, 1) = x[0];
    return j;
  }
};

/// K from C, f(x0) and the Jacobian over the box.
template <class I>
KrawczykResult<I> krawczyk_by(const std::vector<I>& centre, const std::vector<I>& value,
                              const Matrix<I>& c, const Matrix<I>& jacobian,
                              const std::vector<I>& box) {
  const std::size_t size = centre.size();
  const I zero = enclose<I>(0L, k128);
  std::vector<I> correction(size, zero);
  Matrix<I> contraction(size, size, zero);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t k = 0; k < size; ++k) {
      correction[i] += c(i, k) * value[k];
      I sum = enclose<I>(i == k ? 1L : 0L, k128);
      for (std::size_t j = 0; j < size; ++j) sum -= c(i, j) * jacobian(j, k);
      contraction(i, k) = sum;
    }
  }
  return krawczyk(centre, correction, contraction, box);
}

template <class I>
I between(long low, long high, long denominator) {
  return hull_of<I>(Rational(low, denominator), Rational(high, denominator), k128);
}

/// The inverse of the Jacobian near (2, 1/2), roughly.
template <class I>
Matrix<I> rough_inverse() {
  Matrix<I> c(2, 2, enclose<I>(0L, k128));
  c(0, 0) = enclose<I>(Rational(1, 4), k128);
  c(0, 1) = enclose<I>(Rational(-1, 8), k128);
  c(1, 0) = enclose<I>(Rational(-1, 16), k128);
  c(1, 1) = enclose<I>(Rational(1, 2), k128);
  return c;
}

template <class I>
KrawczykResult<I> test_box(const std::vector<I>& box) {
  using F = CircleAndHyperbola<I>;
  const std::vector<I> centre = {midpoint(box[0]), midpoint(box[1])};
  return krawczyk_by(centre, F::value(centre), rough_inverse<I>(), F::jacobian(box), box);
}

template <class I>
class Krawczyk : public testing::Test {};
using Engines = testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(Krawczyk, Engines);

TYPED_TEST(Krawczyk, OneZero) {
  using I = TypeParam;
  std::vector<I> box = {between<I>(190, 196, 100), between<I>(49, 55, 100)};
  for (int k = 0; k < 6; ++k) {
    const KrawczykResult<I> result = test_box<I>(box);
    if (k == 0) {
      EXPECT_EQ(result.zeros, Zeros::one);
    }
    box = result.box;
  }
  // x = sqrt(2 + sqrt 3), y = 1 / x.
  const I x = sqrt(2 + sqrt(enclose<I>(3L, k128)));
  EXPECT_TRUE(overlaps(box[0], x) && overlaps(box[1], 1 / x)) << box[0] << ' ' << box[1];
  EXPECT_TRUE(certainly(width(box[0]) < scale2(enclose<I>(1L, k128), -12))) << box[0];
}

TYPED_TEST(Krawczyk, NoZero) {
  using I = TypeParam;
  EXPECT_EQ(test_box<I>({between<I>(170, 180, 100), between<I>(60, 65, 100)}).zeros, Zeros::none);
}

// Both positive zeros are in the box: nothing may be proved of it, and neither is lost.
TYPED_TEST(Krawczyk, TwoZeros) {
  using I = TypeParam;
  const KrawczykResult<I> result = test_box<I>({between<I>(0, 3, 1), between<I>(0, 3, 1)});
  EXPECT_EQ(result.zeros, Zeros::unsettled);
  const I x = sqrt(2 + sqrt(enclose<I>(3L, k128)));
  for (const I& zero : {x, I(1 / x)}) {
    EXPECT_TRUE(subset(zero, result.box[0]) && subset(zero, result.box[1]));
  }
}

// x^2 = 2 on [1, 2], seen from the end 1.
TYPED_TEST(Krawczyk, CentreAtAnEnd) {
  using I = TypeParam;
  const I one = enclose<I>(1L, k128), box = between<I>(1, 2, 1);
  const Matrix<I> quarter(1, 1, one / 4), jacobian(1, 1, 2 * box);
  const KrawczykResult<I> result = krawczyk_by<I>({one}, {-one}, quarter, jacobian, {box});
  EXPECT_EQ(result.zeros, Zeros::one);
  EXPECT_TRUE(identical(result.box[0], between<I>(5, 7, 4)));
}

// A zero on the border may be lost by the smallest change of f.
TYPED_TEST(Krawczyk, TouchingIsNotInside) {
  using I = TypeParam;
  const auto exact = [](long n) { return enclose<I>(n, k128); };
  // f(x) = x on [0, 2] from the centre 1: K = {0} for C = 1.
  const Matrix<I> one(1, 1, exact(1));
  const std::vector<I> box = {between<I>(0, 2, 1)};
  const KrawczykResult<I> result = krawczyk_by<I>({exact(1)}, {exact(1)}, one, one, box);
  EXPECT_EQ(result.zeros, Zeros::unsettled);
  EXPECT_TRUE(contains_zero(result.box[0]) && is_thin(result.box[0]));
}

// x -> x^2 has a double zero: the Jacobian is singular, whatever C is.
TYPED_TEST(Krawczyk, DoubleZeroIsNeverProved) {
  using I = TypeParam;
  for (int power = -20; power < 3; ++power) {
    const I radius = scale2(enclose<I>(1L, k128), power);
    const std::vector<I> box = {hull(-radius, radius)};
    const Matrix<I> jacobian(1, 1, 2 * box[0]);
    for (int inverse = -30; inverse < 30; ++inverse) {
      const Matrix<I> c(1, 1, scale2(enclose<I>(1L, k128), inverse));
      const I zero = enclose<I>(0L, k128);
      EXPECT_EQ(krawczyk_by<I>({zero}, {zero}, c, jacobian, box).zeros, Zeros::unsettled);
    }
  }
}

TYPED_TEST(Krawczyk, UnboundedOrMisplacedProvesNothing) {
  using I = TypeParam;
  const auto exact = [](long n) { return enclose<I>(n, k128); };
  const Matrix<I> one(1, 1, exact(1));
  const I all = entire<I>(k128), none = empty<I>(k128);
  const auto zeros = [&](const I& centre, const I& value, const I& slope, const I& box) {
    return krawczyk_by<I>({centre}, {value}, one, Matrix<I>(1, 1, slope), {box}).zeros;
  };
  EXPECT_EQ(zeros(exact(0), exact(0), exact(1), between<I>(-1, 1, 1)), Zeros::one);
  EXPECT_EQ(zeros(exact(0), exact(0), exact(1), all), Zeros::unsettled);
  EXPECT_EQ(zeros(exact(0), all, exact(1), between<I>(-1, 1, 1)), Zeros::unsettled);
  EXPECT_EQ(zeros(exact(0), exact(0), all, between<I>(-1, 1, 1)), Zeros::unsettled);
  EXPECT_EQ(zeros(exact(0), none, exact(1), between<I>(-1, 1, 1)), Zeros::unsettled);
  EXPECT_EQ(zeros(exact(0), exact(0), none, between<I>(-1, 1, 1)), Zeros::unsettled);
  // A centre outside the box: the first image is inside it, the second one outside.
  EXPECT_EQ(zeros(exact(2), exact(2), exact(1), between<I>(-1, 1, 1)), Zeros::unsettled);
  const KrawczykResult<I> outside =
      krawczyk<I>({exact(5)}, {exact(0)}, Matrix<I>(1, 1, exact(0)), {between<I>(-1, 1, 1)});
  EXPECT_EQ(outside.zeros, Zeros::unsettled);
  EXPECT_TRUE(identical(outside.box[0], between<I>(-1, 1, 1)));
}

}  // namespace
}  // namespace rigor
