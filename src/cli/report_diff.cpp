#include "cli/report_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "number/rational.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

std::string text(const Enclosure& value) {
  return fmt::format("[{}, {}]", value.lower, value.upper);
}

bool same(const Enclosure& a, const Enclosure& b) {
  return a.lower == b.lower && a.upper == b.upper;
}

// Whether a <= b is false beyond doubt; ends that are infinite or no numbers prove nothing.
bool certainly_above(const std::string& a, const std::string& b) {
  const std::optional<Rational> x = parse_rational(a);
  const std::optional<Rational> y = parse_rational(b);
  return x && y && *x > *y;
}

std::string change(const Enclosure& before, const Enclosure& after) {
  const bool disjoint =
      certainly_above(before.lower, after.upper) || certainly_above(after.lower, before.upper);
  return fmt::format("{} -> {}{}", text(before), text(after),
                     disjoint ? " (no point in common)" : "");
}

const ReportResult* find(const Report& report, const ReportResult& wanted) {
  const auto found = std::find_if(report.results.begin(), report.results.end(), [&](const auto& r) {
    return r.id == wanted.id && r.case_name == wanted.case_name;
  });
  return found == report.results.end() ? nullptr : &*found;
}

const Quantity* find(const ReportResult& result, std::string_view name) {
  const auto found = std::find_if(result.quantities.begin(), result.quantities.end(),
                                  [&](const Quantity& q) { return q.name == name; });
  return found == result.quantities.end() ? nullptr : &*found;
}

void compare_results(const ReportResult& before, const ReportResult& after,
                     std::vector<std::string>& changes) {
  const auto add = [&](const std::string& what) {
    changes.push_back(fmt::format("{} on {}: {}", after.id, after.case_name, what));
  };
  if (before.verdict != after.verdict) {
    add(fmt::format("{} -> {}", word(before.verdict), word(after.verdict)));
  }
  if (before.scope != after.scope) {
    add(fmt::format("scope {} -> {}", word(before.scope), word(after.scope)));
  }
  if (before.margin && after.margin && !same(*before.margin, *after.margin)) {
    add("margin " + change(*before.margin, *after.margin));
  }
  if (before.margin && !after.margin) add("margin " + text(*before.margin) + " -> none");
  if (!before.margin && after.margin) add("margin none -> " + text(*after.margin));
  for (const Quantity& quantity : before.quantities) {
    const Quantity* now = find(after, quantity.name);
    if (now == nullptr) {
      add(fmt::format("{} {} -> none", quantity.name, text(quantity.value)));
    } else if (!same(quantity.value, now->value)) {
      add(fmt::format("{} {}", quantity.name, change(quantity.value, now->value)));
    }
  }
  for (const Quantity& quantity : after.quantities) {
    if (find(before, quantity.name) != nullptr) continue;
    add(fmt::format("{} none -> {}", quantity.name, text(quantity.value)));
  }
}

std::vector<std::string> remarks(const Report& before, const Report& after) {
  std::vector<std::string> lines;
  if (before.version != after.version) {
    lines.push_back(fmt::format("version {} -> {}", before.version, after.version));
  }
  if (!before.complete) lines.push_back("the old report is of an interrupted run");
  if (!after.complete) lines.push_back("the new report is of an interrupted run");
  for (const ReportCase& now : after.cases) {
    for (const ReportCase& then : before.cases) {
      if (then.name == now.name && then.sha256 != now.sha256) {
        lines.push_back(fmt::format("case {}: the input has changed", now.name));
      }
    }
  }
  return lines;
}

}  // namespace

ReportDiff compare_reports(const Report& before, const Report& after) {
  ReportDiff result{remarks(before, after), {}};
  for (const ReportResult& now : after.results) {
    if (const ReportResult* then = find(before, now)) {
      compare_results(*then, now, result.changes);
    } else {
      result.changes.push_back(
          fmt::format("{} on {}: new, {}", now.id, now.case_name, word(now.verdict)));
    }
  }
  for (const ReportResult& then : before.results) {
    if (find(after, then) != nullptr) continue;
    result.changes.push_back(
        fmt::format("{} on {}: gone, was {}", then.id, then.case_name, word(then.verdict)));
  }
  return result;
}

}  // namespace rigor
