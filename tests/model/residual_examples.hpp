// Residual networks for tests: named ones, and random ones.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "function/trigonometric.hpp"
#include "model/residual_network.hpp"
#include "number/interval_number.hpp"
#include "support/sampling.hpp"

namespace rigor::test {

template <class T>
using Vectors = std::vector<std::vector<T>>;

/// A network with its data.
template <class I>
struct Trained {
  ResidualNetwork<I> network;
  Vectors<I> inputs;
  Vectors<I> targets;
};

template <class I>
Matrix<I> matrix_of(const std::vector<std::vector<const char*>>& rows, Precision p) {
  Matrix<I> matrix(rows.size(), rows[0].size(), enclose<I>(0L, p));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows[i].size(); ++j) {
      matrix(i, j) = enclose<I>(*parse_rational(rows[i][j]), p);
    }
  }
  return matrix;
}
template <class I>
Vectors<I> vectors_of(const std::vector<std::vector<const char*>>& rows, Precision p) {
  Vectors<I> vectors;
  for (const auto& row : rows) {
    vectors.emplace_back();
    for (const char* x : row) vectors.back().push_back(enclose<I>(*parse_rational(x), p));
  }
  return vectors;
}

/// T-SM: A = B = I, V(s) a rotation by s, W(s) = (1 + s, -1/2; s^2, 1).
template <class I>
Trained<I> t_sm(std::size_t depth, Precision p) {
  Trained<I> t;
  t.network.A = t.network.B = matrix_of<I>({{"1", "0"}, {"0", "1"}}, p);
  for (std::size_t k = 1; k <= depth; ++k) {
    const I s = enclose<I>(Rational(static_cast<long>(k), static_cast<long>(depth)), p);
    LayerWeights<I> layer{t.network.A, matrix_of<I>({{"1", "-1/2"}, {"0", "1"}}, p)};
    layer.V(0, 0) = layer.V(1, 1) = cos(s);
    layer.V(1, 0) = sin(s);
    layer.V(0, 1) = -sin(s);
    layer.W(0, 0) += s;
    layer.W(1, 0) = sqr(s);
    t.network.layers.push_back(layer);
  }
  t.inputs = vectors_of<I>({{"1", "-1/2"}, {"-1/2", "1/2"}}, p);
  t.targets = vectors_of<I>({{"1/2", "0"}, {"0", "1/2"}}, p);
  return t;
}

/// T-TANH: V = 0, W = (2, 1; -1, 2), A = (1; 0), B = (0, 1).
template <class I>
Trained<I> t_tanh(std::size_t depth, Precision p) {
  Trained<I> t;
  t.network.A = matrix_of<I>({{"1"}, {"0"}}, p);
  t.network.B = matrix_of<I>({{"0", "1"}}, p);
  t.network.layers.assign(depth, {matrix_of<I>({{"0", "0"}, {"0", "0"}}, p),
                                  matrix_of<I>({{"2", "1"}, {"-1", "2"}}, p)});
  t.inputs = vectors_of<I>({{"1"}, {"1/2"}}, p);
  t.targets = vectors_of<I>({{"1/4"}, {"-1/4"}}, p);
  return t;
}

/// Any weights of a size, thin.
template <class I>
Matrix<I> random_matrix(Sampler& random, std::size_t rows, std::size_t columns, double size,
                        Precision p) {
  Matrix<I> matrix(rows, columns, enclose<I>(0L, p));
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      matrix(i, j) = enclose<I>(to_rational(random.uniform(-size, size)), p);
    }
  }
  return matrix;
}

/// One of the smooth activations, or a linear block; n data.
template <class I>
Trained<I> random_training(Sampler& random, std::size_t most_layers, Precision p) {
  const auto pick = [&](int most) { return static_cast<std::size_t>(random.integer(1, most)); };
  const std::size_t q = pick(3), d = pick(3), outputs = pick(2), n = pick(3);
  const bool is_linear = random.integer(0, 5) == 0;
  const std::size_t m = is_linear ? q : pick(3);
  const double size = random.uniform(0.2, 2);
  Trained<I> t;
  t.network.block = is_linear ? Block::linear : Block::two_layer;
  t.network.activation = static_cast<Activation>(random.integer(0, 6));
  t.network.A = random_matrix<I>(random, q, d, 1, p);
  t.network.B = random_matrix<I>(random, outputs, q, 1, p);
  for (std::size_t k = pick(static_cast<int>(most_layers)); k > 0; --k) {
    LayerWeights<I> layer{random_matrix<I>(random, q, m, size, p), {}};
    if (!is_linear) layer.W = random_matrix<I>(random, m, q, size, p);
    t.network.layers.push_back(std::move(layer));
  }
  const auto vectors = [&](std::size_t dimension) {
    Vectors<I> all;
    for (std::size_t i = 0; i < n; ++i) {
      all.emplace_back();
      for (std::size_t j = 0; j < dimension; ++j) {
        all.back().push_back(enclose<I>(to_rational(random.uniform(-2, 2)), p));
      }
    }
    return all;
  };
  t.inputs = vectors(d);
  t.targets = vectors(outputs);
  return t;
}

/// f of every weight, in the order A, V_1, W_1, ..., B.
template <class To, class From, class F>
ResidualNetwork<To> mapped(const ResidualNetwork<From>& network, F f) {
  const auto map = [&](const Matrix<From>& from) {
    Matrix<To> to;
    if (from.rows() == 0) return to;
    std::vector<To> entries;
    for (std::size_t i = 0; i < from.rows(); ++i) {
      for (std::size_t j = 0; j < from.columns(); ++j) entries.push_back(f(from(i, j)));
    }
    to = Matrix<To>(from.rows(), from.columns(), entries[0]);
    for (std::size_t i = 0; i < from.rows(); ++i) {
      for (std::size_t j = 0; j < from.columns(); ++j) to(i, j) = entries[i * from.columns() + j];
    }
    return to;
  };
  ResidualNetwork<To> result{network.block, network.activation, map(network.A), {}, {}};
  for (const auto& layer : network.layers) {
    Matrix<To> V = map(layer.V);
    result.layers.push_back({std::move(V), map(layer.W)});
  }
  result.B = map(network.B);
  return result;
}

}  // namespace rigor::test
