// The command line: its commands, and what its exit statuses mean.
#pragma once

#include <string>
#include <vector>

namespace rigor {

inline constexpr int kExitInconclusive = 2;
inline constexpr int kExitUsage = 64;   ///< bad usage or bad input
inline constexpr int kExitFault = 70;   ///< a fault of Rigor's own
inline constexpr int kExitOutput = 74;  ///< the output can't be written
inline constexpr int kExitInterrupted = 130;

/// Runs `rigor` with these arguments (without the program's name) and returns its exit status.
/// Throws InputError on bad input; usage errors are printed here.
int run_command_line(std::vector<std::string> arguments);

}  // namespace rigor
