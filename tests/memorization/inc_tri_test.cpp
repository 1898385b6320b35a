// INC-TRI-1 on samples whose distances are known, and exact distances of samples.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "model/sample_distance.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "support/sampling.hpp"

namespace rigor::test {
namespace {

using memorization::literals;

Case samples_case(const std::string& name, const std::string& generated, const std::string& train,
                  const std::string& test) {
  Case input;
  input.name = name;
  input.samples = SamplesInput{literals(generated), literals(train), literals(test)};
  return input;
}

/// The integral of |F - G|, from the distribution functions at every point.
Rational area(const std::vector<Rational>& x, const std::vector<Rational>& y) {
  std::vector<Rational> all = x;
  all.insert(all.end(), y.begin(), y.end());
  std::sort(all.begin(), all.end());
  const auto F = [](const std::vector<Rational>& s, const Rational& t) -> Rational {
    return Rational(std::count_if(s.begin(), s.end(), [&](const Rational& u) { return u <= t; })) /
           s.size();
  };
  Rational sum = 0;
  for (std::size_t k = 0; k + 1 < all.size(); ++k) {
    sum += (all[k + 1] - all[k]) * abs(Rational(F(x, all[k]) - F(y, all[k])));
  }
  return sum;
}

TEST(SampleDistance, AgreesWithTheAreaBetweenDistributionFunctions) {
  Sampler sampler(1401);
  for (int index = 0; index < sample_count(500, 5000); ++index) {
    const auto sample = [&] {
      std::vector<Rational> x;
      for (int k = sampler.integer(1, 7); k > 0; --k) x.emplace_back(sampler.integer(-9, 9), 2);
      return x;
    };
    const auto x = sample(), y = sample(), z = sample();
    EXPECT_EQ(wasserstein_1(x, y), area(x, y)) << index;
    EXPECT_EQ(wasserstein_1(x, y), wasserstein_1(y, x));
    EXPECT_EQ(wasserstein_1(x, x), 0);
    EXPECT_LE(wasserstein_1(x, z), wasserstein_1(x, y) + wasserstein_1(y, z));
    EXPECT_LE(wasserstein_1(x, y) * wasserstein_1(x, y), squared_wasserstein_2(x, y));
  }
  EXPECT_EQ(squared_wasserstein_2({0, 1}, {2, 5}), 10);
  EXPECT_EQ(squared_wasserstein_2({0}, {1, 2, 3}), exact("14/3"));
  EXPECT_EQ(sample_moments({1, 2, 6}).variance, exact("14/3"));
  EXPECT_THROW(wasserstein_1({}, {1}), std::invalid_argument);
  EXPECT_THROW(sample_moments({}), std::invalid_argument);
}

TEST(Triangle, OnSamples) {
  RunOptions options = quick_options();
  options.claims = {"INC-TRI-1.a", "INC-TRI-1.b"};
  const auto ran = run_claims({samples_case("normal", "9 11", "-1 1", "0 2"),
                               samples_case("uneven", "1/3 5 2", "-1 1 7 2", "0"),
                               samples_case("same", "1 2 3", "4 5", "4 5")},
                              options);
  for (const char* input : {"normal", "uneven", "same"}) {
    for (const char* id : {"INC-TRI-1.a", "INC-TRI-1.b"}) {
      EXPECT_EQ(word(ran.of(id, input).verdict), "verified") << id << ' ' << input;
      EXPECT_EQ(word(ran.of(id, input).scope), "unbounded");
    }
  }
  const Outcome& a = ran.of("INC-TRI-1.a", "normal");
  EXPECT_TRUE(meets(quantity_of(a, "W_1(q, train)").value, "10"));
  EXPECT_TRUE(meets(quantity_of(a, "W_2(q, test)").value, "9.0000000000"));
  const Outcome& b = ran.of("INC-TRI-1.b", "normal");
  EXPECT_TRUE(meets(quantity_of(b, "FID(q, train)").value, "100.00000000"));
  EXPECT_TRUE(meets(quantity_of(b, "|FID").value, "18.000000000"));
  const Outcome& same = ran.of("INC-TRI-1.a", "same");
  EXPECT_EQ(same.margin->lower, "0");
}

TEST(Triangle, AsPrinted) {
  RunOptions options = quick_options();
  options.claims = {"INC-TRI-1.b/printed"};
  const auto ran = run_claims(std::vector<Case>{}, options);
  ASSERT_EQ(ran.run.results.size(), 1U);
  const Outcome& outcome = ran.run.results[0].outcome;
  EXPECT_EQ(word(outcome.verdict), "violated");
  ASSERT_TRUE(outcome.witness);
  EXPECT_TRUE(outcome.witness->confirmed);
  EXPECT_TRUE(meets(outcome.witness->left, "19"));
  EXPECT_TRUE(meets(outcome.witness->right, "1"));
}

}  // namespace
}  // namespace rigor::test
