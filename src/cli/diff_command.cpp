#include <iostream>
#include <memory>
#include <stdexcept>

#include "cli/commands.hpp"
#include "cli/report_diff.hpp"
#include "expression/source_text.hpp"
#include "expression/text_file.hpp"

namespace rigor {
namespace {

Report read_report(const std::string& name) {
  const FileBytes file = read_bytes(name);
  if (!file.fault.empty()) throw InputError(name, file.fault);
  try {
    return read_json(file.bytes);
  } catch (const std::invalid_argument& error) {
    throw InputError(name, error.what());
  }
}

int diff(const std::string& old_name, const std::string& new_name) {
  const Report before = read_report(old_name);
  const Report after = read_report(new_name);
  const ReportDiff difference = compare_reports(before, after);
  for (const std::string& line : difference.remarks) std::cout << line << '\n';
  for (const std::string& line : difference.changes) std::cout << line << '\n';
  if (difference.changes.empty()) std::cout << "no verdict, margin or quantity differs\n";
  return difference.changes.empty() ? 0 : 1;
}

}  // namespace

void add_diff_command(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand(
      "diff", "what changed in verdicts, margins and quantities between two reports");
  const auto old_name = std::make_shared<std::string>();
  const auto new_name = std::make_shared<std::string>();
  command->add_option("OLD", *old_name, "a report.json")->required();
  command->add_option("NEW", *new_name, "another report.json")->required();
  command->footer(
      "\nExamples:\n"
      "  rigor diff reports/report.json report.json\n"
      "\n"
      "Exit status: 0 nothing changed, 1 something did, 64 a file is no report.");
  command->callback([&action, old_name, new_name] {
    action = [old_name, new_name] { return diff(*old_name, *new_name); };
  });
}

}  // namespace rigor
