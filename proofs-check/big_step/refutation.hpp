// Refutations on a mixture of the paper's setting.
#pragma once

#include "model/mixture.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/second_engine/arb_mixture.hpp"

namespace rigor::big_step {

inline second_engine::Instance instance_of(const Mixture& mixture, const Rational& sigma) {
  second_engine::Instance instance{{}, sigma};
  for (std::size_t i = 0; i < mixture.size(); ++i) instance.centres.push_back(mixture.centre(i));
  return instance;
}

}  // namespace rigor::big_step
