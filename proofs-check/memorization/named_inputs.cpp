#include "proofs-check/memorization/named_inputs.hpp"

#include <sstream>

namespace rigor::memorization {

std::vector<Rational> literals(const std::string& text) {
  std::istringstream words(text);
  std::vector<Rational> values;
  for (std::string word; words >> word;) values.push_back(literal(word));
  return values;
}

Case named_data(const std::string& name, const std::vector<std::string>& points) {
  Case input;
  input.name = name;
  input.title = "input " + name;
  for (const std::string& x : points) input.points.push_back(literals(x));
  return input;
}

Case named_flow(const std::string& name, const std::vector<std::string>& points,
                const std::string& variance, const std::string& start) {
  Case input = named_data(name, points);
  FlowInput flow;
  flow.variance = literal(variance);
  flow.start_from = flow.start_to = literals(start);
  input.flow = flow;
  return input;
}

std::vector<std::string> points_A() {
  return {"-1", "1"};
}
std::vector<std::string> points_B() {
  return {"0", "1", "3"};
}
std::vector<std::string> points_C() {
  return {"0 0", "2 0", "1/2 3/2"};
}
std::vector<std::string> points_D() {
  return {"1 0", "-1 0", "0 1", "0 -1"};
}

}  // namespace rigor::memorization
