// The program: chooses its engine, checks its own arithmetic, then runs a command.
#include <exception>
#include <iostream>

#include "cli/command_line.hpp"
#include "engine_choice.hpp"
#include "expression/source_text.hpp"
#include "number/mpfr_range.hpp"
#include "number/self_test.hpp"

int main(int argc, char** argv) {
  try {
    if (const auto error = rigor::run_chosen_engine(argv)) {
      std::cerr << "rigor: error: " << *error << '\n';
      return rigor::kExitUsage;
    }
    rigor::use_widest_exponent_range();
    if (const auto fault = rigor::arithmetic_fault()) {
      std::cerr << "rigor: error: this process doesn't compute as the proofs assume: " << *fault
                << '\n';
      return rigor::kExitFault;
    }
    const int status = rigor::run_command_line({argv + 1, argv + argc});
    if (!std::cout.flush()) {
      std::cerr << "rigor: error: the output can't be written\n";
      return rigor::kExitOutput;
    }
    return status;
  } catch (const rigor::InputError& error) {
    std::cerr << error.what() << '\n';
    return rigor::kExitUsage;
  } catch (const std::exception& error) {
    std::cerr << "rigor: a fault of Rigor's own: " << error.what() << '\n';
  } catch (...) {
    std::cerr << "rigor: a fault of Rigor's own\n";
  }
  return rigor::kExitFault;
}
