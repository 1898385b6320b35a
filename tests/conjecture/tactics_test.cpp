#include "conjecture/tactics.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "conjecture/following.hpp"
#include "conjecture/statement.hpp"

namespace rigor {
namespace {

// The conclusion of a statement `forall ...: t >= 0` as a goal.
struct Task {
  explicit Task(const std::string& text)
      : statement(read_statement(text)),
        forms(statement.terms),
        rules(statement.terms, forms, statement.formula.variables.size()) {
    const ClosedFormula& formula = statement.formula;
    goal.atom = formula.nodes.back().atom;
    single = formula.nodes.back().connective == Connective::atom;
    for (const QuantifiedVariable& variable : formula.variables) goal.box.push_back(variable.range);
    // Guards that coefficients or tactics prove, as the node `atoms` has them before the atom.
    TacticOptions few;
    few.steps = 40;
    std::vector<Atom> known;
    for (const Atom& guard : guards_of(statement.terms, std::span(&goal.atom.term, 1))) {
      if (prove_tight(rules, {guard, goal.box, {}}, few)) known.push_back(guard);
    }
    rules.set_known(known, goal.box);
  }

  Statement statement;
  NormalForms forms;
  AtomRules rules;
  Goal goal;
  bool single = false;
};

const std::vector<std::string>& tight() {
  static const std::vector<std::string> kTight = {
      "forall x in [0, oo): exp(x) >= 1 + x + x^2/2",
      "forall x in (-oo, oo): exp(x) >= 1 + x",
      "forall x in [0, oo): tanh(x) <= x",
      "forall x in [0, oo): sin(x) <= x",
      "forall x in [0, 1]: sin(pi/2*x) >= x",
      "forall x in (0, 3/2]: sin(x)/x < (2 + cos(x))/3",
      "forall x in [0, oo): log(1 + x) >= 2*x/(2 + x)",
      "forall x in (0, oo): x/(1 + x^2)*exp(-x^2/2)/sqrt(2*pi) <= 1 - Phi(x)",
      "forall x in (0, oo): 1 - Phi(x) <= exp(-x^2/2)/sqrt(2*pi)/x",
      "forall x in [0, oo): 1 - Phi(x) <= exp(-x^2/2)/2",
      "forall x in (-oo, oo): cosh(x) <= exp(x^2/2)",
      "forall x in [0, 2]: exp(x)*(1 - x/2 + x^2/12) >= 1 + x/2 + x^2/12",
      "forall x, y in [0, oo): (x + y)^2 >= 4*x*y",
      "forall x, y, z in [0, oo): x^3 + y^3 + z^3 >= 3*x*y*z",
      "forall x, y in (-oo, oo): log(exp(x) + exp(y)) >= max(x, y)",
      "forall x in (0, oo): x*log(x) >= x - 1",
      "forall x in [-1, oo): (1 + x)^7 >= 1 + 7*x",
      "forall x, y in [0, oo): x*y <= x^3/3 + 2/3*sqrt(y)^3",
      "forall x in (-oo, oo), y in (0, oo): exp(x) + y*log(y) - y >= x*y",
      "forall x, y in (-oo, oo): exp((x + y)/2) <= (exp(x) + exp(y))/2",
      "forall x, y in (0, oo): log((x + y)/2) >= (log(x) + log(y))/2",
      "forall a, b, c, d in (-oo, oo): (a^2 + b^2)*(c^2 + d^2) >= (a*c + b*d)^2",
      "forall a, b, c, d, u, v in (-oo, oo): (a^2 + b^2 + c^2)*(d^2 + u^2 + v^2) >= (a*d + b*u + "
      "c*v)^2",
      "forall x, y, z in [0, oo): x*(x - y)*(x - z) + y*(y - x)*(y - z) + z*(z - x)*(z - y) >= 0",
      "forall x, y, z in (-oo, oo): x^2 + y^2 + z^2 >= x*y + y*z + z*x",
      "forall x in (0, oo): x + 1/x >= 2",
      "forall x in (0, oo): log(x) <= x - 1",
      "forall x in (-1, oo): x/(1 + x) <= log(1 + x)",
      "forall x in [0, oo): atan(x) <= x",
      "forall x in [0, oo): atan(x) >= 3*x/(1 + 2*sqrt(1 + x^2))",
      "forall x in [0, 3/2]: tan(x) >= x",
      "forall x in (-oo, oo): cos(x) >= 1 - x^2/2",
      "forall x in [0, oo): erf(x) <= 2*x/sqrt(pi)",
      "forall x in [0, 1]: x*(1 - x) <= 1/4",
      "forall x in (-oo, oo): 1/(1 + exp(-x)) <= exp(x)",
      "forall x in (-oo, oo): 1/(1 + exp(-x))*(1 - 1/(1 + exp(-x))) <= 1/4",
      "forall x in (-oo, oo): log(1 + exp(x)) >= log(2) + x/2",
      "forall x, y in [0, 1]: x + y - x*y <= 1",
      "forall x in [0, 1], y in [0, 1]: sqrt(x*y) <= (x + y)/2",
      "forall x in [0, oo): sqrt(1 + x) <= 1 + x/2",
      "forall a, b, t in [0, 1]: exp(t*a + (1 - t)*b) <= t*exp(a) + (1 - t)*exp(b)",
      "forall x in [-1/2, 2], r in [0, 1]: exp(r*log(1 + x)) <= 1 + r*x",
      "forall x in [-1, 1], l in [-2, 2]: exp(l*x) <= cosh(l) + x*sinh(l)",
      "forall x in [0, 3], v in [1/10, 2]: exp(-x^2/(2*v + 2*x/3)) >= exp(-v*((1 + x/v)*log(1 + "
      "x/v) - x/v))",
      "forall x, y in [-3, 3], r in [-0.9, 0.9]: exp(-(x^2 - 2*r*x*y + y^2)/(2*(1 - r^2))) <= 1",
      "forall x in [-1, 1]: (16*x^5 - 20*x^3 + 5*x)^2 <= 1",
      "forall x in [-1, 1]: (35*x^4 - 30*x^2 + 3)/8 >= -3/7",
      "forall x in (0, 1]: -x*log(x) <= exp(-1)",
      "forall x, y in [0, 3/2]: cos(x - y) >= cos(x)*cos(y)",
      "forall x in [0, 700]: log(1 + exp(-x)) <= exp(-x)",
      "forall x in [-4, 4], y in [0, 4]: y*(1 + exp(2*x + 2*y) - 2*exp(x + y)) >= 0",
  };
  return kTight;
}

TEST(Tactics, ProveTightInequalities) {
  for (const std::string& text : tight()) {
    Task task(text);
    ASSERT_TRUE(task.single) << text;
    const auto proof = prove_tight(task.rules, task.goal);
    EXPECT_TRUE(proof.has_value()) << text;
    if (!proof) continue;
    EXPECT_TRUE(task.rules.proves(*proof, task.goal)) << text;
  }
}

// The same statements with a false touch.
TEST(Tactics, DoNotProveFalseInequalities) {
  const std::vector<std::string> kFalse = {
      "forall x in [0, oo): exp(x) > 1 + x + x^2/2",
      "forall x in [0, 3]: exp(x) >= 1 + x + x^2/2 + x^3/5",
      "forall x in (-oo, oo): exp(x) >= 1 + x + x^2/1000000",
      "forall x in [-1, oo): tanh(x) <= x",
      "forall x in [0, oo): sin(x) <= 999/1000*x",
      "forall x in [0, 1]: sin(pi/2*x) >= 1001/1000*x",
      "forall x in (0, 3/2]: sin(x)/x < (2 + cos(x))/3 - 1/1000000",
      "forall x in [0, 9]: log(1 + x) >= 2*x/(2 + x) + x^3/12",
      "forall x in (0, oo): (x + 1/100)/(1 + x^2)*exp(-x^2/2)/sqrt(2*pi) <= 1 - Phi(x)",
      "forall x in (0, oo): 1 - Phi(x) <= exp(-x^2/2)/sqrt(2*pi)/(x + 1/1000)",
      "forall x in [0, oo): 1 - Phi(x) < exp(-x^2/2)/2",
      "forall x in [0, oo): erf(x) <= sqrt(1 - exp(-5/4*x^2))",
      "forall x in (-oo, oo): cosh(x) <= exp(x^2/2) - x^4/11",
      "forall x, y in [0, oo): (x + y)^2 > 4*x*y",
      "forall x, y, z in [-1, oo): x^3 + y^3 + z^3 >= 3*x*y*z",
      "forall x, y, z in [0, oo): x^3 + y^3 + z^3 >= 301/100*x*y*z",
      "forall x, y in (-oo, oo): log(exp(x) + exp(y)) >= max(x, y) + 1/1000",
      "forall x in (0, oo): x*log(x) >= x - 999/1000",
      "forall x in [-1, oo): (1 + x)^7 >= 1 + 7*x + 22*x^2",
      "forall x, y in [0, oo): x*y <= x^3/3 + 2/3*sqrt(y)^3 - x/1000",
      "forall x, y in (-oo, oo): exp((x + y)/2) < (exp(x) + exp(y))/2",
      "forall a, b, c, d in (-oo, oo): (a^2 + b^2)*(c^2 + d^2) >= (a*c + b*d)^2 + a^2*c^2/1000",
      "forall x, y, z in (-oo, oo): x^2 + y^2 + z^2 >= x*y + y*z + 1001/1000*z*x",
      "forall x in (0, oo): x + 1/x > 2",
      "forall x in (-1, oo): x/(1 + x) <= 999/1000*log(1 + x)",
      "forall x in [0, oo): atan(x) >= 3*x/(1 + 2*sqrt(1 + x^2)) + x/10000",
      "forall x in (-oo, oo): cos(x) >= 1 - x^2/2 + x^4/23",
      "forall x in [0, 1], y in [0, 1]: sqrt(x*y) < (x + y)/2",
      "forall x in [-1, 1]: abs(x) <= x^2 + 6/25",
      "forall x in [-1, 1]: -abs(x) >= 0",
      "forall x in [-2, 2]: x^3 - 3*x + 2 > 0",
      "forall a, b, t in [0, 1]: exp(t*a + (1 - t)*b) < t*exp(a) + (1 - t)*exp(b)",
      "forall a, b in [0, 1], t in [-1/100, 1]: exp(t*a + (1 - t)*b) <= t*exp(a) + (1 - t)*exp(b)",
      "forall x in [-1/2, 2], r in [0, 101/100]: exp(r*log(1 + x)) <= 1 + r*x",
      "forall x in [0, 3], v in [1/10, 2]: exp(-x^2/(2*v + x/2)) >= exp(-v*((1 + x/v)*log(1 + x/v) "
      "- x/v))",
      "forall x in [-1, 1]: (16*x^5 - 20*x^3 + 5*x)^2 < 1",
      "forall x in [-1, 1]: (35*x^4 - 30*x^2 + 3)/8 > -3/7",
      "forall x in (0, 1]: -x*log(x) < exp(-1)",
      "forall x, y in [0, 3/2]: cos(x + y) >= cos(x)*cos(y)",
      "forall x, y in [-1/100, 3/2]: cos(x - y) >= cos(x)*cos(y)",
      "forall x in [-4, 4], y in [-1/100, 4]: y*(1 + exp(2*x + 2*y) - 2*exp(x + y)) >= 0",
  };
  for (const std::string& text : kFalse) {
    Task task(text);
    EXPECT_FALSE(prove_tight(task.rules, task.goal).has_value()) << text;
  }
}

}  // namespace
}  // namespace rigor
