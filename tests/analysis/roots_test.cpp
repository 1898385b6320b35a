#include "analysis/roots.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <stdexcept>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/trigonometric.hpp"

namespace rigor {
namespace {

constexpr Precision k128{128};

template <class I>
class RootsOf : public ::testing::Test {
 public:
  static I number(const Rational& q) { return enclose<I>(q, k128); }
  static I shortest() { return number(Rational(1, 1000000000L)); }
};
using Kinds = ::testing::Types<Interval, BigInterval, Decorated<Interval>, Decorated<BigInterval>>;
TYPED_TEST_SUITE(RootsOf, Kinds);
const auto no_step = [] {};

TYPED_TEST(RootsOf, ZerosOfTheSine) {
  using I = TypeParam;
  const auto f = [](const auto& x) { return sin(x); };
  const auto roots =
      enclose_roots(f, this->number(-1), this->number(40), this->shortest(), no_step);
  EXPECT_TRUE(roots.is_complete());
  ASSERT_EQ(roots.simple.size(), 13U);  // 0, pi, ..., 12 pi
  for (long k = 0; k < 13; ++k) {
    const I& x = roots.simple[static_cast<std::size_t>(k)];
    EXPECT_TRUE(overlaps(x, k * pi<I>(k128)));
    EXPECT_LT(to_interval(width(x)).upper(), 1e-12);
  }
}

TYPED_TEST(RootsOf, ProductsOfKnownFactors) {
  std::mt19937_64 random(11);
  std::uniform_int_distribution<long> draw(-400, 400);
  for (int trial = 0; trial < 30; ++trial) {
    std::vector<long> zeros;
    while (zeros.size() < 6) {
      const long z = draw(random);
      if (std::find(zeros.begin(), zeros.end(), z) == zeros.end()) zeros.push_back(z);
    }
    const auto f = [&](const auto& x) {
      auto product = x - this->number(Rational(zeros[0], 100));
      for (std::size_t k = 1; k < zeros.size(); ++k) {
        product = product * (x - this->number(Rational(zeros[k], 100)));
      }
      return product;
    };
    const auto roots =
        enclose_roots(f, this->number(-5), this->number(5), this->shortest(), no_step);
    std::sort(zeros.begin(), zeros.end());
    ASSERT_TRUE(roots.is_complete());
    ASSERT_EQ(roots.simple.size(), zeros.size());
    for (std::size_t k = 0; k < zeros.size(); ++k) {
      EXPECT_TRUE(contains(roots.simple[k], Rational(zeros[k], 100)));
    }
  }
}

TYPED_TEST(RootsOf, MultipleZerosAndEndsStayUndecided) {
  using I = TypeParam;
  const I third = this->number(Rational(1, 3));
  const auto square = [&](const auto& x) { return sqr(x - third); };
  const auto roots =
      enclose_roots(square, this->number(-1), this->number(1), this->shortest(), no_step);
  EXPECT_TRUE(roots.simple.empty());
  ASSERT_EQ(roots.undecided.size(), 1U);
  EXPECT_TRUE(contains(roots.undecided[0], Rational(1, 3)));
  EXPECT_LT(to_interval(width(roots.undecided[0])).upper(), 1e-7);
  const auto end = enclose_roots([](const auto& x) { return 2 * x; }, this->number(0),
                                 this->number(1), this->shortest(), no_step);
  EXPECT_TRUE(end.simple.empty());
  ASSERT_EQ(end.undecided.size(), 1U);
  EXPECT_TRUE(contains(end.undecided[0], 0));
  // A zero at a point of bisection, where the slope is 0 elsewhere.
  const auto cubic = [](const auto& x) { return x * (sqr(x) - 3); };
  const auto three =
      enclose_roots(cubic, this->number(-2), this->number(2), this->shortest(), no_step);
  EXPECT_TRUE(three.is_complete());
  ASSERT_EQ(three.simple.size(), 3U);
  EXPECT_TRUE(contains(three.simple[1], 0));
  const auto nothing = enclose_roots([](const auto& x) { return 0 * x; }, this->number(-1),
                                     this->number(1), this->shortest(), no_step);
  EXPECT_TRUE(nothing.simple.empty());
  EXPECT_FALSE(nothing.is_complete());
  const auto none = enclose_roots([](const auto& x) { return 1 + sqr(x); }, this->number(-1),
                                  this->number(1), this->shortest(), no_step);
  EXPECT_TRUE(none.simple.empty() && none.is_complete());
}

TYPED_TEST(RootsOf, MinimaOfADoubleWell) {
  using I = TypeParam;
  const auto run = [&](const Rational& tilt) {
    return enclose_minima(
        [t = this->number(tilt)](const auto& x) { return sqr(sqr(x) - 1) + x * t; },
        this->number(-3), this->number(3), this->shortest(), no_step);
  };
  const Minima<I> even = run(0);
  ASSERT_EQ(even.inside.size(), 2U);
  EXPECT_FALSE(even.global.has_value());  // two places of the same value
  EXPECT_TRUE(contains(even.least, 0));
  const Minima<I> tilted = run(Rational(1, 10));
  ASSERT_EQ(tilted.inside.size(), 2U);
  ASSERT_TRUE(tilted.global.has_value());
  EXPECT_TRUE(certainly(tilted.global->place < 0));
  EXPECT_LT(to_interval(width(tilted.least)).upper(), 1e-11);
  EXPECT_TRUE(certainly(tilted.least < 0));
  // Steep: the least value is at the end -3, 64 - 300.
  const Minima<I> steep = run(100);
  EXPECT_TRUE(contains(steep.least, 64 - 300));
  EXPECT_FALSE(steep.global.has_value());
  // The minimum of sin on [0, 10] is -1 at 3 pi / 2.
  const Minima<I> wave = enclose_minima([](const auto& x) { return sin(x); }, this->number(0),
                                        this->number(10), this->shortest(), no_step);
  ASSERT_EQ(wave.inside.size(), 1U);
  ASSERT_TRUE(wave.global.has_value());
  EXPECT_TRUE(overlaps(wave.global->place, 3 * pi<I>(k128) / 2));
  EXPECT_TRUE(contains(wave.least, -1));
}

TEST(RootsOfFunctions, UndefinedPlacesAreLeftOpen) {
  using D = Decorated<Interval>;
  const D one = enclose<D>(1L, k128), shortest = enclose<D>(Rational(1, 100000000L), k128);
  const auto roots =
      enclose_roots([](const auto& x) { return log(x); }, -one, 3 * one, shortest, no_step);
  EXPECT_TRUE(roots.simple.empty());
  EXPECT_FALSE(roots.is_complete());
  const auto positive =
      enclose_roots([](const auto& x) { return log(x); }, one / 2, 3 * one, shortest, no_step);
  ASSERT_EQ(positive.simple.size(), 1U);
  EXPECT_TRUE(contains(positive.simple[0], 1));
  EXPECT_THROW(enclose_roots([](const auto& x) { return log(x); }, one, one, shortest, no_step),
               std::invalid_argument);
}

}  // namespace
}  // namespace rigor
