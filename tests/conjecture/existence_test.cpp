// Statements with exists: equations, alternating quantifiers; true ones are proved, false ones
// never.
#include "conjecture/existence.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "conjecture/prover.hpp"
#include "conjecture/statement.hpp"

namespace rigor {
namespace {

Verdict settle(const std::string& text, bool keep = true) {
  Statement statement = read_statement(text);
  ProverOptions options;
  options.max_boxes = 20000;
  options.threads = 1;
  ProverResult result = prove(statement.terms, statement.formula, options);
  if (const char* folder = std::getenv("RIGOR_KEEP_CERTIFICATES"); folder && keep && result.proof) {
    static int count = 0;
    Certificate certificate{result.verdict == Verdict::violated, text, statement.terms,
                            result.proved, *result.proof};
    std::ofstream(std::string(folder) + "/e" + std::to_string(count++) + ".cert")
        << certificate_text(certificate);
  }
  return result.verdict;
}

TEST(Existence, Equations) {
  for (const char* text : {
           "exists x in [0, 1]: cos(x) = x",
           "exists x in [1, 2]: x^2 = 2",
           "exists x in [-5, 5]: x^3 - 3*x + 1 = 0 and x > 1",
           "exists x in [-2, 2], y in [-2, 2]: x^2 + y^2 = 1 and x - y = 1/3",
           "exists x in [-3, 3], y in [-3, 3]: exp(x) + y = 2 and x*y = -1 and x < 0",
           "exists x in (0, oo), y in (0, oo), z in (0, oo): x + y + z = 3 and x*y*z = 1/2 and "
           "x^2 + y^2 + z^2 = 4",
           "exists x in [0, 10], y in [0, 10]: x^2 + y^2 = 2 and x < y",
           "exists x in [0, 4]: sin(x) = 0 and x > 1",
           "exists x in [0, 2]: (x - 1)^2 = 0",
           "exists a in [0, 2], b in [0, 2], c in [0, 2], d in [0, 2]: a + b + c + d = 4 and "
           "a*b*c*d = 1/2 and a^2 + b^2 = 5/2 and c - d = 1/10",
       }) {
    EXPECT_EQ(settle(text), Verdict::verified) << text;
  }
}

TEST(Existence, EquationsWithoutSolutions) {
  for (const char* text : {
           "exists x in [0, 1/2]: cos(x) = x",
           "exists x in [-10, 10]: x^2 = -1/100",
           "exists x in [-2, 2], y in [-2, 2]: x^2 + y^2 = 1 and x - y = 3/2",
           "forall x in [1, 2]: x^2 != 2",
       }) {
    EXPECT_EQ(settle(text), Verdict::violated) << text;
  }
}

TEST(Existence, AlternatingQuantifiersThatHold) {
  for (const char* text : {
           "forall x in [0, 1] exists y in [0, 1]: x + y = 1",
           "forall x in (-oo, oo) exists y in (-oo, oo): y > x",
           "forall x in [1, 2] exists y in [0, 2]: y^2 = x",
           "forall x in [-1, 1] exists y in [-2, 2]: y^3 + y = x",
           "forall a in [0, 1] forall b in [2, 3] exists c in [0, 3]: a < c and c < b",
           "exists m in [-10, 10] forall x in [-1, 1]: x^2 - 2*x >= m",
           "exists c in [0, 1] forall x in [0, 1]: abs(x - c) <= 3/5",
           "exists a in [-2, 2], b in [-2, 2] forall x in [0, 1]: abs(exp(x) - 1 - a*x - b*x^2) "
           "<= 1/50",
           "forall x in [0, 10] exists n in {0..10}: n - 1 <= x and x <= n + 1",
           "forall x in [-1, 1] exists y in [-1, 1] forall z in [-1, 1]: z*(x + y) <= 1/10",
       }) {
    EXPECT_EQ(settle(text), Verdict::verified) << text;
  }
}

TEST(Existence, AlternatingQuantifiersThatFail) {
  for (const char* text : {
           "exists y in [0, 1] forall x in [0, 1]: x + y = 1",
           "exists y in (-oo, oo) forall x in (-oo, oo): y > x",
           "forall x in [0, 3] exists y in [0, 3/2]: y^2 = x",
           "exists c in [0, 1] forall x in [0, 1]: abs(x - c) <= 2/5",
           "forall x in [0, 1] exists y in [0, 1/2]: x <= y",
           "forall x in [-1, 1] exists y in [0, 1/2]: x/x = 1 and y >= 0",
           "forall x in [-1, 1] exists y in [-2, 2]: y - x + sqrt(x) = sqrt(x)",
           "forall x in [-1, 1] exists y in [-2, 2]: y*x = 1",
       }) {
    EXPECT_NE(settle(text, false), Verdict::verified) << text;
  }
  EXPECT_EQ(settle("forall x in [0, 1] exists y in [0, 1/2]: x <= y"), Verdict::violated);
  EXPECT_EQ(settle("exists y in (-oo, oo) forall x in (-oo, oo): y > x"), Verdict::violated);
  EXPECT_EQ(settle("forall x in [0, 3] exists y in [0, 3/2]: y^2 = x"), Verdict::violated);
}

}  // namespace
}  // namespace rigor
