// Where to split a box so that a part of it falls off at once.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "analysis/contractor.hpp"
#include "conjecture/formula.hpp"

namespace rigor {

struct Cut {
  std::size_t variable = 0;
  Rational at;
};

/// Proposes splits of boxes on which one of several atoms is to hold: the part of the box where all
/// of them can fail is contracted, and a side that loses a quarter of its width is cut next to
/// there. Evaluation of the atoms on the part that falls off mostly proves one of them. Belongs to
/// one thread.
class CutFinder {
 public:
  /// `terms` is kept by reference.
  explicit CutFinder(const Terms& terms) : terms_(terms) {}

  std::optional<Cut> find(std::span<const Atom> atoms, const Box& box);

 private:
  struct Tool {
    Contractor<Interval> contractor;
    Contractor<Interval>::Workspace work;
  };
  Tool& tool(std::span<const Atom> atoms, std::size_t variables);

  const Terms& terms_;
  std::map<std::vector<TermId>, std::unique_ptr<Tool>> tools_;
};

}  // namespace rigor
