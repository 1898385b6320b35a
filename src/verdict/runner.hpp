// Running claims on cases: selection, precision ladder, threads, exit status.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "verdict/claim.hpp"

namespace rigor {

struct RunOptions {
  int digits = 15;                  ///< instance quantities are wanted to 10^-digits
  int max_bits = 4096;              ///< the last rung of the precision ladder
  std::int64_t budget = 1'000'000;  ///< steps of one check on one rung
  unsigned jobs = 0;                ///< worker threads; 0 means one per core
  bool printed = false;             ///< run the statements that a paper prints
  bool false_variants = true;       ///< run the false variants, the teeth of the checks
  bool plots = false;               ///< enclose the curves of plots
  std::optional<std::uint64_t> search_seed = {};  ///< of `search`; set for its runs only
  std::vector<std::string> claims = {};           ///< selected IDs, see `selects`; none means all

  /// Asked by every worker at every budget step: cheap and safe to call from several threads.
  std::function<bool()> interrupted = {};

  /// Called after every finished task, by one thread at a time.
  std::function<void(std::size_t done, std::size_t total, const std::string& what)> progress = {};
};

struct Result {
  const Claim* claim = nullptr;
  std::string case_name = {};  ///< of the case, or of the claim's own input
  Outcome outcome = {};
  std::vector<Plot> plots = {};
  double seconds = 0;  ///< wall clock; for timing.json only
};

/// `results` points into the registry that was run, which must outlive it.
struct Run {
  std::vector<Case> cases;
  std::vector<Result> results;
  bool complete = true;  ///< false if the user interrupted; `results` has what was finished
  RunOptions options;
};

/// Settles every selected claim on every case, then the claims with an input of their own, once.
/// A claim of kind `printed` runs if options.printed, a false variant if options.false_variants,
/// and either if its exact ID is in options.claims.
///
/// Results are in the order of the cases, then of the registry, and are the same for any number of
/// threads. Two cases of one name are told apart: the second "x" becomes "x-2".
///
/// Throws std::logic_error, a fault of Rigor's own, naming the claim and the case, if the registry
/// is malformed, if a check throws anything but BudgetExhausted and Interrupted, or if two rungs of
/// the ladder contradict each other. Throws std::invalid_argument if a selector names no claim.
Run run(const Registry& registry, std::vector<Case> cases, const RunOptions& options);

/// Instead of checking anything, lets every selected claim that can search look for a
/// counterexample from options.search_seed, which must be set. options.claims as in `run`, but
/// every kind takes part. Throws as `run` does.
Run search(const Registry& registry, const RunOptions& options);

/// The exit status of `check`: 70 if a false variant is not refuted; else 130 if the run was
/// interrupted; else 1 if a claim is violated, 2 if one is inconclusive, 0 if one is verified, and
/// 3 if no claim applies.
///
/// False variants have no other part in it, and printed statements none at all: that a printed
/// statement fails on its own named input is a finding about a paper, not about the user's case.
/// Only where printed statements alone were selected the status speaks of them.
int exit_status(const Run& run);

}  // namespace rigor
