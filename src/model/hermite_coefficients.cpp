#include "model/hermite_coefficients.hpp"

#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include "analysis/line_quadrature.hpp"
#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"

namespace rigor {
namespace {

/// The coefficients of He_r, lowest first: He_{k+1}(x) = x He_k(x) - k He_{k-1}(x).
std::vector<Rational> hermite_polynomial(int r) {
  std::vector<Rational> before, now = {1};
  for (int k = 0; k < r; ++k) {
    std::vector<Rational> next(now.size() + 1, 0);
    for (std::size_t i = 0; i < now.size(); ++i) next[i + 1] = now[i];
    for (std::size_t i = 0; i < before.size(); ++i) next[i] -= k * before[i];
    before = std::move(now);
    now = std::move(next);
  }
  return now;
}

/// (2j - 1)!! = E g^2j.
Rational odd_factorial(int j) {
  Rational product = 1;
  for (int k = 1; k <= j; ++k) product *= 2 * k - 1;
  return product;
}
Rational factorial(int r) {
  Rational product = 1;
  for (int k = 2; k <= r; ++k) product *= k;
  return product;
}

/// E He_2j(X) for X ~ N(0, variance); 0 for j < 0.
Rational mean_of_hermite(int j, const Rational& variance) {
  if (j < 0) return 0;
  Rational mean = odd_factorial(j);
  for (int k = 0; k < j; ++k) mean *= variance - 1;
  return mean;
}

BigInterval of_gelu(int r, Precision p) {
  const int k = r - 2, j = k / 2;
  const Rational half(1, 2);
  const auto mean = [&](int i) { return mean_of_hermite(i, half); };
  const Rational sum =
      (1 - 2 * k) * mean(j) - mean(j + 1) - static_cast<long>(k) * (k - 1) * mean(j - 1);
  return enclose<BigInterval>(sum, p) / (2 * sqrt(pi<BigInterval>(p)));
}

BigInterval of_arctan(int r, Precision p) {
  const std::vector<Rational> hermite = hermite_polynomial(r - 1);  // even
  // In t = x^2: He = Q(t) (1 + t) + He(t = -1), by Horner's rule.
  Rational quotient_mean = 0, carried = 0;
  for (int k = (r - 1) / 2; k >= 0; --k) {
    quotient_mean += carried * odd_factorial(k);
    carried = hermite[2 * static_cast<std::size_t>(k)] - carried;
  }
  const BigInterval one = enclose<BigInterval>(1L, p);
  const BigInterval mean =
      sqrt(scale2(pi<BigInterval>(p) * exp(one), -1)) * erfc(1 / sqrt(2 * one));
  return enclose<BigInterval>(quotient_mean, p) + enclose<BigInterval>(carried, p) * mean;
}

template <class T>
T polynomial(const std::vector<BigInterval>& coefficients, const T& x) {
  using Scalar = std::conditional_t<std::is_same_v<T, BigInterval>, BigInterval, Interval>;
  const auto at = [&](std::size_t k) { return convert<Scalar>(coefficients[k], precision_of(x)); };
  T sum = x * at(coefficients.size() - 1) + at(coefficients.size() - 2);
  for (std::size_t k = coefficients.size() - 2; k-- > 0;) sum = sum * x + at(k);
  return sum;
}

/// E tanh(g / c) He_k(g) / sqrt(scale) for c = 1 or 2 and k >= 1, by the trapezoidal rule.
///
/// The tails. For |x| >= 1 and every y, |tanh((x + iy) / c)|^2 <= (cosh / sinh)^2(x / c) <=
/// coth(1/2)^2 < 9, as |tanh(u + iv)|^2 = (sinh^2 u + sin^2 v) / (sinh^2 u + cos^2 v). With |y| <=
/// a and t = |x| + a, |z|^k exp(-x^2 / 4) <= t^k exp(a^2 / 4 - t^2 / 8), as t^2 <= 2 x^2 + 2 a^2,
/// and t^k exp(-t^2 / 8) <= (4k / e)^(k/2) <= (2k)^(k/2). So |f(x + iy)| <= 3 / sqrt(2 pi)
/// exp(3 a^2 / 4) sum |c_k| (2k)^(k/2) exp(-x^2 / 4), c_k the coefficients of He / sqrt(scale).
BigInterval mean_of_tanh(int c, int k, const Rational& scale, Precision p,
                         const std::function<void()>& step) {
  std::vector<BigInterval> coefficients;
  const BigInterval root = sqrt(enclose<BigInterval>(scale, p));
  BigInterval sum = enclose<BigInterval>(0L, p);
  int power = 0;
  for (const Rational& q : hermite_polynomial(k)) {
    coefficients.push_back(enclose<BigInterval>(q, p) / root);
    sum += abs(coefficients.back()) * pown(sqrt(enclose<BigInterval>(2L * power, p)), power);
    ++power;
  }
  const auto density = [&](const auto& x, const auto& pi_) {
    return exp(-sqr(x) / 2) / sqrt(2 * pi_);
  };
  const BigInterval big_pi_ = pi<BigInterval>(p);
  const Interval small_pi = pi<Interval>({53});
  const std::function<BigInterval(const BigInterval&)> f = [&](const BigInterval& x) {
    return tanh(x / c) * polynomial(coefficients, x) * density(x, big_pi_);
  };
  const OnRectangles on_rectangles = [&](const ComplexInterval& z) {
    return tanh(z / c) * polynomial(coefficients, z) * density(z, small_pi);
  };
  const Rational height(5 * c, 4);  // below pi c / 2, where the pole is
  const BigInterval a = enclose<BigInterval>(height, p);
  const BigInterval factor = upper_point(3 * sum * exp(3 * sqr(a) / 4) / sqrt(2 * big_pi_));
  const BigInterval zero = enclose<BigInterval>(0L, p), two = enclose<BigInterval>(2L, p);
  const Strip<BigInterval> strip{height,
                                 {enclose<BigInterval>(-1L, p), factor, zero, two},
                                 {enclose<BigInterval>(1L, p), factor, zero, two}};
  IntegrationGoal goal;
  goal.digits = p.bits * 3 / 10;
  goal.step = step;
  return integrate_line<BigInterval>(f, on_rectangles, strip, goal).value;
}

/// eta_r, where symmetry doesn't make it 0.
BigInterval coefficient(Activation activation, int r, Precision p,
                        const std::function<void()>& step) {
  const int j = (r - 1) / 2;
  const BigInterval root = sqrt(enclose<BigInterval>(factorial(r), p));
  const BigInterval half = enclose<BigInterval>(Rational(1, 2), p);
  switch (activation) {
    case Activation::tanh:
      return mean_of_tanh(1, r, factorial(r), p, step);
    case Activation::sigmoid:
      return mean_of_tanh(2, r, factorial(r), p, step) / 2;
    case Activation::softplus:
      return r == 1 ? half : mean_of_tanh(2, r - 1, factorial(r), p, step) / 2;
    case Activation::erf:
      return 2 / sqrt(3 * pi<BigInterval>(p)) *
             enclose<BigInterval>(mean_of_hermite(j, Rational(1, 3)), p) / root;
    case Activation::sin:
      return (j % 2 == 0 ? 1 : -1) * exp(-half) / root;
    case Activation::arctan:
      return of_arctan(r, p) / root;
    case Activation::gelu:
      return r == 1 ? half : of_gelu(r, p) / root;
    case Activation::relu:
      return r == 1 ? half
                    : enclose<BigInterval>(mean_of_hermite(j, 0), p) /
                          sqrt(2 * pi<BigInterval>(p)) / root;
  }
  throw std::logic_error("an activation without Hermite coefficients");
}

}  // namespace

bool hermite_coefficient_vanishes(Activation activation, int r) {
  const bool is_half_linear = activation == Activation::gelu || activation == Activation::relu ||
                              activation == Activation::softplus;
  return is_half_linear ? r >= 3 && r % 2 == 1 : r % 2 == 0;
}

BigInterval big_hermite_coefficient(Activation activation, int r, Precision precision,
                                    const std::function<void()>& step) {
  if (r < 1) throw std::invalid_argument("Hermite coefficients are taken from the index 1 on");
  if (hermite_coefficient_vanishes(activation, r)) return enclose<BigInterval>(0L, precision);
  // The polynomials cancel up to some e^(2 sqrt r) sqrt(r!) of their size.
  const Precision work{precision.bits + 32 + 6 * r};
  return convert<BigInterval>(coefficient(activation, r, work, step), precision);
}

}  // namespace rigor
