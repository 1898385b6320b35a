// REG-UP-1 (b): the best affine score generates a normal law, and no copies.
//
// With the mean mu and the covariance Sig of the data (divided by N), p_N has mean mu and
// covariance Sig + v, so by Stein's identity E |s - s_N|^2 over affine s is least for s = -(Sig +
// v)^-1 (x - mu) and E |s|^2 = tr (Sig + v)^-1. The flow dx/dv = (Sig + v)^-1 (x - mu) / 2 has the
// solution x(v) - mu = (Sig + v)^{1/2} (Sig + T)^{-1/2} (x(T) - mu): all matrices commute, and (Sig
// + v)^{1/2} has the derivative (Sig + v)^{-1/2} / 2. At v = 0 that is a linear map of x(T) - mu,
// regular if Sig > 0: it takes N(mu, Sig + T) to N(mu, Sig), any law without atoms to one without
// atoms, so a datum is generated with probability 0.
#include "linear/matrix_square_root.hpp"
#include "linear/solve.hpp"
#include "model/linear_features.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/reg_up_lemmas.hpp"
#include "proofs-check/memorization/setting.hpp"

namespace rigor::memorization {
namespace {

struct DataMoments {
  std::vector<Rational> mean;
  Matrix<Rational> covariance;
};
DataMoments moments_of(const WeightedPoints& data) {
  const std::size_t d = data.dimension();
  const Rational count = data.size();
  DataMoments result{std::vector<Rational>(d), Matrix<Rational>(d, d, Rational(0))};
  for (const auto& x : data.points()) {
    for (std::size_t k = 0; k < d; ++k) result.mean[k] += x[k] / count;
  }
  for (const auto& x : data.points()) {
    for (std::size_t k = 0; k < d; ++k) {
      for (std::size_t l = 0; l < d; ++l) {
        result.covariance(k, l) += (x[k] - result.mean[k]) * (x[l] - result.mean[l]) / count;
      }
    }
  }
  return result;
}

/// (Sig + T)^-1, column by column.
template <IntervalNumber B>
std::optional<Matrix<B>> inverse(const Matrix<B>& a) {
  const std::size_t d = a.rows();
  const B zero = enclose<B>(0L, precision_of(a(0, 0)));
  Matrix<B> result(d, d, zero);
  for (std::size_t j = 0; j < d; ++j) {
    std::vector<B> unit(d, zero);
    unit[j] = enclose<B>(1L, precision_of(zero));
    const auto column = solve(a, unit);
    if (!column) return std::nullopt;
    for (std::size_t i = 0; i < d; ++i) result(i, j) = (*column)[i];
  }
  return result;
}

/// Sig (Sig + T)^-1 = 1 - T (Sig + T)^-1, whose square root takes x(T) - mu to x(0) - mu.
template <IntervalNumber B>
std::optional<Matrix<B>> contraction(const Setting<B>& s, const DataMoments& moments, const B& T,
                                     B& trace) {
  Matrix<B> a(s.d(), s.d(), s.bare(0));
  for (std::size_t i = 0; i < s.d(); ++i) {
    for (std::size_t j = 0; j < s.d(); ++j) a(i, j) = s.bare(moments.covariance(i, j));
    a(i, i) += T;
  }
  auto inverted = inverse(a);
  if (!inverted) return std::nullopt;
  for (std::size_t i = 0; i < s.d(); ++i) {
    trace += (*inverted)(i, i);
    for (std::size_t j = 0; j < s.d(); ++j) a(i, j) = -(T * (*inverted)(i, j));
    a(i, i) += 1;
  }
  return matrix_square_root(a);
}

Outcome check_affine(const Case& input, const Effort& effort) {
  const Needs needs{
      .least_points = 2, .regularization = input.flow->regularization, .equal_weights = true};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const DataMoments moments = moments_of(s.data);
    const std::string spread = "the covariance of the data is positive definite";
    if (exact_rank(moments.covariance) < s.d()) {
      outcome = inapplicable(std::move(outcome), spread, "the data lie in a hyperplane");
      return;
    }
    outcome.hypotheses.push_back({spread, Verdict::verified});
    outcome.rests_on = {"proofs-check/memorization/reg_up_affine.cpp: the comment at its head"};
    const D T = s.start_variance();
    B trace = s.bare(0);
    const auto root = contraction(s, moments, T.value, trace);
    if (!root) {
      outcome.reason = "precision: the root of Sig (Sig + T)^-1 is not enclosed yet";
      outcome.wants_precision = true;
      return;
    }
    const std::vector<D> start = s.start();
    std::vector<D> end;
    for (std::size_t i = 0; i < s.d(); ++i) {
      D x = s.exact(moments.mean[i]);
      for (std::size_t j = 0; j < s.d(); ++j) {
        x += decorate((*root)(i, j)) * (start[j] - s.exact(moments.mean[j]));
      }
      const std::string name = "coordinate " + std::to_string(i + 1) + " of the generated point";
      outcome.quantities.push_back(s.flow().starts_at_point()
                                       ? quantity(name, x, s.effort.digits, 1 + abs(x))
                                       : bound(name, x));
      end.push_back(x);
    }
    std::optional<D> nearest;
    for (const auto& point : s.data.points()) {
      s.effort.budget->step();
      D square = s.number(0);
      for (std::size_t k = 0; k < s.d(); ++k) square += sqr(end[k] - s.exact(point[k]));
      nearest = nearest ? min(*nearest, square) : square;
    }
    outcome.quantities.push_back(bound("its distance to the data", sqrt(*nearest)));
    outcome.quantities.push_back(
        quantity("b^T A^-1 b = tr (Sig + T)^-1", decorate(trace), s.effort.digits));
    // Regular, and a contraction: the root is positive definite and below 1.
    const D most = D(decorate(trace)) * T;
    outcome.margin = to_enclosure(s.number(static_cast<long>(s.d())) - most);
    conclude(outcome, Truth::yes, most < static_cast<long>(s.d()), Scope::unbounded);
  });
}

}  // namespace

void add_reg_up_affine(Registry& registry) {
  Claim b;
  b.base = "REG-UP-1";
  b.part = "b";
  b.subject = Subject::flow;
  b.title = "The best affine score generates a normal law and memorizes nothing";
  b.statement =
      "s(x) = -(\\Sigma + v)^{-1} (x - \\mu) \\implies x(0) = \\mu + \\Sigma^{1/2} (\\Sigma + "
      "T)^{-1/2} (x(T) - \\mu), \\quad P(x(0) \\in \\{x_i\\}) = 0";
  b.hypotheses = {"the covariance of the data is positive definite",
                  "x(T) has a law without atoms"};
  b.source = memorization_paper("the regularization by under-parameterization");
  b.scope = "every law of x(T) without atoms";
  b.notes =
      "The score is the best affine one, in place of the score of the case; the start is that of "
      "the case.";
  b.check = check_affine;
  registry.push_back(b);
}

}  // namespace rigor::memorization
