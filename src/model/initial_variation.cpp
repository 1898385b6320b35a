#include "model/initial_variation.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "analysis/increasing_zero.hpp"
#include "function/elementary.hpp"
#include "function/normal.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
struct Atoms {
  std::vector<Rational> exact;
  std::vector<I> at, weight;  // weights of sum 1
  I T;
};

template <IntervalNumber I>
I ratio_less_one(const Atoms<I>& atoms, const I& x) {
  I sum = enclose<I>(0, precision_of(x));
  for (std::size_t i = 0; i < atoms.at.size(); ++i) {
    sum += atoms.weight[i] * expm1(atoms.at[i] * (x - scale2(atoms.at[i], -1)) / atoms.T);
  }
  return sum;
}

template <IntervalNumber I>
I ratio_slope(const Atoms<I>& atoms, const I& x) {
  I sum = enclose<I>(0, precision_of(x));
  for (std::size_t i = 0; i < atoms.at.size(); ++i) {
    const I& at = atoms.at[i];
    sum += atoms.weight[i] * at / atoms.T * exp(at * (x - scale2(at, -1)) / atoms.T);
  }
  return sum;
}

/// sum_i p_i P(r - x_i < sqrt(T) Z < r) for the zero r > 0; 0 if it is infinite.
template <IntervalNumber I>
I mass_beyond(const Atoms<I>& atoms, const std::function<void()>& step) {
  const Precision p = precision_of(atoms.T);
  const I zero = enclose<I>(0, p);
  Rational least = 0, largest = 0;
  for (const Rational& x : atoms.exact) {
    if (x > 0 && (least == 0 || x < least)) least = x;
    largest = std::max(largest, x);
  }
  if (least == 0) return zero;
  // At least / 2 all terms are <= 0, and some are negative: two of the x_i differ, or least / 2 is
  // the zero itself.
  const I low = lower_point(enclose<I>(Rational(least / 2), p));
  I high = upper_point(enclose<I>(largest, p));
  for (int k = 0; k < 1000 && !certainly(ratio_less_one(atoms, high) >= 0); ++k) {
    step();
    high = scale2(high, 1);
  }
  if (!certainly(ratio_less_one(atoms, high) >= 0)) return hull(zero, zero + 1);
  const auto value = [&](const I& x) { return ratio_less_one(atoms, x) / x; };
  const auto slope = [&](const I& x) {
    return (x * ratio_slope(atoms, x) - ratio_less_one(atoms, x)) / sqr(x);
  };
  const I r = enclose_increasing_zero(value, slope, hull(low, high), step), sigma = sqrt(atoms.T);
  I mass = zero;
  for (std::size_t i = 0; i < atoms.at.size(); ++i) {
    step();
    mass += atoms.weight[i] * (normal_cdf((atoms.at[i] - r) / sigma) - normal_cdf(-r / sigma));
  }
  return mass;
}

}  // namespace

template <IntervalNumber I>
I enclose_initial_variation(const WeightedPoints& data, const I& T,
                            const std::function<void()>& step) {
  if (data.dimension() != 1) throw std::invalid_argument("this distance is for data on a line");
  if (!certainly(T > 0)) throw std::invalid_argument("the noise variance must be positive");
  const Precision p = precision_of(T);
  Atoms<I> atoms{{}, {}, {}, T};
  Rational largest = data.log_weight(0);
  for (std::size_t i = 1; i < data.size(); ++i) largest = std::max(largest, data.log_weight(i));
  I total = enclose<I>(0, p);
  for (std::size_t i = 0; i < data.size(); ++i) {
    atoms.exact.push_back(data.point(i)[0]);
    atoms.at.push_back(enclose<I>(data.point(i)[0], p));
    atoms.weight.push_back(exp(enclose<I>(Rational(data.log_weight(i) - largest), p)));
    total += atoms.weight.back();
  }
  for (I& w : atoms.weight) w = w / total;
  Atoms<I> mirrored = atoms;
  for (std::size_t i = 0; i < data.size(); ++i) {
    mirrored.exact[i] = -atoms.exact[i];
    mirrored.at[i] = -atoms.at[i];
  }
  // N(0, T)(r_1, r_2) - p_T(r_1, r_2) is the sum of what p_T has more beyond either zero.
  return mass_beyond(atoms, step) + mass_beyond(mirrored, step);
}

template Interval enclose_initial_variation(const WeightedPoints&, const Interval&,
                                            const std::function<void()>&);
template BigInterval enclose_initial_variation(const WeightedPoints&, const BigInterval&,
                                               const std::function<void()>&);

}  // namespace rigor
