#include "analysis/adaptive_quadrature.hpp"

#include <gtest/gtest.h>

#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

constexpr Precision k128{128};

/// f(t) = t^2 - shift on [a, b], settled where its sign is proved.
template <class I>
class Parabola {
 public:
  Parabola(const Rational& a, const Rational& b, const Rational& shift)
      : middle_(enclose<I>((a + b) / 2, k128)),
        half_(enclose<I>((b - a) / 2, k128)),
        whole_(hull_of<I>(a, b, k128)),
        shift_(enclose<I>(shift, k128)) {}

  I middle() const { return middle_; }
  I half_length() const { return half_; }
  I magnitude() const { return upper_point(abs(value(whole_))); }
  bool is_settled() const { return certainly(value(whole_) >= 0) || certainly(value(whole_) <= 0); }
  I value(const I& t) const { return sqr(t) - shift_; }
  std::optional<I> bound(const I& x, const I& y) const {
    return upper_point(sqr(rigor::magnitude(middle_) + x + y) + shift_);
  }
  std::optional<I> closed_form() const { return std::nullopt; }

 private:
  I middle_, half_, whole_, shift_;
};

template <class I>
class Quadrature : public ::testing::Test {};
using Kinds = ::testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(Quadrature, Kinds);

TYPED_TEST(Quadrature, AbsoluteValueThroughAZero) {
  using I = TypeParam;
  const auto make = [](const Rational& a, const Rational& b) {
    return Parabola<I>(a, b, Rational(1, 3));
  };
  // integral of |t^2 - 1/3| over [-1, 1] = 8 sqrt(3) / 27.
  const I truth = 8 * sqrt(enclose<I>(3L, k128)) / 27;
  int panels = 0;
  const QuadratureGoal goal{8, [&] { ++panels; }};
  const I x =
      integrate_absolute<I>(make, {-1, 0, 1}, enclose<I>(Rational(1, 10000000000L), k128), goal);
  EXPECT_TRUE(overlaps(x, truth)) << x;
  EXPECT_LT(to_interval(width(x)).upper(), 1e-8);
  EXPECT_GT(panels, 10);
}

TYPED_TEST(Quadrature, ExactForAPolynomialOfOneSign) {
  using I = TypeParam;
  const auto make = [](const Rational& a, const Rational& b) { return Parabola<I>(a, b, 0); };
  const QuadratureGoal goal{12, [] {}};
  const I x =
      integrate_absolute<I>(make, {0, 1, 3}, enclose<I>(Rational(1, 1000000000000L), k128), goal);
  EXPECT_TRUE(contains(x, 9)) << x;
  EXPECT_LT(to_interval(width(x)).upper(), 1e-9);
}

// Everything is negligible: the answer is [0, most], not 0.
TYPED_TEST(Quadrature, ANegligibleIntegralIsNotZero) {
  using I = TypeParam;
  const auto make = [](const Rational& a, const Rational& b) { return Parabola<I>(a, b, 0); };
  const I x = integrate_absolute<I>(make, {0, 1}, enclose<I>(10L, k128), {5, [] {}});
  EXPECT_TRUE(contains(x, Rational(1, 3)));
  EXPECT_TRUE(contains(x, 0));
}

/// A panel that may have a singularity everywhere: it is never settled with a number.
template <class I>
class Unknown : public Parabola<I> {
 public:
  Unknown(const Rational& a, const Rational& b) : Parabola<I>(a, b, 0) {}
  I magnitude() const { return entire<I>(k128); }
  std::optional<I> bound(const I&, const I&) const { return std::nullopt; }
};

TYPED_TEST(Quadrature, WithoutABoundItOnlyStopsWhenTheBudgetDoes) {
  using I = TypeParam;
  struct Spent {};
  int panels = 0;
  const auto step = [&] {
    if (++panels > 200) throw Spent();
  };
  const auto make = [](const Rational& a, const Rational& b) { return Unknown<I>(a, b); };
  EXPECT_THROW(integrate_absolute<I>(make, {0, 1}, enclose<I>(1L, k128), {5, step}), Spent);
}

/// Teeth: a panel that lies about its bound, by 10^9, gives an enclosure that misses the truth.
template <class I>
class Liar {
 public:
  Liar(const Rational& a, const Rational& b)
      : middle_(enclose<I>((a + b) / 2, k128)), half_(enclose<I>((b - a) / 2, k128)) {}
  I middle() const { return middle_; }
  I half_length() const { return half_; }
  I magnitude() const { return enclose<I>(1L, k128); }
  bool is_settled() const { return true; }
  I value(const I& t) const { return recip(1 + 25 * sqr(t)); }
  // Analytic for |Im t| < 1/5; a bound by 1 beyond that is a lie.
  std::optional<I> bound(const I&, const I&) const { return enclose<I>(1L, k128); }
  std::optional<I> closed_form() const { return std::nullopt; }

 private:
  I middle_, half_;
};

/// Nothing is known of f near 1/3, which no cut meets.
template <class I>
class Hole {
 public:
  Hole(const Rational& a, const Rational& b)
      : middle_(enclose<I>((a + b) / 2, k128)),
        half_(enclose<I>((b - a) / 2, k128)),
        is_near_(a <= Rational(1, 3) && Rational(1, 3) <= b) {}
  I middle() const { return middle_; }
  I half_length() const { return half_; }
  I magnitude() const { return is_near_ ? entire<I>(k128) : enclose<I>(1L, k128); }
  bool is_settled() const { return !is_near_; }
  I value(const I&) const { return enclose<I>(1L, k128); }
  std::optional<I> bound(const I&, const I&) const { return enclose<I>(1L, k128); }
  std::optional<I> closed_form() const { return std::nullopt; }

 private:
  I middle_, half_;
  bool is_near_;
};

TYPED_TEST(Quadrature, HalvingEndsAtTheResolutionOfThePrecision) {
  using I = TypeParam;
  const auto make = [](const Rational& a, const Rational& b) { return Hole<I>(a, b); };
  int panels = 0;
  const I x = integrate_absolute<I>(make, {0, 1}, enclose<I>(Rational(1, 1000000), k128),
                                    {5, [&] { ++panels; }});
  EXPECT_TRUE(contains(x, 1)) << x;
  EXPECT_FALSE(is_bounded(x)) << x;
  EXPECT_LT(panels, 1000);
}

TEST(QuadratureTeeth, AFalseBoundIsSeen) {
  const auto make = [](const Rational& a, const Rational& b) { return Liar<BigInterval>(a, b); };
  const BigInterval x = integrate_absolute<BigInterval>(
      make, {-1, 1}, enclose<BigInterval>(Rational(1, 100000000000000L), k128), {12, [] {}});
  // (2/5) arctan 5 = 0.549360306778006358...
  EXPECT_FALSE(overlaps(x, hull_of<BigInterval>(*parse_rational("0.549360306778006"),
                                                *parse_rational("0.549360306778007"), k128)));
}

}  // namespace
}  // namespace rigor
