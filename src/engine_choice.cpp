#include "engine_choice.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "number/self_test.hpp"

namespace rigor {
namespace {

// x86-64-v4 and what it includes, as far as compilers name it.
bool has_avx512() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx2") &&
         __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2");
#else
  return false;
#endif
}

// The program beside this one, or an empty path.
std::filesystem::path program_for_avx512() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return {};
  const auto program = self.parent_path() / "rigor-avx512";
  return std::filesystem::exists(program, error) ? program : std::filesystem::path();
}

}  // namespace

std::optional<std::string> run_chosen_engine(char** argv) {
  const char* setting = std::getenv("RIGOR_ISA");
  const std::string_view isa = setting == nullptr ? "" : setting;
  if (!isa.empty() && isa != "baseline" && isa != "avx512") {
    return "RIGOR_ISA is '" + std::string(isa) + "'; expected baseline or avx512";
  }
  if (arithmetic_name() == "avx512") {
    if (isa != "baseline") return std::nullopt;
    return "RIGOR_ISA is baseline, but this program is built for AVX-512; run rigor";
  }
  if (isa == "baseline") return std::nullopt;

  std::string obstacle;
  if (!has_avx512()) {
    obstacle = "this processor or system lacks AVX-512 (x86-64-v4)";
  } else if (const auto program = program_for_avx512(); program.empty()) {
    obstacle = "the program rigor-avx512 is not beside this one";
  } else {
    execv(program.c_str(), argv);
    obstacle = "the program rigor-avx512 can't be run";
  }
  if (isa.empty()) return std::nullopt;
  return "RIGOR_ISA is avx512, but " + obstacle;
}

}  // namespace rigor
