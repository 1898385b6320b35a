#include "conjecture/prover.hpp"

#include <algorithm>
#include <limits>
#include <thread>
#include <utility>

#include "conjecture/conditional.hpp"
#include "conjecture/counterexample.hpp"
#include "conjecture/existence.hpp"
#include "conjecture/kink_proof.hpp"
#include "conjecture/prepared_formula.hpp"
#include "conjecture/reason.hpp"
#include "conjecture/rewritings.hpp"
#include "conjecture/search.hpp"
#include "conjecture/squared_roots.hpp"
#include "conjecture/tactician.hpp"
#include "conjecture/witness.hpp"
#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

/// Boxes of the search before points are proposed: what most statements need.
constexpr std::size_t kQuick = 512;
constexpr int kQuickBits = 128;
constexpr int kQuickDepth = 10;
/// Boxes of the search before more effort goes into points and tactics.
constexpr std::size_t kMiddling = 20000;
/// Boxes where nothing is tight.
constexpr std::size_t kAway = 40000;
/// A statement that holds by so little at some point is taken for tight.
constexpr double kClose = 1e-8;
/// Descents in many variables come nearer than this to a point of equality.
constexpr double kFar = 1e-5;
/// Boxes for a statement in other variables.
constexpr std::size_t kRewritten = 5000;

Box ranges_of(const ClosedFormula& formula) {
  Box box;
  for (const QuantifiedVariable& variable : formula.variables) box.push_back(variable.range);
  return box;
}

bool has_quantifier(const ClosedFormula& formula, Quantifier quantifier) {
  return std::any_of(formula.variables.begin(), formula.variables.end(),
                     [&](const auto& variable) { return variable.quantifier == quantifier; });
}

Integer rounded(const Rational& x) {
  return floor_of(x + Rational(1, 2));
}

SearchOptions search_options(const ProverOptions& options) {
  SearchOptions search;
  search.max_boxes = options.max_boxes;
  search.max_bits = options.max_bits;
  search.threads = options.threads > 0
                       ? options.threads
                       : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  search.stop = options.stop;
  return search;
}

/// Settles `forall x: F`, of which `opposite` is the negation, `exists x: not F`.
class Universal {
 public:
  Universal(Terms& terms, const ClosedFormula& formula, const ClosedFormula& opposite,
            const ProverOptions& options)
      : terms_(terms),
        formula_(formula),
        opposite_(opposite),
        options_(options),
        box_(ranges_of(formula)),
        tactician_(terms, box_.size(), options) {}

  /// The proof of one of them, if it is found.
  void run() {
    if (try_to_prove(kQuick, 0) || refute(1) || refute_by_equations()) return;
    if (refute_narrowly() || prove_written_out()) return;
    if (prove_rewritten()) return;
    // Few descents miss the valleys of many variables.
    if (box_.size() > 3 && refute(5)) return;
    if (is_away_from_equality()) {
      // With many variables nothing else leads there.
      const bool is_far = box_.size() > 3 && best_satisfaction_ < -kFar;
      if (try_to_prove(is_far ? options_.max_boxes : kAway, 0)) return;
    }
    proof = tactician_.prove_formula(formula_.nodes, box_);
    if (proof || prove_otherwise()) return;
    if (try_to_prove(kMiddling, 60) || refute(5)) return;
    if (try_to_prove(options_.max_boxes, 400)) return;
    refute(20);
  }

  std::optional<Proof> proof;  ///< of the formula, or of `written_out`
  std::optional<ClosedFormula> written_out;
  std::optional<Proof> refutation;  ///< of the opposite
  SearchResult search;              ///< the last one
  std::size_t boxes = 0;

 private:
  bool is_over() const { return search.stopped || proof || refutation; }

  /// `steps` of tactics at the whole box and where the search is deep; 0: polynomials only.
  bool try_to_prove(std::size_t budget, int steps) {
    SearchOptions options = search_options(options_);
    options.max_boxes = std::min(budget, options_.max_boxes);
    // Where boxes shrink without end, both sides are equal: a case for tactics, soon.
    if (budget == kQuick) {
      options.max_bits = std::min(options.max_bits, kQuickBits);
      options.max_depth = kQuickDepth * (1 + static_cast<int>(box_.size()));
    }
    options.is_refuted = [this](const std::vector<Rational>& point) { return refute_near(point); };
    options.is_positive = [this](const Atom& atom, const Box& box) {
      return tactician_.prove_polynomial(atom, box).has_value();
    };
    options.tactic = [this, steps](const Atom& atom, const Box& box, int depth,
                                   const KnownAtoms* known) -> std::optional<Proof> {
      if (depth == 0) {
        if (auto found = tactician_.prove_polynomial(atom, box)) return found;
      }
      if (steps == 0) return std::nullopt;
      return tactician_.prove(atom, box, depth == 0 ? steps : steps / 5, known);
    };
    if (steps > 0) {
      options.conditional = [this](const MultiplierGuess& guess, const Box& box) {
        return tactician_.prove_by_guess(formula_.nodes, guess, box);
      };
    }
    search = search_formula(terms_, formula_.nodes, box_, options);
    boxes += search.boxes;
    proof = std::move(search.proof);
    return is_over();
  }

  /// By cases of abs, min, max, sign, floor and ceil.
  bool prove_written_out() {
    auto found = prove_by_cases(terms_, formula_, options_);
    if (!found) return false;
    written_out = std::move(found->formula);
    proof = std::move(found->proof);
    return true;
  }

  /// By the points proposed so far: then the search gets there. They say little of polynomials in
  /// many variables.
  bool is_away_from_equality() const {
    if (box_.size() > 3 && is_polynomial()) return false;
    return formula_.nodes.size() == 1 && best_satisfaction_ < -kClose &&
           std::all_of(box_.begin(), box_.end(), [](const Side& side) { return is_bounded(side); });
  }

  bool is_polynomial() const {
    const std::vector<TermId> parts =
        subterms(terms_, std::span(&formula_.nodes.back().atom.term, 1));
    return std::all_of(parts.begin(), parts.end(), [this](TermId id) {
      return terms_[id].op != Op::root && terms_[id].op < Op::exp;
    });
  }

  /// In other variables.
  bool prove_rewritten() {
    NormalForms forms(terms_);
    std::vector<ClosedFormula> found = rewritings(terms_, forms, formula_);
    return std::any_of(found.begin(), found.end(),
                       [this](ClosedFormula& rewriting) { return prove_instead(rewriting); });
  }

  /// Between squares of roots, or with one of two variables relative to the other.
  bool prove_otherwise() {
    NormalForms forms(terms_);
    std::optional<ClosedFormula> found = with_squared_roots(terms_, forms, formula_);
    if (found && prove_instead(*found)) return true;
    found = on_triangles(terms_, formula_);
    return found && prove_instead(*found);
  }

  bool prove_instead(ClosedFormula& rewriting) {
    const ClosedFormula other = negation(terms_, rewriting);
    Universal attempt(terms_, rewriting, other, options_);
    if (!attempt.try_to_prove(kQuick, 0)) {
      attempt.proof = attempt.tactician_.prove_formula(rewriting.nodes, attempt.box_);
      if (!attempt.proof) attempt.try_to_prove(kRewritten, 60);
    }
    boxes += attempt.boxes;
    if (!attempt.proof) return false;
    proof = std::move(attempt.proof);
    written_out = std::move(rewriting);
    return true;
  }

  /// By points that floating point proposes.
  bool refute(double effort) {
    for (const ProposedPoint& proposed : propose_points(terms_, opposite_.nodes, box_, effort)) {
      best_satisfaction_ = std::max(best_satisfaction_, proposed.satisfaction);
      if (!(proposed.satisfaction >= -1e-9)) break;
      if (simplify(proposed.point)) return true;
    }
    return false;
  }

  /// By solutions of equations that the opposite asks for.
  bool refute_by_equations() {
    const bool has_equation =
        std::any_of(opposite_.nodes.begin(), opposite_.nodes.end(), [](const FormulaNode& node) {
          return node.connective == Connective::atom && node.atom.relation == Relation::equal;
        });
    if (has_equation) refutation = prove_existence(terms_, opposite_, search_options(options_), 1);
    return refutation.has_value();
  }

  /// Where a conclusion fails by little next to the border of a hypothesis.
  bool refute_narrowly() {
    for (const auto& point : propose_narrow_violations(terms_, formula_.nodes, box_)) {
      if (simplify(point)) return true;
    }
    return false;
  }

  bool simplify(const std::vector<double>& near) {
    const auto holds = [this](const std::vector<Rational>& point) {
      return prove_at_point(terms_, opposite_.nodes, point, 256).has_value();
    };
    const auto point = simplest_point(near, box_, holds);
    return point && refute_at(*point, options_.max_bits);
  }

  bool refute_at(const std::vector<Rational>& point, int max_bits) {
    std::optional<Proof> found = prove_at_point(terms_, opposite_.nodes, point, max_bits);
    if (!found) return false;
    refutation = choose_values(terms_, point, std::move(*found));
    return true;
  }

  /// By a point of the search, moved into the box if it lies on an open end.
  bool refute_near(std::vector<Rational> point) {
    for (std::size_t v = 0; v < point.size(); ++v) {
      const Side& side = box_[v];
      if (side.integer) point[v] = Rational(rounded(point[v]));
      if (contains(side, point[v])) continue;
      const Rational inner = split_point(side);
      if (side.integer || !contains(side, inner)) return false;
      point[v] += (inner - point[v]) / 1048576;
      if (!contains(side, point[v])) return false;
    }
    if (!refute_at(point, 256)) return false;
    std::vector<double> near;
    near.reserve(point.size());
    for (const Rational& x : point) near.push_back(x.convert_to<double>());
    simplify(near);
    return true;
  }

  Terms& terms_;
  const ClosedFormula& formula_;
  const ClosedFormula& opposite_;
  const ProverOptions& options_;
  Box box_;
  Tactician tactician_;
  /// Of the opposite, at the proposed points.
  double best_satisfaction_ = -std::numeric_limits<double>::infinity();
};

/// Settles a formula with both quantifiers: tries to prove it, and its negation, with more and more
/// effort.
void settle_mixed(Terms& terms, const ClosedFormula& formula, const ClosedFormula& opposite,
                  const ProverOptions& options, ProverResult& result) {
  constexpr int kEfforts = 4;
  const SearchOptions search = search_options(options);
  for (int effort = 1; effort < 1 << kEfforts; effort *= 2) {
    for (const bool is_true : {true, false}) {
      result.proof = prove_existence(terms, is_true ? formula : opposite, search, effort);
      if (!result.proof) continue;
      result.verdict = is_true ? Verdict::verified : Verdict::violated;
      result.proved = is_true ? formula : opposite;
      result.witness = leading_values(terms, result.proved, *result.proof);
      return;
    }
    if (options.stop && options.stop()) break;
  }
  result.reason.obstacle = Obstacle::quantifiers;
}

/// The hypotheses fail everywhere.
bool is_vacuous(Terms& terms, const ClosedFormula& formula, const ProverOptions& options) {
  SearchOptions search;
  search.max_boxes = kQuick;
  search.max_bits = 128;
  for (const std::size_t node : options.failed_hypotheses) {
    const auto end = formula.nodes.begin() + static_cast<std::ptrdiff_t>(node + 1);
    const std::vector<FormulaNode> failed(formula.nodes.begin(), end);
    if (search_formula(terms, failed, ranges_of(formula), search).proof) return true;
  }
  return false;
}

}  // namespace

ProverResult prove(Terms& terms, const ClosedFormula& typed, const ProverOptions& options) {
  ProverResult result;
  const ClosedFormula formula = flattened(typed);
  const ClosedFormula opposite = negation(terms, formula);
  const bool is_existential = has_quantifier(formula, Quantifier::exists);
  if (is_existential && has_quantifier(formula, Quantifier::for_all)) {
    settle_mixed(terms, formula, opposite, options, result);
    return result;
  }
  const ClosedFormula universal = with_sides(terms, is_existential ? opposite : formula);
  const ClosedFormula& existential = is_existential ? formula : opposite;
  Universal attempt(terms, universal, existential, options);
  attempt.run();
  result.boxes = attempt.boxes;
  result.bits = attempt.search.bits;
  result.leaves = attempt.search.leaves;
  if (attempt.proof || attempt.refutation) {
    result.verdict =
        attempt.proof.has_value() != is_existential ? Verdict::verified : Verdict::violated;
    result.proved = attempt.proof ? attempt.written_out.value_or(universal) : existential;
    result.proof = std::move(attempt.proof ? attempt.proof : attempt.refutation);
    result.witness = leading_values(terms, result.proved, *result.proof);
    const auto point = point_of(result.witness);
    if (result.verdict == Verdict::verified) {
      result.vacuous = is_vacuous(terms, formula, options);
    } else if (point && !point->empty()) {
      result.failed = failed_atom(terms, formula, opposite, options.failed_hypotheses, *point);
      if (result.failed) result.margin = enclose_at_point(terms, result.failed->term, *point);
    }
    return result;
  }
  result.reason = find_reason(terms, universal, attempt.search);
  return result;
}

}  // namespace rigor
