#include "conjecture/rewritings.hpp"

#include <gtest/gtest.h>

#include <string>

#include "conjecture/prover.hpp"
#include "conjecture/statement.hpp"

namespace rigor {
namespace {

std::vector<ClosedFormula> rewritings_of(const std::string& text) {
  Statement statement = read_statement(text);
  NormalForms forms(statement.terms);
  return rewritings(statement.terms, forms, statement.formula);
}

Verdict verdict_of(const std::string& text) {
  Statement statement = read_statement(text);
  ProverOptions options;
  options.max_boxes = 3000;
  options.threads = 1;
  return prove(statement.terms, statement.formula, options).verdict;
}

TEST(Rewritings, EquationsLeaveOneVariableLess) {
  const auto found =
      rewritings_of("forall x, y, z in [0, 3]: x + y + 2*z = 3 => x*y + y*z + z*x <= 3");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].variables.size(), 2U);
  // The conclusion, and z in [0, 3] as two hypotheses.
  EXPECT_EQ(found[0].nodes.back().parts.size(), 3U);
}

TEST(Rewritings, TermsThatMayBeUndefinedStay) {
  // x/x has no value at 0: the hypothesis isn't false there, it is undefined.
  EXPECT_TRUE(rewritings_of("forall x, y in [-1, 1]: y + x/x = 1 => y <= 1/2").empty());
  // No asin at all, integers, two variables.
  EXPECT_TRUE(rewritings_of("forall x in [-1, 1]: sqrt(1 - x^2) <= 1").empty());
  EXPECT_TRUE(rewritings_of("forall n in {0..9}, x in {0..9}: n + x = 9 => n*x <= 21").empty());
  EXPECT_TRUE(rewritings_of("forall x in (0, oo), y in (0, 1): log(1 + 1/x) > 0").empty());
}

TEST(Rewritings, AnglesCoverTheRange) {
  const auto found = rewritings_of("forall x in [-1, 1/2]: acos(x) >= sqrt(1 - x^2)");
  ASSERT_EQ(found.size(), 1U);
  const Side& side = found[0].variables[0].range;
  EXPECT_LT(*side.lower, Rational(10471976, 10000000));  // pi/3
  EXPECT_GT(*side.upper, Rational(314159265, 100000000));
  EXPECT_LT(*side.upper, Rational(31415928, 10000000));
}

TEST(Rewritings, AnglesCoverAnEndThatNoDoubleHas) {
  // asin(1 - 10^-17) = 1.57079632232..., pi/2 = 1.57079632679...
  const auto found = rewritings_of("forall x in [1 - 1e-17, 1]: asin(x) >= sqrt(1 - x^2)");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_LE(*found[0].variables[0].range.lower,
            Rational(Integer(157079632232), Integer(100000000000)));
}

TEST(Rewritings, ProveTightStatements) {
  for (const char* text : {
           "forall x in [-1, 1]: acos(x) >= sqrt(1 - x^2)",
           "forall x in [0, 1]: acos(x) >= sqrt(2*(1 - x))",
           "forall x, y, z in [0, 1]: x + y + z = 1 => x*y*z <= 1/27",
           "forall x, y in [0, 2]: x*y = 1 => x + y >= 2",
       }) {
    EXPECT_EQ(verdict_of(text), Verdict::verified) << text;
  }
}

TEST(Rewritings, DoNotProveFalseStatements) {
  for (const char* text : {
           "forall x in (0, oo): (1 + x)*log(1 + 1/x) > 1001/1000",
           "forall x in (0, oo): (1/10 + x)*log(1 + 1/x) > 1",
           "forall x in [-1, 1]: acos(x) >= 1001/1000*sqrt(1 - x^2)",
           "forall x in [0, 1]: acos(x) >= sqrt(2001/1000*(1 - x))",
           "forall x in [-1, 1]: asin(x) <= x",
           "forall x, y, z in [0, 1]: x + y + z = 1 => x*y*z <= 1/28",
           "forall x, y in [0, 1]: x + 2*y = 3 => x*y < 1",
           "forall x, y in [-1, 1]: y + x/x = 1 => y <= 1/2",
           "forall x, y in [-1, 1]: x*y = x => y >= 1",
           "forall x, y in [0, 3]: x*y = 0 => y <= 2",
           "forall x, y in [0, 3]: x*y = 1 => x + y >= 2.01",
           "forall p, q in [1/10, 9/10]: p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) >= 2.01*(p - "
           "q)^2",
       }) {
    EXPECT_NE(verdict_of(text), Verdict::verified) << text;
  }
}

}  // namespace
}  // namespace rigor
