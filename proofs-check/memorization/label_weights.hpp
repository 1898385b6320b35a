// The weights of the data that a condition on a label gives.
#pragma once

#include <algorithm>
#include <vector>

#include "proofs-check/memorization/setting.hpp"

namespace rigor::memorization {

/// p_i: 1/N, or the kernel weights of a condition.
template <IntervalNumber B>
std::vector<Decorated<B>> label_weights(const Setting<B>& s) {
  Rational largest = s.data.log_weight(0);
  for (std::size_t i = 1; i < s.N(); ++i) largest = std::max(largest, s.data.log_weight(i));
  std::vector<Decorated<B>> p;
  Decorated<B> sum = s.number(0);
  for (std::size_t i = 0; i < s.N(); ++i) {
    p.push_back(exp(s.exact(s.data.log_weight(i) - largest)));
    sum += p.back();
  }
  for (auto& weight : p) weight = weight / sum;
  return p;
}

}  // namespace rigor::memorization
