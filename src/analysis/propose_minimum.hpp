// Looking for the minimum of a function in floating point. Nothing here is verified.
#pragma once

#include <functional>
#include <vector>

#include "analysis/seeded_random.hpp"

namespace rigor {

struct Proposal {
  std::vector<double> point;
  double value;
};

/// A point of R^k at which the objective is small, by random steps from `start`: an evolution
/// strategy with one parent and one child, whose step size follows the rate of success and whose
/// covariance learns from the successful steps (Igel, Suttorp, Hansen, GECCO 2006, with the update
/// of the Cholesky factor). The objective need not be smooth; where it is NaN, the point is
/// refused.
///
/// `step` is the first length of a step in each coordinate. The search ends after `evaluations`
/// calls of the objective, or when its steps have shrunk to 1e-9 of that length. What the objective
/// throws passes through. The same seed gives the same result on every machine, if the objective
/// does.
Proposal propose_minimum(const std::function<double(const std::vector<double>&)>& objective,
                         std::vector<double> start, double step, int evaluations,
                         SeededRandom& random);

}  // namespace rigor
