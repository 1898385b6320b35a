#include "function/normal.hpp"

#include <gtest/gtest.h>

#include "function/constants.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;

constexpr Precision kOracle{4000};

Arb cdf(const Arb& x) {
  return erfc(-x / sqrt(Arb(2, kOracle))) / Arb(2);
}
Arb pdf(const Arb& x) {
  return exp(-x * x / Arb(2)) / sqrt(Arb::pi(kOracle) * Arb(2));
}

TEST(Normal, EnclosesTightly) {
  test::Sampler sampler(61);
  const int count = test::sample_count(1000, 10000);
  for (int i = 0; i < count; ++i) {
    const double x = i % 4 == 0 ? sampler.moderate(-40, 5) : sampler.uniform(-45, 45);
    const Arb exact_x(x, kOracle);
    const std::string replay = "seed 61, index " + std::to_string(i) + ": " + test::hex(x);
    const Interval y = normal_cdf(Interval::point(x));
    ASSERT_TRUE(encloses(y, cdf(exact_x))) << replay;
    ASSERT_LE(y.upper(), next_up(next_up(y.lower()))) << replay;
    const Interval z = normal_pdf(Interval::point(x));
    ASSERT_TRUE(encloses(z, pdf(exact_x))) << replay;
    ASSERT_LE(z.upper(), next_up(next_up(z.lower()))) << replay;
    const auto big = convert<BigInterval>(Interval::point(x), {sampler.integer(53, 300)});
    const BigInterval u = normal_cdf(big);
    const BigInterval v = normal_pdf(big);
    ASSERT_TRUE(encloses(u, cdf(exact_x)) && encloses(v, pdf(exact_x))) << replay;
    const int bits = precision_of(big).bits;
    ASSERT_TRUE(certainly(width(u) <= scale2(magnitude(u), 8 - bits))) << replay;
    ASSERT_TRUE(certainly(width(v) <= scale2(magnitude(v), 8 - bits))) << replay;
  }
}

TEST(Normal, CornerCases) {
  const Interval all = Interval::everything();
  EXPECT_TRUE(identical(normal_cdf(all), Interval::bounds(0, 1)));
  EXPECT_EQ(normal_pdf(all).lower(), 0);
  EXPECT_EQ(normal_pdf(all).upper(), normal_pdf(Interval::point(0)).upper());
  EXPECT_TRUE(identical(normal_cdf(Interval::point(0)), Interval::point(0.5)));
  EXPECT_TRUE(is_empty(normal_cdf(Interval::nothing())) &&
              is_empty(normal_pdf(Interval::nothing())));
  const Interval bump = normal_pdf(Interval::bounds(-1, 2));
  EXPECT_EQ(bump.lower(), normal_pdf(Interval::point(2)).lower());
  EXPECT_EQ(bump.upper(), normal_pdf(Interval::point(0)).upper());
}

TEST(Constants, EncloseTightly) {
  for (int bits = 2; bits < 500; bits += 7) {
    const Precision p{bits};
    const Precision more{2 * bits + 100};
    EXPECT_TRUE(encloses(pi<BigInterval>(p), Arb::pi(more)));
    EXPECT_TRUE(encloses(euler_e<BigInterval>(p), exp(Arb(1, more))));
    EXPECT_TRUE(encloses(ln2<BigInterval>(p), log(Arb(2, more))));
    EXPECT_EQ(precision_of(pi<BigInterval>(p)).bits, bits);
  }
  EXPECT_TRUE(identical(pi<Interval>(Precision{53}),
                        Interval::bounds(0x1.921fb54442d18p+1, 0x1.921fb54442d19p+1)));
  EXPECT_EQ(pi<Decorated<Interval>>(Precision{53}).domain, Domain::continuous);
}

}  // namespace
}  // namespace rigor
