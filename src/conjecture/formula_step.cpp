// The steps of BoxWorker for formulas.
#include <algorithm>

#include "conjecture/formula_board.hpp"
#include "conjecture/goal_split.hpp"

namespace rigor {
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
bool BoxWorker::close(Board& board, std::vector<ProvedAtom>& atoms, std::vector<Branch>& parts,
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
      if (guide_->form(guard.term) == nullptr) continue;
      const auto [shown, how] = decide(guard, board.task.box);
      if (shown == Truth::yes && how == Rule::positive) note(guard, how);
      if (shown == Truth::unsettled && guard.relation == Relation::not_equal) {
        try_signs(board, guard, board.proved, board.parts);
      }
    }
  }
  find_needed(nodes, nodes.size() - 1, board.truths, board.needed);
}

/// An atom t != 0, by t > 0 or by -t > 0, without splitting.
bool BoxWorker::try_signs(Board& board, const Atom& atom, std::vector<ProvedAtom>& atoms,
                          std::vector<Branch>& parts) {
  for (const bool is_positive : {true, false}) {
    const TermId term = is_positive ? atom.term : guide_->negated(atom.term);
    const Atom sign{term, Relation::greater};
    const AffineForm* form = guide_->form(atom.term);
    const Relation side = is_positive ? Relation::greater : Relation::less;
    if (form != nullptr && certainly(decide_affine(*form, side, board.task.box))) {
      Rung leaf;
      leaf.rule = Rule::positive;
      atoms.push_back({sign, {}});
      parts.push_back({{leaf}, {}});
      return true;
    }
    int bits = 53;
    Trial trial = try_at(sign, board.task.box, bits, false);
    if (trial.outcome != Trial::Outcome::proved) continue;
    atoms.push_back({sign, {}});
    parts.push_back({std::move(trial.rungs), {}});
    return true;
  }
  return false;
}

/// An atom t != 0 on a box with real sides as t > 0 or -t > 0, if t has that sign at a few points:
/// a continuous term without zeros has one sign, and more is known of goals with >.
Atom BoxWorker::likely_sign(const Atom& atom, const Box& box) {
  if (atom.relation != Relation::not_equal) return atom;
  if (std::any_of(box.begin(), box.end(), [](const Side& side) { return side.integer; })) {
    return atom;
  }
  const Rational far = 1000;
  std::vector<std::vector<Rational>> points = {inner_point(box), {}, {}};
  for (const Side& side : box) {
    points[1].push_back(side.lower ? *side.lower : Rational(side.upper ? *side.upper - far : -far));
    points[2].push_back(side.upper ? *side.upper : Rational(side.lower ? *side.lower + far : far));
  }
  bool is_positive = true;
  bool is_negative = true;
  for (const std::vector<Rational>& point : points) {
    Box thin;
    for (const Rational& x : point) thin.push_back(thin_side(x));
    is_positive = is_positive && decide({atom.term, Relation::greater}, thin).first == Truth::yes;
    is_negative = is_negative && decide({atom.term, Relation::less}, thin).first == Truth::yes;
  }
  if (is_positive) return {atom.term, Relation::greater};
  if (is_negative) return {guide_->negated(atom.term), Relation::greater};
  return atom;
}

/// If all open atoms are needed, they and open guards become goals of their own.
bool BoxWorker::reduce_to_atoms(Board& board) {
  if (board.needed.has_choice) return false;
  const std::vector<FormulaNode>& nodes = guide_->nodes();
  std::vector<ProvedAtom> atoms = board.proved;
  std::vector<Branch> parts = board.parts;
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
    const Atom goal = likely_sign(atom, board.task.box);
    child.atom = goal;
    child.has_guards = has_guards;
    auto known = std::make_shared<KnownAtoms>();
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      if (kept[i]) known->atoms.push_back(atoms[i].atom);
    }
    known->box = board.task.box;
    child.known = std::move(known);
    atoms.push_back({goal, {}});
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
  if (options_.conditional) {
    if (auto guess = guess_multiplier(board)) board.step.multiplier = {*guess, task.box};
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
