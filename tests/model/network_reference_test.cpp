// Published digits of networks, computed with mpmath at 50 digits (and the risk by quadrature):
// each enclosure meets [d - u, d + u], u one unit of the last printed digit.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "linear/eigenvalues.hpp"
#include "model/critical_point.hpp"
#include "model/network_risk.hpp"
#include "model/network_variation.hpp"
#include "model/printed_digits.hpp"

namespace rigor {
namespace {

using test::expect_meets;
using test::expect_meets_tightly;

constexpr Precision k128{128};

template <class I>
class NetworkDigits : public testing::Test {
 protected:
  // x = (-1, 1), mu = 1/2, sigma = 1/4.
  const Mixture a_{{{-1}, {1}}, Rational(1, 2)};
  const I sigma_ = enclose<I>(Rational(1, 4), k128);
};
using Engines = testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(NetworkDigits, Engines);

Network network(std::vector<int> signs, const std::vector<std::string>& weights,
                const std::vector<std::string>& kinks) {
  Network net{std::move(signs), {}, {}};
  for (const std::string& w : weights) net.weights.push_back(*parse_rational(w));
  for (const std::string& tau : kinks) net.kinks.push_back(*parse_rational(tau));
  return net;
}

TYPED_TEST(NetworkDigits, Net1) {
  using I = TypeParam;
  const auto box =
      enclose_network<I>(network({1, -1, 1}, {"-40", "24", "10"}, {"1/4", "-3/10", "-2/5"}), k128);
  const NetworkRisk<I> at(this->a_, this->sigma_, box);
  expect_meets_tightly(at.risk(), "8.44454994457896678870685291", "R");
  const std::vector<std::string> gradient = {
      "0.07555258064048545499706047852", "-0.008629302825637097369220391387",
      "0.1183491719432708327407712525",  "-1.362728333504870662524962391",
      "5.550646933636788177288439534",   "3.702106981785163415746953007"};
  const std::vector<std::string> diagonal = {"170.1232332151049520007788387",
                                             "82.28859729774983349192129575",
                                             "26.61167682637369626879411452"};
  // With the opposite sign of D_l where eps_l = +1.
  const std::vector<std::string> wrong = {"129.5015291316232411056689339",
                                          "82.28859729774983349192129575",
                                          "3.264304280282265939727090526"};
  const Matrix<I> H = at.hessian();
  for (std::size_t l = 0; l < 6; ++l) {
    expect_meets(at.gradient()[l], gradient[l], "dR");
    if (l < 3) continue;
    expect_meets_tightly(H(l, l), diagonal[l - 3], "H");
    const I flipped = H(l, l) - (box.signs[l - 3] > 0 ? 2 : 0) * at.kink_term(l - 3);
    expect_meets(flipped, wrong[l - 3], "H with the opposite sign of D");
  }
  expect_meets_tightly(at.ramp_variation(), "2.196907534767265372319256736", "T");
  expect_meets_tightly(at.active_variation(), "11.01398983441842743790332984", "V");
  expect_meets_tightly(at.slope_second_moment(), "66.61134918524196224223528509", "E s'^2");
  expect_meets(largest_eigenvalue(H), "179.4088716864875793008978633", "lambda_max(H)");
  expect_meets(smallest_eigenvalue(H), "-0.005134579943467459060682906127", "lambda_min(H)");
  expect_meets(largest_eigenvalue(at.hessian_ae()), "159.6256467371052732644022663",
               "lambda_max(H_ae)");
  expect_meets(largest_eigenvalue(at.gram()), "79.81084342796890079605206306", "lambda_max(G)");
  const auto variation = network_variation(this->a_, this->sigma_, box);
  expect_meets_tightly(variation.under_pi, "1.289981445244895029206022344", "TV_pi");
  expect_meets_tightly(variation.under_g, "1.210149485400371056290303742", "TV_g");
}

struct Critical {
  std::string name;
  Network guess;
  std::vector<std::string> weights, kinks;
  std::string risk, largest, least, largest_ae, T, V, slope, pi, g;
};

std::vector<Critical> critical_networks() {
  const std::string w = "31.98720808309390618283878072", tau = "0.499856781795695091488503701";
  const std::string w1 = "81.70647145590341152928789412", tau1 = "0.21719690444988801090570658";
  const std::string w2 = "144.7582007675669713322028018", tau2 = "0.09375488151512536905367322541";
  return {{"NET-A",
           network({1, -1}, {"-32", "32"}, {"1/2", "-1/2"}),
           {"-" + w, w},
           {tau, "-" + tau},
           "0.4999396865793611181058999269",
           "127.8904496100367150234157511",
           "0.00283818967903104130909529785",
           "127.9692448316611361104341648",
           "0.3992841042681878397607432004",
           "8.000965014730222110305601169449",
           "127.9642663958650574173562937",
           "0.7641513240806067710956775317",
           "0.3992841042681878397607432004"},
          {"NET-B",
           network({1, 1, -1, -1}, {"81.7", "-144.76", "-81.7", "144.76"},
                   {"-0.2172", "0.09375", "0.2172", "-0.09375"}),
           {w1, "-" + w2, "-" + w1, w2},
           {"-" + tau1, tau2, tau1, "-" + tau2},
           "0.2748133285106719642661869106",
           "1749.573655342751166593235461",
           "0.00001113228001199500736576021809",
           "1754.77922060563355566280344",
           "15.58200489958139944425617697",
           "57.64142193661857402663820149",
           "291.034889035679847443143429",
           "7.811176732815423262499713621",
           "9.806916936759255716752228232"},
          {"NET-S1",
           network({1}, {"-16"}, {"1/2"}),
           {"-15.9936040415469530914193903576"},
           {"0.499856781795695091488503700967"},
           "0.749969843289680559052949963455",
           "127.905395446432140875984706925",
           "0.0113514321381966610087496801723",
           "127.98418146542633777448364085",
           "",
           "",
           "",
           "",
           ""}};
}

TYPED_TEST(NetworkDigits, CriticalNetworks) {
  using I = TypeParam;
  for (const Critical& c : critical_networks()) {
    const auto point = prove_critical_point(this->a_, this->sigma_, c.guess);
    ASSERT_TRUE(point) << c.name;
    EXPECT_TRUE(point->is_strict_minimum) << c.name;
    for (std::size_t l = 0; l < c.guess.width(); ++l) {
      expect_meets(point->network.weights[l], c.weights[l], c.name + " w");
      expect_meets(point->network.kinks[l], c.kinks[l], c.name + " tau");
    }
    const NetworkRisk<I> at(this->a_, this->sigma_, point->network);
    for (const I& slope : at.gradient()) EXPECT_TRUE(contains_zero(slope)) << c.name;
    expect_meets(sqr(this->sigma_) * at.risk(), c.risk, c.name + " R");
    const Matrix<I> H = at.hessian();
    expect_meets(largest_eigenvalue(H), c.largest, c.name + " lambda_max(H)");
    expect_meets(smallest_eigenvalue(H), c.least, c.name + " lambda_min(H)");
    expect_meets(largest_eigenvalue(at.hessian_ae()), c.largest_ae, c.name + " lambda_max(H_ae)");
    if (c.T.empty()) continue;
    expect_meets(at.ramp_variation(), c.T, c.name + " T");
    expect_meets(at.active_variation(), c.V, c.name + " V");
    expect_meets(at.slope_second_moment(), c.slope, c.name + " E s'^2");
    const auto variation = network_variation(this->a_, this->sigma_, point->network);
    expect_meets(variation.under_pi, c.pi, c.name + " TV_pi");
    expect_meets(variation.under_g, c.g, c.name + " TV_g");
  }
}

// One neuron (+, 21/25) and one (-, 4/25) of weight 33/200, and neurons next to the atoms.
Network edge_neurons(std::size_t edge, const std::string& weight) {
  std::vector<int> signs = {1, -1};
  std::vector<std::string> weights = {"33/200", "33/200"}, kinks = {"21/25", "4/25"};
  for (const int sign : {1, -1}) {
    signs.insert(signs.end(), edge, sign);
    weights.insert(weights.end(), edge, weight);
    kinks.insert(kinks.end(), edge, sign > 0 ? "999/1000" : "1/1000");
  }
  return network(signs, weights, kinks);
}

TYPED_TEST(NetworkDigits, EdgeNeurons) {
  using I = TypeParam;
  const Mixture data({{0}, {2}}, Rational(1, 2));
  const I sigma = enclose<I>(Rational(1, 20), k128);
  const auto box = enclose_network<I>(edge_neurons(8, "13/250"), k128);
  expect_meets_tightly(network_variation(data, sigma, box).under_pi / 9,
                       "0.0001077444051327388811936305879", "TV_pi");
  const NetworkRisk<I> at(data, sigma, box);
  expect_meets_tightly(at.ramp_variation() / 9, "0.00009476880572583421052006664129", "T");
  expect_meets(largest_eigenvalue(at.gram()), "0.0001034872070506772582975475908", "lambda_max(G)");
  const auto narrow = enclose_network<I>(edge_neurons(4, "14/250"), k128);
  expect_meets_tightly(network_variation(data, sigma, narrow).under_pi / 5,
                       "0.0003098257542750655773769865296", "TV_pi");
  expect_meets(largest_eigenvalue(NetworkRisk<I>(data, sigma, narrow).gram()),
               "0.0003040915442624490588043201243", "lambda_max(G)");
}

// Steep lines at both atoms and a straight line in between.
TYPED_TEST(NetworkDigits, SteepAtTwoAtoms) {
  using I = TypeParam;
  const Mixture data({{0}, {2}}, Rational(1, 2));
  const I sigma = enclose<I>(Rational(1, 1000), k128);
  const auto box = enclose_network<I>(
      network({1, 1, -1, -1}, {"4000000/249", "-1000000000/249", "-4000000/249", "1000000000/249"},
              {"1/2", "499/500", "1/2", "1/500"}),
      k128);
  const NetworkRisk<I> at(data, sigma, box);
  expect_meets(sqr(sigma) * at.risk(), "0.005815154911332006842918647493", "sigma^2 R");
  const auto variation = network_variation(data, sigma, box);
  expect_meets_tightly(variation.under_pi, "1008.278465169091183509035605", "TV_pi");
  expect_meets_tightly(variation.under_g, "985.3399970459867461921133365", "TV_g");
}

// n = 1 and w = (-2, 2) / sigma^2, both kinks on the atom: s = -y / sigma^2, so that R = 0, and
// moving both kinks by t gives R(t) = t^2 / sigma^4.
TYPED_TEST(NetworkDigits, OneAtomLearntExactly) {
  using I = TypeParam;
  const Mixture data({{0}}, 1);
  const auto box = enclose_network<I>(network({1, -1}, {"-32", "32"}, {"0", "0"}), k128);
  const NetworkRisk<I> at(data, this->sigma_, box);
  const I tiny = scale2(hull_of<I>(-1, 1, k128), -40);
  EXPECT_TRUE(contains_zero(at.risk()) && subset(at.risk(), tiny)) << at.risk();
  EXPECT_TRUE(subset(at.atom_risk(0), tiny)) << at.atom_risk(0);
  const Matrix<I> H = at.hessian();
  const I along = H(2, 2) - 2 * H(2, 3) + H(3, 3);
  EXPECT_TRUE(contains_zero(along - 512)) << along;
  EXPECT_TRUE(subset(along - 512, tiny)) << along;
  expect_meets_tightly(largest_eigenvalue(H), "256.0099474045578480634838543", "lambda_max(H)");
  expect_meets(smallest_eigenvalue(H), "0.005677595442151936516145711394", "lambda_min(H)");
}

}  // namespace
}  // namespace rigor
