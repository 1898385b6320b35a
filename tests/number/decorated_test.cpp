#include "number/decorated.hpp"

#include <gtest/gtest.h>

namespace rigor {
namespace {

template <class I>
class DecoratedTest : public testing::Test {
 protected:
  static constexpr Precision p{90};
  static Decorated<I> make(long lo, long hi) {
    return hull_of<Decorated<I>>(Rational(lo), Rational(hi), p);
  }
};
using Types = testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(DecoratedTest, Types);

TYPED_TEST(DecoratedTest, InputsAreContinuous) {
  EXPECT_EQ(this->make(1, 2).domain, Domain::continuous);
  EXPECT_EQ(enclose<Decorated<TypeParam>>(3, this->p).domain, Domain::continuous);
  EXPECT_EQ(empty<Decorated<TypeParam>>(this->p).domain, Domain::possibly_undefined);
  EXPECT_EQ(this->make(2, 1).domain, Domain::possibly_undefined);
}

TYPED_TEST(DecoratedTest, LeavingTheDomainLowersTheFlag) {
  const auto inside = this->make(1, 4);
  const auto reaching = this->make(0, 4);
  const auto crossing = this->make(-1, 4);
  const auto outside = this->make(-4, -1);
  for (const auto& x :
       {inside / inside, recip(inside), sqrt(reaching), pown(inside, -3), pown(crossing, 3),
        abs(crossing), 1 - crossing * 2, recip(outside), min(inside, crossing)}) {
    EXPECT_EQ(x.domain, Domain::continuous) << x;
  }
  for (const auto& x : {inside / reaching, recip(crossing), sqrt(crossing), sqrt(outside),
                        pown(reaching, -1), 1 / crossing, inside / 0}) {
    EXPECT_EQ(x.domain, Domain::possibly_undefined) << x;
  }
}

TYPED_TEST(DecoratedTest, TheFlagIsInherited) {
  const auto lost = sqrt(this->make(-1, 4));
  const auto fine = this->make(1, 2);
  for (const auto& x :
       {lost + fine, fine - lost, lost * 0, fine / (lost + 1), -lost, sqr(lost), min(lost, fine),
        max(fine, lost), hull(fine, lost), intersection(fine, lost), scale2(lost, 3),
        midpoint(lost), bisect(lost).first}) {
    EXPECT_EQ(x.domain, Domain::possibly_undefined) << x;
  }
  const Decorated<TypeParam> defined{this->make(1, 2).value, Domain::defined};
  EXPECT_EQ((defined + fine).domain, Domain::defined);
}

TYPED_TEST(DecoratedTest, ComparisonsNeedDefinedSides) {
  const auto lost = sqrt(this->make(-1, 4));
  const auto fine = this->make(5, 6);
  EXPECT_EQ(lost < fine, Truth::unsettled);
  EXPECT_EQ(lost > fine, Truth::unsettled);
  EXPECT_EQ(fine >= lost, Truth::unsettled);
  EXPECT_EQ(lost <= 100, Truth::unsettled);
  EXPECT_EQ(sqrt(this->make(-2, -1)) < 0, Truth::unsettled);
  EXPECT_EQ(intersection(this->make(0, 1), fine) < 0, Truth::unsettled);
  const Decorated<TypeParam> defined{this->make(1, 2).value, Domain::defined};
  EXPECT_EQ(defined < fine, Truth::yes);
  EXPECT_EQ(fine < defined, Truth::no);
  EXPECT_EQ(fine > 4, Truth::yes);
}

TYPED_TEST(DecoratedTest, ASetThatOnlyLooksEmptyIsNeverDefined) {
  const Decorated<TypeParam> forged{empty<TypeParam>(this->p), Domain::continuous};
  EXPECT_FALSE(is_defined(forged));
  EXPECT_EQ(forged < 1, Truth::unsettled);
}

}  // namespace
}  // namespace rigor
