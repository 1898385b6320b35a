#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "expression/text_file.hpp"
#include "second_engine/certificate.hpp"
#include "verdict/version.hpp"

namespace rigor {
namespace {

struct RecheckArguments {
  std::vector<std::string> files;
  bool json = false;
};

struct Rechecked {
  second_engine::Recheck result;
  double seconds = 0;
};

Rechecked recheck_file(const std::string& file) {
  Rechecked found;
  const FileBytes input = read_bytes(file);
  if (!input.fault.empty()) {
    found.result.reason = input.fault;
    return found;
  }
  const auto start = std::chrono::steady_clock::now();
  found.result = second_engine::recheck_certificate(input.bytes);
  found.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return found;
}

const char* verdict_of(const second_engine::Recheck& result) {
  return result.violated ? "violated" : "verified";
}

std::string as_line(const std::string& file, const Rechecked& found) {
  const second_engine::Recheck& result = found.result;
  if (!result.accepted) {
    if (result.line == 0) return fmt::format("{}: REJECTED: {}", file, result.reason);
    return fmt::format("{}: REJECTED: line {}: {}", file, result.line, result.reason);
  }
  return fmt::format("{}: {}, {} {}, {:.2f} s", file, verdict_of(result), result.leaves,
                     result.leaves == 1 ? "leaf" : "leaves", found.seconds);
}

nlohmann::ordered_json as_json(const std::string& file, const Rechecked& found) {
  const second_engine::Recheck& result = found.result;
  nlohmann::ordered_json json;
  json["file"] = file;
  json["accepted"] = result.accepted;
  json["verdict"] = nullptr;
  json["leaves"] = nullptr;
  json["line"] = nullptr;
  json["reason"] = nullptr;
  if (result.accepted) {
    json["verdict"] = verdict_of(result);
    json["leaves"] = result.leaves;
  } else {
    if (result.line != 0) json["line"] = result.line;
    json["reason"] = result.reason;
  }
  return json;
}

int recheck(const RecheckArguments& arguments) {
  bool all = true;
  nlohmann::ordered_json results = nlohmann::ordered_json::array();
  for (const std::string& file : arguments.files) {
    const Rechecked found = recheck_file(file);
    all = all && found.result.accepted;
    if (arguments.json) {
      results.push_back(as_json(file, found));
    } else {
      std::cout << as_line(file, found) << '\n';
    }
  }
  if (arguments.json) {
    nlohmann::ordered_json json;
    json["schema"] = "rigor-recheck/1";
    json["version"] = std::string(version());
    json["accepted"] = all;
    json["certificates"] = std::move(results);
    std::cout << json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
  }
  return all ? 0 : 1;
}

}  // namespace

void add_recheck_command(CLI::App& app, Action& action) {
  CLI::App* command =
      app.add_subcommand("recheck", "prove certificates again, with the second engine");
  const auto arguments = std::make_shared<RecheckArguments>();
  command
      ->add_option("FILE", arguments->files,
                   "certificates that `rigor prove` wrote; - is standard input")
      ->required()
      ->type_name("FILE...");
  command->add_flag("--json", arguments->json, "print JSON (schema rigor-recheck/1)");
  command->footer(
      "\nThe second engine shares no code with the prover: a reader, interval arithmetic on Arb,\n"
      "derivatives and normal forms of its own. So does proofs-check/recheck.py, in Python.\n"
      "\nExamples:\n"
      "  rigor prove 'forall x in [0, 1]: exp(x) >= 1 + x' --certificate exp.txt\n"
      "  rigor recheck exp.txt\n"
      "\nExit status: 0 every certificate is proved, 1 one is rejected, 64 bad usage.");
  command->callback([&action, arguments] { action = [arguments] { return recheck(*arguments); }; });
}

}  // namespace rigor
