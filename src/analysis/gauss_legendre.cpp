#include "analysis/gauss_legendre.hpp"

#include <cmath>
#include <map>
#include <mutex>
#include <numbers>
#include <stdexcept>
#include <utility>

#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

struct Legendre {
  BigInterval value;       // P_N(x)
  BigInterval derivative;  // P_N'(x)
};

// The three-term recurrence (k+1) P_{k+1} = (2k+1) x P_k - k P_{k-1}, and
// (1 - x^2) P_N' = N (P_{N-1} - x P_N). Requires |x| < 1.
Legendre legendre(int N, const BigInterval& x) {
  BigInterval previous = enclose<BigInterval>(1L, precision_of(x));
  BigInterval current = x;
  for (long k = 1; k < N; ++k) {
    BigInterval next = ((2 * k + 1) * x * current - k * previous) / (k + 1);
    previous = std::exchange(current, std::move(next));
  }
  return {current, N * (previous - x * current) / (1 - sqr(x))};
}

// The recurrence widens an enclosure by at most 1 + sqrt 2 < 2^1.3 a step; nodes narrower than
// 2^(-p - 2N) leave 2^-p for the weights.
constexpr int guard_bits(int N) {
  return 2 * N + 32;
}

// The k-th largest zero of P_N is proposed by Newton's method from Tricomi's guess, and proved by
// a change of sign.
BigInterval enclose_zero(int N, int k, Precision precision) {
  const Precision working{precision.bits + 2 * guard_bits(N)};
  const double guess = std::cos(std::numbers::pi * (k + 0.75) / (N + 0.5));
  BigInterval x = enclose<BigInterval>(to_rational(guess), working);
  for (int bits = 4; bits < 2 * working.bits; bits *= 2) {
    const Legendre p = legendre(N, x);
    x = midpoint(x - p.value / p.derivative);
  }
  const BigInterval radius =
      scale2(enclose<BigInterval>(1L, working), -precision.bits - guard_bits(N));
  const BigInterval node = hull(lower_point(x - radius), upper_point(x + radius));
  const BigInterval ends =
      legendre(N, lower_point(node)).value * legendre(N, upper_point(node)).value;
  if (!certainly(ends < 0)) throw std::logic_error("a zero of a Legendre polynomial was not found");
  return node;
}

GaussRule<BigInterval> compute_rule(int N, Precision precision) {
  // P_N is even or odd: the zeros on the left mirror those on the right, and 0 is one for odd N.
  std::vector<BigInterval> positive;  // decreasing
  for (int k = 0; 2 * k + 1 < N; ++k) {
    positive.push_back(enclose_zero(N, k, precision));
    const bool apart = k == 0 || certainly(positive[static_cast<std::size_t>(k)] <
                                           positive[static_cast<std::size_t>(k) - 1]);
    if (!apart || !certainly(positive.back() > 0)) {
      throw std::logic_error("two enclosures of Legendre zeros overlap");
    }
  }
  GaussRule<BigInterval> rule;
  for (const BigInterval& x : positive) rule.nodes.push_back(-x);
  if (N % 2 == 1) {
    rule.nodes.push_back(enclose<BigInterval>(0L, Precision{precision.bits + 2 * guard_bits(N)}));
  }
  rule.nodes.insert(rule.nodes.end(), positive.rbegin(), positive.rend());
  for (const BigInterval& x : rule.nodes) {
    rule.weights.push_back(2 / ((1 - sqr(x)) * sqr(legendre(N, x).derivative)));
  }
  return rule;
}

}  // namespace

template <IntervalNumber I>
const GaussRule<I>& gauss_rule(int N, Precision precision) {
  if (N < 1 || N > 128) throw std::invalid_argument("a Gauss rule has 1 to 128 nodes");
  static std::mutex mutex;
  static std::map<std::pair<int, int>, GaussRule<I>> rules;
  const std::lock_guard lock(mutex);
  const auto known = rules.find({N, precision.bits});
  if (known != rules.end()) return known->second;
  // The rule is kept once it is complete: half a rule must not outlive an exception.
  const GaussRule<BigInterval> exact = compute_rule(N, precision);
  GaussRule<I> rule;
  for (const BigInterval& x : exact.nodes) rule.nodes.push_back(convert<I>(x, precision));
  for (const BigInterval& w : exact.weights) rule.weights.push_back(convert<I>(w, precision));
  return rules.emplace(std::pair{N, precision.bits}, std::move(rule)).first->second;
}

template <IntervalNumber I>
I gauss_remainder(int N, const I& half_length, const I& rho, const I& bound) {
  return upper_point(16 * half_length * bound / (3 * pown(rho, 2 * N) * (1 - pown(rho, -2))));
}

template const GaussRule<Interval>& gauss_rule<Interval>(int, Precision);
template const GaussRule<BigInterval>& gauss_rule<BigInterval>(int, Precision);
template Interval gauss_remainder(int, const Interval&, const Interval&, const Interval&);
template BigInterval gauss_remainder(int, const BigInterval&, const BigInterval&,
                                     const BigInterval&);

}  // namespace rigor
