#include "report/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "number/rational.hpp"
#include "report/escape.hpp"
#include "report/html_parts.hpp"
#include "report/html_style.hpp"
#include "report/number_text.hpp"
#include "report/svg.hpp"
#include "verdict/version.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

using Json = nlohmann::ordered_json;

/// The decimal ends of `a` and `b` that enclose both. An end that is no number wins.
std::string extreme(const std::string& a, const std::string& b, bool least) {
  const auto p = parse_rational(a), q = parse_rational(b);
  if (!p) return a;
  if (!q) return b;
  return (least ? *p <= *q : *p >= *q) ? a : b;
}

Enclosure hull(const Enclosure& a, const Enclosure& b) {
  return {extreme(a.lower, b.lower, true), extreme(a.upper, b.upper, false)};
}

std::vector<TraceStep> rows_of(const Trace& trace, std::size_t rows) {
  const std::size_t group = (trace.steps.size() + rows - 1) / std::max<std::size_t>(rows, 1);
  std::vector<TraceStep> out;
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const TraceStep& step = trace.steps[i];
    if (i % group == 0) {
      out.push_back(step);
      continue;
    }
    TraceStep& row = out.back();
    row.s = hull(row.s, step.s);
    row.v = hull(row.v, step.v);
    for (std::size_t k = 0; k < row.x.size(); ++k) row.x[k] = hull(row.x[k], step.x[k]);
  }
  return out;
}

std::string coordinate(const Trace& trace, std::size_t k) {
  return trace.input.dimension() == 1 ? "x" : fmt::format("x_{}", k + 1);
}

Json to_value(const Enclosure& x) {
  return {{"lower", x.lower}, {"upper", x.upper}};
}

}  // namespace

std::string trace_text(const Trace& trace, std::size_t rows) {
  std::string out = fmt::format("{}: {}\n{}{}\n", trace.input.name, case_words(trace.input),
                                trace.is_settled ? "" : "inconclusive: ", trace.answer);
  for (const Quantity& q : trace.quantities) {
    out += fmt::format("  {} = {}\n", q.name, compact(q.value));
  }
  if (trace.steps.empty()) return out;
  std::vector<std::vector<std::string>> table = {{"s", "v"}};
  for (std::size_t k = 0; k < trace.steps.front().x.size(); ++k) {
    table.front().push_back(coordinate(trace, k));
  }
  for (const TraceStep& row : rows_of(trace, rows)) {
    table.push_back({compact(row.s), compact(row.v)});
    for (const Enclosure& x : row.x) table.back().push_back(compact(x));
  }
  std::vector<std::size_t> widths(table.front().size(), 0);
  for (const auto& row : table) {
    for (std::size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], row[k].size());
  }
  out += "\nfor all times s in the interval, s = log(v0 / v) / 2, the trajectory is in the box\n";
  for (const auto& row : table) {
    std::string line;
    for (std::size_t k = 0; k < row.size(); ++k) {
      line += fmt::format("  {:<{}}", row[k], k + 1 < row.size() ? widths[k] : 0);
    }
    out += line + '\n';
  }
  return out;
}

std::string trace_json(const Trace& trace) {
  Json out = {{"schema", "rigor-trace/1"},
              {"version", version()},
              {"case", trace.input.name},
              {"sha256", trace.input.hash},
              {"question", word(trace.input.flow->question)},
              {"settled", trace.is_settled},
              {"answer", trace.answer},
              {"bits", trace.bits}};
  out["quantities"] = Json::array();
  for (const Quantity& q : trace.quantities) {
    out["quantities"].push_back(
        {{"name", q.name}, {"lower", q.value.lower}, {"upper", q.value.upper}});
  }
  out["steps"] = Json::array();
  for (const TraceStep& step : trace.steps) {
    Json x = Json::array();
    for (const Enclosure& value : step.x) x.push_back(to_value(value));
    out["steps"].push_back({{"s", to_value(step.s)}, {"v", to_value(step.v)}, {"x", std::move(x)}});
  }
  out["rests_on"] = trace.rests_on;
  return out.dump(2) + "\n";
}

std::string trace_html(const Trace& trace) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Trace of " +
      escape_html(trace.input.name) + "</title>\n<style>" + std::string(style_sheet()) +
      "</style>\n</head>\n<body>\n<main>\n";
  out += fmt::format("<section><h1>{}</h1>\n<p>{}</p>\n<p>{}{}</p>\n",
                     escape_html(trace.input.title), prose_html(case_words(trace.input)),
                     trace.is_settled ? "" : "<em>inconclusive:</em> ", prose_html(trace.answer));
  if (!trace.quantities.empty()) {
    out += "<div class=\"scroll\"><table><tbody>\n";
    for (const Quantity& q : trace.quantities) {
      out += fmt::format("<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td></tr>\n",
                         prose_html(q.name), number_html(compact(q.value)));
    }
    out += "</tbody></table></div>\n";
  }
  for (const Plot& plot : trace.plots) out += to_svg(plot);
  return out + fmt::format(
                   "<p>Rigor {}, {} bits; SHA-256 of the case: <span class=\"hash\">{}</span>"
                   "</p></section>\n</main>\n</body>\n</html>\n",
                   version(), trace.bits, escape_html(trace.input.hash));
}

}  // namespace rigor
