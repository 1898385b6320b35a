// The velocity of gradient flow as a generic function of the weighted coordinates.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "function/elementary.hpp"
#include "model/residual_pass.hpp"
#include "model/residual_training.hpp"

namespace rigor {

/// -grad_x l in weighted coordinates at arguments of any type over I: with dZ = sqrt L dz, the part
/// of z is -sqrt L dl/dZ. By the generic backward pass. The problem outlives it.
template <IntervalNumber I>
class TrainingVelocity {
 public:
  explicit TrainingVelocity(const TrainingProblem<I>& problem) : problem_(&problem) {}

  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& x) const {
    const ResidualNetwork<I>& start = problem_->start;
    const I root = sqrt(enclose<I>(static_cast<long>(start.depth()), precision_of(x[0])));
    std::size_t next = 0;
    const auto end = [&](const Matrix<I>& fixed, bool is_trained) {
      Matrix<T> a(fixed.rows(), fixed.columns(), x[0]);
      for (std::size_t i = 0; i < a.rows(); ++i) {
        for (std::size_t j = 0; j < a.columns(); ++j) {
          a(i, j) = is_trained ? x[next++] : constant_like(x[0], fixed(i, j));
        }
      }
      return a;
    };
    const auto layer = [&](const Matrix<I>& shape) {
      if (shape.rows() == 0) return Matrix<T>{};
      Matrix<T> a(shape.rows(), shape.columns(), x[0]);
      for (std::size_t i = 0; i < a.rows(); ++i) {
        for (std::size_t j = 0; j < a.columns(); ++j) a(i, j) = x[next++] * root;
      }
      return a;
    };
    ResidualNetwork<T> net{start.block, start.activation, end(start.A, problem_->trains_A), {}, {}};
    for (const LayerWeights<I>& weights : start.layers) {
      Matrix<T> V = layer(weights.V);
      net.layers.push_back({std::move(V), layer(weights.W)});
    }
    net.B = end(start.B, problem_->trains_B);
    const LossGradient<T> gradient =
        loss_gradient(net, constants(problem_->inputs, x[0]), constants(problem_->targets, x[0]),
                      TrainedEnds{problem_->trains_A, problem_->trains_B});
    std::vector<T> velocity;
    const auto append = [&](const Matrix<T>& a, bool is_layer) {
      for (std::size_t i = 0; i < a.rows(); ++i) {
        for (std::size_t j = 0; j < a.columns(); ++j) {
          velocity.push_back(is_layer ? -(a(i, j) * root) : -a(i, j));
        }
      }
    };
    append(gradient.A, false);  // empty where it is frozen
    for (const LayerWeights<T>& weights : gradient.layers) {
      append(weights.V, true);
      append(weights.W, true);
    }
    append(gradient.B, false);
    return velocity;
  }

 private:
  template <class T>
  static std::vector<std::vector<T>> constants(const std::vector<std::vector<I>>& vectors,
                                               const T& like) {
    std::vector<std::vector<T>> lifted;
    for (const std::vector<I>& vector : vectors) {
      lifted.emplace_back();
      for (const I& c : vector) lifted.back().push_back(constant_like(like, c));
    }
    return lifted;
  }

  const TrainingProblem<I>* problem_;
};

}  // namespace rigor
