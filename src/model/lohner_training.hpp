// Gradient flow of small residual networks by the other integrator: Lohner's sets.
#pragma once

#include "analysis/ode.hpp"
#include "model/residual_training.hpp"

namespace rigor {

/// The flow x' = -grad_x l in weighted coordinates from the box of starts, as an OdeFlow: its sets
/// follow the directions of a box of starts, where a ball would grow to its longest one, at a cost
/// of about P^3 operations a step for P weights. The gradient is recorded from the generic backward
/// pass, so that ResidualTraining, which expands it by formulas of its own, can be compared with
/// it. Smooth activations; throws std::invalid_argument as GradientSeries.
template <IntervalNumber I>
OdeFlow<I> lohner_training(const TrainingProblem<I>& problem, const OdeSettings& settings = {});

extern template OdeFlow<Interval> lohner_training(const TrainingProblem<Interval>&,
                                                  const OdeSettings&);
extern template OdeFlow<BigInterval> lohner_training(const TrainingProblem<BigInterval>&,
                                                     const OdeSettings&);

}  // namespace rigor
