// The named inputs of false variants and counterexamples, exact.
#pragma once

#include <string>
#include <vector>

#include "proofs-check/common/literal.hpp"
#include "verdict/case.hpp"

namespace rigor::big_step {

/// A one-dimensional case from decimal or rational literals.
Case named_input(const std::string& name, const std::vector<std::string>& points,
                 const std::string& mu, const std::string& sigma);

/// A: n = 2, x = (-1, 1), mu = 1/2, sigma = 1/4 (centres -1/2, 1/2; delta = 4 sigma).
Case input_A();
/// C: n = 10, mu = 99/101, sigma = 20/101 (delta = 8.415 sigma).
Case input_C();

}  // namespace rigor::big_step
