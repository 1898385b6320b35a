#include "conjecture/kink_proof.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/seeded_random.hpp"
#include "conjecture/affine.hpp"
#include "conjecture/goal_split.hpp"
#include "conjecture/guessed_term.hpp"
#include "conjecture/kink_clauses.hpp"
#include "conjecture/tactician.hpp"

namespace rigor {
namespace {

constexpr int kMostCells = 64;
constexpr int kSamples = 240;
constexpr int kSteps = 60;
constexpr int kManySteps = 300;
constexpr std::size_t kSearchBoxes = 1500;
constexpr int kSearchBits = 128;

bool is_order(Relation relation) {
  return relation == Relation::greater || relation == Relation::at_least;
}

Relation denied(Relation relation) {
  switch (relation) {
    case Relation::greater:
      return Relation::at_most;
    case Relation::at_least:
      return Relation::less;
    case Relation::equal:
      return Relation::not_equal;
    default:
      return Relation::equal;
  }
}

/// Whether an atom seems to hold at sample points.
enum class Guess : char { no, unclear, yes };

Guess guess_of(const GuessedValue& value, Relation relation) {
  if (std::isnan(value.value)) return Guess::unclear;
  const bool is_positive = value.seems_positive();
  const bool is_negative = value.seems_negative();
  if (is_order(relation)) {
    return is_positive ? Guess::yes : (is_negative ? Guess::no : Guess::unclear);
  }
  if (!is_positive && !is_negative) return Guess::unclear;
  return relation == Relation::equal ? Guess::no : Guess::yes;
}

class CaseProver {
 public:
  CaseProver(Terms& terms, const ClosedFormula& formula,
             const std::vector<std::vector<Atom>>& clauses, const ProverOptions& options, int steps)
      : terms_(terms),
        formula_(formula),
        clauses_(clauses),
        options_(options),
        steps_(steps),
        tactician_(terms, formula.variables.size(), options),
        following_(terms, formula.nodes) {
    for (const auto& clause : clauses) {
      if (clause.size() < 2) continue;
      for (const Atom& atom : clause) {
        auto form = affine_form(terms, atom.term);
        if (form) {
          conditions_.emplace_back(atom, *std::move(form));
        } else {
          products_.push_back(atom.term);
        }
      }
    }
  }

  std::optional<Proof> prove(const Box& box) {
    if (is_empty(box)) {
      Proof empty;
      empty.rule = Rule::empty;
      return empty;
    }
    if (const auto cut = cut_of(box)) return prove_parts(box, *cut);
    if (auto proof = prove_cell(box)) return proof;
    if (const auto cut = end_of(box)) return prove_parts(box, *cut);
    return search(box);
  }

 private:
  std::optional<Proof> prove_parts(const Box& box, const Breakpoint& cut) {
    if (++cells_ > kMostCells) return std::nullopt;
    Proof node;
    node.rule = Rule::split;
    node.variable = cut.variable;
    node.at = cut.at;
    node.owner = cut.owner;
    const auto [below, above] = split(box[cut.variable], cut.at, cut.owner);
    for (const Side& side : {below, above}) {
      Box part = box;
      part[cut.variable] = side;
      auto proof = prove(part);
      if (!proof) return std::nullopt;
      node.children.push_back(std::move(*proof));
    }
    return node;
  }

  /// A closed end of a variable at which a condition becomes 0 whatever the other variables are.
  std::optional<Breakpoint> end_of(const Box& box) {
    for (std::size_t v = 0; v < box.size(); ++v) {
      const Side& side = box[v];
      if (side.integer || is_thin(side)) continue;
      for (const auto& [end, owner] :
           {std::pair(side.lower, Owner::left), std::pair(side.upper, Owner::right)}) {
        const bool is_open = owner == Owner::left ? side.lower_open : side.upper_open;
        if (!end || is_open || !vanishes_at(v, *end)) continue;
        return Breakpoint{v, *end, owner};
      }
    }
    return std::nullopt;
  }

  bool vanishes_at(std::size_t v, const Rational& value) {
    const TermId number = terms_.number(value);
    try {
      return std::any_of(products_.begin(), products_.end(), [&](TermId term) {
        return depends_on(terms_, term, v) &&
               tactician_.rules().forms().is_zero(substitute(terms_, term, v, number));
      });
    } catch (const NormalFormLimit&) {
      return false;
    }
  }

  /// Where a condition on one variable changes inside of the box.
  std::optional<Breakpoint> cut_of(const Box& box) const {
    for (const auto& [atom, form] : conditions_) {
      if (decide_affine(form, atom.relation, box) != Truth::unsettled) continue;
      auto point = breakpoint_of(form, atom.relation);
      if (!point) continue;
      const Side& side = box[point->variable];
      if (side.integer || is_thin(side) || !contains(side, point->at)) continue;
      if (side.lower == point->at) point->owner = Owner::left;
      if (side.upper == point->at) point->owner = Owner::right;
      return point;
    }
    return std::nullopt;
  }

  std::optional<Proof> prove_cell(const Box& box) {
    if (options_.stop && options_.stop()) return std::nullopt;
    Proof node;
    node.rule = Rule::atoms;
    const bool all = std::all_of(clauses_.begin(), clauses_.end(), [&](const auto& clause) {
      return prove_clause(clause, box, node);
    });
    const auto shown = [&](const Atom& atom) { return tactician_.rules().shown(atom, box); };
    if (all && following_.holds(formula_.nodes.size() - 1, node.atoms, shown)) return node;
    return std::nullopt;
  }

  std::optional<Proof> search(const Box& box) {
    SearchOptions search;
    search.max_boxes = kSearchBoxes;
    search.max_bits = kSearchBits;
    search.max_depth = 10 * (1 + static_cast<int>(box.size()));
    search.stop = options_.stop;
    search.is_refuted = [](const std::vector<Rational>&) { return true; };
    search.tactic = [this](const Atom& atom, const Box& part, int depth, const KnownAtoms* known) {
      return tactician_.prove(atom, part, depth == 0 ? steps_ : steps_ / 5, known);
    };
    return search_formula(terms_, formula_.nodes, box, search).proof;
  }

  bool prove_clause(const std::vector<Atom>& clause, const Box& box, Proof& node) {
    if (std::any_of(clause.begin(), clause.end(), [&](const Atom& atom) {
          return is_proved(atom, {}, node) || prove_simply(atom, box, node);
        })) {
      return true;
    }
    const auto guesses = guesses_of(clause, box);
    const std::size_t count = clause.size();
    // The conclusion stands last.
    for (std::size_t i = count; i-- > 0;) {
      if (clause[i].relation == Relation::not_equal) continue;
      const auto holds = [&](const std::vector<Guess>& at) { return at[i] != Guess::no; };
      if (std::all_of(guesses.begin(), guesses.end(), holds) &&
          prove_atom(clause[i], {}, box, node)) {
        return true;
      }
      for (std::size_t j = count; j-- > 0;) {
        if (j == i || clause[j].relation == Relation::equal) continue;
        const bool follows = std::all_of(
            guesses.begin(), guesses.end(),
            [&](const std::vector<Guess>& at) { return at[j] != Guess::no || at[i] != Guess::no; });
        const Atom given{clause[j].term, denied(clause[j].relation)};
        if (follows && prove_atom(clause[i], given, box, node)) return true;
      }
    }
    return false;
  }

  /// What the atoms of the clause seem to be at points of the box.
  std::vector<std::vector<Guess>> guesses_of(const std::vector<Atom>& clause,
                                             const Box& box) const {
    std::vector<GuessedTerm> terms;
    for (const Atom& atom : clause) terms.emplace_back(terms_, atom.term);
    std::vector<std::vector<Guess>> result;
    SeededRandom random(91);
    std::vector<std::vector<double>> values;
    for (const Side& side : box) values.push_back(sample_side(side, 17));
    std::vector<double> x(box.size());
    for (int k = 0; k < kSamples; ++k) {
      for (std::size_t v = 0; v < box.size(); ++v) {
        if (values[v].empty()) return {};
        const auto last = static_cast<double>(values[v].size() - 1);
        const double place = random.uniform() * last;
        const auto low = static_cast<std::size_t>(place);
        const std::size_t high = std::min(low + 1, values[v].size() - 1);
        const double part = k % 2 == 0 || box[v].integer ? 0 : place - static_cast<double>(low);
        x[v] = values[v][low] * (1 - part) + values[v][high] * part;
      }
      result.emplace_back();
      for (std::size_t i = 0; i < clause.size(); ++i) {
        result.back().push_back(guess_of(terms[i].at(x), clause[i].relation));
      }
    }
    return result;
  }

  bool is_proved(const Atom& atom, const std::optional<Atom>& given, const Proof& node) const {
    return std::any_of(node.atoms.begin(), node.atoms.end(), [&](const ProvedAtom& proved) {
      if (!implies(terms_, proved.atom, atom)) return false;
      return !proved.given || (given && implies(terms_, *given, *proved.given));
    });
  }

  /// By its range, or as an affine term.
  bool prove_simply(const Atom& atom, const Box& box, Proof& node) {
    Proof leaf;
    if (tactician_.rules().shown(atom, box)) {
      leaf.bits = 128;
    } else {
      const auto form = affine_form(terms_, atom.term);
      if (!form || !is_order(atom.relation)) return false;
      if (decide_affine(*form, atom.relation, box) != Truth::yes) return false;
      leaf.rule = Rule::positive;
    }
    node.atoms.push_back({atom, {}});
    node.children.push_back(std::move(leaf));
    return true;
  }

  /// The guards of its term first.
  bool prove_atom(const Atom& atom, const std::optional<Atom>& given, const Box& box, Proof& node) {
    for (const Atom& guard : guards_of(terms_, std::span(&atom.term, 1))) {
      if (tactician_.rules().shown(guard, box) || is_proved(guard, given, node)) continue;
      if (!is_order(guard.relation)) return false;
      if (!prove_unguarded(guard, {}, box, node) &&
          !(given && prove_unguarded(guard, given, box, node))) {
        return false;
      }
    }
    return is_proved(atom, given, node) || prove_unguarded(atom, given, box, node);
  }

  bool prove_unguarded(const Atom& atom, const std::optional<Atom>& given, const Box& box,
                       Proof& node) {
    if (given && implies(terms_, *given, atom)) return true;
    KnownAtoms known;
    known.box = box;
    for (const ProvedAtom& proved : node.atoms) {
      if (!proved.given) known.atoms.push_back(proved.atom);
    }
    auto proof = tactician_.prove_goal({atom, box, given}, steps_, known);
    if (!proof) return false;
    node.atoms.push_back({atom, given});
    node.children.push_back(std::move(*proof));
    return true;
  }

  Terms& terms_;
  const ClosedFormula& formula_;
  const std::vector<std::vector<Atom>>& clauses_;
  const ProverOptions& options_;
  int steps_;
  Tactician tactician_;
  Following following_;
  std::vector<std::pair<Atom, AffineForm>> conditions_;
  std::vector<TermId> products_;  ///< and other terms of conditions that aren't affine
  int cells_ = 0;
};

}  // namespace

std::optional<ProofByCases> prove_by_cases(Terms& terms, const ClosedFormula& formula,
                                           const ProverOptions& options) {
  for (const int steps : {kSteps, kManySteps}) {
    for (const Differences differences : {Differences::written_out, Differences::kept}) {
      if (steps == kManySteps && differences == Differences::kept) continue;
      const auto clauses = write_out_kinks(terms, formula, differences);
      if (!clauses) return std::nullopt;
      ProofByCases result;
      result.formula = formula_of(*clauses);
      Box box;
      for (const QuantifiedVariable& variable : result.formula.variables) {
        box.push_back(variable.range);
      }
      auto proof = CaseProver(terms, result.formula, clauses->clauses, options, steps).prove(box);
      if (!proof) continue;
      result.proof = std::move(*proof);
      return result;
    }
  }
  return std::nullopt;
}

}  // namespace rigor
