// Where BoxWorker cuts the box of a formula.
#include <algorithm>
#include <limits>

#include "conjecture/formula_board.hpp"
#include "conjecture/goal_split.hpp"

namespace rigor {

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
/// its parts of their widths are summed. The widest side where the slopes don't tell, as they
/// don't on infinite boxes.
std::optional<std::size_t> BoxWorker::most_costly(const Board& board) {
  const Box& box = board.task.box;
  enclosed_.enter(box);
  std::vector<double> costs(box.size(), 0);
  std::vector<double> widths;
  for (const Interval& side : enclosed_.sides().sides) widths.push_back(width(side).upper());
  bool is_infinite = false;
  for (const std::size_t i : board.needed.atoms) {
    LeafRules<Interval>& own = rules(guide_->nodes()[i].atom.term, box.size());
    own.enter(enclosed_, false);
    std::vector<double> parts(box.size(), 0);
    double sum = 0;
    for (const std::size_t v : own.variables()) {
      is_infinite = is_infinite || !is_bounded(box[v]);
      if (widths[v] > 0) parts[v] = magnitude(own.partial(v)).upper() * widths[v];
      sum += parts[v];
    }
    if (!(sum > 0 && sum < std::numeric_limits<double>::infinity())) continue;
    for (std::size_t v = 0; v < box.size(); ++v) costs[v] += parts[v] / sum;
  }
  if (is_infinite) {
    for (std::size_t v = 0; v < box.size(); ++v) {
      costs[v] = 0;
      widths[v] = compact_width(enclosed_.sides().sides[v]);
    }
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

}  // namespace rigor
