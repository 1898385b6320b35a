#include "verdict/runner.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "verdict/ladder.hpp"
#include "verdict/registry.hpp"

namespace rigor {
namespace {

using Check = std::function<Outcome(const Case&, const Effort&)>;

Outcome settled(Verdict verdict, bool wants_precision = false) {
  Outcome out;
  out.verdict = verdict;
  out.wants_precision = wants_precision;
  return out;
}

Check always(Verdict verdict) {
  return [verdict](const Case&, const Effort&) { return settled(verdict); };
}

Claim make_claim(const std::string& base, Check check, Kind kind = Kind::claim) {
  Claim claim;
  claim.base = base;
  claim.kind = kind;
  if (kind == Kind::printed) claim.variant = "printed";
  if (kind == Kind::false_variant) claim.variant = "false-a";
  claim.own_input = kind != Kind::claim;
  claim.input_name = claim.own_input ? "A" : "";
  claim.check = std::move(check);
  return claim;
}

Case make_case(const std::string& name, int n = 1) {
  Case out;
  out.sigma = {1, 1};
  out.name = name;
  for (int i = 0; i < n; ++i) out.points.push_back({Rational(i)});
  return out;
}

std::string names(const Run& run) {
  std::string out;
  for (const Result& result : run.results) {
    out += result.claim->id() + "@" + result.case_name + " ";
  }
  return out;
}

TEST(Rungs, DoubleUpToTheLast) {
  EXPECT_EQ(rungs(53), (std::vector<int>{53}));
  EXPECT_EQ(rungs(127), (std::vector<int>{53}));
  EXPECT_EQ(rungs(600), (std::vector<int>{53, 128, 256, 512}));
  EXPECT_EQ(rungs(2147483647).back(), 1 << 30);
}

TEST(Ladder, StopsAtTheFirstRungThatAsksForNoMore) {
  std::vector<int> seen;
  const Claim claim = make_claim("L", [&](const Case&, const Effort& effort) {
    seen.push_back(effort.precision.bits);
    return settled(Verdict::verified, effort.precision.bits < 256);
  });
  const Outcome outcome = climb(claim, {}, {});
  EXPECT_EQ(seen, (std::vector<int>{53, 128, 256}));
  EXPECT_EQ(outcome.bits, 256);
  EXPECT_EQ(outcome.verdict, Verdict::verified);
}

TEST(Ladder, KeepsASettledVerdictThatAHigherRungLoses) {
  const Claim claim = make_claim("L", [](const Case&, const Effort& effort) {
    return effort.is_double() ? settled(Verdict::verified, true)
                              : settled(Verdict::inconclusive, true);
  });
  const Outcome outcome = climb(claim, {}, {.max_bits = 512});
  EXPECT_EQ(outcome.verdict, Verdict::verified);
  EXPECT_EQ(outcome.bits, 53);
}

TEST(Ladder, KeepsASettledVerdictWhenTheBudgetEnds) {
  const Claim claim = make_claim("L", [](const Case&, const Effort& effort) {
    if (!effort.is_double()) effort.budget->step(11);
    return settled(Verdict::violated, true);
  });
  const Outcome outcome = climb(claim, {}, {.budget = 10});
  EXPECT_EQ(outcome.verdict, Verdict::violated);
  EXPECT_EQ(outcome.bits, 53);
}

TEST(Ladder, GivesEveryRungAFreshBudget) {
  const Claim claim = make_claim("L", [](const Case&, const Effort& effort) {
    effort.budget->step(10);
    return settled(Verdict::verified, true);
  });
  EXPECT_EQ(climb(claim, {}, {.max_bits = 1024, .budget = 10}).bits, 1024);
}

TEST(Ladder, BudgetSpentWithoutAnOutcomeIsInconclusive) {
  std::vector<int> seen;
  const Claim claim = make_claim("L", [&](const Case&, const Effort& effort) -> Outcome {
    seen.push_back(effort.precision.bits);
    while (true) effort.budget->step();
  });
  const Outcome outcome = climb(claim, {}, {.budget = 100});
  EXPECT_EQ(outcome.verdict, Verdict::inconclusive);
  EXPECT_TRUE(outcome.reason.starts_with("budget")) << outcome.reason;
  EXPECT_EQ(seen, (std::vector<int>{53, 128}));
}

TEST(Ladder, ContradictionsAreFaults) {
  const auto contradiction = [](Verdict low, Verdict high) {
    const Claim claim = make_claim("L", [=](const Case&, const Effort& effort) {
      return settled(effort.is_double() ? low : high, true);
    });
    return climb(claim, {}, {.max_bits = 128});
  };
  EXPECT_THROW(contradiction(Verdict::verified, Verdict::violated), std::logic_error);
  EXPECT_THROW(contradiction(Verdict::violated, Verdict::verified), std::logic_error);
  EXPECT_THROW(contradiction(Verdict::verified, Verdict::inapplicable), std::logic_error);
  EXPECT_NO_THROW(contradiction(Verdict::inconclusive, Verdict::violated));
}

TEST(Ladder, DisjointEnclosuresOfOneQuantityAreAFault) {
  const auto rungs_with = [](Enclosure low, Enclosure high) {
    const Claim claim = make_claim("L", [=](const Case&, const Effort& effort) {
      Outcome out = settled(Verdict::verified, true);
      out.quantities = {{"q", effort.is_double() ? low : high}};
      return out;
    });
    return climb(claim, {}, {.max_bits = 128});
  };
  EXPECT_THROW(rungs_with({"0", "1"}, {"1.0001", "2"}), std::logic_error);
  EXPECT_THROW(rungs_with({"1e-300", "inf"}, {"-inf", "1e-301"}), std::logic_error);
  EXPECT_NO_THROW(rungs_with({"0", "1"}, {"1.000", "1.5"}));
  EXPECT_NO_THROW(rungs_with({"-inf", "inf"}, {"3", "3"}));
}

TEST(Ladder, AVerdictWithoutItsHypothesesIsAFault) {
  const auto with_hypothesis = [](Verdict verdict, Verdict hypothesis, bool split) {
    const Claim claim = make_claim("L", [=](const Case&, const Effort&) {
      Outcome out = settled(verdict);
      out.hypotheses = {{"sigma > 0", hypothesis}};
      if (split) out.parts = {{"all", Verdict::verified, ""}};
      return out;
    });
    return climb(claim, {}, {});
  };
  EXPECT_THROW(with_hypothesis(Verdict::verified, Verdict::inconclusive, false), std::logic_error);
  EXPECT_THROW(with_hypothesis(Verdict::violated, Verdict::violated, false), std::logic_error);
  EXPECT_NO_THROW(with_hypothesis(Verdict::verified, Verdict::inconclusive, true));
  EXPECT_NO_THROW(with_hypothesis(Verdict::inapplicable, Verdict::violated, false));
  EXPECT_NO_THROW(with_hypothesis(Verdict::inconclusive, Verdict::inconclusive, false));
}

TEST(Runner, OrdersByCaseThenRegistryThenOwnInputs) {
  const Registry registry = {make_claim("A", always(Verdict::verified)),
                             make_claim("A", always(Verdict::violated), Kind::false_variant),
                             make_claim("A", always(Verdict::violated), Kind::printed),
                             make_claim("B", always(Verdict::verified))};
  for (const unsigned jobs : {1U, 2U, 7U}) {
    const auto run = rigor::run(registry, {make_case("x"), make_case("y", 5), make_case("x")},
                                {.jobs = jobs, .printed = true});
    EXPECT_EQ(names(run), "A@x B@x A@y B@y A@x-2 B@x-2 A/false-a@A A/printed@A ");
    EXPECT_TRUE(run.complete);
  }
}

TEST(Runner, SelectsByIdBaseAndKind) {
  Registry registry = {make_claim("A", always(Verdict::verified)),
                       make_claim("A", always(Verdict::verified)),
                       make_claim("A", always(Verdict::violated), Kind::false_variant),
                       make_claim("A", always(Verdict::violated), Kind::printed),
                       make_claim("AB", always(Verdict::verified))};
  registry[0].part = "a";
  registry[1].part = "b";
  const auto selected = [&](RunOptions options) {
    return names(rigor::run(registry, {make_case("x")}, options));
  };
  EXPECT_EQ(selected({}), "A.a@x A.b@x AB@x A/false-a@A ");
  EXPECT_EQ(selected({.printed = true, .false_variants = false}), "A.a@x A.b@x AB@x A/printed@A ");
  EXPECT_EQ(selected({.claims = {"A"}}), "A.a@x A.b@x A/false-a@A ");
  EXPECT_EQ(selected({.claims = {"A.b", "AB"}}), "A.b@x AB@x ");
  EXPECT_EQ(selected({.claims = {"A/printed"}}), "A/printed@A ");
  EXPECT_EQ(selected({.false_variants = false, .claims = {"A/false-a"}}), "A/false-a@A ");
  EXPECT_THROW(selected({.claims = {"a"}}), std::invalid_argument);
}

TEST(Runner, AFaultNamesClaimAndCase) {
  const Registry registry = {make_claim("GOOD", always(Verdict::verified)),
                             make_claim("BAD", [](const Case&, const Effort&) -> Outcome {
                               throw std::out_of_range("vector::at");
                             })};
  try {
    rigor::run(registry, {make_case("x"), make_case("y")}, {.jobs = 2});
    FAIL() << "no fault";
  } catch (const std::logic_error& fault) {
    EXPECT_STREQ(fault.what(), "BAD on x: vector::at");
  }
}

TEST(Runner, RefusesAMalformedRegistry) {
  EXPECT_TRUE(registry_fault(
      {make_claim("A", always(Verdict::verified)), make_claim("A", always(Verdict::verified))}));
  EXPECT_TRUE(registry_fault({make_claim("A", nullptr)}));
  Claim toothless = make_claim("A", always(Verdict::violated), Kind::false_variant);
  toothless.own_input = false;
  EXPECT_TRUE(registry_fault({toothless}));
  Claim mislabelled = make_claim("A", always(Verdict::violated), Kind::printed);
  mislabelled.variant = "false-a";
  EXPECT_TRUE(registry_fault({mislabelled}));
  EXPECT_FALSE(registry_fault({make_claim("A", always(Verdict::verified))}));
}

TEST(Runner, AnInterruptKeepsWhatIsFinished) {
  std::atomic<bool> stop = false;
  const Registry registry = {make_claim("FIRST", always(Verdict::verified)),
                             make_claim("SECOND",
                                        [&](const Case&, const Effort& effort) -> Outcome {
                                          stop = true;
                                          effort.budget->step();
                                          return settled(Verdict::verified);
                                        }),
                             make_claim("THIRD", always(Verdict::verified))};
  RunOptions options;
  options.jobs = 1;
  options.interrupted = [&] { return stop.load(); };
  const auto run = rigor::run(registry, {make_case("x")}, options);
  EXPECT_FALSE(run.complete);
  EXPECT_EQ(names(run), "FIRST@x ");
  EXPECT_EQ(exit_status(run), 130);
}

TEST(Runner, ReportsProgressOncePerTask) {
  const Registry registry = {make_claim("A", always(Verdict::verified)),
                             make_claim("B", always(Verdict::verified))};
  std::vector<std::size_t> seen;
  RunOptions options;
  options.jobs = 3;
  options.progress = [&](std::size_t done, std::size_t total, const std::string&) {
    EXPECT_EQ(total, 6U);
    seen.push_back(done);
  };
  rigor::run(registry, {make_case("x"), make_case("y"), make_case("z")}, options);
  EXPECT_EQ(seen, (std::vector<std::size_t>{1, 2, 3, 4, 5, 6}));
}

TEST(Runner, EnclosesPlotsOnlyWhenAsked) {
  Claim claim = make_claim("A", always(Verdict::verified));
  claim.plot = [](const Case& input) { return std::vector<Plot>{{input.name, "", "", {}}}; };
  const Registry registry = {claim};
  EXPECT_TRUE(rigor::run(registry, {make_case("x")}, {}).results[0].plots.empty());
  const auto run = rigor::run(registry, {make_case("x")}, {.plots = true});
  ASSERT_EQ(run.results[0].plots.size(), 1U);
  EXPECT_EQ(run.results[0].plots[0].title, "x");
}

TEST(Runner, FalseVariantsRunUnderTheDefaultEffort) {
  const Registry registry{make_claim(
      "A",
      [](const Case&, const Effort& effort) {
        EXPECT_EQ(effort.digits, RunOptions{}.digits);
        return effort.is_double() ? settled(Verdict::inconclusive, true)
                                  : settled(Verdict::violated);
      },
      Kind::false_variant)};
  const auto done = run(registry, {}, {.digits = 40, .max_bits = 53, .budget = 1});
  EXPECT_EQ(done.results.front().outcome.verdict, Verdict::violated);
}

TEST(Runner, TwoThreadsShareTheWork) {
  // Checks that sleep, so that the ratio does not depend on the load of the machine.
  const Registry registry = {make_claim("SLEEP", [](const Case&, const Effort&) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return settled(Verdict::verified);
  })};
  std::vector<Case> cases;
  for (int i = 0; i < 20; ++i) cases.push_back(make_case("c" + std::to_string(i)));
  const auto seconds = [&](unsigned jobs) {
    const auto start = std::chrono::steady_clock::now();
    rigor::run(registry, cases, {.jobs = jobs});
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  EXPECT_GE(seconds(1) / seconds(2), 1.7);
}

int status_of(const std::vector<std::pair<Kind, Verdict>>& outcomes) {
  Registry registry;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    registry.push_back(
        make_claim("C" + std::to_string(i), always(outcomes[i].second), outcomes[i].first));
  }
  return exit_status(rigor::run(registry, {make_case("x")}, {.printed = true}));
}

TEST(ExitStatus, SpeaksOfTheClaims) {
  using enum Verdict;
  EXPECT_EQ(status_of({{Kind::claim, verified}, {Kind::claim, inapplicable}}), 0);
  EXPECT_EQ(status_of({{Kind::claim, verified}, {Kind::claim, inconclusive}}), 2);
  EXPECT_EQ(status_of({{Kind::claim, violated}, {Kind::claim, inconclusive}}), 1);
  EXPECT_EQ(status_of({{Kind::claim, inapplicable}}), 3);
  EXPECT_EQ(status_of({}), 3);
}

TEST(ExitStatus, PrintedStatementsTakePartOnlyAlone) {
  using enum Verdict;
  EXPECT_EQ(status_of({{Kind::claim, verified}, {Kind::printed, violated}}), 0);
  EXPECT_EQ(status_of({{Kind::claim, inapplicable}, {Kind::printed, violated}}), 3);
  EXPECT_EQ(status_of({{Kind::printed, violated}}), 1);
}

TEST(ExitStatus, AFalseVariantThatStandsIsAFault) {
  using enum Verdict;
  EXPECT_EQ(status_of({{Kind::claim, verified}, {Kind::false_variant, violated}}), 0);
  EXPECT_EQ(status_of({{Kind::claim, verified}, {Kind::false_variant, inconclusive}}), 70);
  EXPECT_EQ(status_of({{Kind::claim, violated}, {Kind::false_variant, verified}}), 70);
}

}  // namespace
}  // namespace rigor
