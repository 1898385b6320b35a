#include "proofs-check/memorization/reg_up_lemmas.hpp"

#include <algorithm>
#include <array>

#include "linear/solve.hpp"
#include "model/linear_features.hpp"
#include "proofs-check/common/conclusion.hpp"

namespace rigor::memorization {
namespace {

using Polynomial = std::vector<Rational>;

/// The coefficients in v of the mean over the points of E (x + sqrt(v) Z)^k, k = 0, ..., order, by
/// the recurrence of noisy_moments.
std::vector<Polynomial> moment_polynomials(const std::vector<Rational>& points, int order) {
  const auto size = static_cast<std::size_t>(order);
  std::vector<Polynomial> mean(size + 1, Polynomial(size + 1));
  for (const Rational& x : points) {
    std::vector<Polynomial> m(size + 1, Polynomial(size + 1));
    m[0][0] = 1;
    for (std::size_t k = 1; k <= size; ++k) {
      for (std::size_t j = 0; j <= size; ++j) {
        m[k][j] = x * m[k - 1][j];
        if (k >= 2 && j >= 1) m[k][j] += Rational(k - 1) * m[k - 2][j - 1];
      }
    }
    for (std::size_t k = 0; k <= size; ++k) {
      for (std::size_t j = 0; j <= size; ++j) mean[k][j] += m[k][j] / points.size();
    }
  }
  return mean;
}

template <IntervalNumber B>
B value(const Polynomial& polynomial, const B& v) {
  B sum = enclose<B>(0L, precision_of(v));
  for (std::size_t j = polynomial.size(); j-- > 0;) {
    sum = sum * v + enclose<B>(polynomial[j], precision_of(v));
  }
  return sum;
}

}  // namespace

Matrix<Rational> noiseless_gram(const std::vector<int>& powers,
                                const std::vector<Rational>& points) {
  const std::size_t m = powers.size();
  Matrix<Rational> gram(m, m, Rational(0));
  for (const Rational& x : points) {
    std::vector<Rational> phi(m, Rational(1));
    for (std::size_t k = 0; k < m; ++k) {
      for (int p = 0; p < powers[k]; ++p) phi[k] *= x;
    }
    for (std::size_t k = 0; k < m; ++k) {
      for (std::size_t l = 0; l < m; ++l) gram(k, l) += phi[k] * phi[l] / points.size();
    }
  }
  return gram;
}

template <IntervalNumber B>
std::optional<B> learned_at_most(const std::vector<int>& powers,
                                 const std::vector<Rational>& points, const Rational& v0,
                                 Precision precision) {
  const std::size_t m = powers.size();
  const int order = 2 * *std::max_element(powers.begin(), powers.end());
  const std::vector<Polynomial> moments = moment_polynomials(points, order);
  const B v = hull_of<B>(0, v0, precision);
  Matrix<B> a(m, m, enclose<B>(0L, precision));
  std::vector<B> b;
  for (std::size_t k = 0; k < m; ++k) {
    for (std::size_t l = 0; l < m; ++l) {
      a(k, l) = value(moments[static_cast<std::size_t>(powers[k] + powers[l])], v);
    }
    const int p = powers[k];
    b.push_back(p == 0 ? enclose<B>(0L, precision)
                       : -p * value(moments[static_cast<std::size_t>(p - 1)], v));
  }
  const auto theta = solve(a, b);
  if (!theta) return std::nullopt;
  B sum = enclose<B>(0L, precision);
  for (std::size_t k = 0; k < m; ++k) sum += (*theta)[k] * b[k];
  return upper_point(sum);
}

template std::optional<Interval> learned_at_most(const std::vector<int>&,
                                                 const std::vector<Rational>&, const Rational&,
                                                 Precision);
template std::optional<BigInterval> learned_at_most(const std::vector<int>&,
                                                    const std::vector<Rational>&, const Rational&,
                                                    Precision);

Truth two_odd_powers(const Rational& c) {
  const std::array<Rational, 4> P{18, 6, 0, 0}, Q{4, 18, 24, 6};
  for (std::size_t k = 0; k < P.size(); ++k) {
    if (c * Q[k] < P[k]) return Truth::unsettled;
  }
  for (int k = 1; k <= 16; ++k) {
    const Rational v(k, 3);
    const LinearFeatures f = linear_features({1, 3}, v, {-1, 1});
    const Rational fit = f.limit[0] * f.train.slope[0] + f.limit[1] * f.train.slope[1];
    const Rational p = P[0] + v * (P[1] + v * (P[2] + v * P[3]));
    const Rational q = Q[0] + v * (Q[1] + v * (Q[2] + v * Q[3]));
    if ((1 / v - fit) * q != p) return Truth::unsettled;
  }
  return Truth::yes;
}

}  // namespace rigor::memorization
