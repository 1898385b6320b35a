// Gradient flow of residual networks in the form that DefectFlow integrates.
#pragma once

#include <memory>

#include "analysis/defect_flow.hpp"
#include "model/residual_training.hpp"

namespace rigor {

/// x' = -grad_x l in weighted coordinates, forward in time: series by GradientSeries, and as the
/// logarithmic norm the bound of the curvature by HessianBound, whose cost is linear in L and cubic
/// in nq + dim Z; where that is large, the closed form of loss_concavity. At every precision the
/// bound is computed in doubles. Throws as GradientSeries.
template <IntervalNumber I>
DefectField<I> training_field(const std::shared_ptr<const TrainingProblem<I>>& problem);

extern template DefectField<Interval> training_field(
    const std::shared_ptr<const TrainingProblem<Interval>>&);
extern template DefectField<BigInterval> training_field(
    const std::shared_ptr<const TrainingProblem<BigInterval>>&);

}  // namespace rigor
