// rigor_soundness: every operation of Interval and BigInterval against an oracle that shares no
// code with them, on inputs that are a function of (operation, type, seed) only.
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "soundness/check.hpp"

namespace rigor::soundness {
namespace {

constexpr std::string_view kUsage =
    "usage: rigor_soundness [--function NAME[,NAME...]] [--type interval|big]\n"
    "                       [--seeds FROM:TO] [--quick] [--digest] [--show] [--list]\n"
    "  Judges the inputs of the seeds FROM to TO - 1 (0:10000) of the operations (all).\n"
    "  --quick   seeds 0:1000000 of add sub mul div sqrt fma\n"
    "  --digest  judges nothing, and prints a digest of all results: equal for equal ones\n"
    "  --show    prints the inputs before they are judged\n"
    "  --list    names the operations\n"
    "Exit status 1 if a result is wrong, 64 if the command line is.\n";

struct Options {
  std::vector<std::string> functions;
  std::optional<NumberType> type;
  std::optional<std::pair<std::uint64_t, std::uint64_t>> seeds;
  bool is_quick = false;
  bool wants_digest = false;
  bool shows_inputs = false;
  bool lists = false;
};

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> words;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    words.emplace_back(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return words;
}

std::optional<std::uint64_t> whole_number(std::string_view digits) {
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return n;
}

std::optional<Options> parse(const std::vector<std::string_view>& words) {
  Options options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--quick") {
      options.is_quick = true;
    } else if (word == "--digest") {
      options.wants_digest = true;
    } else if (word == "--show") {
      options.shows_inputs = true;
    } else if (word == "--list") {
      options.lists = true;
    } else if (i + 1 == words.size()) {
      return std::nullopt;
    } else if (word == "--function") {
      options.functions = split(words[++i]);
    } else if (word == "--type") {
      const std::string_view type = words[++i];
      if (type != "interval" && type != "big") return std::nullopt;
      options.type = type == "big" ? NumberType::big : NumberType::interval;
    } else if (word == "--seeds") {
      const std::string_view range = words[++i];
      const std::size_t colon = range.find(':');
      if (colon == std::string_view::npos) return std::nullopt;
      const auto from = whole_number(range.substr(0, colon));
      const auto to = whole_number(range.substr(colon + 1));
      if (!from || !to || *to < *from) return std::nullopt;
      options.seeds = {*from, *to};
    } else {
      return std::nullopt;
    }
  }
  return options;
}

// A million for what rests on nothing but directed rounding.
bool is_basic(std::string_view name) {
  constexpr std::array<std::string_view, 6> kBasic = {"add", "sub", "mul", "div", "sqrt", "fma"};
  return std::find(kBasic.begin(), kBasic.end(), name) != kBasic.end();
}

std::pair<std::uint64_t, std::uint64_t> seeds_of(const Options& options, std::string_view name) {
  if (options.seeds) return *options.seeds;
  return {0, options.is_quick && is_basic(name) ? 1'000'000 : 10'000};
}

/// The number of faults. All are counted, the first few are shown.
std::uint64_t run(const Operation& operation, NumberType type, const Options& options) {
  constexpr std::uint64_t kShown = 10;
  const auto [from, to] = seeds_of(options, operation.name);
  const Oracle& oracle = oracle_of(operation.name);
  const bool shows_progress = isatty(STDERR_FILENO) != 0;
  const std::string name(operation.name);
  const std::string kind(word(type));
  std::uint64_t faults = 0;
  std::uint64_t all = 0;
  for (std::uint64_t seed = from; seed < to; ++seed) {
    if (options.shows_inputs) {
      std::printf("%lu: %s\n", seed, input_text(operation, oracle, type, seed).c_str());
      std::fflush(stdout);
    }
    if (options.wants_digest) {
      all ^= digest(operation, oracle, type, seed);
      all = (all ^ all >> 29) * 0x9e3779b97f4a7c15;
    } else if (const auto what = fault(operation, oracle, type, seed); what && ++faults <= kShown) {
      std::printf("replay: rigor_soundness --function %s --type %s --seeds %lu:%lu  %s\n",
                  name.c_str(), kind.c_str(), seed, seed + 1, what->c_str());
      std::fflush(stdout);
    }
    if (shows_progress && (seed + 1 - from) % 50'000 == 0) {
      std::fprintf(stderr, "%s %s: seeds %lu:%lu done of %lu:%lu\n", name.c_str(), kind.c_str(),
                   from, seed + 1, from, to);
    }
  }
  std::printf("%s %s: seeds %lu:%lu ", name.c_str(), kind.c_str(), from, to);
  if (options.wants_digest) {
    std::printf("digest %016lx\n", all);
  } else if (faults == 0) {
    std::printf("ok\n");
  } else {
    std::printf("%lu faults\n", faults);
  }
  std::fflush(stdout);
  return faults;
}

int judge(const Options& options) {
  std::vector<Operation> operations = arithmetic_operations();
  for (const Operation& operation : function_operations()) operations.push_back(operation);
  if (options.lists) {
    for (const Operation& operation : operations) {
      std::printf("%s\n", std::string(operation.name).c_str());
    }
    return 0;
  }
  for (const std::string& name : options.functions) {
    const auto has_name = [&](const Operation& operation) { return operation.name == name; };
    if (std::none_of(operations.begin(), operations.end(), has_name)) {
      std::fprintf(stderr, "rigor_soundness: there is no operation \"%s\"; see --list\n",
                   name.c_str());
      return 64;
    }
  }
  std::uint64_t faults = 0;
  for (const Operation& operation : operations) {
    const auto& chosen = options.functions;
    if (!chosen.empty() &&
        std::find(chosen.begin(), chosen.end(), operation.name) == chosen.end()) {
      continue;
    }
    for (const NumberType type : {NumberType::interval, NumberType::big}) {
      if (!options.type || *options.type == type) faults += run(operation, type, options);
    }
  }
  return faults == 0 ? 0 : 1;
}

}  // namespace
}  // namespace rigor::soundness

int main(int argc, char** argv) {
  const auto options = rigor::soundness::parse({argv + 1, argv + argc});
  if (!options) {
    std::fputs(rigor::soundness::kUsage.data(), stderr);
    return 64;
  }
  try {
    return rigor::soundness::judge(*options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "rigor_soundness: %s\n", error.what());
    return 70;
  }
}
