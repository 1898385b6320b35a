#include "conjecture/kink_proof.hpp"

#include <gtest/gtest.h>

#include "conjecture/atom_rules.hpp"
#include "conjecture/following.hpp"
#include "conjecture/statement.hpp"

namespace rigor {
namespace {

/// Splits and nodes `atoms`, each with all of their conditions.
bool is_proof(Terms& terms, AtomRules& rules, const std::vector<FormulaNode>& nodes,
              const Proof& proof, const Box& box) {
  if (proof.rule == Rule::empty) return is_empty(box);
  if (proof.rule == Rule::split) {
    const auto [below, above] = split(box[proof.variable], proof.at, proof.owner);
    Box left = box;
    Box right = box;
    left[proof.variable] = below;
    right[proof.variable] = above;
    return is_proof(terms, rules, nodes, proof.children.at(0), left) &&
           is_proof(terms, rules, nodes, proof.children.at(1), right);
  }
  if (proof.rule != Rule::atoms) return false;
  std::vector<Atom> known;
  for (std::size_t i = 0; i < proof.atoms.size(); ++i) {
    rules.set_known(known, box);
    if (!rules.proves(proof.children[i], {proof.atoms[i].atom, box, proof.atoms[i].given})) {
      return false;
    }
    if (!proof.atoms[i].given) known.push_back(proof.atoms[i].atom);
  }
  const Following following(terms, nodes);
  const auto shown = [&](const Atom& atom) { return rules.shown(atom, box); };
  return following.holds(nodes.size() - 1, proof.atoms, shown);
}

bool is_proved(const std::string& text) {
  Statement statement = read_statement(text);
  ProverOptions options;
  options.threads = 1;
  const auto found = prove_by_cases(statement.terms, statement.formula, options);
  if (!found) return false;
  Box box;
  for (const QuantifiedVariable& variable : found->formula.variables) {
    box.push_back(variable.range);
  }
  NormalForms forms(statement.terms);
  AtomRules rules(statement.terms, forms, box.size());
  EXPECT_TRUE(is_proof(statement.terms, rules, found->formula.nodes, found->proof, box)) << text;
  return true;
}

TEST(KinkProof, TightStatements) {
  for (const char* text : {
           "forall x in [-5, 5]: x*sign(x) = abs(x)",
           "forall x, y in [-3, 3]: abs(x + y) <= abs(x) + abs(y)",
           "forall x, y in R: abs(abs(x) - abs(y)) <= abs(x - y)",
           "forall x, y in [-5, 5]: max(x, y) = (x + y + abs(x - y))/2",
           "forall x, y in [-2, 2]: abs(tanh(x) - tanh(y)) <= abs(x - y)",
           "forall x, y in [-4, 4]: log(exp(x) + exp(y)) <= max(x, y) + log(2)",
           "forall a, b, c, d in [-2, 2]: "
           "abs(max(a, b) - max(c, d)) <= max(abs(a - c), abs(b - d))",
           "forall x in [-3, 3]: piecewise(abs(x) <= 1, x^2/2, abs(x) - 1/2) <= x^2/2",
           "forall x in [-3, 3], c in [0, 5]: max(c*x, 0) = c*max(x, 0)",
           "forall x in R: floor(x) <= x and x - floor(x) < 1",
           "forall x in [-10, 10]: abs(x - floor(x) - 1/2) <= 1/2",
           "forall x in [0, 10]: floor(x)^2 <= x^2",
       }) {
    EXPECT_TRUE(is_proved(text)) << text;
  }
}

TEST(KinkProof, FalseTwinsAreNotProved) {
  for (const char* text : {
           "forall x in [-5, 5]: sign(x)^2 = 1",
           "forall x, y in [-3, 3]: abs(x + y) < abs(x) + abs(y)",
           "forall x, y in [-5, 5]: max(x, y) = (x + y - abs(x - y))/2",
           "forall x, y in [-4, 4]: log(exp(x) + exp(y)) <= max(x, y) + 0.6931",
           "forall a, b, c, d in [-2, 2]: "
           "abs(max(a, b) - max(c, d)) < max(abs(a - c), abs(b - d))",
           "forall x in [-3, 3]: piecewise(abs(x) <= 1, x^2/2, abs(x) - 1/2) < x^2/2",
           "forall x in [-3, 3], c in [-1, 5]: max(c*x, 0) = c*max(x, 0)",
           "forall x in R: floor(x) < x",
           "forall x in R: ceil(x) = floor(x) + 1",
           "forall x in [-10, 10]: abs(x - floor(x) - 1/2) < 1/2",
           "forall x in [-1, 1]: max(x, sqrt(x)) <= 1",
       }) {
    EXPECT_FALSE(is_proved(text)) << text;
  }
}

}  // namespace
}  // namespace rigor
