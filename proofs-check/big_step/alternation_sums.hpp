// The sums behind lower bounds of the variation of any s of small risk.
#pragma once

#include "proofs-check/big_step/setting.hpp"
#include "proofs-check/second_engine/arb_mixture.hpp"

namespace rigor::big_step {

/// With L = lambda sigma at the largest applicable noise level,
///   sum_{i<n} [min(w(c_i - L), w(c_{i+1})) + min(w(c_i), w(c_{i+1} + L))]
/// for w = g and for w = min(F, 1 - F), F the distribution function of Y. Lemma
/// `alternating_slopes`: B_g and B_V are (1 - kappa)/sigma^2 times these.
template <IntervalNumber B>
struct AlternationSums {
  Decorated<B> under_g;
  Decorated<B> under_tail;
};

/// Requires lambda >= 0. Steps the budget once an atom.
template <IntervalNumber B>
AlternationSums<B> alternation_sums(const Setting<B>& s, const Rational& lambda);

/// w = g, or w = min(F, 1 - F).
enum class AlternationWeight { g, tail };

/// The sum with L = window by the second engine.
second_engine::Bounds second_alternation_sum(const second_engine::Instance& data,
                                             const Rational& window, AlternationWeight which);

/// Encloses min(F(y), 1 - F(y)) at the largest applicable noise level.
template <IntervalNumber B>
Decorated<B> tail_weight(const Setting<B>& s, const Rational& y);

}  // namespace rigor::big_step
