// Chains of scalar residual blocks with ReLU, trained by gradient flow.
#pragma once

#include <cstddef>
#include <functional>

#include "number/interval_number.hpp"

namespace rigor {

/// The chain h_0 = x, h_{k+1} = h_k + relu(w_{k+1} h_k) / 2L, k < 2L, with w_k = (-1)^k / 2L at the
/// start, trained by w_k' = -2L dl/dw_k, l = (h_{2L} - C x)^2, for C > 1, x > 0, L >= 1.
///
/// Theorem. The layers with odd k don't move. Those with even k are equal, w > 0, with
///   w' = 2 x^2 (C - y) (1 + w / 2L)^{L-1},  h_{2L} = x y,  y = (1 + w / 2L)^L,
/// and u = log y solves u' = x^2 (C - e^u) e^{(1 - 2/L) u}, u(0) = L log(1 + 1/4L^2): it is
/// monotone and tends to log C. Proof. All h_k >= x > 0. As long as w_k < 0 for odd k and w_k > 0
/// for even k, l is smooth there, dl/dw_k = 0 for odd k, and for even k it is 2 (h_{2L} - C x)
/// h_{2L} / (2L (1 + w_k / 2L)): the even layers have one differential equation and one start. It
/// keeps w > 0, because it moves towards its zero w* = 2L (C^{1/L} - 1) > 0 from both sides, and
/// never reaches it in finite time. By y' = x^2 (C - y) y^{2 - 2/L} it tends there: |C - y|
/// decreases at least as e^{-x^2 t}, as y >= 1 and 2 - 2/L >= 0.
template <IntervalNumber I>
class ReluChain {
 public:
  /// `rate` is 2 x^2, or any other factor > 0 in place of it.
  ReluChain(const Rational& factor, const Rational& rate, std::size_t depth, Precision precision);

  /// w(0) = 1 / 2L.
  I start_weight() const;
  /// w* = 2L (C^{1/L} - 1), the weight of the even layers at t = oo.
  I limit_weight() const;
  /// Encloses w(t), t > 0, by validated integration of u until t, or until what is left is known:
  /// (C - y)' = -(rate / 2) y^{2 - 2/L} (C - y), with y between its value now and C. Calls `step`
  /// once a step of the integration.
  I weight(const Rational& time, const std::function<void()>& step) const;

 private:
  I weight_of(const I& u) const;  ///< 2L (e^{u / L} - 1)

  Rational factor_;
  Rational rate_;
  long depth_;
  Precision precision_;
};

extern template class ReluChain<Interval>;
extern template class ReluChain<BigInterval>;

}  // namespace rigor
