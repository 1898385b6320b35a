// Two-layer ReLU networks of one variable whose inner signs are fixed.
#pragma once

#include <cstddef>
#include <vector>

#include "number/interval_number.hpp"
#include "number/rational.hpp"

namespace rigor {

/// s(y) = (1/m) sum_l w_l relu(eps_l y + b_l) with fixed signs eps_l = +1 or -1; the parameters are
/// theta = (w_1, ..., w_m, b_1, ..., b_m). Neuron l has its kink at tau_l = -eps_l b_l, so that
/// eps_l y + b_l = eps_l (y - tau_l); its parameters are kept as weight and kink.
struct Network {
  std::vector<int> signs;
  std::vector<Rational> weights;
  std::vector<Rational> kinks;

  std::size_t width() const { return signs.size(); }
};

/// All networks with these signs whose weights and kinks lie in the intervals.
template <IntervalNumber I>
struct NetworkBox {
  std::vector<int> signs;
  std::vector<I> weights;
  std::vector<I> kinks;

  std::size_t width() const { return signs.size(); }
};

/// The networks that differ from `network` by at most `radius` in each weight and each kink.
template <IntervalNumber I>
NetworkBox<I> enclose_network(const Network& network, Precision precision,
                              const Rational& radius = 0) {
  NetworkBox<I> box{network.signs, {}, {}};
  for (const Rational& w : network.weights) {
    box.weights.push_back(hull_of<I>(w - radius, w + radius, precision));
  }
  for (const Rational& tau : network.kinks) {
    box.kinks.push_back(hull_of<I>(tau - radius, tau + radius, precision));
  }
  return box;
}

}  // namespace rigor
