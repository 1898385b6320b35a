// Cases of data and the law that they are drawn from.
#pragma once

#include <string>
#include <vector>

#include "claims/claims_run.hpp"

namespace rigor::test {

/// Without `until` where it is empty.
inline Case truth_case(const std::vector<std::string>& points, TrueLaw law,
                       const std::string& variance, const std::string& until = "") {
  Case input;
  input.name = "truth";
  for (const std::string& x : points) input.points.push_back({exact(x)});
  input.truth = TruthInput{law, exact(variance), std::nullopt};
  if (!until.empty()) input.truth->until = exact(until);
  return input;
}

inline const Enclosure& value(const Outcome& outcome, std::string_view name) {
  return quantity_of(outcome, name).value;
}

}  // namespace rigor::test
