// INC-TRI-1: distances of generated samples to training and held-out data.
//
// For a metric D: |D(q, tr) - D(q, te)| <= D(tr, te), by the triangle inequality twice. W_1 and W_2
// are metrics. FID of two laws is W_2^2 of the normal laws with their means and covariances (Dowson
// and Landau 1982), so sqrt(FID) has the triangle inequality, and with a = sqrt(FID(q, tr)), b =
// sqrt(FID(q, te)): |a^2 - b^2| = |a - b| (a + b) <= sqrt(FID(tr, te)) (a + b). FID itself is no
// metric.
#include <type_traits>

#include "model/sample_distance.hpp"
#include "proofs-check/common/conclusion.hpp"
#include "proofs-check/common/literal.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/common/variants.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/second_engine/frechet.hpp"
#include "verdict/evidence.hpp"

namespace rigor::memorization {
namespace {

/// FID of two samples: the squared distance of their points (mean, standard deviation).
template <IntervalNumber D>
D frechet_distance(const std::vector<Rational>& x, const std::vector<Rational>& y,
                   Precision precision) {
  const SampleMoments a = sample_moments(x), b = sample_moments(y);
  const D shift = enclose<D>(Rational(a.mean - b.mean), precision);
  // Of equal variances exactly 0.
  const D spread = a.variance == b.variance ? enclose<D>(0L, precision)
                                            : sqrt(enclose<D>(a.variance, precision)) -
                                                  sqrt(enclose<D>(b.variance, precision));
  return sqr(shift) + sqr(spread);
}

template <class Body>
Outcome with_engine(const Effort& effort, const Body& body) {
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  if (effort.is_double()) {
    body(std::type_identity<Decorated<Interval>>{}, outcome);
  } else {
    body(std::type_identity<Decorated<BigInterval>>{}, outcome);
  }
  return outcome;
}

Rational size_of(const Rational& x) {
  return x < 0 ? Rational(-x) : x;
}

Outcome check_wasserstein(const Case& input, const Effort& effort) {
  return with_engine(effort, [&]<class D>(std::type_identity<D>, Outcome& outcome) {
    const SamplesInput& s = *input.samples;
    const auto exact = [&](const Rational& q) { return enclose<D>(q, effort.precision); };
    const Rational train = wasserstein_1(s.generated, s.train);
    const Rational test = wasserstein_1(s.generated, s.test);
    const Rational split = wasserstein_1(s.train, s.test);
    const D train_2 = sqrt(exact(squared_wasserstein_2(s.generated, s.train)));
    const D test_2 = sqrt(exact(squared_wasserstein_2(s.generated, s.test)));
    const D split_2 = sqrt(exact(squared_wasserstein_2(s.train, s.test)));
    outcome.quantities = {bound("W_1(q, train)", exact(train)),
                          bound("W_1(q, test)", exact(test)),
                          bound("W_1(train, test)", exact(split)),
                          quantity("W_2(q, train)", train_2, effort.digits),
                          quantity("W_2(q, test)", test_2, effort.digits),
                          quantity("W_2(train, test)", split_2, effort.digits)};
    outcome.margin = to_enclosure(exact(split - size_of(train - test)));
    outcome.rests_on = {"proofs-check/memorization/inc_tri.cpp: the comment at its head"};
    conclude(outcome, Truth::yes,
             truth_of(size_of(train - test) <= split) && abs(train_2 - test_2) <= split_2,
             Scope::unbounded);
  });
}

Outcome check_frechet(const Case& input, const Effort& effort) {
  return with_engine(effort, [&]<class D>(std::type_identity<D>, Outcome& outcome) {
    const SamplesInput& s = *input.samples;
    const D train = frechet_distance<D>(s.generated, s.train, effort.precision);
    const D test = frechet_distance<D>(s.generated, s.test, effort.precision);
    const D split = frechet_distance<D>(s.train, s.test, effort.precision);
    const D right = sqrt(split) * (sqrt(train) + sqrt(test));
    const D left = abs(train - test);
    const D scale = 1 + train + test;
    outcome.quantities = {quantity("FID(q, train)", train, effort.digits, scale),
                          quantity("FID(q, test)", test, effort.digits, scale),
                          quantity("FID(train, test)", split, effort.digits, scale),
                          quantity("|FID(q, train) - FID(q, test)| - FID(train, test), which a "
                                   "metric would have <= 0",
                                   left - split, effort.digits, scale)};
    outcome.margin = to_enclosure(right - left);
    outcome.rests_on = {"proofs-check/memorization/inc_tri.cpp: the comment at its head"};
    conclude(outcome, Truth::yes, left <= right, Scope::unbounded);
  });
}

// q = {9, 11}, train = {-1, 1}, test = {0, 2}, the moments of N(10, 1), N(0, 1), N(1, 1): 100 - 81
// > 1.
Outcome refute_printed(const Case&, const Effort& effort) {
  const std::vector<Rational> q = literals("9 11"), train = literals("-1 1"),
                              test = literals("0 2");
  return with_engine(effort, [&]<class D>(std::type_identity<D>, Outcome& outcome) {
    const auto fid = [&](const auto& x, const auto& y) {
      return frechet_distance<D>(x, y, effort.precision);
    };
    refute(outcome, {{"q", "9, 11"}, {"train", "-1, 1"}, {"test", "0, 2"}},
           abs(fid(q, train) - fid(q, test)), Stated::at_most, fid(train, test), [&] {
             const auto a = second_engine::frechet_distance(q, train);
             const auto b = second_engine::frechet_distance(q, test);
             return SecondOpinion{{a.lower - b.upper, a.upper - b.lower},  // a > b
                                  second_engine::frechet_distance(train, test)};
           });
  });
}

}  // namespace

void add_inc_tri(Registry& registry) {
  Claim a;
  a.base = "INC-TRI-1";
  a.part = "a";
  a.subject = Subject::samples;
  a.title = "Wasserstein distances to training and held-out data differ by at most that of the two";
  a.statement =
      "|W_p(q, p_{train}) - W_p(q, p_{test})| \\le W_p(p_{train}, p_{test}), \\quad p = 1, 2";
  a.hypotheses = {"samples of numbers, not empty"};
  a.source = rethinking_paper("Section 3.2");
  a.scope = "all samples";
  a.notes = "W_1 of samples of any sizes is exact.";
  a.check = check_wasserstein;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "The Frechet distances to training and held-out data, as squares of a metric";
  b.statement =
      "|FID(q, p_{train}) - FID(q, p_{test})| \\le \\sqrt{FID(p_{train}, p_{test})} \\left( "
      "\\sqrt{FID(q, p_{train})} + \\sqrt{FID(q, p_{test})} \\right)";
  b.notes = "Variances are divided by the number of samples.";
  b.check = check_frechet;
  registry.push_back(b);

  Claim printed =
      printed_form(b, "The triangle inequality, read for the Frechet distance itself",
                   "|FID(q, p_{train}) - FID(q, p_{test})| \\le FID(p_{train}, p_{test})",
                   {"2605.06077", 1, "Section 3.2"},
                   "The paper derives from the triangle inequality that the distances to either "
                   "split are nearly "
                   "the same, and names FID, which is the square of a metric and no metric.",
                   refute_printed);
  printed.own_input = true;
  printed.input_name = "N(10, 1), N(0, 1), N(1, 1)";
  printed.scope = "one instance";
  registry.push_back(printed);
}

}  // namespace rigor::memorization
