#include "cli/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <limits>
#include <system_error>
#include <utility>

#include "cli/terminal.hpp"
#include "expression/source_text.hpp"
#include "expression/suggestion.hpp"
#include "verdict/case_file.hpp"
#include "verdict/registry.hpp"

namespace rigor {
namespace {

std::vector<std::string> shipped_cases() {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("cases", error)) {
    if (entry.path().extension() == ".toml") names.push_back(entry.path().string());
  }
  std::sort(names.begin(), names.end());
  if (names.empty()) throw InputError("rigor", "no CASE is given, and ./cases has no *.toml file");
  return names;
}

}  // namespace

void add_selection(CLI::App& command, Selection& selection) {
  RunOptions& options = selection.options;
  command.add_option("CASE", selection.cases,
                     "case files; - is the standard input; without any, ./cases/*.toml");
  command
      .add_option_function<std::vector<std::string>>(
          "--case",
          [&cases = selection.cases](const std::vector<std::string>& names) {
            cases.insert(cases.end(), names.begin(), names.end());
          },
          "a case file, as CASE; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command
      .add_option("--claim", options.claims,
                  "check only this claim (SCORE-VAR-1 with all its parts, SCORE-VAR-1.a one part); "
                  "may be repeated")
      ->type_name("ID")
      ->allow_extra_args(false);
  command.add_option("--jobs", options.jobs, "worker threads; one per core if absent")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  command.add_option("--digits", options.digits, "digits wanted of instance quantities")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 10000));
  command.add_option("--max-bits", options.max_bits, "highest working precision")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(53, 1 << 24));
  command.add_option("--budget", options.budget, "steps of one check at one precision")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(std::int64_t{1}, std::numeric_limits<std::int64_t>::max()));
}

std::vector<Case> read_cases(const std::vector<std::string>& names) {
  std::vector<Case> cases;
  for (const std::string& name : names.empty() ? shipped_cases() : names) {
    cases.push_back(read_case(name));
  }
  return cases;
}

void check_selectors(const std::vector<std::string>& selectors, const Registry& registry) {
  for (const std::string& selector : selectors) {
    const auto selected = [&](const Claim& claim) { return selects(selector, claim); };
    if (std::any_of(registry.begin(), registry.end(), selected)) continue;
    std::vector<std::string> known;
    for (const Claim& claim : registry) {
      known.push_back(claim.base);
      known.push_back(claim.id());
    }
    std::string hint = did_you_mean(selector, known);
    if (hint.empty()) hint = "; \"rigor claims\" lists them";
    throw InputError("rigor", fmt::format("unknown claim {}{}", in_quotes(selector), hint));
  }
}

Run run_selection(const Registry& registry, std::vector<Case> cases, RunOptions options) {
  options.interrupted = watch_for_interrupt();
  options.progress = progress_line();
  Run result = run(registry, std::move(cases), options);
  clear_progress_line();
  if (!result.complete) std::cerr << "rigor: interrupted; what was finished is kept\n";
  return result;
}

}  // namespace rigor
