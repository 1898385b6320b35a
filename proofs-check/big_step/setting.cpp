#include "proofs-check/big_step/setting.hpp"

#include "function/constants.hpp"

namespace rigor::big_step {
namespace {

/// sum_{k>=1} weight(k) exp(-exponent(k)), where from every k >= 2 on the next term is at most
/// `ratio` times the one before. Terms are added until exp(-exponent) is below 2^-(p + 40) of the
/// first.
template <class D, class Weight, class Exponent>
D series(const D& ratio, const Weight& weight, const Exponent& exponent,
         const std::function<void()>& step) {
  const Precision precision = precision_of(ratio);
  // exp(-7/10) < 1/2
  const Rational cut = exponent(1) + Rational(7 * (precision.bits + 40), 10);
  D sum = enclose<D>(0L, precision);
  for (long k = 1;; ++k) {
    step();
    const Rational e = exponent(k);
    const D term = weight(k) * exp(enclose<D>(-e, precision));
    if (k > 1 && e > cut)
      return sum + hull(enclose<D>(0L, precision), upper_point(term / (1 - ratio)));
    sum += term;
  }
}

template <IntervalNumber B>
Outcome on_applicable(const Mixture& mixture, const SigmaRange& range, const Effort& effort,
                      Outcome outcome,
                      const std::function<void(const Setting<B>&, Outcome&)>& body) {
  body(Setting<B>{mixture, range, effort}, outcome);
  return outcome;
}

std::string describe(const SigmaRange& range) {
  if (range.is_point()) return "sigma = " + to_string(range.to);
  if (range.reaches_zero()) return "0 < sigma <= " + to_string(range.to);
  return to_string(range.from) + " <= sigma <= " + to_string(range.to);
}

/// The lengths that the enclosures handle; panels and blocks are laid out with doubles.
bool is_within_range(const Mixture& mixture, const Rational& sigma) {
  const Rational most = pow(Integer(2), 1000U), least = 1 / most;
  const Rational reach = std::max<Rational>(abs(mixture.first()), abs(mixture.last()));
  if (sigma < least || sigma > most || reach > most || mixture.range() > most) return false;
  return mixture.size() == 1 ||
         (mixture.smallest_gap() >= least && sigma * sigma <= most * mixture.smallest_gap());
}

/// sigma <= threshold
Truth allows(const Threshold& threshold, const Rational& sigma, Precision precision) {
  if (threshold.exact) return sigma <= *threshold.exact ? Truth::yes : Truth::no;
  return enclose<Decorated<BigInterval>>(sigma, precision) <= threshold.enclosure;
}

std::string text_above(const Threshold& threshold) {
  return threshold.exact ? to_string(*threshold.exact) : decimal_upper(threshold.enclosure, 12);
}

/// The threshold, rounded up if it is no rational, to as few digits (12 or more) as keep it below
/// `top`; nothing if the precision has not so many.
std::optional<Rational> split_below(const Rational& top, const Threshold& threshold,
                                    Precision precision) {
  if (threshold.exact) return threshold.exact;
  for (int digits = 12; digits <= precision.bits / 4; digits += 4) {
    const std::optional<Rational> split =
        parse_rational(decimal_upper(threshold.enclosure, digits));
    if (split && *split < top) return split;
  }
  return std::nullopt;
}

}  // namespace

template <IntervalNumber B>
typename Setting<B>::D Setting<B>::S() const {
  const Rational rate = delta() * delta() * u();
  // Wide noise: with k (k+1)/2 = ((k + 1/2)^2 - 1/4)/2, 1 + S is exp(rate/8) times half the sum of
  // exp(-rate (k + 1/2)^2 / 2) over all integers k, which is (Poisson summation) sqrt(2 pi / rate)
  // (1 + 2 sum_{m>=1} (-1)^m exp(-2 pi^2 m^2 / rate)); the inner terms alternate and decrease.
  if (rate * precision().bits < 8) {
    const D rest = -2 * exp(-2 * sqr(pi<D>(precision())) / exact(rate));
    const D half_sum = sqrt(pi<D>(precision()) / exact(2 * rate)) * (1 + hull(rest, number(0)));
    return exp(exact(rate / 8)) * half_sum - 1;
  }
  // q^{(k+1)(k+2)/2} = q^{k+1} q^{k(k+1)/2}: the ratio is at most q from every k on.
  return series(
      exp(exact(-rate)), [](long) { return 1L; },
      [&](long k) -> Rational { return rate * k * (k + 1) / 2; }, step());
}

template <IntervalNumber B>
typename Setting<B>::D Setting<B>::U() const {
  // (k+1)^2 Q^{2k+1} / k^2 <= 4 Q^3 <= 4 exp(-3) < 1/4 for k >= 1, as Q <= exp(-1).
  const Rational rate = delta() * delta() * u() / 4;
  return series(
      exact(Rational(1, 4)), [](long k) { return 2 * k * k; },
      [&](long k) -> Rational { return rate * k * k; }, step());
}

template <IntervalNumber B>
std::string Setting<B>::noise_levels() const {
  return describe(range);
}

template struct Setting<Interval>;
template struct Setting<BigInterval>;

NoiseCondition gap_at_least(const Rational& k) {
  const std::string text = "delta >= " + to_string(k) + " sigma";
  return {text, [k](const Mixture& mixture, Precision) {
            return Threshold{.exact = mixture.smallest_gap() / k, .enclosure = {}};
          }};
}

Outcome settle(const Case& input, const Effort& effort,
               const std::optional<NoiseCondition>& condition,
               const std::function<void(const Setting<Interval>&, Outcome&)>& on_doubles,
               const std::function<void(const Setting<BigInterval>&, Outcome&)>& on_big,
               std::size_t least_points) {
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  if (input.dimension() != 1) {
    return inapplicable(outcome, "d = 1",
                        "the data have dimension " + std::to_string(input.dimension()));
  }
  outcome.hypotheses.push_back({"d = 1", Verdict::verified});
  const std::string enough = "n >= " + std::to_string(least_points);
  if (input.points.size() < least_points) {
    return inapplicable(outcome, enough, "n = " + std::to_string(input.points.size()));
  }
  outcome.hypotheses.push_back({enough, Verdict::verified});
  const std::string ranges = "0 < mu <= 1 and sigma > 0";
  if (input.mu <= 0 || input.mu > 1 || input.sigma.from < 0 || input.sigma.to <= 0) {
    return inapplicable(outcome, ranges, "mu = " + to_string(input.mu));
  }
  outcome.hypotheses.push_back({ranges, Verdict::verified});

  const Mixture mixture(input.points, input.mu);
  SigmaRange range = input.sigma;
  std::optional<SigmaRange> rest;
  if (condition) {
    const Precision precision{std::max(effort.precision.bits, 128)};
    const Threshold threshold = condition->threshold(mixture, precision);
    const Truth at_top = allows(threshold, range.to, precision);
    const Truth at_bottom =
        range.reaches_zero() ? Truth::yes : allows(threshold, range.from, precision);
    if (certainly(!at_bottom)) {
      return inapplicable(outcome, condition->text, "it needs sigma <= " + text_above(threshold));
    }
    const std::optional<Rational> split =
        certainly(!at_top) ? split_below(range.to, threshold, precision) : std::nullopt;
    if (!certainly(at_bottom) || !(certainly(at_top) || split)) {
      outcome.hypotheses.push_back({condition->text, Verdict::inconclusive});
      outcome.reason = "precision: the hypothesis \"" + condition->text + "\" is not settled";
      outcome.wants_precision = true;
      return outcome;
    }
    if (split) {
      rest = SigmaRange{*split, range.to};
      range.to = *split;
    }
    outcome.hypotheses.push_back({condition->text, Verdict::verified});
  }

  if (!is_within_range(mixture, range.to)) {
    outcome.reason =
        "units: sigma, sigma^2 / delta, delta or the data are not between 2^-1000 and 2^1000 in "
        "size; try another unit of length";
    return outcome;
  }
  outcome = effort.is_double()
                ? on_applicable<Interval>(mixture, range, effort, outcome, on_doubles)
                : on_applicable<BigInterval>(mixture, range, effort, outcome, on_big);
  if (rest) {
    outcome.parts.push_back({describe(range), outcome.verdict, outcome.reason});
    outcome.parts.push_back({to_string(rest->from) + " < sigma <= " + to_string(rest->to),
                             Verdict::inapplicable,
                             "hypothesis \"" + condition->text + "\" is false"});
  }
  return outcome;
}

}  // namespace rigor::big_step
