// Quotients that are 0/0 where two variables meet.
#include "conjecture/difference_quotients.hpp"

#include <gtest/gtest.h>

#include "conjecture/answer.hpp"
#include "conjecture/statement.hpp"

namespace rigor {
namespace {

bool is_proved(const std::string& text) {
  Statement statement = read_statement(text);
  NormalForms forms(statement.terms);
  Box box;
  for (const QuantifiedVariable& v : statement.formula.variables) box.push_back(v.range);
  AtomRules rules(statement.terms, forms, box.size());
  return prove_difference_quotients(rules, statement.formula.nodes, box, {}).has_value();
}

TEST(DifferenceQuotients, TightAndNearOnes) {
  for (const char* text : {
           "forall x, y in [0, 1]: x < y => (exp(y) - exp(x))/(y - x) <= 27183/10000",
           "forall x, y in [-3, 3]: x > y => abs((sin(x) - sin(y))/(x - y)) <= 1",
           "forall x, y in [1, 2]: x < y => (log(y) - log(x))/(y - x) >= 2/(x + y)",
           "forall x, y in [1, 2]: x < y => (y - x)/(log(y) - log(x)) <= (x + y)/2",
           "forall x, y in [0, 1]: x < y => ((exp(y) - exp(x))/(y - x))^2 >= 99/100",
       }) {
    EXPECT_TRUE(is_proved(text)) << text;
  }
}

TEST(DifferenceQuotients, FalseTwinsAreNotProved) {
  for (const char* text : {
           "forall x, y in [0, 1]: x < y => (exp(y) - exp(x))/(y - x) <= e - 1/1000",
           "forall x, y in [0, 1]: x < y => (exp(y) - exp(x))/(y - x) > 1 + 1/1000",
           // Undefined where x = y.
           "forall x, y in [0, 1]: x <= y => (exp(y) - exp(x))/(y - x) <= 3",
           "forall x, y in [1, 2]: x < y => (y - x)/(log(y) - log(x)) >= (x + y)/2",
           // The denominator vanishes at x + y = 1, too.
           "forall x, y in [0, 1]: x < y => (exp(y) - exp(x))/((y - x)*(1 - x - y)^2) >= 0",
       }) {
    EXPECT_FALSE(is_proved(text)) << text;
  }
}

TEST(DifferenceQuotients, BothSidesOfAnInequation) {
  const char* text = "forall x, y in [0, 1]: x != y => (exp(y) - exp(x))/(y - x) <= 27183/10000";
  const Answer answer = settle_statement(text, {}, {});
  EXPECT_EQ(answer.verdict, Verdict::verified);
  EXPECT_EQ(settle_statement("forall x, y in [0, 1]: x != y => (exp(y) - exp(x))/(y - x) <= 27/10",
                             {}, {})
                .verdict,
            Verdict::violated);
}

}  // namespace
}  // namespace rigor
