// Reverse operations: members survive, ends are at members, cases by hand.
#include "function/reverse.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/integer_part.hpp"
#include "function/rootn.hpp"
#include "function/trigonometric.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::hex;
using test::Sampler;

template <IntervalNumber I>
struct Reversed {
  std::string name;
  std::function<I(const I&)> f;
  std::function<I(const I&, const I&)> reverse;
};

template <IntervalNumber I>
std::vector<Reversed<I>> reversed_functions() {
  std::vector<Reversed<I>> list = {
      {"sqr", [](const I& t) { return sqr(t); }, sqr_rev<I>},
      {"sqrt", [](const I& t) { return sqrt(t); }, sqrt_rev<I>},
      {"abs", [](const I& t) { return abs(t); }, abs_rev<I>},
      {"exp", [](const I& t) { return exp(t); }, exp_rev<I>},
      {"log", [](const I& t) { return log(t); }, log_rev<I>},
      {"sin", [](const I& t) { return sin(t); }, sin_rev<I>},
      {"cos", [](const I& t) { return cos(t); }, cos_rev<I>},
      {"tan", [](const I& t) { return tan(t); }, tan_rev<I>},
      {"asin", [](const I& t) { return asin(t); }, asin_rev<I>},
      {"acos", [](const I& t) { return acos(t); }, acos_rev<I>},
      {"atan", [](const I& t) { return atan(t); }, atan_rev<I>},
      {"sinh", [](const I& t) { return sinh(t); }, sinh_rev<I>},
      {"cosh", [](const I& t) { return cosh(t); }, cosh_rev<I>},
      {"tanh", [](const I& t) { return tanh(t); }, tanh_rev<I>},
      {"erf", [](const I& t) { return erf(t); }, erf_rev<I>},
      {"erfc", [](const I& t) { return erfc(t); }, erfc_rev<I>},
      {"sign", [](const I& t) { return sign(t); }, sign_rev<I>},
      {"floor", [](const I& t) { return floor(t); }, floor_rev<I>},
      {"ceil", [](const I& t) { return ceil(t); }, ceil_rev<I>},
  };
  for (const int n : {-5, -4, -1, 0, 1, 3, 6, 9}) {
    list.push_back({"pown " + std::to_string(n), [n](const I& t) { return pown(t, n); },
                    [n](const I& c, const I& x) { return pown_rev(c, x, n); }});
  }
  for (const int n : {2, 3, 7}) {
    list.push_back(
        {"root " + std::to_string(n),
         [n](const I& t) { return rootn(intersection(t, abs(entire<I>(precision_of(t)))), n); },
         [n](const I& c, const I& x) { return root_rev(c, x, n); }});
  }
  return list;
}

Interval sample(Sampler& sampler) {
  if (sampler.integer(0, 2) == 0) return sampler.interval();
  const double size = sampler.integer(0, 1) == 0 ? 2 : 40;
  const double a = sampler.uniform(-size, size);
  const double b = a + sampler.uniform(0, 1) * sampler.uniform(0, size);
  return Interval::bounds(a, b);
}

// A member t of x whose value meets c is in the result.
template <IntervalNumber I>
void expect_members_survive(Precision p, int count) {
  const auto functions = reversed_functions<I>();
  Sampler sampler(431);
  for (int i = 0; i < count; ++i) {
    const Interval x = sample(sampler);
    const Interval t = Interval::point(sampler.member(x));
    const Interval other = sample(sampler);
    for (const auto& [name, f, reverse] : functions) {
      const I value = f(convert<I>(t, p));
      // Thin, as a half-line from the value, and around it.
      I c = lower_point(value);
      if (is_empty(c) || !is_thin(value)) c = value;
      if (i % 3 == 1) c = hull(c, f(convert<I>(other, p)));
      if (i % 3 == 2) c = hull(c, c + abs(entire<I>(p)));
      const I result = reverse(c, convert<I>(x, p));
      const std::string where = name + ", seed 431, index " + std::to_string(i);
      ASSERT_TRUE(subset(result, convert<I>(x, p))) << where;
      if (is_empty(value)) continue;
      ASSERT_TRUE(contains(result, to_rational(t.lower()))) << where << ": " << hex(t.lower());
    }
  }
}

TEST(Reverse, MembersSurviveInDoubles) {
  expect_members_survive<Interval>({53}, 1500);
}

TEST(Reverse, MembersSurviveIn128Bits) {
  expect_members_survive<BigInterval>({128}, 400);
}

// An end that moved is at a member: the values of the next doubles meet c.
TEST(Reverse, EndsAreAtMembers) {
  const auto functions = reversed_functions<Interval>();
  Sampler sampler(432);
  int moved = 0;
  for (int i = 0; i < 1500; ++i) {
    const Interval x = sample(sampler);
    const Interval c = sample(sampler);
    for (const auto& [name, f, reverse] : functions) {
      const Interval result = reverse(c, x);
      const std::string where = name + ", seed 432, index " + std::to_string(i) + ": c " + hex(c) +
                                ", x " + hex(x) + ", result " + hex(result);
      if (is_empty(result)) continue;
      double above = result.lower();
      double below = result.upper();
      for (int k = 0; k < 3; ++k) {
        above = next_up(above);
        below = next_down(below);
      }
      if (result.lower() > x.lower()) {
        ++moved;
        ASSERT_TRUE(overlaps(f(Interval::bounds(result.lower(), above)), c)) << where;
      }
      if (result.upper() < x.upper()) {
        ++moved;
        ASSERT_TRUE(overlaps(f(Interval::bounds(below, result.upper())), c)) << where;
      }
    }
  }
  EXPECT_GT(moved, 5000);
}

TEST(Reverse, OfTwoOperands) {
  Sampler sampler(433);
  for (int i = 0; i < 5000; ++i) {
    const Interval x = sample(sampler);
    const Interval b = sample(sampler);
    const Interval other = sample(sampler);
    const Interval t = Interval::point(sampler.member(x));
    const Interval s = Interval::point(sampler.member(b));
    const std::string where = "seed 433, index " + std::to_string(i);
    const auto value_or_more = [&](const Interval& value) {
      return i % 2 == 0 ? lower_point(value) : hull(value, other);
    };
    const Interval product = t * s;
    if (is_thin(product) || i % 2 != 0) {
      ASSERT_TRUE(subset(t, mul_rev(b, value_or_more(product), x))) << where;
    }
    ASSERT_TRUE(subset(t, min_rev(b, value_or_more(min(t, s)), x))) << where;
    ASSERT_TRUE(subset(t, max_rev(b, value_or_more(max(t, s)), x))) << where;
  }
}

TEST(Reverse, ByHand) {
  const auto at = [](double lo, double hi) { return Interval::bounds(lo, hi); };
  const Interval all = Interval::everything();
  // Two pieces around a gap.
  EXPECT_TRUE(identical(mul_rev(at(-1, 2), at(1, 4), at(-0.75, 10)), at(0.5, 10)));
  EXPECT_TRUE(identical(mul_rev(at(-1, 2), at(1, 4), at(-0.5, 0.25)), Interval::nothing()));
  EXPECT_TRUE(is_empty(mul_rev(at(0, 0), at(1, 4), all)));
  EXPECT_TRUE(identical(sqr_rev(at(1, 4), at(-1.5, 0.5)), at(-1.5, -1)));
  EXPECT_TRUE(identical(min_rev(at(5, 6), at(1, 2), all), at(1, 2)));
  EXPECT_TRUE(identical(min_rev(at(2, 6), at(1, 2), all), at(1, kInfinity)));
  EXPECT_TRUE(is_empty(min_rev(at(0, 0.5), at(1, 2), all)));
  EXPECT_TRUE(identical(floor_rev(at(0.5, 2.5), all), at(1, 3)));
  EXPECT_TRUE(is_empty(floor_rev(at(0.25, 0.5), all)));
  EXPECT_TRUE(identical(ceil_rev(at(0.5, 2.5), all), at(0, 2)));
  EXPECT_TRUE(identical(sign_rev(at(0.5, 1), all), at(0, kInfinity)));
  EXPECT_TRUE(identical(sign_rev(at(-0.5, 0.5), all), at(0, 0)));
  EXPECT_TRUE(is_empty(exp_rev(at(-1, 0), all)));
  EXPECT_TRUE(is_empty(erf_rev(at(1, 2), all)));
  EXPECT_TRUE(identical(erf_rev(at(0, 1), all), at(0, kInfinity)));
  EXPECT_TRUE(identical(erfc_rev(at(1, 3), all), at(-kInfinity, 0)));
  EXPECT_TRUE(is_empty(erfc_rev(at(-3, 0), all)));
  EXPECT_TRUE(is_empty(atan_rev(at(1.6, 2), all)));
  EXPECT_TRUE(is_empty(acos_rev(at(-2, -1), all)));
  EXPECT_TRUE(is_empty(sin_rev(at(1.5, 2), all)));
  EXPECT_TRUE(is_entire(sin_rev(at(0.25, 0.5), all)));
  // sin >= 0 on [4, 12] only on [2 pi, 3 pi].
  EXPECT_TRUE(
      identical(sin_rev(at(0, 1), at(4, 12)), at(0x1.921fb54442d18p+2, 0x1.2d97c7f3321d3p+3)));
}

}  // namespace
}  // namespace rigor
