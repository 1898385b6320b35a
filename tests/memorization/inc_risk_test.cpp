// INC-RISK-1 on its reference inputs and on random data, its lemmas and its false variants.
#include <gtest/gtest.h>

#include "memorization/truth_cases.hpp"
#include "proofs-check/memorization/inc_lemmas.hpp"
#include "support/sampling.hpp"
#include "verdict/evidence.hpp"

namespace rigor::test {
namespace {

Case origin_case(std::size_t d, const std::string& variance) {
  Case input = truth_case({}, TrueLaw::standard_normal, variance);
  input.points.push_back(std::vector<Rational>(d, 0));
  return input;
}

TEST(IncRisk, TradeOff) {
  const Case input = truth_case({"-1", "0", "1"}, TrueLaw::standard_normal, "1/20");
  const Outcome outcome = check(input, "INC-RISK-1.a");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  EXPECT_EQ(word(outcome.scope), "unbounded");
  EXPECT_TRUE(meets(value(outcome, "V(1)"), "7.3192259385887022484726089334742"));
  EXPECT_TRUE(meets(value(outcome, "E_te(s_N)"), "66.569346808186594653429616657348"));
  EXPECT_TRUE(has_all_digits(outcome));
  // In every dimension, by proof alone.
  EXPECT_EQ(word(check(origin_case(3, "1/20"), "INC-RISK-1.a").verdict), "verified");
}

TEST(IncRisk, ExactMinimizer) {
  const Case input = truth_case({"-1", "0", "1"}, TrueLaw::standard_normal, "1/100");
  const Outcome outcome = check(input, "INC-RISK-1.b");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  EXPECT_TRUE(meets(value(outcome, "E_te(s_N)"), "1991.2953566008487528059334322755"));
  const Enclosure& least = value(outcome, "v^2 E_te(s_N) is at least");
  EXPECT_GT(exact(least.lower), exact("0.05")) << text(least);
  EXPECT_LE(exact(least.lower), exact("0.19912953566008487528"));
  // E dist^2 = 2 (int_0^{1/2} y^2 phi + int_{1/2}^inf (y - 1)^2 phi).
  EXPECT_TRUE(meets(value(outcome, "limit of"), "0.208813770394775881625869012397"));

  const Outcome single = check(origin_case(7, "1/100"), "INC-RISK-1.b");
  EXPECT_EQ(word(single.verdict), "verified") << single.reason;
  EXPECT_TRUE(meets(value(single, "E_te(s_N)"), "69306.930693069306930693"));
  Case many = origin_case(2, "1/100");
  many.points.push_back({1, 1});
  EXPECT_EQ(word(check(many, "INC-RISK-1.b").verdict), "inapplicable");

  const Case uniform = truth_case({"1/8", "3/8", "5/8", "7/8"}, TrueLaw::uniform, "1/1600");
  const Outcome equispaced = check(uniform, "INC-RISK-1.b", 8);
  EXPECT_EQ(word(equispaced.verdict), "verified") << equispaced.reason;
  EXPECT_TRUE(meets(value(equispaced, "limit of"), "0.00520833333333"));
  EXPECT_GT(exact(value(equispaced, "v^2 E_te(s_N) is at least").lower), 0);
}

TEST(IncRisk, LowDimensions) {
  const Outcome line = check(origin_case(1, "1/100"), "INC-RISK-1.c");
  EXPECT_EQ(word(line.verdict), "verified") << line.reason;
  EXPECT_GT(exact(line.margin->lower), 0);
  const Outcome plane = check(origin_case(2, "1/1000"), "INC-RISK-1.c");
  EXPECT_EQ(word(plane.verdict), "verified") << plane.reason;
  EXPECT_GT(exact(value(plane, "lower bound").lower), exact("0.12"));
  EXPECT_EQ(word(check(origin_case(3, "1/1000"), "INC-RISK-1.c").verdict), "inapplicable");
  EXPECT_EQ(
      word(check(truth_case({"0", "1"}, TrueLaw::standard_normal, "1/9"), "INC-RISK-1.c").verdict),
      "inapplicable");
  EXPECT_EQ(word(check(truth_case({"0"}, TrueLaw::uniform, "1/9"), "INC-RISK-1.c").verdict),
            "inapplicable");
  // Elsewhere than at the origin, on both sides of |x_1|^2 v = 1.
  for (const char* x : {"1/2", "-3", "12"}) {
    const Outcome away =
        check(truth_case({x}, TrueLaw::standard_normal, "1/50"), "INC-RISK-1.c", 8);
    EXPECT_EQ(word(away.verdict), "verified") << away.reason;
    EXPECT_GE(exact(away.margin->lower), 0);
  }
}

TEST(IncRisk, Hybrid) {
  const Outcome outcome = check(origin_case(10, "1/1000"), "INC-RISK-1.d");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  EXPECT_EQ(word(outcome.scope), "unbounded");
  EXPECT_TRUE(meets(value(outcome, "E_te(s_N)"), "9990009.9900099900099900099900100"));
  EXPECT_LT(exact(value(outcome, "E_tr of the hybrid score").upper), exact("1/1000"));
  EXPECT_LT(exact(value(outcome, "E_te of the hybrid score").upper), exact("1/1000"));
  EXPECT_EQ(word(check(origin_case(10, "4/10"), "INC-RISK-1.d").verdict), "inapplicable");
  EXPECT_EQ(word(check(origin_case(2, "1/1000"), "INC-RISK-1.d").verdict), "inapplicable");
  Case away = origin_case(4, "1/1000");
  away.points[0][2] = 1;
  EXPECT_EQ(word(check(away, "INC-RISK-1.d").verdict), "inapplicable");
  // The bounds for all smaller noise levels hold at smaller ones, and tend to 0.
  const auto bound_at = [](const std::string& v, const std::string& name) {
    return exact(value(check(origin_case(3, v), "INC-RISK-1.d"), name).upper);
  };
  for (const std::string name : {"E_tr is at most", "E_te is at most"}) {
    Rational last = bound_at("1/10", name);
    for (const std::string v : {"1e-3", "1e-6", "1e-12", "1e-40"}) {
      const Rational next = bound_at(v, name);
      EXPECT_LE(next, last) << name << " " << v;
      last = next;
    }
    EXPECT_LT(last, exact("1e-10")) << name;
  }
  for (const std::string v : {"1e-2", "1e-3", "1e-5"}) {
    const Outcome small = check(origin_case(3, v), "INC-RISK-1.d");
    EXPECT_LE(exact(value(small, "E_tr of the hybrid").upper), bound_at("1/10", "E_tr is at most"));
    EXPECT_LE(exact(value(small, "E_te of the hybrid").upper), bound_at("1/10", "E_te is at most"));
  }
}

TEST(IncRisk, RandomData) {
  Sampler sampler(731);
  const int count = sample_count(4, 60);
  for (int i = 0; i < count; ++i) {
    std::vector<std::string> points;
    for (int k = 0, at = sampler.integer(-8, 0); k < 1 + i % 4; ++k, at += sampler.integer(1, 9)) {
      points.push_back(std::to_string(at) + "/8");
    }
    const TrueLaw law = i % 3 == 0 ? TrueLaw::uniform : TrueLaw::standard_normal;
    const Case input = truth_case(points, law, std::to_string(sampler.integer(1, 20)) + "/80");
    for (const char* claim : {"INC-RISK-1.a", "INC-RISK-1.b"}) {
      const Outcome outcome = check(input, claim, 4);
      EXPECT_EQ(word(outcome.verdict), "verified") << claim << ", seed 731, index " << i;
    }
  }
}

TEST(IncRisk, LemmasFailWithWorseConstants) {
  using namespace memorization;
  const Rational more(1000001, 1000000), less(999999, 1000000);
  EXPECT_TRUE(certainly(pointwise_minimum(1)) && certainly(pointwise_minimum(less)));
  EXPECT_FALSE(certainly(pointwise_minimum(more)));
  EXPECT_TRUE(certainly(far_from_midpoints(1)));
  EXPECT_FALSE(certainly(far_from_midpoints(more)));
  const Rational half(1, 2);
  EXPECT_TRUE(certainly(single_datum(half, half, 1)));
  EXPECT_FALSE(certainly(single_datum(half * less, half, 1)));
  EXPECT_FALSE(certainly(single_datum(half, half * more, 1)));
  EXPECT_FALSE(certainly(single_datum(half, half, more)));
  EXPECT_TRUE(certainly(hybrid_vanishes(3, 2 * more)));
  EXPECT_FALSE(certainly(hybrid_vanishes(3, 2)));
  EXPECT_FALSE(certainly(hybrid_vanishes(2, 4)));
}

TEST(IncRisk, FalseVariants) {
  RunOptions options = quick_options();
  options.false_variants = true;
  options.claims = {"INC-RISK-1.a/false-a", "INC-RISK-1.b/false-a", "INC-RISK-1.d/false-a"};
  const ClaimsRun ran = run_claims(std::vector<Case>{}, options);
  ASSERT_EQ(ran.run.results.size(), 3U);
  for (const Result& result : ran.run.results) {
    ASSERT_EQ(word(result.outcome.verdict), "violated") << result.outcome.reason;
    EXPECT_TRUE(result.outcome.witness->confirmed);
  }
  const Outcome& headline = ran.run.results[0].outcome;
  EXPECT_TRUE(meets(value(headline, "E_tr"), "0.000041621998213992398793925351633093"));
  EXPECT_TRUE(meets(value(headline, "E_te of"), "0.000014408940782120127360049238035211"));
  EXPECT_TRUE(meets(ran.run.results[1].outcome.witness->left, "1991.2953566"));
}

}  // namespace
}  // namespace rigor::test
