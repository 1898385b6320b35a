#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <map>
#include <memory>
#include <optional>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "cli/whole_file.hpp"
#include "conjecture/collection.hpp"
#include "expression/source_text.hpp"
#include "expression/suggestion.hpp"
#include "report/answers.hpp"
#include "second_engine/certificate.hpp"
#include "second_engine/witness_value.hpp"
#include "verdict/case_file.hpp"

namespace rigor {
namespace {

constexpr int kMarginDigits = 15;

struct ProveArguments {
  std::string statement;
  std::string collection;
  std::vector<std::string> names;
  std::string case_file;
  std::string certificate;
  std::string sharpest;
  std::string json;
  std::size_t budget = 400000;
  int max_bits = 1024;
  int jobs = 0;
  int digits = 6;
  double seconds = 0;
};

// Which of Ctrl-C and the time limit has come.
std::function<bool()> stop_condition(double seconds) {
  const std::function<bool()> interrupted = watch_for_interrupt();
  if (seconds <= 0) return interrupted;
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  return [=] { return interrupted() || std::chrono::steady_clock::now() > end; };
}

ProverOptions options_of(const ProveArguments& arguments) {
  ProverOptions options;
  options.max_boxes = arguments.budget;
  options.max_bits = arguments.max_bits;
  options.threads = arguments.jobs;
  options.stop = stop_condition(arguments.seconds);
  return options;
}

std::vector<Conjecture> selected(const ProveArguments& arguments) {
  std::vector<Conjecture> all = read_collection(arguments.collection);
  if (arguments.names.empty()) return all;
  std::vector<std::string> known;
  for (const Conjecture& conjecture : all) known.push_back(conjecture.name);
  std::vector<Conjecture> chosen;
  for (const std::string& name : arguments.names) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      throw InputError("--name", fmt::format("no conjecture {} in {}{}", in_quotes(name),
                                             arguments.collection, did_you_mean(name, known)));
    }
    chosen.push_back(all[static_cast<std::size_t>(found - known.begin())]);
  }
  return chosen;
}

// A verdict that the second engine doesn't confirm is a fault of Rigor's own.
void confirm(ReportedAnswer& reported) {
  const second_engine::Recheck recheck =
      second_engine::recheck_certificate(reported.answer.certificate);
  if (!recheck.accepted) {
    throw std::logic_error(fmt::format("the second engine rejects the proof of {}: line {}: {}",
                                       in_quotes(reported.answer.statement), recheck.line,
                                       recheck.reason));
  }
  reported.confirmed = true;
  if (reported.answer.margin_term.empty()) return;
  const second_engine::WitnessValue margin = second_engine::evaluate_at_witness(
      reported.answer.margin_term, reported.answer.margin_point, kMarginDigits);
  if (margin.defined) reported.confirmed_margin = Enclosure{margin.lower, margin.upper};
}

ReportedAnswer answer_one(const Conjecture& conjecture, const StatementContext& context,
                          const ProverOptions& options, bool wants_certificate) {
  ReportedAnswer reported;
  const auto begin = std::chrono::steady_clock::now();
  reported.answer = settle_statement(conjecture.statement, context, options, conjecture.name);
  reported.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  reported.source = conjecture.source;
  reported.expected = conjecture.expected;
  const bool settled = !reported.answer.certificate.empty();
  if (settled && (wants_certificate || reported.answer.verdict == Verdict::violated)) {
    confirm(reported);
  }
  return reported;
}

int status_of(const std::vector<ReportedAnswer>& answers) {
  int status = 0;
  for (const ReportedAnswer& reported : answers) {
    if (reported.answer.verdict == Verdict::violated) return 1;
    if (reported.answer.verdict == Verdict::inconclusive) status = kExitInconclusive;
  }
  return status;
}

int prove_collection(const ProveArguments& arguments, const StatementContext& context) {
  const auto progress = progress_line();
  std::vector<ReportedAnswer> answers;
  const std::vector<Conjecture> conjectures = selected(arguments);
  for (const Conjecture& conjecture : conjectures) {
    if (progress) progress(answers.size(), conjectures.size(), conjecture.name);
    answers.push_back(answer_one(conjecture, context, options_of(arguments), false));
  }
  clear_progress_line();
  if (arguments.json == "-") {
    std::cout << answers_json(answers);
  } else {
    for (const ReportedAnswer& reported : answers) std::cout << answer_line(reported);
    if (!arguments.json.empty()) write_whole_file(arguments.json, answers_json(answers));
  }
  return status_of(answers);
}

int prove_sharpest(const ProveArguments& arguments, const StatementContext& context) {
  const Sharpest sharpest = sharpest_constant(arguments.statement, arguments.sharpest, context,
                                              options_of(arguments), arguments.digits);
  if (arguments.json == "-") {
    std::cout << sharpest_json(sharpest, arguments.sharpest);
  } else {
    std::cout << sharpest_text(sharpest, arguments.sharpest);
    if (!arguments.json.empty()) {
      write_whole_file(arguments.json, sharpest_json(sharpest, arguments.sharpest));
    }
  }
  if (!arguments.certificate.empty()) {
    if (sharpest.proved_for) write_whole_file(arguments.certificate, sharpest.proof.certificate);
    if (sharpest.refuted_for) {
      write_whole_file(arguments.certificate + ".refuted", sharpest.refutation.certificate);
    }
  }
  return sharpest.reason.empty() ? 0 : kExitInconclusive;
}

int prove_statement(const ProveArguments& arguments, const StatementContext& context) {
  ReportedAnswer reported = answer_one({"", arguments.statement, "", std::nullopt}, context,
                                       options_of(arguments), !arguments.certificate.empty());
  if (!arguments.certificate.empty() && !reported.answer.certificate.empty()) {
    write_whole_file(arguments.certificate, reported.answer.certificate);
    reported.certificate_file = arguments.certificate;
  }
  const std::vector<ReportedAnswer> answers = {reported};
  if (arguments.json == "-") {
    std::cout << answers_json(answers);
  } else {
    std::cout << answer_text(reported);
    if (!arguments.json.empty()) write_whole_file(arguments.json, answers_json(answers));
  }
  return status_of(answers);
}

int prove_arguments(const ProveArguments& arguments) {
  if (arguments.statement.empty() == arguments.collection.empty()) {
    throw InputError("rigor prove", "expected either a STATEMENT or --file FILE");
  }
  std::optional<Case> data;
  if (!arguments.case_file.empty()) data = read_case(arguments.case_file);
  StatementContext context;
  context.data = data ? &*data : nullptr;
  if (!arguments.json.empty() && arguments.json != "-") check_writable(arguments.json);
  if (!arguments.certificate.empty()) check_writable(arguments.certificate);
  if (!arguments.collection.empty()) return prove_collection(arguments, context);
  if (!arguments.sharpest.empty()) return prove_sharpest(arguments, context);
  return prove_statement(arguments, context);
}

}  // namespace

void add_prove_command(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("prove", "settle a statement that you type");
  const auto arguments = std::make_shared<ProveArguments>();
  CLI::Option* statement = command->add_option("STATEMENT", arguments->statement,
                                               "the statement; see docs/statements.md");
  CLI::Option* collection =
      command->add_option("--file", arguments->collection, "settle every conjecture of a TOML file")
          ->type_name("FILE");
  collection->excludes(statement);
  command->add_option("--name", arguments->names, "of the file, only this conjecture (repeatable)")
      ->type_name("NAME")
      ->needs(collection);
  command->add_option("--case", arguments->case_file, "a case file, for density, score, data, ...")
      ->type_name("FILE");
  CLI::Option* certificate =
      command->add_option("--certificate", arguments->certificate, "write the proof, if settled")
          ->type_name("FILE");
  certificate->needs(statement);
  CLI::Option* sharpest = command
                              ->add_option("--sharpest", arguments->sharpest,
                                           "find the best value of this free name in the statement")
                              ->type_name("NAME");
  sharpest->needs(statement);
  command
      ->add_option("--digits", arguments->digits,
                   "to which --sharpest separates proof and refutation")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 100))
      ->needs(sharpest);
  command
      ->add_option("--json", arguments->json,
                   "write JSON (schema rigor-prove/1); - is the standard output")
      ->type_name("FILE");
  command->add_option("--budget", arguments->budget, "boxes that the search may look at")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000000000));
  command->add_option("--max-bits", arguments->max_bits, "highest working precision")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(53, 1 << 20));
  command->add_option("--jobs", arguments->jobs, "threads; 0: one a core. The answer is the same")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(0, 1024));
  command->add_option("--time", arguments->seconds, "an outer limit in seconds; 0: none")
      ->type_name("S")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1e9));
  command->footer(
      "\nExamples:\n"
      "  rigor prove 'forall x in [0, oo): tanh(x) <= x'\n"
      "  rigor prove 'forall x in [0, pi/2]: sin(x) >= 2*x/pi' --certificate jordan.txt\n"
      "  rigor prove 'forall x in [0, 1]: exp(x) <= 1 + C*x' --sharpest C --digits 4\n"
      "  rigor prove 'forall y in [-3, 3]: dscore(y) <= 4' --case cases/a.toml\n"
      "  rigor prove --file cases/conjectures/elementary.toml\n"
      "\n"
      "Exit status: 0 verified; 1 something is violated; 2 something is inconclusive (nothing\n"
      "violated); 64 bad usage or bad input.");
  command->callback(
      [&action, arguments] { action = [arguments] { return prove_arguments(*arguments); }; });
}

}  // namespace rigor
