// Residual networks with V = 0 and one W in all layers: their tangent kernel, for every depth.
#pragma once

#include <cstddef>
#include <vector>

#include "model/residual_network.hpp"
#include "model/residual_pass.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The start th_0 of a gradient flow: V_k = 0, W_k = W for all k <= L, A, B. F_i = B h_L(x_i), and
/// J is the derivative of (F_1, ..., F_n) in the coordinates (A, Z_k / sqrt L, B), so that |dth|^2
/// = |dA|_F^2 + (1/L) sum_k (|dV_k|_F^2 + |dW_k|_F^2) + |dB|_F^2 and |grad l|^2 = (2/n)^2 |J^T R|^2
/// with the residuals R = (F_i - y_i). Every number here is the same for all L >= 1.
///
/// The kernel. As f(., (0, W)) = 0, all h_k = A x, and derivatives by W vanish. With S = s(W A X /
/// sqrt q), for U in R^{d' x n}: |J_V^T U|^2 = |B^T U S^T|_F^2 / m, |J_A^T U|^2 = |B^T U X^T|_F^2
/// and |J_B^T U|^2 = |U (A X)^T|_F^2. So the blocks V, A, B add the matrices (S^T S / m) (x) B B^T,
/// (X^T X) (x) B B^T and ((A X)^T A X) (x) I, and their sum has as its least eigenvalue s_0^2, s_0
/// the least singular value of J^T restricted to the blocks.
///
/// Near th_0. Let |th - th_0| <= r, a = |A| + r, b = |B| + r (no r for an end that is frozen), w =
/// |W|, kap = K / sqrt(m q) with K = sup |s'|, s(0) = 0. As |d_1 f| and |f| / |h| are at most kap
/// |V||W|, and (1/L) sum kap |V_k||W_k| <= kap (w r + r^2 / 2) =: e (Cauchy-Schwarz, and 2 |V||dW|
/// <= |V|^2 + |dW|^2), every product Phi of factors I + d_1 f / L has |Phi - I| <= exp(e) - 1 and
/// |Phi| <= exp(e), and |h_k| <= exp(e) a |x|, |h_k - A_0 x| <= D_h |x|, D_h = (exp(e) - 1) a + r
/// (the last r only where A is trained). With Q_k = [Phi_{k,i}^T B^T u_i]_i and |U|_F = 1: |Q_k|_F
/// <= exp(e) b and |Q_k - B_0^T U|_F <= D_q = (exp(e) - 1) b + r (where B is trained). With S_k =
/// s(W_k H / sqrt q), |S_k - S|_F <= (K / sqrt q) |X|_F (|dW_k| exp(e) a + w D_h). So, by
/// Minkowski's inequality in L^2(k), J_V^T U moves by at most
///
///   D_V = (|S| D_q + exp(e) b (K / sqrt q) |X|_F (r exp(e) a + w D_h)) / sqrt m,
///
/// J_A^T U = Q_0 X^T by D_q |X| and J_B^T U = U H_L^T by D_h |X|_F: the least singular value is at
/// least s_0 - deviation(r), the deviation being the root of the sum of their squares.
template <IntervalNumber I>
class TiedStart {
 public:
  /// A, B and W of the first layer of `network`, a two-layer block; V is taken for 0. `slope_bound`
  /// encloses K or more; `trained` are the ends that the flow moves. Throws std::invalid_argument
  /// if there are no data or shapes disagree.
  TiedStart(const ResidualNetwork<I>& network, const std::vector<std::vector<I>>& inputs,
            const std::vector<std::vector<I>>& targets, const I& slope_bound,
            const TrainedEnds& trained);

  std::size_t data() const { return data_; }  ///< n
  /// |R|_F = |B A X - Y|_F, and l(0) = |R|_F^2 / n.
  const I& residual() const { return residual_; }
  /// |W| and |W|_F; max |x_i|; |A| and |B|.
  const I& weight_norm() const { return weight_norm_; }
  const I& weight_frobenius() const { return weight_frobenius_; }
  const I& largest_input() const { return largest_input_; }
  const I& A_norm() const { return A_norm_; }
  const I& B_norm() const { return B_norm_; }

  /// The least eigenvalue of the kernel of the blocks V and `used` at th_0.
  I kernel_eigenvalue(const TrainedEnds& used) const;
  /// Upper bound above: |J(th)^T - J(th_0)^T| <= deviation on the ball of this radius >= 0.
  I deviation(const TrainedEnds& used, const I& radius) const;

 private:
  Matrix<I> kernel(const TrainedEnds& used) const;

  std::size_t data_;
  TrainedEnds trained_;
  I slope_bound_, root_width_, root_size_;                  // K, sqrt m, sqrt q
  Matrix<I> gram_, input_gram_, state_gram_, output_gram_;  // S^T S / m, X^T X, (AX)^T AX, B B^T
  I residual_, weight_norm_, weight_frobenius_, feature_norm_, input_norm_, input_frobenius_,
      largest_input_, A_norm_, B_norm_;
};

extern template class TiedStart<Interval>;
extern template class TiedStart<BigInterval>;

}  // namespace rigor
