// NODE-PL-2 without its hypothesis: a network that is too narrow may not train at all.
#include <vector>

#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/pl_2.hpp"
#include "proofs-check/neural_ode/plain_setting.hpp"
#include "proofs-check/neural_ode/proves.hpp"
#include "proofs-check/second_engine/narrow_network.hpp"

namespace rigor::neural_ode {
namespace {

/// The cross product of three vectors of R^4: orthogonal to each, as the inner product with one is
/// a determinant with two equal rows.
template <IntervalNumber D>
std::vector<D> cross_product(const std::vector<std::vector<D>>& rows) {
  const auto determinant = [&](std::size_t a, std::size_t b, std::size_t c) {
    const auto minor = [&](std::size_t i, std::size_t j) {
      return rows[1][i] * rows[2][j] - rows[1][j] * rows[2][i];
    };
    return rows[0][a] * minor(b, c) - rows[0][b] * minor(a, c) + rows[0][c] * minor(a, b);
  };
  return {determinant(1, 2, 3), -determinant(0, 2, 3), determinant(0, 1, 3), -determinant(0, 1, 2)};
}

}  // namespace

// d = d' = 1, q = m = 2, n = 4, tanh, A = (1; 0), B = (0, 1), V = 0, W = (1, 0; 2, 0): m + d = 3 <
// n. As V = 0, all h_k = (x_i, 0), F = 0 and the residuals are -y_i for every L; the derivatives of
// l are multiples of sum y_i x_i (by A and B) and of sum y_i tanh(w_j x_i / sqrt 2) (by V), and by
// W they vanish. y is orthogonal to these three rows, and has length 1: the start is at rest, and
// l(t) = 1/4 for all t.
Outcome refute_narrow(const Case&, const Effort& effort) {
  const std::vector<Rational> x{1, Rational(1, 2), Rational(-3, 2), 2};
  return on_rung(effort, [&](const auto& s, Outcome& outcome) {
    const auto exact = [&](const Rational& q) { return s.exact(q); };
    using D = std::decay_t<decltype(exact(1))>;
    std::vector<std::vector<D>> rows(3);
    for (const Rational& c : x) {
      rows[0].push_back(exact(c));
      rows[1].push_back(tanh(exact(c) / sqrt(exact(2))));
      rows[2].push_back(tanh(exact(2 * c) / sqrt(exact(2))));
    }
    std::vector<D> y = cross_product(rows);
    D square = exact(0);
    for (const D& c : y) square += sqr(c);
    outcome.rests_on = {"proofs-check/neural_ode/pl_2_variants.cpp: the comment at refute_narrow"};
    if (!proves(outcome, "the three rows are independent", square > 0)) return;
    D loss = exact(0);
    for (std::size_t i = 0; i < y.size(); ++i) {
      y[i] = y[i] / sqrt(square);
      loss += sqr(y[i]) / 4;
      outcome.quantities.push_back(
          quantity("y_" + std::to_string(i + 1), y[i], effort.digits, exact(1)));
    }
    refute(outcome, {{"n", "4"}, {"m", "2"}, {"d", "1"}, {"W", "(1, 0; 2, 0)"}}, loss,
           Stated::at_most, exact(0), [&] {
             return SecondOpinion{second_engine::loss_at_rest(x, 1, 2), exact_bounds(0)};
           });
  });
}

}  // namespace rigor::neural_ode
