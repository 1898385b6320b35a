#include "proofs-check/big_step/alternation_sums.hpp"

#include <algorithm>

#include "function/normal.hpp"
#include "model/gap_weight.hpp"
#include "proofs-check/second_engine/arb_network.hpp"

namespace rigor::big_step {

namespace {

/// The number of atoms below y.
std::size_t atoms_below(const Mixture& mixture, const Rational& y) {
  std::size_t first = 0, last = mixture.size();
  while (first < last) {
    const std::size_t middle = (first + last) / 2;
    if (mixture.centre(middle) < y) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

}  // namespace

// Atoms farther than K sigma, with K^2/2 > 0.7 (p + 20), weigh less than exp(-K^2/2) < 2^-(p + 20)
// on the wrong side of y (exp(-7/10) < 1/2).
template <IntervalNumber B>
Decorated<B> tail_weight(const Setting<B>& s, const Rational& y) {
  using D = Decorated<B>;
  long reach = 1;
  while (reach * reach * 5 <= 7 * (s.precision().bits + 20)) ++reach;
  const Rational cut = s.top() * reach;
  const D rest = hull(s.number(0), exp(s.exact(Rational(-reach * reach, 2))));
  const std::size_t first = atoms_below(s.mixture, y - cut);
  const std::size_t last = atoms_below(s.mixture, y + cut);
  const auto far_below = static_cast<long>(first), far_above = static_cast<long>(s.n() - last);
  D below = far_below * (1 - rest) + far_above * rest;
  D above = far_above * (1 - rest) + far_below * rest;
  for (std::size_t k = first; k < last; ++k) {
    const D z = s.exact((y - s.mixture.centre(k)) / s.top());
    below += normal_cdf(z);
    above += normal_cdf(-z);
  }
  return min(below, above) / static_cast<long>(s.n());
}

template <IntervalNumber B>
AlternationSums<B> alternation_sums(const Setting<B>& s, const Rational& lambda) {
  using D = Decorated<B>;
  const NoisyGapWeight<B> gap_weight(s.mixture, s.bare_sigma());
  const auto g = [&](const Rational& y) {
    return decorate(gap_weight.value_once(enclose<B>(y - s.mixture.first(), s.precision())));
  };
  const auto tail = [&](const Rational& y) { return tail_weight(s, y); };
  const Rational window = lambda * s.top();
  const auto sum_over = [&](const auto& weight) {
    D sum = s.number(0);
    D at_centre = weight(s.mixture.first());
    for (std::size_t i = 0; i + 1 < s.n(); ++i) {
      s.effort.budget->step();
      const D at_next = weight(s.mixture.centre(i + 1));
      sum += min(weight(s.mixture.centre(i) - window), at_next) +
             min(at_centre, weight(s.mixture.centre(i + 1) + window));
      at_centre = at_next;
    }
    return sum;
  };
  return {sum_over(g), sum_over(tail)};
}

second_engine::Bounds second_alternation_sum(const second_engine::Instance& data,
                                             const Rational& window, AlternationWeight which) {
  using second_engine::Bounds;
  const auto weight = [&](const Rational& y) {
    return which == AlternationWeight::g ? second_engine::weight_g(data, y)
                                         : second_engine::weight_tail(data, y);
  };
  Bounds sum{0, 0};
  const auto add_lesser = [&](const Bounds& a, const Bounds& b) {
    sum.lower += std::min(a.lower, b.lower);
    sum.upper += std::min(a.upper, b.upper);
  };
  for (std::size_t i = 0; i + 1 < data.centres.size(); ++i) {
    const Rational &left = data.centres[i], &right = data.centres[i + 1];
    add_lesser(weight(left - window), weight(right));
    add_lesser(weight(left), weight(right + window));
  }
  return sum;
}

template AlternationSums<Interval> alternation_sums(const Setting<Interval>&, const Rational&);
template AlternationSums<BigInterval> alternation_sums(const Setting<BigInterval>&,
                                                       const Rational&);
template Decorated<Interval> tail_weight(const Setting<Interval>&, const Rational&);
template Decorated<BigInterval> tail_weight(const Setting<BigInterval>&, const Rational&);

}  // namespace rigor::big_step
