#include <algorithm>

#include "verdict/runner.hpp"

namespace rigor {
namespace {

bool any(const Run& run, Kind kind, Verdict verdict) {
  return std::any_of(run.results.begin(), run.results.end(), [&](const Result& result) {
    return result.claim->kind == kind && result.outcome.verdict == verdict;
  });
}

bool has_kind(const Run& run, Kind kind) {
  return std::any_of(run.results.begin(), run.results.end(),
                     [&](const Result& result) { return result.claim->kind == kind; });
}

}  // namespace

int exit_status(const Run& run) {
  const bool toothless =
      std::any_of(run.results.begin(), run.results.end(), [](const Result& result) {
        return result.claim->kind == Kind::false_variant &&
               result.outcome.verdict != Verdict::violated;
      });
  if (toothless) return 70;
  if (!run.complete) return 130;
  const Kind kind = has_kind(run, Kind::claim) ? Kind::claim : Kind::printed;
  if (any(run, kind, Verdict::violated)) return 1;
  if (any(run, kind, Verdict::inconclusive)) return 2;
  return any(run, kind, Verdict::verified) ? 0 : 3;
}

}  // namespace rigor
