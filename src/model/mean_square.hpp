// Mean-square stability of stochastic gradient descent, linearised at a network.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "linear/matrix.hpp"
#include "model/mixture.hpp"
#include "model/network.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// One sample Y = c_I + sigma z has the loss r^2, r = s_theta(Y) + z / sigma, whose almost
/// everywhere Hessian is A = 2 grad s grad s^T + 2 r K, K the Hessian of s_theta in (w, b):
///   ds/dw_l = phi_l / m,   ds/db_l = w_l 1_l / m,   d2s/dw_l db_l = 1_l / m.
/// Linearised SGD at a critical point, e <- (I - gamma A) e + noise, moves second moments by
///   T(X) = E[(I - gamma A) X (I - gamma A)] = X - gamma L(X) + gamma^2 Q(X),
///   L(X) = H X + X H,  Q(X) = E[A X A],  H = E A,
/// on symmetric matrices. As A is symmetric, T is self-adjoint for <X, Z> = tr(X Z); as it keeps
/// the cone of semidefinite matrices, its spectral radius is its largest eigenvalue
/// (Krein-Rutman). So spr(T) < 1 if and only if L - gamma Q is positive definite.
///
/// Between two kinks A is a combination of 1, y, y^2 and z, so all expectations are moments of
/// order at most 4 of normal laws over the pieces. Every result encloses the exact value for every
/// network of the box, if the order of its kinks is certain; else it is the entire line.
template <IntervalNumber I>
class MeanSquare {
 public:
  /// Requires d = 1, n >= 1, m >= 1, certainly(sigma > 0). `step` is called once a piece.
  MeanSquare(const Mixture& mixture, const I& sigma, const NetworkBox<I>& network,
             const std::function<void()>& step = {});

  std::size_t parameters() const { return 2 * network_.width(); }
  /// Whether the order of the kinks is certain. (A thin interval may coincide with another one.)
  bool is_ordered() const { return is_ordered_; }

  /// v^T H v = E v^T A v and E (v^T A v)^2, so that <v v^T, T(v v^T)> = |v|^4 - 2 gamma |v|^2 v^T H
  /// v + gamma^2 E (v^T A v)^2.
  I curvature(const std::vector<I>& v) const;
  I squared_curvature(const std::vector<I>& v) const;

  /// L and Q on symmetric N x N matrices, N = 2m, as symmetric matrices of dimension N (N + 1) / 2
  /// in the orthonormal basis E_ii, (E_ij + E_ji) / sqrt 2 (i < j).
  struct Operators {
    Matrix<I> drift;      ///< L
    Matrix<I> diffusion;  ///< Q

    std::size_t size() const { return drift.rows(); }
    /// L - gamma Q.
    Matrix<I> stability(const I& gamma) const;
    /// T at the learning rate gamma.
    Matrix<I> evolution(const I& gamma) const;
    /// F^{-1} Q F^{-T} for the Cholesky factor F of L, L = F F^T: L - gamma Q is positive definite
    /// if and only if gamma times its largest eigenvalue is below 1. Nothing where L is not proved
    /// to be positive definite.
    std::optional<Matrix<I>> relative_diffusion(const std::function<void()>& step = {}) const;
  };
  /// `step` is called once a row.
  Operators operators() const;

 private:
  static constexpr std::size_t terms = 4;  // 1, y, y^2, z, with y counted from the first atom
  using Form = std::array<I, terms>;
  /// Between two neighbouring kinks.
  struct Piece {
    std::vector<bool> active;
    I level, slope;             // s_theta(y) = level + slope y
    Form mean;                  // E[f; Y in the piece] for each term f
    std::array<Form, terms> E;  // E[f g; Y in the piece]
  };
  std::vector<std::size_t> kinks_in_order();
  void add_piece(const std::vector<bool>& active, const std::optional<I>& from,
                 const std::optional<I>& to);
  I zero() const { return enclose<I>(0L, precision_); }
  I offset(std::size_t l) const;                                   // tau_l - c_1
  std::pair<I, I> gradient(const Piece& at, std::size_t p) const;  // ds/dtheta_p = first + second y
  Form residual(const Piece& at, const I& factor) const;           // factor r
  Form along(const Piece& at, const std::vector<I>& v) const;      // v^T A v
  Form entry(const Piece& at, std::size_t p, std::size_t q) const;  // A_pq

  const Mixture* mixture_;
  Precision precision_;
  I sigma_;
  NetworkBox<I> network_;
  std::function<void()> step_;
  bool is_ordered_ = true;
  std::vector<Piece> pieces_;
};

}  // namespace rigor
