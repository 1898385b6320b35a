#include "report/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/grouping.hpp"
#include "report/number_text.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

std::string paint(std::string_view text, Verdict verdict, bool colour) {
  if (!colour) return std::string(text);
  const char* code = "36";  // inapplicable: cyan
  if (verdict == Verdict::verified) code = "32";
  if (verdict == Verdict::violated) code = "1;31";
  if (verdict == Verdict::inconclusive) code = "33";
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

struct Cell {
  std::string text;
  Verdict verdict = Verdict::verified;
  bool is_verdict = false;
};

struct Row {
  std::vector<Cell> cells;
};

/// The claim's column, then one a case, then "own input" for claims that bring or search one.
std::vector<Row> make_rows(const Run& run, Kind kind) {
  const std::vector<const Claim*> claims = claims_of(run, kind);
  const auto brings_input = [&run](const Claim* c) {
    return c->own_input || run.options.search_seed.has_value();
  };
  const bool own = std::any_of(claims.begin(), claims.end(), brings_input);
  const bool on_cases = !std::all_of(claims.begin(), claims.end(), brings_input);
  Row head;
  head.cells.push_back({.text = kind == Kind::claim ? "claim" : "as printed"});
  std::map<std::string, std::size_t> columns;
  for (const Case& input : run.cases) {
    if (!on_cases) break;
    columns[input.name] = head.cells.size();
    head.cells.push_back({.text = input.name});
  }
  if (own) head.cells.push_back({.text = "own input"});

  std::vector<Row> rows = {head};
  for (const Claim* claim : claims) {
    Row row;
    row.cells.resize(head.cells.size());
    row.cells.front().text = claim->id();
    for (const Result* result : results_of(run, *claim)) {
      const Verdict verdict = result->outcome.verdict;
      std::string text(word(verdict));
      const bool own_input = brings_input(claim);
      if (own_input) text += " (" + result->case_name + ")";
      const std::size_t column = own_input ? head.cells.size() - 1 : columns.at(result->case_name);
      row.cells[column] = {text, verdict, true};
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string render(const std::vector<Row>& rows, bool colour) {
  std::vector<std::size_t> widths(rows.front().cells.size(), 0);
  for (const Row& row : rows) {
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      widths[c] = std::max(widths[c], display_width(row.cells[c].text));
    }
  }
  std::string out;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string line;
    for (std::size_t c = 0; c < widths.size(); ++c) {
      const Cell& cell = rows[r].cells[c];
      const std::size_t blanks = widths[c] - display_width(cell.text) + 2;
      line += cell.is_verdict ? paint(cell.text, cell.verdict, colour) : cell.text;
      line += std::string(blanks, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
    if (r == 0) {
      for (std::size_t c = 0; c < widths.size(); ++c) {
        out += std::string(widths[c], '-') + (c + 1 < widths.size() ? "  " : "\n");
      }
    }
  }
  return out;
}

std::string witness_line(const Witness& witness) {
  std::string place;
  for (const auto& [name, value] : witness.coordinates) {
    place += fmt::format("{}{} = {}", place.empty() ? "" : ", ", name, value);
  }
  return fmt::format("  at {}: left side {}, right side {}\n", place, compact(witness.left),
                     compact(witness.right));
}

/// What a reader asks next: why is it not verified, where does it fail, what holds for which part.
std::string explanations(const Run& run, bool colour) {
  std::string out;
  for (const Result& result : run.results) {
    const Outcome& outcome = result.outcome;
    const bool verified = outcome.verdict == Verdict::verified;
    const bool expected =
        result.claim->kind == Kind::false_variant && outcome.verdict == Verdict::violated;
    if (expected || (verified && outcome.parts.empty())) continue;
    out += fmt::format("{} on {}: {}", result.claim->id(), result.case_name,
                       paint(word(outcome.verdict), outcome.verdict, colour));
    if (!outcome.reason.empty()) out += ": " + outcome.reason;
    out += "\n";
    for (const Part& part : outcome.parts) {
      out += "  " + part.range;
      if (part.verdict != Verdict::verified) {
        out += ": " + paint(word(part.verdict), part.verdict, colour);
      }
      if (!part.reason.empty()) out += " (" + part.reason + ")";
      out += "\n";
    }
    if (outcome.witness) out += witness_line(*outcome.witness);
  }
  return out.empty() ? out : "\n" + out;
}

}  // namespace

std::size_t display_width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string count_line(const Run& run) {
  const auto count = [&](Kind kind, Verdict verdict) {
    return std::count_if(run.results.begin(), run.results.end(), [&](const Result& r) {
      return r.claim->kind == kind && r.outcome.verdict == verdict;
    });
  };
  std::string out = fmt::format(
      "{} verified, {} violated, {} inconclusive, {} inapplicable",
      count(Kind::claim, Verdict::verified), count(Kind::claim, Verdict::violated),
      count(Kind::claim, Verdict::inconclusive), count(Kind::claim, Verdict::inapplicable));
  const auto refuted = [&](Kind kind, const char* what) {
    const std::vector<const Claim*> claims = claims_of(run, kind);
    const auto violated = std::count_if(claims.begin(), claims.end(), [&](const Claim* claim) {
      const std::vector<const Result*> results = results_of(run, *claim);
      return std::any_of(results.begin(), results.end(), [](const Result* result) {
        return result->outcome.verdict == Verdict::violated;
      });
    });
    if (!claims.empty()) {
      out += fmt::format("; {} of {} {} refuted", violated, claims.size(), what);
    }
  };
  refuted(Kind::printed, "printed statements");
  refuted(Kind::false_variant, "false variants");
  return out;
}

std::string verdict_table(const Run& run, bool colour) {
  if (run.results.empty()) return "nothing was checked\n";
  std::string out;
  for (const Kind kind : {Kind::claim, Kind::printed}) {
    const std::vector<Row> rows = make_rows(run, kind);
    if (rows.size() == 1) continue;
    if (!out.empty()) out += "\n";
    out += render(rows, colour);
  }
  out += explanations(run, colour);
  if (!out.empty()) out += "\n";
  out += count_line(run) + "\n";
  if (!run.complete) out += "interrupted: what is missing was not finished\n";
  return out;
}

}  // namespace rigor
