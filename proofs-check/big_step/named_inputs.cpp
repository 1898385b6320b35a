#include "proofs-check/big_step/named_inputs.hpp"

namespace rigor::big_step {

Case named_input(const std::string& name, const std::vector<std::string>& points,
                 const std::string& mu, const std::string& sigma) {
  Case input;
  input.name = name;
  input.title = "input " + name;
  for (const std::string& x : points) input.points.push_back({literal(x)});
  input.mu = literal(mu);
  input.sigma = {literal(sigma), literal(sigma)};
  return input;
}

Case input_A() {
  return named_input("A", {"-1", "1"}, "1/2", "1/4");
}

Case input_C() {
  return named_input("C", {"0", "2.1", "4.4", "6.2", "8.2", "10.4", "12.1", "14", "16.1", "18.4"},
                     "99/101", "20/101");
}

}  // namespace rigor::big_step
