// OU-1: the Ornstein-Uhlenbeck schedule at small times (remark after Theorem 4).
//
// For mu = exp(-t), sigma^2 = 1 - exp(-2t): mu^3 / sigma^4 >= 1 / (8 t^2) for 0 < t <= 1/2.
// Equivalent, for t > 0: h(t) = 8 t^2 exp(-3t) - (1 - exp(-2t))^2 >= 0. With psi(x) = (1 -
// exp(-x))/x, psi(0) = 1, which is analytic and decreasing,
//   h(t) / t^2 = f(t) := 8 exp(-3t) - 4 psi(2t)^2,
// and f is defined and checked on the closed interval [0, 1/2], the limit t -> 0 included: f(0)
// = 4.
#include "function/elementary.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/plots.hpp"
#include "proofs-check/big_step/refutation.hpp"
#include "proofs-check/common/enclosed_curve.hpp"
#include "verdict/evidence.hpp"

namespace rigor::big_step {
namespace {

/// psi at a rational x >= 0. For x <= 1/16 by the alternating series sum (-x)^k / (k+1)!, whose
/// terms decrease, so that the first one left out bounds the error.
template <IntervalNumber D>
D psi_at(const Rational& x, Precision precision) {
  const D X = enclose<D>(x, precision);
  if (x > Rational(1, 16)) return (1 - exp(-X)) / X;
  D sum = enclose<D>(1L, precision), term = sum;
  for (long k = 1; k <= precision.bits / 4 + 1; ++k) {
    term *= -X / (k + 1);
    sum += term;
  }
  return sum + hull(-abs(term), abs(term));
}

/// f over [a, b], 0 <= a <= b: psi decreases (psi' < 0 since exp(x) > 1 + x), psi > 0.
template <IntervalNumber D>
D f_over(const Rational& a, const Rational& b, Precision precision) {
  const D psi = hull(psi_at<D>(2 * a, precision), psi_at<D>(2 * b, precision));
  return 8 * exp(hull_of<D>(-3 * b, -3 * a, precision)) - 4 * sqr(psi);
}

/// A lower bound of psi' on [x, inf). psi(x) = integral_0^1 exp(-x s) ds is convex, so psi'
/// increases from psi'(0) = -1/2; psi'(x) = (exp(-x) (x + 1) - 1) / x^2.
template <IntervalNumber D>
D psi_slope_from(const Rational& x, Precision precision) {
  if (x <= Rational(1, 16)) return enclose<D>(Rational(-1, 2), precision);
  const D X = enclose<D>(x, precision);
  return (exp(-X) * (X + 1) - 1) / sqr(X);
}

/// An upper bound of f' = -24 exp(-3t) - 16 psi(2t) psi'(2t) on [a, b]: psi and -psi' decrease.
template <IntervalNumber D>
D slope_above(const Rational& a, const Rational& b, Precision precision) {
  return -24 * exp(enclose<D>(-3 * b, precision)) -
         16 * psi_at<D>(2 * a, precision) * psi_slope_from<D>(2 * a, precision);
}

/// Proves f >= 0 on [0, b] by bisection; `least` becomes a lower bound of f there.
template <IntervalNumber D>
Truth is_nonnegative_up_to(const Rational& b, const Effort& effort, D& least) {
  std::vector<std::pair<Rational, Rational>> open{{0, b}};
  least = enclose<D>(4L, effort.precision);
  while (!open.empty()) {
    effort.budget->step();
    const auto [left, right] = open.back();
    open.pop_back();
    const D value = f_over<D>(left, right, effort.precision);
    if (certainly(value >= 0) && right - left <= b / 64) {
      least = min(least, value);
      continue;
    }
    // Where f decreases its least value is at the right end.
    if (certainly(slope_above<D>(left, right, effort.precision) < 0)) {
      const D end = f_over<D>(right, right, effort.precision);
      if (!certainly(end >= 0)) return Truth::unsettled;
      least = min(least, end);
      continue;
    }
    const Rational middle = (left + right) / 2;
    open.emplace_back(left, middle);
    open.emplace_back(middle, right);
  }
  return Truth::yes;
}

/// The end t* of the range: f >= 0 on [0, lower], f < 0 at upper, 10^-digits apart.
template <IntervalNumber D>
std::pair<Rational, Rational> sharpest_end(const Effort& effort) {
  Rational lower(1, 2), upper(3, 5), width(1, 100);
  for (int k = 0; k < effort.digits; ++k) width /= 10;
  while (upper - lower > width) {
    effort.budget->step();
    const Rational middle = (lower + upper) / 2;
    const D value = f_over<D>(middle, middle, effort.precision);
    if (certainly(value < 0)) {
      upper = middle;
    } else if (certainly(value > 0)) {
      lower = middle;
    } else {
      break;
    }
  }
  return {lower, upper};
}

template <IntervalNumber D>
void settle_on_half(const Effort& effort, Outcome& outcome) {
  const auto exact = [&](const Rational& q) { return enclose<D>(q, effort.precision); };
  D least = exact(0), ignored = exact(0);
  const Truth proved = is_nonnegative_up_to<D>(Rational(1, 2), effort, least);
  const auto [lower, upper] = sharpest_end<D>(effort);
  const Truth to_lower = is_nonnegative_up_to<D>(lower, effort, ignored);
  const D end = hull_of<D>(lower, upper, effort.precision);
  const D at_half = f_over<D>(Rational(1, 2), Rational(1, 2), effort.precision) / 4;
  outcome.quantities = {quantity("h(1/2)", at_half, effort.digits)};
  if (certainly(to_lower)) {
    outcome.quantities.push_back(quantity(
        "t*: proved for 0 < t <= its lower end, refuted at its upper end", end, effort.digits));
  }
  outcome.margin = between(least, 4 * at_half);
  outcome.rests_on = {
      "proofs-check/big_step/ou_1.cpp: h(t) / t^2 = f(t), with f extended to t = 0"};
  outcome.verdict = certainly(proved) ? Verdict::verified : Verdict::inconclusive;
  if (!certainly(proved)) outcome.reason = "precision: f is not proved to be >= 0 on [0, 1/2]";
  outcome.wants_precision = !certainly(proved) || !certainly(to_lower) || !has_all_digits(outcome);
}

Outcome check_half(const Case&, const Effort& effort) {
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  outcome.scope = Scope::box;
  outcome.hypotheses = {{"0 < t <= 1/2", Verdict::verified}};
  if (effort.is_double()) {
    settle_on_half<Decorated<Interval>>(effort, outcome);
  } else {
    settle_on_half<Decorated<BigInterval>>(effort, outcome);
  }
  return outcome;
}

// h(3/5) < 0.
Outcome refute_longer(const Case&, const Effort& effort) {
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  outcome.hypotheses = {{"0 < t <= 3/5", Verdict::verified}};
  const auto settle = [&]<class D>(const D& zero) {
    const Rational t(3, 5);
    const D h = enclose<D>(t * t, effort.precision) * f_over<D>(t, t, effort.precision);
    refute(outcome, {{"t", "3/5"}}, h, Stated::at_least, zero, [&] {
      return SecondOpinion{second_engine::density_ratio_h(t), exact_bounds(0)};
    });
  };
  if (effort.is_double()) {
    settle(enclose<Decorated<Interval>>(0L, effort.precision));
  } else {
    settle(enclose<Decorated<BigInterval>>(0L, effort.precision));
  }
  return outcome;
}

std::vector<Plot> plot_f(const Case&) {
  const Precision precision{};
  return {{"h(t) / t²",
           "t",
           "h(t) / t²",
           {enclosed_curve("h(t) / t²", 0, Rational(13, 20), 240,
                           [&](const Rational& a, const Rational& b) {
                             return f_over<Decorated<Interval>>(a, b, precision).value;
                           })}}};
}

}  // namespace

void add_ou(Registry& registry) {
  Claim claim;
  claim.base = "OU-1";
  claim.title =
      "At small times the Ornstein-Uhlenbeck schedule makes mu^3 / sigma^4 at least 1 / (8 t^2)";
  claim.statement =
      "\\mu = e^{-t}, \\quad \\sigma^2 = 1 - e^{-2t}, \\quad 0 < t \\le \\frac{1}{2} \\implies "
      "\\frac{\\mu^3}{\\sigma^4} \\ge \\frac{1}{8 t^2}";
  claim.hypotheses = {"0 < t <= 1/2"};
  claim.source = beside("the remark after Theorem 4");
  claim.scope = "every t in (0, 1/2], the limit t -> 0 included";
  claim.notes = "The paper says \"for small t\"; the statement holds exactly up to t* = 0.5816...";
  claim.own_input = true;
  claim.input_name = "0 < t <= 1/2";
  claim.check = check_half;
  claim.plot = plot_f;
  registry.push_back(claim);

  Claim wrong = false_variant(
      claim, "false-a", "The same for t <= 3/5",
      "\\mu = e^{-t}, \\quad \\sigma^2 = 1 - e^{-2t}, \\quad 0 < t \\le \\frac{3}{5} \\implies "
      "\\frac{\\mu^3}{\\sigma^4} \\ge \\frac{1}{8 t^2}",
      "t = 3/5", refute_longer);
  wrong.hypotheses = {"0 < t <= 3/5"};
  registry.push_back(wrong);
}

}  // namespace rigor::big_step
