// The named networks of claims and counterexamples, each with its data.
#pragma once

#include <string>
#include <vector>

#include "verdict/case.hpp"

namespace rigor::big_step {

/// The data with the network of these signs, and of these weights and kinks as literals. With
/// `critical` the network meant is the critical point of the risk near these numbers.
Case with_network(Case data, std::vector<int> signs, const std::vector<std::string>& weights,
                  const std::vector<std::string>& kinks, bool critical = false);

/// NET-1: three neurons on A.
Case input_NET_1();
/// NET-A: a critical point of two neurons on A, antisymmetric.
Case input_NET_A();
/// NET-B: a critical point of four neurons on A, antisymmetric; the condition of its Hessian is
/// 1.6e8.
Case input_NET_B();
/// NET-S1: a critical point of one neuron on A.
Case input_NET_S1();
/// P10: 18 neurons on two atoms whose lambda_max(G) is below (2/m) TV_pi.
Case input_P10();
/// The same with 10 neurons.
Case input_P10_narrow();
/// P7: four neurons that fit two atoms at low noise with little variation under pi.
Case input_P7();
/// ZIG-6: -(y - c_i) / sigma^2 within 5 sigma / 2 of each of six atoms and beyond both ends,
/// straight in between, as a network of 12 neurons: two with coinciding kinks make an affine
/// function.
Case input_ZIG_6();
/// MEM1: the network that is -y / sigma^2, the optimal score of one atom at 0.
Case input_MEM1();
/// FULL: a fully trained network of two neurons on A.
Case input_FULL();

}  // namespace rigor::big_step
