#include "function/taylor.hpp"

#include <gtest/gtest.h>

#include "arb_series.hpp"
#include "function_table.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::ArbSeries;
using test::Sampler;

/// A point of [lo, hi] with at most 20 binary digits after the point.
Rational point_in(Sampler& sampler, double lo, double hi) {
  const double x = std::ldexp(std::round(std::ldexp(sampler.uniform(lo, hi), 20)), -20);
  return to_rational(std::fmin(std::fmax(x, lo), hi));
}

/// Rational coefficients of the argument u(t): a point, and two or three more.
std::vector<Rational> argument(Sampler& sampler, const Rational& at) {
  std::vector<Rational> u{at};
  const int count = sampler.integer(1, 3);
  for (int k = 0; k < count; ++k) u.push_back(point_in(sampler, -1.5, 1.5));
  return u;
}

template <class Series, class I>
Series enclose_series(const std::vector<Rational>& u, int order, Precision p) {
  Series s = Series::constant(enclose<I>(u[0], p), order);
  for (int k = 1; k <= order && k < static_cast<int>(u.size()); ++k) {
    s[k] = enclose<I>(u[static_cast<std::size_t>(k)], p);
  }
  return s;
}

/// The oracle knows at least 30 digits more than the interval can.
bool is_sharp(const Arb& ball) {
  return arb_rel_accuracy_bits(ball.get()) > 200 ||
         surely_less(abs(ball), Arb(std::ldexp(1.0, -200)));
}

/// The largest magnitude of a coefficient up to k.
double scale(const ArbSeries& s, int k) {
  double largest = 0;
  for (int j = 0; j <= k; ++j) {
    largest = std::fmax(largest, std::fabs(arf_get_d(arb_midref(s[j].get()), ARF_RND_UP)));
  }
  return largest;
}

template <class I>
void expect_coefficients_of_arb(int bits, double tolerance) {
  Sampler sampler(20);
  const Precision p{bits};
  test::for_each_function<Taylor<I>>(
      [&](const char* name, auto f, auto oracle, double lo, double hi) {
        for (int i = 0; i < test::sample_count(4, 60); ++i) {
          const int order = i == 0 ? 40 : sampler.integer(0, 40);
          const std::vector<Rational> u = argument(sampler, point_in(sampler, lo, hi));
          const Taylor<I> ours = f(enclose_series<Taylor<I>, I>(u, order, p));
          const ArbSeries exact = oracle(ArbSeries(u, order));
          ASSERT_EQ(ours.order(), order);
          for (int k = 0; k <= order; ++k) {
            ASSERT_TRUE(is_sharp(exact[k])) << name << " c_" << k << " = " << exact[k].text();
            EXPECT_TRUE(overlaps(ours[k], exact[k])) << name << " at " << u[0] << ", c_" << k << " "
                                                     << ours[k] << " " << exact[k].text();
            EXPECT_LE(to_interval(width(ours[k])).upper(), tolerance * (1e-30 + scale(exact, k)))
                << name << " at " << u[0] << ", c_" << k;
          }
        }
      });
}

TEST(Taylor, EnclosesTheCoefficientsOfArbInDoubles) {
  // Rounding errors of a recurrence grow with the order: only a bound that rules out nonsense.
  expect_coefficients_of_arb<Interval>(53, 1e40);
}
TEST(Taylor, EnclosesTheCoefficientsOfArbInManyDigits) {
  expect_coefficients_of_arb<BigInterval>(320, 1e-30);
}

// The coefficients over a box of points contain those at its points, also where the box touches the
// border of the domain or leaves it.
template <class I>
void expect_boxes_contain_their_points() {
  Sampler sampler(21);
  const Precision p{80};
  test::for_each_function<Taylor<I>>(
      [&](const char* name, auto f, auto oracle, double lo, double hi) {
        for (int i = 0; i < test::sample_count(10, 300); ++i) {
          const int order = sampler.integer(0, 6);
          const Rational a = point_in(sampler, lo, hi);
          const Rational b = point_in(sampler, lo, hi);
          const double reach = sampler.integer(0, 2) == 0 ? sampler.uniform(0, 4) : 0;
          const Rational outside = to_rational(std::floor(reach));
          const std::vector<Rational> slopes = argument(sampler, 0);
          auto u = enclose_series<Taylor<I>, I>(slopes, order, p);
          u[0] = hull_of<I>(std::min(a, b) - outside, std::max(a, b) + outside, p);
          const Taylor<I> box = f(u);
          for (int j = 0; j < 5; ++j) {
            const Rational t = to_rational(sampler.integer(0, 8) / 8.0);
            std::vector<Rational> at = slopes;
            at[0] = a + (b - a) * t;
            const ArbSeries exact = oracle(ArbSeries(at, order));
            for (int k = 0; k <= order; ++k) {
              EXPECT_TRUE(overlaps(box[k], exact[k]))
                  << name << " over " << u[0] << " at " << at[0] << ", c_" << k << " " << box[k]
                  << " " << exact[k].text();
            }
          }
        }
      });
}

TEST(Taylor, BoxesContainTheirPoints) {
  expect_boxes_contain_their_points<Interval>();
  expect_boxes_contain_their_points<BigInterval>();
}

TEST(Taylor, OrdersAtCompileTimeAndAtRunTimeAgree) {
  Sampler sampler(22);
  test::for_each_function<Taylor<Interval, 7>, Taylor<Interval>>(
      [&](const char* name, auto f, auto, double lo, double hi) {
        const std::vector<Rational> u = argument(sampler, point_in(sampler, lo, hi));
        const auto fixed = f(enclose_series<Taylor<Interval, 7>, Interval>(u, 7, Precision{53}));
        const auto any = f(enclose_series<Taylor<Interval>, Interval>(u, 7, Precision{53}));
        for (int k = 0; k <= 7; ++k) EXPECT_TRUE(identical(fixed[k], any[k])) << name << " c_" << k;
      });
}

TEST(Taylor, Polynomials) {
  const auto x = Taylor<Interval, 4>::variable(Interval::point(2));
  const auto f = pown(x, 3) - 2 * x + 5 - x * x / 4;
  EXPECT_TRUE(identical(f[0], Interval::point(8)));
  EXPECT_TRUE(identical(f.derivative(1), Interval::point(9)));
  EXPECT_TRUE(identical(f.derivative(2), Interval::point(11.5)));
  EXPECT_TRUE(identical(f.derivative(3), Interval::point(6)));
  EXPECT_TRUE(identical(f.derivative(4), Interval::point(0)));
  EXPECT_TRUE(identical(pown(x, 0)[0], Interval::point(1)));
  const auto g = Interval::point(3) - x * Interval::point(2) + Interval::point(1) / x;
  EXPECT_TRUE(contains(g[0], Rational(-1, 2)) && contains(g[1], Rational(-9, 4)));
}

TEST(Taylor, PowersAtZeroHaveNoDivision) {
  const auto x = Taylor<Interval>::variable(Interval(), 6);
  const auto power = pown(x, 5);
  for (int k = 0; k <= 6; ++k) EXPECT_TRUE(identical(power[k], Interval::point(k == 5 ? 1 : 0)));
}

TEST(Taylor, MixedOrdersGiveTheLesser) {
  const auto x = Taylor<Interval>::variable(Interval::point(2), 5);
  const auto y = Taylor<Interval>::variable(Interval::point(3), 2);
  EXPECT_EQ((x * y).order(), 2);
  EXPECT_EQ((x / y).order(), 2);
  EXPECT_EQ((x + y - x).order(), 2);
  EXPECT_TRUE(identical((x * y)[1], Interval::point(5)));
}

// Bounds that the recurrences alone would not give.
TEST(Taylor, ClosedDerivativesKeepWideBoxesTight) {
  const auto wide = [](double lo, double hi) {
    return Taylor<Interval>::variable(Interval::bounds(lo, hi), 3);
  };
  const auto within = [](const Interval& x, double lo, double hi) {
    return subset(x, Interval::bounds(lo, hi));
  };
  EXPECT_TRUE(within(tanh(wide(-5, 5))[1], 0, 1));
  EXPECT_TRUE(within(tanh(wide(-5, 5))[2], -0.39, 0.39));
  EXPECT_TRUE(within(tanh(wide(20, 21))[1], 0, 2e-17));
  EXPECT_TRUE(within(atan(wide(-9, 9))[1], 0, 1));
  EXPECT_TRUE(within(atan(wide(-9, 9))[2], -0.33, 0.33));
  EXPECT_TRUE(within(asinh(wide(-9, 9))[2], -0.193, 0.193));
  EXPECT_TRUE(within(erf(wide(-9, 9))[1], 0, 1.1284));
  EXPECT_TRUE(within(erf(wide(-9, 9))[2], -0.485, 0.485));
  EXPECT_TRUE(within(normal_pdf(wide(-9, 9))[1], -0.243, 0.243));
  EXPECT_TRUE(within(normal_pdf(wide(-9, 9))[2], -0.2, 0.09));
  EXPECT_TRUE(within(pown(wide(-1, 1), 3)[1], 0, 3));
  EXPECT_TRUE(within(pown(wide(-1, 2), 4)[2], 0, 24));
  EXPECT_TRUE(within(recip(wide(1, 10))[2], 0.000999, 1.001));
}

// Infinite ends: nothing throws, everything stays enclosed.
TEST(Taylor, BordersOfTheDomain) {
  const auto root = sqrt(Taylor<Interval>::variable(Interval::bounds(0, 1), 3));
  EXPECT_TRUE(identical(root[1], Interval::bounds(0.5, kInfinity)));
  EXPECT_TRUE(contains(root[2], Rational(-1, 8)) && certainly(root[2] < 0));
  const auto at_zero = sqrt(Taylor<Interval>::variable(Interval(), 3));
  EXPECT_TRUE(identical(at_zero[0], Interval()));
  EXPECT_TRUE(is_entire(at_zero[1]) && is_entire(at_zero[3]));
  // sqrt(x^4) = x^2, differentiable where sqrt isn't: 0 must not exclude the derivative 2.
  const auto square = sqrt(pown(Taylor<Interval>::variable(Interval(), 3), 4));
  EXPECT_TRUE(contains(square[2], Rational(1)));
  const auto logarithm = log(Taylor<Interval>::variable(Interval::bounds(-2, 1), 2));
  EXPECT_TRUE(identical(logarithm[1], Interval::bounds(1, kInfinity)));
  EXPECT_TRUE(certainly(logarithm[2] < 0));
  EXPECT_TRUE(is_empty(log(Taylor<Interval>::variable(Interval::bounds(-2, -1), 2))[0]));
  const auto arc = asin(Taylor<Interval>::variable(Interval::bounds(-3, 3), 2));
  EXPECT_TRUE(contains(arc[1], Rational(1)) && contains(arc[1], Rational(1000000)));
  const auto inverse = 1 / Taylor<Interval>::variable(Interval::bounds(-1, 1), 2);
  EXPECT_TRUE(is_entire(inverse[0]) && is_entire(inverse[2]));
  EXPECT_TRUE(contains(inverse[1], Rational(-4)) && certainly(inverse[1] <= 0));
  EXPECT_TRUE(certainly(acosh(Taylor<Interval>::variable(Interval::bounds(-1, 2), 2))[2] < 0));
  EXPECT_TRUE(certainly(asin(Taylor<Interval>::variable(Interval::bounds(0.5, 2), 2))[2] > 0));
  EXPECT_TRUE(is_entire(tan(Taylor<Interval>::variable(Interval::bounds(1, 2), 2))[2]));
  const auto power =
      pow(Taylor<Interval>::variable(Interval::bounds(0, 1), 2), Interval::point(0.5));
  EXPECT_TRUE(certainly(power[1] > Interval::point(0.49)));
  EXPECT_TRUE(is_entire(pow(Taylor<Interval>::variable(Interval::bounds(0, 1), 2),
                            Taylor<Interval>::variable(Interval::point(2), 2))[1]));
}

TEST(Taylor, LeavingTheDomainIsFlagged) {
  using D = Decorated<Interval>;
  const auto variable = [](double lo, double hi) {
    return Taylor<D, 2>::variable(decorate(Interval::bounds(lo, hi)));
  };
  const auto x = variable(-1, 1);
  EXPECT_EQ(log(x)[0].domain, Domain::possibly_undefined);
  EXPECT_EQ((1 / x)[2].domain, Domain::possibly_undefined);
  EXPECT_EQ(exp(x)[2].domain, Domain::continuous);
  EXPECT_EQ(sqrt(sqr(x))[1].domain, Domain::possibly_undefined);
  EXPECT_EQ(log(variable(1, 2))[2].domain, Domain::continuous);
  EXPECT_EQ(tan(variable(1, 2))[1].domain, Domain::possibly_undefined);
  // The value is defined at the border, the derivatives aren't.
  EXPECT_EQ(sqrt(variable(0, 1))[0].domain, Domain::continuous);
  EXPECT_EQ(sqrt(variable(0, 1))[1].domain, Domain::possibly_undefined);
  EXPECT_EQ(asin(variable(0, 1))[0].domain, Domain::continuous);
  EXPECT_EQ(asin(variable(0, 1))[1].domain, Domain::possibly_undefined);
  EXPECT_EQ(acosh(variable(1, 2))[0].domain, Domain::continuous);
  EXPECT_EQ(acosh(variable(1, 2))[2].domain, Domain::possibly_undefined);
}

// 1/u is defined where log u isn't: derivatives must not be less flagged than the value.
TEST(Taylor, DerivativesOfTheUndefinedAreUndefined) {
  using D = Decorated<Interval>;
  const auto x = Taylor<D, 2>::variable(decorate(Interval::bounds(-2, -1)));
  for (const auto& w : {log(x), sqrt(x), acosh(x), log2(x), x + log(x), x * 0 + log(x)[0],
                        pow(x, decorate(Interval::point(0.5))), log(x)[0] - x, max(x, log(x))}) {
    for (int k = 0; k <= 2; ++k) EXPECT_EQ(w[k].domain, Domain::possibly_undefined) << k;
  }
  const auto hidden = Taylor<D, 2>::variable(log(decorate(Interval::bounds(-1, 1))));
  EXPECT_EQ(hidden[1].domain, Domain::possibly_undefined);
}

TEST(Taylor, KinksAndJumps) {
  using D = Decorated<Interval>;
  const auto x = Taylor<D, 3>::variable(decorate(Interval::bounds(-1, 2)));
  const auto size = abs(x);
  EXPECT_TRUE(identical(size[0].value, Interval::bounds(0, 2)));
  EXPECT_EQ(size[0].domain, Domain::continuous);
  EXPECT_TRUE(identical(size[1].value, Interval::bounds(-1, 1)));
  EXPECT_EQ(size[1].domain, Domain::defined);
  EXPECT_TRUE(is_entire(size[2].value) && is_entire(size[3].value));
  EXPECT_EQ(size[2].domain, Domain::possibly_undefined);
  const auto smaller = min(2 * x, 5 * x);
  EXPECT_TRUE(identical(smaller[1].value, Interval::bounds(2, 5)));
  EXPECT_EQ(smaller[1].domain, Domain::defined);
  EXPECT_EQ(smaller[2].domain, Domain::possibly_undefined);
  EXPECT_TRUE(identical(min(x, x + 4)[1].value, Interval::point(1)));
  EXPECT_EQ(min(x, x + 4)[2].domain, Domain::continuous);
  EXPECT_TRUE(is_entire(sign(x)[1].value));
  EXPECT_EQ(sign(x)[1].domain, Domain::possibly_undefined);
  const auto away = sign(x + 2);
  EXPECT_TRUE(identical(away[0].value, Interval::point(1)) && identical(away[1].value, Interval()));
  EXPECT_EQ(away[1].domain, Domain::continuous);
}

}  // namespace
}  // namespace rigor
