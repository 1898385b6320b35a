#include "model/output_curvature.hpp"

#include <cstddef>
#include <stdexcept>
#include <utility>

#include "linear/norm.hpp"
#include "linear/product.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
I norm_of(const std::vector<I>& v) {
  I sum = sqr(v[0]);
  for (std::size_t i = 1; i < v.size(); ++i) sum += sqr(v[i]);
  return sqrt(sum);
}
template <IntervalNumber I>
I largest_magnitude(const std::vector<I>& v) {
  I largest = magnitude(v[0]);
  for (const I& x : v) largest = max(largest, magnitude(x));
  return largest;
}
template <IntervalNumber I>
I root_of_squares(const I& a, const I& b) {
  return sqrt(sqr(a) + sqr(b));
}

/// What is known of a layer, first at the box, then in the ball around it.
template <class I>
struct LayerSizes {
  Matrix<I> step;  ///< I + J/L at the box
  I growth;        ///< |I + J/L|
  I at_box;        ///< the same at the box
  I v, w, h, c;
  I kap, sigma, tau, omega;
  I beta;
  I by_weights, by_state;  ///< a and b e of |J - J0| <= a |dZ| + b e
};

/// Part 1 of the theorem, then part 3, layer by layer; then the way back, and part 2.
template <IntervalNumber I>
class Curvature {
 public:
  Curvature(const ResidualNetwork<I>& network, const I& radius, const TrainedEnds& ends)
      : network_(network),
        ends_(ends),
        p_(precision_of(radius)),
        zero_(enclose<I>(0L, p_)),
        r_(upper_point(radius)),
        depth_(enclose<I>(static_cast<long>(network.depth()), p_)),
        R_(sqrt(depth_) * r_) {
    if (network.depth() == 0) throw std::invalid_argument("a residual network without layers");
    if (network.block == Block::two_layer && network.activation == Activation::relu) {
      throw std::invalid_argument("relu has no second derivative");
    }
  }

  I bound(const std::vector<I>& x) {
    go_forward(x);
    go_backward();
    return second_variation();
  }

 private:
  Matrix<I> step_matrix(const Matrix<I>& J) const {
    Matrix<I> step = J;
    for (std::size_t i = 0; i < J.rows(); ++i) {
      for (std::size_t j = 0; j < J.columns(); ++j) {
        step(i, j) = J(i, j) / depth_;
        if (i == j) step(i, j) += 1;
      }
    }
    return step;
  }

  void go_forward(const std::vector<I>& x);
  void go_backward();
  I second_variation() const;
  /// The sizes of the layer in the ball, where |h - h0| <= e, and E E^T at the box.
  LayerSizes<I> linear_layer(std::size_t k, const std::vector<I>& h, const I& e, Matrix<I>& E);
  LayerSizes<I> two_layers(std::size_t k, const std::vector<I>& h, const I& e, Matrix<I>& E);

  const ResidualNetwork<I>& network_;
  TrainedEnds ends_;
  Precision p_;
  I zero_;
  I r_;
  I depth_;
  I R_;
  std::vector<LayerSizes<I>> layers_;
  I last_c_;
};

template <IntervalNumber I>
LayerSizes<I> Curvature<I>::linear_layer(std::size_t k, const std::vector<I>& h, const I& e,
                                         Matrix<I>& E) {
  const Matrix<I>& Z = network_.layers[k].V;
  const I one = enclose<I>(1L, p_);
  LayerSizes<I> layer{.step = step_matrix(Z),
                      .growth = zero_,
                      .at_box = zero_,
                      .v = zero_,
                      .w = zero_,
                      .h = norm_of(h) + e,
                      .c = zero_,
                      .kap = zero_,
                      .sigma = zero_,
                      .tau = zero_,
                      .omega = one,
                      .beta = zero_,
                      .by_weights = one,
                      .by_state = zero_};
  E = Matrix<I>(h.size(), h.size(), zero_);
  for (std::size_t i = 0; i < h.size(); ++i) E(i, i) = sqr(norm_of(h));
  return layer;
}

template <IntervalNumber I>
LayerSizes<I> Curvature<I>::two_layers(std::size_t k, const std::vector<I>& h, const I& e,
                                       Matrix<I>& E) {
  const Matrix<I>& V = network_.layers[k].V;
  const Matrix<I>& W = network_.layers[k].W;
  const std::size_t q = V.rows();
  const std::size_t m = V.columns();
  const I root_q = activations::root_of(zero_, q);
  const I root_m = activations::root_of(zero_, m);
  const I v0 = operator_norm(V);
  const I w0 = operator_norm(W);
  const I h0 = norm_of(h);
  const I v = v0 + R_;
  const I w = w0 + R_;
  const I H = h0 + e;
  const I reach = w * e + R_ * h0;  // sqrt q |u - u0| is at most that
  const I spread = upper_point(reach / root_q);
  std::vector<I> inner;
  for (const I& component : h) inner.push_back(component / root_q);
  std::vector<I> slopes;
  std::vector<I> curvatures;
  Matrix<I> T = V;
  Matrix<I> gated = W;  // diag(s') W / sqrt(mq)
  I squares = zero_;    // |s(u)|^2
  const std::vector<I> u = times(W, inner);
  for (std::size_t j = 0; j < m; ++j) {
    const ActivationSlope<I> at = activate_with_slope(network_.activation, u[j]);
    squares += sqr(at.value);
    const I gate = at.slope / (root_m * root_q);
    for (std::size_t i = 0; i < q; ++i) T(i, j) = V(i, j) * gate;
    for (std::size_t i = 0; i < q; ++i) gated(j, i) = gate * W(j, i);
    const ActivationCurvature<I> near =
        activate_to_second(network_.activation, I(u[j] + hull(-spread, spread)));
    slopes.push_back(near.slope);
    curvatures.push_back(near.curvature);
  }
  const I kap = largest_magnitude(slopes) / (root_m * root_q);
  const I sigma = largest_magnitude(curvatures) / (root_m * sqr(root_q));
  const I tau0 = operator_norm(T);
  LayerSizes<I> layer{.step = step_matrix(multiply(T, W)),
                      .growth = zero_,
                      .at_box = zero_,
                      .v = v,
                      .w = w,
                      .h = H,
                      .c = zero_,
                      .kap = kap,
                      .sigma = sigma,
                      .tau = min(kap * v, tau0 + kap * R_ + sigma * v * reach),
                      .omega = min(kap * w, operator_norm(gated) + kap * R_ + sigma * w * reach),
                      .beta = zero_,
                      .by_weights = kap * root_of_squares(v, w) + sigma * v * w * H,
                      .by_state = sigma * v * sqr(w) * e};
  E = multiply(T, transpose(T));
  for (std::size_t i = 0; i < q; ++i) {
    for (std::size_t j = 0; j < q; ++j) {
      E(i, j) *= sqr(h0);
      if (i == j) E(i, j) += squares / sqr(root_m);
    }
  }
  return layer;
}

template <IntervalNumber I>
void Curvature<I>::go_forward(const std::vector<I>& x) {
  const bool is_linear = network_.block == Block::linear;
  std::vector<I> h = times(network_.A, x);
  Matrix<I> C(h.size(), h.size(), zero_);
  I c0 = ends_.A ? norm_of(x) : zero_;
  for (std::size_t i = 0; i < h.size(); ++i) C(i, i) = sqr(c0);
  I by_state = zero_, by_weights = zero_, jump = zero_, drift = zero_;  // x, xi, eta, omega
  const ForwardPass<I> pass = forward_from(network_, std::move(h));
  for (std::size_t k = 0; k <= network_.depth(); ++k) {
    const I c = c0 + by_state + r_ * (by_weights + jump) + drift;
    if (k == network_.depth()) {
      last_c_ = c;
      return;
    }
    const I e = r_ * c;
    Matrix<I> E;
    const std::vector<I>& at = pass.states[k];
    LayerSizes<I> layer = is_linear ? linear_layer(k, at, e, E) : two_layers(k, at, e, E);
    layer.c = c;
    layer.at_box = operator_norm(layer.step);
    layer.growth = layer.at_box + (layer.by_weights * R_ + layer.by_state) / depth_;
    const I& g = layer.growth;
    by_state = g * by_state + layer.by_state * c0 / depth_;
    by_weights = sqrt(sqr(g * by_weights) + sqr(layer.by_weights * c0) / depth_);
    const I change = is_linear ? zero_ : layer.h * (layer.kap + layer.sigma * layer.v * layer.h);
    jump = max(g * jump, change);
    drift = sqrt(sqr(g * drift) + sqr(layer.by_weights * e) / depth_);
    // C as a matrix, or, where wide boxes spoil that, by its norm.
    C = multiply(multiply(layer.step, C), transpose(layer.step));
    for (std::size_t i = 0; i < C.rows(); ++i) {
      for (std::size_t j = 0; j < C.rows(); ++j) C(i, j) += E(i, j) / depth_;
    }
    const I by_norms = sqrt(sqr(layer.at_box * c0) + operator_norm(E) / depth_);
    c0 = min(sqrt(operator_norm(C)), by_norms);
    layers_.push_back(std::move(layer));
  }
}

template <IntervalNumber I>
void Curvature<I>::go_backward() {
  Matrix<I> product = network_.B;
  I beta0 = operator_norm(product);
  I by_state = ends_.B ? r_ : zero_;
  I by_weights = zero_;
  for (std::size_t k = network_.depth(); k-- > 0;) {
    LayerSizes<I>& layer = layers_[k];
    layer.beta = beta0 + by_state + r_ * by_weights;
    const I& g = layer.growth;
    by_state = g * by_state + layer.by_state * beta0 / depth_;
    by_weights = sqrt(sqr(g * by_weights) + sqr(layer.by_weights * beta0) / depth_);
    product = multiply(product, layer.step);
    beta0 = min(operator_norm(product), beta0 * layer.at_box);
  }
}

template <IntervalNumber I>
I Curvature<I>::second_variation() const {
  I largest = zero_, squares = zero_, rest = zero_;
  for (const LayerSizes<I>& layer : layers_) {
    const I slope = layer.kap * layer.h;
    const I bend = layer.sigma * layer.v * sqr(layer.h);
    if (network_.block == Block::two_layer) {
      largest = max(largest, layer.beta * (bend + sqrt(sqr(bend) + 4 * sqr(slope))) / 2);
    }
    const I mixed = layer.tau + layer.sigma * layer.v * layer.w * layer.h;
    squares += sqr(layer.beta * layer.c) * (sqr(layer.omega) + sqr(mixed));
    rest += layer.beta * layer.sigma * layer.v * sqr(layer.w * layer.c);
  }
  const I sum = largest + 2 * sqrt(squares / depth_) + rest / depth_;
  return ends_.B ? (sum + sqrt(sqr(sum) + 4 * sqr(last_c_))) / 2 : sum;
}

}  // namespace

template <IntervalNumber I>
I output_curvature(const ResidualNetwork<I>& network, const std::vector<I>& x, const I& radius,
                   const TrainedEnds& ends) {
  return upper_point(Curvature<I>(network, radius, ends).bound(x));
}

template <IntervalNumber I>
I loss_concavity(const ResidualNetwork<I>& network, const std::vector<std::vector<I>>& inputs,
                 const std::vector<std::vector<I>>& targets, const TrainedEnds& ends) {
  if (inputs.empty() || inputs.size() != targets.size()) {
    throw std::invalid_argument("another number of targets than of inputs");
  }
  const I zero = enclose<I>(0L, precision_of(inputs[0][0]));
  I sum = zero;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::vector<I> r = residual_of(network, forward(network, inputs[i]), targets[i]);
    sum += norm_of(r) * output_curvature(network, inputs[i], zero, ends);
  }
  return upper_point(2 * sum / static_cast<long>(inputs.size()));
}

template Interval output_curvature(const ResidualNetwork<Interval>&, const std::vector<Interval>&,
                                   const Interval&, const TrainedEnds&);
template BigInterval output_curvature(const ResidualNetwork<BigInterval>&,
                                      const std::vector<BigInterval>&, const BigInterval&,
                                      const TrainedEnds&);
template Interval loss_concavity(const ResidualNetwork<Interval>&,
                                 const std::vector<std::vector<Interval>>&,
                                 const std::vector<std::vector<Interval>>&, const TrainedEnds&);
template BigInterval loss_concavity(const ResidualNetwork<BigInterval>&,
                                    const std::vector<std::vector<BigInterval>>&,
                                    const std::vector<std::vector<BigInterval>>&,
                                    const TrainedEnds&);

}  // namespace rigor
