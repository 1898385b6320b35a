// Statements in the core language.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/box.hpp"
#include "expression/term.hpp"

namespace rigor {

/// Relations of a term to 0. `less` and `at_most` occur in assumptions only.
enum class Relation { greater, at_least, equal, not_equal, less, at_most };

/// ">", ">=", "=", "!=", "<", "<=".
std::string_view spelling(Relation relation);

/// Of a term to 0. True at a point iff the term is defined there and the relation holds.
struct Atom {
  TermId term = 0;
  Relation relation = Relation::at_least;
};

enum class Connective { atom, both, either };  ///< both: and; either: or

/// A node of a formula in negation normal form. Its parts are nodes before it.
struct FormulaNode {
  Connective connective = Connective::atom;
  Atom atom;
  std::vector<std::size_t> parts;
};

enum class Quantifier { for_all, exists };

struct QuantifiedVariable {
  Quantifier quantifier = Quantifier::for_all;
  std::string name;
  Side range;
};

/// A closed formula: quantifiers in their order, and a formula over the variables in that order;
/// the last node is the root.
struct ClosedFormula {
  std::vector<QuantifiedVariable> variables;
  std::vector<FormulaNode> nodes;
};

/// The formula that is true where `formula` is defined (in all of its atoms that matter) and false:
/// quantifiers, connectives and relations are exchanged; every atom remains one that demands its
/// term to be defined. Adds negated terms.
ClosedFormula negation(Terms& terms, const ClosedFormula& formula);

}  // namespace rigor
