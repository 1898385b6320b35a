#include "number/truth.hpp"

#include <gtest/gtest.h>

#include "number/interval_number.hpp"

namespace rigor {
namespace {

constexpr Truth kAll[] = {Truth::no, Truth::unsettled, Truth::yes};

TEST(Truth, FollowsKleene) {
  EXPECT_EQ(Truth::yes && Truth::unsettled, Truth::unsettled);
  EXPECT_EQ(Truth::no && Truth::unsettled, Truth::no);
  EXPECT_EQ(Truth::yes || Truth::unsettled, Truth::yes);
  EXPECT_EQ(Truth::no || Truth::unsettled, Truth::unsettled);
  EXPECT_EQ(!Truth::unsettled, Truth::unsettled);
  for (const Truth a : kAll) {
    EXPECT_EQ(!!a, a);
    for (const Truth b : kAll) EXPECT_EQ(!(a && b), !a || !b);
  }
}

TEST(Truth, OnlyYesIsCertain) {
  EXPECT_TRUE(certainly(Truth::yes));
  EXPECT_FALSE(certainly(Truth::unsettled));
  EXPECT_TRUE(possibly(Truth::unsettled));
  EXPECT_FALSE(possibly(Truth::no));
}

template <class I>
class Comparison : public testing::Test {
 protected:
  static constexpr Precision p{80};
  static I make(long lo, long hi) { return hull_of<I>(Rational(lo), Rational(hi), p); }
};
using Types = testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(Comparison, Types);

TYPED_TEST(Comparison, SpeaksOfAllPairs) {
  const auto low = this->make(1, 2);
  const auto high = this->make(2, 3);
  EXPECT_EQ(low <= high, Truth::yes);
  EXPECT_EQ(low < high, Truth::unsettled);
  EXPECT_EQ(high < low, Truth::no);
  EXPECT_EQ(high <= low, Truth::unsettled);
  EXPECT_EQ(high >= low, Truth::yes);
  EXPECT_EQ(low > high, Truth::no);
  EXPECT_EQ(low < 3, Truth::yes);
  EXPECT_EQ(0 < low, Truth::yes);
  EXPECT_EQ(low <= 1, Truth::unsettled);
  EXPECT_EQ(low < 1, Truth::no);
  EXPECT_EQ(3L >= high, Truth::yes);
  EXPECT_EQ(this->make(1, 1) <= this->make(1, 1), Truth::yes);
  EXPECT_EQ(this->make(1, 1) < this->make(1, 1), Truth::no);
}

TYPED_TEST(Comparison, IsUnsettledForTheEmptySet) {
  const auto nothing = empty<TypeParam>(this->p);
  for (const auto& x : {this->make(1, 2), nothing, entire<TypeParam>(this->p)}) {
    EXPECT_EQ(nothing < x, Truth::unsettled);
    EXPECT_EQ(x < nothing, Truth::unsettled);
    EXPECT_EQ(nothing <= x, Truth::unsettled);
    EXPECT_EQ(x >= nothing, Truth::unsettled);
    EXPECT_EQ(x > nothing, Truth::unsettled);
  }
  EXPECT_EQ(nothing < 1, Truth::unsettled);
}

TYPED_TEST(Comparison, HandlesUnboundedSets) {
  const auto all = entire<TypeParam>(this->p);
  const auto positive = abs(all);
  EXPECT_EQ(positive >= 0, Truth::yes);
  EXPECT_EQ(positive < 0, Truth::no);
  EXPECT_EQ(positive > 0, Truth::unsettled);
  EXPECT_EQ(all < all, Truth::unsettled);
  EXPECT_EQ(width(all) < 1000000, Truth::no);
}

}  // namespace
}  // namespace rigor
