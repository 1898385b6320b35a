// Random data sets whose hypotheses hold with a margin: nearly all claims are verified, none is
// ever violated. The long setting takes 200 data sets.
#include <gtest/gtest.h>

#include <cmath>
#include <iostream>
#include <map>

#include "claims/claims_run.hpp"
#include "support/sampling.hpp"

namespace rigor::test {
namespace {

/// A rational within a relative 1e-9 above `x` > 0, with a short numerator.
Rational just_above(double x) {
  return to_rational(x) * (1 + Rational(1, 1000000000));
}

struct RandomCase {
  Case input;
  bool well_separated;  // 16 n^3 Q <= 1 with a margin
};

/// n from 2 to 12 (to 8 in the quick setting), gaps of one size or of very different sizes, mu in
/// (0, 1], delta >= (2 + 1e-6) sigma; every second one has 16 n^3 Q <= 1, and every third a whole
/// range of noise levels.
RandomCase random_case(Sampler& random, int index) {
  Case input;
  input.name = "random-" + std::to_string(index);
  const int n = random.integer(2, is_long_setting() ? 12 : 8);
  const bool mixed = random.integer(0, 2) == 0;
  Rational x = Rational(random.integer(-400, 200), 7), smallest = 0;
  for (int k = 0; k < n; ++k) {
    input.points.push_back({x});
    const Rational gap = mixed ? Rational(random.integer(1, 60), random.integer(1, 12))
                               : Rational(random.integer(80, 120), 100);
    if (k + 1 < n) smallest = k == 0 ? gap : std::min(smallest, gap);
    x += gap;
  }
  input.mu = random.integer(0, 2) == 0 ? Rational(1) : Rational(random.integer(1, 99), 99);
  const bool separated = index % 2 == 0;
  const double log_16_n3 = std::log(16.0 * n * n * n);
  const double least = separated ? 2 * std::sqrt(log_16_n3 + 2e-6) : 2 + 1e-6;
  // Some at the very margin, some with far less noise.
  const double factor = random.integer(0, 2) == 0 ? 1 : std::exp(random.uniform(0, 1.5));
  const Rational sigma = input.mu * smallest / just_above(least * factor);
  const bool has_range = index % 3 == 0;
  input.sigma = {has_range ? (index % 2 == 0 ? Rational(0) : Rational(sigma / 3)) : sigma, sigma};
  return {input, separated};
}

TEST(RandomData, NearlyEverythingIsVerifiedNothingViolated) {
  Sampler random(31415926);
  const int count = sample_count(20, 200);
  std::vector<Case> cases;
  std::map<std::string, bool> separated;
  for (int index = 0; index < count; ++index) {
    RandomCase next = random_case(random, index);
    separated[next.input.name] = next.well_separated;
    cases.push_back(std::move(next.input));
  }
  RunOptions options = quick_options();
  options.claims = score_claims;
  options.claims.push_back("TVLB-1.a");
  const ClaimsRun ran = run_claims(cases, options);
  int applicable = 0, verified = 0;
  for (const Result& result : ran.run.results) {
    if (result.claim->own_input) continue;
    const Outcome& outcome = result.outcome;
    const std::string where = result.claim->id() + " on " + result.case_name;
    EXPECT_NE(word(outcome.verdict), "violated") << where;
    if (outcome.verdict == Verdict::inapplicable) {
      const bool needs_separation = result.claim->base == "SCORE-TV-1" && result.claim->part != "b";
      EXPECT_TRUE(result.claim->id() == "SCORE-RISK-1.b" ||
                  (needs_separation && !separated.at(result.case_name)))
          << where << ": " << outcome.reason;
      continue;
    }
    ++applicable;
    if (outcome.verdict == Verdict::verified) {
      ++verified;
    } else {
      std::cout << where << ": " << outcome.reason << '\n';
    }
  }
  EXPECT_GE(applicable, 17 * count);
  EXPECT_GE(100 * verified, 99 * applicable) << verified << " of " << applicable;
}

}  // namespace
}  // namespace rigor::test
