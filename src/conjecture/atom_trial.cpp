#include "conjecture/atom_trial.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace rigor {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

bool is_thin(const Side& side) {
  return side.lower && side.upper && *side.lower == *side.upper;
}

template <IntervalNumber I>
double width_of(const I& x) {
  const Interval range = to_interval(x);
  return range.upper() >= range.lower() ? range.upper() - range.lower() : 0;
}

/// One trial: the state of the reductions.
template <IntervalNumber I>
class Trier {
 public:
  Trier(LeafRules<I>& rules, EnclosedBox<I>& enclosed, Relation relation, Box box, bool has_guards)
      : rules_(rules),
        enclosed_(enclosed),
        relation_(relation),
        box_(std::move(box)),
        has_guards_(has_guards) {}

  Trial run() {
    if (is_empty(box_)) return proved(Rule::empty);
    do {
      enclosed_.enter(box_);
      rules_.enter(enclosed_, has_guards_);
      note_bounds(rules_.range());
      if (rules_.prove_by_interval(relation_)) return proved(Rule::interval);
      if (trial_.rungs.empty() && fails(rules_.range())) {
        trial_.rests.push_back(std::move(box_));
        trial_.outcome = Trial::Outcome::fails;
        return std::move(trial_);
      }
      trial_.is_defined = rules_.is_defined() || has_guards_;
      if (!trial_.is_defined || relation_ == Relation::equal) return open();
    } while (go_to_faces());
    if (choose_on_infinite_box()) return open();
    if (rules_.prove_by_mean_value(relation_)) return proved(Rule::mean);
    measure_slopes();
    if (trial_.fails_at_midpoint) return open();
    if (rules_.prove_by_taylor(relation_)) return proved(Rule::taylor);
    if (rules_.has_hessian()) narrow_bounds(rules_.taylor());
    if (go_to_ends()) return std::move(trial_);
    return open();
  }

 private:
  bool fails(const I& range) const { return truth_on(range, false, relation_) == Truth::no; }

  Trial proved(Rule rule) {
    Rung leaf;
    leaf.rule = rule;
    leaf.bits = enclosed_.precision().bits;
    trial_.rungs.push_back(leaf);
    trial_.outcome = Trial::Outcome::proved;
    return std::move(trial_);
  }

  Trial open() {
    if (!trial_.split) choose_widest();
    trial_.rests.push_back(std::move(box_));
    trial_.relations.push_back(relation_);
    return std::move(trial_);
  }

  void note_bounds(const I& range) {
    trial_.lower = to_interval(range).lower();
    trial_.upper = to_interval(range).upper();
  }
  void narrow_bounds(const I& range) {
    trial_.lower = std::max(trial_.lower, to_interval(range).lower());
    trial_.upper = std::min(trial_.upper, to_interval(range).upper());
  }

  /// Without slopes the widest side, seen from a distance: bounded sides get their turn.
  bool choose_on_infinite_box() {
    double best = -1;
    bool is_infinite = false;
    for (const std::size_t v : rules_.variables()) {
      is_infinite = is_infinite || !is_bounded(box_[v]);
      const double width = compact_width(to_interval(enclosed_.sides().sides[v]));
      if (width <= best) continue;
      best = width;
      trial_.split = v;
    }
    if (!is_infinite) trial_.split.reset();
    return is_infinite;
  }

  void choose_widest() {
    double best = 0;
    for (const std::size_t v : rules_.variables()) {
      const double width = width_of(enclosed_.sides().sides[v]);
      if (is_thin(box_[v]) || width <= best) continue;
      best = width;
      trial_.split = v;
    }
  }

  /// Moves to the faces on which the term is least by its monotony. True if there was one.
  bool go_to_faces() {
    faces_.clear();
    if (relation_ == Relation::not_equal) return false;
    for (const std::size_t v : rules_.variables()) {
      if (is_thin(box_[v])) continue;
      const I& slope = rules_.partial(v);
      const bool rises = certainly(slope >= 0);
      if (!rises && !certainly(slope <= 0)) continue;
      const End end = rises ? End::lower : End::upper;
      const std::optional<Relation> rest = rules_.prove_face(relation_, v, end);
      if (!rest) continue;
      relation_ = *rest;
      add_reduction(Rule::face, v, end);
      faces_.emplace_back(v, end);
    }
    for (const auto& [v, end] : faces_) {
      Side& side = box_[v];
      side = thin_side(end == End::lower ? *side.lower : *side.upper);
    }
    return !faces_.empty();
  }

  void add_reduction(Rule rule, std::size_t v, End end) {
    Rung rung;
    rung.rule = rule;
    rung.variable = v;
    rung.end = end;
    rung.bits = enclosed_.precision().bits;
    trial_.rungs.push_back(rung);
  }

  /// What the mean value form tells: where to split, and whether rounding is what hurts.
  void measure_slopes() {
    narrow_bounds(rules_.mean_value());
    const I& value = rules_.middle_value();
    if (is_empty(value)) return;
    trial_.fails_at_midpoint = fails(value);
    double largest = -1;
    double spread = 0;
    for (const std::size_t v : rules_.variables()) {
      if (is_thin(box_[v])) continue;
      const double cost = width_of(I(rules_.partial(v) * enclosed_.offsets()[v]));
      spread += cost;
      if (cost <= largest) continue;
      largest = cost;
      trial_.split = v;
    }
    if (!(spread < kInfinite)) trial_.split.reset();
    const double noise = width_of(value);
    trial_.lacks_precision = noise > 0 && noise < kInfinite && 8 * noise >= spread;
  }

  /// Two faces instead of a box on which the term is concave in a variable.
  bool go_to_ends() {
    // Hessians of many variables are dear, and `ends` is rare.
    const bool is_cheap = rules_.has_hessian() || rules_.variables().size() <= 2;
    for (const std::size_t v : rules_.variables()) {
      if (!is_cheap && !rules_.program().is_affine_in(0, v)) continue;
      if (is_thin(box_[v]) || !certainly(rules_.second_partial(v, v) <= 0)) continue;
      const auto rest = rules_.prove_ends(relation_, v);
      if (!rest) continue;
      add_reduction(Rule::ends, v, End::lower);
      trial_.rests.push_back(face_of(box_, v, End::lower));
      trial_.rests.push_back(face_of(box_, v, End::upper));
      trial_.relations = {rest->first, rest->second};
      return true;
    }
    return false;
  }

  LeafRules<I>& rules_;
  EnclosedBox<I>& enclosed_;
  Relation relation_;
  Box box_;
  bool has_guards_;
  std::vector<std::pair<std::size_t, End>> faces_;
  Trial trial_;
};

}  // namespace

double compact_width(const Interval& side) {
  const auto image = [](double x) {
    return std::isinf(x) ? std::copysign(1.0, x) : x / (1 + std::fabs(x));
  };
  return image(side.upper()) - image(side.lower());
}

template <IntervalNumber I>
Truth truth_on(const I& range, bool is_nonzero, Relation relation) {
  if (is_empty(range)) return Truth::unsettled;
  const bool nonzero = is_nonzero || !contains_zero(range);
  const bool at_least = certainly(range >= 0);
  const bool at_most = certainly(range <= 0);
  const auto decide = [](bool yes, bool no) {
    return yes ? Truth::yes : (no ? Truth::no : Truth::unsettled);
  };
  switch (relation) {
    case Relation::greater:
      return decide(at_least && nonzero, at_most);
    case Relation::at_least:
      return decide(at_least, at_most && nonzero);
    case Relation::less:
      return decide(at_most && nonzero, at_least);
    case Relation::at_most:
      return decide(at_most, at_least && nonzero);
    case Relation::equal:
      return decide(at_least && at_most, nonzero);
    case Relation::not_equal:
      return decide(nonzero, at_least && at_most);
  }
  return Truth::unsettled;
}

template <IntervalNumber I>
Trial try_atom(LeafRules<I>& rules, EnclosedBox<I>& enclosed, Relation relation, Box box,
               bool has_guards) {
  return Trier<I>(rules, enclosed, relation, std::move(box), has_guards).run();
}

template Truth truth_on(const Interval&, bool, Relation);
template Truth truth_on(const BigInterval&, bool, Relation);
template Trial try_atom(LeafRules<Interval>&, EnclosedBox<Interval>&, Relation, Box, bool);
template Trial try_atom(LeafRules<BigInterval>&, EnclosedBox<BigInterval>&, Relation, Box, bool);

}  // namespace rigor
