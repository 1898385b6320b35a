#include "linear/leading_vector.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "linear/cholesky.hpp"

namespace rigor {
namespace {

// sum += x * y
void add_product(BigFloat& sum, const BigFloat& x, const BigFloat& y, BigFloat& product) {
  mpfr_mul(product.get(), x.get(), y.get(), MPFR_RNDN);
  mpfr_add(sum.get(), sum.get(), product.get(), MPFR_RNDN);
}

BigFloat dot(const std::vector<BigFloat>& x, const std::vector<BigFloat>& y) {
  BigFloat sum(x[0].precision());
  BigFloat product(x[0].precision());
  for (std::size_t i = 0; i < x.size(); ++i) add_product(sum, x[i], y[i], product);
  return sum;
}

void normalise(std::vector<BigFloat>& v) {
  BigFloat length = dot(v, v);
  mpfr_sqrt(length.get(), length.get(), MPFR_RNDN);
  for (BigFloat& x : v) mpfr_div(x.get(), x.get(), length.get(), MPFR_RNDN);
}

// The binary exponent of x, -infinity (a very low number) for 0; the highest for NaN.
long exponent(const BigFloat& x) {
  if (mpfr_zero_p(x.get()) != 0) return -(1L << 40);
  if (mpfr_regular_p(x.get()) == 0) return 1L << 40;
  return mpfr_get_exp(x.get());
}

// K^-1 r for a factor in double: r is scaled to size 1, so that it doesn't underflow.
std::vector<double> scaled_doubles(const std::vector<BigFloat>& r, long scale) {
  std::vector<double> result(r.size());
  BigFloat entry(Precision{53});
  for (std::size_t i = 0; i < r.size(); ++i) {
    mpfr_mul_2si(entry.get(), r[i].get(), -scale, MPFR_RNDN);
    result[i] = mpfr_get_d(entry.get(), MPFR_RNDN);
  }
  return result;
}

}  // namespace

GuessedQuotient<BigFloat> guess_quotient(const Matrix<BigFloat>& a,
                                         const std::vector<BigFloat>& v) {
  const std::size_t n = v.size();
  const Precision precision = v[0].precision();
  BigFloat product(precision);
  std::vector<BigFloat> image(n, BigFloat(precision));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) add_product(image[i], a(i, j), v[j], product);
  }
  const BigFloat square = dot(v, v);
  BigFloat quotient = dot(v, image);
  mpfr_div(quotient.get(), quotient.get(), square.get(), MPFR_RNDN);
  for (std::size_t i = 0; i < n; ++i) {
    mpfr_mul(product.get(), quotient.get(), v[i].get(), MPFR_RNDN);
    mpfr_sub(image[i].get(), image[i].get(), product.get(), MPFR_RNDN);
  }
  BigFloat residual = dot(image, image);
  mpfr_div(residual.get(), residual.get(), square.get(), MPFR_RNDN);
  mpfr_sqrt(residual.get(), residual.get(), MPFR_RNDN);
  return {std::move(quotient), std::move(residual), std::move(image)};
}

std::vector<double> normalised(std::vector<double> v) {
  double square = 0;
  for (const double x : v) square += x * x;
  const double length = std::sqrt(square);
  for (double& x : v) x /= length;
  return v;
}

GuessedQuotient<double> guess_quotient(const Matrix<double>& a, const std::vector<double>& v) {
  const std::size_t n = v.size();
  std::vector<double> image(n, 0.0);
  double square = 0;
  double quotient = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) image[j] += a(i, j) * v[i];  // symmetric: vectorised
  }
  for (std::size_t i = 0; i < n; ++i) {
    square += v[i] * v[i];
    quotient += v[i] * image[i];
  }
  quotient /= square;
  double residual = 0;
  for (std::size_t i = 0; i < n; ++i) {
    image[i] -= quotient * v[i];
    residual += image[i] * image[i];
  }
  return {quotient, std::sqrt(residual / square), std::move(image)};
}

std::vector<BigFloat> guess_leading_vector(const Matrix<BigFloat>& a, const Matrix<double>& rounded,
                                           const GuessedLeader& leader) {
  const std::size_t n = a.rows();
  const Precision precision = a(0, 0).precision();
  std::vector<BigFloat> v(n, BigFloat(precision));
  for (std::size_t i = 0; i < n; ++i) mpfr_set_d(v[i].get(), leader.vector[i], MPFR_RNDN);

  const double spread = leader.largest - leader.least;
  Matrix<double> k(n, n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      k(i, j) = (i == j ? leader.largest : 0) - rounded(i, j) +
                spread * leader.vector[i] * leader.vector[j];
    }
  }
  const auto factor = prove_positive_definite(k);
  if (!factor) return v;
  long last = 1L << 40;
  for (;;) {
    const GuessedQuotient<BigFloat> q = guess_quotient(a, v);
    const long size = exponent(q.residual);
    if (size > last - 4 || size < -precision.bits) return v;
    last = size;
    const std::vector<double> step =
        factor->guess_solution(scaled_doubles(q.residual_vector, size));
    BigFloat change(precision);
    for (std::size_t i = 0; i < n; ++i) {
      mpfr_set_d(change.get(), step[i], MPFR_RNDN);
      mpfr_mul_2si(change.get(), change.get(), size, MPFR_RNDN);
      mpfr_add(v[i].get(), v[i].get(), change.get(), MPFR_RNDN);
    }
  }
}

namespace {

std::optional<CholeskyFactor<BigFloat>> prove_all_below(Matrix<BigFloat> a, const BigFloat& shift) {
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.rows(); ++j) mpfr_neg(a(i, j).get(), a(i, j).get(), MPFR_RNDN);
    mpfr_add(a(i, i).get(), a(i, i).get(), shift.get(), MPFR_RNDD);
  }
  return prove_positive_definite(a);
}

// x + y * 2^-k and its like, about.
BigFloat sum(const BigFloat& x, const BigFloat& y, unsigned long halvings = 0) {
  BigFloat result(x.precision());
  mpfr_div_2ui(result.get(), y.get(), halvings, MPFR_RNDN);
  mpfr_add(result.get(), result.get(), x.get(), MPFR_RNDU);
  return result;
}

}  // namespace

std::optional<ProvedShift> prove_shift(const Matrix<BigFloat>& a, std::vector<BigFloat> v) {
  const std::size_t n = a.rows();
  const Precision precision = a(0, 0).precision();
  // Closer than this to the largest eigenvalue nothing is proved, about.
  BigFloat least(precision);
  mpfr_set_ui_2exp(least.get(), 8 * (n + 3) * n, -precision.bits, MPFR_RNDN);
  std::optional<BigFloat> best;
  CholeskyFactor<BigFloat> factor;
  const auto iterate = [&](int steps) {
    for (int step = 0; step < steps; ++step) {
      v = factor.guess_solution(std::move(v));
      normalise(v);
    }
  };
  const auto improve = [&](const BigFloat& shift) {
    if (mpfr_number_p(shift.get()) == 0) return false;
    auto proof = prove_all_below(a, shift);
    if (!proof) return false;
    best = shift;
    factor = std::move(*proof);
    iterate(4);
    return true;
  };

  // A guess may have no part of the eigenvector that is looked for: it is given some.
  for (std::size_t i = 0; i < n; ++i) {
    const double phase = std::fmod(static_cast<double>(i + 1) * 0.6180339887, 1);
    mpfr_add_d(v[i].get(), v[i].get(), (phase - 0.4) * 0x1p-16, MPFR_RNDN);
  }
  normalise(v);
  GuessedQuotient<BigFloat> q = guess_quotient(a, v);
  BigFloat margin = sum(least, q.residual);
  constexpr int kGrowths = 40;
  for (int k = 0; !improve(sum(q.quotient, margin)); ++k) {
    if (k == kGrowths) return std::nullopt;
    mpfr_mul_2ui(margin.get(), margin.get(), 3, MPFR_RNDU);
  }
  bool is_settled = false;  // v has had its time with the best factor
  for (;;) {
    q = guess_quotient(a, v);
    mpfr_sub(margin.get(), best->get(), q.quotient.get(), MPFR_RNDU);
    const BigFloat close = sum(least, q.residual);
    if (mpfr_cmp(margin.get(), sum(close, least).get()) <= 0) break;
    const BigFloat sixteenth = sum(q.quotient, margin, 4);
    const BigFloat closest = sum(q.quotient, close);
    if ((mpfr_cmp(closest.get(), sixteenth.get()) < 0 && improve(closest)) || improve(sixteenth) ||
        improve(sum(q.quotient, margin, 1))) {
      is_settled = false;
    } else {
      if (is_settled) break;
      iterate(64);
      is_settled = true;
    }
  }
  return ProvedShift{*best, v};
}

}  // namespace rigor
