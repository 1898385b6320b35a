// A two-layer ReLU network as a piecewise affine function on a mixture. Private to this folder.
#pragma once

#include <cstddef>
#include <vector>

#include "second_engine/arb.hpp"
#include "second_engine/arb_network.hpp"

namespace rigor::second_engine {

using ArbVector = std::vector<Arb>;
using ArbRows = std::vector<ArbVector>;

/// Throws std::invalid_argument for a network that is no valid instance.
void require_valid(const NetworkInstance& network);
/// Encloses all numbers within the bounds.
Arb ball_of(const Bounds& x, long bits);
bool is_one_network(const NetworkInstance& network);

/// Encloses the largest eigenvalue of every symmetric matrix within the rows.
Arb enclose_largest(const ArbRows& symmetric);

/// A place where kinks coincide.
struct Edge {
  Bounds position;
  Arb ball;  ///< encloses the position
  std::vector<std::size_t> neurons;
};

/// The different kinks from left to right; std::range_error where that is not decided.
std::vector<Edge> edges_of(const NetworkInstance& network, long bits);

/// Piece j lies between the edges j - 1 and j. On it and for atom i, r = A + B z with constants A
/// and B, and expectations are sums of the truncated moments M_k = E[z^k; Y in the piece].
class PiecewiseNetwork {
 public:
  /// Requires a valid network, which must outlive this object.
  PiecewiseNetwork(const NetworkInstance& network, long bits);

  ArbVector atom_risks() const;
  Arb risk() const;
  Arb residual_noise() const;
  Arb residual_noise_curvature() const;
  Arb slope_second_moment() const;
  Arb active_second_moment() const;
  Arb ramp_variation() const;
  Arb active_variation() const;
  ArbVector gradient() const;
  ArbRows matrix(NetworkMatrix which) const;
  /// E (v^T A v)^2, A the Hessian of the loss of a sample, v of length 2m.
  Arb squared_curvature(const ArbVector& v) const;

 private:
  struct Piece {
    Arb slope, intercept;     // s(y) = slope y + intercept
    Arb size;                 // (1/m) sum |w_l| over the active neurons
    ArbRows moments;          // M_0, ..., M_4 of every atom
    Arb mass, first, second;  // E[Y^k; piece] for k = 0, 1, 2
    Arb residual, moment;     // E[r; piece], E[r Y; piece]
  };
  bool is_active(std::size_t l, std::size_t piece) const;
  ArbVector moments_of(std::size_t atom, std::size_t piece) const;
  void add_piece(std::size_t piece);
  /// r = A + B z
  std::pair<Arb, Arb> residual_line(const Piece& piece, std::size_t atom) const;
  template <typename Term>
  Arb mean_over_pieces(const Term& term) const;
  template <typename Term>
  Arb sum_where_active(std::size_t l, const Term& term) const;
  Arb active(std::size_t l) const;           // P_l
  Arb ramp(std::size_t l) const;             // q_l
  Arb residual_active(std::size_t l) const;  // E r 1_l
  Arb residual_ramp(std::size_t l) const;    // E r phi_l
  Arb boundary_term(std::size_t l) const;
  void add_second_derivatives(NetworkMatrix which, ArbRows& rows) const;

  std::size_t width() const { return signs_.size(); }
  Arb zero() const { return Arb(bits_); }

  long bits_;
  const std::vector<int>& signs_;
  std::vector<Edge> edges_;
  std::vector<std::size_t> edge_of_;
  Arb sigma_;
  ArbVector centres_, weights_, kinks_;
  std::vector<Piece> pieces_;
};

}  // namespace rigor::second_engine
