// Networks, data and digits for tests of training.
#pragma once

#include <vector>

#include "function/elementary.hpp"
#include "function/trigonometric.hpp"
#include "model/residual_training.hpp"

namespace rigor::test {

template <class I>
Matrix<I> matrix_of(const std::vector<std::vector<I>>& rows) {
  Matrix<I> matrix(rows.size(), rows[0].size(), rows[0][0]);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows[0].size(); ++j) matrix(i, j) = rows[i][j];
  }
  return matrix;
}

/// V(s) a rotation by s, W(s) = [[1 + s, -1/2], [s^2, 1]], A = B = I frozen.
template <class I>
TrainingProblem<I> smooth_problem(long depth, Precision p) {
  const auto exact = [&](long a, long b) { return enclose<I>(Rational(a, b), p); };
  const I zero = exact(0, 1), one = exact(1, 1), half = exact(1, 2);
  TrainingProblem<I> problem;
  problem.start.A = problem.start.B = matrix_of<I>({{one, zero}, {zero, one}});
  for (long k = 1; k <= depth; ++k) {
    const I s = exact(k, depth);
    problem.start.layers.push_back({matrix_of<I>({{cos(s), -sin(s)}, {sin(s), cos(s)}}),
                                    matrix_of<I>({{1 + s, -half}, {sqr(s), one}})});
  }
  problem.inputs = {{one, -half}, {-half, half}};
  problem.targets = {{half, zero}, {zero, half}};
  problem.trains_A = problem.trains_B = false;
  return problem;
}

using Numbers = std::vector<std::vector<Rational>>;

/// V = 0, the same W in all layers, A = (I; 0), B = (0, I).
template <class I>
TrainingProblem<I> tied_problem(long depth, Precision p, const Numbers& W,
                                const std::vector<std::vector<I>>& inputs, const Numbers& targets) {
  const auto all = [&](const Numbers& numbers) {
    std::vector<std::vector<I>> rows;
    for (const auto& row : numbers) {
      rows.emplace_back();
      for (const Rational& x : row) rows.back().push_back(enclose<I>(x, p));
    }
    return rows;
  };
  const I zero = enclose<I>(0L, p);
  const std::size_t m = W.size(), q = W[0].size(), d = inputs[0].size(), o = targets[0].size();
  TrainingProblem<I> problem;
  problem.start.A = Matrix<I>(q, d, zero);
  problem.start.B = Matrix<I>(o, q, zero);
  for (std::size_t i = 0; i < d; ++i) problem.start.A(i, i) = enclose<I>(1L, p);
  for (std::size_t i = 0; i < o; ++i) problem.start.B(i, q - o + i) = enclose<I>(1L, p);
  problem.start.layers.assign(static_cast<std::size_t>(depth),
                              {Matrix<I>(q, m, zero), matrix_of<I>(all(W))});
  problem.inputs = inputs;
  problem.targets = all(targets);
  return problem;
}

template <class I>
TrainingProblem<I> two_points(long depth, Precision p) {
  return tied_problem<I>(depth, p, {{2, 1}, {-1, 2}},
                         {{enclose<I>(1L, p)}, {enclose<I>(Rational(1, 2), p)}},
                         {{Rational(1, 4)}, {Rational(-1, 4)}});
}
template <class I>
TrainingProblem<I> three_points(long depth, Precision p, const Numbers& targets) {
  const I root = sqrt(enclose<I>(3L, p)), zero = enclose<I>(0L, p);
  const I half = enclose<I>(Rational(3, 2), p);
  return tied_problem<I>(
      depth, p,
      {{3, 0, 0}, {Rational(3, 2), Rational(5, 2), 0}, {Rational(3, 2), Rational(-5, 2), 0}},
      {{root, zero}, {root / 2, half}, {-root / 2, half}}, targets);
}
template <class I>
TrainingProblem<I> two_outputs(long depth, Precision p, const Numbers& targets) {
  const I zero = enclose<I>(0L, p), two = enclose<I>(2L, p);
  return tied_problem<I>(depth, p, {{1, Rational(1, 2), 0, 0}, {Rational(-1, 2), 1, 0, 0}},
                         {{two, zero}, {zero, two}}, targets);
}

}  // namespace rigor::test
