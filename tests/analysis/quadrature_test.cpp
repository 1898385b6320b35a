#include "analysis/quadrature.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "function/constants.hpp"
#include "function/trigonometric.hpp"

namespace rigor {
namespace {

constexpr Precision k128{128};

template <class I>
I number(const Rational& q) {
  return enclose<I>(q, k128);
}
/// Whether the enclosure meets digits that were computed elsewhere, up to one unit of the last.
template <class I>
bool meets(const I& x, const std::string& digits) {
  const Rational d = *parse_rational(digits);
  Rational unit = 1;
  for (std::size_t k = digits.find('.') + 1; k < digits.size(); ++k) unit /= 10;
  return lower_rational(x) <= d + unit && d - unit <= upper_rational(x);
}

template <class I>
class FiniteQuadrature : public ::testing::Test {};
using Kinds = ::testing::Types<Interval, BigInterval, Decorated<Interval>, Decorated<BigInterval>>;
TYPED_TEST_SUITE(FiniteQuadrature, Kinds);

TYPED_TEST(FiniteQuadrature, ClosedForms) {
  using I = TypeParam;
  const IntegrationGoal goal{12, [] {}};
  const I zero = number<I>(0), one = number<I>(1);
  const auto check = [&](const Integral<I>& x, const I& truth) {
    EXPECT_TRUE(x.is_reached) << x.reason;
    EXPECT_TRUE(overlaps(x.value, truth)) << x.value << " " << truth;
    EXPECT_LT(to_interval(width(x.value)).upper(), 1e-11);
  };
  check(integrate([](const auto& x) { return exp(x); }, zero, one, goal), exp(one) - 1);
  check(integrate([](const auto& x) { return 1 / (1 + sqr(x)); }, zero, one, goal),
        pi<I>(k128) / 4);
  // A pole at distance 1/100: the panels shrink towards it.
  check(integrate([](const auto& x) { return 1 / (1 + 10000 * sqr(x)); }, -one, one, goal),
        atan(number<I>(100)) / 50);
  // A kink inside: |x - 1/3|.
  const I third = number<I>(Rational(1, 3));
  check(integrate([&](const auto& x) { return abs(x - third); }, zero, one, goal),
        number<I>(Rational(5, 18)));
  // Backwards.
  check(integrate([](const auto& x) { return exp(x); }, one, zero, goal), 1 - exp(one));
}

TYPED_TEST(FiniteQuadrature, EndsThatAreIntervals) {
  using I = TypeParam;
  const IntegrationGoal goal{10, [] {}};
  const I to = hull_of<I>(1, Rational(11, 10), k128);
  const Integral<I> x = integrate([](const auto& t) { return 2 * t; }, number<I>(0), to, goal);
  EXPECT_TRUE(subset(hull_of<I>(1, Rational(121, 100), k128), x.value)) << x.value;
  EXPECT_LT(to_interval(upper_point(x.value)).upper(), 1.3);
}

TYPED_TEST(FiniteQuadrature, BadPointsAreRefused) {
  using I = TypeParam;
  const IntegrationGoal goal{10, [] {}};
  const auto f = [](const auto& t) { return 2 * t; };
  EXPECT_THROW(integrate(f, std::vector<I>{number<I>(0)}, goal), std::invalid_argument);
  EXPECT_THROW(integrate(f, std::vector<I>{number<I>(0), number<I>(0)}, goal),
               std::invalid_argument);
  EXPECT_THROW(integrate(f, number<I>(0), entire<I>(k128), goal), std::invalid_argument);
}

// int_0^8 sin(x + e^x) dx (S. M. Rump, Verification methods, Acta Numerica 19 (2010), section 12):
// digits by mpmath at 80 digits.
TEST(FiniteQuadrature, OscillationsOfRump) {
  const auto f = [](const auto& x) { return sin(x + exp(x)); };
  const IntegrationGoal goal{9, [] {}};
  const auto x = integrate(f, enclose<Interval>(0L, k128), enclose<Interval>(8L, k128), goal);
  EXPECT_TRUE(x.is_reached);
  EXPECT_TRUE(meets(x.value, "0.347400172657247807879512159119893124657456254866"));
}

TEST(FiniteQuadrature, UndefinedIntegrandsAreFlagged) {
  using D = Decorated<Interval>;
  const IntegrationGoal goal{6, [] {}};
  const D one = enclose<D>(1L, k128);
  const auto root = integrate([](const auto& x) { return sqrt(x); }, -one, one, goal);
  EXPECT_FALSE(root.is_reached);
  EXPECT_FALSE(is_defined(root.value));
  const auto pole = integrate([](const auto& x) { return 1 / x; }, -one, one, goal);
  EXPECT_FALSE(pole.is_reached);
  EXPECT_TRUE(is_entire(pole.value));
}

TEST(FiniteQuadrature, GivesUpWhenTheStepsRunOut) {
  const auto count = [left = 20]() mutable {
    if (--left < 0) throw std::runtime_error("spent");
  };
  const auto f = [](const auto& x) { return sin(x + exp(x)); };
  EXPECT_THROW(integrate(f, enclose<Interval>(0L, k128), enclose<Interval>(8L, k128),
                         IntegrationGoal{9, count}),
               std::runtime_error);
}

}  // namespace
}  // namespace rigor
