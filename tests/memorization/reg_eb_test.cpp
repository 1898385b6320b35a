// REG-EB-1 on cases of both regimes, on both sides of the critical radius, and on random data.
#include <gtest/gtest.h>

#include <cmath>

#include "claims/claims_run.hpp"
#include "support/sampling.hpp"

namespace rigor::test {
namespace {

Case bayes_case(const std::vector<std::string>& points, const std::string& variance,
                const std::string& from, const std::string& to, const std::string& threshold) {
  Case input;
  input.name = "bayes";
  for (const std::string& x : points) input.points.push_back({exact(x)});
  FlowInput flow;
  flow.variance = exact(variance);
  flow.start_from = {exact(from)};
  flow.start_to = {exact(to)};
  flow.regularization = Regularization::empirical_bayes;
  flow.strength = exact(threshold);
  flow.question = Question::distance;
  input.flow = flow;
  return input;
}

TEST(RegEb, ReferenceDigits) {
  for (const auto& [start, threshold, digits] :
       {std::tuple{"1", "2", "0.83889107899560349648105807976687"},
        std::tuple{"1", "1", "0.61217116545714215593244980356855"},
        std::tuple{"2", "1/2", "1.8867578082347523498068694960636"}}) {
    const Outcome outcome = check(bayes_case({"0"}, "1", start, start, threshold), "REG-EB-1.a");
    EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
    EXPECT_TRUE(meets(quantity_of(outcome, "lim |x(v) - x_1|").value, digits));
    EXPECT_TRUE(quantity_of(outcome, "lim |x(v) - x_1|").digits_reached);
  }
}

TEST(RegEb, TheDatumIsReturnedWithinTheCriticalRadiusAndNotBeyond) {
  // sqrt(2 log 2) = 1.177410022515474...
  for (const auto& [start, limit_is_zero] :
       {std::pair{"1", true}, std::pair{"1.1774", true}, std::pair{"-1.17741002251547", true},
        std::pair{"1.17741002251548", false}, std::pair{"1.1775", false}}) {
    const Outcome outcome = check(bayes_case({"0"}, "1", start, start, "1/2"), "REG-EB-1.a");
    EXPECT_EQ(word(outcome.verdict), "verified") << start << outcome.reason;
    const Enclosure& limit = quantity_of(outcome, "lim |x(v) - x_1|").value;
    EXPECT_EQ(exact(limit.upper) == 0, limit_is_zero) << start << text(limit);
    EXPECT_EQ(exact(limit.lower) > 0, !limit_is_zero) << start << text(limit);
  }
  const Outcome box = check(bayes_case({"0"}, "1", "1", "2", "1/2"), "REG-EB-1.a");
  EXPECT_EQ(word(box.verdict), "verified") << box.reason;
  EXPECT_EQ(word(box.scope), "box");
  EXPECT_TRUE(meets(quantity_of(box, "lim |x(v) - x_1|").value, "1.8867578082347523"));
  EXPECT_TRUE(meets(quantity_of(box, "lim |x(v) - x_1|").value, "0.0"));
}

TEST(RegEb, HypothesesThatFail) {
  EXPECT_EQ(word(check(bayes_case({"0", "1"}, "1", "1", "1", "1/2"), "REG-EB-1.a").verdict),
            "inapplicable");
  EXPECT_EQ(word(check(bayes_case({"0", "9"}, "1", "1/4", "1/4", "1"), "REG-EB-1.b").verdict),
            "inapplicable");
  EXPECT_EQ(word(check(bayes_case({"0", "9"}, "1", "3", "3", "1/2"), "REG-EB-1.b").verdict),
            "inapplicable");
  EXPECT_EQ(word(check(bayes_case({"0"}, "1", "1", "1", "1"), "REG-EB-1.c").verdict),
            "inapplicable");
  Case none = bayes_case({"0"}, "1", "1", "1", "1/2");
  none.flow->regularization = Regularization::none;
  EXPECT_EQ(word(check(none, "REG-EB-1.a").verdict), "inapplicable");
  Case preserving = bayes_case({"0"}, "1", "1", "1", "1/2");
  preserving.flow->schedule = Schedule::vp;
  preserving.flow->time = 1;
  EXPECT_EQ(word(check(preserving, "REG-EB-1.a").verdict), "inapplicable");
}

TEST(RegEb, TrajectoriesAreFollowedUntilADatumCapturesThem) {
  const Outcome later = check(bayes_case({"0", "2"}, "1", "1/2", "1/2", "1/2"), "REG-EB-1.b");
  EXPECT_EQ(word(later.verdict), "verified") << later.reason;
  const Outcome box = check(bayes_case({"0", "2"}, "1", "-1/4", "1/2", "1/2"), "REG-EB-1.b");
  EXPECT_EQ(word(box.verdict), "verified") << box.reason;
  EXPECT_EQ(word(box.scope), "box");
  const Outcome away = check(bayes_case({"0", "1", "3"}, "1", "2", "2", "1/2"), "REG-EB-1.b");
  EXPECT_EQ(word(away.verdict), "inapplicable") << away.reason;
  EXPECT_NE(away.reason.find("0.85259"), std::string::npos) << away.reason;
  // Members on both sides of a bisector: nothing is proved of the box.
  const Outcome astride = check(bayes_case({"0", "2"}, "1", "1/2", "3/2", "1/2"), "REG-EB-1.b");
  EXPECT_EQ(word(astride.verdict), "inconclusive");
}

// Part c at tau = 1/5, v0 = 1: the density at z is e^{-z^2 / 2} / sqrt(2 pi), 1/5 at |z|
// = 1.1751...
TEST(RegEb, DensityVersion) {
  const Outcome inside = check(bayes_case({"0"}, "1", "1.17", "1.17", "1/5"), "REG-EB-1.c");
  EXPECT_EQ(word(inside.verdict), "verified") << inside.reason;
  EXPECT_TRUE(meets(quantity_of(inside, "largest").value, "1.175"));
  const Outcome outside = check(bayes_case({"0"}, "1", "1.18", "1.18", "1/5"), "REG-EB-1.c");
  EXPECT_EQ(word(outside.verdict), "inapplicable");
  // For every tau at small noise: tau = 100.
  EXPECT_EQ(
      word(check(bayes_case({"0"}, "1/1000000", "1/1000", "1/1000", "100"), "REG-EB-1.c").verdict),
      "verified");
}

TEST(RegEb, FalseVariantsAreRefuted) {
  RunOptions options = quick_options();
  options.false_variants = true;
  options.claims = {"REG-EB-1.a/false-a", "REG-EB-1.a/false-b"};
  const ClaimsRun ran = run_claims(std::vector<Case>{}, options);
  const Outcome& prevents = ran.of("REG-EB-1.a/false-a", "tau = 1/2");
  const Outcome& memorizes = ran.of("REG-EB-1.a/false-b", "tau = 2");
  EXPECT_EQ(word(prevents.verdict), "violated");
  EXPECT_EQ(word(memorizes.verdict), "violated");
  EXPECT_TRUE(meets(prevents.witness->left, "1"));
  EXPECT_TRUE(meets(memorizes.witness->left, "0.83889107899560349648"));
}

// The flow of random data, followed in floating point from starts that part b settles.
TEST(RegEb, CapturedStartsReachTheDatum) {
  Sampler sampler(31);
  int verified = 0;
  const int count = sample_count(12, 100);
  for (int i = 0; i < count; ++i) {
    std::vector<std::string> points;
    std::vector<double> x;
    double at = 0;
    for (int j = 0; j < 3; ++j) {
      at += sampler.integer(10, 30) / 8.0;
      x.push_back(at);
      points.push_back(to_string(Rational(at)));
    }
    const double v0 = sampler.integer(1, 20) / 64.0, tau = sampler.integer(3, 15) / 16.0;
    const double start = x[1] + sampler.integer(-16, 16) / 64.0;
    const Case input = bayes_case(points, to_string(Rational(v0)), to_string(Rational(start)),
                                  to_string(Rational(start)), to_string(Rational(tau)));
    const Outcome outcome = check(input, "REG-EB-1.b");
    if (outcome.verdict != Verdict::verified) continue;
    ++verified;
    double z = start;
    const double h = 1e-3;
    const auto slope = [&](double s, double position) {
      double mass = 0, pull = 0;
      for (const double datum : x) {
        const double u = datum - position, e = std::exp(-u * u * std::exp(2 * s) / (2 * v0));
        mass += e;
        pull += e * u;
      }
      return pull / std::fmax(mass, tau);
    };
    for (int k = 0; k < 8000; ++k) z += h * slope(k * h + h / 2, z + h / 2 * slope(k * h, z));
    EXPECT_NEAR(z, x[1], 2e-3) << i;
  }
  EXPECT_GE(verified, count / 4);
}

}  // namespace
}  // namespace rigor::test
