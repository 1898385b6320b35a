// Terms, formulas and proofs as text for Coq and LaTeX.
#include <gtest/gtest.h>

#include "report/coq.hpp"
#include "report/latex_proof.hpp"
#include "report/latex_terms.hpp"

namespace rigor {
namespace {

const std::vector<std::string> kNames = {"x", "sigma", "y12"};

struct Example {
  Terms terms;
  TermId x = terms.variable(0);
  TermId s = terms.variable(1);
  TermId y = terms.variable(2);
  TermId number(long p, long q = 1) { return terms.number(Rational(p, q)); }
  std::string coq(TermId term, CoqStyle style = CoqStyle::plain) {
    return coq_term(terms, term, kNames, style);
  }
  std::string latex(TermId term) { return latex_term(terms, term, kNames); }
};

TEST(CoqTerms, BracketsKeepTheMeaning) {
  Example e;
  EXPECT_EQ(e.coq(e.terms.subtract(e.x, e.terms.subtract(e.s, e.y))), "x - (sigma - y12)");
  EXPECT_EQ(e.coq(e.terms.divide(e.x, e.terms.multiply(e.s, e.y))), "x / (sigma * y12)");
  EXPECT_EQ(e.coq(e.terms.negate(e.terms.power(e.x, 2))), "- x ^ 2");
  EXPECT_EQ(e.coq(e.terms.power(e.terms.negate(e.x), 2)), "(- x) ^ 2");
  EXPECT_EQ(e.coq(e.terms.power(e.terms.power(e.x, 2), 3)), "(x ^ 2) ^ 3");
  EXPECT_EQ(e.coq(e.terms.power(e.terms.apply(Op::exp, e.x), 2)), "exp x ^ 2");
  EXPECT_EQ(e.coq(e.terms.multiply(e.number(-1, 2), e.x)), "(-1 / 2) * x");
  EXPECT_EQ(e.coq(e.terms.apply(Op::min, e.x, e.terms.add(e.x, e.s))), "Rmin x (x + sigma)");
  EXPECT_EQ(e.coq(e.terms.root(e.x, 4)), "sqrt (sqrt x)");
}

TEST(CoqTerms, BasicFunctions) {
  Example e;
  EXPECT_EQ(e.coq(e.terms.apply(Op::tanh, e.x)), "tanh x");
  EXPECT_EQ(e.coq(e.terms.power(e.terms.apply(Op::tanh, e.x), 2), CoqStyle::basic),
            "(1 - 2 / (exp (2 * x) + 1)) ^ 2");
  EXPECT_EQ(e.coq(e.terms.apply(Op::acos, e.x), CoqStyle::basic),
            "PI / 2 - atan (x / sqrt (1 - x ^ 2))");
  EXPECT_EQ(e.coq(e.terms.apply(Op::erfc, e.x), CoqStyle::basic), "1 - erf x");
  for (const Op op : {Op::floor, Op::ceil, Op::sign}) {
    EXPECT_THROW(e.coq(e.terms.apply(op, e.x)), CoqRefusal);
  }
  EXPECT_THROW(e.coq(e.terms.root(e.x, 3)), CoqRefusal);
}

TEST(CoqTerms, NamesAreNewWords) {
  std::vector<QuantifiedVariable> variables(5);
  variables[0].name = "x";
  variables[1].name = "x";
  variables[2].name = "exp";
  variables[3].name = "σ";
  variables[4].name = "N";
  const std::vector<std::string> names = coq_names(variables);
  EXPECT_EQ(names, (std::vector<std::string>{"x", "x_", "exp_", "x4", "x5"}));
}

TEST(LatexTerms, ReadAsMathematics) {
  Example e;
  EXPECT_EQ(e.latex(e.terms.divide(e.x, e.terms.add(e.s, e.number(1)))), "\\frac{x}{\\sigma  + 1}");
  EXPECT_EQ(e.latex(e.terms.multiply(e.number(2), e.number(3, 2))), "3");
  EXPECT_EQ(e.latex(e.terms.multiply(e.x, e.terms.subtract(e.y, e.x))),
            "x\\, \\left(y_{12} - x\\right)");
  EXPECT_EQ(e.latex(e.terms.power(e.terms.apply(Op::sin, e.x), 2)), "\\sin^{2}\\left(x\\right)");
  EXPECT_EQ(e.latex(e.terms.subtract(e.x, e.terms.negate(e.y))), "x - \\left(-y_{12}\\right)");
  EXPECT_EQ(latex_number(Rational(-1, 3)), "-\\frac{1}{3}");
  EXPECT_EQ(latex_atom(e.terms, {e.terms.subtract(e.y, e.x), Relation::greater}, kNames),
            "x < y_{12}");
}

// forall x in (0, 1]: x exp(x) > 0, by `interval`.
Certificate certificate() {
  Certificate made;
  Side side;
  side.lower = Rational(0);
  side.lower_open = true;
  side.upper = Rational(1);
  made.statement = "forall x in (0, 1]: x*exp(x) > 0";
  made.formula.variables = {{Quantifier::for_all, "x", side}};
  const TermId x = made.terms.variable(0);
  const Atom atom{made.terms.multiply(x, made.terms.apply(Op::exp, x)), Relation::greater};
  made.formula.nodes = {{Connective::atom, atom, {}}};
  made.proof.rule = Rule::atoms;
  made.proof.atoms = {{atom, std::nullopt}};
  made.proof.children.resize(1);
  return made;
}

TEST(ProofText, OfALeaf) {
  const std::string coq = to_coq(certificate());
  EXPECT_NE(coq.find("Theorem statement : forall x : R, 0 < x <= 1 -> 0 < x * exp x.\n"),
            std::string::npos);
  EXPECT_TRUE(coq.ends_with("Qed.\n"));
  const std::string latex = to_latex_proof(certificate());
  EXPECT_NE(latex.find("f_{1} = x\\, e^{x}"), std::string::npos);
  EXPECT_NE(latex.find("natural interval extension"), std::string::npos);
  EXPECT_NE(latex.find("and 0 is no value"), std::string::npos);
  EXPECT_TRUE(latex.ends_with("\\end{document}\n"));
}

// At an open end a term that rises may be 0, so the text says no more there.
TEST(ProofText, OfAFaceAtAnOpenEnd) {
  Certificate made = certificate();
  Proof& face = made.proof.children[0];
  Proof leaf = face;
  face.rule = Rule::face;
  face.end = End::lower;
  face.children = {leaf};
  const std::string latex = to_latex_proof(made);
  EXPECT_NE(latex.find("rises in $x$, and it suffices that $f_{1} \\ge 0$ at the lower"),
            std::string::npos);
  EXPECT_NE(
      latex.find("over $x = 0$ is contained in $0{}^{\\downarrow\\uparrow}$, so $f_{1} \\ge 0"),
      std::string::npos);
}

TEST(ProofText, RefusalsNameTheRule) {
  Certificate limit = certificate();
  limit.proof.children[0].rule = Rule::limit;
  try {
    to_coq(limit);
    FAIL() << "no refusal";
  } catch (const CoqRefusal& refusal) {
    EXPECT_NE(std::string(refusal.what()).find("rule limit"), std::string::npos);
  }
}

}  // namespace
}  // namespace rigor
