// Networks in the second engine: reference digits from an unrelated system (50-digit quadrature),
// plain sums in doubles, and difference quotients of its own gradient.
#include "second_engine/arb_network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace rigor::second_engine {
namespace {

Rational rational(std::string_view text) {
  return parse_rational(text).value();
}

Bounds point(const Rational& x) {
  return {x, x};
}

NetworkInstance make_network(const Instance& data, std::vector<int> signs,
                             const std::vector<std::string>& weights,
                             const std::vector<std::string>& kinks) {
  NetworkInstance network{data, std::move(signs), {}, {}};
  for (const std::string& w : weights) network.weights.push_back(point(rational(w)));
  for (const std::string& tau : kinks) network.kinks.push_back(point(rational(tau)));
  return network;
}

Instance two_points() {
  return {{Rational(-1, 2), Rational(1, 2)}, Rational(1, 4)};
}
NetworkInstance three_neurons() {
  return make_network(two_points(), {1, -1, 1}, {"-40", "24", "10"}, {"1/4", "-3/10", "-2/5"});
}
NetworkInstance edge_neurons(std::size_t edge, const std::string& weight) {
  std::vector<int> signs = {1, -1};
  std::vector<std::string> weights = {"33/200", "33/200"}, kinks = {"21/25", "4/25"};
  for (const int sign : {1, -1}) {
    for (std::size_t k = 0; k < edge; ++k) {
      signs.push_back(sign);
      weights.push_back(weight);
      kinks.push_back(sign > 0 ? "999/1000" : "1/1000");
    }
  }
  return make_network({{0, 1}, Rational(1, 20)}, signs, weights, kinks);
}

void expect_digits(const Bounds& bounds, std::string_view digits) {
  std::string unit;
  const std::size_t e = digits.find('e');
  for (const char c : digits.substr(0, e)) {
    if (c != '-') unit += c >= '0' && c <= '9' ? '0' : c;
  }
  unit.back() = '1';
  if (e != std::string_view::npos) unit += digits.substr(e);
  const Rational d = rational(digits), u = rational(unit);
  EXPECT_LE(bounds.lower, d + u) << digits;
  EXPECT_GE(bounds.upper, d - u) << digits;
  EXPECT_LE(bounds.upper - bounds.lower, rational("1e-18") * abs(d)) << digits;
}

TEST(ArbNetwork, ReferenceDigits) {
  const NetworkInstance net = three_neurons();
  expect_digits(network_risk(net), "8.44454994457896678870685291");
  const auto gradient = network_gradient(net);
  const std::vector<std::string> digits = {
      "0.07555258064048545499706047852", "-0.008629302825637097369220391387",
      "0.1183491719432708327407712525",  "-1.362728333504870662524962391",
      "5.550646933636788177288439534",   "3.702106981785163415746953007"};
  for (std::size_t k = 0; k < digits.size(); ++k) expect_digits(gradient[k], digits[k]);
  const auto hessian = network_matrix(net, NetworkMatrix::hessian);
  expect_digits(hessian[3][3], "170.1232332151049520007788387");
  expect_digits(hessian[4][4], "82.28859729774983349192129575");
  expect_digits(hessian[5][5], "26.61167682637369626879411452");
  expect_digits(largest_eigenvalue(net, NetworkMatrix::hessian), "179.4088716864875793008978633");
  expect_digits(largest_eigenvalue(net, NetworkMatrix::hessian_ae),
                "159.6256467371052732644022663");
  expect_digits(largest_eigenvalue(net, NetworkMatrix::gram), "79.81084342796890079605206306");
  const Bounds least = smallest_eigenvalue(net, NetworkMatrix::hessian);
  EXPECT_LE(least.lower, rational("-0.0051345799434674"));
  EXPECT_GE(least.upper, rational("-0.0051345799434675"));
  EXPECT_LE(least.upper - least.lower, rational("1e-17"));
  expect_digits(ramp_variation(net), "2.196907534767265372319256736");
  expect_digits(active_variation(net), "11.01398983441842743790332984");
  expect_digits(slope_second_moment(net), "66.61134918524196224223528509");
  expect_digits(network_variation_under_pi(net), "1.289981445244895029206022344");
  expect_digits(network_variation_under_g(net), "1.210149485400371056290303743");
}

TEST(ArbNetwork, ReferenceDigitsOfManyNeurons) {
  const NetworkInstance wide = edge_neurons(8, "13/250"), narrow = edge_neurons(4, "14/250");
  expect_digits(largest_eigenvalue(wide, NetworkMatrix::gram), "0.0001034872070506772582975475908");
  expect_digits(largest_eigenvalue(narrow, NetworkMatrix::gram),
                "0.0003040915442624490588043201243");
  const auto scaled = [](Bounds x, long m) { return Bounds{x.lower * 2 / m, x.upper * 2 / m}; };
  expect_digits(scaled(network_variation_under_pi(wide), 18), "0.0001077444051327388811936305879");
  expect_digits(scaled(network_variation_under_pi(narrow), 10),
                "0.0003098257542750655773769865296");
  expect_digits(scaled(ramp_variation(wide), 18), "0.00009476880572583421052006664129");
}

TEST(ArbNetwork, LowNoise) {
  // P7: sigma = 1/1000, atoms 1000 sigma apart.
  const NetworkInstance net =
      make_network({{0, 1}, Rational(1, 1000)}, {1, 1, -1, -1},
                   {"4000000/249", "-1000000000/249", "-4000000/249", "1000000000/249"},
                   {"1/2", "499/500", "1/2", "1/500"});
  const Bounds risk = network_risk(net);
  expect_digits({risk.lower / 1000000, risk.upper / 1000000}, "0.005815154911332006842918647493");
  expect_digits(network_variation_under_pi(net), "1008.278465169091183509035605");
  expect_digits(network_variation_under_g(net), "985.3399970459867461921133365");
}

TEST(ArbNetwork, OneAtomFitted) {
  const NetworkInstance net =
      make_network({{0}, Rational(1, 4)}, {1, -1}, {"-32", "32"}, {"0", "0"});
  const Bounds risk = network_risk(net);  // s = -y / sigma^2 on the data c = 0: 0
  EXPECT_LE(abs(risk.lower) + abs(risk.upper), rational("1e-60"));
  expect_digits(largest_eigenvalue(net, NetworkMatrix::hessian), "256.0099474045578480634838543");
  expect_digits(smallest_eigenvalue(net, NetworkMatrix::hessian),
                "0.005677595442151936516145711394");
  EXPECT_EQ(network_variation_under_g(net).upper, 0);  // the two jumps cancel
}

TEST(ArbNetwork, BoundsAroundACriticalPoint) {
  const Rational w = rational("31.98720808309390618283878072"),
                 tau = rational("0.499856781795695091488503701"), radius = rational("1e-26");
  const auto around = [&](const Rational& x) { return Bounds{x - radius, x + radius}; };
  const NetworkInstance net{
      two_points(), {1, -1}, {around(-w), around(w)}, {around(tau), around(-tau)}};
  for (const Bounds& x : network_gradient(net)) {
    EXPECT_LE(x.lower, 0);
    EXPECT_GE(x.upper, 0);
    EXPECT_LE(x.upper - x.lower, rational("1e-22"));
  }
  expect_digits(largest_eigenvalue(net, NetworkMatrix::hessian), "127.8904496100367150234157511");
  expect_digits(largest_eigenvalue(net, NetworkMatrix::hessian_ae),
                "127.9692448316611361104341648");
  expect_digits(network_variation_under_pi(net), "0.7641513240806067710956775317");
  expect_digits(network_variation_under_g(net), "0.3992841042681878397607432004");
}

TEST(ArbNetwork, Elementary) {
  expect_digits(normal_second_moment(1), "0.198748043098799197574804705393");
  expect_digits(normal_second_moment(3), "0.970709113465111767893082254288");
  EXPECT_LE(weight_tail(two_points(), 0).lower, Rational(1, 2));
  EXPECT_GE(weight_tail(two_points(), 0).upper, Rational(1, 2));
}

TEST(ArbNetwork, Refuses) {
  NetworkInstance net = three_neurons();
  net.signs[1] = 0;
  EXPECT_THROW(network_risk(net), std::invalid_argument);
  net = three_neurons();
  net.weights.pop_back();
  EXPECT_THROW(network_gradient(net), std::invalid_argument);
  net = three_neurons();
  net.weights[0] = {1, 0};
  EXPECT_THROW(ramp_variation(net), std::invalid_argument);
  net = three_neurons();
  net.kinks[0] = {Rational(-35, 100), Rational(1, 4)};  // overlaps the kink -3/10
  EXPECT_THROW(network_risk(net), std::range_error);
  EXPECT_THROW(network_variation_under_g(net), std::range_error);
}

// Random networks of up to five neurons, some kinks equal, some on atoms.
struct RandomNetworks {
  std::mt19937_64 generator{20250203};
  int integer(int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(generator);
  }
  NetworkInstance next() {
    NetworkInstance net;
    Rational centre = integer(-2, 2);
    for (int n = integer(1, 4); n > 0; --n) {
      net.data.centres.push_back(centre);
      centre += Rational(integer(5, 100)) / 50;
    }
    net.data.sigma = Rational(integer(20, 80)) / 100;
    for (int m = integer(1, 5); m > 0; --m) {
      net.signs.push_back(integer(0, 1) == 0 ? -1 : 1);
      net.weights.push_back(point(Rational(integer(-60, 60)) / 7));
      Rational kink = Rational(integer(-300, 300)) / 100;
      if (integer(0, 4) == 0) kink = net.data.centres.front();
      if (integer(0, 4) == 0 && !net.kinks.empty()) kink = net.kinks.front().lower;
      net.kinks.push_back(point(kink));
    }
    return net;
  }
};

double to_double(const Rational& x) {
  return x.convert_to<double>();
}

struct PlainNetwork {
  std::vector<int> signs;
  std::vector<double> weights, kinks;

  explicit PlainNetwork(const NetworkInstance& net) : signs(net.signs) {
    for (const Bounds& w : net.weights) weights.push_back(to_double(w.lower));
    for (const Bounds& tau : net.kinks) kinks.push_back(to_double(tau.lower));
  }
  double at(double y) const {
    double sum = 0;
    for (std::size_t l = 0; l < signs.size(); ++l) {
      sum += weights[l] * std::max(signs[l] * (y - kinks[l]), 0.0);
    }
    return sum / static_cast<double>(signs.size());
  }
};

void expect_near(const Bounds& bounds, double value, double tolerance) {
  EXPECT_NEAR(to_double(bounds.lower), value, tolerance);
  EXPECT_NEAR(to_double(bounds.upper), value, tolerance);
}

TEST(ArbNetwork, AgreesWithPlainSums) {
  RandomNetworks random;
  for (int trial = 0; trial < 100; ++trial) {
    const NetworkInstance net = random.next();
    const PlainNetwork plain(net);
    const double sigma = to_double(net.data.sigma);
    const int steps = 16000;
    const double h = 20.0 / steps;
    double risk = 0, noise = 0, curvature = 0, slope = 0, scale = 1;
    for (const Rational& c : net.data.centres) {
      for (int k = 0; k < steps; ++k) {
        const double z = -10 + (k + 0.5) * h, y = to_double(c) + sigma * z;
        const double mass = h * std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.0)) /
                            static_cast<double>(net.data.centres.size());
        const double r = plain.at(y) + z / sigma;
        const double s1 = (plain.at(y + 1e-7) - plain.at(y - 1e-7)) / 2e-7;
        risk += mass * r * r;
        noise += mass * r * z;
        curvature += mass * r * r * (z * z - 1);
        slope += mass * s1 * s1;
        scale = std::max(scale, std::abs(s1));
      }
    }
    const double tolerance = 1e-5 * (risk + 1), jumps = 4 * h * scale * scale / sigma;
    expect_near(network_risk(net), risk, tolerance);
    expect_near(residual_noise(net), noise, tolerance);
    expect_near(residual_noise_curvature(net), curvature, tolerance);
    expect_near(slope_second_moment(net), slope, jumps + tolerance);
  }
}

TEST(ArbNetwork, VariationsAreSumsOverKinks) {
  RandomNetworks random;
  for (int trial = 0; trial < 100; ++trial) {
    const NetworkInstance net = random.next();
    std::map<Rational, Rational> jumps;
    for (std::size_t l = 0; l < net.signs.size(); ++l) {
      jumps[net.kinks[l].lower] += net.weights[l].lower / net.signs.size();
    }
    double under_pi = 0, under_g = 0, under_tail = 0;
    for (const auto& [kink, jump] : jumps) {
      const double size = std::abs(to_double(jump));
      double below = 0;
      for (const Rational& c : net.data.centres) {
        below += std::erfc(to_double((c - kink) / net.data.sigma) / std::sqrt(2.0)) / 2;
      }
      below /= static_cast<double>(net.data.centres.size());
      under_pi += size * to_double(weight_pi(net.data, kink).lower);
      under_g += size * to_double(weight_g(net.data, kink).lower);
      under_tail += size * std::min(below, 1 - below);
    }
    expect_near(network_variation_under_pi(net), under_pi, 1e-12 * (1 + under_pi));
    expect_near(network_variation_under_g(net), under_g, 1e-12 * (1 + under_g));
    expect_near(network_variation_under_tail(net), under_tail, 1e-12 * (1 + under_tail));
  }
}

TEST(ArbNetwork, BoundOfTheVariation) {
  RandomNetworks random;
  for (int trial = 0; trial < 20; ++trial) {
    const NetworkInstance net = random.next();
    const double sigma = to_double(net.data.sigma), m = static_cast<double>(net.signs.size());
    const double risk = to_double(network_risk(net).lower);
    const double n_risk = risk * static_cast<double>(net.data.centres.size());
    double A = 1 / (sigma * sigma);
    for (const Bounds& w : net.weights) A = std::max(A, std::abs(to_double(w.lower)));
    const double root = std::sqrt(2 * std::acos(-1.0));
    const double larger =
        std::max(std::sqrt(2 * n_risk), std::cbrt(root * std::exp(0.5) * A * sigma * n_risk));
    const double expected =
        m * to_double(largest_eigenvalue(net, NetworkMatrix::hessian).lower) / 4 +
        std::sqrt(risk) / 2 + A / (root * sigma) * larger;
    expect_near(variation_bound(net), expected, 1e-10 * expected);
  }
}

TEST(ArbNetwork, DerivativesAreLimitsOfDifferenceQuotients) {
  RandomNetworks random;
  const Rational step = rational("1e-6");
  for (int trial = 0; trial < 60; ++trial) {
    const NetworkInstance net = random.next();
    const std::size_t m = net.signs.size();
    const auto moved = [&](std::size_t k, const Rational& by) {
      NetworkInstance other = net;
      Bounds& x = k < m ? other.weights[k] : other.kinks[k - m];
      // b_l = -signs_l tau_l
      x = point(k < m ? x.lower + by : x.lower - net.signs[k - m] * by);
      return other;
    };
    const auto gradient = network_gradient(net);
    const auto hessian = network_matrix(net, NetworkMatrix::hessian);
    double size = 1;
    for (const auto& row : hessian) {
      for (const Bounds& x : row) size = std::max(size, std::abs(to_double(x.lower)));
    }
    for (std::size_t k = 0; k < 2 * m; ++k) {
      const NetworkInstance right = moved(k, step), left = moved(k, -step);
      const Rational rise = network_risk(right).lower - network_risk(left).lower;
      expect_near(gradient[k], to_double(rise / (2 * step)), 1e-6 * size);
      const auto above = network_gradient(right), below = network_gradient(left);
      for (std::size_t j = 0; j < 2 * m; ++j) {
        const Rational change = above[j].lower - below[j].lower;
        expect_near(hessian[k][j], to_double(change / (2 * step)), 1e-4 * size);
      }
    }
  }
}

}  // namespace
}  // namespace rigor::second_engine
