// Values and formulas while a statement is desugared.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "conjecture/formula.hpp"
#include "expression/term.hpp"

namespace rigor {

/// Formulas in negation normal form, each stored once. A conjunction without parts is true, a
/// disjunction without parts is false.
class Formulas {
 public:
  std::size_t atom(TermId term, Relation relation) {
    return intern({Connective::atom, {term, relation}, {}});
  }
  /// Of one part: the part.
  std::size_t join(Connective connective, std::vector<std::size_t> parts);
  std::size_t always() { return intern({Connective::both, {}, {}}); }
  std::size_t never() { return intern({Connective::either, {}, {}}); }

  const FormulaNode& operator[](std::size_t node) const { return nodes_[node]; }
  std::size_t size() const { return nodes_.size(); }

  /// The truth of a formula about numbers, where it takes comparing rationals only.
  std::optional<bool> decided(const Terms& terms, std::size_t node) const;

  /// True where all terms of the formula are defined and it isn't true. Adds negated terms.
  std::size_t negated(Terms& terms, std::size_t node);

  /// True where the formula is, and undefined elsewhere: neither it nor its negation is true there.
  /// It says 0/t = 0 for t != 0, 0 log t = 0 for t > 0, and so on. Adds terms.
  std::size_t demanded(Terms& terms, std::size_t node);

  /// The formula with every term replaced.
  std::size_t replace(std::size_t node, const std::function<TermId(TermId)>& by);
  /// With > for >=, and a contradiction for =, in the atoms of the terms that `moves` tells, and a
  /// contradiction for every atom of such a term that may jump or be defined on one side only
  /// (floor, ceil, sign, root, asin, acos): what then holds at a point holds near it.
  std::size_t interior(const Terms& terms, std::size_t node,
                       const std::function<bool(TermId)>& moves);

 private:
  std::size_t intern(FormulaNode node);

  std::vector<FormulaNode> nodes_;
  std::map<std::tuple<Connective, TermId, Relation, std::vector<std::size_t>>, std::size_t> places_;
};

/// Which branches of which choices a value supposes, in the order of the choices.
using Path = std::vector<std::pair<std::size_t, std::size_t>>;

/// A term, as the value where the conditions of the path hold.
struct Alternative {
  Path path;
  TermId term = 0;
};

/// The value of a term with case distinctions: the conditions of different alternatives exclude
/// each other; where none of them holds the value is undefined.
using Alternatives = std::vector<Alternative>;

/// The case distinctions of a statement.
class Choices {
 public:
  Choices(Terms& terms, Formulas& formulas) : terms_(terms), formulas_(formulas) {}

  /// A choice of branches, whose conditions exclude each other. `complete`: where one of them
  /// holds, if that isn't everywhere.
  std::size_t choice(const std::vector<std::size_t>& conditions,
                     std::optional<std::size_t> complete);
  /// That the value is wanted only where the condition holds.
  Alternatives guarded(const Alternatives& values, std::size_t condition);

  /// f of every combination of the operands' alternatives that can be.
  Alternatives combine(std::span<const Alternatives> operands,
                       const std::function<TermId(std::span<const TermId>)>& f) const;
  /// That f holds of the value: "each condition fails, or f of the value there", and some condition
  /// holds, see `demanded`. Its negation is true where a condition holds and f of the value there
  /// fails; neither is true where the value is undefined. (In this form a prover may suppose a
  /// condition where it proves f.)
  std::size_t formula(const Alternatives& values, const std::function<std::size_t(TermId)>& f);
  /// With every term replaced, those of the conditions too.
  Alternatives replace(const Alternatives& values, const std::function<TermId(TermId)>& by);
  /// The values in the interior of their cases: see Formulas.
  Alternatives interior(const Alternatives& values, const std::function<bool(TermId)>& moves);

 private:
  Alternatives mapped(const Alternatives& values,
                      const std::function<std::size_t(std::size_t)>& condition,
                      const std::function<TermId(TermId)>& by, bool stays_complete);

  using Choice = std::pair<std::vector<std::size_t>, std::optional<std::size_t>>;

  Terms& terms_;
  Formulas& formulas_;
  std::vector<Choice> choices_;
  std::map<Choice, std::size_t> places_;
};

/// Too many case distinctions at once.
struct TooManyAlternatives {};

/// Both paths, or nothing if they suppose different branches of one choice.
std::optional<Path> merged(const Path& x, const Path& y);

}  // namespace rigor
