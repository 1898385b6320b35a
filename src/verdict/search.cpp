#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>

#include "verdict/registry.hpp"
#include "verdict/runner.hpp"

namespace rigor {
namespace {

bool is_selected(const Claim& claim, const std::vector<std::string>& selectors) {
  return selectors.empty() ||
         std::any_of(selectors.begin(), selectors.end(),
                     [&](const std::string& selector) { return selects(selector, claim); });
}

}  // namespace

Run search(const Registry& registry, const RunOptions& options) {
  if (const auto fault = registry_fault(registry)) throw std::logic_error(*fault);
  const std::uint64_t seed = options.search_seed.value();
  Run run{.cases = {}, .results = {}, .complete = true, .options = options};
  for (const Claim& claim : registry) {
    if (!claim.search || !is_selected(claim, options.claims)) continue;
    const auto start = std::chrono::steady_clock::now();
    Result result{.claim = &claim, .case_name = "seed " + std::to_string(seed)};
    Budget budget(options.budget, options.interrupted);
    try {
      result.outcome =
          claim.search(seed, {.precision = {53}, .digits = options.digits, .budget = &budget});
    } catch (const BudgetExhausted&) {
      result.outcome.reason =
          "budget: " + std::to_string(options.budget) +
          " steps found no counterexample; try a larger --budget or another --seed";
    } catch (const Interrupted&) {
      run.complete = false;
      return run;
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    result.seconds = elapsed.count();
    run.results.push_back(std::move(result));
  }
  return run;
}

}  // namespace rigor
