// Where BoxWorker proposes to prove a conclusion by a multiple of a hypothesis.
#include <algorithm>
#include <cmath>

#include "conjecture/formula_board.hpp"
#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

/// Of the widths that the mean value theorem gives: the search for T - l W does better.
constexpr double kHopeful = 0.3;

double middle_of(const Interval& x) {
  return x.lower() / 2 + x.upper() / 2;
}

/// With 10 binary digits.
Rational rounded(double x) {
  int exponent = 0;
  const double fraction = std::frexp(x, &exponent);
  return to_rational(std::ldexp(std::nearbyint(std::ldexp(fraction, 10)), exponent - 10));
}

}  // namespace

/// Of T >= 0 and the hypothesis W >= 0 or W = 0 that another atom denies: the l for which
/// T - l W changes least over the box, that is, sum_i r_i^2 (dT/dx_i - l dW/dx_i)^2 is least,
/// r_i the radii. A guess, if T - l W >= 0 may then be shown.
std::optional<MultiplierGuess> BoxWorker::guess_multiplier(const Board& board) {
  const Box& box = board.task.box;
  const std::vector<FormulaNode>& nodes = guide_->nodes();
  const FormulaNode& root = nodes.back();
  const bool is_suitable = root.connective == Connective::either &&
                           std::all_of(box.begin(), box.end(), [](const Side& side) {
                             return is_bounded(side) && !side.integer;
                           });
  if (!is_suitable) return std::nullopt;
  struct Slopes {
    std::size_t node;
    double value;
    std::vector<Interval> scaled;  // partial derivatives times radii
  };
  std::vector<Slopes> found;
  enclosed_.enter(box);
  for (const std::size_t i : board.needed.atoms) {
    if (std::find(root.parts.begin(), root.parts.end(), i) == root.parts.end()) continue;
    LeafRules<Interval>& own = rules(nodes[i].atom.term, box.size());
    own.enter(enclosed_, false);
    Slopes slopes{i, middle_of(own.middle_value()),
                  std::vector<Interval>(box.size(), Interval::point(0))};
    bool is_finite = std::isfinite(slopes.value);
    for (const std::size_t v : own.variables()) {
      const double radius = magnitude(enclosed_.offsets()[v]).upper();
      if (radius > 0) slopes.scaled[v] = own.partial(v) * Interval::point(radius);
      is_finite = is_finite && std::isfinite(magnitude(slopes.scaled[v]).upper());
    }
    if (is_finite) found.push_back(std::move(slopes));
  }
  std::optional<MultiplierGuess> best;
  double most = 0;
  for (const Slopes& t : found) {
    const Relation wanted = nodes[t.node].atom.relation;
    if (wanted != Relation::greater && wanted != Relation::at_least) continue;
    for (const Slopes& w : found) {
      const Relation denied = nodes[w.node].atom.relation;
      if (&t == &w || denied == Relation::equal) continue;
      double product = 0;
      double square = 0;
      for (std::size_t v = 0; v < box.size(); ++v) {
        product += middle_of(t.scaled[v]) * middle_of(w.scaled[v]);
        square += middle_of(w.scaled[v]) * middle_of(w.scaled[v]);
      }
      const double factor = product / square;
      // The atom u > 0 fails where -u >= 0.
      if (!std::isfinite(factor) || (denied != Relation::not_equal && factor >= 0)) continue;
      double least = t.value - factor * w.value;
      for (std::size_t v = 0; v < box.size(); ++v) {
        const Interval slope = t.scaled[v] - Interval::point(factor) * w.scaled[v];
        least -= kHopeful * magnitude(slope).upper();
      }
      if (!(least > most)) continue;
      most = least;
      best = MultiplierGuess{t.node, w.node,
                             rounded(denied == Relation::not_equal ? factor : -factor)};
    }
  }
  return best;
}

}  // namespace rigor
