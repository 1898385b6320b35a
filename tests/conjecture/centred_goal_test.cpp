// Centred forms in the search: which terms get one, and what it saves.
#include "conjecture/centred_goal.hpp"

#include <gtest/gtest.h>

#include "conjecture/answer.hpp"

namespace rigor {
namespace {

Side side(int lower, int upper) {
  return {Rational(lower), Rational(upper), false, false, false};
}

TEST(CentredGoal, IsProposedWhereItIsNarrower) {
  Terms t;
  const TermId x = t.variable(0);
  const TermId y = t.variable(1);
  // (x - y)^2, expanded.
  const TermId square =
      t.add(t.subtract(t.power(x, 2), t.multiply(t.number(2), t.multiply(x, y))), t.power(y, 2));
  // The mean value form is as good on the square itself; not in what is made of it.
  const TermId log = t.apply(Op::log, t.add(square, t.number(1)));
  EXPECT_TRUE(propose_centred(t, log, {side(10, 12), side(10, 12)}));
  EXPECT_FALSE(propose_centred(t, t.add(t.power(x, 2), t.power(y, 2)), {side(1, 2), side(1, 2)}));
  EXPECT_FALSE(propose_centred(t, log, {side(10, 12), {Rational(0), {}, false, false, false}}));
  EXPECT_FALSE(propose_centred(t, t.subtract(t.power(x, 3), x), {side(10, 12), side(0, 0)}));
}

// A dihedral angle of a simplex, with a square root of a polynomial whose range contains 0:
// Flyspeck inequality 5490182221. As typed it takes 80000 boxes.
TEST(CentredGoal, SavesBoxes) {
  const Answer answer = settle_statement(
      "let d(a, b, c, x, y, z) = a*x*(-a + b + c - x + y + z) + b*y*(a - b + c + x - y + z) + "
      "c*z*(a + b - c + x + y - z) - b*c*x - a*c*y - a*b*z - x*y*z, f(a, b, c, x, y, z) = -b*c - "
      "a*x + b*y + c*z - y*z + a*(-a + b + c - x + y + z) in forall a, b, c, x, y, z in [4, "
      "6.3504]: pi/2 - atan(f(a, b, c, x, y, z)/sqrt(4*a*d(a, b, c, x, y, z))) < 1.893",
      {}, {});
  EXPECT_EQ(answer.verdict, Verdict::verified);
  EXPECT_LT(answer.boxes, 5000U);
}

}  // namespace
}  // namespace rigor
