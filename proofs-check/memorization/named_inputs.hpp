// The named inputs of false variants and counterexamples, exact.
#pragma once

#include <string>
#include <vector>

#include "proofs-check/common/literal.hpp"
#include "verdict/case.hpp"

namespace rigor::memorization {

/// A list of literals, "1/2 -3 0.25", separated by blanks.
std::vector<Rational> literals(const std::string& text);

/// The data of a case; each point a list of literals.
Case named_data(const std::string& name, const std::vector<std::string>& points);

/// A case with an unregularized VE flow from one start; the points as above.
Case named_flow(const std::string& name, const std::vector<std::string>& points,
                const std::string& variance, const std::string& start);

/// DS-A {-1, 1}; DS-B {0, 1, 3}; DS-C {(0, 0), (2, 0), (1/2, 3/2)}; DS-D {(+-1, 0), (0, +-1)}.
std::vector<std::string> points_A();
std::vector<std::string> points_B();
std::vector<std::string> points_C();
std::vector<std::string> points_D();

}  // namespace rigor::memorization
