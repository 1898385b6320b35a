#include "model/lohner_training.hpp"

#include "model/gradient_series.hpp"
#include "model/training_velocity.hpp"

namespace rigor {

template <IntervalNumber I>
OdeFlow<I> lohner_training(const TrainingProblem<I>& problem, const OdeSettings& settings) {
  const GradientSeries<I> checked(problem);
  return ode_flow(TrainingVelocity<I>(problem), enclose<I>(0L, precision_of(problem.start.A(0, 0))),
                  weighted_coordinates(problem, problem.start), settings);
}

template OdeFlow<Interval> lohner_training(const TrainingProblem<Interval>&, const OdeSettings&);
template OdeFlow<BigInterval> lohner_training(const TrainingProblem<BigInterval>&,
                                              const OdeSettings&);

}  // namespace rigor
