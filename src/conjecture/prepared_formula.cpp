#include "conjecture/prepared_formula.hpp"

#include <algorithm>
#include <utility>

namespace rigor {

ClosedFormula flattened(ClosedFormula formula) {
  for (QuantifiedVariable& variable : formula.variables) {
    if (variable.range.integer) variable.range = at_integers(variable.range);
  }
  for (FormulaNode& node : formula.nodes) {
    if (node.connective == Connective::atom) continue;
    std::vector<std::size_t> parts;
    for (const std::size_t part : node.parts) {
      const FormulaNode& inner = formula.nodes[part];
      if (inner.connective == node.connective) {
        parts.insert(parts.end(), inner.parts.begin(), inner.parts.end());
      } else {
        parts.push_back(part);
      }
    }
    node.parts = std::move(parts);
  }
  return formula;
}

ClosedFormula with_sides(Terms& terms, ClosedFormula formula) {
  const FormulaNode root = formula.nodes.back();
  const std::vector<std::size_t> clauses = root.connective == Connective::both
                                               ? root.parts
                                               : std::vector<std::size_t>{formula.nodes.size() - 1};
  FormulaNode result{Connective::both, {}, {}};
  for (const std::size_t clause : clauses) {
    const FormulaNode disjunction = formula.nodes[clause];
    const auto equation =
        std::find_if(disjunction.parts.begin(), disjunction.parts.end(), [&](std::size_t part) {
          const FormulaNode& node = formula.nodes[part];
          return node.connective == Connective::atom && node.atom.relation == Relation::equal &&
                 variables_of(terms, node.atom.term).size() > 1;
        });
    if (disjunction.connective != Connective::either || equation == disjunction.parts.end()) {
      result.parts.push_back(clause);
      continue;
    }
    const TermId t = formula.nodes[*equation].atom.term;
    for (const TermId side : {t, terms.negate(t)}) {
      formula.nodes.push_back({Connective::atom, {side, Relation::at_least}, {}});
      FormulaNode half = disjunction;
      half.parts[static_cast<std::size_t>(equation - disjunction.parts.begin())] =
          formula.nodes.size() - 1;
      formula.nodes.push_back(std::move(half));
      result.parts.push_back(formula.nodes.size() - 1);
    }
  }
  if (result.parts.size() > clauses.size()) formula.nodes.push_back(std::move(result));
  return formula;
}

}  // namespace rigor
