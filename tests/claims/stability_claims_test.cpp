// Stability, critical points, dynamics and fully trained networks: published digits and answers.
#include <gtest/gtest.h>

#include <map>

#include "claims/claims_run.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "support/sampling.hpp"
#include "verdict/registry.hpp"

namespace rigor::test {
namespace {

using big_step::input_FULL;
using big_step::input_MEM1;
using big_step::input_NET_1;
using big_step::input_NET_A;
using big_step::input_NET_B;
using big_step::input_NET_S1;
using big_step::with_network;

Case at_rate(Case input, const std::string& eta) {
  input.eta = exact(eta);
  return input;
}

const Outcome& outcome_of(const ClaimsRun& ran, const std::string& id) {
  return ran.of(id, ran.run.cases.front().name);
}

void expect_digits(const Outcome& outcome, const std::map<std::string, std::string>& digits) {
  for (const auto& [name, value] : digits) {
    const Quantity& q = quantity_of(outcome, name);
    EXPECT_TRUE(meets(q.value, value)) << name << " is " << text(q.value) << ", not " << value;
    EXPECT_TRUE(q.digits_reached) << name << " is " << text(q.value);
  }
}

/// The words after "<subject> at eta = ...: " in a part.
std::string answer(const Outcome& outcome, const std::string& subject) {
  for (const Part& part : outcome.parts) {
    if (part.range.starts_with(subject)) return part.range.substr(part.range.find(": ") + 2);
  }
  return "no answer";
}

TEST(Stability, Crit1Digits) {
  expect_digits(outcome_of(run_claims(input_NET_A(), {"CRIT-1"}), "CRIT-1"),
                {{"rho^2", "0.4999396865793611181058999269"},
                 {"lambda_max(H)", "127.8904496100367150234157511"},
                 {"lambda_min(H)", "0.00283818967903104130909529785"},
                 {"lambda_max(H_ae)", "127.9692448316611361104341648"},
                 {"T(theta)", "0.3992841042681878397607432004"},
                 {"V(theta)", "8.000965014730222110305601169"},
                 {"w_1", "-31.98720808309390618283878072"}});
  const ClaimsRun b = run_claims(input_NET_B(), {"CRIT-1"});
  expect_digits(outcome_of(b, "CRIT-1"), {{"rho^2", "0.2748133285106719642661869106"},
                                          {"lambda_max(H)", "1749.573655342751166593235461"},
                                          {"lambda_min(H)", "0.00001113228001199500736576021809"},
                                          {"lambda_max(H_ae)", "1754.77922060563355566280344"},
                                          {"T(theta)", "15.58200489958139944425617697"},
                                          {"V(theta)", "57.64142193661857402663820149"}});
  EXPECT_EQ(outcome_of(b, "CRIT-1").parts.back().range, "a strict local minimum");
  expect_digits(outcome_of(run_claims(input_NET_S1(), {"CRIT-1"}), "CRIT-1"),
                {{"rho^2", "0.749969843289680559052949963455"},
                 {"lambda_max(H)", "127.905395446432140875984706925"},
                 {"lambda_min(H)", "0.0113514321381966610087496801723"},
                 {"tau_1", "0.499856781795695091488503700967"}});
}

TEST(Stability, ANetworkThatIsNoCriticalPointIsNone) {
  for (const char* id : {"CRIT-1", "STAB-1", "GD-1.a", "GD-1.b", "SGD-MS-1.a", "SGD-MS-1.b"}) {
    const ClaimsRun ran = run_claims(at_rate(input_NET_1(), "1/1000"), {id});
    EXPECT_EQ(word(outcome_of(ran, id).verdict), "inapplicable") << id;
    EXPECT_NE(outcome_of(ran, id).reason.find("grad R_n(theta) = 0"), std::string::npos) << id;
  }
}

TEST(Stability, Stab1AnswersOnBothSidesOfTheThresholds) {
  // NET-A: 2 / gamma = 1 / eta against lambda_max(H) = 127.8904..., lambda_max(H_ae) = 127.9692...
  struct Row {
    const char *eta, *descent, *sgd;
  };
  for (const auto& [eta, descent, sgd] :
       {Row{"1/200", "stable", "the necessary condition holds"},
        Row{"1/127.97", "stable", "the necessary condition holds"},
        Row{"1000/127930", "stable", "unstable"}, Row{"1000/127891", "stable", "unstable"},
        Row{"1000/127890", "unstable", "unstable"}, Row{"1/100", "unstable", "unstable"}}) {
    const auto slash = std::string(eta).find('/');
    const Rational rate =
        exact(std::string(eta).substr(0, slash)) / exact(std::string(eta).substr(slash + 1));
    Case input = input_NET_A();
    input.eta = rate;
    const ClaimsRun ran = run_claims(input, {"STAB-1"});
    const Outcome& outcome = outcome_of(ran, "STAB-1");
    EXPECT_EQ(word(outcome.verdict), "verified") << eta;
    EXPECT_EQ(answer(outcome, "gradient descent"), descent) << eta;
    EXPECT_EQ(answer(outcome, "linearised SGD"), sgd) << eta;
  }
}

TEST(Stability, Stab1WithoutARateReportsTheThresholds) {
  const ClaimsRun ran = run_claims(input_NET_S1(), {"STAB-1"});
  EXPECT_EQ(word(outcome_of(ran, "STAB-1").verdict), "verified");
  EXPECT_TRUE(outcome_of(ran, "STAB-1").parts.empty());
  expect_digits(outcome_of(ran, "STAB-1"),
                {{"largest eta for linearised SGD", "0.0156269312121223374886317230589"}});
}

TEST(Stability, SgdMs1) {
  const std::string rate = "0.00390841714063406598575074939794";
  const ClaimsRun below =
      run_claims(at_rate(input_NET_S1(), to_string(exact(rate) * 99 / 100)), {"SGD-MS-1"});
  expect_digits(outcome_of(below, "SGD-MS-1.a"),
                {{"gamma_ms, the largest", rate}, {"spr(T)", "0.99991285992017762988"}});
  EXPECT_EQ(answer(outcome_of(below, "SGD-MS-1.a"), "linearised SGD"), "mean-square stable");
  const ClaimsRun above =
      run_claims(at_rate(input_NET_S1(), to_string(exact(rate) * 101 / 100)), {"SGD-MS-1"});
  expect_digits(outcome_of(above, "SGD-MS-1.a"), {{"spr(T)", "1.0100139936185188605"}});
  EXPECT_EQ(answer(outcome_of(above, "SGD-MS-1.a"), "linearised SGD"), "mean-square unstable");
  EXPECT_EQ(answer(outcome_of(above, "SGD-MS-1.b"), "linearised SGD"),
            "the necessary condition holds")
      << "the mean is still stable there";
  EXPECT_EQ(answer(outcome_of(above, "SGD-MS-1.c"), "linearised SGD"), "mean-square unstable");
  // Wider networks: the three parts agree.
  const ClaimsRun b = run_claims(input_NET_B(), {"SGD-MS-1"});
  const Rational exact_rate =
      exact(quantity_of(outcome_of(b, "SGD-MS-1.a"), "gamma_ms, the largest").value.lower);
  EXPECT_LE(exact_rate,
            exact(quantity_of(outcome_of(b, "SGD-MS-1.b"), "gamma_ms is at most").value.upper));
  EXPECT_LE(exact_rate,
            exact(quantity_of(outcome_of(b, "SGD-MS-1.c"), "gamma_ms, by").value.upper));
}

TEST(Stability, Gd1ContractsOrEscapes) {
  const ClaimsRun stable = run_claims(at_rate(input_NET_A(), "1/200"), {"GD-1"});
  const Outcome& ball = outcome_of(stable, "GD-1.a");
  EXPECT_EQ(word(ball.verdict), "verified");
  EXPECT_EQ(word(ball.scope), "box");
  EXPECT_LT(exact(quantity_of(ball, "contraction factor").value.upper), 1);
  EXPECT_GT(exact(quantity_of(ball, "radius").value.lower), Rational(1, 10000));
  EXPECT_EQ(word(outcome_of(stable, "GD-1.b").verdict), "inapplicable");

  const ClaimsRun unstable = run_claims(at_rate(input_NET_A(), "1/100"), {"GD-1"});
  EXPECT_EQ(word(outcome_of(unstable, "GD-1.a").verdict), "inapplicable");
  const Outcome& cone = outcome_of(unstable, "GD-1.b");
  EXPECT_EQ(word(cone.verdict), "verified");
  EXPECT_GT(exact(quantity_of(cone, "growth a step").value.lower), 1);
  EXPECT_EQ(quantity_of(cone, "unstable directions").value.lower, "2");

  const ClaimsRun none = run_claims(input_NET_A(), {"GD-1"});
  EXPECT_EQ(word(outcome_of(none, "GD-1.a").verdict), "inapplicable") << "without a rate";
}

TEST(Stability, Gd1Orbits) {
  const Case start = with_network(case_a(), {1, -1}, {"-31", "33"}, {"12/25", "-13/25"});
  const ClaimsRun slow = run_claims(at_rate(start, "1/200"), {"GD-1.c"});
  expect_digits(outcome_of(slow, "GD-1.c"), {{"w_1, k = 1", "-30.99991272167076116716"},
                                             {"w_2, k = 1", "33.00007554809211985231"},
                                             {"b_1, k = 1", "-0.4977442866417473191952"},
                                             {"b_2, k = 1", "-0.5026523041357503533833"},
                                             {"w_1, k = 5", "-31.00005468768641472818"},
                                             {"b_2, k = 5", "-0.5060738097727295350703"},
                                             {"w_1, k = 30", "-31.00077958828925621986"},
                                             {"w_2, k = 30", "32.99924968433532315211"},
                                             {"b_1, k = 30", "-0.4936296028566879354318"},
                                             {"b_2, k = 30", "-0.5061016882218633148306"}});
  const ClaimsRun fast = run_claims(at_rate(start, "1/100"), {"GD-1.c"});
  expect_digits(outcome_of(fast, "GD-1.c"), {{"w_1, k = 1", "-30.99982544334152233432"},
                                             {"b_1, k = 5", "-0.6008445883557700770111"},
                                             {"b_2, k = 5", "-0.4272437708588524278984"},
                                             {"w_1, k = 30", "-30.9963229946730044529"},
                                             {"b_1, k = 30", "-0.4216103909485060115002"},
                                             {"b_2, k = 30", "-0.6858631954665008397005"}});
}

TEST(Stability, Main2OnNetworks) {
  // The network's own learning rate 2 / (m lambda_max) meets every form that speaks of it.
  for (const Case& input :
       {input_NET_A(), input_NET_B(), input_NET_S1(), input_NET_1(), input_MEM1()}) {
    const ClaimsRun ran = run_claims(input, {"MAIN-2"});
    for (const char* part : {"i", "ii", "iii-ae", "iii-h"}) {
      const std::string id = std::string("MAIN-2.") + part;
      const Outcome& outcome = outcome_of(ran, id);
      EXPECT_EQ(word(outcome.verdict), "verified") << id << " on " << input.name;
      EXPECT_EQ(word(outcome.scope), "unbounded");
      if (outcome.margin) {
        EXPECT_GE(exact(outcome.margin->upper), 0) << id << " on " << input.name;
      }
    }
  }
  const ClaimsRun a = run_claims(input_NET_A(), {"MAIN-2"});
  expect_digits(outcome_of(a, "MAIN-2.i"),
                {{"network: bound of it", "0.29298"}, {"network: lambda_max", "127.96924483166"}});
  EXPECT_FALSE(outcome_of(run_claims(input_NET_1(), {"MAIN-2.ii"}), "MAIN-2.ii").margin)
      << "NET-1 is no critical point";
}

TEST(Stability, Main2AtTheRateOfTheCase) {
  // C at eta = 16 sigma^4: 1 - 1/4, (2/5)(15/16), (3/4)^2, (sqrt(6 - 1/8) - 2)^2.
  Case input = case_c();
  input.eta = 16 * input.sigma.to * input.sigma.to * input.sigma.to * input.sigma.to;
  const ClaimsRun ran = run_claims(input, {"MAIN-2"});
  for (const auto& [part, value] :
       {std::pair{"i", "0.75"}, {"ii", "0.375"}, {"iii-ae", "0.5625"}, {"iii-h", "0.17964"}}) {
    expect_digits(outcome_of(ran, std::string("MAIN-2.") + part),
                  {{"sigma^2 R_n(theta) at eta", value}});
  }
  EXPECT_EQ(word(outcome_of(ran, "MAIN-2.iv").verdict), "verified");
  // eta < sigma^4 / 3: nothing is claimed, and nothing undefined is computed.
  input.eta = *input.eta / 100;
  const ClaimsRun small = run_claims(input, {"MAIN-2.iii-h"});
  EXPECT_EQ(quantity_of(outcome_of(small, "MAIN-2.iii-h"), "sigma^2 R_n(theta)").value.upper, "0");
}

TEST(Stability, Main2PlotsEncloseTheNetwork) {
  for (const Case& input : {input_NET_A(), input_NET_B(), input_NET_S1()}) {
    for (const Claim& claim : all_claims()) {
      if (claim.base != "MAIN-2" || !claim.plot) continue;
      const std::vector<Plot> plots = claim.plot(input);
      ASSERT_EQ(plots.size(), 1U) << claim.id();
      ASSERT_EQ(plots[0].curves.size(), 2U) << claim.id();
      const PlotBox& point = plots[0].curves[1].boxes.front();
      bool is_over_the_curve = false;
      for (const PlotBox& box : plots[0].curves[0].boxes) {
        EXPECT_LE(exact(box.lower), exact(box.upper));
        if (exact(box.x0) > exact(point.x1) || exact(box.x1) < exact(point.x0)) continue;
        is_over_the_curve = true;
        EXPECT_GE(exact(point.lower), exact(box.upper)) << claim.id() << " on " << input.name;
      }
      EXPECT_TRUE(is_over_the_curve) << claim.id();
    }
  }
}

TEST(Stability, Main3AndExtDigits) {
  const ClaimsRun c = run_claims(case_c(), {"MAIN-3", "EXT-2"});
  expect_digits(outcome_of(c, "MAIN-3.b"), {{"B_V", "45.9217128459199263704476589"},
                                            {"B_g", "43.7169276145200240358400369"},
                                            {"eta above which R_n is large (", "0.000474"}});
  EXPECT_EQ(word(outcome_of(c, "EXT-2.b").verdict), "verified");
  const ClaimsRun full = run_claims(input_FULL(), {"EXT-1"});
  expect_digits(outcome_of(full, "EXT-1"), {{"lambda_max", "36.66439585156568668640004941"},
                                            {"right side", "5.519588725239428098673134286"},
                                            {"L", "9.975761677910477320349160157"}});
}

TEST(Stability, Main1OnRangesOfTheNoise) {
  Case input = case_c();
  input.sigma = {0, 1};
  const ClaimsRun ran = run_claims(input, {"MAIN-1"});
  for (const char* id : {"MAIN-1.a", "MAIN-1.b"}) {
    const Outcome& outcome = outcome_of(ran, id);
    EXPECT_EQ(word(outcome.verdict), "verified") << id;
    EXPECT_EQ(word(outcome.scope), "unbounded") << id;
    ASSERT_EQ(outcome.parts.size(), 2U) << id;
    EXPECT_EQ(word(outcome.parts[1].verdict), "inapplicable") << id;
  }
  EXPECT_EQ(outcome_of(ran, "MAIN-1.b").parts[0].range, "0 < sigma <= 561/2020") << "delta / 6";
  EXPECT_EQ(word(outcome_of(ran, "MAIN-1/printed").verdict), "verified");
}

/// -(y - c_i) / sigma^2 within h of every atom and beyond the ends, straight in between, with every
/// weight off by up to 1/500.
Network zigzag(Sampler& random, const std::vector<Rational>& atoms, const Rational& sigma) {
  const Rational u = 1 / (sigma * sigma), m = 2 * atoms.size();
  Network network{{1, -1}, {}, {atoms[0], atoms[0]}};
  network.weights = {-m * u, m * u};
  for (std::size_t i = 0; i + 1 < atoms.size(); ++i) {
    const Rational gap = atoms[i + 1] - atoms[i], h = gap * random.integer(30, 45) / 100;
    const Rational jump = m * u * (1 + 2 * h / (gap - 2 * h));
    network.signs.insert(network.signs.end(), 2, 1);
    network.weights.insert(network.weights.end(), {jump, -jump});
    network.kinks.insert(network.kinks.end(), {atoms[i] + h, atoms[i + 1] - h});
  }
  for (Rational& w : network.weights) w = w * (1000 + random.integer(-2, 2)) / 1000;
  return network;
}

Network wild(Sampler& random, double scale, double reach) {
  Network network;
  for (int l = random.integer(1, 8); l > 0; --l) {
    network.signs.push_back(random.integer(0, 1) == 0 ? 1 : -1);
    network.weights.push_back(to_rational(random.uniform(-1, 1) * scale * 4));
    network.kinks.push_back(to_rational(random.uniform(-3, reach)));
  }
  return network;
}

Case random_case(Sampler& random) {
  std::vector<std::string> points;
  std::vector<Rational> atoms;
  Rational x = random.integer(-2, 2);
  for (int k = random.integer(1, 8); k > 0; --k) {
    atoms.push_back(x);
    points.push_back(to_string(x));
    x += Rational(random.integer(10, 20), 10);
  }
  const bool fits = random.integer(0, 1) == 0;
  Case input =
      make_case("random", points, "1",
                std::to_string(fits ? random.integer(5, 12) : random.integer(10, 90)) + "/100");
  const double sigma = static_cast<double>(input.sigma.to);
  const double scale = random.integer(0, 1) == 0 ? 5 : 1 / (sigma * sigma);
  input.network = NetworkInput{fits ? zigzag(random, atoms, input.sigma.to)
                                    : wild(random, scale, static_cast<double>(x) + 1),
                               false, 0};
  FullNetwork full{{}, {}, {}, to_rational(random.uniform(-1, 1))};
  for (int j = random.integer(1, 4); j > 0; --j) {
    full.inner_weights.push_back(to_rational(random.uniform(-3, 3)));
    full.inner_biases.push_back(to_rational(random.uniform(-3, 3)));
    full.outer_weights.push_back(to_rational(random.uniform(-9, 9)));
  }
  input.full_network = full;
  return input;
}

TEST(Stability, RandomNetworksDoNotContradictTheTheorems) {
  // A check throws where an instance contradicts what is proved by hand.
  Sampler random(2502);
  const Registry registry = all_claims();
  const auto samples = static_cast<std::size_t>(sample_count(150, 1500));
  std::size_t of_main_3 = 0;
  for (std::size_t sample = 0; sample < samples; ++sample) {
    const Case input = random_case(random);
    for (const char* id : {"MAIN-2.i", "MAIN-2.iii-ae", "MAIN-2.iii-h", "MAIN-3.a", "EXT-1"}) {
      const Claim* claim = find_claim(registry, id);
      ASSERT_NE(claim, nullptr);
      Budget budget(1'000'000);
      const Outcome outcome =
          claim->check(input, {.precision = {53}, .digits = 3, .budget = &budget});
      if (input.points.size() == 1 && claim->base == "MAIN-3") continue;
      EXPECT_EQ(word(outcome.verdict), "verified") << id << ": " << outcome.reason;
      if (!outcome.margin) continue;
      if (claim->base == "MAIN-3") ++of_main_3;
      EXPECT_GE(exact(outcome.margin->upper), 0) << id;
    }
  }
  EXPECT_GT(of_main_3, samples / 10) << "networks that fit at least three atoms";
}

}  // namespace
}  // namespace rigor::test
