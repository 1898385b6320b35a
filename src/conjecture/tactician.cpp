#include "conjecture/tactician.hpp"

#include <algorithm>

#include "conjecture/conditional.hpp"
#include "conjecture/difference_quotients.hpp"
#include "conjecture/direct_proof.hpp"

namespace rigor {
namespace {

/// Boxes of a search that a tactic asks for.
constexpr std::size_t kForTactics = 200;
constexpr std::size_t kForConditions = 3000;
/// Boxes of all fruitless searches of an attempt, beyond kForTactics each.
constexpr std::size_t kForAttempt = 12000;
/// Boxes of a search for T - l W with a guessed l.
constexpr std::size_t kForGuesses = 24;
/// Boxes, and halvings of each side, of a search with the rule zero.
constexpr std::size_t kForCovers = 1500;
constexpr int kCoverDepth = 12;
/// Goals that all tactics for a statement may look at.
constexpr int kMostSteps = 3000;

/// Thrown out of a tactic when the outer limit is reached.
struct Interrupted {};

}  // namespace

std::optional<Proof> Tactician::prove_polynomial(const Atom& atom, const Box& box) {
  const Goal goal{atom, box, {}};
  if (!prove_positive(terms_, forms_, goal)) return std::nullopt;
  Proof proof;
  proof.rule = Rule::positive;
  return proof;
}

std::optional<Proof> Tactician::prove(const Atom& atom, const Box& box, int steps,
                                      const KnownAtoms* known) {
  if (spent_ >= kMostSteps) return std::nullopt;
  rules_.set_known(known != nullptr ? known->atoms : std::vector<Atom>(),
                   known != nullptr ? known->box : box);
  try {
    return prove_tight(rules_, {atom, box, {}}, tactic_options(steps, kForTactics));
  } catch (const Interrupted&) {
    return std::nullopt;
  }
}

std::optional<Proof> Tactician::prove_goal(const Goal& goal, int steps, const KnownAtoms& known) {
  if (spent_ >= kMostSteps) return std::nullopt;
  rules_.set_known(known.atoms, known.box);
  try {
    const TacticOptions options = tactic_options(steps, kForTactics);
    return goal.given ? prove_where_given(rules_, goal, options)
                      : prove_tight(rules_, goal, options);
  } catch (const Interrupted&) {
    return std::nullopt;
  }
}

std::optional<Proof> Tactician::prove_by_guess(const std::vector<FormulaNode>& nodes,
                                               const MultiplierGuess& guess, const Box& box) {
  rules_.set_known({}, box);
  try {
    TacticOptions options = tactic_options(1, kForGuesses);
    options.steps = 1;
    options.spent = nullptr;
    return prove_by_multiplier(rules_, nodes, box, guess, options);
  } catch (const Interrupted&) {
    return std::nullopt;
  }
}

std::optional<Proof> Tactician::prove_formula(const std::vector<FormulaNode>& nodes,
                                              const Box& box) {
  try {
    auto direct = prove_directly(rules_, nodes, box, tactic_options(200, kForConditions));
    if (direct) return direct;
    rules_.set_known({}, box);
    const TacticOptions options = tactic_options(100, kForConditions);
    if (auto quotients = prove_difference_quotients(rules_, nodes, box, options)) return quotients;
    return prove_conditional(rules_, nodes, box, options);
  } catch (const Interrupted&) {
    return std::nullopt;
  }
}

std::size_t Tactician::share(std::size_t boxes) const {
  return std::min(boxes, std::max(kForTactics, boxes_left_ / 4));
}

std::optional<Proof> Tactician::spend(SearchResult result) {
  // What leads to a proof isn't lost.
  if (!result.proof) boxes_left_ -= std::min(boxes_left_, result.boxes);
  return std::move(result.proof);
}

TacticOptions Tactician::tactic_options(int steps, std::size_t boxes) {
  boxes_left_ = kForAttempt;
  TacticOptions options;
  options.steps = std::min(steps, kMostSteps - spent_);
  options.stop = options_.stop;
  options.spent = &spent_;
  options.search = [this, boxes](const Goal& goal) -> std::optional<Proof> {
    if (options_.stop && options_.stop()) throw Interrupted{};
    if (goal.given) return std::nullopt;
    SearchOptions search;
    search.max_boxes = share(boxes);
    search.max_bits = 256;
    search.stop = options_.stop;
    // One point at which the goal seems to fail is enough to give up.
    search.is_refuted = [](const std::vector<Rational>&) { return true; };
    return spend(search_atom(terms_, goal.atom, goal.box, search));
  };
  options.cover = [this](const Goal& goal, const auto& leaf) -> std::optional<Proof> {
    if (options_.stop && options_.stop()) throw Interrupted{};
    SearchOptions search;
    search.max_boxes = share(kForCovers);
    search.max_bits = 128;
    search.max_depth = kCoverDepth * static_cast<int>(variables_of(terms_, goal.atom.term).size());
    search.stop = options_.stop;
    search.is_refuted = [](const std::vector<Rational>&) { return true; };
    search.leaf = leaf;
    return spend(search_atom(terms_, goal.atom, goal.box, search));
  };
  return options;
}

}  // namespace rigor
