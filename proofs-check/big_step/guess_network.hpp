// Networks and weights in plain floating point, for the search for counterexamples: only guesses.
// The same on every machine: they use no mathematical library.
#pragma once

#include <cstddef>
#include <vector>

namespace rigor::big_step {

/// Y = c_I + sigma z in doubles.
struct PlainMixture {
  std::vector<double> centres;  ///< increasing
  double sigma;

  std::size_t size() const { return centres.size(); }
  double range() const { return centres.back() - centres.front(); }
  /// c_{i+1} - c_i at its least. Requires two centres.
  double smallest_gap() const;
};

/// phi(z).
double guess_normal_density(double z);
/// pi(y): GapProfile smoothed by the noise; 0 outside [c_1, c_n].
double guess_pi(const PlainMixture& mixture, double y);

/// `count` equal neurons.
struct NeuronGroup {
  int sign;
  double weight;
  double kink;
  int count = 1;
};

/// What a search asks of a network, from the normal integrals at every kink.
class NetworkGuess {
 public:
  /// Refers to `mixture`.
  NetworkGuess(const PlainMixture& mixture, std::vector<NeuronGroup> groups);

  /// The largest eigenvalue of G = E grad s grad s^T, times the square of the width. Equal neurons
  /// make G a matrix of two rows a group.
  double largest_gram_eigenvalue() const;

  const std::vector<NeuronGroup>& groups() const { return groups_; }
  // Of one neuron of a group.
  double active(std::size_t g) const;                       ///< P_l
  double ramp(std::size_t g) const;                         ///< q_l
  double ramp_product(std::size_t g, std::size_t h) const;  ///< E phi_l phi_k

 private:
  /// E phi_g phi_h, E phi_g 1_h, E 1_g 1_h.
  struct Products {
    double ramps = 0, ramp_active = 0, actives = 0;
  };
  Products products(std::size_t g, std::size_t h) const;

  /// The moments of Y - c under N(c, sigma^2), on a half-line that ends at a kink.
  struct Tail {
    double mass, first, second;
  };
  const Tail& tail(std::size_t g, std::size_t i) const;

  const PlainMixture* mixture_;
  std::vector<NeuronGroup> groups_;
  std::vector<Tail> above_, below_;  // a row for each group, a column for each centre
};

}  // namespace rigor::big_step
