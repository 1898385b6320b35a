// What a step of the search finds out of a formula on one box.
#pragma once

#include <optional>
#include <vector>

#include "conjecture/box_step.hpp"

namespace rigor {

/// The undecided atoms on which the formula hangs.
struct Needed {
  std::vector<std::size_t> atoms;
  bool has_choice = false;  ///< not all of them are needed
};

/// What is known of the formula on one box.
struct BoxWorker::Board {
  explicit Board(const Task& of) : task(of) {}

  Task without_box() const {
    Task result;
    result.node = task.node;
    result.bits = task.bits;
    result.depth = task.depth;
    return result;
  }

  const Task& task;
  std::vector<Truth> truths;       ///< of the nodes that are atoms
  std::vector<ProvedAtom> proved;  ///< and how, in the same order:
  std::vector<Branch> parts;
  Needed needed;
  Step step;
  int bits = 53;
  Trial last;
};

}  // namespace rigor
