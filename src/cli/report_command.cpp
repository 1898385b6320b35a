#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/selection.hpp"
#include "cli/terminal.hpp"
#include "proofs-check/all_claims.hpp"
#include "report/report.hpp"
#include "report/table.hpp"

namespace rigor {
namespace {

struct ReportArguments {
  Selection selection;
  std::string folder = "reports";
  bool strict = false;
};

int report(const ReportArguments& arguments) {
  const Registry registry = all_claims();
  check_selectors(arguments.selection.options.claims, registry);
  std::vector<Case> cases = read_cases(arguments.selection.cases);
  RunOptions options = arguments.selection.options;
  options.printed = true;
  options.plots = true;
  const Run result = run_selection(registry, std::move(cases), options);
  write_report(result, arguments.folder);
  std::cout << verdict_table(result, colour_wanted()) << "\nThe report is "
            << (std::filesystem::path(arguments.folder) / "index.html").string() << '\n';
  const int status = exit_status(result);
  return arguments.strict || !result.complete || status == kExitFault ? status : 0;
}

}  // namespace

void add_report_command(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand(
      "report", "check claims on cases and write a report as JSON, HTML and LaTeX");
  const auto arguments = std::make_shared<ReportArguments>();
  add_selection(*command, arguments->selection);
  command->add_option("-o,--output", arguments->folder, "folder of the report")
      ->type_name("DIR")
      ->capture_default_str();
  command->add_flag("--strict", arguments->strict, "exit with the status of check");
  command->footer(
      "\nExamples:\n"
      "  rigor report\n"
      "  rigor report cases/galaxies.toml -o galaxies-report --digits 30\n"
      "\n"
      "Writes report.json, index.html, report.tex and timing.json. Exit status: 0 once the report "
      "is\n"
      "written; 64 bad usage or bad input; 130 interrupted (the report has what was finished).");
  command->callback([&action, arguments] { action = [arguments] { return report(*arguments); }; });
}

}  // namespace rigor
