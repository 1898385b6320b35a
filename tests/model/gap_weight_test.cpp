// The weights pi, g^-, g^+ against plain sums by Arb.
#include "model/gap_weight.hpp"

#include <gtest/gtest.h>

#include "model/mixture_oracle.hpp"
#include "model/random_mixture.hpp"

namespace rigor {
namespace {

using test::agrees;
using test::Arb;
using test::encloses;
using test::overlaps;
using test::RandomMixture;
using test::Sampler;

template <class I>
I offset(const RandomMixture& data, const Rational& y, Precision p) {
  return enclose<I>(y - data.centres.front(), p);
}

TEST(GapProfile, IsTheMinimumByCounting) {
  Sampler random(3);
  for (int set = 0; set < 200; ++set) {
    const RandomMixture data = test::random_mixture(random, random.integer(2, 12));
    const GapProfile profile(data.mixture());
    Rational most = 0;
    for (const GapProfile::Piece& piece : profile.pieces()) {
      for (int k = 1; k < 8; ++k) {
        const Rational u = piece.left + (piece.right - piece.left) * k / 8;
        const Rational value = piece.value + piece.slope * (u - piece.left);
        EXPECT_EQ(value, test::true_profile(data.centres, u)) << data.text();
        if (value > most) most = value;
      }
    }
    EXPECT_LE(most, profile.maximum());
  }
}

TEST(GapProfile, OneAtomHasNone) {
  EXPECT_TRUE(GapProfile(Mixture({{5}}, 1)).pieces().empty());
}

template <class I>
class Weights : public ::testing::Test {};
using Kinds = ::testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(Weights, Kinds);

TYPED_TEST(Weights, EnclosePlainSums) {
  using I = TypeParam;
  constexpr Precision p{128};
  constexpr int kSeed = 11;
  Sampler random(kSeed);
  const int sets = test::sample_count(30, 600);
  for (int set = 0; set < sets && !::testing::Test::HasFailure(); ++set) {
    const RandomMixture data =
        test::random_mixture(random, random.integer(2, set % 5 == 0 ? 40 : 8));
    const Mixture mixture = data.mixture();
    const auto sigma = enclose<I>(data.sigma, p);
    const GapProfile profile(mixture);
    const SmoothedProfile<I> pi_weight(profile, sigma);
    const NoisyGapWeight<I> g(mixture, sigma);
    const Arb extent(Rational(mixture.range() + data.sigma), test::kOracle);
    for (int k = 0; k < 6; ++k) {
      const Rational y = test::random_position(random, data);
      const auto t = offset<I>(data, y, p);
      const std::string where = "\nseed " + std::to_string(kSeed) + ", set " + std::to_string(set) +
                                ", y = " + to_string(y) + ", " + data.text();
      const Arb pi = test::true_pi(data.centres, y, data.sigma);
      EXPECT_TRUE(agrees(pi_weight.value(t), pi, extent))
          << pi_weight.value(t) << pi.text() << where;
      for (const int side : {-1, +1}) {
        const I x = side < 0 ? g.lower_side(t) : g.upper_side(t);
        const Arb truth = test::true_noisy_weight(data.centres, side, y, data.sigma);
        EXPECT_TRUE(agrees(x, truth, extent + abs(truth))) << x << " " << truth.text() << where;
      }
    }
  }
}

// Thin inputs: 128 bits give 30 digits relative to the largest value.
TEST(GapWeights, AreTightAtThinInputs) {
  const Mixture mixture({{0}, {Rational(5, 8)}, {Rational(5, 2)}, {3}}, 1);
  const std::vector<Rational> centres = {0, Rational(5, 8), Rational(5, 2), 3};
  const Rational sigma(1, 4);
  const auto s = enclose<BigInterval>(sigma, Precision{128});
  const GapProfile profile(mixture);
  const SmoothedProfile<BigInterval> pi_weight(profile, s);
  const NoisyGapWeight<BigInterval> g(mixture, s);
  for (int k = 0; k <= 48; ++k) {
    const auto t = enclose<BigInterval>(Rational(k, 16), Precision{128});
    for (const BigInterval& x : {pi_weight.value(t), g.lower_side(t), g.upper_side(t)}) {
      EXPECT_LT(to_interval(width(x)).upper(), 1e-30) << k;
    }
  }
}

// Over intervals: sample points inside, widths from far below to far above a block.
TYPED_TEST(Weights, EncloseOverIntervals) {
  using I = TypeParam;
  constexpr Precision p{128};
  Sampler random(12);
  const int sets = test::sample_count(15, 200);
  for (int set = 0; set < sets && !::testing::Test::HasFailure(); ++set) {
    const RandomMixture data = test::random_mixture(random, random.integer(2, 10));
    const Mixture mixture = data.mixture();
    const auto sigma = enclose<I>(data.sigma, p);
    const GapProfile profile(mixture);
    const SmoothedProfile<I> pi_weight(profile, sigma);
    const NoisyGapWeight<I> g(mixture, sigma);
    const Arb extent(Rational(mixture.range() + data.sigma), test::kOracle);
    for (int k = 0; k < 4; ++k) {
      const Rational low = test::random_position(random, data);
      const Rational width = data.sigma * test::log_uniform(random, -9, 2);
      const I t = hull_of<I>(low - mixture.first(), low + width - mixture.first(), p);
      for (int j = 0; j <= 4; ++j) {
        const Rational y = low + width * j / 4;
        const Arb pi = test::true_pi(data.centres, y, data.sigma);
        EXPECT_TRUE(agrees(pi_weight.over(t), pi, extent)) << data.text();
        EXPECT_TRUE(agrees(pi_weight.value(t), pi, extent)) << data.text();
        for (const int side : {-1, +1}) {
          const Arb truth = test::true_noisy_weight(data.centres, side, y, data.sigma);
          EXPECT_TRUE(
              agrees(side < 0 ? g.lower_side(t) : g.upper_side(t), truth, extent + abs(truth)))
              << data.text();
        }
      }
    }
  }
}

// A block far too short for t once gave a finite enclosure with a negative geometric tail.
TYPED_TEST(Weights, ATaylorBlockOutsideItsDiscSaysNothing) {
  using I = TypeParam;
  const BlockCache<I> blocks(0x1p-5, [](const I& centre) {
    const auto number = [](long n) { return enclose<I>(n, Precision{53}); };
    return TaylorBlock<I>{centre, {number(1), number(0)}, number(1), number(1), number(0)};
  });
  const auto over = [&](long low, long high) {
    return blocks.value(hull_of<I>(Rational(low, 64), Rational(high, 64), Precision{53}));
  };
  EXPECT_TRUE(is_bounded(over(0, 1)));
  EXPECT_TRUE(is_entire(over(0, 64)));
  EXPECT_TRUE(is_entire(over(-1000, 1000)));
  EXPECT_TRUE(is_entire(blocks.value(entire<I>(Precision{53}))));
  EXPECT_TRUE(is_empty(blocks.value(empty<I>(Precision{53}))));
  EXPECT_TRUE(is_bounded(blocks.value(enclose<I>(Rational(Integer(1) << 400), Precision{53}))));
}

TYPED_TEST(Weights, RefuseASigmaThatIsNoDouble) {
  using I = TypeParam;
  const Mixture mixture({{0}, {1}}, 1);
  const GapProfile profile(mixture);
  const I tiny = scale2(enclose<I>(1L, Precision{128}), -1060);
  EXPECT_THROW(NoisyGapWeight<I>(mixture, tiny), std::invalid_argument);
  EXPECT_THROW(SmoothedProfile<I>(profile, tiny), std::invalid_argument);
  EXPECT_THROW(NoisyGapWeight<I>(mixture, enclose<I>(0L, Precision{128})), std::invalid_argument);
}

// Teeth: 20 sigma from every atom all of them are out of reach. Without the bounds of their tails
// g^- would be exactly y - E Y on the right and exactly 0 on the left, and both are wrong.
TEST(GapWeights, DroppingTheTailsWouldExcludeTheTruth) {
  const Rational sigma(1, 32), right(2), left(-1);
  const std::vector<Rational> centres = {0, 1};
  const Precision p{128};
  const NoisyGapWeight<BigInterval> g(Mixture({{0}, {1}}, 1), enclose<BigInterval>(sigma, p));
  const Arb at_right = test::true_noisy_weight(centres, -1, right, sigma, {2048});
  const Arb at_left = test::true_noisy_weight(centres, -1, left, sigma, {2048});
  EXPECT_TRUE(encloses(g.lower_side(enclose<BigInterval>(right, p)), at_right));
  EXPECT_TRUE(encloses(g.lower_side(enclose<BigInterval>(left, p)), at_left));
  EXPECT_FALSE(overlaps(enclose<BigInterval>(Rational(3, 2), p), at_right));
  EXPECT_FALSE(overlaps(enclose<BigInterval>(0L, p), at_left));
}

// The same for pi, 40 sigma inside the cell, where q is linear: pi = q but for the tails.
TEST(GapWeights, DroppingAPieceOfTheProfileWouldExcludeTheTruth) {
  const Rational sigma(1, 128), y(5, 16);
  const std::vector<Rational> centres = {0, 1};
  const Precision p{128};
  const GapProfile profile(Mixture({{0}, {1}}, 1));
  const SmoothedProfile<BigInterval> weight(profile, enclose<BigInterval>(sigma, p));
  const Arb truth = test::true_pi(centres, y, sigma, {4096});
  EXPECT_TRUE(encloses(weight.value(enclose<BigInterval>(y, p)), truth));
  EXPECT_FALSE(overlaps(enclose<BigInterval>(Rational(y / 4), p), truth));
}

}  // namespace
}  // namespace rigor
