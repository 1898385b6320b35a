#include "model/feature_flow.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "linear/eigenvalues.hpp"

namespace rigor {
namespace {

Rational dot(const std::vector<Rational>& x, const std::vector<Rational>& y) {
  Rational sum = 0;
  for (std::size_t k = 0; k < x.size(); ++k) sum += x[k] * y[k];
  return sum;
}

std::vector<Rational> product(const Matrix<Rational>& a, const std::vector<Rational>& x) {
  std::vector<Rational> y;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    Rational sum = 0;
    for (std::size_t j = 0; j < x.size(); ++j) sum += a(i, j) * x[j];
    y.push_back(sum);
  }
  return y;
}

/// Orthogonal q_1, ..., q_r, a basis of the span of theta, A theta, A^2 theta, ..., with
/// A q_i = q_{i+1} + diagonal[i] q_i + (|q_i| / |q_{i-1}|)^2 q_{i-1} (Lanczos).
struct KrylovBasis {
  std::vector<std::vector<Rational>> vectors;
  std::vector<Rational> squared_norms;
  std::vector<Rational> diagonal;
};
KrylovBasis krylov_basis(const Matrix<Rational>& a, std::vector<Rational> q) {
  KrylovBasis basis;
  for (Rational norm = dot(q, q); norm != 0; norm = dot(q, q)) {
    std::vector<Rational> next = product(a, q);
    const Rational diagonal = dot(next, q) / norm;
    for (std::size_t k = 0; k < q.size(); ++k) {
      next[k] -= diagonal * q[k];
      if (!basis.vectors.empty()) {
        next[k] -= norm / basis.squared_norms.back() * basis.vectors.back()[k];
      }
    }
    basis.vectors.push_back(std::move(q));
    basis.squared_norms.push_back(norm);
    basis.diagonal.push_back(diagonal);
    q = std::move(next);
  }
  return basis;
}

template <IntervalNumber I>
Matrix<I> jacobi_matrix(const KrylovBasis& basis, Precision precision) {
  const std::size_t r = basis.vectors.size();
  Matrix<I> jacobi(r, r, enclose<I>(0L, precision));
  for (std::size_t i = 0; i < r; ++i) {
    jacobi(i, i) = enclose<I>(basis.diagonal[i], precision);
    if (i == 0) continue;
    const Rational square = basis.squared_norms[i] / basis.squared_norms[i - 1];
    jacobi(i, i - 1) = jacobi(i - 1, i) = sqrt(enclose<I>(square, precision));
  }
  return jacobi;
}

template <IntervalNumber I>
I form(const Matrix<Rational>& a, const std::vector<I>& x, const std::vector<I>& y) {
  I sum = enclose<I>(0L, precision_of(x[0]));
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = 0; j < y.size(); ++j) {
      sum += x[i] * y[j] * enclose<I>(a(i, j), precision_of(x[0]));
    }
  }
  return sum;
}

}  // namespace

template <IntervalNumber I>
std::optional<FeatureFlow<I>> feature_flow(const LinearFeatures& features, Precision precision) {
  using Mode = typename FeatureFlow<I>::Mode;
  using Term = typename DecaySum<I>::Term;
  const std::vector<Rational>& limit = features.limit;
  const KrylovBasis basis = krylov_basis(features.train.gram, limit);
  const std::size_t r = basis.vectors.size();
  if (r == 0) throw std::invalid_argument("training starts at its end");
  const auto pairs = isolated_eigenpairs(jacobi_matrix<I>(basis, precision));
  if (pairs.size() != r) return std::nullopt;

  std::vector<Rational> gradient = product(features.test.gram, limit);
  for (std::size_t k = 0; k < limit.size(); ++k) gradient[k] -= features.test.slope[k];
  const auto exact = [&](const Rational& q) { return enclose<I>(q, precision); };
  std::vector<Mode> modes;
  for (const IsolatedEigenpair<I>& pair : pairs) {
    Mode mode{pair.value, pair.vector[0] * sqrt(exact(basis.squared_norms[0])), exact(0), {}};
    mode.vector.assign(limit.size(), exact(0));
    for (std::size_t i = 0; i < r; ++i) {
      const I length = sqrt(exact(basis.squared_norms[i]));
      // u . gradient and u itself, through the exact products with q_i.
      mode.slope += pair.vector[i] * exact(dot(basis.vectors[i], gradient)) / length;
      for (std::size_t k = 0; k < limit.size(); ++k) {
        mode.vector[k] += pair.vector[i] * exact(basis.vectors[i][k]) / length;
      }
    }
    modes.push_back(std::move(mode));
  }
  std::vector<Term> train, test;
  for (const Mode& mode : modes) {
    train.push_back({mode.rate * sqr(mode.weight) / 2, 2 * mode.rate});
    test.push_back({-(mode.weight * mode.slope), mode.rate});
  }
  for (std::size_t k = 0; k < r; ++k) {
    for (std::size_t l = 0; l <= k; ++l) {
      const I square = modes[k].weight * modes[l].weight *
                       form(features.test.gram, modes[k].vector, modes[l].vector);
      test.push_back({k == l ? square / 2 : square, modes[k].rate + modes[l].rate});
    }
  }
  return FeatureFlow<I>{std::move(modes),
                        DecaySum<I>(exact(features.train.at(limit)), std::move(train)),
                        DecaySum<I>(exact(features.test.at(limit)), std::move(test))};
}

template std::optional<FeatureFlow<Interval>> feature_flow(const LinearFeatures&, Precision);
template std::optional<FeatureFlow<BigInterval>> feature_flow(const LinearFeatures&, Precision);

}  // namespace rigor
