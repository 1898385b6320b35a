#include "conjecture/goal_split.hpp"

#include <utility>

namespace rigor {

bool is_thin(const Side& side) {
  return side.lower && side.upper && *side.lower == *side.upper;
}

namespace {

// A point of a side, in the middle where it has one.
Rational inner_point(const Side& side) {
  if (is_thin(side)) return *side.lower;
  const Rational point = split_point(side);
  return contains(side, point) || !side.lower ? point : *side.lower;
}

}  // namespace

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

std::optional<std::size_t> splittable(const Box& box, std::optional<std::size_t> wanted) {
  if (wanted && is_splittable(box[*wanted])) return wanted;
  for (std::size_t v = 0; v < box.size(); ++v) {
    if (is_splittable(box[v])) return v;
  }
  return std::nullopt;
}

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
  for (Branch& part : step.parts) {
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

}  // namespace rigor
