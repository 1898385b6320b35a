// Goals away from equality, by bisection.
#include <limits>

#include "conjecture/leaf_rules.hpp"
#include "conjecture/tactics.hpp"

namespace rigor {
namespace {

class Bisection {
 public:
  Bisection(AtomRules& rules, const Goal& goal, int boxes)
      : atom_(goal.atom),
        boxes_(boxes),
        sides_(Precision{53}),
        leaf_(rules.terms(), goal.atom.term, goal.box.size(), Precision{53}) {}

  std::optional<Proof> prove(const Box& box) {
    Proof node;
    if (is_empty(box)) {
      node.rule = Rule::empty;
      return node;
    }
    if (--boxes_ < 0) return std::nullopt;
    sides_.enter(box);
    leaf_.enter(sides_, false);
    node.rule = Rule::interval;
    if (leaf_.prove_by_interval(atom_.relation)) return node;
    node.rule = Rule::mean;
    if (leaf_.prove_by_mean_value(atom_.relation)) return node;
    node.rule = Rule::taylor;
    if (leaf_.prove_by_taylor(atom_.relation)) return node;
    const std::optional<std::size_t> variable = widest(box);
    if (!variable) return std::nullopt;
    node.rule = Rule::split;
    node.variable = *variable;
    node.at = split_point(box[*variable]);
    const auto [left, right] = split(box[*variable], node.at, node.owner);
    for (const Side& side : {left, right}) {
      Box part = box;
      part[*variable] = side;
      std::optional<Proof> child = prove(part);
      if (!child) return std::nullopt;
      node.children.push_back(std::move(*child));
    }
    return node;
  }

 private:
  // By the width of the gradient times the side; infinite sides first.
  std::optional<std::size_t> widest(const Box& box) {
    std::optional<std::size_t> best;
    double most = 0;
    for (const std::size_t v : leaf_.variables()) {
      const Side& side = box[v];
      if (side.lower && side.upper && *side.lower == *side.upper) continue;
      double size = std::numeric_limits<double>::infinity();
      if (is_bounded(side)) {
        const double width = Rational(*side.upper - *side.lower).convert_to<double>();
        const Interval& slope = leaf_.partial(v);
        const double steep = is_empty(slope) ? 0.0 : std::max(-slope.lower(), slope.upper());
        size = steep < 1e300 ? width * (steep + 1e-9) : width * 1e9;
        if (width < 1e-9) continue;
      } else {
        const Rational at = split_point(side);
        if (abs(at) > (std::int64_t{1} << 40)) continue;
      }
      if (!best || size > most) {
        best = v;
        most = size;
      }
    }
    return best;
  }

  Atom atom_;
  int boxes_;
  EnclosedBox<Interval> sides_;
  LeafRules<Interval> leaf_;
};

}  // namespace

std::optional<Proof> prove_by_bisection(AtomRules& rules, const Goal& goal, int boxes) {
  return Bisection(rules, goal, boxes).prove(goal.box);
}

}  // namespace rigor
