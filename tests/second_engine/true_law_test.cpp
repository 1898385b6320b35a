// The second engine's integrals against a true law, where they are known in closed form.
#include <gtest/gtest.h>

#include <cmath>

#include "second_engine/arb_truth.hpp"

namespace rigor::second_engine {
namespace {

bool holds(const Bounds& x, const Rational& value, const Rational& slack) {
  return x.lower <= value && value <= x.upper && x.upper - x.lower <= slack;
}
double middle(const Bounds& x) {
  return Rational((x.lower + x.upper) / 2).convert_to<double>();
}

const Rational kSlack(1, 1000000000);

TEST(TrueLaw, OneDatum) {
  for (const Rational& x : {Rational(0), Rational(3, 2), Rational(-1, 7)}) {
    for (const Rational& v : {Rational(1, 50), Rational(1), Rational(7, 3)}) {
      const Rational exact = x * x / (v * v) + 1 / (v * v * (1 + v));
      EXPECT_TRUE(holds(test_excess({x}, v), exact, kSlack * (1 + exact)));
      const double w = Rational(1 + v).convert_to<double>(), u = v.convert_to<double>(),
                   square = Rational(x * x).convert_to<double>();
      const Bounds divergence = divergence_from_truth({x}, v);
      EXPECT_NEAR(middle(divergence), ((u + square) / w - 1 + std::log(w / u)) / 2, 1e-12);
      EXPECT_LE(divergence.upper - divergence.lower, kSlack);
      const Bounds mass = mass_difference({x}, v, {x, x + 1}, Rational(1, 4));
      const auto below = [](double z) { return std::erfc(-z / std::sqrt(2)) / 2; };
      double expected = 0;
      for (const double c : {x.convert_to<double>(), x.convert_to<double>() + 1}) {
        const double t = c - x.convert_to<double>();
        expected += below((t + 0.25) / std::sqrt(u)) - below((t - 0.25) / std::sqrt(u)) -
                    below((c + 0.25) / std::sqrt(w)) + below((c - 0.25) / std::sqrt(w));
      }
      EXPECT_NEAR(middle(mass), expected, 1e-12);
    }
  }
  EXPECT_THROW(test_excess({}, 1), std::invalid_argument);
  EXPECT_THROW(divergence_from_truth({0}, 0), std::invalid_argument);
}

TEST(TrueLaw, HybridScore) {
  for (long d = 1; d < 9; ++d) {
    const Rational v(d, 5);
    EXPECT_TRUE(holds(hybrid_train_excess(d, v, 0), d / (v * (1 + v) * (1 + v)), kSlack));
    const Rational all = d / (v * v * (1 + v));
    EXPECT_TRUE(holds(hybrid_test_excess(d, v, 100000), all, kSlack * (1 + all)));
  }
  const Bounds train = hybrid_train_excess(10, Rational(1, 1000), 64);
  EXPECT_NEAR(middle(train), 0.000041621998213992399, 1e-18);
  const Bounds at_log = hybrid_train_excess_at(2, Rational(1, 2), 2);
  const double squared = 2 * std::log(2);  // Q_4 = exp(-x)(1 + x), x = squared / 2
  EXPECT_NEAR(middle(at_log), 2 * std::exp(-squared / 2) * (1 + squared / 2) / (0.5 * 2.25), 1e-12);
  EXPECT_THROW(hybrid_train_excess_at(1, 2, 1), std::invalid_argument);
  EXPECT_TRUE(holds(sum_of_roots({4, 4}, {9, 9}), 5, kSlack));
  EXPECT_NEAR(middle(copying_bound(10, 1, Rational(1, 100000000), Rational(1, 2000))),
              0.98999942669685624, 1e-15);
}

}  // namespace
}  // namespace rigor::second_engine
