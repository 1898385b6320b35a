// Statements as mathematicians type them, read into the core language.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "conjecture/formula.hpp"
#include "expression/source_text.hpp"
#include "expression/term.hpp"
#include "number/rational.hpp"
#include "verdict/case.hpp"

namespace rigor {

/// Bytes [begin, end) of the text of a statement.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A variable that the statement quantifies. `value` is a term over the core variables: itself in
/// most cases; lower + (upper - lower) u with u in [0, 1] if the ends are irrational; a number if
/// its range is a finite set that was written out.
struct OriginalVariable {
  std::string name;
  Quantifier quantifier = Quantifier::for_all;
  TermId value = 0;
  TextRange place;
};

/// The P of P => Q, as the node of the formula that is (not P).
struct Premise {
  std::size_t negated = 0;
  TextRange place;
};

/// A statement, desugared; docs/statements.md defines what it means.
struct Statement {
  SourceText source;
  Terms terms;
  ClosedFormula formula;
  /// In the order of the text. Variables that were written out as several numbers are missing.
  std::vector<OriginalVariable> originals;
  std::vector<Premise> premises;
  /// Where terms stand in the text; the term left - right of a relation stands where the relation
  /// does. Terms that only desugaring made have no place.
  std::unordered_map<TermId, TextRange> places;

  /// The names of the core variables, unique.
  std::vector<std::string> names() const;
  std::string_view text(TextRange range) const {
    return source.text().substr(range.begin, range.end - range.begin);
  }
};

/// What a statement may refer to besides what it says itself.
struct StatementContext {
  const Case* data = nullptr;                  ///< of --case
  std::map<std::string, Rational> parameters;  ///< values of free names
};

/// Reads a statement in the language of docs/statements.md. Throws InputError, with the place and
/// what was expected: also for empty ranges and for statements of more than 10^5 terms.
Statement read_statement(const std::string& text, const StatementContext& context = {},
                         const std::string& name = "statement");

}  // namespace rigor
