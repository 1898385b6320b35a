// Gradients and Hessians where a function isn't smooth, at the border of its domain and outside.
#include <gtest/gtest.h>

#include "function/gradient.hpp"

namespace rigor {
namespace {

// Kinks: Clarke's generalised gradient of first derivatives, nothing of second ones.
TEST(Hessian, KinksAndJumps) {
  using D = Decorated<Interval>;
  const auto at = [](double lo, double hi) { return decorate(Interval::bounds(lo, hi)); };
  const auto f = [](const auto& x) { return abs(x[0]) * x[1]; };
  const auto h = hessian(f, std::vector<D>{at(-1, 1), at(2, 3)});
  EXPECT_EQ(h.value.domain, Domain::continuous);
  EXPECT_TRUE(identical(h.gradient[0].value, Interval::bounds(-3, 3)));
  EXPECT_EQ(h.gradient[0].domain, Domain::defined);
  EXPECT_TRUE(identical(h.gradient[1].value, Interval::bounds(0, 1)));
  EXPECT_EQ(h.gradient[1].domain, Domain::continuous);
  EXPECT_TRUE(is_entire(h(0, 0).value));
  EXPECT_EQ(h(0, 0).domain, Domain::possibly_undefined);
  // The derivative of |x| by x is no derivative at 0.
  EXPECT_TRUE(subset(Interval::bounds(-1, 1), h(0, 1).value));
  EXPECT_EQ(h(0, 1).domain, Domain::possibly_undefined);
  EXPECT_EQ(h(1, 1).domain, Domain::continuous);
  // Bare intervals: the same sets.
  const auto bare =
      hessian(f, std::vector<Interval>{Interval::bounds(-1, 1), Interval::bounds(2, 3)});
  EXPECT_TRUE(identical(bare.gradient[0], Interval::bounds(-3, 3)) && is_entire(bare(0, 0)));
  // On one side everything exists.
  const auto left = hessian(f, std::vector<D>{at(-2, -1), at(2, 3)});
  EXPECT_TRUE(identical(left.gradient[0].value, Interval::bounds(-3, -2)));
  EXPECT_TRUE(identical(left(0, 1).value, Interval::point(-1)));
  EXPECT_EQ(left(0, 0).domain, Domain::continuous);

  const auto larger = [](const auto& x) { return max(2 * x[0], x[1]); };
  const auto tie = hessian(larger, std::vector<D>{at(0, 1), at(1, 2)});
  EXPECT_TRUE(identical(tie.gradient[0].value, Interval::bounds(0, 2)));
  EXPECT_TRUE(identical(tie.gradient[1].value, Interval::bounds(0, 1)));
  EXPECT_EQ(tie.gradient[1].domain, Domain::defined);
  EXPECT_EQ(tie(1, 1).domain, Domain::possibly_undefined);
  const auto clear = hessian(larger, std::vector<D>{at(2, 3), at(1, 2)});
  EXPECT_TRUE(identical(clear.gradient[0].value, Interval::point(2)));
  EXPECT_TRUE(identical(clear.gradient[1].value, Interval()));
  EXPECT_EQ(clear(1, 1).domain, Domain::continuous);
  const auto relu = [](const auto& x) {
    using I = ScalarOf<decltype(x[0])>;
    return max(x[0], enclose<I>(0, precision_of(x[0])));
  };
  EXPECT_TRUE(identical(gradient(relu, std::vector<D>{at(-1, 1)}).partials[0].value,
                        Interval::bounds(0, 1)));
  EXPECT_TRUE(identical(gradient(relu, std::vector<D>{at(-2, -1)}).partials[0].value, Interval()));

  const auto step = [](const auto& x) { return sign(x[0]) + x[1]; };
  const auto jump = hessian(step, std::vector<D>{at(-1, 1), at(0, 1)});
  EXPECT_TRUE(is_entire(jump.gradient[0].value));
  EXPECT_EQ(jump.gradient[0].domain, Domain::possibly_undefined);
  EXPECT_TRUE(identical(jump.gradient[1].value, Interval::point(1)));
}

TEST(Hessian, BordersOfTheDomain) {
  using D = Decorated<Interval>;
  const auto at = [](double lo, double hi) { return decorate(Interval::bounds(lo, hi)); };
  const auto root = [](const auto& x) { return sqrt(x[0]) + x[1]; };
  const auto h = hessian(root, std::vector<D>{at(0, 4), at(1, 1)});
  EXPECT_EQ(h.value.domain, Domain::continuous);
  EXPECT_TRUE(identical(h.gradient[0].value, Interval::bounds(0.25, kInfinity)));
  EXPECT_EQ(h.gradient[0].domain, Domain::possibly_undefined);
  EXPECT_TRUE(identical(h(0, 0).value, Interval::bounds(-kInfinity, -0.03125)));
  EXPECT_TRUE(identical(h.gradient[1].value, Interval::point(1)));
  EXPECT_EQ(h.gradient[1].domain, Domain::continuous);
  // At the border alone nothing is known; in particular the result is not empty.
  const auto thin = hessian(root, std::vector<D>{at(0, 0), at(1, 1)});
  EXPECT_TRUE(is_entire(thin.gradient[0].value) && is_entire(thin(0, 0).value));
  // sqrt(x^4 + a) at x = 0, for all a of [0, 1]: at a = 0 the second derivative is 2.
  const auto flat = [](const auto& x) {
    using I = ScalarOf<decltype(x[0])>;
    return sqrt(pown(x[0], 4) + hull_of<I>(0, 1, precision_of(x[0])));
  };
  EXPECT_TRUE(contains(hessian(flat, std::vector<D>{at(0, 0)})(0, 0), Rational(2)));
  EXPECT_TRUE(contains(hessian(flat, std::vector{Interval()})(0, 0), Rational(2)));
  // Outside of the domain: as undefined as the value.
  const auto logarithm = [](const auto& x) { return log(x[0]) + 2 * x[1]; };
  const auto outside = hessian(logarithm, std::vector<D>{at(-2, -1), at(1, 2)});
  EXPECT_TRUE(is_empty(outside.value));
  EXPECT_EQ(outside.gradient[0].domain, Domain::possibly_undefined);
  EXPECT_EQ(outside.gradient[1].domain, Domain::possibly_undefined);
  EXPECT_EQ(outside(1, 1).domain, Domain::possibly_undefined);
  const auto partly =
      gradient(logarithm, std::vector<Interval>{Interval::bounds(-2, 1), Interval()});
  EXPECT_TRUE(identical(partly.partials[0], Interval::bounds(1, kInfinity)));
  const auto quotient =
      gradient([](const auto& x) { return x[0] / x[1]; },
               std::vector<Interval>{Interval::point(1), Interval::bounds(-1, 1)});
  EXPECT_TRUE(is_entire(quotient.partials[0]));
  EXPECT_TRUE(contains(quotient.partials[1], Rational(-1000000)));
}

}  // namespace
}  // namespace rigor
