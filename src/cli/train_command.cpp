#include <fmt/format.h>

#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/selection.hpp"
#include "cli/terminal.hpp"
#include "cli/whole_file.hpp"
#include "expression/exact_number.hpp"
#include "model/critical_point.hpp"
#include "model/propose_network.hpp"
#include "proofs-check/all_claims.hpp"
#include "report/table.hpp"
#include "verdict/case_file.hpp"
#include "verdict/case_writer.hpp"

namespace rigor {
namespace {

struct TrainArguments {
  std::string case_file;
  std::size_t width = 50;
  std::string eta;
  std::uint64_t steps = 100000;
  std::uint64_t seed = 1;
  std::string output;
};

Case read_training_case(const TrainArguments& arguments) {
  Case input = read_case(arguments.case_file);
  if (input.dimension() != 1) {
    throw InputError(arguments.case_file,
                     fmt::format("networks are of one variable, but the data have dimension {}",
                                 input.dimension()));
  }
  if (!input.has_noise()) {
    throw InputError(arguments.case_file,
                     "the case has no [noise]: expected a noise level to train at");
  }
  if (!input.sigma.is_point()) {
    throw InputError(arguments.case_file, "sigma is a range here; training needs one noise level");
  }
  if (!arguments.eta.empty()) {
    const SourceText source("--eta", arguments.eta);
    input.eta = exact_number(source, 0, source.text());
  }
  if (!input.eta) {
    throw InputError("rigor train",
                     "no learning rate: give --eta VALUE, or [training] in the case");
  }
  if (*input.eta <= 0) throw InputError("--eta", "expected eta > 0");
  input.full_network.reset();
  return input;
}

/// The critical point near the network, as a guess of 40 digits, if it is proved to be a strict
/// minimum.
std::optional<Network> nearby_minimum(const Case& input, const Network& network,
                                      const RunOptions& options) {
  const Mixture mixture(input.points, input.mu);
  for (const int bits : {128, 256}) {
    Budget budget(options.budget, options.interrupted);
    const auto sigma = enclose<BigInterval>(input.sigma.to, Precision{bits});
    const auto point = [&]() -> std::optional<CriticalPoint<BigInterval>> {
      try {
        return prove_critical_point(mixture, sigma, network, [&budget] { budget.step(); });
      } catch (const BudgetExhausted&) {
        return std::nullopt;
      }
    }();
    if (!point) continue;
    const bool is_the_one = point->is_strict_minimum && certainly(is_near(*point, network, sigma));
    if (!is_the_one) return std::nullopt;
    Network polished{network.signs, {}, {}};
    const auto decimal_of = [](const BigInterval& x) {
      return *parse_rational(decimal_lower(midpoint(x), 40));
    };
    for (const BigInterval& w : point->network.weights) polished.weights.push_back(decimal_of(w));
    for (const BigInterval& tau : point->network.kinks) polished.kinks.push_back(decimal_of(tau));
    return polished;
  }
  return std::nullopt;
}

/// The claims that speak of networks with fixed signs, and the bounds of their risk by eta.
Registry network_claims() {
  Registry chosen;
  for (Claim& claim : all_claims()) {
    const bool fits = claim.subject == Subject::network || claim.base == "MAIN-2";
    if (fits && claim.kind == Kind::claim) {
      chosen.push_back(std::move(claim));
    }
  }
  return chosen;
}

std::string quantity_lines(const Run& run) {
  std::string out;
  for (const Result& result : run.results) {
    if (result.outcome.verdict == Verdict::inapplicable || result.outcome.quantities.empty()) {
      continue;
    }
    out += fmt::format("\n{}\n", result.claim->id());
    for (const Quantity& q : result.outcome.quantities) {
      out += fmt::format("  {}: [{}, {}]\n", q.name, q.value.lower, q.value.upper);
    }
  }
  return out;
}

int train_and_check(const TrainArguments& arguments) {
  Case input = read_training_case(arguments);
  if (!arguments.output.empty()) check_writable(arguments.output);
  RunOptions options;
  options.interrupted = watch_for_interrupt();
  const auto progress = progress_line();
  std::uint64_t done = 0;
  const auto step = [&] {
    if (options.interrupted()) throw Interrupted("interrupted");
    if (progress && done % 1000 == 0) progress(done, arguments.steps, "training");
    ++done;
  };
  const TrainingPlan plan{arguments.width, input.eta->convert_to<double>(), arguments.steps,
                          arguments.seed};
  const Mixture mixture(input.points, input.mu);
  const auto trained = propose_network(mixture, input.sigma.to, plan, step);
  clear_progress_line();
  if (!trained) {
    std::cerr << "rigor train: the descent diverged; try a smaller --eta\n";
    return kExitInconclusive;
  }
  std::cout << fmt::format("trained: {} steps of gradient descent, risk near {:.6g}\n",
                           arguments.steps, trained->risk);
  input.network = NetworkInput{trained->network, false, 0};
  if (const auto minimum = nearby_minimum(input, trained->network, options)) {
    std::cout << "a strict minimum near it is proved to exist; what follows is about that\n";
    input.network = NetworkInput{*minimum, true, 0};
  } else {
    std::cout << "no strict minimum is proved near it; what follows is about the trained numbers\n";
  }
  input.name = "trained";
  input.title = fmt::format("{} trained: width {}, {} steps, seed {}", input.title, arguments.width,
                            arguments.steps, arguments.seed);
  if (!arguments.output.empty()) write_whole_file(arguments.output, case_text(input));
  const Registry registry = network_claims();
  const Run run = run_selection(registry, {input}, options);
  std::cout << quantity_lines(run) << '\n' << verdict_table(run, colour_wanted());
  return exit_status(run);
}

int train(const TrainArguments& arguments) {
  try {
    return train_and_check(arguments);
  } catch (const Interrupted&) {
    clear_progress_line();
    std::cerr << "rigor train: interrupted before there was a result\n";
    return kExitInterrupted;
  }
}

}  // namespace

void add_train_command(CLI::App& app, Action& action) {
  CLI::App* command =
      app.add_subcommand("train", "train a network in floating point, then prove what it is");
  const auto arguments = std::make_shared<TrainArguments>();
  command->add_option("--case", arguments->case_file, "the data and the noise level")
      ->type_name("FILE")
      ->required();
  command->add_option("--width", arguments->width, "neurons")
      ->type_name("M")
      ->capture_default_str()
      ->check(CLI::Range(1, 2000));
  command->add_option("--eta", arguments->eta, "learning rate; the case's eta if absent")
      ->type_name("VALUE");
  command->add_option("--steps", arguments->steps, "steps of gradient descent")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--seed", arguments->seed, "of the random initial network")
      ->type_name("S")
      ->capture_default_str();
  command->add_option("-o,--output", arguments->output, "write the network as a case file")
      ->type_name("FILE");
  command->footer(
      "\nExamples:\n"
      "  rigor train --case cases/a.toml --width 4 --eta 1/2000 --seed 3 -o trained.toml\n"
      "  rigor check trained.toml\n"
      "\n"
      "Descends on the risk R of s(y) = (1/m) sum_l w_l relu(eps_l y + b_l), theta <- theta - m "
      "eta "
      "grad R,\n"
      "from a random network. Nothing of that is proved: the result is then handed to the claims "
      "about\n"
      "networks, as the exact critical point near it where one is proved to exist. Exit status as "
      "of\n"
      "check; 2 also where the descent diverges.");
  command->callback([&action, arguments] { action = [arguments] { return train(*arguments); }; });
}

}  // namespace rigor
