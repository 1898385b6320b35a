#include "model/quick_tanh.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "function/hyperbolic.hpp"
#include "number/big_interval.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

void expect_encloses(double x) {
  const BigInterval exact = tanh(enclose<BigInterval>(to_rational(x), Precision{160}));
  const Interval found = quick_tanh(x);
  EXPECT_TRUE(subset(exact, convert<BigInterval>(found, Precision{160}))) << x << " " << found;
  EXPECT_LE(width(found).upper(), 0x1p-50) << x;
}

TEST(QuickTanh, EnclosesAndIsNarrow) {
  test::Sampler sampler(51);
  for (int repeat = 0; repeat < 3000; ++repeat) {
    for (const double size : {1e-9, 1e-2, 1.0, 20.0, 300.0}) {
      expect_encloses(sampler.uniform(-size, size));
    }
  }
  for (const double x :
       {0.0, 5e-324, 0x1p-54, 0.5, 18.7, 256.0, 257.0, 1e300, std::numeric_limits<double>::max()}) {
    expect_encloses(x);
    expect_encloses(-x);
  }
}

}  // namespace
}  // namespace rigor
