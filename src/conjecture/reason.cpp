#include "conjecture/reason.hpp"

#include <cmath>

#include "analysis/term_program.hpp"
#include "conjecture/following.hpp"
#include "conjecture/witness.hpp"

namespace rigor {
namespace {

std::vector<Rational> middle_of(const Box& box) {
  std::vector<Rational> point;
  for (const Side& side : box) {
    const Rational middle = split_point(side);
    point.push_back(contains(side, middle) || !side.lower ? middle : *side.lower);
  }
  return point;
}

bool is_unbounded(const Box& box) {
  return std::any_of(box.begin(), box.end(), [](const Side& side) { return !is_bounded(side); });
}

/// The subterm whose range on the box is much wider than its parts' ranges would have to make it:
/// the widest range relative to the term's own mean value form.
std::optional<TermId> largest_loss(const Terms& terms, TermId root, const Box& box) {
  const TermProgram<Interval> program(terms, {&root, 1}, box.size(), Precision{53});
  auto on_box = program.workspace();
  auto at_middle = program.workspace();
  program.evaluate(enclose_box<Interval>(box, Precision{53}), on_box);
  program.evaluate(enclose_point<Interval>(middle_of(box), Precision{53}), at_middle);
  std::optional<TermId> worst;
  double most = 0;
  for (const TermId id : subterms(terms, {&root, 1})) {
    if (operand_count(terms[id].op) == 0) continue;
    const Interval& range = program.range(on_box, id);
    const Interval& value = program.range(at_middle, id);
    const double spread = range.upper() - range.lower();
    if (!std::isfinite(spread)) return id;
    const double size = std::max(std::abs(value.lower()), std::abs(value.upper()));
    const double loss = spread / (size + 1e-300);
    if (loss <= most) continue;
    most = loss;
    worst = id;
  }
  return worst;
}

/// Points of the box, simple ones among them: the middle; all lower ends, all upper ends, zeros;
/// the middle but for one variable.
std::vector<std::vector<Rational>> simple_points(const Box& box) {
  const std::vector<Rational> middle = middle_of(box);
  std::vector<std::vector<Rational>> points = {middle, middle, middle, middle};
  for (std::size_t v = 0; v < box.size(); ++v) {
    const Side& side = box[v];
    const auto use = [&](std::size_t place, const std::optional<Rational>& value) {
      if (!value || !contains(side, *value)) return;
      points[place][v] = *value;
      points.push_back(middle);
      points.back()[v] = *value;
    };
    use(1, side.lower);
    use(2, side.upper);
    use(3, Rational(0));
  }
  return points;
}

/// A point of the box at which the formula isn't true because a term in it has no value.
void find_undefined(const Terms& terms, const ClosedFormula& formula, const Box& box,
                    Reason& reason) {
  for (const std::vector<Rational>& point : simple_points(box)) {
    if (prove_at_point(terms, formula.nodes, point, 128)) continue;
    for (const FormulaNode& node : formula.nodes) {
      if (node.connective != Connective::atom) continue;
      reason.undefined = undefined_part(terms, node.atom.term, point);
      if (!reason.undefined) continue;
      reason.undefined_at_point = true;
      reason.point = point;
      return;
    }
  }
}

}  // namespace

Reason find_reason(Terms& terms, const ClosedFormula& formula, const SearchResult& search) {
  Reason reason;
  reason.obstacle = search.stopped ? Obstacle::interrupted : Obstacle::budget;
  if (!search.stuck) return reason;
  const OpenBox& stuck = *search.stuck;
  reason.box = stuck.box;
  reason.point = middle_of(stuck.box);
  reason.atom = stuck.atom;
  if (!reason.atom && formula.nodes.back().connective == Connective::atom) {
    reason.atom = formula.nodes.back().atom;
  }
  if (reason.atom) {
    const Interval range = Interval::bounds(stuck.lower, stuck.upper);
    const auto [lower, upper] = decimal(range, 17);
    reason.enclosure = Enclosure{lower, upper};
    reason.loss = largest_loss(terms, reason.atom->term, stuck.box);
  }
  find_undefined(terms, formula, stuck.box, reason);
  if (!reason.undefined) {
    Box ranges;
    for (const QuantifiedVariable& variable : formula.variables) ranges.push_back(variable.range);
    find_undefined(terms, formula, ranges, reason);
  }
  if (reason.undefined_at_point) {
    reason.obstacle = Obstacle::domain;
    reason.suggestion = "restrict the ranges, or add the condition as a hypothesis";
  } else if (!stuck.is_defined) {
    reason.obstacle = Obstacle::singularity;
    reason.suggestion = "leave the singular points out of the range, or clear denominators";
  } else if (search.stopped) {
    reason.suggestion = "allow more time";
  } else if (search.exhausted) {
    reason.suggestion = "allow more boxes, or cut the ranges";
  } else if (stuck.lacks_precision) {
    reason.obstacle = Obstacle::precision;
    reason.suggestion = "both sides may be equal at this point: ask for >= instead of >";
  } else if (is_unbounded(stuck.box)) {
    reason.obstacle = Obstacle::unbounded_input;
    reason.suggestion = "bound the ranges, or substitute x = 1/t";
  } else {
    reason.obstacle = Obstacle::dependency;
    reason.suggestion = "the two sides may be equal in this box; prove the cases apart";
  }
  return reason;
}

std::string describe(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::none:
      return "nothing";
    case Obstacle::precision:
      return "more bits than allowed";
    case Obstacle::dependency:
      return "variables that occur several times";
    case Obstacle::singularity:
      return "an operand that reaches the border of a function's domain";
    case Obstacle::unbounded_input:
      return "unbounded ranges";
    case Obstacle::domain:
      return "a term that is not defined everywhere in the range";
    case Obstacle::budget:
      return "the budget of boxes is spent";
    case Obstacle::interrupted:
      return "the time is up";
    case Obstacle::quantifiers:
      return "no value was found for a variable under exists";
  }
  return "";
}

}  // namespace rigor
