#include "report/grouping.hpp"

#include <algorithm>

namespace rigor {

std::vector<const Claim*> claims_of(const Run& run, Kind kind) {
  std::vector<const Claim*> out;
  for (const Result& result : run.results) {
    if (result.claim->kind == kind) out.push_back(result.claim);
  }
  std::sort(out.begin(), out.end());  // the registry is one array
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<const Result*> results_of(const Run& run, const Claim& claim) {
  std::vector<const Result*> out;
  for (const Result& result : run.results) {
    if (result.claim == &claim) out.push_back(&result);
  }
  return out;
}

}  // namespace rigor
