// The empirical law of a case against its true law, in one variable.
#pragma once

#include <algorithm>

#include "model/law_comparison.hpp"
#include "proofs-check/memorization/setting.hpp"

namespace rigor::memorization {

/// Integrals are taken over up to this many data.
inline constexpr std::size_t most_points_for_integrals = 30;

inline BaseLaw base_law(TrueLaw law) {
  return law == TrueLaw::standard_normal ? BaseLaw::standard_normal : BaseLaw::uniform;
}

/// Whether this case gets integrals at all: d = 1, and not too many data.
template <IntervalNumber B>
bool wants_integrals(const Setting<B>& s) {
  return s.d() == 1 && s.N() <= most_points_for_integrals;
}

/// A double has not the digits for integrals, so they start with BigInterval: true, and a higher
/// rung is asked for, where this rung is one of doubles.
template <IntervalNumber B>
bool waits_for_integrals(const Setting<B>& s, Outcome& outcome) {
  if (!s.effort.is_double()) return false;
  outcome.reason = "precision: integrals are taken with BigInterval";
  outcome.wants_precision = true;
  return true;
}

/// The data of a case with d = 1, increasing.
template <IntervalNumber B>
std::vector<Rational> line_points(const Setting<B>& s) {
  std::vector<Rational> points;
  for (const auto& x : s.data.points()) points.push_back(x.front());
  std::sort(points.begin(), points.end());
  return points;
}

/// p_N(., v) against p_v; d = 1.
template <IntervalNumber B>
LawComparison<B> comparison(const Setting<B>& s, const Rational& v) {
  return LawComparison<B>(line_points(s), base_law(s.input.truth->law), s.bare(v), s.effort.digits,
                          s.step());
}

/// A quantity that may be near 0 or large: wanted to 10^-digits of the larger of 1 and its size.
template <IntervalNumber D>
Quantity sized_quantity(std::string name, const D& x, int digits) {
  return quantity(std::move(name), x, digits, max(enclose<D>(1L, precision_of(x)), mignitude(x)));
}

inline std::string at_variance(const Rational& v) {
  return " at v = " + to_string(v);
}

}  // namespace rigor::memorization
