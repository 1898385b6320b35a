// The differences of two reports.
#pragma once

#include <string>
#include <vector>

#include "report/json.hpp"

namespace rigor {

/// Lines of text. `changes` are of verdicts, margins, quantities, and of results that only one
/// report has; `remarks` are of versions, inputs and completeness.
struct ReportDiff {
  std::vector<std::string> remarks;
  std::vector<std::string> changes;
};

/// Results are matched by claim and case. Enclosures differ if their text does; where two
/// enclosures of one number have no point in common, which at most one of them can survive, the
/// line says so.
ReportDiff compare_reports(const Report& before, const Report& after);

}  // namespace rigor
