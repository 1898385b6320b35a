#include <fmt/format.h>

#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/whole_file.hpp"
#include "conjecture/proof.hpp"
#include "conjecture/statement.hpp"
#include "expression/source_text.hpp"
#include "expression/text_file.hpp"
#include "report/coq.hpp"
#include "report/latex_proof.hpp"

namespace rigor {
namespace {

struct ExportArguments {
  std::string file;
  std::string output;
};

void write(const ExportArguments& arguments, const std::string& text) {
  if (arguments.output.empty()) {
    std::cout << text;
  } else {
    write_whole_file(arguments.output, text);
  }
}

// The names of the variables, which certificates don't keep, from the statement as typed, where it
// reads as the certificate's formula does. Only for the eye.
void take_names(Certificate& certificate) {
  try {
    const Statement typed = read_statement(certificate.statement);
    const std::vector<std::string> names = typed.names();
    std::vector<QuantifiedVariable>& variables = certificate.formula.variables;
    if (names.size() != variables.size()) return;
    for (std::size_t i = 0; i < names.size(); ++i) variables[i].name = names[i];
  } catch (const InputError&) {
    // It needs a case or parameters: the names x1, x2, ... stay.
  }
}

Certificate read(const std::string& file) {
  const std::string name = file == "-" ? "standard input" : file;
  FileBytes input = read_bytes(file);
  if (!input.fault.empty()) throw InputError(name, input.fault);
  const SourceText text = checked_text(name, std::move(input.bytes));
  Certificate certificate = read_certificate(std::string(text.text()), name);
  take_names(certificate);
  return certificate;
}

int export_coq(const ExportArguments& arguments) {
  const Certificate certificate = read(arguments.file);
  try {
    write(arguments, to_coq(certificate));
  } catch (const CoqRefusal& refusal) {
    throw InputError(arguments.file, fmt::format("no Coq proof: {}", refusal.what()));
  }
  return 0;
}

int export_latex(const ExportArguments& arguments) {
  write(arguments, to_latex_proof(read(arguments.file)));
  return 0;
}

}  // namespace

void add_export_command(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("export", "a certificate as a proof in Coq or LaTeX");
  command->require_subcommand(1);
  const auto add = [&](const char* name, const char* description,
                       int (*run)(const ExportArguments&)) {
    CLI::App* format = command->add_subcommand(name, description);
    const auto arguments = std::make_shared<ExportArguments>();
    format->add_option("FILE", arguments->file, "a certificate that `rigor prove` wrote")
        ->required()
        ->type_name("FILE");
    format->add_option("-o,--output", arguments->output, "write to this file")->type_name("OUT");
    format->callback(
        [&action, arguments, run] { action = [arguments, run] { return run(*arguments); }; });
  };
  add("coq", "a file that coqc accepts (Debian: coq, libcoq-interval)", export_coq);
  add("latex", "an article with the statement and its proof, case by case", export_latex);
}

}  // namespace rigor
