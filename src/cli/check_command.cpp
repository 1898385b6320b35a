#include <cstdint>
#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/selection.hpp"
#include "cli/terminal.hpp"
#include "cli/whole_file.hpp"
#include "expression/source_text.hpp"
#include "proofs-check/all_claims.hpp"
#include "report/json.hpp"
#include "report/table.hpp"

namespace rigor {
namespace {

struct CheckArguments {
  Selection selection;
  std::string json;
  bool search = false;
  std::uint64_t seed = 1;
};

Run search_selection(const Registry& registry, const CheckArguments& arguments) {
  if (!arguments.selection.cases.empty()) {
    throw InputError("rigor", "--search makes its own inputs: expected no CASE");
  }
  RunOptions options = arguments.selection.options;
  options.search_seed = arguments.seed;
  options.interrupted = watch_for_interrupt();
  Run result = search(registry, options);
  if (result.results.empty() && result.complete) {
    std::string known;
    for (const Claim& claim : registry) {
      if (claim.search) known += (known.empty() ? "" : ", ") + claim.id();
    }
    throw InputError("rigor", "no selected claim can search; those that can are " + known);
  }
  return result;
}

int check(const CheckArguments& arguments) {
  const Registry registry = all_claims();
  check_selectors(arguments.selection.options.claims, registry);
  std::vector<Case> cases;
  if (!arguments.search) cases = read_cases(arguments.selection.cases);
  const bool to_output = arguments.json == "-";
  if (!arguments.json.empty() && !to_output) check_writable(arguments.json);
  const Run result = arguments.search
                         ? search_selection(registry, arguments)
                         : run_selection(registry, std::move(cases), arguments.selection.options);
  if (to_output) {
    std::cout << to_json(result);
  } else {
    if (!arguments.json.empty()) write_whole_file(arguments.json, to_json(result));
    std::cout << verdict_table(result, colour_wanted());
  }
  return exit_status(result);
}

}  // namespace

void add_check_command(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("check", "check claims on cases and print a table");
  const auto arguments = std::make_shared<CheckArguments>();
  add_selection(*command, arguments->selection);
  command->add_flag("--printed", arguments->selection.options.printed,
                    "also check the statements that a paper prints where they differ");
  command
      ->add_option("--json", arguments->json, "write the report as JSON; - is the standard output")
      ->type_name("FILE");
  CLI::Option* search = command->add_flag(
      "--search", arguments->search,
      "instead of checking cases, look for counterexamples to the selected claims and prove them");
  command->add_option("--seed", arguments->seed, "where the random inputs of --search begin")
      ->type_name("S")
      ->capture_default_str()
      ->needs(search);
  command->footer(
      "\nExamples:\n"
      "  rigor check cases/a.toml\n"
      "  rigor check cases/a.toml --claim SCORE-VAR-1 --claim OU-1 --digits 30\n"
      "  rigor check --printed --json report.json\n"
      "  rigor check --claim SHARP-NTK-1/printed --search --seed 7\n"
      "  generate_case | rigor check -\n"
      "\n"
      "Exit status: 0 something is verified, and nothing violated or inconclusive; 1 something is\n"
      "violated; 2 something is inconclusive; 3 nothing applies; 64 bad usage or bad input.");
  command->callback([&action, arguments] { action = [arguments] { return check(*arguments); }; });
}

}  // namespace rigor
