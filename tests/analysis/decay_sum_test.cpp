// Critical points of sums of exponentials whose derivative has known zeros.
#include "analysis/decay_sum.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "function/elementary.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

/// f with f'(t) = -x (x - x_1) ... (x - x_k), x = exp(-t): f = sum of the coefficients of the
/// product times x^{j+1} / (j+1).
template <class I>
DecaySum<I> with_zeros(const std::vector<Rational>& zeros, Precision p) {
  std::vector<Rational> product{1};
  for (const Rational& zero : zeros) {
    product.insert(product.begin(), 0);
    for (std::size_t j = 0; j + 1 < product.size(); ++j) product[j] -= zero * product[j + 1];
  }
  std::vector<typename DecaySum<I>::Term> terms;
  for (std::size_t j = 0; j < product.size(); ++j) {
    const Rational power = static_cast<long>(j) + 1;
    terms.push_back({enclose<I>(product[j] / power, p), enclose<I>(power, p)});
  }
  return DecaySum<I>(enclose<I>(7L, p), terms);
}

template <class I>
void check_known_zeros(std::uint64_t seed, int count, Precision p, double accuracy) {
  Sampler sampler(seed);
  int boxes = 0;
  for (int index = 0; index < count; ++index) {
    std::vector<Rational> zeros;
    std::vector<int> numerators;
    const int k = sampler.integer(0, 4);
    while (static_cast<int>(numerators.size()) < k) {
      const int candidate = sampler.integer(1, 29);
      if (std::find(numerators.begin(), numerators.end(), candidate) == numerators.end()) {
        numerators.push_back(candidate);
        zeros.emplace_back(candidate, 30);
      }
    }
    std::sort(zeros.rbegin(), zeros.rend());  // ascending in t = -log x
    const DecaySum<I> f = with_zeros<I>(zeros, p);
    const CriticalTimes<I> found = f.critical_points([&] { ++boxes; });
    ASSERT_TRUE(found.is_complete()) << seed << ' ' << index;
    ASSERT_EQ(found.points.size(), zeros.size()) << seed << ' ' << index;
    for (std::size_t i = 0; i < zeros.size(); ++i) {
      const I time = -log(enclose<I>(zeros[i], Precision{p.bits + 20}));
      EXPECT_TRUE(overlaps(found.points[i].time, time)) << seed << ' ' << index;
      EXPECT_LT(to_interval(width(found.points[i].time)).upper(), accuracy) << seed << ' ' << index;
      // f' < 0 before the first zero, as x > x_1 there.
      EXPECT_EQ(found.points[i].is_minimum, i % 2 == 0) << seed << ' ' << index;
    }
    EXPECT_EQ(found.slope_beyond, zeros.size() % 2 == 0 ? -1 : 1);
  }
  EXPECT_LT(boxes, 500 * count);
}

TEST(DecaySum, FindsAllCriticalPoints) {
  check_known_zeros<Interval>(1001, test::sample_count(200, 2000), Precision{53}, 1e-7);
  check_known_zeros<BigInterval>(1002, test::sample_count(20, 200), Precision{128}, 1e-28);
}

// exp(-t) - exp(-2t) has its maximum at log 2; with zeros at t = 1/2 in f' a face of the bisection.
TEST(DecaySum, FindsAZeroOnAFace) {
  const Precision p{53};
  const Interval x = exp(Interval::point(-0.5));
  // f' = -x (x - x_0): f = x^2 / 2 - x_0 x.
  const DecaySum<Interval> f(
      enclose<Interval>(0L, p),
      {{-x, Interval::point(1)}, {Interval::point(0.5), Interval::point(2)}});
  const auto found = f.critical_points([] {});
  ASSERT_TRUE(found.is_complete());
  ASSERT_EQ(found.points.size(), 1U);
  EXPECT_TRUE(contains(found.points[0].time, Rational(1, 2)));
  EXPECT_TRUE(found.points[0].is_minimum);
}

// A double zero of f' is no minimum and no maximum: it stays undecided.
TEST(DecaySum, LeavesADoubleZeroUndecided) {
  const auto f = with_zeros<Interval>({Rational(1, 3), Rational(1, 3)}, Precision{53});
  const auto found = f.critical_points([] {});
  EXPECT_FALSE(found.is_complete());
  EXPECT_TRUE(found.points.empty());
  const Interval zero = log(enclose<Interval>(3L, Precision{53}));
  EXPECT_TRUE(std::any_of(found.undecided.begin(), found.undecided.end(),
                          [&](const Interval& box) { return overlaps(box, zero); }));
}

TEST(DecaySum, ValuesAndDerivatives) {
  const Precision p{128};
  const auto f = with_zeros<BigInterval>({Rational(1, 2)}, p);  // 7 + x^2 / 2 - x / 2
  const BigInterval t = enclose<BigInterval>(Rational(3, 4), p), x = exp(-t);
  EXPECT_TRUE(overlaps(f.value(t), 7 + sqr(x) / 2 - x / 2));
  EXPECT_TRUE(overlaps(f.derivative(t, 1), x / 2 - sqr(x)));
  EXPECT_TRUE(overlaps(f.derivative(t, 2), 2 * sqr(x) - x / 2));
  EXPECT_TRUE(certainly(f.distance_to_limit(t) >= abs(f.value(t) - 7)));
  EXPECT_TRUE(contains(f.limit(), 7));
  EXPECT_THROW(DecaySum<Interval>(Interval(), {}), std::invalid_argument);
}

}  // namespace
}  // namespace rigor
