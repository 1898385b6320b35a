// MEM-MIN-1, MEM-MIN-2, REG-KDE-1, INC-STAB-1.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "claims/claims_run.hpp"
#include "function/constants.hpp"
#include "model/kernel_density.hpp"
#include "model/least_loss.hpp"
#include "model/score_loss.hpp"
#include "proofs-check/memorization/density_lemmas.hpp"
#include "proofs-check/memorization/loss_lemmas.hpp"
#include "proofs-check/memorization/named_inputs.hpp"

namespace rigor::memorization {
namespace {

using test::meets;
using test::quantity_of;
using test::run_claims;
using test::text;

constexpr Precision k128{128};
using B = BigInterval;

WeightedPoints points(const std::vector<std::string>& lines) {
  std::vector<std::vector<Rational>> list;
  for (const std::string& line : lines) list.push_back(literals(line));
  return WeightedPoints(list);
}
B least(const std::vector<std::string>& lines, const Rational& v, int digits = 20) {
  return *enclose_least_loss(points(lines), enclose<B>(v, k128), digits, [] {});
}
bool near(const B& x, const B& y, int digits) {
  return overlaps(x, y) && certainly(width(x) <= abs(y) * pown(enclose<B>(10L, k128), -digits));
}
void expect_digits(const Outcome& outcome, const std::string& name, const std::string& digits) {
  const Quantity& q = quantity_of(outcome, name);
  EXPECT_TRUE(q.digits_reached) << name;
  EXPECT_TRUE(meets(q.value, digits)) << name << text(q.value);
}

// The digits are those of an independent computation with mpmath.
TEST(LeastLoss, ReferenceDigits) {
  const auto check = [](const B& x, const std::string& digits) {
    const auto [lower, upper] = decimal(x, 20);
    EXPECT_TRUE(meets(Enclosure{lower, upper}, digits)) << x;
    EXPECT_TRUE(near(x, x, 19));
  };
  check(least(points_A(), Rational(1, 4)), "1.0975585406518210243808589089426");
  check(least(points_A(), 1), "0.44959950920667282971168050117817");
  check(least(points_B(), Rational(1, 4)), "1.9347926667365941397444563244396");
}

TEST(LeastLoss, SymmetriesInThePlane) {
  // DS-D is, turned by 45 degrees, a product of two copies of {-a, a}, a^2 = 1/2: J = 2 J_1(a), and
  // J_1(a, v) = J(1, v / a^2) / a^2.
  for (const Rational& v : {Rational(1), Rational(1, 3)}) {
    EXPECT_TRUE(near(least(points_D(), v, 15), 4 * least(points_A(), 2 * v), 15));
  }
  // On a line in the plane: DS-B, turned by the angle of (3, 4) / 5.
  EXPECT_TRUE(near(least({"0 0", "3/5 4/5", "9/5 12/5"}, Rational(1, 2), 15),
                   least(points_B(), Rational(1, 2)), 15));
  // Two points in space, at the distance 3.
  EXPECT_TRUE(
      near(least({"0 0 0", "1 2 2"}, Rational(1, 2)), least({"0", "3"}, Rational(1, 2)), 18));
  EXPECT_TRUE(contains(least({"1 2"}, 1), 0));
  // Too long a sum is refused.
  EXPECT_FALSE(
      enclose_least_loss(points(points_C()), enclose<B>(Rational(1, 1000), k128), 15, [] {}));
}

TEST(LeastLoss, BoundsHoldForRandomData) {
  std::mt19937_64 random(3);
  std::uniform_int_distribution<long> draw(-300, 300);
  for (int trial = 0; trial < 60; ++trial) {
    std::vector<std::vector<Rational>> list;
    const int n = 2 + trial % 5;
    while (static_cast<int>(list.size()) < n) {
      const std::vector<Rational> x{Rational(draw(random), 100)};
      if (std::find(list.begin(), list.end(), x) == list.end()) list.push_back(x);
    }
    const WeightedPoints data(list);
    const B v = enclose<B>(Rational(1 + trial % 17, 8), k128);
    const LossBounds<B> bounds = loss_bounds(data, v, [] {});
    const B J = *enclose_least_loss(data, v, 10, [] {});
    EXPECT_TRUE(certainly(bounds.lower <= J && J <= bounds.upper && J <= 1 / v));
  }
}

// J_v(s) for s = y - y^3 in closed form: with Y = x + sqrt(v) Z it is E (s + Z / sqrt v)^2 =
// E s^2 + 2 E s' + 1/v (Stein), a polynomial in x and v.
TEST(ScoreLoss, CubicInClosedForm) {
  for (const Rational& v : {Rational(1), Rational(1, 7), Rational(3)}) {
    const std::vector<Rational> data{-1, Rational(1, 3), 2};
    Rational sum = 0;
    for (const Rational& x : data) {
      const Rational q = x * x, m2 = q + v, m4 = q * q + 6 * q * v + 3 * v * v;
      const Rational m6 = q * q * q + 15 * q * q * v + 45 * q * v * v + 15 * v * v * v;
      sum += m2 - 2 * m4 + m6 + 2 * (1 - 3 * m2) + 1 / v;
    }
    const B variance = enclose<B>(v, k128);
    const Integral<B> loss =
        enclose_score_loss(cubic_score(data, variance), data, variance, 18, [] {});
    EXPECT_TRUE(loss.is_reached) << loss.reason;
    EXPECT_TRUE(near(loss.value, enclose<B>(sum / 3, k128), 17)) << loss.value;
  }
}

TEST(ScoreLoss, TheExactScoreHasNoExcess) {
  const std::vector<Rational> data{0, 1, 3};
  const B v = enclose<B>(Rational(1, 4), k128);
  const auto s = softmax_score(data, v, Rational(1));
  const Integral<B> excess = enclose_score_excess(s, data, v, 15, [] {});
  EXPECT_TRUE(contains(excess.value, 0));
  EXPECT_TRUE(certainly(abs(excess.value) <= enclose<B>(Rational(1, 1000000000000L), k128)));
  EXPECT_TRUE(
      near(enclose_score_loss(s, data, v, 18, [] {}).value, least(points_B(), Rational(1, 4)), 16));
}

TEST(KernelDensity, BestBandwidth) {
  const auto check = [](long N, const std::string& h, const std::string& mise) {
    const auto best = enclose_best_bandwidth<B>(enclose<B>(N, k128), [] {});
    ASSERT_TRUE(best.has_value());
    const B scale = 2 * sqrt(pi<B>(k128));
    const auto [h0, h1] = decimal(best->h, 25);
    EXPECT_TRUE(meets(Enclosure{h0, h1}, h)) << best->h;
    const auto [e0, e1] = decimal(best->error / scale, 25);
    EXPECT_TRUE(meets(Enclosure{e0, e1}, mise)) << best->error / scale;
    EXPECT_TRUE(certainly(width(best->h) <= enclose<B>(Rational(1, 1000000000000000000L), k128)));
  };
  check(100, "0.44547248457129180415400052039772", "0.0054097306066906736252937528259547");
  for (const long N : {1L, 2L, 7L, 1000000L, 1000000000000L}) {
    const auto best = enclose_best_bandwidth<B>(enclose<B>(N, k128), [] {});
    ASSERT_TRUE(best.has_value()) << N;
    // Neighbours are worse.
    const DensityError<B> error{enclose<B>(N, k128)};
    EXPECT_TRUE(certainly(error(best->h * 21 / 20) > best->error));
    EXPECT_TRUE(certainly(error(best->h * 19 / 20) > best->error));
  }
  // Against the textbook formula, at four times the precision; and for a tiny bandwidth.
  for (const Rational& h : {Rational(3, 10), Rational(2), Rational(1, 1000000)}) {
    const Precision high{512};
    const B x = enclose<B>(h, high), N = enclose<B>(100L, high);
    const B plain = 1 / (N * x) + (1 - 1 / N) / sqrt(1 + sqr(x)) -
                    2 * sqrt(enclose<B>(2L, high)) / sqrt(2 + sqr(x)) + 1;
    const DensityError<B> error{enclose<B>(100L, k128)};
    EXPECT_TRUE(near(error(enclose<B>(h, k128)), convert<B>(plain, k128), 35));
  }
}

// Each constant, a little worse, is no longer proved.
TEST(LossLemmas, PerturbedConstantsFail) {
  const Rational nudge(1, 1000);
  EXPECT_TRUE(certainly(pairs_from_above(Rational(1, 2), Rational(1, 8))));
  EXPECT_FALSE(certainly(pairs_from_above(Rational(1, 2) - nudge, Rational(1, 8))));
  EXPECT_FALSE(certainly(pairs_from_above(Rational(1, 2), Rational(1, 8) + nudge)));
  EXPECT_TRUE(certainly(pairs_from_below(1, Rational(1, 4))));
  EXPECT_FALSE(certainly(pairs_from_below(1 + nudge, Rational(1, 4))));
  EXPECT_FALSE(certainly(pairs_from_below(1, Rational(1, 4) - nudge)));
  EXPECT_TRUE(certainly(two_data(Rational(1, 2), Rational(1, 4))));
  EXPECT_FALSE(certainly(two_data(Rational(1, 2) + nudge, Rational(1, 4))));
  EXPECT_FALSE(certainly(two_data(Rational(1, 2), Rational(1, 4) - nudge)));
  using D = Decorated<B>;
  EXPECT_TRUE(certainly(apart_on_a_line<D>(4, Rational(5, 8), Rational(1, 8), k128)));
  EXPECT_FALSE(certainly(apart_on_a_line<D>(4, Rational(62, 100), Rational(1, 8), k128)));
  EXPECT_FALSE(certainly(apart_on_a_line<D>(4, Rational(5, 8), Rational(1, 8) + nudge, k128)));
  EXPECT_FALSE(certainly(apart_on_a_line<D>(3, Rational(5, 8), Rational(1, 8), k128)));
  EXPECT_TRUE(certainly(two_equal_masses(Rational(1, 2))));
  EXPECT_FALSE(certainly(two_equal_masses(Rational(1, 2) + nudge)));
  EXPECT_TRUE(certainly(density_error_bounds(Rational(3, 32), Rational(19, 32))));
  EXPECT_FALSE(certainly(density_error_bounds(Rational(3, 32) - nudge, Rational(19, 32))));
  EXPECT_FALSE(certainly(density_error_bounds(Rational(3, 32), Rational(19, 32) - nudge)));
}

Case flow_case(const std::vector<std::string>& data, const std::string& v) {
  Case input = named_flow("case", data, v, data.front());
  return input;
}

TEST(LossClaims, DataOnTheLine) {
  const auto run = run_claims(flow_case(points_A(), "1/4"),
                              {"MEM-MIN-1", "MEM-MIN-2.a", "MEM-MIN-2.b", "MEM-MIN-2.c"});
  for (const char* id : {"MEM-MIN-1", "MEM-MIN-2.a", "MEM-MIN-2.b", "MEM-MIN-2.c"}) {
    EXPECT_EQ(run.of(id, "case").verdict, Verdict::verified) << run.of(id, "case").reason;
  }
  expect_digits(run.of("MEM-MIN-1", "case"), "J_v(s_N)", "1.0975585406518210243808589089426");
  expect_digits(run.of("MEM-MIN-2.a", "case"), "J_v(s_N)", "1.0975585406518210243808589089426");
  expect_digits(run.of("MEM-MIN-2.a", "case"), "lower bound", "0.29305022221974688469948834037186");
  expect_digits(run.of("MEM-MIN-2.a", "case"), "upper bound", "2.1653645317858030703039919195598");
  int defects = 0;
  for (const Quantity& q : run.of("MEM-MIN-1", "case").quantities) {
    if (!q.name.starts_with("defect")) continue;
    ++defects;
    EXPECT_TRUE(q.digits_reached) << q.name << text(q.value);
    EXPECT_TRUE(meets(q.value, "0.00000000000000000000"));
  }
  EXPECT_EQ(defects, 4);
  const auto b = run_claims(flow_case(points_B(), "1/4"), {"MEM-MIN-2.a", "MEM-MIN-2.b"});
  expect_digits(b.of("MEM-MIN-2.a", "case"), "lower bound", "0.78622699549006072660599926305955");
  expect_digits(b.of("MEM-MIN-2.a", "case"), "upper bound", "3.3276073640087065323868952625693");
  EXPECT_EQ(b.of("MEM-MIN-2.b", "case").verdict, Verdict::inapplicable);
}

// J is about exp(-5000), far below the range of doubles. With sech^2(y / v) the posterior variance,
// v^2 exp(1 / 2v) J = integral of exp(-y^2 / 2v) sech(y / v) / sqrt(2 pi v) dy, which is sqrt(pi v
// / 2) (1 + O(v)) = 0.012533 (1 + O(v)).
TEST(LossClaims, TinyNoise) {
  const auto run = run_claims(flow_case(points_A(), "1/10000"), {"MEM-MIN-2.a"});
  const Outcome& outcome = run.of("MEM-MIN-2.a", "case");
  EXPECT_EQ(outcome.verdict, Verdict::verified);
  const Quantity& scaled = quantity_of(outcome, "v^2 exp");
  EXPECT_TRUE(scaled.digits_reached);
  EXPECT_TRUE(meets(scaled.value, "0.01253")) << text(scaled.value);
}

TEST(LossClaims, DataInThePlane) {
  const auto run = run_claims(flow_case(points_C(), "1"), {"MEM-MIN-1", "MEM-MIN-2.a"});
  EXPECT_EQ(run.of("MEM-MIN-1", "case").verdict, Verdict::verified);
  EXPECT_EQ(run.of("MEM-MIN-2.a", "case").verdict, Verdict::verified);
  expect_digits(run.of("MEM-MIN-2.a", "case"), "J_v(s_N)", "0.65993002700170506");
}

TEST(LossClaims, LearningRatesOnBothSidesOfTheThreshold) {
  // eta_c = 0.68907505216286209141...
  const auto verdicts = [](const std::string& eta) {
    Case input = flow_case(points_A(), "1/4");
    input.eta = literal(eta);
    return run_claims(input, {"INC-STAB-1.a", "INC-STAB-1.b", "INC-STAB-1.c"});
  };
  for (const char* eta : {"0.6", "0.68906", "0.689075052162862", "1/1000"}) {
    const auto run = verdicts(eta);
    EXPECT_EQ(run.of("INC-STAB-1.a", "case").verdict, Verdict::inapplicable) << eta;
    EXPECT_EQ(run.of("INC-STAB-1.b", "case").verdict, Verdict::verified) << eta;
    EXPECT_NE(run.of("INC-STAB-1.b", "case").parts.at(0).range.find("converges"),
              std::string::npos);
  }
  for (const char* eta : {"0.7", "0.68908", "0.689075052162863", "100"}) {
    const auto run = verdicts(eta);
    EXPECT_EQ(run.of("INC-STAB-1.a", "case").verdict, Verdict::verified) << eta;
    EXPECT_EQ(run.of("INC-STAB-1.b", "case").verdict, Verdict::verified) << eta;
    EXPECT_NE(run.of("INC-STAB-1.b", "case").parts.at(0).range.find("diverges"), std::string::npos);
    expect_digits(run.of("INC-STAB-1.b", "case"), "eta_c", "0.68907505216286209141185936468162");
    EXPECT_EQ(run.of("INC-STAB-1.c", "case").verdict, Verdict::verified);
  }
  // The noise of the features is that of the training.
  Case trained = flow_case(points_A(), "1");
  trained.eta = literal("0.7");
  trained.features = FeaturesInput{{1, 3}, Rational(1, 4)};
  EXPECT_EQ(run_claims(trained, {"INC-STAB-1.a"}).of("INC-STAB-1.a", "case").verdict,
            Verdict::verified);
  const auto none = run_claims(flow_case(points_A(), "1/4"), {"INC-STAB-1.b"});
  EXPECT_EQ(none.of("INC-STAB-1.b", "case").verdict, Verdict::inapplicable);
}

TEST(LossClaims, DensityEstimates) {
  std::vector<std::string> data;
  for (int k = 0; k < 100; ++k) data.push_back(std::to_string(k));
  Case input = named_data("case", data);
  input.truth = TruthInput{TrueLaw::standard_normal, Rational(9, 100), std::nullopt};
  const auto run = run_claims(input, {"REG-KDE-1.b"});
  const Outcome& outcome = run.of("REG-KDE-1.b", "case");
  EXPECT_EQ(outcome.verdict, Verdict::verified) << outcome.reason;
  expect_digits(outcome, "MISE(N, h) at", "0.0070854887170594659055102279128143");
  expect_digits(outcome, "h*", "0.44547248457129180415400052039772");
  expect_digits(outcome, "MISE(N, h*)", "0.0054097306066906736252937528259547");
  input.truth->law = TrueLaw::uniform;
  EXPECT_EQ(run_claims(input, {"REG-KDE-1.b"}).of("REG-KDE-1.b", "case").verdict,
            Verdict::inapplicable);

  Case stopped = flow_case(points_C(), "1");
  EXPECT_EQ(run_claims(stopped, {"REG-KDE-1.a"}).of("REG-KDE-1.a", "case").verdict,
            Verdict::inapplicable);
  for (const Regularization kind : {Regularization::stopping, Regularization::bandwidth}) {
    stopped.flow->regularization = kind;
    stopped.flow->strength = Rational(1, 8);
    const auto law = run_claims(stopped, {"REG-KDE-1.a"});
    EXPECT_EQ(law.of("REG-KDE-1.a", "case").verdict, Verdict::verified);
    expect_digits(law.of("REG-KDE-1.a", "case"), "W_2(generated law, p)", "0.5000000000000");
  }
}

TEST(LossClaims, FalseVariantsAreRefuted) {
  RunOptions options = test::quick_options();
  options.claims = {"MEM-MIN-1/false-a",   "MEM-MIN-1/false-b",   "MEM-MIN-2.a/false-a",
                    "MEM-MIN-2.a/false-b", "REG-KDE-1.b/false-a", "INC-STAB-1.b/false-a"};
  const auto run = run_claims(std::vector<Case>{}, options);
  const auto check = [&](const std::string& id, const std::string& name,
                         const std::string& digits) {
    for (const auto& result : run.run.results) {
      if (result.claim->id() != id) continue;
      EXPECT_EQ(result.outcome.verdict, Verdict::violated) << id << result.outcome.reason;
      ASSERT_TRUE(result.outcome.witness.has_value());
      EXPECT_TRUE(result.outcome.witness->confirmed);
      if (!name.empty()) expect_digits(result.outcome, name, digits);
      return;
    }
    ADD_FAILURE() << id;
  };
  check("MEM-MIN-1/false-a", "J_v(s) - J_v(s_N)", "0.35844990403164823643722986971553");
  check("MEM-MIN-1/false-b", "", "");
  check("MEM-MIN-2.a/false-a", "", "");
  check("MEM-MIN-2.a/false-b", "", "");
  check("REG-KDE-1.b/false-a", "MISE(10^6", "0.28209450967908636973");
  check("INC-STAB-1.b/false-a", "eta_c", "0.68907505216286209141185936468162");
}

}  // namespace
}  // namespace rigor::memorization
