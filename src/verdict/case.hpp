// A case: the exact input of a check.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/full_network.hpp"
#include "model/network.hpp"
#include "number/rational.hpp"
#include "verdict/flow_input.hpp"
#include "verdict/residual_input.hpp"

namespace rigor {

/// The noise levels of a case: a point (from == to > 0), the half-open range 0 < sigma <= to
/// (from == 0), or the closed range from <= sigma <= to.
struct SigmaRange {
  Rational from;
  Rational to;

  bool is_point() const { return from == to; }
  bool reaches_zero() const { return from == 0; }
};

/// The two-layer network of a case.
struct NetworkInput {
  Network network;
  /// The network meant is the exact critical point of the risk near these numbers.
  bool critical = false;
  /// All networks that differ by at most this from the numbers, in each weight and kink, are meant.
  Rational radius = 0;
};

/// Data points x_1, ..., x_n of R^d, pairwise different, in the order of the file (none in a case
/// of cells, samples or residual networks only); mu and sigma of the noising Y = mu X + sigma Z
/// with Z standard normal. 0 < mu <= 1. Every number is exact.
struct Case {
  std::string name;  ///< the file's stem: "galaxies"
  std::string title;
  std::string file;  ///< as given on the command line; empty for a named input of a claim
  std::string hash;  ///< SHA-256 of the case file and of its data file, hexadecimal
  std::vector<std::vector<Rational>> points;
  Rational mu = 1;
  SigmaRange sigma;  ///< to == 0 where the case says nothing of [noise]
  std::optional<NetworkInput> network;
  std::optional<FullNetwork> full_network;  ///< of the setting where all weights are trained
  /// The learning rate eta > 0 of theta <- theta - m eta grad R; of theta <- theta - eta grad L for
  /// a full_network.
  std::optional<Rational> eta;
  std::optional<FlowInput> flow;
  std::optional<TruthInput> truth;
  std::optional<FeaturesInput> features;
  std::optional<CellsInput> cells;
  std::optional<SamplesInput> samples;
  std::optional<ResidualInput> residual;
  std::optional<RandomWeightsInput> random_weights;
  std::optional<WideInput> wide;
  std::optional<ReluInput> relu;

  bool has_noise() const { return !points.empty() && sigma.to > 0; }
  std::size_t dimension() const { return points.empty() ? 0 : points.front().size(); }
};

}  // namespace rigor
