// The second engine: score models that are linear in powers of y.
#pragma once

#include <vector>

#include "number/rational.hpp"
#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// sum_k theta_k y^{powers[k]} fitted to the score of (1/N) sum N(x_i, v), d = 1.
struct FeatureModel {
  std::vector<int> powers;  ///< different, >= 0
  Rational variance;        ///< v > 0
  std::vector<Rational> points;
};

/// E (s_theta - s)^2 / 2 under N(0, 1 + v), s its score, at the time t of the gradient flow of the
/// training risk from theta = 0; by Arb's matrix exponential. Moments by the binomial formula.
Bounds excess_test_risk(const FeatureModel& model, const Rational& time);

/// b^T A^-1 b of the training risk: E s_theta^2 of the best theta.
Bounds best_fit(const FeatureModel& model);

}  // namespace rigor::second_engine
