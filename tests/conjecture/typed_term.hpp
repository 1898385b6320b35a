// Terms for tests, written with operators.
#pragma once

#include "conjecture/formula.hpp"
#include "conjecture/proof.hpp"

namespace rigor::testing {

struct E {
  Terms* terms;
  TermId id;

  friend E operator+(E a, E b) { return {a.terms, a.terms->add(a.id, b.id)}; }
  friend E operator-(E a, E b) { return {a.terms, a.terms->subtract(a.id, b.id)}; }
  friend E operator*(E a, E b) { return {a.terms, a.terms->multiply(a.id, b.id)}; }
  friend E operator/(E a, E b) { return {a.terms, a.terms->divide(a.id, b.id)}; }
  friend E operator-(E a) { return {a.terms, a.terms->negate(a.id)}; }
  friend E operator+(E a, const Rational& b) { return a + a.number(b); }
  friend E operator-(E a, const Rational& b) { return a - a.number(b); }
  friend E operator*(E a, const Rational& b) { return a * a.number(b); }
  friend E operator/(E a, const Rational& b) { return a / a.number(b); }
  friend E operator+(const Rational& a, E b) { return b.number(a) + b; }
  friend E operator-(const Rational& a, E b) { return b.number(a) - b; }
  friend E operator*(const Rational& a, E b) { return b.number(a) * b; }
  friend E operator/(const Rational& a, E b) { return b.number(a) / b; }

  E number(const Rational& value) const { return {terms, terms->number(value)}; }
  E pow(std::size_t n) const { return {terms, terms->power(id, n)}; }
  E root(std::size_t n) const { return {terms, terms->root(id, n)}; }
  E of(Op op) const { return {terms, terms->apply(op, id)}; }
};

inline Side closed(const Rational& lower, const Rational& upper) {
  return {lower, upper};
}

/// Formulas, node by node.
class FormulaBuilder {
 public:
  explicit FormulaBuilder(Terms& terms) : terms_(terms) {}

  E variable(const Side& range, Quantifier quantifier = Quantifier::for_all) {
    formula.variables.push_back(
        {quantifier, "x" + std::to_string(formula.variables.size()), range});
    return {&terms_, terms_.variable(formula.variables.size() - 1)};
  }
  std::size_t atom(E term, Relation relation) {
    formula.nodes.push_back({Connective::atom, {term.id, relation}, {}});
    return formula.nodes.size() - 1;
  }
  std::size_t both(std::vector<std::size_t> parts) {
    formula.nodes.push_back({Connective::both, {}, std::move(parts)});
    return formula.nodes.size() - 1;
  }
  std::size_t either(std::vector<std::size_t> parts) {
    formula.nodes.push_back({Connective::either, {}, std::move(parts)});
    return formula.nodes.size() - 1;
  }

  ClosedFormula formula;

 private:
  Terms& terms_;
};

}  // namespace rigor::testing
