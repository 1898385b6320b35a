#include "model/cell_features.hpp"

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/normal.hpp"
#include "model/normal_moments.hpp"

namespace rigor {
namespace {

/// sum_{k >= 1} (-1)^{k+1} term(k) for positive terms that decrease to 0: a partial sum and the
/// next term enclose it.
template <IntervalNumber I, class Term>
I alternating_sum(const Term& term, Precision precision, const std::function<void()>& step) {
  I sum = term(1);
  for (long k = 2;; ++k) {
    step();
    const I next = upper_point(term(k));
    if (k > precision.bits || certainly(next <= scale2(sum, -precision.bits - 4))) {
      const I part = k % 2 == 0 ? -next : next;
      return sum + hull(part - part, part);
    }
    sum = k % 2 == 0 ? sum - term(k) : sum + term(k);
  }
}

template <IntervalNumber I>
CellMoments<I> by_frequencies(const Rational& L, const Rational& v, Precision precision,
                              const std::function<void()>& step) {
  const auto exact = [&](const Rational& x) { return enclose<I>(x, precision); };
  const I rate = sqr(pi<I>(precision)) * exact(2 * v / (L * L));
  const auto power = [&](long k) { return exp(-(rate * (k * k))); };
  const I h = 2 * alternating_sum<I>(power, precision, step) / exact(v);
  const I waves = alternating_sum<I>(
      [&](long k) { return power(k) * exact(L * L / (k * k)) / sqr(pi<I>(precision)); }, precision,
      step);
  return {(exact(L * L / 12) - waves) / exact(v * v), h, waves / exact(2 * v * v)};
}

template <IntervalNumber I>
CellMoments<I> by_cells(const Rational& L, const Rational& v, Precision precision,
                        const std::function<void()>& step) {
  const auto exact = [&](const Rational& x) { return enclose<I>(x, precision); };
  const I sigma = sqrt(exact(v));
  const I goal = scale2(enclose<I>(1L, precision), -precision.bits - 4);
  I square = exact(0);     // E rho^2 / v
  I densities = exact(0);  // L sum_k phi_v((k + 1/2) L), k >= 0
  for (long j = 0;; ++j) {
    step();
    const I low = exact((Rational(j) - Rational(1, 2)) * L) / sigma;
    const I high = exact((Rational(j) + Rational(1, 2)) * L) / sigma;
    const auto moments = normal_moments<I>(low, high, 2, precision);
    const I shift = exact(j * L) / sigma;
    const I cell = moments[2] - 2 * shift * moments[1] + sqr(shift) * moments[0];
    square += j == 0 ? cell : 2 * cell;
    densities += exact(L) / sigma * normal_pdf(high);
    const I outside = upper_point(2 * normal_cdf(-high) * sqr(exact(L) / (2 * sigma)));
    const I decay = exp(-exact(L * L / v));
    const I next = exact(L) / sigma * normal_pdf(high + exact(L) / sigma);
    const I rest = upper_point(next / (1 - decay));
    if (certainly(outside <= goal) && certainly(rest <= goal)) {
      square += hull(exact(0), outside);
      densities += hull(exact(0), rest);
      break;
    }
  }
  const I g = square / exact(v);
  return {g, (1 - 2 * densities) / exact(v), exact(L * L / (24 * v * v)) - g / 2};
}

}  // namespace

template <IntervalNumber I>
CellMoments<I> cell_moments(const Rational& spacing, const Rational& variance, Precision precision,
                            const std::function<void()>& step) {
  return 12 * variance > spacing * spacing ? by_frequencies<I>(spacing, variance, precision, step)
                                           : by_cells<I>(spacing, variance, precision, step);
}

template CellMoments<Interval> cell_moments(const Rational&, const Rational&, Precision,
                                            const std::function<void()>&);
template CellMoments<BigInterval> cell_moments(const Rational&, const Rational&, Precision,
                                               const std::function<void()>&);

}  // namespace rigor
