// Hermite coefficients against digits of another quadrature (mpmath), and against Parseval's sum.
#include "model/hermite_coefficients.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/trigonometric.hpp"
#include "model/printed_digits.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

constexpr Precision big{160};
const std::function<void()> no_step = [] {};

struct Row {
  Activation activation;
  int r;
  std::string digits;
};
using enum Activation;
const std::vector<Row> rows = {{tanh, 1, "0.60570550960215882558354022756"},
                               {tanh, 3, "-0.14843719078727270404525098994"},
                               {tanh, 5, "0.06254752375270360628769794159"},
                               {tanh, 11, "-0.01029184058002152603744"},
                               {erf, 1, "0.6514700158705598954485"},
                               {erf, 3, "-0.17730768017841452352886491553"},
                               {erf, 5, "0.0792944051623453828684"},
                               {erf, 11, "-0.01283193308354196105326"},
                               {gelu, 1, "0.5000000000000000000000"},
                               {gelu, 2, "0.299206710301074508455"},
                               {gelu, 4, "-0.07197794780652822484693"},
                               {gelu, 8, "-0.01185355426191917766319"},
                               {gelu, 30, "0.00000349775447055713966576032"},
                               {sin, 1, "0.6065306597126334236038"},
                               {sin, 3, "-0.247615104941601627916"},
                               {sin, 5, "0.05536842069051653333991"},
                               {sin, 11, "-0.00009600081058513362189927"},
                               {arctan, 1, "0.6556795424187984715439"},
                               {arctan, 3, "-0.1271118141053418439906"},
                               {arctan, 5, "0.05082823562390280290745"},
                               {arctan, 11, "-0.009232853996397078618138"},
                               {sigmoid, 1, "0.2066209641419070372624"},
                               {sigmoid, 3, "-0.02547325790732341667034"},
                               {sigmoid, 5, "0.00587706060001343740826"},
                               {sigmoid, 11, "-0.000221989560789527060182"},
                               {softplus, 1, "0.5000000000000000000000"},
                               {softplus, 2, "0.1461030848800449416698"},
                               {softplus, 4, "-0.01273662895366170833517"},
                               {softplus, 8, "-0.0006104651848589201262365"},
                               {softplus, 30, "0.0000000622168550566947619350419"},
                               {relu, 1, "0.5000000000000000000000"},
                               {relu, 2, "0.282094791773878143474"},
                               {relu, 4, "-0.08143375198381998693106"},
                               {relu, 8, "-0.02980170168805600640889"},
                               {relu, 30, "0.005228685970122058572183"}};

TEST(HermiteCoefficients, MeetTheDigitsOfAnotherQuadrature) {
  for (const Row& row : rows) {
    const std::string name = activation_name(row.activation) + " " + std::to_string(row.r);
    const auto exact = hermite_coefficient<BigInterval>(row.activation, row.r, big, no_step);
    test::expect_meets(exact, row.digits, name);
    EXPECT_TRUE(certainly(width(exact) <= scale2(abs(exact), -140))) << name << ": " << exact;
    const auto quick = hermite_coefficient<Interval>(row.activation, row.r, {53}, no_step);
    test::expect_meets(quick, row.digits, name);
    EXPECT_TRUE(certainly(width(quick) <= scale2(abs(quick), -50))) << name << ": " << quick;
    EXPECT_FALSE(hermite_coefficient_vanishes(row.activation, row.r)) << name;
  }
}

TEST(HermiteCoefficients, VanishBySymmetry) {
  for (const Activation odd : {tanh, erf, sin, arctan, sigmoid}) {
    EXPECT_TRUE(hermite_coefficient_vanishes(odd, 2));
    EXPECT_TRUE(is_thin(hermite_coefficient<Interval>(odd, 4, {53}, no_step)));
  }
  for (const Activation half_linear : {gelu, relu, softplus}) {
    EXPECT_TRUE(hermite_coefficient_vanishes(half_linear, 3));
    EXPECT_FALSE(hermite_coefficient_vanishes(half_linear, 1));
    EXPECT_TRUE(contains(hermite_coefficient<Interval>(half_linear, 5, {53}, no_step), 0));
  }
  EXPECT_THROW(hermite_coefficient<Interval>(tanh, 0, {53}, no_step), std::invalid_argument);
}

// Parseval: sum over r >= 0 of eta_r^2 is E s(g)^2. For the sine it is (1 - e^-2) / 2, for the
// error function (2 / pi) arcsin(2/3), and the sums of their first coefficients are nearly that.
TEST(HermiteCoefficients, SumToTheSecondMoment) {
  const auto sum = [](Activation activation, int most) {
    BigInterval total = enclose<BigInterval>(0L, big);
    for (int r = 1; r <= most; ++r) {
      total += sqr(hermite_coefficient<BigInterval>(activation, r, big, no_step));
    }
    return total;
  };
  const BigInterval one = enclose<BigInterval>(1L, big);
  const BigInterval missing = (1 - exp(-2 * one)) / 2 - sum(sin, 21);
  EXPECT_TRUE(certainly(missing > 0) && certainly(missing < scale2(one, -70))) << missing;
  const BigInterval erf_missing = 2 / pi<BigInterval>(big) * asin(2 * one / 3) - sum(erf, 121);
  EXPECT_TRUE(certainly(erf_missing > 0) && certainly(erf_missing < scale2(one, -60)))
      << erf_missing;
}

}  // namespace
}  // namespace rigor
