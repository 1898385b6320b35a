#include "proofs-check/big_step/named_networks.hpp"

#include <utility>

#include "proofs-check/big_step/named_inputs.hpp"

namespace rigor::big_step {
namespace {

Case named(const std::string& name, Case data) {
  data.name = name;
  data.title = "network " + name;
  return data;
}

/// One neuron (+, 21/25) and one (-, 4/25) of weight 33/200; `edge` neurons (+, 999/1000) and as
/// many (-, 1/1000) of weight `weight`; n = 2, x = (0, 2), mu = 1/2, sigma = 1/20.
Case two_atoms_with_edge_neurons(std::size_t edge, const std::string& weight) {
  std::vector<int> signs = {1, -1};
  std::vector<std::string> weights = {"33/200", "33/200"}, kinks = {"21/25", "4/25"};
  for (const int sign : {1, -1}) {
    signs.insert(signs.end(), edge, sign);
    weights.insert(weights.end(), edge, weight);
    kinks.insert(kinks.end(), edge, sign > 0 ? "999/1000" : "1/1000");
  }
  return with_network(named_input("", {"0", "2"}, "1/2", "1/20"), signs, weights, kinks);
}

}  // namespace

Case with_network(Case data, std::vector<int> signs, const std::vector<std::string>& weights,
                  const std::vector<std::string>& kinks, bool critical) {
  NetworkInput input{.network = {std::move(signs), {}, {}}, .critical = critical, .radius = 0};
  for (const std::string& w : weights) input.network.weights.push_back(literal(w));
  for (const std::string& tau : kinks) input.network.kinks.push_back(literal(tau));
  data.network = std::move(input);
  return data;
}

Case input_NET_1() {
  return named("NET-1",
               with_network(input_A(), {1, -1, 1}, {"-40", "24", "10"}, {"1/4", "-3/10", "-2/5"}));
}

Case input_NET_A() {
  const std::string w = "31.98720808309390618283878072", tau = "0.499856781795695091488503701";
  return named("NET-A", with_network(input_A(), {1, -1}, {"-" + w, w}, {tau, "-" + tau}, true));
}

Case input_NET_B() {
  const std::string w1 = "81.70647145590341152928789412", w2 = "144.7582007675669713322028018";
  const std::string tau1 = "0.21719690444988801090570658", tau2 = "0.09375488151512536905367322541";
  return named("NET-B", with_network(input_A(), {1, 1, -1, -1}, {w1, "-" + w2, "-" + w1, w2},
                                     {"-" + tau1, tau2, tau1, "-" + tau2}, true));
}

Case input_NET_S1() {
  return named("NET-S1", with_network(input_A(), {1}, {"-15.9936040415469530914193903576"},
                                      {"0.499856781795695091488503700967"}, true));
}

Case input_P10() {
  return named("P10", two_atoms_with_edge_neurons(8, "13/250"));
}

Case input_P10_narrow() {
  return named("P10, m = 10", two_atoms_with_edge_neurons(4, "14/250"));
}

// s(y) = -(y - c_i) / sigma^2 up to 2 sigma beyond the atom on the inner side, and from 2 sigma
// before it outward; straight in between. With a = (4/sigma) / (1 - 4 sigma) = 10^6/249 the weights
// are m = 4 times a, -(a + 1/sigma^2) and their negatives.
Case input_P7() {
  return named("P7",
               with_network(named_input("", {"0", "2"}, "1/2", "1/1000"), {1, 1, -1, -1},
                            {"4000000/249", "-1000000000/249", "-4000000/249", "1000000000/249"},
                            {"1/2", "499/500", "1/2", "1/500"}));
}

// -y / sigma^2 = -400 y, and at c_i + 1/8, c_{i+1} - 1/8 the slope changes by 1600/3 from -400 to
// 400/3 and back.
Case input_ZIG_6() {
  std::vector<int> signs = {1, -1};
  std::vector<std::string> weights = {"-4800", "4800"}, kinks = {"0", "0"};
  for (int i = 0; i < 5; ++i) {
    signs.insert(signs.end(), 2, 1);
    weights.insert(weights.end(), {"6400", "-6400"});
    kinks.insert(kinks.end(), {std::to_string(8 * i + 1) + "/8", std::to_string(8 * i + 7) + "/8"});
  }
  return named("ZIG-6", with_network(named_input("", {"0", "1", "2", "3", "4", "5"}, "1", "1/20"),
                                     signs, weights, kinks));
}

Case input_MEM1() {
  return named(
      "MEM1", with_network(named_input("", {"0"}, "1", "1/4"), {1, -1}, {"-32", "32"}, {"0", "0"}));
}

Case input_FULL() {
  Case input = named("FULL", input_A());
  input.full_network =
      FullNetwork{{2, -1}, {Rational(-1, 2), Rational(1, 4)}, {-8, 5}, Rational(1, 3)};
  return input;
}

}  // namespace rigor::big_step
