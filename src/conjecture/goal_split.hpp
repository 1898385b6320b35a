// Cutting the box of a goal, and points of boxes.
#pragma once

#include "conjecture/box_step.hpp"

namespace rigor {

bool is_thin(const Side& side);
/// A point of the box, in the middle of the sides that have one.
std::vector<Rational> inner_point(const Box& box);
/// The midpoint, as the rules take it; an inner point of infinite and integer sides.
std::vector<Rational> midpoint_of(const Box& box);

/// Whether a cut leaves points on both sides.
bool is_splittable(const Side& side);
/// The wanted variable; if it can't be split, the first one that can.
std::optional<std::size_t> splittable(const Box& box, std::optional<std::size_t> wanted);

/// Cuts the task's goal on the box in two, at a point or near the middle. The task has no box of
/// its own.
void split_at(Step& step, const Task& task, Box box, std::size_t variable, const Rational& at,
              Owner owner);
void split_box(Step& step, const Task& task, Box box, std::size_t variable);

/// Where the task is stuck.
OpenBox open_box(const Task& task, const Trial& trial, Box box);

}  // namespace rigor
