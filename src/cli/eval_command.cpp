#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "conjecture/certify.hpp"
#include "expression/exact_number.hpp"
#include "expression/parser.hpp"
#include "verdict/case_file.hpp"
#include "verdict/version.hpp"

namespace rigor {
namespace {

constexpr int kDefaultMaxBits = 4096;

struct EvalArguments {
  std::string expression;
  std::string case_file;
  std::string sigma;
  std::string mu;
  int digits = 15;
  int max_bits = 0;  // 0: chosen by the digits
  bool json = false;
};

// The case with the parameters that the command line overrides.
struct Setting {
  Case data;
  Rational mu;
  Rational sigma;
};

std::optional<Rational> option_value(const char* name, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const SourceText source(name, text);
  return exact_number(source, 0, source.text());
}

std::optional<Setting> read_setting(const EvalArguments& arguments) {
  const std::optional<Rational> sigma = option_value("--sigma", arguments.sigma);
  const std::optional<Rational> mu = option_value("--mu", arguments.mu);
  if (sigma && *sigma <= 0) throw InputError("--sigma", "expected sigma > 0");
  if (mu && (*mu <= 0 || *mu > 1)) throw InputError("--mu", "expected 0 < mu <= 1");
  if (arguments.case_file.empty()) {
    if (sigma || mu)
      throw InputError("rigor eval",
                       "--sigma and --mu belong to a case: name one with --case FILE");
    return std::nullopt;
  }
  Setting setting{read_case(arguments.case_file), 1, 1};
  if (setting.data.points.empty()) throw InputError(arguments.case_file, "the case has no [data]");
  const SigmaRange& range = setting.data.sigma;
  if (!sigma && !setting.data.has_noise()) {
    throw InputError(arguments.case_file,
                     "the case has no [noise]; choose a noise level with --sigma VALUE");
  }
  if (!sigma && !range.is_point()) {
    throw InputError(arguments.case_file,
                     fmt::format("sigma is a range ({} to {}) here; choose one with --sigma VALUE",
                                 to_string(range.from), to_string(range.to)));
  }
  setting.sigma = sigma.value_or(range.to);
  setting.mu = mu.value_or(setting.data.mu);
  return setting;
}

std::string as_json(const EvalArguments& arguments, const std::optional<Setting>& setting,
                    const CertifiedDigits& found) {
  nlohmann::ordered_json json;
  json["schema"] = "rigor-eval/1";
  json["version"] = std::string(version());
  json["expression"] = arguments.expression;
  json["case"] = nullptr;
  if (setting) {
    json["case"] = {{"name", setting->data.name},
                    {"sha256", setting->data.hash},
                    {"mu", to_string(setting->mu)},
                    {"sigma", to_string(setting->sigma)}};
  }
  json["lower"] = found.lower;
  json["upper"] = found.upper;
  json["digits"] = arguments.digits;
  json["bits"] = found.bits;
  json["settled"] = found.reason.empty();
  json["reason"] = nullptr;
  if (!found.reason.empty()) json["reason"] = found.reason;
  return json.dump(2);
}

int eval(EvalArguments arguments) {
  // The blank that protected a leading minus sign from being read as an option.
  if (arguments.expression.starts_with(" -")) arguments.expression.erase(0, 1);
  const std::optional<Setting> setting = read_setting(arguments);
  std::optional<CaseFunctions> functions;
  if (setting) functions.emplace(setting->data, setting->mu, setting->sigma);
  const Vocabulary vocabulary =
      functions ? Vocabulary::of_case(functions->dimension()) : Vocabulary::elementary();
  const Expression expression = parse_expression(arguments.expression, vocabulary);
  // A digit takes 3.33 bits; twice as many and some more leave room for cancellation.
  const int max_bits =
      arguments.max_bits > 0 ? arguments.max_bits : std::max(kDefaultMaxBits, 8 * arguments.digits);
  const CertifiedDigits found =
      certify(expression, functions ? &*functions : nullptr, arguments.digits, max_bits);
  if (arguments.json) {
    std::cout << as_json(arguments, setting, found) << '\n';
  } else {
    std::cout << fmt::format("[{}, {}]\n", found.lower, found.upper);
  }
  if (found.reason.empty()) return 0;
  std::cerr << "rigor eval: inconclusive: " << found.reason << '\n';
  return kExitInconclusive;
}

}  // namespace

void add_eval_command(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("eval", "certified digits of an expression");
  const auto arguments = std::make_shared<EvalArguments>();
  command->add_option("EXPR", arguments->expression, "the expression")->required();
  command->add_option("--case", arguments->case_file, "a case file, for density, score, ...")
      ->type_name("FILE");
  command->add_option("--sigma", arguments->sigma, "in place of the case's sigma")
      ->type_name("VALUE");
  command->add_option("--mu", arguments->mu, "in place of the case's mu")->type_name("VALUE");
  command->add_option("--digits", arguments->digits, "significant digits")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000000));
  command
      ->add_option(
          "--max-bits", arguments->max_bits,
          "highest working precision; if absent 4096, or 8 bits a digit where that is more")
      ->type_name("N")
      ->check(CLI::Range(53, 1 << 24));
  command->add_flag("--json", arguments->json, "print JSON (schema rigor-eval/1)");
  command->footer(
      "\nOperators + - * / ^, numbers as 22/7, 0.1, 1e-3 (exact), pi, e, abs, sign, sqrt, min, "
      "max,\n"
      "exp, exp2, expm1, log, log2, log1p, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, "
      "asinh,\n"
      "acosh, atanh, erf, erfc, Phi, cbrt, rootn(x, n), hypot, atan2(y, x), floor, ceil. With a "
      "case\n"
      "also mu, sigma and, of y: density, logdensity, mean, variance, score, dscore, d2score; in\n"
      "dimension d > 1 of y1, ..., yd: density, logdensity, variance (trace of the posterior\n"
      "covariance), mean_1, ..., mean_d, score_1, ..., score_d.\n"
      "\nExamples:\n"
      "  rigor eval 'exp(-1/3)' --digits 50\n"
      "  rigor eval 'dscore(1/10)' --case cases/a.toml --digits 30\n"
      "  rigor eval 'sigma^2 * variance(0)' --case cases/galaxies.toml --sigma 1/10000\n"
      "\n"
      "Prints [lower, upper], rounded outward, at most one unit of the last digit apart. Exit "
      "status:\n"
      "0, or 2 if the digits were not reached or the value is not shown to be defined, 64 bad "
      "input.");
  command->callback([&action, arguments] { action = [arguments] { return eval(*arguments); }; });
}

}  // namespace rigor
