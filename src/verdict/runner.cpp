#include "verdict/runner.hpp"

#include <mpfr.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <limits>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <set>
#include <thread>

#include "number/mpfr_range.hpp"
#include "verdict/ladder.hpp"
#include "verdict/registry.hpp"

namespace rigor {
namespace {

/// One unit of work. The check and the plots of a result are separate, so that they can go to
/// different threads.
struct Task {
  const Claim* claim;
  const Case* input;
  std::size_t result;  ///< the slot that the task fills
  bool plots;
  std::size_t weight;  ///< a guess at the work; only the schedule depends on it
};

struct Slot {
  Result result;
  int open = 0;  ///< unfinished tasks
};

bool wanted(const Claim& claim, const RunOptions& options) {
  const bool kind_runs = claim.kind == Kind::claim ||
                         (claim.kind == Kind::printed && options.printed) ||
                         (claim.kind == Kind::false_variant && options.false_variants);
  if (options.claims.empty()) return kind_runs;
  return std::any_of(options.claims.begin(), options.claims.end(), [&](const std::string& id) {
    return names_exactly(id, claim) || (kind_runs && selects(id, claim));
  });
}

void require_known(const Registry& registry, const std::vector<std::string>& selectors) {
  for (const std::string& id : selectors) {
    const bool known = std::any_of(registry.begin(), registry.end(),
                                   [&](const Claim& claim) { return selects(id, claim); });
    if (!known) throw std::invalid_argument("no claim has the ID " + id);
  }
}

void make_names_unique(std::vector<Case>& cases) {
  std::set<std::string> taken;
  for (Case& one : cases) {
    const std::string stem = one.name;
    for (int k = 2; !taken.insert(one.name).second; ++k) one.name = stem + "-" + std::to_string(k);
  }
}

/// False variants show that the checks have teeth, whatever precision and budget the user allows to
/// the claims: they run under the defaults.
RunOptions options_for(const Claim& claim, const RunOptions& options) {
  RunOptions own = options;
  if (claim.kind == Kind::false_variant) {
    const RunOptions defaults;
    own.digits = defaults.digits;
    own.max_bits = defaults.max_bits;
    own.budget = defaults.budget;
  }
  return own;
}

/// The shared queue and everything that the workers write.
class Pool {
 public:
  Pool(std::vector<Slot>& slots, std::vector<Task> tasks, const RunOptions& options)
      : slots_(slots), tasks_(std::move(tasks)), order_(tasks_.size()), options_(options) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(), [this](std::size_t a, std::size_t b) {
      return tasks_[a].weight > tasks_[b].weight;
    });
  }

  void work() {
    use_widest_exponent_range();
    while (const std::optional<std::size_t> index = take()) {
      try {
        perform(tasks_[*index]);
      } catch (const Interrupted&) {
        const std::lock_guard lock(mutex_);
        interrupted_ = true;
      } catch (const std::exception& error) {
        record_fault(*index, error.what());
      } catch (...) {
        record_fault(*index, "an unknown exception");
      }
    }
    mpfr_free_cache();
  }

  bool interrupted() const { return interrupted_; }

  /// Of several faults the first in the order of the results, whichever thread met it first.
  void rethrow_fault() const {
    if (faults_.empty()) return;
    const auto& [index, what] = *faults_.begin();
    const Task& task = tasks_[index];
    throw std::logic_error(task.claim->id() + " on " + slots_[task.result].result.case_name + ": " +
                           what);
  }

 private:
  std::optional<std::size_t> take() {
    const bool stop = options_.interrupted && options_.interrupted();
    const std::lock_guard lock(mutex_);
    if (next_ == order_.size() || interrupted_ || !faults_.empty()) return std::nullopt;
    if (stop) {
      interrupted_ = true;
      return std::nullopt;
    }
    return order_[next_++];
  }

  void perform(const Task& task) {
    const auto start = std::chrono::steady_clock::now();
    Outcome outcome;
    std::vector<Plot> plots;
    if (task.plots) {
      plots = task.claim->plot(*task.input);
    } else {
      outcome = climb(*task.claim, *task.input, options_for(*task.claim, options_));
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;

    const std::lock_guard lock(mutex_);
    Slot& slot = slots_[task.result];
    if (task.plots) {
      slot.result.plots = std::move(plots);
    } else {
      slot.result.outcome = std::move(outcome);
    }
    slot.result.seconds += elapsed.count();
    --slot.open;
    ++done_;
    if (options_.progress) {
      options_.progress(done_, tasks_.size(), task.claim->id() + " on " + slot.result.case_name);
    }
  }

  void record_fault(std::size_t index, const std::string& what) {
    const std::lock_guard lock(mutex_);
    faults_.emplace(index, what);
  }

  std::vector<Slot>& slots_;
  std::vector<Task> tasks_;
  std::vector<std::size_t> order_;
  const RunOptions& options_;
  std::mutex mutex_;
  std::size_t next_ = 0;
  std::size_t done_ = 0;
  bool interrupted_ = false;
  std::map<std::size_t, std::string> faults_;
};

/// Slots in the order of the results, and the tasks that fill them.
class Plan {
 public:
  explicit Plan(const RunOptions& options) : options_(options) {}

  void add(const Claim& claim, const Case& input, const std::string& name) {
    // What carries its own input can't be weighed, so it starts first and never ends last.
    constexpr std::size_t unknown = std::numeric_limits<std::size_t>::max();
    const std::size_t weight = claim.own_input ? unknown : input.points.size();
    slots.push_back({.result = {.claim = &claim, .case_name = name}, .open = 1});
    tasks.push_back({&claim, &input, slots.size() - 1, false, weight});
    if (options_.plots && claim.plot) {
      ++slots.back().open;
      tasks.push_back({&claim, &input, slots.size() - 1, true, weight});
    }
  }

  std::vector<Slot> slots;
  std::vector<Task> tasks;

 private:
  const RunOptions& options_;
};

}  // namespace

Run run(const Registry& registry, std::vector<Case> cases, const RunOptions& options) {
  if (const auto fault = registry_fault(registry)) throw std::logic_error(*fault);
  require_known(registry, options.claims);
  make_names_unique(cases);

  Run result{.cases = std::move(cases), .results = {}, .complete = true, .options = options};
  const Case none{};
  Plan plan(result.options);
  for (const Case& input : result.cases) {
    for (const Claim& claim : registry) {
      if (!claim.own_input && wanted(claim, options) && concerns(claim, input)) {
        plan.add(claim, input, input.name);
      }
    }
  }
  for (const Claim& claim : registry) {
    if (claim.own_input && wanted(claim, options)) {
      plan.add(claim, none, claim.input_name.empty() ? "own input" : claim.input_name);
    }
  }

  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t asked = options.jobs == 0 ? cores : options.jobs;
  const std::size_t workers = std::clamp<std::size_t>(plan.tasks.size(), 1, asked);
  Pool pool(plan.slots, std::move(plan.tasks), result.options);
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < workers; ++i) threads.emplace_back([&pool] { pool.work(); });
  for (std::jthread& thread : threads) thread.join();
  pool.rethrow_fault();

  result.complete = !pool.interrupted();
  for (Slot& slot : plan.slots) {
    if (slot.open == 0) result.results.push_back(std::move(slot.result));
  }
  return result;
}

}  // namespace rigor
