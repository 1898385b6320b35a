// The named inputs of false variants and counterexamples, exact.
#pragma once

#include <string>

#include "verdict/case.hpp"

namespace rigor::neural_ode {

/// The case that a text in the form of a case file says.
Case named_case(const std::string& name, const std::string& text);

/// f(h, Z) = Z h on the line, h_0 = 1; Z(s) = s, and Z(s) = 1 / (1 + s). One depth.
Case e_lin(std::size_t depth);
Case e_rec(std::size_t depth);
/// q = m = 2, tanh; V(s) a rotation by s, W(s) = [[1 + s, -1/2], [s^2, 1]], h_0 = (1, -1/2).
Case e_rot(std::size_t depth);
/// f(h, Z) = Z h with A = B = 1 frozen, x = 1, y = 2, Z(s) = s / 2.
Case t_lin(std::size_t depth, const std::string& time);
/// The weights of e_rot with A = B = I frozen and two data.
Case t_sm(std::size_t depth, const std::string& time);
/// q = m = 2, d = d' = 1, V = 0, W = [[2, 1], [-1, 2]], x = (1, 1/2), y = (1/4, -1/4); all trained.
Case t_tanh(std::size_t depth, const std::string& time);
/// Width m = n = 3, V = 0, with the targets y_1, y_2, y_3: "1/500 -3/2000 1/400" is PL-I1.
Case pl_1(std::size_t depth, const std::string& targets);
/// q = 4, m = n = d = d' = 2, V = 0; y_1 and y_2, "3/20 -1/10" and "1/10 3/20" in PL-I2.
Case pl_2(std::size_t depth, const std::string& first, const std::string& second);
/// Width m = n = 4, V = 0, y = (.001, -.001, .0015, .0008).
Case pl_4(std::size_t depth);

}  // namespace rigor::neural_ode
