#include "conjecture/leaf_rules.hpp"

#include <algorithm>

namespace rigor {
namespace {

// The relation for all members; never of the empty set.
template <IntervalNumber I>
bool holds(const I& x, Relation relation) {
  switch (relation) {
    case Relation::greater:
      return certainly(x > 0);
    case Relation::at_least:
      return certainly(x >= 0);
    case Relation::less:
      return certainly(x < 0);
    case Relation::at_most:
      return certainly(x <= 0);
    case Relation::not_equal:
      return certainly(x > 0) || certainly(x < 0);
    case Relation::equal:
      return certainly(x >= 0) && certainly(x <= 0);
  }
  return false;
}

// The relation without equality, which the value is known to miss.
Relation weak(Relation relation) {
  if (relation == Relation::greater) return Relation::at_least;
  return relation == Relation::less ? Relation::at_most : relation;
}

bool is_fat_integer(const Side& side) {
  return side.integer && !(side.lower && side.upper && *side.lower == *side.upper);
}

bool is_open_at(const Side& side, End end) {
  return end == End::lower ? side.lower_open : side.upper_open;
}

}  // namespace

Box face_of(const Box& box, std::size_t variable, End end) {
  Box face = box;
  const Side& side = box[variable];
  face[variable] = thin_side(end == End::lower ? *side.lower : *side.upper);
  return face;
}

template <IntervalNumber I>
void EnclosedBox<I>::enter(const Box& box) {
  box_ = &box;
  enclose_box(box, precision_, sides_);
  has_middle_ = false;
  ++visit_;
}

template <IntervalNumber I>
void EnclosedBox<I>::find_middle() const {
  if (has_middle_) return;
  enclose_midpoint(*box_, precision_, middle_);
  offsets_.clear();
  for (std::size_t v = 0; v < box_->size(); ++v) {
    offsets_.push_back(sides_.sides[v] - middle_.sides[v]);
  }
  has_middle_ = true;
}

template <IntervalNumber I>
const Ranges<I>& EnclosedBox<I>::middle() const {
  find_middle();
  return middle_;
}

template <IntervalNumber I>
const std::vector<I>& EnclosedBox<I>::offsets() const {
  find_middle();
  return offsets_;
}

template <IntervalNumber I>
LeafRules<I>::LeafRules(const Terms& terms, TermId term, std::size_t variables, Precision precision)
    : program_(terms, std::span(&term, 1), variables, precision),
      precision_(precision),
      line_(entire<I>(precision)),
      work_(program_.workspace()),
      middle_(program_.workspace()),
      other_(program_.workspace()) {}

template <IntervalNumber I>
void LeafRules<I>::enter(const EnclosedBox<I>& box, bool has_guards) {
  box_ = &box;
  program_.evaluate(0, box.sides(), work_);
  is_defined_ = program_.is_defined(work_, 0);
  // Between the integers of a side nothing is known of the guards.
  const auto own = variables();
  has_guards_ = has_guards && std::none_of(own.begin(), own.end(), [&](std::size_t v) {
                  return is_fat_integer(box.box()[v]);
                });
  has_gradient_ = has_hessian_ = has_middle_ = false;
  mean_value_.reset();
  taylor_.reset();
  tangent_.reset();
}

template <IntervalNumber I>
bool LeafRules<I>::is_continuous_inside() const {
  return (is_defined_ || has_guards_) && program_.has_no_jumps(work_, 0);
}

/// Whether the guards hold by the ranges when the side of the variable has open or closed ends.
/// `other_` keeps that evaluation.
template <IntervalNumber I>
bool LeafRules<I>::is_defined_with(std::size_t variable, bool open) {
  Ranges<I> sides = box_->sides();
  Side side = box_->box()[variable];
  side.lower_open = side.upper_open = open;
  side.integer = false;
  sides.excludes_zero[variable] = excludes_zero(side) ? 1 : 0;
  program_.evaluate(0, sides, other_);
  return program_.is_defined(other_, 0);
}

template <IntervalNumber I>
void LeafRules<I>::differentiate() {
  if (has_gradient_) return;
  program_.differentiate(0, work_);
  has_gradient_ = true;
}

template <IntervalNumber I>
void LeafRules<I>::differentiate_twice() {
  if (has_hessian_) return;
  differentiate();
  program_.differentiate_twice(0, work_);
  has_hessian_ = true;
}

template <IntervalNumber I>
void LeafRules<I>::evaluate_middle() {
  if (has_middle_) return;
  program_.evaluate(0, box_->middle(), middle_);
  has_middle_ = true;
}

template <IntervalNumber I>
const I& LeafRules<I>::middle_value() {
  evaluate_middle();
  return program_.root_range(middle_, 0);
}

template <IntervalNumber I>
const I& LeafRules<I>::partial(std::size_t variable) {
  if (!is_continuous_inside()) return line_;
  differentiate();
  return program_.partial(work_, 0, variable);
}

template <IntervalNumber I>
const I& LeafRules<I>::second_partial(std::size_t i, std::size_t j) {
  if (!is_continuous_inside() || !program_.is_smooth(work_, 0)) return line_;
  differentiate_twice();
  return program_.second_partial(work_, 0, i, j);
}

template <IntervalNumber I>
const I& LeafRules<I>::mean_value() {
  if (mean_value_) return *mean_value_;
  mean_value_ = line_;
  const auto own = variables();
  const bool is_finite = std::all_of(own.begin(), own.end(),
                                     [&](std::size_t v) { return is_bounded(box_->box()[v]); });
  if (!is_finite || !is_continuous_inside()) return *mean_value_;
  differentiate();
  evaluate_middle();
  I sum = middle_value();
  for (const std::size_t v : own) sum += program_.partial(work_, 0, v) * box_->offsets()[v];
  mean_value_ = sum;
  return *mean_value_;
}

/// The first-order part of the form, if the form applies.
template <IntervalNumber I>
bool LeafRules<I>::prepare_taylor() {
  if (tangent_) return true;
  const auto own = variables();
  const bool is_finite = std::all_of(own.begin(), own.end(),
                                     [&](std::size_t v) { return is_bounded(box_->box()[v]); });
  if (!is_finite || !is_continuous_inside() || !program_.is_smooth(work_, 0)) return false;
  evaluate_middle();
  program_.differentiate(0, middle_);
  I sum = middle_value();
  for (const std::size_t i : own) sum += program_.partial(middle_, 0, i) * box_->offsets()[i];
  tangent_ = sum;
  return true;
}

template <IntervalNumber I>
const I& LeafRules<I>::taylor() {
  if (taylor_) return *taylor_;
  taylor_ = line_;
  if (!prepare_taylor()) return *taylor_;
  differentiate_twice();
  const std::vector<I>& d = box_->offsets();
  I sum = *tangent_;
  for (const std::size_t i : variables()) {
    sum += scale2(program_.second_partial(work_, 0, i, i) * sqr(d[i]), -1);
    for (const std::size_t j : variables()) {
      if (j >= i) break;
      sum += program_.second_partial(work_, 0, i, j) * (d[i] * d[j]);
    }
  }
  taylor_ = sum;
  return *taylor_;
}

template <IntervalNumber I>
bool LeafRules<I>::prove_by_interval(Relation relation) const {
  if (holds(range(), relation)) return true;
  if (is_empty(range()) || !program_.root_is_nonzero(work_, 0)) return false;
  return relation == Relation::not_equal ||
         (relation != Relation::equal && holds(range(), weak(relation)));
}

template <IntervalNumber I>
bool LeafRules<I>::prove_by_mean_value(Relation relation) {
  return holds(mean_value(), relation);
}

// The other terms of the form have 0 in their enclosures: without this part nothing is proved.
template <IntervalNumber I>
bool LeafRules<I>::prove_by_taylor(Relation relation) {
  if (!prepare_taylor() || !holds(*tangent_, relation)) return false;
  return holds(taylor(), relation);
}

template <IntervalNumber I>
std::optional<Relation> LeafRules<I>::prove_face(Relation relation, std::size_t variable, End end) {
  const Side& side = box_->box()[variable];
  if (relation != Relation::greater && relation != Relation::at_least) return std::nullopt;
  if (!(end == End::lower ? side.lower : side.upper) || !is_continuous_inside()) {
    return std::nullopt;
  }
  const bool is_open = is_open_at(side, end);
  // With an open end the derivative has to make up for the equality that may hold there.
  const bool has_to_be_strict = is_open && relation == Relation::greater;
  const I slope = end == End::lower ? partial(variable) : -partial(variable);
  if (!holds(slope, has_to_be_strict ? Relation::greater : Relation::at_least)) {
    return std::nullopt;
  }
  const bool is_new = is_open || is_fat_integer(side);
  if (is_new && !is_defined_with(variable, false)) return std::nullopt;
  return has_to_be_strict ? Relation::at_least : relation;
}

template <IntervalNumber I>
std::optional<std::pair<Relation, Relation>> LeafRules<I>::prove_ends(Relation relation,
                                                                      std::size_t variable) {
  const Side& side = box_->box()[variable];
  if (relation != Relation::greater && relation != Relation::at_least) return std::nullopt;
  if (!is_bounded(side) || *side.lower == *side.upper || !is_continuous_inside()) {
    return std::nullopt;
  }
  const bool both_open = side.lower_open && side.upper_open;
  const bool has_to_be_strict = both_open && relation == Relation::greater;
  differentiate_twice();
  const I& bend = program_.second_partial(work_, 0, variable, variable);
  if (!holds(bend, has_to_be_strict ? Relation::less : Relation::at_most)) return std::nullopt;
  const bool is_new = side.lower_open || side.upper_open || side.integer;
  if (is_new && !is_defined_with(variable, false)) return std::nullopt;
  is_defined_with(variable, true);
  if (!program_.is_smooth(other_, 0)) return std::nullopt;
  const auto at = [&](bool open) { return open ? weak(relation) : relation; };
  return std::pair(at(side.lower_open), at(side.upper_open));
}

template class EnclosedBox<Interval>;
template class EnclosedBox<BigInterval>;
template class LeafRules<Interval>;
template class LeafRules<BigInterval>;

}  // namespace rigor
