// Which of the two builds of the engine runs.
#pragma once

#include <optional>
#include <string>

namespace rigor {

/// Replaces this process by the program beside it that is built for AVX-512, if this is the
/// baseline build, the processor has AVX-512 and that program exists. The environment variable
/// RIGOR_ISA overrides: `baseline` stays, `avx512` insists. Returns where this build is to go on;
/// with a message if RIGOR_ISA can't be obeyed.
std::optional<std::string> run_chosen_engine(char** argv);

}  // namespace rigor
