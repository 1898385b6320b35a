// Networks as witnesses.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "proofs-check/big_step/network_instance.hpp"

namespace rigor::big_step {

/// An enclosure by the second engine as a number of the first.
template <IntervalNumber D>
D from_bounds(const second_engine::Bounds& x, Precision precision) {
  return hull_of<D>(x.lower, x.upper, precision);
}

/// Data and network in words; of a critical point the numbers near which it lies.
template <IntervalNumber B>
std::vector<std::pair<std::string, std::string>> network_witness(const NetworkSetting<B>& s) {
  const auto list = [](const auto& values, const auto& text) {
    std::string out = "(";
    for (const auto& x : values) out += (out.size() > 1 ? ", " : "") + text(x);
    return out + ")";
  };
  const auto number = [](const Rational& x) { return to_string(x); };
  std::vector<Rational> centres;
  for (std::size_t i = 0; i < s.data.n(); ++i) centres.push_back(s.data.mixture.centre(i));
  const std::string near = s.is_critical ? " of the critical point, near " : "";
  return {{"centres", list(centres, number)},
          {"sigma", number(s.data.top())},
          {"signs" + near,
           list(s.input.network.signs, [](int e) { return std::string(e > 0 ? "+" : "-"); })},
          {"weights" + near, list(s.input.network.weights, number)},
          {"kinks" + near, list(s.input.network.kinks, number)}};
}

/// A critical point is refuted from a box of multiple precision, which is narrow enough for the
/// second engine as well: false, and a higher rung is asked for, where it is not.
template <IntervalNumber B>
bool is_narrow(const NetworkSetting<B>& s, Outcome& outcome) {
  if (!s.is_critical || !s.data.effort.is_double()) return true;
  outcome.reason = "precision: critical points are refuted with BigInterval";
  outcome.wants_precision = true;
  return false;
}

}  // namespace rigor::big_step
