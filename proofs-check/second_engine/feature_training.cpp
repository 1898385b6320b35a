#include "second_engine/feature_training.hpp"

#include <arb_mat.h>

#include <stdexcept>

#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

class ArbMatrix {
 public:
  ArbMatrix(std::size_t rows, std::size_t columns) {
    arb_mat_init(matrix_, static_cast<slong>(rows), static_cast<slong>(columns));
  }
  ArbMatrix(const ArbMatrix&) = delete;
  ArbMatrix& operator=(const ArbMatrix&) = delete;
  ~ArbMatrix() { arb_mat_clear(matrix_); }
  arb_mat_struct* get() { return matrix_; }
  arb_ptr at(std::size_t i, std::size_t j) {
    return arb_mat_entry(matrix_, static_cast<slong>(i), static_cast<slong>(j));
  }

 private:
  arb_mat_t matrix_;
};

/// E (x + sqrt(v) Z)^n = sum_i binomial(n, 2i) x^{n-2i} v^i (2i-1)!!.
Rational moment(const Rational& x, const Rational& v, int n) {
  const auto power = [](const Rational& base, int exponent) {
    Rational result = 1;
    for (int k = 0; k < exponent; ++k) result *= base;
    return result;
  };
  Rational sum = 0, binomial = 1, odd_factorial = 1;
  for (int i = 0; 2 * i <= n; ++i) {
    sum += binomial * power(x, n - 2 * i) * power(v, i) * odd_factorial;
    binomial *= Rational((n - 2 * i) * (n - 2 * i - 1)) / ((2 * i + 1) * (2 * i + 2));
    odd_factorial *= 2 * i + 1;
  }
  return sum;
}

Rational mean_moment(const FeatureModel& model, int n) {
  Rational sum = 0;
  for (const Rational& x : model.points) sum += moment(x, model.variance, n);
  return sum / model.points.size();
}

/// A and b from the moments m(n) of the law.
template <class Moment>
void fill(const FeatureModel& model, const Moment& m, ArbMatrix& a, ArbMatrix& b, long bits) {
  const std::size_t size = model.powers.size();
  for (std::size_t k = 0; k < size; ++k) {
    const int p = model.powers[k];
    for (std::size_t l = 0; l < size; ++l) {
      arb_set(a.at(k, l), Arb(m(p + model.powers[l]), bits).get());
    }
    arb_set(b.at(k, 0), Arb(p == 0 ? Rational(0) : Rational(-p * m(p - 1)), bits).get());
  }
}

Arb dot(ArbMatrix& x, ArbMatrix& y, std::size_t size, long bits) {
  Arb sum(bits);
  for (std::size_t k = 0; k < size; ++k) {
    arb_addmul(sum.get(), x.at(k, 0), y.at(k, 0), bits);
  }
  return sum;
}

void solve(ArbMatrix& x, ArbMatrix& a, ArbMatrix& b, long bits) {
  if (arb_mat_solve(x.get(), a.get(), b.get(), bits) == 0) {
    throw std::range_error("a matrix of moments is not proved regular");
  }
}

}  // namespace

Bounds excess_test_risk(const FeatureModel& model, const Rational& time) {
  const std::size_t size = model.powers.size();
  return refined([&](long bits) {
    ArbMatrix a(size, size), b(size, 1), limit(size, 1), theta(size, 1), decay(size, size);
    fill(
        model, [&](int n) { return mean_moment(model, n); }, a, b, bits);
    solve(limit, a, b, bits);
    arb_mat_scalar_mul_arb(decay.get(), a.get(), Arb(Rational(-time), bits).get(), bits);
    arb_mat_exp(decay.get(), decay.get(), bits);
    arb_mat_mul(theta.get(), decay.get(), limit.get(), bits);
    arb_mat_sub(theta.get(), limit.get(), theta.get(), bits);
    ArbMatrix abar(size, size), bbar(size, 1), image(size, 1);
    const Rational spread = 1 + model.variance;
    fill(
        model, [&](int n) { return moment(0, spread, n); }, abar, bbar, bits);
    arb_mat_mul(image.get(), abar.get(), theta.get(), bits);
    return dot(theta, image, size, bits) / 2 - dot(theta, bbar, size, bits) +
           Arb(Rational(1 / (2 * spread)), bits);
  });
}

Bounds best_fit(const FeatureModel& model) {
  const std::size_t size = model.powers.size();
  return refined([&](long bits) {
    ArbMatrix a(size, size), b(size, 1), limit(size, 1);
    fill(
        model, [&](int n) { return mean_moment(model, n); }, a, b, bits);
    solve(limit, a, b, bits);
    return dot(limit, b, size, bits);
  });
}

}  // namespace rigor::second_engine
