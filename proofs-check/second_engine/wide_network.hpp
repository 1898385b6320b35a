// What the refutations about random, rough and wide networks need, by Arb.
#pragma once

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// h_L of h_{k+1} = (1 + r_k / L) h_k, h_0 = 1, step by step; r_k = -1 if "11" occurs in the binary
/// digits of k an odd number of times, else 1.
Bounds sign_network(long depth);

/// P(S <= most) for S the sum of `count` independent variables that are 1 with probability p.
Bounds binomial_sum(long count, const Rational& p, long most);

/// P(X > bound) for X with the chi-square law of `degrees` degrees of freedom: the regularised
/// upper incomplete gamma function.
Bounds chi_square_tail(long degrees, const Rational& bound);

/// (1 - sqrt(square) / depth)^depth and exp(-sqrt(square)).
Bounds power_of_layers(const Rational& square, long depth);
Bounds exponential_of_minus_root(const Rational& square);

/// E tanh(g) He_3(g) / sqrt 6 for g standard normal, by certified adaptive quadrature.
Bounds third_hermite_coefficient_of_tanh();

}  // namespace rigor::second_engine
