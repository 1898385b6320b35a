#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <random>

#include "conjecture/prover.hpp"
#include "conjecture/witness.hpp"
#include "tests/conjecture/typed_term.hpp"

namespace rigor {
namespace {

using testing::closed;
using testing::E;
using testing::FormulaBuilder;

int rounds(int quick) {
  return std::getenv("RIGOR_TEST_LONG") != nullptr ? 10 * quick : quick;
}

ProverOptions small_budget() {
  ProverOptions options;
  options.max_boxes = 300;
  options.max_bits = 256;
  options.threads = 1;
  return options;
}

/// Random terms in two variables, most of them defined near most points.
class RandomTerms {
 public:
  explicit RandomTerms(unsigned seed) : random_(seed), f(terms) {
    x_ = f.variable(closed(Rational(below(5) - 4, 2), Rational(1 + below(4), 2)));
    y_ = f.variable({Rational(0), Rational(1 + below(3)), below(2) == 0, below(2) == 0, false});
  }

  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  E term(int depth) {
    if (depth == 0 || below(6) == 0) {
      switch (below(4)) {
        case 0:
          return *x_;
        case 1:
          return *y_;
        default:
          return x_->number(Rational(below(9) - 4, 1 + below(3)));
      }
    }
    const E a = term(depth - 1);
    constexpr std::array kUnary = {Op::exp, Op::sin, Op::cos, Op::tanh, Op::atan,
                                   Op::abs, Op::erf, Op::log, Op::sinh, Op::floor};
    switch (below(8)) {
      case 0:
        return a + term(depth - 1);
      case 1:
        return a - term(depth - 1);
      case 2:
      case 3:
        return a * term(depth - 1);
      case 4:
        return a / term(depth - 1);
      case 5:
        return a.pow(static_cast<std::size_t>(2 + below(2)));
      case 6:
        return a.root(2);
      default:
        return a.of(kUnary[static_cast<std::size_t>(below(static_cast<int>(kUnary.size())))]);
    }
  }

  /// A point of the box.
  std::vector<Rational> point() {
    std::vector<Rational> result;
    for (const QuantifiedVariable& variable : f.formula.variables) {
      const Rational s(1 + below(63), 64);
      result.push_back(*variable.range.lower + s * (*variable.range.upper - *variable.range.lower));
    }
    return result;
  }

  Terms terms;

 private:
  std::mt19937 random_;
  std::optional<E> x_;
  std::optional<E> y_;

 public:
  FormulaBuilder f;
};

/// Statements t >= v - gap that a point refutes since t there is known to be about v - 2 gap, and
/// such with a hypothesis that holds at the point.
TEST(ProverSoundness, FalseStatementsAreNeverVerified) {
  int refuted = 0;
  int tried = 0;
  for (unsigned seed = 0; seed < static_cast<unsigned>(rounds(400)); ++seed) {
    RandomTerms random(seed);
    const E t = random.term(3);
    const std::vector<Rational> point = random.point();
    const auto value = enclose_at_point(random.terms, t.id, point);
    if (!value) continue;
    const double v = std::strtod(value->lower.c_str(), nullptr);
    if (!(std::abs(v) < 1e6)) continue;
    const Rational bound = to_rational(v) + Rational(1, 1 << random.below(20));
    const std::size_t conclusion = random.f.atom(t - bound, Relation::at_least);
    if (random.below(2) == 0) {
      // x >= x_0 - 1/8 => ..., which holds at the point.
      const E x{&random.terms, random.terms.variable(0)};
      const std::size_t fails = random.f.atom(point[0] - Rational(1, 8) - x, Relation::greater);
      random.f.either({fails, conclusion});
    }
    ++tried;
    const ProverResult result = prove(random.terms, random.f.formula, small_budget());
    EXPECT_NE(result.verdict, Verdict::verified) << "seed " << seed;
    refuted += result.verdict == Verdict::violated ? 1 : 0;
  }
  EXPECT_GT(tried, rounds(200));
  EXPECT_GT(refuted, tried / 2);
}

/// Statements that hold at a thousand points never get a counterexample that isn't one.
TEST(ProverSoundness, WitnessesFailTheStatement) {
  int violated = 0;
  for (unsigned seed = 1000; seed < 1000 + static_cast<unsigned>(rounds(100)); ++seed) {
    RandomTerms random(seed);
    const E t = random.term(3);
    random.f.atom(t, Relation::greater);
    const ProverResult result = prove(random.terms, random.f.formula, small_budget());
    if (result.verdict != Verdict::violated) continue;
    ++violated;
    const auto witness = point_of(result.witness);
    ASSERT_TRUE(witness && witness->size() == 2) << "seed " << seed;
    const auto value = enclose_at_point(random.terms, t.id, *witness);
    ASSERT_TRUE(value.has_value()) << "seed " << seed;
    EXPECT_LE(std::strtod(value->upper.c_str(), nullptr), 1e-30) << "seed " << seed;
    for (std::size_t i = 0; i < 2; ++i) {
      EXPECT_TRUE(contains(random.f.formula.variables[i].range, (*witness)[i]));
    }
  }
  EXPECT_GT(violated, 10);
}

TEST(ProverSoundness, TheSameProofForAnyNumberOfThreads) {
  std::string first;
  for (const int threads : {1, 2, 3}) {
    Terms terms;
    FormulaBuilder f(terms);
    const E x = f.variable(closed(-2, 2));
    const E y = f.variable(closed(-2, 2));
    f.atom((x * y).of(Op::sin) + x.pow(2) + y.pow(2) - x * y / 2 + Rational(1, 50),
           Relation::greater);
    ProverOptions options;
    options.threads = threads;
    const ProverResult result = prove(terms, f.formula, options);
    ASSERT_EQ(result.verdict, Verdict::verified);
    Certificate certificate;
    certificate.terms = terms;
    certificate.formula = result.proved;
    certificate.proof = *result.proof;
    const std::string text = certificate_text(certificate);
    if (first.empty()) first = text;
    EXPECT_EQ(text, first);
  }
}

TEST(ProverReasons, AnUndefinedTermIsNamed) {
  Terms terms;
  FormulaBuilder f(terms);
  const E x = f.variable(closed(-1, 1));
  const E inner = x.of(Op::log);
  f.atom(Rational(5) - inner, Relation::greater);
  const ProverResult result = prove(terms, f.formula, small_budget());
  EXPECT_EQ(result.verdict, Verdict::inconclusive);
  EXPECT_EQ(result.reason.obstacle, Obstacle::domain);
  ASSERT_TRUE(result.reason.undefined.has_value());
  EXPECT_EQ(*result.reason.undefined, inner.id);
  EXPECT_TRUE(result.reason.undefined_at_point);
}

TEST(ProverReasons, AnUndefinedTermIsNamedAtAPointBetweenBoxes) {
  Terms terms;
  FormulaBuilder f(terms);
  const E x = f.variable(closed(-1, 1));
  const E inverse = Rational(1) / x.pow(2);
  f.atom(inverse, Relation::greater);
  const ProverResult result = prove(terms, f.formula, small_budget());
  EXPECT_EQ(result.verdict, Verdict::inconclusive);
  EXPECT_EQ(result.reason.obstacle, Obstacle::domain);
  EXPECT_EQ(result.reason.undefined, inverse.id);
  EXPECT_EQ(result.reason.point, std::vector<Rational>{0});
}

TEST(ProverReasons, HypothesesThatCannotHoldMakeAStatementVacuous) {
  Terms terms;
  FormulaBuilder f(terms);
  const E x = f.variable(closed(0, 1));
  const std::size_t fails = f.atom(Rational(2) - x, Relation::at_least);  // not x > 2
  f.either({fails, f.atom(x - Rational(7), Relation::greater)});
  ProverOptions options = small_budget();
  options.failed_hypotheses = {fails};
  const ProverResult result = prove(terms, f.formula, options);
  EXPECT_EQ(result.verdict, Verdict::verified);
  EXPECT_TRUE(result.vacuous);
}

}  // namespace
}  // namespace rigor
