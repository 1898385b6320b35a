// Signs of exponential sums on half-lines, against Arb at many points.
#include "analysis/exponential_sum.hpp"

#include <gtest/gtest.h>

#include "number/decorated.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor::test {
namespace {

using D = Decorated<BigInterval>;
constexpr Precision k128{128};

struct Terms {
  std::vector<std::pair<Rational, Rational>> list;  // coefficient, rate

  ExponentialSum sum() const {
    ExponentialSum out;
    for (const auto& [coefficient, rate] : list) out.add(coefficient, rate);
    return out;
  }
  Arb at(const Rational& u) const {
    Arb total(0);
    for (const auto& [coefficient, rate] : list) total += Arb(coefficient) * exp(Arb(-rate * u));
    return total;
  }
};

template <class I = D>
bool proved(const Terms& terms, const Rational& u_1, Precision precision = k128) {
  return certainly(terms.sum().is_nonnegative_from<I>(u_1, precision));
}

TEST(ExponentialSum, TrueSums) {
  EXPECT_TRUE(proved({}, 1)) << "the empty sum is 0";
  EXPECT_TRUE(proved({{{1, 0}}}, 0));
  EXPECT_TRUE(proved({{{1, 1}, {-1, 2}}}, 0)) << "exp(-u) - exp(-2u), 0 at u = 0";
  EXPECT_TRUE(proved({{{-1, 2}, {1, 1}}}, 0)) << "the order of the terms doesn't matter";
  EXPECT_TRUE(proved({{{3, 1}, {-2, 1}, {-1, 5}}}, 0)) << "terms of one rate are added exactly";
  EXPECT_TRUE(proved({{{1, 1}, {-2, 2}}}, Rational(7, 10)))
      << "exp(-u) >= 2 exp(-2u) from log 2 on";
  EXPECT_TRUE(proved({{{0, 0}, {1, 3}}}, 5)) << "a coefficient 0 has no rate";
  EXPECT_TRUE(proved({{{1, Rational(1, 1000000)}, {-1, 1000000}}}, 1000000)) << "far apart";
  EXPECT_TRUE((proved<Decorated<Interval>>({{{1, 1}, {-2, 2}}}, 1, Precision{})));
}

TEST(ExponentialSum, FalseSumsAreNeverProved) {
  EXPECT_FALSE(proved({{{-1, 1}}}, 100)) << "negative, but as small as you like";
  EXPECT_FALSE(proved({{{1, 2}, {-1, 1}}}, 0));
  EXPECT_FALSE(proved({{{1, 1}, {-2, 2}}}, Rational(69, 100))) << "log 2 = 0.693...";
  EXPECT_FALSE(proved({{{1000000, 2}, {Rational(-1, 1000000), 1}}}, 0)) << "negative far out only";
  // exp(-u) - 2.05 exp(-2u) + exp(-3u) < 0 only near u = 0.3.
  EXPECT_FALSE(proved({{{1, 1}, {Rational(-205, 100), 2}, {1, 3}}}, 0));
}

TEST(ExponentialSum, RandomSums) {
  Sampler random(20250205);
  int proofs = 0, refuted = 0;
  const int count = sample_count(3000, 60000);
  for (int trial = 0; trial < count; ++trial) {
    Terms terms;
    const int size = random.integer(1, 7);
    for (int k = 0; k < size; ++k) {
      terms.list.push_back({Rational(random.integer(-12, 16), random.integer(1, 9)),
                            Rational(random.integer(0, 30), random.integer(1, 5))});
    }
    const Rational u_1(random.integer(0, 12), random.integer(1, 8));
    const bool proof = proved(terms, u_1);
    if (proved<Decorated<Interval>>(terms, u_1, Precision{})) {
      EXPECT_TRUE(proof) << "proved with doubles, not at 128 bits; trial " << trial;
    }
    proofs += proof ? 1 : 0;
    bool negative = false;
    for (int k = 0; k <= 24; ++k) {
      const Rational u = u_1 + Rational(k * k, 40) + (k == 24 ? 100 : 0);
      negative = negative || surely_less(terms.at(u), Arb(0));
      const Rational least = [&] {
        Rational rate = terms.list.front().second;
        for (const auto& term : terms.list) rate = std::min(rate, term.second);
        return rate;
      }();
      const D value = terms.sum().scaled_value<D>(u, k128);
      EXPECT_TRUE(overlaps(value.value, terms.at(u) * exp(Arb(least * u)))) << "trial " << trial;
    }
    refuted += negative ? 1 : 0;
    EXPECT_FALSE(proof && negative) << "a false sum is proved; trial " << trial;
  }
  EXPECT_GT(proofs, count / 20) << "the test must see proofs";
  EXPECT_GT(refuted, count / 20) << "and false sums";
}

}  // namespace
}  // namespace rigor::test
