// Claims about each depth of a case for itself.
#pragma once

#include <string>
#include <utility>

#include "verdict/claim.hpp"

namespace rigor::neural_ode {

/// One depth after the other: each has a part of the outcome, if there are several.
template <class Each>
void for_each_depth(const ResidualInput& input, Outcome& outcome, const Each& each) {
  const bool is_split = input.depths.size() > 1;
  Outcome all = outcome;
  all.verdict = Verdict::verified;
  all.scope = Scope::instance;
  all.wants_precision = false;
  for (const std::size_t depth : input.depths) {
    Outcome one = outcome;
    each(depth, one);
    all.quantities.insert(all.quantities.end(), one.quantities.begin(), one.quantities.end());
    all.wants_precision = all.wants_precision || one.wants_precision;
    const std::string name = "L = " + std::to_string(depth);
    if (is_split) {
      all.parts.push_back({name, one.verdict, one.reason});
    } else {
      all.reason = one.reason;
      all.margin = one.margin;
    }
    if (one.verdict == Verdict::verified) continue;
    all.verdict = one.verdict;
    if (is_split) all.reason += (all.reason.empty() ? "open at " : ", ") + name;
  }
  outcome = std::move(all);
}

}  // namespace rigor::neural_ode
