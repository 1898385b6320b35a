#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "cli/commands.hpp"
#include "expression/source_text.hpp"
#include "expression/suggestion.hpp"
#include "number/self_test.hpp"
#include "verdict/version.hpp"

namespace rigor {
namespace {

constexpr const char* kFooter =
    "\nExamples:\n"
    "  rigor check cases/a.toml              check every claim on one case\n"
    "  rigor report -o reports               check ./cases and write a report\n"
    "  rigor claims SCORE-VAR-1              explain a claim\n"
    "  rigor eval 'dscore(1/10)' --case cases/a.toml --digits 30\n"
    "  rigor prove 'forall x in [0, oo): tanh(x) <= x' --certificate tanh.txt\n"
    "  rigor train --case cases/a.toml --width 4 --eta 1/2000 -o trained.toml\n"
    "  rigor trace cases/mem-c.toml --html trace.html\n"
    "  rigor check --claim SHARP-NTK-1/printed --search --seed 7\n"
    "\n"
    "Exit status of check: 0 something is verified, and nothing violated or inconclusive; 1 "
    "something\n"
    "is violated; 2 something is inconclusive; 3 nothing applies; 64 bad usage or bad input; 70 a "
    "fault\n"
    "of Rigor's own; 74 the output can't be written; 130 interrupted.";

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands(nullptr)) names.push_back(command->get_name());
  return names;
}

// The chosen command, or the program itself.
const CLI::App& chosen(const CLI::App& app) {
  const std::vector<CLI::App*> commands = app.get_subcommands();
  return commands.empty() ? app : *commands.front();
}

int usage_error(const CLI::App& app, const std::string& message) {
  const CLI::App& command = chosen(app);
  const std::string name =
      &command == &app ? std::string("rigor") : fmt::format("rigor {}", command.get_name());
  std::cerr << fmt::format("{0}: error: {1}\nTry \"{0} --help\".\n", name, message);
  return kExitUsage;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back(fmt::format("--{}", name));
    for (const std::string& name : option->get_snames()) names.push_back(fmt::format("-{}", name));
  }
  return names;
}

std::string unexpected(const CLI::App& command, const std::string& word) {
  if (!word.starts_with('-')) return fmt::format("unexpected argument {}", in_quotes(word));
  const std::string name = word.substr(0, word.find('='));
  return fmt::format("unknown option {}{}", in_quotes(name),
                     did_you_mean(name, option_names(command)));
}

// What is wrong with the word where a command is expected, if anything.
std::string command_fault(const CLI::App& app, const std::string& word) {
  const bool option = word.starts_with('-');
  const std::vector<std::string> known = option ? option_names(app) : command_names(app);
  if (std::find(known.begin(), known.end(), word) != known.end()) return "";
  if (option) return unexpected(app, word);
  std::string hint = did_you_mean(word, known);
  if (hint.empty()) hint = fmt::format("; the commands are {}", fmt::join(known, ", "));
  return fmt::format("unknown command {}{}", in_quotes(word), hint);
}

// In `rigor eval -pi` the argument is an expression, not an option: a blank before it keeps it from
// being read as one. Options of eval are long, but for -h.
void protect_expressions(std::vector<std::string>& arguments) {
  if (arguments.empty() || (arguments.front() != "eval" && arguments.front() != "prove")) return;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    std::string& word = arguments[i];
    if (word == "--") return;
    if (word.size() > 1 && word[0] == '-' && word[1] != '-' && word != "-h") word.insert(0, " ");
  }
}

}  // namespace

int run_command_line(std::vector<std::string> arguments) {
  CLI::App app(
      "Rigor settles theoretical claims about machine learning with arithmetic that encloses every "
      "number.",
      "rigor");
  Action action;
  app.set_version_flag("--version", fmt::format("rigor {} ({})", version(), arithmetic_name()),
                       "print the version and exit");
  app.set_help_flag("-h,--help", "print this help and exit");
  app.footer(kFooter);
  app.require_subcommand(1);
  add_claims_command(app, action);
  add_check_command(app, action);
  add_report_command(app, action);
  add_train_command(app, action);
  add_trace_command(app, action);
  add_diff_command(app, action);
  add_prove_command(app, action);
  add_eval_command(app, action);
  add_recheck_command(app, action);
  add_export_command(app, action);

  if (arguments.empty()) {
    return usage_error(app,
                       fmt::format("expected a command: {}", fmt::join(command_names(app), ", ")));
  }
  const std::string fault = command_fault(app, arguments.front());
  if (!fault.empty()) return usage_error(app, fault);
  protect_expressions(arguments);
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    std::cout << chosen(app).help();
    return 0;
  } catch (const CLI::CallForVersion& request) {
    std::cout << request.what() << '\n';
    return 0;
  } catch (const CLI::ExtrasError&) {
    const std::vector<std::string> rest = app.remaining(true);
    return usage_error(app, unexpected(chosen(app), rest.empty() ? std::string() : rest.front()));
  } catch (const CLI::ParseError& error) {
    return usage_error(app, error.what());
  }
  return action();
}

}  // namespace rigor
