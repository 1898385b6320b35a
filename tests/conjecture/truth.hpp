// The truth of a desugared statement at a point, for tests.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/term_program.hpp"
#include "conjecture/statement.hpp"

namespace rigor {

/// At one rational point, in interval arithmetic of 256 bits; nothing where that doesn't tell.
class TruthAt {
 public:
  TruthAt(const Statement& statement, std::vector<Rational> point)
      : statement_(statement), point_(std::move(point)) {}

  std::optional<bool> root() const { return of(statement_.formula.nodes.size() - 1); }

 private:
  std::optional<bool> of(std::size_t index) const {
    const FormulaNode& node = statement_.formula.nodes[index];
    if (node.connective == Connective::atom) return of(node.atom);
    const bool deciding = node.connective == Connective::either;
    bool known = true;
    for (const std::size_t part : node.parts) {
      const std::optional<bool> truth = of(part);
      if (truth == deciding) return deciding;
      known = known && truth.has_value();
    }
    return known ? std::optional<bool>(!deciding) : std::nullopt;
  }

  std::optional<bool> of(const Atom& atom) const {
    const Precision precision{256};
    const TermProgram<BigInterval> program(statement_.terms, std::span(&atom.term, 1),
                                           point_.size(), precision);
    auto work = program.workspace();
    program.evaluate(enclose_point<BigInterval>(point_, precision), work);
    const BigInterval& range = program.root_range(work, 0);
    if (is_empty(range)) return false;
    if (!program.is_defined(work, 0)) return std::nullopt;
    switch (atom.relation) {
      case Relation::greater:
        return truth(certainly(range > 0), certainly(range <= 0));
      case Relation::at_least:
        return truth(certainly(range >= 0), certainly(range < 0));
      case Relation::equal:
        return truth(certainly(range >= 0) && certainly(range <= 0), !contains_zero(range));
      case Relation::not_equal:
        return truth(!contains_zero(range), certainly(range >= 0) && certainly(range <= 0));
      default:
        return std::nullopt;
    }
  }

  static std::optional<bool> truth(bool yes, bool no) {
    return yes ? std::optional(true) : (no ? std::optional(false) : std::nullopt);
  }

  const Statement& statement_;
  std::vector<Rational> point_;
};

/// The core variables at given values of the typed ones that are core variables themselves.
inline std::optional<bool> truth_at(const Statement& statement, std::vector<Rational> point) {
  return TruthAt(statement, std::move(point)).root();
}

}  // namespace rigor
