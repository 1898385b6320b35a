// Random networks on random data: every claim about any network is verified on all of them (an
// instance that contradicted its lemma, or the two engines each other, would stop the run).
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "support/sampling.hpp"

namespace rigor::test {
namespace {

const std::vector<std::string> kAnyNetwork = {
    "HESS-1",          "SHARP-NTK-1",     "SHARP-2x2-1", "SHARP-TRANS-1.a",
    "SHARP-TRANS-1.b", "SHARP-TRANS-1.d", "TVUB-1.a",    "TVUB-1.b",
    "TVUB-1/printed",  "TVLB-1.c",        "TVLB-1.d"};

/// Data of 1 to 4 points; kinks near them, on them, far away, or coinciding; weights of the size
/// m/sigma^2 of a good fit, small, or 0; every fourth case means all networks within a radius.
Case random_network(Sampler& random, int index) {
  Case input;
  input.name = "network-" + std::to_string(index);
  const int n = random.integer(1, 4);
  Rational x = Rational(random.integer(-20, 10), 10);
  for (int k = 0; k < n; ++k) {
    input.points.push_back({x});
    x += Rational(random.integer(4, 20), 10);
  }
  input.mu = Rational(random.integer(5, 10), 10);
  const Rational sigma(random.integer(5, 80), 100);
  input.sigma = {sigma, sigma};
  NetworkInput net;
  const int m = random.integer(1, 6);
  for (int l = 0; l < m; ++l) {
    net.network.signs.push_back(random.integer(0, 1) == 0 ? 1 : -1);
    const Rational unit = m / (sigma * sigma);
    const Rational size = random.integer(0, 2) == 0 ? Rational(1) : unit;
    Rational weight = size * random.integer(-200, 200) / 100;
    if (random.integer(0, 9) == 0) weight = 0;
    net.network.weights.push_back(weight);
    Rational kink = Rational(random.integer(-300, 500), 100);
    if (random.integer(0, 9) == 0) kink *= 30;
    if (random.integer(0, 4) == 0) kink = input.mu * input.points.front()[0];
    if (random.integer(0, 4) == 0 && l > 0) kink = net.network.kinks.front();
    net.network.kinks.push_back(kink);
  }
  if (index % 4 == 3) net.radius = Rational(1, 100000000);
  input.network = std::move(net);
  return input;
}

/// What interpolates -(y - c_i)/sigma^2 near the atoms, with its kinks moved a little: small risk.
Case good_fit(Sampler& random, int index) {
  Case input;
  input.name = "fit-" + std::to_string(index);
  const int n = random.integer(2, 5);
  Rational x = 0;
  for (int k = 0; k < n; ++k) {
    input.points.push_back({x});
    x += Rational(random.integer(10, 15), 10);
  }
  const Rational sigma(random.integer(3, 10), 100), u = 1 / (sigma * sigma);
  input.sigma = {sigma, sigma};
  const long m = 2 * n;
  NetworkInput net;
  const auto add = [&](int sign, const Rational& kink, const Rational& weight) {
    net.network.signs.push_back(sign);
    net.network.kinks.push_back(kink * (1 + Rational(random.integer(-10, 10), 100000)));
    net.network.weights.push_back(m * weight);
  };
  add(1, input.points[0][0], -u);
  add(-1, input.points[0][0], u);
  for (int k = 0; k + 1 < n; ++k) {
    const Rational left = input.points[static_cast<std::size_t>(k)][0],
                   right = input.points[static_cast<std::size_t>(k + 1)][0];
    const Rational reach = (right - left) * Rational(random.integer(20, 40), 100);
    const Rational jump = u + 2 * reach * u / (right - left - 2 * reach);
    add(1, left + reach, jump);
    add(1, right - reach, -jump);
  }
  input.network = std::move(net);
  return input;
}

void expect_all_verified(const std::vector<Case>& cases, std::size_t least_of_tvlb) {
  RunOptions options = quick_options();
  options.claims = kAnyNetwork;
  options.digits = 6;
  options.max_bits = 256;
  const ClaimsRun ran = run_claims(cases, options);
  std::size_t variations = 0;
  for (const Result& result : ran.run.results) {
    if (result.claim->own_input) continue;
    const std::string id = result.claim->id();
    const Outcome& outcome = result.outcome;
    if (id == "TVLB-1.c" && outcome.verdict == Verdict::inapplicable) continue;
    variations += id == "TVLB-1.c" ? 1U : 0U;
    EXPECT_EQ(word(outcome.verdict), "verified")
        << id << " on " << result.case_name << ": " << outcome.reason;
  }
  EXPECT_GE(variations, least_of_tvlb);
}

TEST(RandomNetworks, EverythingIsVerified) {
  Sampler random(2502'03435);
  std::vector<Case> cases;
  for (int k = 0; k < sample_count(150, 1500); ++k) cases.push_back(random_network(random, k));
  expect_all_verified(cases, 0);
}

TEST(RandomNetworks, GoodFitsVaryMuch) {
  Sampler random(271828);
  std::vector<Case> cases;
  const int count = sample_count(30, 300);
  for (int k = 0; k < count; ++k) cases.push_back(good_fit(random, k));
  expect_all_verified(cases, static_cast<std::size_t>(count) / 2);
}

}  // namespace
}  // namespace rigor::test
