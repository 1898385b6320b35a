// The 64-digit evaluation of erf, erfc and the normal law: its constants, and its results against
// the evaluation with MPFR numbers.
#include "function/error_function_double.hpp"

#include <gtest/gtest.h>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/normal.hpp"
#include "function/scaled_exp.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::hex;
using test::Sampler;

constexpr Precision kWork{400};

BigInterval number(long n) {
  return convert<BigInterval>(enclose<BigInterval>(n, kWork), kWork);
}

// x, in units of 2^-bits, lies within one half of the integer n.
void expect_nearest(const BigInterval& x, int bits, std::uint64_t n, const std::string& what) {
  const BigInterval distance = abs(scale2(x, bits) - enclose<BigInterval>(n, kWork));
  EXPECT_TRUE(certainly(2 * distance <= 1)) << what;
}

TEST(ErrorFunctionDouble, ConstantsAreNearestIntegers) {
  const BigInterval ln2 = big_ln2(kWork);
  for (int i = 1; i < 16; ++i) {
    expect_nearest(exp(-ln2 * i / 16), 64, kRootsOfHalf[static_cast<std::size_t>(i)],
                   "root " + std::to_string(i));
  }
  BigInterval factorial = number(1);
  for (std::size_t j = 0; j < kExpCoefficients.size(); ++j) {
    factorial *= static_cast<long>(j + 1);
    if (j == 0) continue;
    expect_nearest(1 / factorial, 64, kExpCoefficients[j], "exp " + std::to_string(j));
  }
  EXPECT_EQ(kExpCoefficients[0], ~std::uint64_t{0});
  for (std::size_t n = 1; n <= kWeights.size(); ++n) {
    const Weight& weight = kWeights[n - 1];
    expect_nearest(exp(-number(static_cast<long>(n * n)) / 5), 64 + weight.zeros, weight.digits,
                   "weight " + std::to_string(n));
    EXPECT_GE(weight.digits, std::uint64_t{1} << 63U);
  }
  factorial = number(1);
  const BigInterval scale = 2 / sqrt(big_pi(kWork));
  for (std::size_t k = 0; k < kErfCoefficients.size(); ++k) {
    if (k > 0) factorial *= static_cast<long>(k);
    expect_nearest(scale / factorial / static_cast<long>(2 * k + 1), 63, kErfCoefficients[k],
                   "erf " + std::to_string(k));
  }
  const BigInterval root5_pi = sqrt(number(5)) * big_pi(kWork);
  expect_nearest(1 / root5_pi, 66, kStepOverPi, "step over pi");
  expect_nearest(2 * root5_pi, 60, kPoleRate, "pole rate");
  expect_nearest(sqrt(number(2)) / 2, 64, kRootOfHalf, "root of half");
  expect_nearest(1 / sqrt(2 * big_pi(kWork)), 65, kNormalPeak, "normal peak");
}

TEST(ErrorFunctionDouble, StepsOfTheExponentialAreRoundedDown) {
  const BigInterval ln2 = big_ln2(kWork);
  const BigInterval steps = scale2(16 / ln2, 58) - enclose<BigInterval>(kStepsPerUnit, kWork);
  EXPECT_TRUE(certainly(steps >= 0) && certainly(steps < 1));
  const BigInterval high = enclose<BigInterval>(static_cast<std::uint64_t>(kStep >> 64U), kWork);
  const BigInterval low = enclose<BigInterval>(static_cast<std::uint64_t>(kStep), kWork);
  const BigInterval rest = scale2(ln2, 108) - (scale2(high, 64) + low);
  EXPECT_TRUE(certainly(rest >= 0) && certainly(rest < 1));
}

// The bound that the results rest on: 3 units of 2^-63.
TEST(ErrorFunctionDouble, ExponentialIsWithinItsBound) {
  Sampler sampler(96);
  const int count = test::sample_count(20000, 500000);
  for (int i = 0; i < count; ++i) {
    Wide s = Wide{sampler.bits()} << 64U | sampler.bits();
    s >>= sampler.integer(6, 127);  // below 2^10 2^112
    const Scaled y = exp_of_minus(s);
    const BigInterval exponent =
        scale2(scale2(enclose<BigInterval>(static_cast<std::uint64_t>(s >> 64U), kWork), 64) +
                   enclose<BigInterval>(static_cast<std::uint64_t>(s), kWork),
               -kSquareBits);
    const BigInterval computed = scale2(enclose<BigInterval>(y.digits, kWork), y.exponent);
    const BigInterval error = abs(computed * exp(exponent) - 1);
    ASSERT_TRUE(certainly(scale2(error, 63) <= 3)) << "seed 96, index " << i;
  }
}

struct Function {
  const char* name;
  Interval (*quick)(double);
  BigInterval (*slow)(const BigInterval&);
};
const Function kFunctions[] = {{"erf", erf_at, erf},
                               {"erfc", erfc_at, erfc},
                               {"normal_cdf", normal_cdf_at, normal_cdf},
                               {"normal_pdf", normal_pdf_at, normal_pdf}};

void expect_tightest(const Function& f, double x, const std::string& where) {
  const auto point = convert<BigInterval>(Interval::point(x), Precision{53});
  const Interval slow = to_interval(f.slow(convert<BigInterval>(point, Precision{120})));
  const Interval quick = f.quick(x);
  ASSERT_TRUE(identical(quick, slow))
      << f.name << ", " << where << ": " << hex(x) << " -> " << hex(quick) << ", not " << hex(slow);
}

TEST(ErrorFunctionDouble, IsTheTightest) {
  for (const Function& f : kFunctions) {
    Sampler sampler(97);
    const int count = test::sample_count(3000, 100000);
    for (int i = 0; i < count; ++i) {
      double x = 0;
      switch (sampler.integer(0, 4)) {
        case 0:
          x = sampler.moderate(-1074, 5) * (sampler.integer(0, 1) == 0 ? 1 : -1);
          break;
        case 1:
          x = sampler.uniform(-2, 2);
          break;
        case 2:
          x = sampler.uniform(-46, 46);
          break;
        default:
          x = sampler.uniform(-30, 30);
      }
      expect_tightest(f, x, "seed 97, index " + std::to_string(i));
    }
  }
}

// Where the method, or the double, changes.
TEST(ErrorFunctionDouble, IsTheTightestAtItsBorders) {
  for (const Function& f : kFunctions) {
    for (const double border : {0.5,
                                0.70710678118654752,
                                6.0,
                                7.0,
                                9.899494936611665,
                                8.5,
                                26.5,
                                27.2,
                                27.226017111108366,
                                28.0,
                                32.0,
                                38.46,
                                38.6,
                                45.0,
                                64.0,
                                1e10,
                                1e300,
                                kLargest,
                                kSmallest,
                                0x1p-1022,
                                0x1p-57,
                                0x1p-28}) {
      for (const double x : {border, next_up(border), next_down(border)}) {
        if (x == kInfinity) continue;
        expect_tightest(f, x, "border");
        expect_tightest(f, -x, "border");
      }
    }
  }
}

TEST(ErrorFunctionDouble, LimitsAndZero) {
  EXPECT_TRUE(identical(erf_at(kInfinity), Interval::point(1)));
  EXPECT_TRUE(identical(erf_at(-kInfinity), Interval::point(-1)));
  EXPECT_TRUE(identical(erfc_at(kInfinity), Interval::point(0)));
  EXPECT_TRUE(identical(erfc_at(-kInfinity), Interval::point(2)));
  EXPECT_TRUE(identical(normal_cdf_at(-kInfinity), Interval::point(0)));
  EXPECT_TRUE(identical(normal_cdf_at(kInfinity), Interval::point(1)));
  EXPECT_TRUE(identical(normal_pdf_at(-kInfinity), Interval::point(0)));
  EXPECT_TRUE(identical(erf_at(0), Interval::point(0)));
  EXPECT_TRUE(identical(erfc_at(-0.0), Interval::point(1)));
  EXPECT_TRUE(identical(normal_cdf_at(0), Interval::point(0.5)));
}

}  // namespace
}  // namespace rigor
