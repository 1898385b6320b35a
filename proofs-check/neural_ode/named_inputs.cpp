#include "proofs-check/neural_ode/named_inputs.hpp"

#include <fmt/format.h>

#include <sstream>

#include "verdict/case_file.hpp"

namespace rigor::neural_ode {
namespace {

// "1/2 3" as a list of TOML strings, one vector of dimension 1 each.
std::string scalars(const std::string& numbers) {
  std::istringstream in(numbers);
  std::string list;
  for (std::string number; in >> number;) list += fmt::format("[\"{}\"], ", number);
  return list;
}
std::string vector_of(const std::string& numbers) {
  std::istringstream in(numbers);
  std::string list;
  for (std::string number; in >> number;) list += fmt::format("\"{}\", ", number);
  return list;
}

std::string on_the_line(const std::string& weight, std::size_t depth) {
  return fmt::format(
      "[residual_network]\nblock = \"linear\"\nZ = [[\"{}\"]]\ndepth = {}\ninputs = [[1]]\n"
      "frozen = [\"A\", \"B\"]\n",
      weight, depth);
}

std::string rotated(std::size_t depth) {
  return fmt::format(
      "[residual_network]\ndepth = {}\nV = [[\"cos(s)\", \"-sin(s)\"], [\"sin(s)\", \"cos(s)\"]]\n"
      "W = [[\"1 + s\", \"-1/2\"], [\"s^2\", \"1\"]]\nfrozen = [\"A\", \"B\"]\n",
      depth);
}

}  // namespace

Case named_case(const std::string& name, const std::string& text) {
  Case input = read_case_text(text, name, ".");
  input.file.clear();
  return input;
}

Case e_lin(std::size_t depth) {
  return named_case("E-LIN", on_the_line("s", depth));
}
Case e_rec(std::size_t depth) {
  return named_case("E-REC", on_the_line("1 / (1 + s)", depth));
}
Case e_rot(std::size_t depth) {
  return named_case("E-ROT", rotated(depth) + "inputs = [[\"1\", \"-1/2\"]]\n");
}
Case t_lin(std::size_t depth, const std::string& time) {
  return named_case(
      "T-LIN", on_the_line("s / 2", depth) + fmt::format("targets = [[2]]\ntime = \"{}\"\n", time));
}
Case t_sm(std::size_t depth, const std::string& time) {
  return named_case(
      "T-SM",
      rotated(depth) + fmt::format("inputs = [[\"1\", \"-1/2\"], [\"-1/2\", \"1/2\"]]\n"
                                   "targets = [[\"1/2\", 0], [0, \"1/2\"]]\ntime = \"{}\"\n",
                                   time));
}
Case t_tanh(std::size_t depth, const std::string& time) {
  return named_case("T-TANH",
                    fmt::format("[residual_network]\ndepth = {}\nV = \"0\"\nW = [[2, 1], [-1, 2]]\n"
                                "inputs = [[1], [\"1/2\"]]\ntargets = [[\"1/4\"], [\"-1/4\"]]\n"
                                "time = \"{}\"\n",
                                depth, time));
}
Case pl_1(std::size_t depth, const std::string& targets) {
  return named_case("PL-1",
                    fmt::format("[residual_network]\ndepth = {}\nV = \"0\"\n"
                                "W = [[3, 0, 0], [\"3/2\", \"5/2\", 0], [\"3/2\", \"-5/2\", 0]]\n"
                                "inputs = [[\"sqrt(3)\", 0], [\"sqrt(3)/2\", \"3/2\"], "
                                "[\"-sqrt(3)/2\", \"3/2\"]]\ntargets = [{}]\n",
                                depth, scalars(targets)));
}
Case pl_2(std::size_t depth, const std::string& first, const std::string& second) {
  return named_case("PL-2", fmt::format("[residual_network]\ndepth = {}\nV = \"0\"\n"
                                        "W = [[1, \"1/2\", 0, 0], [\"-1/2\", 1, 0, 0]]\n"
                                        "inputs = [[2, 0], [0, 2]]\ntargets = [[{}], [{}]]\n",
                                        depth, vector_of(first), vector_of(second)));
}
Case pl_4(std::size_t depth) {
  return named_case(
      "PL-4",
      fmt::format("[residual_network]\ndepth = {}\nV = \"0\"\n"
                  "W = [[3, \"5/4\", 0], [\"5/4\", 3, 0], [\"-5/4\", 3, 0], [-3, \"5/4\", 0]]\n"
                  "inputs = [[\"sqrt(3)\", 0], [\"sqrt(6)/2\", \"sqrt(6)/2\"], [0, \"sqrt(3)\"], "
                  "[\"-sqrt(6)/2\", \"sqrt(6)/2\"]]\n"
                  "targets = [[\"1/1000\"], [\"-1/1000\"], [\"3/2000\"], [\"1/1250\"]]\n",
                  depth));
}

}  // namespace rigor::neural_ode
