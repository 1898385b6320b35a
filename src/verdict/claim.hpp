// A claim: a statement with its identity, its source and the check that settles it on a case.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "number/precision.hpp"
#include "verdict/case.hpp"
#include "verdict/outcome.hpp"

namespace rigor {

/// Thrown by Budget::step when the steps are spent, or the user has interrupted the run.
struct BudgetExhausted : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct Interrupted : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Counts deterministic steps (boxes, panels, samples) of one check on one rung of the ladder.
/// Every loop whose length is not bounded by the size of the input calls `step`.
class Budget {
 public:
  explicit Budget(std::int64_t steps, const std::function<bool()>& interrupted = {})
      : left_(steps), interrupted_(interrupted) {}

  void step(std::int64_t count = 1) {
    left_ -= count;
    if (left_ < 0) throw BudgetExhausted("the step budget is spent");
    if (interrupted_ && interrupted_()) throw Interrupted("interrupted");
  }

 private:
  std::int64_t left_;
  std::function<bool()> interrupted_;
};

/// How hard a check may work: one rung of the precision ladder.
struct Effort {
  Precision precision;       ///< Precision{53} means the double Interval, more means BigInterval
  int digits = 15;           ///< instance quantities are wanted to 10^-digits
  Budget* budget = nullptr;  ///< never null

  bool is_double() const { return precision.bits == 53; }
};

struct Source {
  std::string arxiv;  ///< "2502.03435"
  int version = 0;    ///< 1 for "as printed in arXiv v1"; 0 where the statement is Rigor's own
  std::string where;  ///< "Proposition 2"
};

/// What a claim speaks about: data and noise, or what a case has besides. It runs on the cases that
/// have it.
enum class Subject {
  data,
  network,
  full_network,
  flow,
  truth,
  features,
  cells,
  samples,
  residual,
  random_weights,
  wide,
  relu
};

struct Claim {
  std::string base;     ///< "SCORE-VAR-1"
  std::string part;     ///< "a", or empty
  std::string variant;  ///< "printed", "printed-x", "false-a", or empty
  Kind kind = Kind::claim;
  std::string title;                    ///< one plain sentence
  std::string statement;                ///< the formula, in the LaTeX subset of report/math.hpp
  std::vector<std::string> hypotheses;  ///< in words, each proved for the case by `check`
  Source source;
  std::string scope;  ///< in words: what is proved, for which parameters
  std::string notes;  ///< what differs from the paper, and why
  Subject subject = Subject::data;
  bool own_input = false;  ///< carries its own named input; runs once, on no case

  /// Settles the claim on the case. For `own_input` claims the argument is ignored and the outcome
  /// speaks of the named input. Throws BudgetExhausted and Interrupted only.
  std::function<Outcome(const Case&, const Effort&)> check;

  /// Looks for a counterexample by itself, from random inputs made from the seed, and proves it:
  /// `violated` with a witness, or `inconclusive`. May be empty. The same seed gives the same
  /// result.
  std::function<Outcome(std::uint64_t seed, const Effort&)> search;

  /// The named input's name ("A", "C") where own_input is set.
  std::string input_name;

  /// Plots of the claim on a case: enclosures of curves over boxes. May be empty.
  std::function<std::vector<Plot>(const Case&)> plot;

  /// `BASE[.part][/variant]`
  std::string id() const {
    return base + (part.empty() ? "" : "." + part) + (variant.empty() ? "" : "/" + variant);
  }
};

/// All claims, in the order in which they are reported.
using Registry = std::vector<Claim>;

}  // namespace rigor
