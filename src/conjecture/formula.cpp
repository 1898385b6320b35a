#include "conjecture/formula.hpp"

#include <array>

namespace rigor {
namespace {

Atom negated(Terms& terms, const Atom& atom) {
  switch (atom.relation) {
    case Relation::greater:
      return {terms.negate(atom.term), Relation::at_least};
    case Relation::at_least:
      return {terms.negate(atom.term), Relation::greater};
    case Relation::equal:
      return {atom.term, Relation::not_equal};
    case Relation::not_equal:
      return {atom.term, Relation::equal};
    case Relation::less:
      return {atom.term, Relation::at_least};
    case Relation::at_most:
      return {atom.term, Relation::greater};
  }
  return atom;
}

Connective dual(Connective connective) {
  switch (connective) {
    case Connective::both:
      return Connective::either;
    case Connective::either:
      return Connective::both;
    default:
      return Connective::atom;
  }
}

}  // namespace

std::string_view spelling(Relation relation) {
  constexpr std::array<std::string_view, 6> kSpellings = {">", ">=", "=", "!=", "<", "<="};
  return kSpellings.at(static_cast<std::size_t>(relation));
}

ClosedFormula negation(Terms& terms, const ClosedFormula& formula) {
  ClosedFormula result = formula;
  for (QuantifiedVariable& variable : result.variables) {
    variable.quantifier =
        variable.quantifier == Quantifier::for_all ? Quantifier::exists : Quantifier::for_all;
  }
  for (FormulaNode& node : result.nodes) {
    if (node.connective == Connective::atom) node.atom = negated(terms, node.atom);
    node.connective = dual(node.connective);
  }
  return result;
}

}  // namespace rigor
