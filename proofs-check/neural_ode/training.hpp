// The training of the network of a case.
#pragma once

#include "model/residual_training.hpp"
#include "proofs-check/neural_ode/setting.hpp"

namespace rigor::neural_ode {

/// The network of depth L, which is to be trained on the data of the case. Needs targets.
template <IntervalNumber B>
TrainingProblem<B> training_problem(const Setting<B>& s, std::size_t depth) {
  return {residual_network<B>(s.input, depth, s.precision()),
          enclose_vectors<B>(s.input.inputs, s.precision()),
          enclose_vectors<B>(s.input.targets, s.precision()), s.input.trains_A, s.input.trains_B};
}

}  // namespace rigor::neural_ode
