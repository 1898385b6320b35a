// Distances between samples of numbers, exact.
#pragma once

#include <vector>

#include "number/rational.hpp"

namespace rigor {

// Each sample stands for the law that gives its numbers equal mass, repetitions counted. All
// functions throw std::invalid_argument for an empty sample.

/// W_1 = integral of |F - G| over the line, F and G the distribution functions.
Rational wasserstein_1(std::vector<Rational> x, std::vector<Rational> y);

/// W_2^2 = integral of (F^-1 - G^-1)^2 over [0, 1]: the monotone coupling is the best one.
Rational squared_wasserstein_2(std::vector<Rational> x, std::vector<Rational> y);

/// Mean and variance, the latter divided by the size of the sample.
struct SampleMoments {
  Rational mean;
  Rational variance;
};
SampleMoments sample_moments(const std::vector<Rational>& x);

}  // namespace rigor
