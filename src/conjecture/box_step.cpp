#include "conjecture/box_step.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "conjecture/centred_goal.hpp"

namespace rigor {
namespace {

bool is_thin(const Side& side) {
  return side.lower && side.upper && *side.lower == *side.upper;
}

/// A point of a side, in the middle where it has one.
Rational inner_point(const Side& side) {
  if (is_thin(side)) return *side.lower;
  const Rational point = split_point(side);
  return contains(side, point) || !side.lower ? point : *side.lower;
}

std::vector<Rational> inner_point(const Box& box) {
  std::vector<Rational> point;
  point.reserve(box.size());
  for (const Side& side : box) point.push_back(inner_point(side));
  return point;
}

std::vector<Rational> midpoint_of(const Box& box) {
  std::vector<Rational> point;
  point.reserve(box.size());
  for (const Side& side : box) {
    point.push_back(is_bounded(side) && !side.integer ? Rational((*side.lower + *side.upper) / 2)
                                                      : inner_point(side));
  }
  return point;
}

bool is_splittable(const Side& side) {
  if (is_thin(side)) return false;
  if (!side.integer || !is_bounded(side)) return true;
  const auto [below, above] = split(side, split_point(side), Owner::both);
  return !is_empty(below) && !is_empty(above);
}

/// The variable to split instead of one that can't be: the first that can.
std::optional<std::size_t> splittable(const Box& box, std::optional<std::size_t> wanted) {
  if (wanted && is_splittable(box[*wanted])) return wanted;
  for (std::size_t v = 0; v < box.size(); ++v) {
    if (is_splittable(box[v])) return v;
  }
  return std::nullopt;
}

/// Cuts the task's goal on a box in two. The task has no box of its own.
void split_at(Step& step, const Task& task, Box box, std::size_t variable, const Rational& at,
              Owner owner) {
  Rung rung;
  rung.rule = Rule::split;
  rung.variable = variable;
  rung.at = at;
  rung.owner = owner;
  step.rungs.push_back(std::move(rung));
  auto [below, above] = split(box[variable], at, owner);
  step.parts.resize(2);
  for (Part& part : step.parts) {
    part.open = task;
    ++part.open->depth;
  }
  step.parts[0].open->box = box;
  step.parts[0].open->box[variable] = std::move(below);
  step.parts[1].open->box = std::move(box);
  step.parts[1].open->box[variable] = std::move(above);
}

void split_box(Step& step, const Task& task, Box box, std::size_t variable) {
  const Side& side = box[variable];
  const Rational at = split_point(side);
  // 0 goes to one part: in the other one the variable is known to have a sign.
  const Owner owner = at == 0 && !side.integer ? Owner::left : Owner::both;
  split_at(step, task, std::move(box), variable, at, owner);
}

OpenBox open_box(const Task& task, const Trial& trial, Box box) {
  OpenBox result;
  result.box = std::move(box);
  result.atom = task.atom;
  result.lower = trial.lower;
  result.upper = trial.upper;
  result.is_defined = trial.is_defined;
  result.lacks_precision = trial.lacks_precision;
  result.bits = task.bits;
  result.depth = task.depth;
  return result;
}

}  // namespace

FormulaGuide::FormulaGuide(Terms& terms, const std::vector<FormulaNode>& nodes, const Box& box)
    : terms_(terms), nodes_(nodes), following_(terms, nodes), one_(terms.number(1)) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].connective != Connective::atom) continue;
    learn(terms, nodes[i].atom);
    centre(terms, nodes[i].atom.term, box);
    for (const Atom& guard : following_.guards(i)) {
      learn(terms, guard);
      centre(terms, guard.term, box);
    }
  }
}

void FormulaGuide::learn(Terms& terms, const Atom& atom) {
  const auto [place, is_new] = forms_.try_emplace(atom.term);
  if (is_new) place->second = affine_form(terms, atom.term);
  if (atom.relation == Relation::not_equal) {
    negated_.try_emplace(atom.term, terms.negate(atom.term));
  }
}

void FormulaGuide::centre(Terms& terms, TermId term, const Box& box) {
  if (centred_.contains(term)) return;
  const std::optional<TermId> equal = propose_centred(terms, term, box);
  if (!equal) return;
  centred_.emplace(term, *equal);
  guards_.emplace(term, guards_of(terms, std::span(&*equal, 1)));
  for (const Atom& guard : guards_.at(term)) learn(terms, guard);
}

std::optional<TermId> FormulaGuide::centred(TermId term) const {
  const auto place = centred_.find(term);
  if (place == centred_.end()) return std::nullopt;
  return place->second;
}

const AffineForm* FormulaGuide::form(TermId term) const {
  const auto place = forms_.find(term);
  return place == forms_.end() || !place->second ? nullptr : &*place->second;
}

LeafRules<Interval>& BoxWorker::rules(TermId term, std::size_t variables) {
  auto& place = rules_[term];
  if (!place) place = std::make_unique<LeafRules<Interval>>(terms_, term, variables, Precision{53});
  return *place;
}

LeafRules<BigInterval>& BoxWorker::big_rules(TermId term, std::size_t variables, int bits) {
  auto& place = big_rules_[{term, bits}];
  if (!place) {
    place = std::make_unique<LeafRules<BigInterval>>(terms_, term, variables, Precision{bits});
  }
  return *place;
}

/// The guards of a term hold by its ranges.
bool BoxWorker::is_defined(TermId term, const Box& box) {
  enclosed_.enter(box);
  LeafRules<Interval>& own = rules(term, box.size());
  own.enter(enclosed_, false);
  return own.is_defined();
}

/// Raises the precision while rounding is what hurts.
Trial BoxWorker::try_at(const Atom& atom, Box box, int& bits, bool has_guards) {
  const std::size_t variables = box.size();
  Relation relation = atom.relation;
  std::vector<Rung> before;
  TermId term = atom.term;
  const std::optional<TermId> centred = guide_ == nullptr ? std::nullopt : guide_->centred(term);
  if (centred && (has_guards || is_defined(*centred, box))) {
    Rung rewriting;
    rewriting.rule = Rule::multiply;
    rewriting.terms = {guide_->one(), *centred};
    before.push_back(std::move(rewriting));
    term = *centred;
  }
  for (;;) {
    Trial trial;
    if (bits <= 53) {
      trial = try_atom(rules(term, variables), enclosed_, relation, std::move(box), has_guards);
    } else {
      EnclosedBox<BigInterval> enclosed{Precision{bits}};
      trial = try_atom(big_rules(term, variables, bits), enclosed, relation, std::move(box),
                       has_guards);
    }
    if (!before.empty()) {
      trial.rungs.insert(trial.rungs.begin(), before.begin(), before.end());
    }
    trial.term = term;
    const int more = bits <= 53 ? 128 : 2 * bits;
    const bool is_final = !trial.lacks_precision || trial.outcome != Trial::Outcome::open ||
                          trial.fails_at_midpoint || trial.rests.size() != 1;
    if (is_final || more > options_.max_bits) return trial;
    bits = more;
    before = std::move(trial.rungs);
    relation = trial.relations.front();
    box = std::move(trial.rests.front());
  }
}

/// Whether the Bernstein coefficients of a polynomial are not negative, but for rounding.
bool BoxWorker::seems_positive(const Atom& atom, const Box& box) {
  constexpr double kRounding = 1e-12;
  if (atom.relation != Relation::greater && atom.relation != Relation::at_least) return false;
  const auto [place, is_new] = polynomials_.try_emplace(atom.term);
  if (is_new) place->second = BernsteinGuess::of(terms_, atom.term, box.size());
  return place->second && place->second->is_finite_on(box) &&
         place->second->least(box) >= -kRounding;
}

Step BoxWorker::work(Task& task) {
  if (is_empty(task.box)) {
    Step step;
    Rung leaf;
    leaf.rule = Rule::empty;
    step.rungs.push_back(leaf);
    return step;
  }
  return task.atom ? work_atom(task) : work_formula(task);
}

Step BoxWorker::work_atom(Task& task) {
  Step step;
  Trial trial = try_at(*task.atom, std::move(task.box), task.bits, task.has_guards);
  step.rungs = std::move(trial.rungs);
  if (trial.outcome == Trial::Outcome::proved) return step;
  task.box.clear();
  task.atom->term = trial.term;
  if (trial.outcome == Trial::Outcome::fails) {
    step.suspects.push_back(inner_point(trial.rests.front()));
    step.stuck = open_box(task, trial, std::move(trial.rests.front()));
    return step;
  }
  if (trial.fails_at_midpoint) step.suspects.push_back(midpoint_of(trial.rests.front()));
  if (trial.rests.size() == 2) {
    for (std::size_t i = 0; i < 2; ++i) {
      step.parts.push_back({{}, task});
      step.parts.back().open->box = std::move(trial.rests[i]);
      step.parts.back().open->atom->relation = trial.relations[i];
    }
    return step;
  }
  task.atom->relation = trial.relations.front();
  Box box = std::move(trial.rests.front());
  if (options_.is_positive && seems_positive(*task.atom, box)) {
    step.polynomial = {*task.atom, box};
  }
  const auto variable = splittable(box, trial.split);
  if (!variable || task.depth >= options_.max_depth) {
    step.stuck = open_box(task, trial, std::move(box));
  } else {
    split_box(step, task, std::move(box), *variable);
  }
  return step;
}

namespace {

Truth truth_of_node(const std::vector<FormulaNode>& nodes, std::size_t node,
                    const std::vector<Truth>& truths) {
  const FormulaNode& formula = nodes[node];
  if (formula.connective == Connective::atom) return truths[node];
  const bool is_both = formula.connective == Connective::both;
  Truth result = is_both ? Truth::yes : Truth::no;
  for (const std::size_t part : formula.parts) {
    const Truth truth = truth_of_node(nodes, part, truths);
    result = is_both ? (result && truth) : (result || truth);
  }
  return result;
}

/// The undecided atoms on which the formula hangs.
struct Needed {
  std::vector<std::size_t> atoms;
  bool has_choice = false;  ///< not all of them are needed
};

void find_needed(const std::vector<FormulaNode>& nodes, std::size_t node,
                 const std::vector<Truth>& truths, Needed& needed) {
  const FormulaNode& formula = nodes[node];
  if (truth_of_node(nodes, node, truths) != Truth::unsettled) return;
  if (formula.connective == Connective::atom) {
    needed.atoms.push_back(node);
    return;
  }
  std::size_t open_parts = 0;
  for (const std::size_t part : formula.parts) {
    if (truth_of_node(nodes, part, truths) == Truth::unsettled) ++open_parts;
    find_needed(nodes, part, truths, needed);
  }
  if (formula.connective == Connective::either && open_parts > 1) needed.has_choice = true;
}

}  // namespace

/// What is known of the formula on one box.
struct BoxWorker::Board {
  explicit Board(const Task& of) : task(of) {}

  Task without_box() const {
    Task result;
    result.node = task.node;
    result.bits = task.bits;
    result.depth = task.depth;
    return result;
  }

  const Task& task;
  std::vector<Truth> truths;       ///< of the nodes that are atoms
  std::vector<ProvedAtom> proved;  ///< and how, in the same order:
  std::vector<Part> parts;
  Needed needed;
  Step step;
  int bits = 53;
  Trial last;
};

/// By ranges, or exactly if the term is affine; and by which rule.
std::pair<Truth, Rule> BoxWorker::decide(const Atom& atom, const Box& box) {
  enclosed_.enter(box);
  LeafRules<Interval>& own = rules(atom.term, box.size());
  own.enter(enclosed_, false);
  if (own.prove_by_interval(atom.relation)) return {Truth::yes, Rule::interval};
  const bool nonzero = own.program().root_is_nonzero(own.workspace(), 0);
  const Truth truth = truth_on(own.range(), nonzero, atom.relation);
  if (truth == Truth::no) return {Truth::no, Rule::interval};
  const AffineForm* form = guide_ != nullptr ? guide_->form(atom.term) : nullptr;
  const bool is_order = atom.relation == Relation::greater || atom.relation == Relation::at_least;
  if (form == nullptr) return {Truth::unsettled, Rule::interval};
  const Truth exact = decide_affine(*form, atom.relation, box);
  if (exact == Truth::yes && !is_order) return {Truth::unsettled, Rule::interval};
  return {exact, Rule::positive};
}

/// A leaf or a node `atoms`, if the formula follows from the atoms.
bool BoxWorker::close(Board& board, std::vector<ProvedAtom>& atoms, std::vector<Part>& parts,
                      const std::vector<bool>& kept) {
  const Following::Shown shown = [&](const Atom& guard) {
    const auto [truth, rule] = decide(guard, board.task.box);
    return truth == Truth::yes && rule == Rule::interval;
  };
  std::vector<bool> used;
  const std::size_t root = guide_->nodes().size() - 1;
  if (!guide_->following().holds(root, atoms, shown, &used)) return false;
  Rung rung;
  rung.rule = Rule::atoms;
  board.step.rungs.push_back(rung);
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (!used[i] && !(i < kept.size() && kept[i])) continue;
    board.step.atoms.push_back(atoms[i]);
    board.step.parts.push_back(std::move(parts[i]));
  }
  return true;
}

void BoxWorker::decide_atoms(Board& board) {
  const std::vector<FormulaNode>& nodes = guide_->nodes();
  board.truths.assign(nodes.size(), Truth::unsettled);
  const auto note = [&](const Atom& atom, Rule rule) {
    Rung leaf;
    leaf.rule = rule;
    board.proved.push_back({atom, {}});
    board.parts.push_back({{leaf}, {}});
  };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].connective != Connective::atom) continue;
    const auto [truth, rule] = decide(nodes[i].atom, board.task.box);
    board.truths[i] = truth;
    if (truth == Truth::yes) note(nodes[i].atom, rule);
    for (const Atom& guard : guide_->following().guards(i)) {
      if (guard.relation == Relation::not_equal || guide_->form(guard.term) == nullptr) continue;
      const auto [shown, how] = decide(guard, board.task.box);
      if (shown == Truth::yes && how == Rule::positive) note(guard, how);
    }
  }
  find_needed(nodes, nodes.size() - 1, board.truths, board.needed);
}

/// An atom t != 0, by t > 0 or by -t > 0, without splitting.
bool BoxWorker::try_signs(Board& board, const Atom& atom, std::vector<ProvedAtom>& atoms,
                          std::vector<Part>& parts) {
  for (const TermId term : {atom.term, guide_->negated(atom.term)}) {
    const Atom sign{term, Relation::greater};
    int bits = 53;
    Trial trial = try_at(sign, board.task.box, bits, false);
    if (trial.outcome != Trial::Outcome::proved) continue;
    atoms.push_back({sign, {}});
    parts.push_back({std::move(trial.rungs), {}});
    return true;
  }
  return false;
}

/// If all open atoms are needed, they and open guards become goals of their own.
bool BoxWorker::reduce_to_atoms(Board& board) {
  if (board.needed.has_choice) return false;
  const std::vector<FormulaNode>& nodes = guide_->nodes();
  std::vector<ProvedAtom> atoms = board.proved;
  std::vector<Part> parts = board.parts;
  std::vector<bool> kept(atoms.size(), false);
  const auto add_one = [&](const Atom& atom, bool is_kept, bool has_guards) {
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      if (!implies(terms_, atoms[i].atom, atom)) continue;
      if (is_kept) kept[i] = true;
      return;
    }
    if (atom.relation == Relation::not_equal && try_signs(board, atom, atoms, parts)) {
      kept.push_back(is_kept);
      return;
    }
    Task child = board.task;
    child.atom = atom;
    child.has_guards = has_guards;
    auto known = std::make_shared<KnownAtoms>();
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      if (kept[i]) known->atoms.push_back(atoms[i].atom);
    }
    known->box = board.task.box;
    child.known = std::move(known);
    atoms.push_back({atom, {}});
    parts.push_back({{}, std::move(child)});
    kept.push_back(is_kept);
  };
  const auto is_shown = [&](const Atom& guard) {
    const auto [truth, rule] = decide(guard, board.task.box);
    return truth == Truth::yes && rule == Rule::interval;
  };
  // An equal term that takes the place of the atom's has guards too, which come first.
  const auto add = [&](const Atom& atom, bool is_kept) {
    if (guide_->centred(atom.term)) {
      for (const Atom& guard : guide_->guards_of_centred(atom.term)) {
        if (!is_shown(guard)) add_one(guard, true, false);
      }
    }
    add_one(atom, is_kept, true);
  };
  // The guards first, inner ones before outer ones: what follows may take them for granted.
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].connective != Connective::atom || board.truths[i] == Truth::no) continue;
    const auto& open = board.needed.atoms;
    const bool is_needed = std::find(open.begin(), open.end(), i) != open.end();
    for (const Atom& guard : guide_->following().guards(i)) {
      if (!is_shown(guard)) add(guard, is_needed);
    }
  }
  for (const std::size_t i : board.needed.atoms) add(nodes[i].atom, false);
  return close(board, atoms, parts, kept);
}

/// The open atoms one by one, without splitting.
bool BoxWorker::try_each(Board& board) {
  for (const std::size_t i : board.needed.atoms) {
    const Atom& atom = guide_->nodes()[i].atom;
    int bits = 53;
    Trial trial = try_at(atom, board.task.box, bits, false);
    board.bits = std::max(board.bits, bits);
    if (trial.outcome == Trial::Outcome::proved) {
      board.proved.push_back({atom, {}});
      board.parts.push_back({std::move(trial.rungs), {}});
      if (close(board, board.proved, board.parts)) return true;
      continue;
    }
    if (trial.fails_at_midpoint) board.step.suspects.push_back(midpoint_of(board.task.box));
    board.last = std::move(trial);
  }
  return false;
}

/// If one of the open atoms has to hold, next to where all of them can fail.
std::optional<Cut> BoxWorker::useful_cut(const Board& board) {
  const std::vector<FormulaNode>& nodes = guide_->nodes();
  const FormulaNode& root = nodes.back();
  if (root.connective != Connective::either || board.task.depth >= options_.max_depth) {
    return std::nullopt;
  }
  std::vector<Atom> atoms;
  for (const std::size_t i : board.needed.atoms) {
    if (std::find(root.parts.begin(), root.parts.end(), i) == root.parts.end()) continue;
    atoms.push_back(nodes[i].atom);
  }
  return cuts_.find(atoms, board.task.box);
}

/// The variable whose width widens the ranges of the open atoms most, by the mean value theorem:
/// its parts of their widths are summed. The widest side where the slopes don't tell.
std::optional<std::size_t> BoxWorker::most_costly(const Board& board) {
  const Box& box = board.task.box;
  enclosed_.enter(box);
  std::vector<double> costs(box.size(), 0);
  std::vector<double> widths;
  for (const Interval& side : enclosed_.sides().sides) widths.push_back(width(side).upper());
  for (const std::size_t i : board.needed.atoms) {
    LeafRules<Interval>& own = rules(guide_->nodes()[i].atom.term, box.size());
    own.enter(enclosed_, false);
    std::vector<double> parts(box.size(), 0);
    double sum = 0;
    for (const std::size_t v : own.variables()) {
      if (widths[v] > 0) parts[v] = magnitude(own.partial(v)).upper() * widths[v];
      sum += parts[v];
    }
    if (!(sum > 0 && sum < std::numeric_limits<double>::infinity())) continue;
    for (std::size_t v = 0; v < box.size(); ++v) costs[v] += parts[v] / sum;
  }
  std::optional<std::size_t> best;
  for (std::size_t v = 0; v < box.size(); ++v) {
    if (!is_splittable(box[v])) continue;
    const bool is_better =
        !best || costs[v] > costs[*best] || (costs[v] == costs[*best] && widths[v] > widths[*best]);
    if (is_better) best = v;
  }
  return best;
}

/// A point in the box where an undecided affine atom or guard changes.
std::optional<Breakpoint> BoxWorker::breakpoint(const Board& board) const {
  const std::vector<FormulaNode>& nodes = guide_->nodes();
  const auto usable = [&](const Atom& atom) -> std::optional<Breakpoint> {
    const AffineForm* form = guide_->form(atom.term);
    if (form == nullptr) return std::nullopt;
    if (decide_affine(*form, atom.relation, board.task.box) != Truth::unsettled) {
      return std::nullopt;
    }
    auto point = breakpoint_of(*form, atom.relation);
    if (!point) return std::nullopt;
    const Side& side = board.task.box[point->variable];
    if (side.integer || is_thin(side) || !contains(side, point->at)) return std::nullopt;
    // A closed end is cut off.
    if (side.lower == point->at) point->owner = Owner::left;
    if (side.upper == point->at) point->owner = Owner::right;
    return point;
  };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].connective != Connective::atom) continue;
    for (const Atom& guard : guide_->following().guards(i)) {
      if (auto point = usable(guard)) return point;
    }
    if (auto point = usable(nodes[i].atom)) return point;
  }
  return std::nullopt;
}

Step BoxWorker::work_formula(const Task& task) {
  Board board(task);
  decide_atoms(board);
  if (close(board, board.proved, board.parts)) return std::move(board.step);
  const std::vector<FormulaNode>& nodes = guide_->nodes();
  if (truth_of_node(nodes, nodes.size() - 1, board.truths) == Truth::no) {
    board.step.suspects.push_back(inner_point(task.box));
    board.step.stuck = open_box(task, board.last, task.box);
    return std::move(board.step);
  }
  const auto point = breakpoint(board);
  if (!point && reduce_to_atoms(board)) return std::move(board.step);
  if (try_each(board)) return std::move(board.step);
  if (point) {
    split_at(board.step, board.without_box(), task.box, point->variable, point->at, point->owner);
    return std::move(board.step);
  }
  if (const auto cut = useful_cut(board)) {
    split_at(board.step, board.without_box(), task.box, cut->variable, cut->at, Owner::both);
    return std::move(board.step);
  }
  const auto variable = splittable(task.box, most_costly(board));
  if (!variable || task.depth >= options_.max_depth) {
    board.step.stuck = open_box(task, board.last, task.box);
  } else {
    split_box(board.step, board.without_box(), task.box, *variable);
  }
  return std::move(board.step);
}

}  // namespace rigor
