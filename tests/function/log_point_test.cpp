#include "function/log_point.hpp"

#include <gtest/gtest.h>

#include <string>

#include "function/elementary.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"
#include "support/widest_range.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::Sampler;

// Positive numbers of all sizes, powers of two, next to 1 at every distance, next to the border
// 0.707 of the reduction.
BigFloat positive(Sampler& sampler, int bits, int largest_shift) {
  BigFloat x(Precision{bits});
  mpfr_set_ui(x.get(), sampler.bits() | 1, MPFR_RNDN);
  mpfr_div_ui(x.get(), x.get(), sampler.bits() | 1, MPFR_RNDN);
  switch (sampler.integer(0, 7)) {
    case 0:
      mpfr_set_ui(x.get(), 1, MPFR_RNDN);
      break;
    case 1:
    case 2: {  // 1 + d
      mpfr_mul_2si(x.get(), x.get(), -sampler.integer(1, bits + 2), MPFR_RNDN);
      mpfr_si_sub(x.get(), 1, x.get(), MPFR_RNDN);
      if (mpfr_sgn(x.get()) <= 0) mpfr_set_ui(x.get(), 2, MPFR_RNDN);
      break;
    }
    case 3:
      mpfr_mul_2si(x.get(), x.get(), -sampler.integer(1, bits + 2), MPFR_RNDN);
      mpfr_add_ui(x.get(), x.get(), 1, MPFR_RNDN);
      break;
    case 4:
      mpfr_set_d(x.get(), 0.70710678, MPFR_RNDN);
      for (int k = sampler.integer(0, 3); k > 0; --k) mpfr_nextbelow(x.get());
      break;
    case 5:
      for (int k = 0; k < 2; ++k) mpfr_nextabove(x.get());
      break;
    default:
      break;
  }
  const long shift = static_cast<long>(sampler.bits()) >> sampler.integer(largest_shift, 63);
  if (sampler.integer(0, 1) == 0) mpfr_mul_2si(x.get(), x.get(), shift, MPFR_RNDN);
  if (mpfr_regular_p(x.get()) == 0) mpfr_set_ui(x.get(), 3, MPFR_RNDN);
  return x;
}

void expect_tight(const BigFloat& x, Precision p, const std::string& replay) {
  const BigInterval own = log_at(x, p);
  ASSERT_EQ(precision_of(own).bits, p.bits) << replay;
  ASSERT_TRUE(has_neighbouring_ends(own)) << replay;
  // Next to 1 Arb loses as many digits as log x has zeros in front.
  const Arb exact = log(Arb(x, {p.bits + 2 * x.precision().bits + 100}));
  ASSERT_TRUE(encloses(own, exact) || (is_thin(own) && overlaps(own, exact))) << replay;
}

TEST(LogPoint, IsTightAgainstArb) {
  for (const int seed : {71, 72, 73}) {
    Sampler sampler(static_cast<std::uint64_t>(seed));
    const int count = test::sample_count(3000, 100000);
    for (int i = 0; i < count; ++i) {
      const int bits = i % 3 == 0 ? 128 : sampler.integer(2, i % 50 == 0 ? 1100 : 300);
      const int source = sampler.integer(0, 3) == 0 ? sampler.integer(2, 4 * bits) : bits;
      expect_tight(positive(sampler, source, 34), {bits},
                   "seed " + std::to_string(seed) + ", index " + std::to_string(i));
      if (HasFatalFailure()) return;
    }
  }
}

TEST(LogPoint, IsTightAtAllExponents) {
  test::in_widest_range([] {
    Sampler sampler(74);
    for (int i = 0; i < 2000; ++i) {
      expect_tight(positive(sampler, 150, 1), {sampler.integer(53, 200)},
                   "seed 74, index " + std::to_string(i));
      if (testing::Test::HasFatalFailure()) return;
    }
  });
}

TEST(LogPoint, IsExactAtOne) {
  const BigInterval zero = log_at(BigInterval(enclose<BigInterval>(1, {128})).lower(), {128});
  EXPECT_TRUE(is_thin(zero) && contains_zero(zero));
}

// The interval function takes its ends from here.
TEST(LogPoint, CarriesTheLogarithmOfIntervals) {
  const Precision p{128};
  const auto half_line = abs(entire<BigInterval>(p));
  EXPECT_TRUE(is_entire(log(half_line)));
  EXPECT_TRUE(is_entire(log(entire<BigInterval>(p))));
  EXPECT_TRUE(is_empty(log(-half_line)));
  EXPECT_TRUE(is_empty(log(empty<BigInterval>(p))));
  const BigInterval two = enclose<BigInterval>(2, p);
  EXPECT_TRUE(identical(log(hull(two, half_line + 2)), hull(log(two), half_line + 1)));
  EXPECT_TRUE(identical(log(hull(two, enclose<BigInterval>(5, p))),
                        hull(log(two), log(enclose<BigInterval>(5, p)))));
}

}  // namespace
}  // namespace rigor
