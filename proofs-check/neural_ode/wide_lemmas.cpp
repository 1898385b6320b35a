#include "proofs-check/neural_ode/wide_lemmas.hpp"

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "proofs-check/common/conclusion.hpp"

namespace rigor::neural_ode {

template <IntervalNumber D>
Truth departure_is_small(const D& c) {
  const Precision p = precision_of(c);
  return euler_e<D>(p) - 2 <= c && enclose<D>(Rational(17, 32) + Rational(1, 16), p) <= c;
}

Truth block_constant_is_enough(const Rational& whole, const Rational& root) {
  // u + v sqrt 2 >= 0
  const Rational u = 2 * root - whole - 2, v = whole - root;
  const bool holds = u >= 0 ? v >= 0 || u * u >= 2 * v * v : v >= 0 && 2 * v * v >= u * u;
  return proved_if(holds);
}

template <IntervalNumber D>
Truth square_norm_tail(const D& k) {
  return (1 - ln2<D>(precision_of(k))) / 2 >= k && 4 * k <= 1;
}

Truth matrix_tail(const Rational& fraction, const Rational& exponent) {
  const Rational quarter(1, 4);
  return proved_if(fraction > 0 && fraction < 1 && fraction * quarter >= Rational(1, 16) &&
                   (1 - fraction) * (1 - fraction) / 2 * quarter >= exponent);
}

template <IntervalNumber D>
WideConstants<D> wide_constants(const D& K, const D& e, const WideNumbers& numbers) {
  const Precision p = precision_of(K);
  const auto exact = [&](const Rational& q) { return enclose<D>(q, p); };
  const D root = sqrt(exact(2));
  const auto growth = [&](const Rational& times) { return exp(exact(times) * root * K); };
  return {max(exact(numbers.width) * sqr(K) * growth(numbers.width_root) / sqr(e), exact(1)),
          exact(numbers.depth) * sqr(K) * growth(numbers.depth_root) / e,
          min(e / (exact(numbers.radius) * root * K), exact(Rational(1, 2))),
          e * sqr(e) / (exact(numbers.rate) * sqr(K) * growth(numbers.rate_root))};
}

template <IntervalNumber D>
LocalRate<D> local_rate(const D& K, const D& e, const WideConstants<D>& c) {
  const Precision p = precision_of(K);
  const D root = sqrt(enclose<D>(2, p));
  const D M = c.c3 / root;
  const D a = K * c.c3 * (root + M / root);  // times sqrt(nq)
  const D share = min(enclose<D>(1, p), 1 / (2 * K));
  const D growth = exp(a * share / root) * (1 + M);
  const D s = e / 4 - K * c.c3 * growth / root - K * root * c.c3 - root * K * share * a * growth;
  const D rate = 4 * sqr(1 - M) * sqr(s) * share * exp(-3 * a / root);
  return {M < 1 && s > 0 && c.c2 >= a && rate * root >= c.c4, rate};
}

template <IntervalNumber D>
D smallest_singular_value(const D& K, const D& e, const D& n, const D& q, const D& m,
                          const D& rho) {
  const D root = sqrt(enclose<D>(2, precision_of(K)));
  const D rise = expm1(K * (root * rho + sqr(rho) / (2 * sqrt(m * q)))), growth = 1 + rise;
  const D moved = rise * (1 + rho) + rho;
  return e / 4 - K * root * sqrt(n * q) * moved -
         growth * (1 + rho) * K * sqrt(n) *
             (rho * growth * (1 + rho) / sqrt(m) + root * sqrt(q) * moved);
}

template Truth departure_is_small(const Decorated<Interval>&);
template Truth square_norm_tail(const Decorated<Interval>&);
template WideConstants<Decorated<Interval>> wide_constants(const Decorated<Interval>&,
                                                           const Decorated<Interval>&,
                                                           const WideNumbers&);
template LocalRate<Decorated<Interval>> local_rate(const Decorated<Interval>&,
                                                   const Decorated<Interval>&,
                                                   const WideConstants<Decorated<Interval>>&);
template Decorated<Interval> smallest_singular_value(
    const Decorated<Interval>&, const Decorated<Interval>&, const Decorated<Interval>&,
    const Decorated<Interval>&, const Decorated<Interval>&, const Decorated<Interval>&);
template Truth departure_is_small(const Decorated<BigInterval>&);
template Truth square_norm_tail(const Decorated<BigInterval>&);
template WideConstants<Decorated<BigInterval>> wide_constants(const Decorated<BigInterval>&,
                                                              const Decorated<BigInterval>&,
                                                              const WideNumbers&);
template LocalRate<Decorated<BigInterval>> local_rate(const Decorated<BigInterval>&,
                                                      const Decorated<BigInterval>&,
                                                      const WideConstants<Decorated<BigInterval>>&);
template Decorated<BigInterval> smallest_singular_value(
    const Decorated<BigInterval>&, const Decorated<BigInterval>&, const Decorated<BigInterval>&,
    const Decorated<BigInterval>&, const Decorated<BigInterval>&, const Decorated<BigInterval>&);

}  // namespace rigor::neural_ode
