#include "conjecture/contraction_cut.hpp"

#include <cmath>
#include <utility>

#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

constexpr int kRounds = 3;
constexpr double kWorthwhile = 0.25;
constexpr double kRoom = 0.03125;  // of what falls off, left in the other part

// The values of the term where the atom fails.
DemandedSign denial(Relation relation) {
  switch (relation) {
    case Relation::greater:
    case Relation::at_least:
      return DemandedSign::nonpositive;
    case Relation::less:
    case Relation::at_most:
      return DemandedSign::nonnegative;
    case Relation::not_equal:
      return DemandedSign::zero;
    default:
      return DemandedSign::any;
  }
}

// What falls off between an end and the contracted end, as a part of the width; 1 for an infinite
// end that becomes finite.
double gain(double end, double now, double width) {
  if (end == now) return 0;
  if (std::isinf(end)) return 1;
  return std::fabs(now - end) / width;
}

// A number of few digits between the contracted end and the end, near the first.
Rational point_between(double now, double end) {
  const double far = std::isinf(end) ? now + std::copysign(1 + std::fabs(now), end) : end;
  const Rational near = to_rational(now + kRoom * (far - now));
  const Rational next = to_rational(now + 4 * kRoom * (far - now));
  return near < next ? simplest_between(near, next) : simplest_between(next, near);
}

}  // namespace

CutFinder::Tool& CutFinder::tool(std::span<const Atom> atoms, std::size_t variables) {
  std::vector<TermId> key;
  for (const Atom& atom : atoms) {
    key.push_back(atom.term);
    key.push_back(static_cast<TermId>(atom.relation));
  }
  auto& place = tools_[std::move(key)];
  if (!place) {
    std::vector<SignConstraint> constraints;
    for (const Atom& atom : atoms) constraints.push_back({atom.term, denial(atom.relation)});
    Contractor<Interval> contractor(terms_, constraints, variables, Precision{53});
    auto work = contractor.workspace();
    place = std::make_unique<Tool>(Tool{std::move(contractor), std::move(work)});
  }
  return *place;
}

std::optional<Cut> CutFinder::find(std::span<const Atom> atoms, const Box& box) {
  Tool& own = tool(atoms, box.size());
  const Ranges<Interval> before = enclose_box<Interval>(box, Precision{53});
  Ranges<Interval> after = before;
  if (!own.contractor.contract(after, kRounds, own.work)) return std::nullopt;
  std::optional<Cut> best;
  double most = kWorthwhile;
  for (std::size_t v = 0; v < box.size(); ++v) {
    const Interval& old = before.sides[v];
    const Interval& now = after.sides[v];
    if (box[v].integer || identical(old, now)) continue;
    const double width = old.upper() - old.lower();
    for (const bool is_lower : {true, false}) {
      const double end = is_lower ? old.lower() : old.upper();
      const double contracted = is_lower ? now.lower() : now.upper();
      const double part = gain(end, contracted, width);
      if (!(part > most)) continue;
      const Rational at = point_between(contracted, end);
      if (!contains(box[v], at) || box[v].lower == at || box[v].upper == at) continue;
      best = Cut{v, at};
      most = part;
    }
  }
  return best;
}

}  // namespace rigor
