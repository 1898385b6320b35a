#include "model/gradient_series.hpp"

#include <stdexcept>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/jet_recurrences.hpp"
#include "function/normal.hpp"
#include "function/trigonometric.hpp"
#include "model/residual_training.hpp"

namespace rigor {
namespace {

void expect(bool condition, const char* what) {
  if (!condition) throw std::invalid_argument(what);
}

template <IntervalNumber I>
void check_shapes(const TrainingProblem<I>& problem) {
  const ResidualNetwork<I>& net = problem.start;
  expect(!net.layers.empty(), "a residual network without layers");
  expect(!problem.inputs.empty() && problem.inputs.size() == problem.targets.size(),
         "no data, or another number of targets than of inputs");
  const std::size_t q = net.A.rows();
  const std::size_t m = net.layers.front().V.columns();
  expect(net.B.columns() == q && q > 0, "A and B of shapes that disagree");
  for (const LayerWeights<I>& layer : net.layers) {
    const bool fits = net.block == Block::linear
                          ? layer.V.rows() == q && layer.V.columns() == q
                          : layer.V.rows() == q && layer.V.columns() == m && layer.W.rows() == m &&
                                layer.W.columns() == q;
    expect(fits, "a layer of another shape");
  }
  for (std::size_t i = 0; i < problem.inputs.size(); ++i) {
    expect(problem.inputs[i].size() == net.A.columns() && problem.targets[i].size() == net.B.rows(),
           "a datum of another dimension");
  }
  expect(net.block == Block::linear || net.activation != Activation::relu,
         "gradient flow needs a smooth activation");
}

}  // namespace

template <IntervalNumber I>
GradientSeries<I>::GradientSeries(const TrainingProblem<I>& problem)
    : problem_(problem), is_linear_(problem.start.block == Block::linear) {
  check_shapes(problem);
  const ResidualNetwork<I>& net = problem.start;
  n_ = problem.inputs.size();
  q_ = net.A.rows();
  m_ = is_linear_ ? 0 : net.layers.front().V.columns();
  inputs_ = net.A.columns();
  outputs_ = net.B.rows();
  depth_ = net.depth();
  offset_ = problem.trains_A ? q_ * inputs_ : 0;
  per_layer_ = is_linear_ ? q_ * q_ : 2 * q_ * m_;
  dimension_ = offset_ + depth_ * per_layer_ + (problem.trains_B ? outputs_ * q_ : 0);
  const Precision p = precision_of(net.A(0, 0));
  const auto number = [&](std::size_t k) { return enclose<I>(static_cast<long>(k), p); };
  zero_ = number(0);
  root_depth_ = sqrt(number(depth_));
  outer_ = is_linear_ ? root_depth_ : root_depth_ / sqrt(number(m_));
  inner_ = root_depth_ / sqrt(number(q_));
  velocity_.assign(dimension_, zero_);
}

template <IntervalNumber I>
void GradientSeries<I>::begin(int order) {
  orders_ = static_cast<std::size_t>(order) + 1;
  k_ = 0;
  const auto resize = [&](std::vector<I>& all, std::size_t count) {
    all.resize(count * orders_, zero_);
  };
  const std::size_t outer = is_linear_ ? q_ * q_ : q_ * m_;
  resize(A_, q_ * inputs_);
  resize(B_, outputs_ * q_);
  resize(V_, depth_ * outer);
  resize(W_, depth_ * m_ * q_);
  resize(h_, n_ * (depth_ + 1) * q_);
  resize(p_, n_ * (depth_ + 1) * q_);
  resize(r_, n_ * outputs_);
  for (std::vector<I>* all : {&u_, &s_, &slope_, &aux_1_, &aux_2_, &back_, &gate_}) {
    resize(*all, n_ * depth_ * m_);
  }
}

/// Coefficient k of the product of two series.
template <IntervalNumber I>
I GradientSeries<I>::convolve(const I* u, const I* v) const {
  I sum = u[0] * v[k_];
  for (std::size_t i = 1; i <= k_; ++i) sum += u[i] * v[k_ - i];
  return sum;
}

template <IntervalNumber I>
void GradientSeries<I>::push(const std::vector<I>& x) {
  read_weights(x);
  for (std::size_t i = 0; i < n_; ++i) {
    forward(i);
    backward(i);
  }
  collect();
  ++k_;
}

template <IntervalNumber I>
void GradientSeries<I>::read_weights(const std::vector<I>& x) {
  const ResidualNetwork<I>& net = problem_.start;
  std::size_t next = 0;
  const auto read_end = [&](std::vector<I>& all, const Matrix<I>& fixed, bool is_trained) {
    std::size_t index = 0;
    for (std::size_t a = 0; a < fixed.rows(); ++a) {
      for (std::size_t b = 0; b < fixed.columns(); ++b) {
        series(all, index++)[k_] = is_trained ? x[next++] : k_ == 0 ? fixed(a, b) : zero_;
      }
    }
  };
  read_end(A_, net.A, problem_.trains_A);
  const std::size_t outer = is_linear_ ? q_ * q_ : q_ * m_;
  for (std::size_t layer = 0; layer < depth_; ++layer) {
    for (std::size_t e = 0; e < outer; ++e) series(V_, layer * outer + e)[k_] = outer_ * x[next++];
    for (std::size_t e = 0; e < m_ * q_; ++e) {
      series(W_, layer * m_ * q_ + e)[k_] = inner_ * x[next++];
    }
  }
  read_end(B_, net.B, problem_.trains_B);
}

template <IntervalNumber I>
void GradientSeries<I>::forward(std::size_t i) {
  const std::vector<I>& input = problem_.inputs[i];
  const std::size_t first = i * (depth_ + 1) * q_;
  for (std::size_t a = 0; a < q_; ++a) {
    I sum = zero_;
    for (std::size_t b = 0; b < inputs_; ++b) sum += series(A_, a * inputs_ + b)[k_] * input[b];
    series(h_, first + a)[k_] = sum;
  }
  for (std::size_t layer = 0; layer < depth_; ++layer) block_forward(i, layer);
  for (std::size_t b = 0; b < outputs_; ++b) {
    I sum = zero_;
    for (std::size_t a = 0; a < q_; ++a) {
      sum += convolve(series(B_, b * q_ + a), series(h_, first + depth_ * q_ + a));
    }
    series(r_, i * outputs_ + b)[k_] = k_ == 0 ? sum - problem_.targets[i][b] : sum;
  }
}

template <IntervalNumber I>
void GradientSeries<I>::block_forward(std::size_t i, std::size_t layer) {
  const std::size_t state = (i * (depth_ + 1) + layer) * q_;
  const std::size_t neuron = (i * depth_ + layer) * m_;
  const long depth = static_cast<long>(depth_);
  for (std::size_t j = 0; j < m_; ++j) {
    I sum = zero_;
    for (std::size_t a = 0; a < q_; ++a) {
      sum += convolve(series(W_, (layer * m_ + j) * q_ + a), series(h_, state + a));
    }
    series(u_, neuron + j)[k_] = sum;
    extend_activation(neuron + j);
  }
  const std::size_t width = is_linear_ ? q_ : m_;
  for (std::size_t a = 0; a < q_; ++a) {
    I sum = zero_;
    for (std::size_t j = 0; j < width; ++j) {
      sum += convolve(series(V_, (layer * q_ + a) * width + j),
                      is_linear_ ? series(h_, state + j) : series(s_, neuron + j));
    }
    series(h_, state + q_ + a)[k_] = series(h_, state + a)[k_] + sum / depth;
  }
}

template <IntervalNumber I>
void GradientSeries<I>::backward(std::size_t i) {
  const std::size_t last = (i * (depth_ + 1) + depth_) * q_;
  for (std::size_t a = 0; a < q_; ++a) {
    I sum = zero_;
    for (std::size_t b = 0; b < outputs_; ++b) {
      sum += convolve(series(B_, b * q_ + a), series(r_, i * outputs_ + b));
    }
    series(p_, last + a)[k_] = 2 * sum;
  }
  for (std::size_t layer = depth_; layer-- > 0;) block_backward(i, layer);
}

template <IntervalNumber I>
void GradientSeries<I>::block_backward(std::size_t i, std::size_t layer) {
  const std::size_t state = (i * (depth_ + 1) + layer) * q_;
  const std::size_t above = state + q_;
  const std::size_t neuron = (i * depth_ + layer) * m_;
  const long depth = static_cast<long>(depth_);
  for (std::size_t j = 0; j < m_; ++j) {
    I sum = zero_;
    for (std::size_t a = 0; a < q_; ++a) {
      sum += convolve(series(V_, (layer * q_ + a) * m_ + j), series(p_, above + a));
    }
    series(back_, neuron + j)[k_] = sum;
    series(gate_, neuron + j)[k_] = convolve(series(slope_, neuron + j), series(back_, neuron + j));
  }
  const std::size_t width = is_linear_ ? q_ : m_;
  for (std::size_t a = 0; a < q_; ++a) {
    I sum = zero_;
    for (std::size_t j = 0; j < width; ++j) {
      sum += is_linear_
                 ? convolve(series(V_, (layer * q_ + j) * q_ + a), series(p_, above + j))
                 : convolve(series(W_, (layer * m_ + j) * q_ + a), series(gate_, neuron + j));
    }
    series(p_, state + a)[k_] = series(p_, above + a)[k_] + sum / depth;
  }
}

/// Coefficient k of s(u) and s'(u), given that of u. Each of them solves w' = v u' with a v among
/// them, or is a polynomial in others.
template <IntervalNumber I>
void GradientSeries<I>::extend_activation(std::size_t neuron) {
  const std::size_t k = k_;
  const Series u = series(u_, neuron), s = series(s_, neuron), d = series(slope_, neuron);
  const Series a = series(aux_1_, neuron), b = series(aux_2_, neuron);
  const auto known = [&](const I* c) { return Known<I>(c, k + 1); };
  const auto integral = [&](const I* x, const I* factor) {
    return integral_coefficient(known(x), known(factor), k);
  };
  const auto square = [&](const I* c) { return square_coefficient(known(c), k); };
  const auto product = [&](const I* x, const I* y) {
    return product_coefficient(known(x), known(y), k);
  };
  switch (problem_.start.activation) {
    case Activation::tanh:
      s[k] = k == 0 ? tanh(u[0]) : integral(u, d);
      d[k] = k == 0 ? 1 - square(s) : -square(s);
      return;
    case Activation::erf:  // a = u^2, d = (2 / sqrt pi) exp(-a)
      a[k] = square(u);
      s[k] = k == 0 ? erf(u[0]) : integral(u, d);
      d[k] = k == 0 ? exp(-a[0]) * (2 / sqrt(pi<I>(precision_of(zero_)))) : -integral(a, d);
      return;
    case Activation::gelu: {  // s = u Phi(u), d = Phi(u) + u phi(u): a = Phi(u), b = phi(u)
      // phi' = -u phi u': with c = u phi, b_k = -(1/k) sum i u_i c_{k-i}.
      if (k == 0) {
        a[0] = normal_cdf(u[0]);
        b[0] = normal_pdf(u[0]);
      } else {
        a[k] = integral(u, b);
        std::vector<I> c;
        for (std::size_t j = 0; j < k; ++j) {
          c.push_back(product_coefficient(Known<I>(u, j + 1), Known<I>(b, j + 1), j));
        }
        b[k] = -integral_coefficient(known(u), Known<I>(c), k);
      }
      s[k] = product(u, a);
      d[k] = a[k] + product(u, b);
      return;
    }
    case Activation::sin:
      s[k] = k == 0 ? sin(u[0]) : integral(u, d);
      d[k] = k == 0 ? cos(u[0]) : -integral(u, s);
      return;
    case Activation::arctan:  // a = 1 + u^2, d = 1 / a
      a[k] = k == 0 ? 1 + sqr(u[0]) : square(u);
      s[k] = k == 0 ? atan(u[0]) : integral(u, d);
      if (k == 0) {
        d[0] = 1 / a[0];
      } else {
        I sum = a[1] * d[k - 1];
        for (std::size_t j = 2; j <= k; ++j) sum += a[j] * d[k - j];
        d[k] = -(sum / a[0]);
      }
      return;
    case Activation::sigmoid:  // d = s - s^2
      s[k] = k == 0 ? 1 / (1 + exp(-u[0])) : integral(u, d);
      d[k] = s[k] - square(s);
      return;
    case Activation::softplus:  // d the sigmoid, a = d - d^2
      s[k] = k == 0 ? max(u[0], zero_) + log1p(exp(-abs(u[0]))) : integral(u, d);
      d[k] = k == 0 ? 1 / (1 + exp(-u[0])) : integral(u, a);
      a[k] = d[k] - square(d);
      return;
    case Activation::relu:
      break;
  }
  throw std::logic_error("a series of an activation with a kink");
}

/// The means over the data.
template <IntervalNumber I>
void GradientSeries<I>::collect() {
  const long n = static_cast<long>(n_);
  std::size_t next = 0;
  const auto state = [&](std::size_t i, std::size_t layer) {
    return (i * (depth_ + 1) + layer) * q_;
  };
  if (problem_.trains_A) {
    for (std::size_t a = 0; a < q_; ++a) {
      for (std::size_t b = 0; b < inputs_; ++b) {
        I sum = zero_;
        for (std::size_t i = 0; i < n_; ++i) {
          sum += series(p_, state(i, 0) + a)[k_] * problem_.inputs[i][b];
        }
        velocity_[next++] = -sum / n;
      }
    }
  }
  const I outer = 1 / (root_depth_ * n) * (outer_ / root_depth_);
  const I inner = 1 / (root_depth_ * n) * (inner_ / root_depth_);
  for (std::size_t layer = 0; layer < depth_; ++layer) {
    const auto neuron = [&](std::size_t i) { return (i * depth_ + layer) * m_; };
    const std::size_t width = is_linear_ ? q_ : m_;
    for (std::size_t a = 0; a < q_; ++a) {
      for (std::size_t j = 0; j < width; ++j) {
        I sum = zero_;
        for (std::size_t i = 0; i < n_; ++i) {
          sum += convolve(series(p_, state(i, layer + 1) + a),
                          is_linear_ ? series(h_, state(i, layer) + j) : series(s_, neuron(i) + j));
        }
        velocity_[next++] = -(outer * sum);
      }
    }
    for (std::size_t j = 0; j < m_; ++j) {
      for (std::size_t a = 0; a < q_; ++a) {
        I sum = zero_;
        for (std::size_t i = 0; i < n_; ++i) {
          sum += convolve(series(gate_, neuron(i) + j), series(h_, state(i, layer) + a));
        }
        velocity_[next++] = -(inner * sum);
      }
    }
  }
  if (problem_.trains_B) {
    for (std::size_t b = 0; b < outputs_; ++b) {
      for (std::size_t a = 0; a < q_; ++a) {
        I sum = zero_;
        for (std::size_t i = 0; i < n_; ++i) {
          sum += convolve(series(r_, i * outputs_ + b), series(h_, state(i, depth_) + a));
        }
        velocity_[next++] = -(2 * sum / n);
      }
    }
  }
}

template class GradientSeries<Interval>;
template class GradientSeries<BigInterval>;

}  // namespace rigor
