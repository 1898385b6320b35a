// Reports as JSON, schema "rigor-report/1" (docs/schema/rigor-report-1.schema.json).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verdict/runner.hpp"

namespace rigor {

/// The report of a run. Two-space indent, keys in the order of the schema; the bytes depend on the
/// inputs, the settings and the version alone, not on threads or time.
std::string to_json(const Run& run);

/// The wall-clock seconds of each result, which the report leaves out.
std::string timing_json(const Run& run);

/// One result of a report that was read back.
struct ReportResult {
  std::string id;
  std::string case_name;
  Kind kind = Kind::claim;
  Verdict verdict = Verdict::inconclusive;
  Scope scope = Scope::instance;
  std::optional<Enclosure> margin;
  std::vector<Quantity> quantities;
  std::string reason;
  int bits = 53;
};

struct ReportCase {
  std::string name;
  std::string sha256;
};

/// What a comparison of two reports needs of one.
struct Report {
  std::string version;
  bool complete = true;
  std::vector<ReportCase> cases;
  std::vector<ReportResult> results;
};

/// Reads a report in schema "rigor-report/1". Throws std::invalid_argument with one sentence that
/// says what is wrong (no JSON, another schema, a missing key, an unknown word), with the place.
Report read_json(std::string_view text);

}  // namespace rigor
