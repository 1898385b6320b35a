#include "model/tied_start.hpp"

#include <stdexcept>

#include "function/elementary.hpp"
#include "linear/eigenvalues.hpp"
#include "linear/norm.hpp"
#include "linear/product.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
I zero_like(const I& x) {
  return enclose<I>(0L, precision_of(x));
}
template <IntervalNumber I>
I root(const I& x) {
  return sqrt(max(x, zero_like(x)));
}
template <IntervalNumber I>
Matrix<I> gram(const Matrix<I>& a) {
  return multiply(transpose(a), a);
}
template <IntervalNumber I>
Matrix<I> columns(const std::vector<std::vector<I>>& points) {
  if (points.empty() || points.front().empty()) {
    throw std::invalid_argument("a start without data");
  }
  Matrix<I> matrix(points.front().size(), points.size(), points.front().front());
  for (std::size_t j = 0; j < points.size(); ++j) {
    if (points[j].size() != matrix.rows()) {
      throw std::invalid_argument("data of different dimensions");
    }
    for (std::size_t i = 0; i < matrix.rows(); ++i) matrix(i, j) = points[j][i];
  }
  return matrix;
}
template <IntervalNumber I>
void add_scaled(Matrix<I>& sum, const I& factor, const Matrix<I>& a) {
  for (std::size_t i = 0; i < sum.rows(); ++i) {
    for (std::size_t j = 0; j < sum.columns(); ++j) sum(i, j) += factor * a(i, j);
  }
}

// The number c with matrix = c I, all entries being exact.
template <IntervalNumber I>
bool is_exact_multiple_of_identity(const Matrix<I>& a) {
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      const I difference = i == j ? a(i, i) - a(0, 0) : a(i, j);
      if (!is_thin(a(i, j)) || !certainly(abs(difference) <= 0)) return false;
    }
  }
  return true;
}

}  // namespace

template <IntervalNumber I>
TiedStart<I>::TiedStart(const ResidualNetwork<I>& network,
                        const std::vector<std::vector<I>>& inputs,
                        const std::vector<std::vector<I>>& targets, const I& slope_bound,
                        const TrainedEnds& trained)
    : data_(inputs.size()),
      trained_(trained),
      slope_bound_(slope_bound),
      root_width_(slope_bound),
      root_size_(slope_bound),
      residual_(slope_bound),
      weight_norm_(slope_bound),
      weight_frobenius_(slope_bound),
      feature_norm_(slope_bound),
      input_norm_(slope_bound),
      input_frobenius_(slope_bound),
      largest_input_(slope_bound),
      A_norm_(operator_norm(network.A)),
      B_norm_(operator_norm(network.B)) {
  const Matrix<I>& W = network.layers.at(0).W;
  const Matrix<I> X = columns(inputs), Y = columns(targets);
  const I zero = zero_like(slope_bound);
  const auto root_of = [&](std::size_t k) {
    return sqrt(enclose<I>(static_cast<long>(k), precision_of(slope_bound)));
  };
  root_width_ = root_of(W.rows());
  root_size_ = root_of(W.columns());
  weight_norm_ = operator_norm(W);
  weight_frobenius_ = frobenius_norm(W, precision_of(zero));

  const Matrix<I> states = multiply(network.A, X);
  Matrix<I> features = multiply(W, states);
  for (std::size_t i = 0; i < features.rows(); ++i) {
    for (std::size_t j = 0; j < features.columns(); ++j) {
      features(i, j) = activate(network.activation, I(features(i, j) / root_size_));
    }
  }
  feature_norm_ = operator_norm(features);
  const Matrix<I> products = gram(features);
  gram_ = Matrix<I>(data_, data_, zero);
  add_scaled(gram_, I(1 / enclose<I>(static_cast<long>(W.rows()), precision_of(zero))), products);
  input_gram_ = gram(X);
  state_gram_ = gram(states);
  output_gram_ = gram(transpose(network.B));

  input_norm_ = operator_norm(X);
  input_frobenius_ = frobenius_norm(X, precision_of(zero));
  largest_input_ = zero;
  for (std::size_t j = 0; j < data_; ++j) {
    largest_input_ = max(largest_input_, root(input_gram_(j, j)));
  }
  Matrix<I> residuals = multiply(network.B, states);
  if (residuals.rows() != Y.rows() || Y.columns() != data_) {
    throw std::invalid_argument("targets whose shape is not that of the outputs");
  }
  add_scaled(residuals, enclose<I>(-1L, precision_of(zero)), Y);
  residual_ = frobenius_norm(residuals, precision_of(zero));
}

template <IntervalNumber I>
Matrix<I> TiedStart<I>::kernel(const TrainedEnds& used) const {
  const I one = enclose<I>(1L, precision_of(residual_));
  Matrix<I> inner = gram_;  // the factor of B B^T
  if (used.A) add_scaled(inner, one, input_gram_);
  if (is_exact_multiple_of_identity(output_gram_)) {
    // The sum is a matrix (x) I, with the same eigenvalues.
    Matrix<I> sum(data_, data_, zero_like(one));
    add_scaled(sum, output_gram_(0, 0), inner);
    if (used.B) add_scaled(sum, one, state_gram_);
    return sum;
  }
  const std::size_t outputs = output_gram_.rows();
  Matrix<I> sum(data_ * outputs, data_ * outputs, zero_like(one));
  for (std::size_t i = 0; i < data_; ++i) {
    for (std::size_t j = 0; j < data_; ++j) {
      for (std::size_t k = 0; k < outputs; ++k) {
        for (std::size_t l = 0; l < outputs; ++l) {
          I& entry = sum(i * outputs + k, j * outputs + l);
          entry = inner(i, j) * output_gram_(k, l);
          if (used.B && k == l) entry += state_gram_(i, j);
        }
      }
    }
  }
  return sum;
}

template <IntervalNumber I>
I TiedStart<I>::kernel_eigenvalue(const TrainedEnds& used) const {
  return smallest_eigenvalue(kernel(used));
}

template <IntervalNumber I>
I TiedStart<I>::deviation(const TrainedEnds& used, const I& radius) const {
  const I none = zero_like(radius);
  const I &r = radius, A_shift = trained_.A ? r : none, B_shift = trained_.B ? r : none;
  const I a = A_norm_ + A_shift, b = B_norm_ + B_shift;
  const I kap = slope_bound_ / (root_width_ * root_size_);
  const I e = kap * (weight_norm_ * r + sqr(r) / 2);
  const I growth = exp(e), D_h = expm1(e) * a + A_shift, D_q = expm1(e) * b + B_shift;
  const I D_V = (feature_norm_ * D_q + growth * b * (slope_bound_ / root_size_) * input_frobenius_ *
                                           (r * growth * a + weight_norm_ * D_h)) /
                root_width_;
  if (!used.A && !used.B) return D_V;
  I sum = sqr(D_V);
  if (used.A) sum += sqr(D_q * input_norm_);
  if (used.B) sum += sqr(D_h * input_frobenius_);
  return sqrt(sum);
}

template class TiedStart<Interval>;
template class TiedStart<BigInterval>;

}  // namespace rigor
