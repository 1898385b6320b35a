// Elementary functions where their values have exponents that only the widest range of MPFR holds.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/trigonometric.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"
#include "support/widest_range.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::in_widest_range;
using test::Sampler;

constexpr Precision kBits{128};

BigInterval big(const char* text) {
  return enclose<BigInterval>(*parse_rational(text), kBits);
}

// Positive, bounded, and known to 30 digits.
bool is_accurate(const BigInterval& x) {
  return is_bounded(x) && certainly(x > 0) && certainly(width(x) <= lower_point(x) * big("1e-30"));
}

TEST(ExponentRange, TinyValuesKeepTheirDigits) {
  in_widest_range([] {
    const BigInterval exp_value = exp(big("-5e11"));
    EXPECT_TRUE(is_accurate(exp_value));
    EXPECT_TRUE(overlaps(exp_value, exp(Arb(*parse_rational("-5e11")))));
    EXPECT_EQ(decimal_lower(exp_value, 20), "2.3663891992450876222e-217147240952");
    const BigInterval erfc_value = erfc(big("1e5"));
    EXPECT_TRUE(is_accurate(erfc_value));
    EXPECT_TRUE(overlaps(erfc_value, erfc(Arb(100000))));
    EXPECT_TRUE(is_accurate(erfc(big("1e9"))));
    EXPECT_TRUE(overlaps(erfc(big("1e9")), erfc(Arb(1000000000))));
    EXPECT_TRUE(is_accurate(exp(big("3e18"))) && is_accurate(exp(big("-3e18"))));
  });
}

// Under MPFR's own range the same values are enclosed down to 0.
TEST(ExponentRange, TheNarrowRangeEnclosesToo) {
  for (const BigInterval& x : {exp(big("-5e11")), erfc(big("1e5"))}) {
    EXPECT_TRUE(contains_zero(x) && certainly(x < 1) && is_bounded(x) && !is_thin(x));
  }
  EXPECT_TRUE(certainly(exp(big("5e11")) > 1) && !is_bounded(exp(big("5e11"))));
}

TEST(ExponentRange, BeyondTheWidestRangeEndsAreZeroOrInfinite) {
  in_widest_range([] {
    for (const char* text : {"3.2e18", "1e19", "1e300", "1e5000"}) {
      const BigInterval x = big(text);
      EXPECT_TRUE(certainly(exp(x) > big("1e1000")) && !is_bounded(exp(x))) << text;
      EXPECT_TRUE(contains_zero(exp(-x)) && certainly(exp(-x) < big("1e-1000"))) << text;
      EXPECT_TRUE(contains_zero(erfc(x)) && certainly(erfc(x) < big("1e-1000"))) << text;
      EXPECT_TRUE(certainly(erf(x) > big("0.999")) && certainly(erf(x) <= 1)) << text;
    }
  });
}

TEST(ExponentRange, OverlapsArbAtAllExponents) {
  in_widest_range([] {
    Sampler sampler(51);
    const int count = test::sample_count(2000, 20000);
    for (int i = 0; i < count; ++i) {
      const std::string replay = "seed 51, index " + std::to_string(i);
      const double argument = std::ldexp(sampler.uniform(-2, 2), sampler.integer(0, 61));
      const auto x = enclose<BigInterval>(to_rational(argument), kBits);
      if (std::fabs(argument) < 3e18) {
        ASSERT_TRUE(overlaps(exp(x), exp(Arb(argument)))) << replay;
        ASSERT_TRUE(is_accurate(exp(x))) << replay;
      }
      // A positive number with an exponent up to 2^62 in size.
      BigFloat far(kBits);
      mpfr_set_d(far.get(), sampler.uniform(0.5, 1), MPFR_RNDN);
      const long exponent = static_cast<long>(sampler.bits()) >> sampler.integer(2, 60);
      mpfr_mul_2si(far.get(), far.get(), exponent, MPFR_RNDN);
      if (mpfr_regular_p(far.get()) == 0) continue;
      const BigInterval y = BigInterval::bounds(far, far);
      const Arb v(far);
      ASSERT_TRUE(overlaps(log(y), log(v))) << replay;
      ASSERT_TRUE(is_accurate(abs(log(y)))) << replay;
      ASSERT_TRUE(overlaps(tanh(y), tanh(v))) << replay;
      ASSERT_TRUE(overlaps(erf(y), erf(v))) << replay;
      if (exponent < 31) {
        ASSERT_TRUE(overlaps(erfc(y), erfc(v))) << replay;
      }
    }
  });
}

struct Function {
  const char* name;
  BigInterval (*on_big)(const BigInterval&);
  void (*oracle)(arb_t, const arb_t, slong);
  // Of arguments: beyond it the oracle's value, or the narrowest limit, isn't told any more.
  long largest_exponent;
};

TEST(ExponentRange, EveryFunctionOverlapsArbAtAllExponents) {
  constexpr long kAll = 1L << 62;
  const Function functions[] = {
      {"expm1", expm1, arb_expm1, 60},   {"log1p", log1p, arb_log1p, kAll},
      {"sin", sin, arb_sin, 3000},       {"cos", cos, arb_cos, 3000},
      {"tan", tan, arb_tan, 3000},       {"asin", asin, arb_asin, 0},
      {"acos", acos, arb_acos, 0},       {"atan", atan, arb_atan, kAll},
      {"sinh", sinh, arb_sinh, 60},      {"cosh", cosh, arb_cosh, 60},
      {"tanh", tanh, arb_tanh, 60},      {"asinh", asinh, arb_asinh, kAll},
      {"acosh", acosh, arb_acosh, kAll}, {"atanh", atanh, arb_atanh, 0},
  };
  for (const Function& f : functions) {
    in_widest_range([&f] {
      Sampler sampler(53);
      const int count = test::sample_count(1000, 20000);
      for (int i = 0; i < count; ++i) {
        const std::string replay = std::string(f.name) + ", seed 53, index " + std::to_string(i);
        BigFloat far(kBits);
        mpfr_set_d(far.get(), sampler.uniform(0.5, 1), MPFR_RNDN);
        const long drawn = static_cast<long>(sampler.bits()) >> sampler.integer(1, 62);
        const long exponent = std::min(drawn, f.largest_exponent);
        mpfr_mul_2si(far.get(), far.get(), exponent, MPFR_RNDN);
        if (mpfr_regular_p(far.get()) == 0) continue;
        if (sampler.integer(0, 1) == 0) mpfr_neg(far.get(), far.get(), MPFR_RNDN);
        const BigInterval y = f.on_big(BigInterval::bounds(far, far));
        if (is_empty(y)) continue;
        Arb value(Precision{400});
        f.oracle(value.get(), Arb(far).get(), 3500);
        ASSERT_TRUE(overlaps(y, value)) << replay;
        ASSERT_TRUE(has_neighbouring_ends(y)) << replay;
      }
    });
  }
}

}  // namespace
}  // namespace rigor
