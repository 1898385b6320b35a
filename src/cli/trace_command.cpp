#include <cstdint>
#include <iostream>
#include <memory>
#include <string>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/flow_trace.hpp"
#include "cli/terminal.hpp"
#include "cli/whole_file.hpp"
#include "expression/source_text.hpp"
#include "verdict/case_file.hpp"

namespace rigor {
namespace {

struct TraceArguments {
  std::string case_file;
  std::string json;
  std::string html;
  std::size_t rows = 24;
  RunOptions options;
};

int trace(TraceArguments arguments) {
  const Case input = read_case(arguments.case_file);
  if (!input.flow) {
    throw InputError(arguments.case_file, "the case has no [flow]: expected a start to trace");
  }
  const bool to_output = arguments.json == "-";
  if (!arguments.json.empty() && !to_output) check_writable(arguments.json);
  if (!arguments.html.empty()) check_writable(arguments.html);
  arguments.options.interrupted = watch_for_interrupt();
  try {
    const Trace found = trace_flow(input, arguments.options);
    if (!arguments.json.empty() && !to_output) write_whole_file(arguments.json, trace_json(found));
    if (!arguments.html.empty()) write_whole_file(arguments.html, trace_html(found));
    std::cout << (to_output ? trace_json(found) : trace_text(found, arguments.rows));
    return found.is_settled ? 0 : kExitInconclusive;
  } catch (const Interrupted&) {
    std::cerr << "rigor trace: interrupted before there was an answer\n";
    return kExitInterrupted;
  }
}

}  // namespace

void add_trace_command(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("trace", "follow the flow of a case to where it ends");
  const auto arguments = std::make_shared<TraceArguments>();
  arguments->options.max_bits = 512;
  command
      ->add_option("CASE", arguments->case_file,
                   "a case file with a [flow]; - reads from standard input")
      ->required()
      ->type_name("FILE");
  command->add_option("--html", arguments->html, "write a page with the pictures")
      ->type_name("FILE");
  command
      ->add_option("--json", arguments->json,
                   "write JSON (rigor-trace/1); - is the standard output")
      ->type_name("FILE");
  command->add_option("--rows", arguments->rows, "lines of the printed table, at most")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000000));
  command->add_option("--digits", arguments->options.digits, "digits wanted of zeta and distances")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command->add_option("--max-bits", arguments->options.max_bits, "highest working precision")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(53, 1 << 20));
  command->add_option("--budget", arguments->options.budget, "steps at each precision")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  command->footer(
      "\nExamples:\n"
      "  rigor trace cases/mem-c.toml\n"
      "  rigor trace cases/mem-c.toml --html trace.html --digits 30\n"
      "  rigor trace cases/basins-c.toml --html basins.html\n"
      "\n"
      "Answers the question of the case: to which datum the start, or every point of a box of "
      "starts,\n"
      "is carried; how far from the data a regularized flow ends; which part of a box is carried "
      "where.\n"
      "What is printed is enclosed and proved. Exit status: 0 settled, 2 not settled, 64 bad "
      "input.");
  command->callback([&action, arguments] { action = [arguments] { return trace(*arguments); }; });
}

}  // namespace rigor
