// An enclosed trajectory as text, JSON and a page.
#pragma once

#include <string>
#include <vector>

#include "verdict/case.hpp"
#include "verdict/outcome.hpp"

namespace rigor {

/// For all times s in the interval, with noise variance in v, the trajectory is in the box x.
struct TraceStep {
  Enclosure s;
  Enclosure v;
  std::vector<Enclosure> x;
};

/// What `rigor trace` found.
struct Trace {
  Case input;
  bool is_settled = false;
  std::string answer;  ///< one sentence; where it is not settled, the reason
  std::vector<Quantity> quantities;
  std::vector<TraceStep> steps;
  std::vector<Plot> plots;
  std::vector<std::string> rests_on;
  int bits = 53;
};

/// The answer, the quantities, and a table of at most `rows` lines; a line stands for several steps
/// where there are more, and its box encloses theirs.
std::string trace_text(const Trace& trace, std::size_t rows);

/// The schema is "rigor-trace/1": see docs/memorization.md.
std::string trace_json(const Trace& trace);

/// A self-contained page with the plots.
std::string trace_html(const Trace& trace);

}  // namespace rigor
