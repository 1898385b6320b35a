#include "conjecture/squared_roots.hpp"

#include <gtest/gtest.h>

#include <string>

#include "conjecture/prover.hpp"
#include "conjecture/statement.hpp"

namespace rigor {
namespace {

Verdict verdict_of(const std::string& text) {
  Statement statement = read_statement(text);
  ProverOptions options;
  options.max_boxes = 2000;
  options.threads = 1;
  return prove(statement.terms, statement.formula, options).verdict;
}

TEST(SquaredRoots, NoRootIsLeft) {
  Statement statement =
      read_statement("forall x, y in [0, 1]: sqrt(x*y) + sqrt((1 - x)*(1 - y)) <= 1");
  NormalForms forms(statement.terms);
  const auto found = with_squared_roots(statement.terms, forms, statement.formula);
  ASSERT_TRUE(found.has_value());
  std::size_t roots = 0;
  for (const FormulaNode& node : found->nodes) {
    if (node.connective != Connective::atom) continue;
    for (const TermId id : subterms(statement.terms, std::span(&node.atom.term, 1))) {
      roots += statement.terms[id].op == Op::root ? 1 : 0;
    }
  }
  EXPECT_EQ(roots, 0U);
  // The operands of the roots are not negative: that is part of the claim.
  EXPECT_GE(found->nodes.back().parts.size(), 3U);
}

TEST(SquaredRoots, ProveTightStatements) {
  for (const char* text : {
           "forall x, y in [0, 1]: sqrt(x*y) + sqrt((1 - x)*(1 - y)) <= 1",
           "forall x, y in [-1, 1]: sqrt((1 - x^2)*(1 - y^2)) <= 1 - x*y",
           "forall x, y in [-3, 3]: sqrt(x^2 + y^2) >= (x + y)/sqrt(2)",
           "forall a, b, c, d in [-2, 2]: sqrt((a + c)^2 + (b + d)^2) <= sqrt(a^2 + b^2) + "
           "sqrt(c^2 "
           "+ d^2)",
       }) {
    EXPECT_EQ(verdict_of(text), Verdict::verified) << text;
  }
}

TEST(SquaredRoots, DoNotProveFalseStatements) {
  for (const char* text : {
           "forall x, y in [0, 1]: sqrt(x*y) + sqrt((1 - x)*(1 - y)) < 1",
           "forall x, y in [0, 1]: sqrt(x*y) + sqrt((1 - x)*(1 - y)) <= 1 - (x - y)^2",
           "forall x, y in [-3, 3]: sqrt(x^2 + y^2) >= (x + y)/sqrt(2) + x^2/1000",
           "forall x, y in [-3, 3]: sqrt(x^2 + y^2) <= x + y",
           "forall x in [-1, 1]: sqrt(x^2) <= x",
           "forall x in [-1, 1]: -sqrt(x^2) >= -x",
           "forall x in [-1, 1]: x*sqrt(1 + x^2) >= -1",
           "forall x, y in [-1, 2]: sqrt(x*y) <= 3",
           "forall a, b, c, d in [-2, 2]: sqrt((a + c)^2 + (b + d)^2) >= sqrt(a^2 + b^2)",
       }) {
    EXPECT_NE(verdict_of(text), Verdict::verified) << text;
  }
}

}  // namespace
}  // namespace rigor
